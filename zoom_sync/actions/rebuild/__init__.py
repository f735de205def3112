"""Derive the record anew from all facts of an event, and publish what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from itertools import chain, islice

from zoom_sync.actions import Clock
from zoom_sync.actions.rebuild import sealing, telling
from zoom_sync.actions.rebuild.apart import MANY, Apart
from zoom_sync.actions.rebuild.making import Facts, Making
from zoom_sync.garbage import uncollected
from zoom_sync.moments import reached
from zoom_sync.records import Contact, Event, Known, Record
from zoom_sync.rules import headline
from zoom_sync.rules.reopening import held_against
from zoom_sync.store import (
    doors,
    erasing,
    events,
    jobs,
    known,
    memory,
    publishing,
    snapshot,
    traces,
    verdicts,
    webinars,
)
from zoom_sync.store.database import Store, Tx

LONG_S = 2.0  # a run of more seconds is followed by a rest
LONGEST_REST = timedelta(minutes=2)


@uncollected()
def rebuild(
    store: Store, event_id: str, *, reads: Sequence[timedelta], clock: Clock, is_long: bool = False
) -> Record:
    """Read one snapshot, ask the rules, publish. The same facts give the same record, however many there are.

    Earlier events may add questions to it, and it tells later ones which contacts are one person's.
    `reads`: REPORT_READS, which decide how far apart two equal readings must lie. `is_long`: it is known to take
    long, however few the facts are. Raises EventUnknown; Overtaken when another run for the event has begun since, or
    somebody was erased from it, which asks for another.
    Gives the record without its people, who may be a million: `store.snapshot` reads them.
    """
    now = clock.now()
    attempt = publishing.begin(store, event_id)
    over = store.read(lambda tx: snapshot.head(tx, event_id) if events.known(tx, event_id).erased else None)
    if over is not None:
        return over  # its sums stay as they are
    before, closings, summary = store.read(
        lambda tx: (
            events.final(tx, event_id),
            events.closings(tx, event_id),
            events.summary(tx, event_id),
        )
    )
    notes = (summary or {}).get("notes", ())
    record: Record

    def head(said: str) -> Record:
        nonlocal record
        record = held_against(making.rest().head, said, before, notes=notes, closings=closings, now=now)
        return record

    with _making(store, event_id, tuple(reads), now, many=0 if is_long else MANY) as making:
        generation = publishing.publish_lines(
            store, event_id, making.lines(), head,
            attempt=attempt, now=now, told=partial(telling.tell, event_id, now),
        )  # fmt: skip
        # What every look at the event asks for; a large record need not be read whole to tell it.
        line = making.rest().headline | {"generation": generation}
        store.run(lambda tx: memory.remember(tx, headline.name(event_id), line, now=now))
        reached("a record shown, its ties not told")
        known.keep(store, event_id, making.ties(), of=(attempt, generation), now=now)
    if record.status == "final":
        reached("a final record shown, not sealed")
        sealing.seal(store, event_id, now=now)
    return record


@contextmanager
def _making(
    store: Store, event_id: str, reads: tuple[timedelta, ...], now: datetime, *, many: int
) -> Iterator[Making | Apart]:
    """The record in the making: here, or in a process of its own from so many facts on."""
    started: list[Apart] = []

    def steps(tx: Tx) -> tuple[Facts, list[str]]:
        facts = _facts(tx, event_id, reads, now)
        texts = traces.texts(tx, event_id)
        few = list(islice(texts, many))
        if len(few) < many:
            return facts, few
        for before in started:  # which heard a part of them before the store failed
            before.close()
        started[:] = [Apart()]
        started[0].tell(facts, chain(few, texts))
        return facts, []

    def ask(contacts: set[Contact]) -> list[Known]:
        return store.read(lambda tx: known.of(tx, facts.event, contacts))

    try:
        facts, few = store.read(steps)
        if not started:
            yield Making(facts, few, ask)
            return
        if facts.is_told:
            started[0].answer(ask)
        yield started[0]
    finally:
        for one in started:
            one.close()


def rebuild_in_turn(store: Store, event_id: str, *, reads: Sequence[timedelta], clock: Clock) -> bool:
    """`rebuild` as often as a storm of facts can bear. Returns whether it was made, or asked for again later.

    After a run that took long the event rests for as long as that, so that what comes in has half of the time;
    whatever was asked meanwhile is one run at the end of the rest. Nobody's asking puts it off any further.
    """
    now = clock.now()
    last = store.read(lambda tx: memory.recall(tx, memory.rebuilt(event_id)))
    if last is not None:
        rested = datetime.fromisoformat(last["ended"]) + min(timedelta(seconds=last["took"]), LONGEST_REST)
        # A clock that was set back since would let it rest for ever.
        if now < rested <= now + LONGEST_REST:
            store.run(lambda tx: jobs.ask(tx, "rebuild", event_id, due=rested))
            return False
    # One that thinks for long in this process would hold up its other threads, within their transactions, too.
    is_long = last is not None and last["took"] >= LONG_S
    rebuild(store, event_id, reads=reads, clock=clock, is_long=is_long)
    ended = clock.now()
    took = (ended - now).total_seconds()
    if took >= LONG_S or last is not None:
        told = {"ended": ended.isoformat(), "took": took if took >= LONG_S else 0}
        store.run(lambda tx: memory.remember(tx, memory.rebuilt(event_id), told, now=ended))
    return True


def is_stale(store: Store, event_id: str) -> bool:
    """Whether facts have come in since the record was made. Raises EventUnknown."""

    def steps(tx: Tx) -> bool:
        event = events.known(tx, event_id)
        return event.generation == 0 or jobs.is_open(tx, "rebuild", key=event_id)

    return store.read(steps)


def _facts(tx: Tx, event_id: str, reads: tuple[timedelta, ...], now: datetime) -> Facts:
    event: Event = events.known(tx, event_id)
    ids = [webinar.id for webinar in event.webinars]
    return Facts(
        event,
        verdicts.of_event(tx, event_id),
        webinars.instances(tx, ids),
        traces.readings(tx, event_id),
        webinars.infos(tx, ids),
        reads,
        now,
        has_door=doors.any_of(tx, event_id),
        is_told=known.is_told(tx, event),
        erased=erasing.heads(tx, event_id),
        unlisted=memory.recall(tx, memory.unlisted(event_id)) or [],
        listed={
            webinar: datetime.fromisoformat(at)
            for webinar, at in (memory.recall(tx, memory.listed(event_id)) or {}).items()
        },
    )
