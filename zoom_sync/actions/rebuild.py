"""Derive the record anew from all facts of an event, and publish what changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from zoom_sync.actions import Clock
from zoom_sync.garbage import uncollected
from zoom_sync.records import Event, Instance, Known, Reading, Record, Trace, Verdict, WebinarInfo
from zoom_sync.rules import finality, headline, merge, search
from zoom_sync.rules.identity.ties import contacts, ties
from zoom_sync.store import events, jobs, known, memory, people, traces, verdicts, webinars
from zoom_sync.store.database import Store, Tx

LONG_S = 2.0  # a run of more seconds is followed by a rest
LONGEST_REST = timedelta(minutes=2)


@uncollected()
def rebuild(store: Store, event_id: str, *, reads: Sequence[timedelta], clock: Clock) -> Record:
    """Read one snapshot, ask the rules, publish. The same facts give the same record.

    Earlier events may add questions to it, and it tells later ones which contacts are one person's.
    `reads`: REPORT_READS, which decide how far apart two equal readings must lie. Raises EventUnknown.
    """
    now = clock.now()
    facts = store.read(lambda tx: _facts(tx, event_id))
    event, infos = facts.event, facts.infos
    own, foreign = finality.sort_instances(event, facts.instances, infos)
    traces_ = finality.counted(facts.traces, own, foreign)
    readiness = finality.readiness(
        event,
        own,
        [reading for reading in facts.readings if reading.instance not in foreign],
        reads=tuple(reads),
        room=bool(event.venue) or any(trace.kind in ("sign_in", "check_in") for trace in traces_),
        now=now,
    )
    record = merge.record(
        event,
        traces_,
        facts.verdicts,
        readiness=readiness,
        webinars=infos,
        ends=finality.ends(own),
        known=_known(store, event, traces_),
    )
    generation = people.publish(store, event_id, record, now=now, found_by=search.found_by)
    proven = ties(record, traces_, facts.verdicts)
    known.keep(store, event_id, proven, generation=generation, now=now)
    # What every look at the event asks for; a large record need not be read whole to tell it.
    line = headline.headline(record) | {"generation": generation}
    store.run(lambda tx: memory.remember(tx, headline.name(event_id), line, now=now))
    return record


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
    rebuild(store, event_id, reads=reads, clock=clock)
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


@dataclass(frozen=True, slots=True)
class _Facts:
    """All that an event's record is made of, of one moment."""

    event: Event
    traces: list[Trace]
    verdicts: list[Verdict]
    instances: list[Instance]
    readings: list[Reading]
    infos: list[WebinarInfo]


def _known(store: Store, event: Event, traces_: Sequence[Trace]) -> list[Known]:
    if event.protected:
        return []
    here = (one for trace in traces_ for one in contacts(trace.claim))  # looked at only if anybody tells
    return store.read(lambda tx: known.of(tx, event, here))


def _facts(tx: Tx, event_id: str) -> _Facts:
    event = events.known(tx, event_id)
    ids = [webinar.id for webinar in event.webinars]
    return _Facts(
        event,
        traces.of_event(tx, event_id),
        verdicts.of_event(tx, event_id),
        webinars.instances(tx, ids),
        traces.readings(tx, event_id),
        webinars.infos(tx, ids),
    )
