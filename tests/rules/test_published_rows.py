"""Rows of people that anybody may have: nobody stands alone in them, and they give away no hidden figure."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import a_session, an_event, span
from tests.rules.disclosed import a_nasty_event
from tests.rules.rows_attacked import an_event_with_hours, rows_attack
from tests.rules.test_disclosure import crowd
from zoom_sync.records import Event, Person
from zoom_sync.rules.disclosure import figures, least, published_rows, row_lines, tables
from zoom_sync.rules.disclosure.rows import COLUMNS

KEY = b"k" * 32
Told = Counter[tuple[str, ...]]


def told(event: Event, people: list[Person]) -> Told:
    made = published_rows(event, people, tables(event, people), key=KEY)
    return Counter(tuple(made["kinds"][kind]) for _, kind in made["rows"])


def folded(kind: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(value.casefold() if place == 1 else value for place, value in enumerate(kind))


@pytest.mark.parametrize("batch", range(2))
def test_no_rows_are_told_apart_by_fewer_than_k_people(batch: int) -> None:
    for seed in range(batch * 50, batch * 50 + 50):
        event, people = a_nasty_event(seed)
        found, k = told(event, people), least(event)
        for place in range(len(COLUMNS)):
            parts = Counter[tuple[str, ...]]()
            for kind, number in found.items():
                parts[kind[: place + 1]] += number
            assert min(parts.values(), default=k) >= k, f"event {seed}"
            values = Counter(part[:-1] for part in parts if part[-1])
            for before, number in values.items():  # nothing is said of everybody, but how they took part
                assert place == 0 or number > 1 or (*before, "") in parts, f"event {seed}"


@pytest.mark.parametrize("batch", range(2))
def test_rows_tell_nothing_that_the_tables_hide_and_leave_no_few_of_what_they_show(batch: int) -> None:
    for seed in range(batch * 50, batch * 50 + 50):
        event, people = a_nasty_event(seed)
        shown = {figure: one for table in tables(event, people) for figure, one in figures(table).items()}
        counted: Counter[tuple[str, ...]] = Counter()
        for kind, number in told(event, people).items():
            mode, country, minutes, *_ = folded(kind)
            counted["attendees", mode] += number
            counted["country", country, mode] += number if country else 0
            counted["minutes", minutes, mode] += number if minutes else 0
        for figure, number in (+counted).items():
            all_ = shown[figure]
            assert isinstance(all_, int), f"event {seed}: {figure} is hidden"
            assert all_ == number or all_ - number >= least(event), f"event {seed}: {figure}"


def mixed() -> list[Person]:
    return crowd("India", zoom=30, room=10, both=12) + crowd("Nepal", zoom=20, room=10, both=12)


def test_a_row_says_how_somebody_took_part_and_nothing_by_which_they_are_found() -> None:
    late = [
        replace(one, id=f"late-{n}", first_seen=span("09:14:10", "10:00").start)
        for n, one in enumerate(crowd("India", zoom=8))
    ]
    event, people = an_event(), [*mixed(), *late]
    made = published_rows(event, people, tables(event, people), key=KEY)

    written = list(row_lines(made))
    assert written[0] == ["code", "mode", "country", "minutes", "arrived", "left"]
    assert Counter(tuple(line[1:]) for line in written[1:]) == {
        ("virtual", "India", "", "2026-03-10T09:00Z", ""): 30,
        ("virtual", "India", "", "2026-03-10T09:15Z", ""): 8,
        ("virtual", "", "", "", ""): 20,  # that these are from Nepal is not in the table either
        ("in_person", "", "", "", ""): 20,
        ("both", "", "", "", ""): 24,
    }
    assert not any(one.id in str(written) or one.name in str(written) for one in late)


def test_codes_of_two_releases_have_nothing_in_common() -> None:
    event, people = an_event(), mixed()
    out = tables(event, people)

    one, other = (published_rows(event, people, out, key=key) for key in (KEY, b"o" * 32))

    codes = [{code for code, _ in made["rows"]} for made in (one, other)]
    assert len(codes[0]) == len(codes[1]) == 94
    assert not codes[0] & codes[1]
    assert [code for code, _ in one["rows"]] == sorted(codes[0])  # their order says nothing either


def test_a_protected_event_tells_no_country_and_parts_of_eleven_at_least() -> None:
    event = an_event(protected=True)
    people = crowd("India", zoom=30, room=8) + [
        replace(one, id=f"n{n}") for n, one in enumerate(crowd("Nepal", zoom=20, room=8))
    ]

    found = told(event, people)

    assert {kind[1] for kind in found} == {""}
    assert min(found.values()) >= 11


def test_whoever_is_still_there_has_no_time_of_leaving() -> None:
    event = an_event()
    open_ = [
        replace(one, minutes_at_least=True, last_seen=span("09:00", "12:00").end) for one in crowd("", zoom=9)
    ]

    left = Counter({kind[4]: number for kind, number in told(event, [*open_, *mixed()]).items()})

    assert "2026-03-10T12:00Z" not in left


# Of the first sixty those that gave something away before `rules.disclosure.hours` was, and some others.
NASTY = (3, 9, 24, 35, 44, 54)


@pytest.mark.parametrize("seed", NASTY)
def test_rows_held_against_the_tables_and_the_clock_pin_nothing_below_k(seed: int) -> None:
    assert rows_attack(*an_event_with_hours(seed)) == []


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_rows_of_a_thousand_events_pin_nothing_below_k() -> None:
    for seed in range(1000, 2000):
        assert rows_attack(*an_event_with_hours(seed)) == [], f"event {seed}"


def test_the_attack_finds_what_is_given_away_where_the_clock_is_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("may_arrive", "may_leave"):
        monkeypatch.setattr(f"zoom_sync.rules.disclosure.hours.Hours.{name}", lambda *_: True)

    assert all(rows_attack(*an_event_with_hours(seed)) for seed in (9, 24))


def hourly(*stays: tuple[int, str, str]) -> list[Person]:
    """So many people on Zoom from one moment to another."""
    return [
        replace(one, id=f"{number} {n}", minutes=(lasted.end - lasted.start) / timedelta(minutes=1),
                first_seen=lasted.start, last_seen=lasted.end)
        for number, (many, start, end) in enumerate(stays)
        for lasted in [span(start, end)]
        for n, one in enumerate(crowd("", zoom=many))
    ]  # fmt: skip


def test_no_time_tells_that_latecomers_were_not_in_a_session_whose_number_is_hidden() -> None:
    late = hourly((20, "10:05", "11:35"), (20, "10:25", "11:55"), (20, "10:40", "11:20"))
    people = [*late, *crowd("", room=20, both=12)]

    def arrivals(event: Event) -> set[str]:
        return {kind[3] for kind in told(event, people) if kind[0] == "virtual"}

    assert arrivals(an_event()) >= {"2026-03-10T10:05Z", "2026-03-10T10:25Z"}
    assert arrivals(an_event(sessions=(a_session("Opening", "09:00", "09:30"),))) == {""}


def test_when_somebody_left_is_told_only_beside_how_long_they_stayed() -> None:
    stays = hourly((9, "09:00", "09:10"), (9, "09:00", "09:55"), (9, "09:00", "12:40"))

    for mode, _, minutes, _, left in told(an_event(), [*stays, *crowd("", room=20, both=12)]):
        assert mode != "virtual" or minutes or not left
