"""Events that follow one another: who comes back, by real rebuilds on both stores."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.actions.test_known_people import Organiser
from tests.builders import DAY, a_connection, a_signature
from tests.conftest import FakeClock
from tests.web import sample
from zoom_sync.actions import series
from zoom_sync.actions.series import Comings
from zoom_sync.records import Event, Evidence, Span, Trouble, Webinar, WebinarInfo
from zoom_sync.rules import search
from zoom_sync.rules.series import Turnout
from zoom_sync.store import audit, events, people, traces, webinars
from zoom_sync.store import series as kept
from zoom_sync.store.database import Store

HEAD = "Name,E-mail,Time in,Time out\n"
ASHA, RAVI, SITA = ("{},{}@mela.example,10:40,12:40\n".format(*one) for one in (
    ("Asha Rao", "asha"), ("Ravi Das", "ravi"), ("সীতা দেবী", "sita")
))  # fmt: skip
NAMELESS = "Asha Rao,,10:40,12:40\n"


@pytest.fixture
def organiser(store: Store, clock: FakeClock) -> Organiser:
    return Organiser(store, clock)


def event(organiser: Organiser, year: int, *rows: str, **changes: Any) -> Event:
    day = {"starts": f"{year}-11-11T10:30", "ends": f"{year}-11-11T17:00", "sessions": []}
    return organiser.event((HEAD + "".join(rows)).encode(), **(day | {"title": f"Call {year}"} | changes))


def told(organiser: Organiser, id: str) -> Comings:
    return series.comings(organiser.store, organiser.store.read(lambda tx: kept.members(tx, id)))


def names(found: Comings, number: int) -> list[str]:
    return sorted(guest.came[number].name for guest in found.guests if number in guest.came)


def test_several_events_show_who_comes_back_who_is_new_and_who_stopped(organiser: Organiser) -> None:
    ids = [
        event(organiser, 2024, RAVI, SITA).id,  # given in any order
        event(organiser, 2023, ASHA, RAVI).id,
        event(organiser, 2025, RAVI, ASHA).id,
    ]

    made = series.make(organiser.store, "Calls", ids, clock=organiser.clock, by="Meera")

    found = told(organiser, made.id)
    assert [one.event.title for one in found.members] == ["Call 2023", "Call 2024", "Call 2025"]
    assert [one.turnout for one in found.members] == [
        Turnout(2, 2, 0, 0), Turnout(2, 1, 1, 1), Turnout(2, 0, 2, 1)
    ]  # fmt: skip
    assert names(found, 1) == ["Ravi Das", "সীতা দেবী"]
    assert [one.name for one in found.guests if one.last < 2] == ["সীতা দেবী"]


def test_a_name_alone_finds_nobody_again(organiser: Organiser) -> None:
    ids = [event(organiser, 2023, ASHA).id, event(organiser, 2024, NAMELESS).id]

    made = series.make(organiser.store, "Calls", ids, clock=organiser.clock)

    assert [one.turnout for one in told(organiser, made.id).members] == [
        Turnout(1, 1, 0, 0),
        Turnout(1, 1, 0, 1),
    ]


def test_an_address_that_stands_with_somebody_by_their_name_alone_finds_nobody(organiser: Organiser) -> None:
    store, now = organiser.store, organiser.clock.now()
    later = event(organiser, 2027, ASHA)
    mailed = a_connection("Asha Rao", "09:00", "12:00", email="asha@mela.example")
    signed = a_signature("Asha Rao", "09:00", "12:00")
    evidence = (
        Evidence("sign_in", signed.ref, "first record", signed.id),
        Evidence("participant", mailed.ref, "name (rare at this event)", mailed.id),
    )
    day = sample.the_event(id="d" * 32)
    asha = sample.a_person(0, day, mode="both", name="Asha Rao", evidence=evidence, by_name=True)
    store.run(lambda tx: events.add(tx, day, now=now))
    store.run(lambda tx: traces.append(tx, day.id, [mailed, signed], now=now))
    people.publish(
        store, day.id, replace(sample.a_record(day, 0), people=(asha,)), now=now, found_by=search.found_by
    )

    made = series.make(store, "Calls", [day.id, later.id], clock=organiser.clock)

    assert [one.turnout for one in told(organiser, made.id).members] == [
        Turnout(1, 1, 0, 0),
        Turnout(1, 1, 0, 1),
    ]


def test_a_protected_event_takes_no_part(organiser: Organiser) -> None:
    ids = [
        event(organiser, 2023, ASHA).id,
        event(organiser, 2024, ASHA, protected="yes").id,
        event(organiser, 2025, ASHA).id,
    ]

    found = told(organiser, series.make(organiser.store, "Calls", ids, clock=organiser.clock).id)

    assert [one.turnout for one in found.members] == [Turnout(1, 1, 0, 0), None, Turnout(1, 0, 1, 0)]
    assert ids[1] not in {one.id for one in found.counted}


def test_an_event_belongs_to_one_series_and_a_series_without_events_is_gone(organiser: Organiser) -> None:
    store, clock = organiser.store, organiser.clock
    one, other = event(organiser, 2023, ASHA), event(organiser, 2024, RAVI)
    first = series.make(store, "First", [one.id], clock=clock, by="Meera")
    second = series.make(store, "Second", [other.id], clock=clock, by="Meera")

    series.join(store, second.id, one.id, clock=clock, by="Meera")

    assert store.read(kept.all) == [(second, [one.id, other.id])]
    with pytest.raises(Trouble, match="no series"):
        series.rename(store, first.id, "Third", clock=clock)
    series.leave(store, one.id, clock=clock, by="Meera")
    series.leave(store, other.id, clock=clock, by="Meera")
    assert store.read(kept.all) == []
    said = [
        line.what for line in store.read(lambda tx: audit.lines(tx, event=one.id)) if "series" in line.what
    ]
    assert said == ["event left a series", "event joined a series", "event joined a series"]


WEEKLY = tuple((f"o{n}", DAY + timedelta(days=7 * n, hours=9), 60) for n in range(4))


def known(organiser: Organiser, *occurrences: Any) -> None:
    info = WebinarInfo(id="98765432101", topic="Weekly call", type=9, occurrences=occurrences)
    organiser.store.run(lambda tx: webinars.put(tx, info, now=organiser.clock.now()))


def test_a_recurring_webinar_becomes_a_series_with_an_event_for_each_occurrence(organiser: Organiser) -> None:
    store, clock = organiser.store, organiser.clock
    known(organiser, *WEEKLY)
    week = {"starts": "2026-03-10T09:00Z", "ends": "2026-03-10T10:00Z", "webinars": ["98765432101"]}
    first = event(organiser, 2026, ASHA, **week, rule=["minimum_share=50"], caution="careful", title="Call")

    made = series.of_webinar(store, first.id, clock=clock, by="Meera")
    again = series.of_webinar(store, first.id, clock=clock, by="Meera")

    ids = store.read(lambda tx: kept.members(tx, made.id))
    found = [store.read(lambda tx, id=id: events.known(tx, id)) for id in ids]  # type: ignore[misc]
    assert (made, made.title, again) == (again, "Weekly call", made)
    assert found[0].id == first.id
    assert [one.days for one in found[1:]] == [
        (Span(at, at + timedelta(minutes=60)),) for _, at, _ in WEEKLY[1:]
    ]
    assert [one.webinars for one in found[1:]] == [(Webinar("98765432101", id),) for id, _, _ in WEEKLY[1:]]
    assert {(one.rule.minimum_share, one.caution, one.venue) for one in found} == {
        (50, "careful", first.venue)
    }
    assert len({one.key for one in found}) == 4


def test_a_webinar_that_takes_place_once_is_no_series(organiser: Organiser) -> None:
    known(organiser, WEEKLY[0])
    first = event(organiser, 2026, ASHA, webinars=["98765432101"])

    with pytest.raises(Trouble, match="no further occurrences"):
        series.of_webinar(organiser.store, first.id, clock=organiser.clock)


def test_events_with_too_many_people_are_shown_without_looking_for_each(
    organiser: Organiser, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = series.make(
        organiser.store, "Calls", [event(organiser, 2023, ASHA, RAVI).id], clock=organiser.clock
    )
    monkeypatch.setattr(series, "MOST", 1)

    found = told(organiser, made.id)

    assert (found.is_too_large, found.members[0].turnout, found.guests) == (True, None, ())
    assert replace(found, is_too_large=False).members == found.members
