"""An event of any size straight in a store: registrations, and a report whose rows carry their registrant ids.

Every connection has an exact key, so nobody is found by a name; the names are all different.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TypeVar

from zoom_sync.records import (
    Claim,
    Event,
    Instance,
    Reading,
    Registration,
    Span,
    Trace,
    Webinar,
    WebinarInfo,
    fact_id,
)
from zoom_sync.store import events, registrants, traces, webinars
from zoom_sync.store.database import Store, Tx

T = TypeVar("T")
WEBINAR, RUN = "81234567890", "bench==".ljust(24, "=")
START = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
END = START + timedelta(hours=3)
PAGE = 5_000
CONNECTED = 0.4  # of the people once, and
TWICE = 0.05  # so many twice: half a connection for each registration
_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]


def an_event() -> Event:
    return Event(
        id=secrets.token_hex(16), title="Scale", days=(Span(START, END),), timezone="UTC",
        webinars=(Webinar(WEBINAR),), key=b"\x01" * 32,
    )  # fmt: skip


def keep(store: Store, people: int, *, named: bool = True) -> Event:
    """Put an event of so many people into a store. Not `named`: they have keys, and nobody says a name."""
    event = an_event()
    now = END + timedelta(hours=1)

    def begin(tx: Tx) -> str:
        events.add(tx, event, now=now)
        webinars.put(
            tx, WebinarInfo(id=WEBINAR, topic="Scale", host_id="host", start=START, duration_min=180), now=now
        )
        webinars.put_instance(tx, Instance(WEBINAR, RUN, START, END))
        return registrants.start_run(tx, event.id, webinar=WEBINAR, now=now)

    run = store.run(begin)
    for page in slices(registered(event, people, named=named), PAGE):
        store.run(lambda tx, page=page: registrants.put(tx, event.id, run=run, traces=page, now=now))  # type: ignore[misc]
    store.run(lambda tx: registrants.finish_run(tx, event.id, run=run, now=now))
    _read_report(store, event, connected(event, people, named=named), now)
    return event


def _read_report(store: Store, event: Event, connections: Iterator[Trace], now: datetime) -> None:
    rows = list(connections)
    for minutes in (10, 40):  # two equal readings: the record is final
        at = END + timedelta(minutes=minutes)
        reading = Reading(WEBINAR, RUN, at, complete=True, digest="0" * 64, rows=len(rows))
        traces.keep_reading(store.run, event.id, reading, rows, now=now)


def registered(event: Event, people: int, *, named: bool = True) -> Iterator[Trace]:
    for number in range(people):
        id = f"R{number:07d}"
        yield Trace(
            id=fact_id(event.key, "registrant", WEBINAR, id), kind="registrant", source="registrant", ref=id,
            claim=Claim(name(number) if named else "", f"p{number}@people.example",
                        organisation=f"Office {number % 400}",
                        country="IN", registrant_id=id),
            webinar=WEBINAR, registration=Registration("approved", START - timedelta(days=9)),
        )  # fmt: skip


def connected(event: Event, people: int, *, named: bool = True) -> Iterator[Trace]:
    for number in range(int(people * (CONNECTED + TWICE))):
        for again in range(2 if number < people * TWICE else 1):
            start = START + timedelta(seconds=(number * 7 + again * 1900) % 5000)
            begun, user = f"{start:%Y-%m-%dT%H:%M:%SZ}", str(16_000_000 + 2 * number + again)
            yield Trace(
                id=fact_id(event.key, "participant", RUN, user, begun), kind="participant", source="participant",
                ref=f"{RUN}/{user}/{begun}", claim=Claim(name(number) if named else "", registrant_id=f"R{number:07d}"),
                span=Span(start, start + timedelta(seconds=1800 + number % 4000)),
                webinar=WEBINAR, instance=RUN, connection=user,
            )  # fmt: skip


def name(number: int) -> str:
    """Two words of three syllables; no two people of an event have a word in common more than by chance."""
    return f"{_word(number * 48_271 + 11)} {_word(number * 69_621 + 7)}"


def _word(number: int) -> str:
    many = len(_SYLLABLES)
    return "".join(_SYLLABLES[number // many**place % many] for place in range(3)).capitalize()


def slices(items: Iterator[T], size: int) -> Iterator[Sequence[T]]:
    while some := list(islice(items, size)):
        yield some
