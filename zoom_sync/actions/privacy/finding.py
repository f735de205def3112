"""Find somebody over all events, and all that is held about them there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from webhooks.events import Notification
from zoom_sync.contacts import mails
from zoom_sync.records import Event, Person, Trace, Trouble
from zoom_sync.rules import search
from zoom_sync.store import events, finding, holding, inbox, people
from zoom_sync.store.database import Store, Tx
from zoom_sync.store.erasures import of_name, shareable, things
from zoom_sync.store.holding import Held
from zoom_sync.zoom import notices

_MOST = 50  # people of one event


@dataclass(frozen=True, slots=True)
class Found:
    event: Event
    person: Person


def find(store: Store, text: str, *, among: Collection[str] | None = None) -> list[Found]:
    """Who is found by a name or an address, event by event. `among`: only these events; None: all."""
    words = tuple(search.asked(text))
    if not words:
        raise Trouble("Nothing was looked for.", "", "Give a name or an address.")
    found: list[Found] = []
    for event in _events(store, among):
        for kind in ("person", "unidentified"):
            query = finding.Query(kind=kind, words=words)
            lines, _ = store.read(lambda tx: finding.page(tx, event.id, query, limit=_MOST))  # noqa: B023
            found += [Found(event, line) for line in lines]
    return found


def of_ref(
    store: Store, ref: str, *, optout: Callable[[str], Sequence[str]], among: Collection[str] | None = None
) -> list[Held]:
    """All that is held about whoever has this id or evidence ref, at every event at which they are known.

    Elsewhere they are known by a mailbox that is theirs alone there. `optout`: the marks of an address.
    `among`: only these events. Raises Trouble for a ref that names nobody.
    """
    known = _events(store, among)
    lines = {event.id: line for event in known if (line := store.read(_named(event.id, ref))) is not None}
    held = [_held(store, event, lines[event.id], optout) for event in known if event.id in lines]
    if not held:
        raise Trouble(
            f"Nobody has the id or ref {ref[:60]!r}.",
            "Nothing was changed.",
            "`zoom-sync person find TEXT` prints the ids of those whom it finds.",
        )
    for mailbox in sorted({one for each in held for text in each.addresses for one in mails(text)}):
        for event in known:
            if event.id in lines:
                continue
            there = store.read(lambda tx: holding.lines_with(tx, event.id, mailbox))  # noqa: B023
            if len(there) == 1:
                lines[event.id] = there[0]
                held.append(_held(store, event, there[0], optout))
    return held


def is_theirs(held: Held) -> Callable[[Trace], bool]:
    """Whether a fact is of the same person: by a thing that nobody else has, or by one with their name."""
    own = {thing for one in held.traces for thing in things(one)} - held.shared
    named = {of_name(one, thing) for one in held.traces for thing in shareable(one)} - {""}

    def theirs(trace: Trace) -> bool:
        if not own.isdisjoint(things(trace)):
            return True
        return not named.isdisjoint(of_name(trace, thing) for thing in shareable(trace))

    return theirs


def delivered(tx: Tx, event: Event, theirs: Callable[[Trace], bool]) -> Iterator[str]:
    """The ids of the deliveries of the event's webinars that tell of somebody."""
    for webinar in dict.fromkeys(entrance.id for entrance in event.webinars):
        for row in inbox.notifications(tx, webinar):
            notification = Notification(row.name, "", row.at, dict(row.object), row.id)
            if any(theirs(one) for one in notices.named(notification, event)):
                yield row.id


def _held(store: Store, event: Event, line: Person, optout: Callable[[str], Sequence[str]]) -> Held:
    def steps(tx: Tx) -> Held:
        held = holding.of_person(tx, event.id, line)
        told = {*delivered(tx, event, is_theirs(held)), *inbox.containing(tx, held.addresses)}
        marks = {mark for one in held.addresses for mark in optout(one)}
        return replace(held, deliveries=frozenset(told), optouts=frozenset(marks))

    return store.read(steps)


def _named(event_id: str, ref: str) -> Callable[[Tx], Person | None]:
    return lambda tx: people.person(tx, event_id, ref)


def _events(store: Store, among: Collection[str] | None) -> list[Event]:
    known = store.read(events.all)
    return [event for event in known if among is None or event.id in among]
