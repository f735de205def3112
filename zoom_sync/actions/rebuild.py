"""Derive the record anew from all facts of an event, and publish what changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from zoom_sync.records import Record, Trouble
from zoom_sync.rules import finality, headline, merge
from zoom_sync.store import events, jobs, memory, people, traces, verdicts, webinars
from zoom_sync.store.database import Store, Tx


class Clock(Protocol):
    def now(self) -> datetime: ...


def rebuild(store: Store, event_id: str, *, reads: Sequence[timedelta], clock: Clock) -> Record:
    """Read one snapshot, ask the rules, publish. The same facts give the same record.

    `reads`: REPORT_READS, which decide how far apart two equal readings must lie. Raises Trouble for an event
    that is not there.
    """
    now = clock.now()

    def snapshot(tx: Tx) -> tuple[Any, ...]:
        event = events.get(tx, event_id)
        if event is None:
            raise Trouble(
                "There is no such event.", "Nothing was changed.", "`zoom-sync event list` shows them."
            )
        ids = [webinar.id for webinar in event.webinars]
        infos = [info for info in (webinars.get(tx, one) for one in ids) if info is not None]
        return (
            event,
            traces.of_event(tx, event_id),
            verdicts.of_event(tx, event_id),
            webinars.instances(tx, ids),
            traces.readings(tx, event_id),
            infos,
        )

    event, facts, decisions, instances, readings, infos = store.read(snapshot)
    own, foreign = finality.sort_instances(event, instances, infos)
    practice = {instance.uuid for instance in own if instance.practice}
    facts = [
        replace(trace, excluded=trace.excluded or "practice") if trace.instance in practice else trace
        for trace in facts
        if trace.instance not in foreign
    ]
    readiness = finality.readiness(
        event,
        own,
        [reading for reading in readings if reading.instance not in foreign],
        reads=tuple(reads),
        room=bool(event.venue) or any(trace.kind in ("sign_in", "check_in") for trace in facts),
        now=now,
    )
    ends = {instance.uuid: instance.end for instance in own if instance.end is not None}
    record = merge.record(event, facts, decisions, readiness=readiness, webinars=infos, ends=ends)
    generation = people.publish(store, event_id, record, now=now)
    # What every look at the event asks for; a large record need not be read whole to tell it.
    line = headline.headline(record, facts, ended=frozenset(ends)) | {"generation": generation}
    store.run(lambda tx: memory.remember(tx, headline.name(event_id), line, now=now))
    return record


def is_stale(store: Store, event_id: str) -> bool:
    """Whether facts have come in since the record was made. Raises Trouble for an event that is not there."""

    def steps(tx: Tx) -> bool:
        event = events.get(tx, event_id)
        if event is None:
            raise _unknown()
        asked = any(task["name"] == "rebuild" and task["key"] == event_id for task in jobs.waiting(tx))
        return asked or event.generation == 0

    return store.read(steps)


def _unknown() -> Trouble:
    return Trouble("There is no such event.", "Nothing was changed.", "`zoom-sync event list` shows them.")
