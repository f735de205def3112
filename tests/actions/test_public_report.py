"""The public version of a report, from the store to the files that leave."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import WEBINAR, an_event, instant
from tests.conftest import FakeClock
from tests.rules.test_disclosure import crowd
from tests.rules.test_report import a_record
from zoom_sync.actions import public_report
from zoom_sync.records import Event, Person, Span, Trouble
from zoom_sync.store import audit, events, people, publications
from zoom_sync.store.database import Store


def keep(store: Store, clock: FakeClock, persons: list[Person], event: Event | None = None) -> Event:
    event = event or an_event()
    if store.read(lambda tx: events.get(tx, event.id)) is None:
        store.run(lambda tx: events.add(tx, event, now=clock.now()))
    named = [replace(one, id=f"{n:032x}") for n, one in enumerate(persons)]
    people.publish(store, event.id, a_record(*named, event=event), now=clock.now())
    return event


def some() -> list[Person]:
    return crowd("India", zoom=60, room=20, both=10) + crowd("Nepal", zoom=20, room=10, both=8)


def numbers(out: publications.Publication) -> list[list[list[int | str]]]:
    return [table["cells"] for table in public_report.as_json(out)["tables"]]


def test_what_is_published_is_read_again_as_it_went_out(store: Store, clock: FakeClock) -> None:
    event = keep(store, clock, some())

    out = public_report.publish(store, event.id, by="meera@mela.example", clock=clock)

    assert out.version == 1
    assert public_report.published(store, event.id) == [out]
    found = public_report.as_json(out)
    assert json.loads(json.dumps(found)) == found
    assert found["k"] == 5
    assert [table["title"] for table in found["tables"]][:3] == ["By role", "By country", "By minutes"]
    for table in found["tables"]:
        assert len(table["cells"]) == len(table["rows"])
        assert {len(row) for row in table["cells"]} == {len(table["columns"])}


def test_publishing_again_without_news_makes_no_new_version(store: Store, clock: FakeClock) -> None:
    event = keep(store, clock, some())
    first = public_report.publish(store, event.id, by="meera@mela.example", clock=clock)
    clock.advance(60)

    assert public_report.publish(store, event.id, by="meera@mela.example", clock=clock) == first


def test_one_more_person_changes_nothing_that_is_out_and_twenty_do(store: Store, clock: FakeClock) -> None:
    event = keep(store, clock, some())
    first = public_report.publish(store, event.id, by="meera@mela.example", clock=clock)

    keep(store, clock, [*some(), *crowd("Kenya", zoom=1)])
    assert not public_report.preview(store, event.id).is_new
    assert "role" in public_report.preview(store, event.id).held
    assert public_report.publish(store, event.id, by="meera@mela.example", clock=clock) == first

    keep(store, clock, [*some(), *crowd("India", zoom=20, room=10, both=10)])
    second = public_report.publish(store, event.id, by="meera@mela.example", clock=clock)
    assert second.version == 2
    assert numbers(second) != numbers(first)


def test_people_who_are_gone_from_the_record_leave_what_is_out_as_it_was(
    store: Store, clock: FakeClock
) -> None:
    event = keep(store, clock, some())
    first = public_report.publish(store, event.id, by="meera@mela.example", clock=clock)

    keep(store, clock, some()[3:])

    assert public_report.publish(store, event.id, by="meera@mela.example", clock=clock) == first


def test_a_second_event_of_the_same_hours_and_webinar_does_not_tell_the_few_that_make_the_difference(
    store: Store, clock: FakeClock
) -> None:
    one = keep(store, clock, some())
    other = keep(store, clock, some()[2:], an_event(id="f" * 32))
    public_report.publish(store, one.id, by="meera@mela.example", clock=clock)

    out = public_report.publish(store, other.id, by="meera@mela.example", clock=clock)

    roles = public_report.as_json(out)["tables"][0]
    assert roles["cells"][0][0] == "*"


def test_an_event_of_another_day_is_no_reason_to_hide(store: Store, clock: FakeClock) -> None:
    later = (Span(instant("09:00") + timedelta(days=7), instant("13:00") + timedelta(days=7)),)
    one = keep(store, clock, some())
    other = keep(store, clock, some()[2:], an_event(id="f" * 32, days=later))
    assert other.webinars[0].id == WEBINAR
    public_report.publish(store, one.id, by="meera@mela.example", clock=clock)

    out = public_report.publish(store, other.id, by="meera@mela.example", clock=clock)

    assert public_report.as_json(out)["tables"][0]["cells"][0][0] == 78


def test_each_time_it_leaves_is_on_record(store: Store, clock: FakeClock) -> None:
    event = keep(store, clock, some())
    for _ in range(2):
        public_report.publish(store, event.id, by="meera@mela.example", clock=clock)

    lines = store.read(lambda tx: audit.lines(tx, event=event.id))
    assert [line.what for line in lines] == ["exported public report", "published report"]


def test_the_page_and_the_paper_say_what_the_marks_mean(store: Store, clock: FakeClock) -> None:
    event = keep(store, clock, some(), an_event(title="<b>मेला</b>"))
    out = public_report.publish(store, event.id, by="meera@mela.example", clock=clock)

    page = public_report.html(out)

    assert "&lt;5 stands for a number from 0 to 4" in page
    assert "<b>" not in page
    assert "http" not in page
    assert public_report.pdf(out).startswith(b"%PDF-")


def test_an_event_without_a_record_publishes_nothing(store: Store, clock: FakeClock) -> None:
    store.run(lambda tx: events.add(tx, an_event(), now=clock.now()))

    with pytest.raises(Trouble, match="no record"):
        public_report.publish(store, an_event().id, by="meera@mela.example", clock=clock)


def final(store: Store, clock: FakeClock, persons: list[Person], event: Event | None = None) -> Event:
    event = event or an_event()
    if store.read(lambda tx: events.get(tx, event.id)) is None:
        store.run(lambda tx: events.add(tx, event, now=clock.now()))
    named = [replace(one, id=f"{n:032x}", email=f"p{n}@mela.example") for n, one in enumerate(persons)]
    people.publish(
        store,
        event.id,
        replace(a_record(*named, event=event), status="final", waiting_for=()),
        now=clock.now(),
    )
    return event


def test_rows_go_out_once_and_stay_whatever_becomes_of_the_record(store: Store, clock: FakeClock) -> None:
    event = final(store, clock, some())
    tables = public_report.publish(store, event.id, by="meera@mela.example", clock=clock)

    out = public_report.publish_rows(store, event.id, by="meera@mela.example", clock=clock)

    assert (out.version, out.body["tables"]) == (2, tables.body["tables"])
    written = public_report.rows_csv(out).decode()
    assert written.startswith("code,mode,country,minutes,arrived,left\r\n")
    assert len(written.splitlines()) == 1 + len(some())
    assert "@" not in written
    assert "India-1" not in written
    final(store, clock, [*some(), *crowd("Kenya", zoom=30, room=20, both=20)])
    assert public_report.publish(store, event.id, by="meera@mela.example", clock=clock).version == 3
    assert public_report.publish_rows(store, event.id, by="meera@mela.example", clock=clock) == out


def test_rows_wait_for_the_final_record_and_for_its_own_tables(store: Store, clock: FakeClock) -> None:
    event = keep(store, clock, some())
    public_report.publish(store, event.id, by="meera@mela.example", clock=clock)
    with pytest.raises(Trouble, match="final record"):
        public_report.publish_rows(store, event.id, by="meera@mela.example", clock=clock)

    final(store, clock, [*some(), *crowd("Kenya", zoom=1)])  # by which the tables that are out do not move
    with pytest.raises(Trouble, match="not of this record"):
        public_report.publish_rows(store, event.id, by="meera@mela.example", clock=clock)
    assert len(public_report.published(store, event.id)) == 1


def test_rows_of_a_second_event_of_the_same_hours_and_webinar_are_refused(
    store: Store, clock: FakeClock
) -> None:
    one, other = final(store, clock, some()), final(store, clock, some(), an_event(id="f" * 32))
    for event in (one, other):
        public_report.publish(store, event.id, by="meera@mela.example", clock=clock)
    public_report.publish_rows(store, one.id, by="meera@mela.example", clock=clock)

    with pytest.raises(Trouble, match="nearly the same people"):
        public_report.publish_rows(store, other.id, by="meera@mela.example", clock=clock)
    assert len(public_report.published(store, other.id)) == 1
