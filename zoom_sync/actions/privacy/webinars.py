"""Events of one webinar: what of one of them stands at the others too, and what those need.

Whether a run is an event's is known when the record is made, so each event of the webinar keeps what Zoom tells of
any run. What stands at an event of another's run counts nothing there, and goes with whom it names.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from zoom_sync.actions.privacy.finding import delivered
from zoom_sync.records import Event, Trace
from zoom_sync.rules import finality, retention
from zoom_sync.store import events, holding, traces, webinars
from zoom_sync.store.database import Store, Tx
from zoom_sync.store.holding import Held

_EVER = datetime.min.replace(tzinfo=UTC)


def others(tx: Tx, event: Event, *, removed_since: datetime = _EVER) -> list[Event]:
    """The other events of its webinars that hold people, be they removed then or later; in one order for all."""
    found = {
        one.id: one
        for webinar in {entrance.id for entrance in event.webinars}
        for one in events.of_webinar(tx, webinar, removed_since=removed_since)
        if one.id != event.id and one.erased is None
    }
    return [found[id] for id in sorted(found)]


def strays(store: Store, held: Sequence[Held], *, among: Collection[str] | None = None) -> list[Held]:
    """What was heard of somebody's connections at events of the same webinars and is in no line there.

    `among`: only at these events; None: at all.
    """
    known = {fact for one in held for fact in one.facts}
    connections = {each for one in held for each in one.connections}
    shared = frozenset().union(*(one.shared for one in held))

    def look(tx: Tx) -> list[Held]:
        of_held = [events.known(tx, one.event, removed=True) for one in held]
        near = {one.id for event in of_held for one in (event, *others(tx, event))}
        told = [
            (id, holding.strays(tx, id, connections)) for id in sorted(near) if among is None or id in among
        ]
        new = [(id, tuple(one for one in those if one.id not in known)) for id, those in told]
        return [
            Held(id, (), those, shared=shared | holding.shared_of(tx, id, those))
            for id, those in new
            if those
        ]

    return store.read(look) if connections else []


def with_strays(store: Store, held: Sequence[Held], *, among: Collection[str] | None = None) -> list[Held]:
    """All that is held, with the strays at the event where they are; `among`: see `strays`."""
    of_event = {one.event: one for one in held}
    for one in strays(store, held, among=among):
        if there := of_event.get(one.event):
            both = (*there.traces, *one.traces)
            of_event[one.event] = replace(there, traces=both, shared=there.shared | one.shared)
        else:
            of_event[one.event] = one
    return list(of_event.values())


def own_runs(tx: Tx, event: Event, but: Sequence[Event]) -> tuple[str, ...]:
    """The UUIDs of the event's runs that are of none of the events `but`.

    A run of which Zoom told neither start nor end began when the first of it was heard.
    """
    ids = {entrance.id for entrance in event.webinars}
    known, infos = webinars.instances(tx, ids), webinars.infos(tx, ids)
    untold = [one.uuid for one in known if one.start is None and one.end is None]
    heard = traces.first_heard(tx, event.id, untold)
    runs = [replace(one, start=heard.get(one.uuid, one.start)) for one in known]
    own = {one.uuid for one in finality.sort_instances(event, runs, infos)[0]}
    for other in but:
        own -= {one.uuid for one in finality.sort_instances(other, runs, infos)[0]}
    return tuple(sorted(own))


def own_deliveries(
    store: Store, event: Event, *, now: datetime, over: Collection[str] = frozenset()
) -> list[str]:
    """The deliveries of runs, and of webinars, that no other event needs, be it one that may be recovered.

    `over`: the ids of those that need none any more.
    """

    def look(tx: Tx) -> tuple[set[str], tuple[str, ...]]:
        since = now - retention.RECOVERABLE
        needing = [one for one in others(tx, event, removed_since=since) if one.id not in over]
        return {entrance.id for one in needing for entrance in one.webinars}, own_runs(tx, event, needing)

    needed, runs = store.read(look)
    shared = replace(event, webinars=tuple(one for one in event.webinars if one.id in needed))
    alone = replace(event, webinars=tuple(one for one in event.webinars if one.id not in needed))
    return sorted({*delivered(store, alone, _all), *delivered(store, shared, _all, runs=runs)})


def _all(told: Sequence[Trace]) -> list[bool]:
    return [True] * len(told)
