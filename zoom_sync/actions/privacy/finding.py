"""Find somebody over all events, and all that is held about them there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from webhooks.events import Notification
from zoom_sync.actions import Clock
from zoom_sync.contacts import mails
from zoom_sync.records import Event, Person, Trace, Trouble
from zoom_sync.rules import protection, search
from zoom_sync.store import audit, events, finding, holding, inbox, people
from zoom_sync.store.database import Store, Tx
from zoom_sync.store.erasures import of_name, shareable, things
from zoom_sync.store.holding import Held
from zoom_sync.zoom import notices

_MOST = 50  # people of one event
Which = Callable[[Sequence[Trace]], Sequence[bool]]  # tells of facts which are somebody's


@dataclass(frozen=True, slots=True)
class Found:
    event: Event
    person: Person


def find(
    store: Store,
    text: str,
    *,
    by: str,
    clock: Clock,
    reason: str = "",
    among: Collection[str] | None = None,
) -> list[Found]:
    """Who is found by a name or an address, event by event. `among`: only these events; None: all.

    Where it is at a protected event, that and the reason are put on record. Raises Trouble without one.
    """
    words = tuple(search.asked(text))
    if not words:
        raise Trouble("Nothing was looked for.", "", "Give a name or an address.")
    found: list[Found] = []
    for event in _events(store, among):
        for kind in ("person", "unidentified"):
            query = finding.Query(kind=kind, words=words)
            lines, _ = store.read(partial(finding.page, event_id=event.id, query=query, limit=_MOST))
            found += [Found(event, line) for line in lines]
    _note(store, [one.event for one in found], reason, by=by, now=clock.now())
    return found


def _note(store: Store, seen: Sequence[Event], reason: str, *, by: str, now: datetime) -> None:
    said = {event.id: protection.reason_for(event, reason) for event in seen if event.protected}

    def steps(tx: Tx) -> None:
        for id, why in said.items():
            audit.note(tx, who=by, what="looked for a person", event=id, reason=why, now=now)

    if said:
        store.once(steps)


def of_ref(
    store: Store, ref: str, *, optout: Callable[[str], Sequence[str]], among: Collection[str] | None = None
) -> list[Held]:
    """All that is held about whoever has this id or evidence ref, at every event at which they are known.

    Elsewhere they are known by a mailbox that is theirs alone there, and at events of the same webinar by a
    registration or a connection that is. `optout`: the marks of an address.
    `among`: only these events. Raises Trouble for a ref that names nobody.
    """
    known = _events(store, among)
    lines = {
        event.id: line
        for event in known
        if (line := store.read(partial(people.person, event_id=event.id, ref=ref)))
    }
    held = [_held(store, event, lines[event.id], optout) for event in known if event.id in lines]
    if not held:
        raise Trouble(
            f"Nobody has the id or ref {ref[:60]!r}.",
            "Nothing was changed.",
            "`zoom-sync person find TEXT` prints the ids of those whom it finds.",
        )
    mailboxes = sorted({one for each in held for text in each.addresses for one in mails(text)})
    through = {event.id: {entrance.id for entrance in event.webinars} for event in known}
    for event in known:
        if event.id in lines:
            continue
        near = [one for one in held if not through[event.id].isdisjoint(through[one.event])]
        if (there := _alone(store, event, near, mailboxes)) is not None:
            lines[event.id] = there
            held.append(_held(store, event, there, optout))
    return held


def _alone(store: Store, event: Event, near: Sequence[Held], mailboxes: Sequence[str]) -> Person | None:
    """The line at another event that has a mailbox, a registration or a connection of theirs, where no other has it.

    `near`: what is held at events of the same webinars.
    """
    looks = [partial(holding.lines_with, event_id=event.id, address=one) for one in mailboxes]
    looks += [partial(holding.lines_of_same, event_id=event.id, held=one) for one in near]
    return next((there[0] for look in looks if len(there := store.read(look)) == 1), None)


def of_same(held: Held) -> Which:
    """Which facts are of the same person: by a thing that nobody else has, or by one with their name."""
    own = {thing for one in held.traces for thing in things(one)} - held.shared
    named = {of_name(one, thing) for one in held.traces for thing in shareable(one)} - {""}

    def theirs(trace: Trace) -> bool:
        if not own.isdisjoint(things(trace)):
            return True
        return not named.isdisjoint(of_name(trace, thing) for thing in shareable(trace))

    return lambda traces: [theirs(one) for one in traces]


def delivered(
    store: Store, event: Event, which: Which, *, runs: Sequence[str] | None = None
) -> Iterator[str]:
    """The ids of the deliveries of the event's webinars, or of these runs of them, that tell of somebody."""
    for webinar in dict.fromkeys(entrance.id for entrance in event.webinars):
        for rows in inbox.pages(store, webinar, runs=runs):
            told = [Notification(row.name, "", row.at, dict(row.object), row.id) for row in rows]
            named = [(trace, one.id) for one in told for trace in notices.named(one, event)]
            theirs = which([trace for trace, _ in named])
            yield from (id for (_, id), is_theirs in zip(named, theirs, strict=True) if is_theirs)


def _held(store: Store, event: Event, line: Person, optout: Callable[[str], Sequence[str]]) -> Held:
    held = store.read(partial(holding.of_person, event_id=event.id, one=line))
    told = {*delivered(store, event, of_same(held)), *inbox.containing(store, held.addresses)}
    marks = {mark for one in held.addresses for mark in optout(one)}
    return replace(held, deliveries=frozenset(told), optouts=frozenset(marks))


def _events(store: Store, among: Collection[str] | None) -> list[Event]:
    """Those that were removed, too: who is asked for stands there as long as anywhere, and it may be recovered."""
    known = store.read(events.every)
    return [event for event in known if among is None or event.id in among]
