"""A public report: what stands in it, and that nobody can be found in it."""

from __future__ import annotations

import random
from collections import defaultdict

import pytest

from tests.builders import a_session, an_event, span
from tests.rules.disclosed import a_nasty_event, attack, somebody
from tests.rules.test_report import a_person
from zoom_sync.records import Event, Person, SessionMinutes
from zoom_sync.rules.disclosure import Public, counting, figures, following, hiding, tables
from zoom_sync.rules.disclosure.grid import Grid
from zoom_sync.rules.disclosure.margins import Margins
from zoom_sync.rules.disclosure.report import Shown, grids

BATCH = 20


def made(event: Event, people: list[Person]) -> list[Grid]:
    return grids(event, counting.count(event, people))


def crowd(country: str = "", *, zoom: int = 0, room: int = 0, both: int = 0, absent: int = 0) -> list[Person]:
    """People of one country who stayed for an hour."""
    hour = (span("09:00", "10:00"),)
    sides = [(hour, ())] * zoom + [((), hour)] * room + [(hour, hour)] * both + [((), ())] * absent
    return [
        a_person(f"{country}-{n}", zoom=on_zoom, room=in_room, country=country)
        for n, (on_zoom, in_room) in enumerate(sides)
    ]


def two_countries(*, india_both: int = 10) -> list[Person]:
    india, nepal = crowd("India", zoom=60, room=20, both=india_both), crowd("Nepal", zoom=20, room=10, both=8)
    return [*india, *nepal, *crowd("", zoom=9, room=9, both=9)]


def table(name: str, people: list[Person], event: Event | None = None) -> dict[str, tuple[int | str, ...]]:
    (found,) = [one for one in tables(event or an_event(), people) if one.name == name]
    return dict(zip(found.rows, found.cells, strict=True))


@pytest.mark.parametrize("batch", range(10))
def test_nothing_hidden_can_be_narrowed_to_fewer_than_k_values(batch: int) -> None:
    for seed in range(batch * BATCH, batch * BATCH + BATCH):
        assert attack(made(*a_nasty_event(seed))) == [], f"event {seed}"


def test_a_group_that_was_not_in_a_session_cannot_be_worked_out() -> None:
    assert attack(made(*a_nasty_event(1012))) == []


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_nothing_hidden_in_a_thousand_events_can_be_narrowed_to_fewer_than_k_values() -> None:
    for seed in range(1000, 2000):
        assert attack(made(*a_nasty_event(seed))) == [], f"event {seed}"


def test_the_attack_finds_what_is_given_away_where_only_small_counts_are_hidden(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def careless(grid: Grid, margins: Margins) -> bool:
        grid.hidden |= {(grid.shared, column) for column in margins.hidden}
        hiding._primary(grid)
        return True

    monkeypatch.setattr("zoom_sync.rules.disclosure.report.protect", careless)

    assert sum(bool(attack(made(*a_nasty_event(seed)))) for seed in range(10)) >= 5


def test_large_counts_are_shown_with_their_sums() -> None:
    people = (
        crowd("India", zoom=60, room=20, both=10)
        + crowd("Nepal", zoom=20, room=10, both=8)
        + crowd("", zoom=9, room=9, both=9)
    )

    assert table("country", people) == {
        "india": (60, 20, 10, 90),
        "nepal": (20, 10, 8, 38),
        "others or not told": (9, 9, 9, 27),
        "all": (89, 39, 27, 155),
    }


def test_two_ways_to_write_one_country_are_one_row() -> None:
    people = (
        crowd("IN", zoom=30, room=18, both=4)
        + crowd("India", zoom=30, room=2, both=6)
        + crowd("Nepal", zoom=20, room=10, both=8)
        + crowd("", zoom=9, room=9, both=9)
    )

    assert table("country", people)["india"] == (60, 20, 10, 90)


def test_a_country_of_fewer_than_k_people_is_not_even_named() -> None:
    people = (
        crowd("India", zoom=60, room=20, both=10)
        + crowd("Bhutan", room=4)
        + crowd("", zoom=9, room=9, both=9)
    )

    found = table("country", people)

    assert "bhutan" not in found
    assert found["others or not told"] == (9, 13, 9, 31)


def test_a_count_under_k_is_shown_as_such_and_what_would_give_it_away_as_a_star() -> None:
    people = (
        crowd("India", zoom=60, room=20, both=3)
        + crowd("Nepal", zoom=20, room=10, both=8)
        + crowd("", zoom=9, room=9, both=9)
    )

    found = table("country", people)

    assert found["india"][2] == "<5"
    assert "*" in found["india"][:2]
    assert [cells[2] for cells in found.values()].count("*") >= 1


def test_none_is_shown_as_under_k_too_for_none_says_something_of_each() -> None:
    people = crowd("India", zoom=60, room=20, both=10) + crowd("", zoom=9, room=9, both=9)

    found = table("role", people)

    assert set(found["panelist"]) == set(found["host"]) == {"<5"}
    assert found["attendee"] == (69, 29, 19, 117)


def test_that_all_of_a_group_did_the_same_is_not_told() -> None:
    people = (
        crowd("India", zoom=60, room=20, both=10)
        + crowd("Nepal", room=40)
        + crowd("", zoom=9, room=9, both=9)
    )

    assert table("country", people)["nepal"][1] == "*"


def test_of_fewer_than_k_people_nothing_is_told() -> None:
    shown = {
        cell
        for one in tables(an_event(), crowd("India", zoom=2, room=1, absent=3))
        for row in one.cells
        for cell in row
    }

    assert shown == {"<5"}


def test_of_an_event_without_anybody_as_much_is_told_as_of_one_with_four() -> None:
    nobody, four = tables(an_event(), []), tables(an_event(), crowd(zoom=4))

    assert nobody == four


def test_a_protected_event_asks_for_eleven_and_tells_no_countries() -> None:
    people = crowd("India", zoom=60, room=20, both=10)
    found = tables(an_event(protected=True), people)

    assert "country" not in {one.name for one in found}
    assert "<11" in {cell for one in found for row in one.cells for cell in row}
    assert table("role", people, an_event(protected=True))["attendee"][2] != 10


def test_no_band_is_told_in_which_nobody_can_be() -> None:
    found = table("minutes", crowd(zoom=60, room=20, both=10), an_event(days=(span("09:00", "11:00"),)))

    assert list(found) == ["0", "5", "15", "30", "60", "not known", "all"]


def test_two_sessions_of_nearly_the_same_people_are_not_both_told() -> None:
    event = an_event(sessions=(a_session("First", "09:00", "10:00"), a_session("Second", "10:00", "11:00")))
    people = []
    for n, one in enumerate(crowd(zoom=60, room=40, both=30)):
        ids = [] if n % 3 == 0 else ["first"] if n in (1, 2, 4) else ["first", "second"]
        people.append(
            Person(
                **{f: getattr(one, f) for f in one.__slots__}
                | {"sessions": tuple(SessionMinutes(id, 9.0, None) for id in ids)}
            )
        )

    found = table("sessions", people, event)

    assert isinstance(found["first"][3], int)
    assert found["second"][3] == "*"


def test_people_and_their_order_make_no_difference() -> None:
    event, people = a_nasty_event(8)
    mixed = random.Random(1).sample(people, len(people))

    assert tables(event, mixed) == tables(event, people)


def grown(event: Event, people: list[Person], seed: int) -> list[Person]:
    """The same event with some more, fewer or other people: one, or many."""
    dice = random.Random(seed)
    kept = [one for one in people if dice.random() > dice.choice((0, 0.01, 0.2))]
    shares = [0.5] * len(event.sessions)
    more = [
        somebody(event, 10_000 + n, dice, [0.6, 0.3, 0.1], [0.5, 0.2, 0.1, 0.1, 0.05, 0.05], shares, 200)
        for n in range(dice.choice((0, 1, 3, 6, 20, 100)))
    ]
    return kept + more


def steps(earlier: list[Public], later: list[Public]) -> set[int]:
    """By how much the numbers of two versions differ that are of the same people at two times."""
    before, after = _numbers(earlier), _numbers(later)
    return {abs(one - other) for figure in before for one in before[figure] for other in after[figure]}


def _numbers(version: list[Public]) -> dict[tuple[str, ...], set[int]]:
    found = defaultdict(set)
    for one in version:
        for figure, value in figures(one).items():
            if isinstance(value, int):
                found[figure].add(value)
    return found


@pytest.mark.parametrize("seed", range(40))
def test_from_one_version_to_the_next_no_figure_changes_by_fewer_than_k(seed: int) -> None:
    event, people = a_nasty_event(seed)
    k, versions = (11 if event.protected else 5), []
    for turn in range(6):
        versions.append(following(tables(event, people), versions, k))
        people = grown(event, people, seed * 10 + turn)

    for n, later in enumerate(versions):
        for earlier in versions[:n]:
            assert not steps(earlier, later) & set(range(1, k)), (seed, n)


def test_a_table_that_may_not_change_stays_whole_and_says_since_when() -> None:
    people = (
        crowd("India", zoom=60, room=20, both=10)
        + crowd("Nepal", zoom=20, room=10, both=8)
        + crowd("", zoom=9, room=9, both=9)
    )
    first = following(tables(an_event(), people), [], 5)

    second = following(tables(an_event(), [*people, *crowd("Kenya", zoom=2)]), [first], 5)

    assert second == first


def test_a_number_does_not_become_a_label_for_the_sake_of_one_who_is_gone() -> None:
    first = following(tables(an_event(), crowd("India", zoom=60, room=20, both=10, absent=5)), [], 5)

    second = following(tables(an_event(), crowd("India", zoom=60, room=20, both=10, absent=4)), [first], 5)

    assert second == first


def test_a_label_is_judged_by_the_least_count_of_the_day_on_which_it_was_published() -> None:
    """Protected, the event's ten from Nepal were "<11"; no longer so, eleven would tell of the one who came since."""

    def table(shown: Shown) -> Public:
        return Public("country", ("np",), ("virtual",), ((shown,),), {})

    def becomes(old: Shown, new: Shown, k: int) -> bool:
        (kept,) = following([table(new)], [[table(old)]], k)
        return kept.cells == ((new,),)

    assert not becomes("<11", 11, 5)
    assert not becomes("<11", 14, 5)
    assert becomes("<11", 15, 5)
    assert not becomes("<5", 14, 11)
    assert becomes("<5", 15, 11)
    assert becomes("<11", "<5", 5)
    assert becomes("<11", "*", 5)


def test_a_table_changes_where_everything_in_it_changes_by_nothing_or_by_enough() -> None:
    people = (
        crowd("India", zoom=60, room=20, both=10)
        + crowd("Nepal", zoom=20, room=10, both=8)
        + crowd("", zoom=9, room=9, both=9)
    )
    first = following(tables(an_event(), people), [], 5)

    second = following(tables(an_event(), [*people, *crowd("Kenya", zoom=7, room=7, both=7)]), [first], 5)
    countries = next(one for one in second if one.name == "country")

    assert countries.version == 2
    assert countries.cells[-1] == (96, 46, 34, 176)


def test_people_who_are_erased_change_nothing_that_is_out() -> None:
    people = crowd("India", zoom=60, room=20, both=10) + crowd("Nepal", zoom=20, room=10, both=8)
    first = following(tables(an_event(), people), [], 5)

    assert following(tables(an_event(), people[2:]), [first], 5) == first


def test_a_figure_that_another_event_of_the_same_hours_gives_away_is_hidden() -> None:
    people = crowd("India", zoom=60, room=20, both=10) + crowd("Nepal", zoom=20, room=10, both=8)

    found = {one.name: one for one in tables(an_event(), people, taken={("attendees", "virtual"): {78}})}

    assert found["role"].cells[0][0] == "*"
    assert found["minutes"].cells[-1][0] == "*"
