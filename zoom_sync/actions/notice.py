"""Notice what is amiss with the service itself, and repair what can be: a gap is read again from Zoom's reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

import structlog

from zoom_sync.actions import Clock
from zoom_sync.records import Event, Span
from zoom_sync.rules import finality
from zoom_sync.rules import warnings as rules
from zoom_sync.rules.warnings import Refusals, Running, Signs, Warning
from zoom_sync.store import checkins, events, inbox, jobs, memory, watch, webinars
from zoom_sync.store.database import Store, Tx

log = structlog.get_logger(__name__)
POLLED_EVERY_S = 300  # what the API gives, while a running webinar is silent
STAMPS_OF = timedelta(minutes=10)
CLOCK_KNOWN_FOR = timedelta(hours=24)


class Config(Protocol):
    @property
    def webhook_secrets(self) -> tuple[str, ...]: ...


def taking(
    store: Store, *, clock: Clock, awake_s: float | None, refused: Mapping[str, int]
) -> watch.Gap | None:
    """Note that this process takes deliveries, and what it refused since it last said so.

    Gives the gap that this ends, if nobody took any for a minute: every event that it touched is read again.
    `awake_s`: as `store.watch.take_beat` has it. Raises StoreUnavailable, having noted nothing.
    """
    now = clock.now()

    def steps(tx: Tx) -> watch.Gap | None:
        watch.add_refused(tx, refused, now=now)
        ended = watch.take_beat(tx, now=now, awake_s=awake_s)
        if ended is None:
            return None
        gap = watch.Gap(ended.start, now, tuple(event.id for event in _touched(tx, ended)))
        watch.add_gap(tx, gap, now=now)
        for event_id in gap.touched:
            jobs.ask(tx, "sync", event_id, due=now)
        return gap

    gap = store.run(steps)
    if gap is not None:
        log.warning(
            "nobody took deliveries for a while", start=gap.start.isoformat(),
            end=gap.end.isoformat(), events_read_again=len(gap.touched),
        )  # fmt: skip
    return gap


def poll_the_silent(store: Store, *, config: Config, clock: Clock) -> int:
    """Ask Zoom's API for what the running webinars of which nothing is heard would have told.

    Gives how many events were asked for; each at most once in five minutes, over all workers.
    """
    silent = [one for one in warnings(store, config=config, clock=clock) if one.name == "silence"]
    if not silent:
        return 0
    now = clock.now()
    slot = datetime.fromtimestamp(now.timestamp() // POLLED_EVERY_S * POLLED_EVERY_S, UTC)

    def steps(tx: Tx) -> int:
        due = dict.fromkeys(event_id for one in silent for event_id in one.events)
        asked = [event_id for event_id in due if jobs.tick(tx, f"silent:{event_id}", slot)]
        for event_id in asked:
            jobs.ask(tx, "sync", event_id, due=now)
        return len(asked)

    return store.run(steps)


def warnings(store: Store, *, config: Config, clock: Clock) -> list[Warning]:
    """All that is amiss at this moment, the most urgent first. Raises StoreUnavailable."""
    return rules.warnings(signs(store, config=config, clock=clock))


def signs(store: Store, *, config: Config, clock: Clock) -> Signs:
    """What is known of the service, read from one snapshot."""
    now = clock.now()
    found = store.read(lambda tx: _signs(tx, now))
    return replace(found, listening=bool(config.webhook_secrets))


def _signs(tx: Tx, now: datetime) -> Signs:
    gap = next(reversed(watch.gaps(tx)), None)
    deauthorized, complete = (
        memory.recall(tx, memory.DEAUTHORIZED),
        memory.recall(tx, memory.LAST_COMPLETE_SYNC),
    )
    down = memory.recall(tx, memory.MAIL_DOWN)
    return Signs(
        now=now,
        worker=jobs.last_beat(tx),
        oldest_unread=inbox.queue_age(tx),
        last_delivery=inbox.last_delivery(tx),
        gap=Span(gap.start, gap.end) if gap else None,
        touched=gap.touched if gap else (),
        running=tuple(_running(tx, now)),
        challenged=_instant(memory.recall(tx, memory.CHALLENGED)),
        refused={cause: Refusals(*found) for cause, found in watch.refused(tx).items()},
        off_s=watch.clock_ahead(tx, since=now - CLOCK_KNOWN_FOR),
        ages_s=watch.ages(tx, since=now - STAMPS_OF),
        failing=tuple(rules.Task(task["name"], task["tries"], task["error"]) for task in jobs.failures(tx)),
        trouble=watch.sync_trouble(tx),
        blocked=watch.blocked(tx, now=now),
        strays=_strays(tx, now),
        mail_down=_instant(down["since"]) if down else None,
        deauthorized=deauthorized is not None and not (complete and complete > deauthorized["at"]),
    )


def _running(tx: Tx, now: datetime) -> list[Running]:
    found: list[Running] = []
    for event in events.around(tx, now, margin=finality.AROUND):
        ids = [webinar.id for webinar in event.webinars]
        found += rules.running(event, webinars.instances(tx, ids), webinars.infos(tx, ids), now)
    return found


def _strays(tx: Tx, now: datetime) -> dict[str, tuple[int, datetime]]:
    """Of the events to which strays came lately, how many stand; those that were taken back are no news."""
    found = {}
    for event_id, (_, last) in watch.strays(tx).items():
        event = events.get(tx, event_id) if now - last <= rules.TOLD_FOR else None
        standing = checkins.beyond(tx, event_id, rules.around(event)) if event else []
        if standing:
            found[event_id] = len(standing), max(one.kept for one in standing)
    return found


def _touched(tx: Tx, gap: Span) -> list[Event]:
    """The events of which something may have happened within a gap."""
    found = [event for event in events.all(tx) if event.webinars]
    runs = webinars.instances(tx, {webinar.id for event in found for webinar in event.webinars})
    return [
        event for event in found if rules.touches(event, [r for r in runs if _is_of(r.webinar, event)], gap)
    ]


def _is_of(webinar: str, event: Event) -> bool:
    return any(entrance.id == webinar for entrance in event.webinars)


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
