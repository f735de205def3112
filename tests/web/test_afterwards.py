"""Once an event is over, its page says what is left to do, how far each step is, and leads there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tests.web import sample
from tests.web.conftest import Seat
from zoom_sync.actions import certificates, follow_up, public_report
from zoom_sync.actions.certificates import Order
from zoom_sync.records import Event, Record
from zoom_sync.store import events
from zoom_sync.wiring import Rooms

Sits = Callable[..., Seat]
STEP = re.compile(
    r'<li( class="done")?>.*?<a href="([^"]+)">([^<]+)</a><p class="quiet">(.*?)</p>', re.DOTALL
)


def kept(rooms: Rooms, record: Record) -> Event:
    return sample.keep(rooms.store, record, now=rooms.clock.now())


def left(seat: Seat, event: Event) -> dict[str, tuple[bool, str]]:
    """What the page says: each step, whether it is done, and the sentence beside it."""
    page = seat.get(f"/events/{event.id}").text
    _, heading, after = page.partition('<ul class="todo">')
    if not heading:
        return {}
    found = {}
    for done, address, label, said in STEP.findall(after.partition("</ul>")[0]):
        assert seat.get(address).status_code == 200
        found[label] = (bool(done), re.sub(r"<.*?>", "", said).removeprefix("Done:").strip())
    return found


def test_nothing_is_asked_for_before_the_event_is_over(rooms: Rooms, seat: Sits) -> None:
    record = sample.a_record(sample.the_event(), 12)
    event = kept(rooms, record)
    assert rooms.clock.now() < event.ends

    assert left(seat("admin"), event) == {}


def test_each_step_says_how_far_it_is(rooms: Rooms, seat: Sits) -> None:
    event = kept(rooms, replace(sample.a_record(sample.the_event(), 12, final=True), review=()))
    admin, who = seat("admin"), {"by": "asha", "clock": rooms.clock}
    assert left(admin, event) == {
        "Answer the questions": (True, "None is open."),
        "Publish the figures": (False, "Nothing is published yet."),
        "Issue certificates": (False, "None is issued yet."),
        "Write to people": (False, "No letter is written yet."),
        "Choose how long names are kept": (False, "Nobody has chosen a day yet."),
    }

    public_report.publish(rooms.store, event.id, **who)
    certificates.issue(rooms.store, event.id, Order(), reason="", **who)
    letter = follow_up.plan(rooms.store, event.id, group="virtual", subject="Thanks", text="Hello", **who)
    rooms.store.run(lambda tx: events.change(tx, replace(event, keep_until=date(2027, 3, 10))))
    assert left(admin, event) == {
        "Answer the questions": (True, "None is open."),
        "Publish the figures": (True, "Version 1 is published."),
        "Issue certificates": (True, "10 are issued."),
        "Write to people": (False, "1 letter waits to be approved."),
        "Choose how long names are kept": (True, "Until 10 Mar 2027."),
    }

    follow_up.approve(rooms.store, letter, before_final=False, **who)
    assert left(admin, event)["Write to people"] == (True, "1 letter is approved.")


@pytest.mark.parametrize("open_", [1, 3])
def test_open_questions_come_first(rooms: Rooms, seat: Sits, open_: int) -> None:
    event = kept(rooms, sample.a_record(sample.the_event(), 100 * open_, final=True))

    first = next(iter(left(seat("admin"), event).items()))

    said = {
        1: "1 is open, and the figures can move by it.",
        3: "3 are open, and the figures can move by them.",
    }
    assert first == ("Answer the questions", (False, said[open_]))


def test_a_corrected_record_asks_for_certificates_once_more(rooms: Rooms, seat: Sits) -> None:
    record = sample.a_record(sample.the_event(), 12, final=True)
    event = kept(rooms, record)
    certificates.issue(rooms.store, event.id, Order(), by="asha", reason="", clock=rooms.clock)
    first, *others = record.people
    rooms.clock.advance(14 * 86400)  # type: ignore[attr-defined]  # a test's clock: the event is over
    longer = replace(record, people=(replace(first, minutes=(first.minutes or 0) + 30), *others))

    for status, differs in (("provisional", False), ("final", True)):  # not while it is still being put right
        sample.keep_record(rooms.store, replace(longer, status=status), now=rooms.clock.now())
        told = left(seat("admin"), event)["Issue certificates"]
        said = "1 differs from the record: issue what is new." if differs else "10 are issued."
        assert told == (not differs, said)
