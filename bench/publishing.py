"""How long the public version of a report takes, tables and rows of people, from the store to what is published.

    python -m bench publishing [--people N]

The people are spread over 60 countries, eight sessions and all bands, so that much of it has to be hidden.
"""

from __future__ import annotations

import random
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bench.scale.measure import measured
from tests.builders import a_session, an_event, instant
from tests.rules.test_report import a_person, a_record
from zoom_sync.actions import public_report
from zoom_sync.records import Event, Person, SessionMinutes, Span
from zoom_sync.store import events, people
from zoom_sync.store.database import Store

PEOPLE = 100_000
COUNTRIES = 60
SESSIONS = 8
WEIGHTS = [1 / rank**2 for rank in range(1, COUNTRIES + 1)]


class Clock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


def run(people_: int = PEOPLE) -> None:
    dice = random.Random(1)
    event = an_event(sessions=tuple(a_session(f"Session {n}", "09:00", "10:00") for n in range(SESSIONS)))
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/store.db")
        store.upgrade()
        store.run(lambda tx: events.add(tx, event, now=Clock().now()))
        everybody = a_record(*(_person(event, n, dice) for n in range(people_)), event=event)
        record = replace(everybody, status="final", waiting_for=())
        people.publish(store, event.id, record, now=Clock().now())
        del record, everybody
        with measured() as told:
            out = public_report.publish(store, event.id, by="bench", clock=Clock())
        shown = [
            cell for table in public_report.as_json(out)["tables"] for row in table["cells"] for cell in row
        ]
        hidden = sum(isinstance(cell, str) for cell in shown)
        print(
            f"{people_:,} people, tables: {told['wall']:.1f} s, {told['cpu']:.1f} s of a processor (limit 10 s); "
            f"{hidden} of {len(shown)} figures hidden"
        )
        with measured() as told:
            rows = public_report.rows_csv(
                public_report.publish_rows(store, event.id, by="bench", clock=Clock())
            )
        print(
            f"{people_:,} people, rows: {told['wall']:.1f} s, {told['cpu']:.1f} s of a processor (limit 10 s); "
            f"{rows.count(bytes([10])) - 1:,} rows"
        )
        store.close()


def _person(event: Event, n: int, dice: random.Random) -> Person:
    mode = dice.choices(("zoom", "room", "both"), (0.7, 0.2, 0.1))[0]
    length = (Span(instant("09:00"), instant("09:00") + timedelta(minutes=dice.random() * 240)),)
    return a_person(
        f"{n:032x}",
        zoom=length if mode != "room" else (),
        room=length if mode != "zoom" else (),
        country=f"Country {dice.choices(range(COUNTRIES), WEIGHTS)[0]}",
        role=dice.choices(("attendee", "panelist", "host"), (1, 0.001, 0.0001))[0],
        sessions=tuple(SessionMinutes(one.id, 30.0, 0.0) for one in event.sessions if dice.random() < 0.3),
    )
