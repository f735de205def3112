"""Add a hook, try it, send again what it was told, end it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo

from zoom_sync import posting
from zoom_sync.actions import Clock
from zoom_sync.keys import Keys
from zoom_sync.records import Trouble
from zoom_sync.rules.times import instant
from zoom_sync.store import audit, events, hooks
from zoom_sync.store.database import Store, Tx
from zoom_sync.store.hooks import KINDS, Hook, Message

SHOWN = 20  # messages of one hook
May = Callable[[Hook], bool]


@dataclass(frozen=True, slots=True)
class Added:
    """A hook that was just added, and its secret, which is shown only now."""

    hook: Hook
    secret: str


@dataclass(frozen=True, slots=True)
class Told:
    """A hook, what it was told last, and how many messages are in each state."""

    hook: Hook
    messages: Sequence[Message]
    counts: dict[str, int]


def add(
    store: Store,
    event_id: str,
    *,
    url: str,
    kinds: Sequence[str],
    keys: Keys,
    clock: Clock,
    by: str,
    names: bool = False,
    all_events: bool = False,
    loopback: bool = False,
) -> Added:
    """Let a system hear of an event, or (`all_events`) of all events of its owner, later ones too.

    `loopback`: the service is one machine's own, so another program on it may listen. Raises Trouble, and nothing is
    kept, for an address that messages cannot be sent to, and where no kind is named.
    """
    now, secret = clock.now(), posting.make_secret()
    address = url.strip()
    posting.checked(address, loopback=loopback)
    chosen = tuple(one for one in KINDS if one in kinds)
    if not chosen or len(chosen) != len(set(kinds)):
        raise Trouble(
            "No such thing can be told.", "Nothing was changed.", f"Choose among {', '.join(KINDS)}."
        )

    def steps(tx: Tx) -> Hook:
        event = events.known(tx, event_id)
        if all_events and not event.owner:
            raise Trouble(
                "This event has no owner, so there are no events beside it.",
                "Nothing was changed.",
                "Add it for this event alone.",
            )
        made = Hook(
            secrets.token_hex(16), None if all_events else event.id, event.owner if all_events else "", address,
            chosen, keys.seal(secret.encode()), now, by, names=names,
        )  # fmt: skip
        hooks.add(tx, made)
        after = {"kinds": list(chosen), "names": names, "all events": all_events}
        audit.note(tx, who=by, what="hook added", event=event.id, about=made.id, after=after, now=now)
        return made

    return Added(store.once(steps), secret)


def overview(store: Store, event_id: str) -> list[Told]:
    """The hooks that hear of an event."""

    def look(tx: Tx) -> list[Told]:
        return [
            Told(one, hooks.recent(tx, one.id, limit=SHOWN), hooks.counts(tx, one.id))
            for one in hooks.of_event(tx, event_id)
        ]

    return store.read(look)


def messages(store: Store, hook_id: str, *, limit: int) -> list[Message]:
    """What a hook was told, the newest first. Raises Trouble for one that is not known."""
    return store.read(lambda tx: hooks.recent(tx, _known(tx, hook_id, None).id, limit=limit))


def probe(
    store: Store, hook_id: str, *, clock: Clock, by: str, may: May | None = None, event_id: str = ""
) -> str:
    """Send a message that tells nothing, to see whether it arrives. Gives its id. `may`: see `_known`."""
    now, id = clock.now(), f"msg_{secrets.token_hex(16)}"

    def steps(tx: Tx) -> None:
        hook = _known(tx, hook_id, may)
        if hook.ended is not None:
            raise Trouble("This hook has ended.", "Nothing was sent.", "Add it anew.")
        hooks.note(tx, hook.id, failing=hook.failing, rests=None)  # whoever tests does not want to wait
        hooks.put(tx, Message(id, hook.id, None, "test", now, {}, asked=now, due=now), now=now)
        audit.note(tx, who=by, what="hook tested", event=event_id or hook.event or "", about=hook.id, now=now)

    store.once(steps)
    return id


def replay(
    store: Store,
    hook_id: str,
    *,
    clock: Clock,
    by: str,
    message: str = "",
    since: str = "",
    may: May | None = None,
    event_id: str = "",
) -> int:
    """Send again one message, or all of what happened since (ISO; in the event's zone where it has no offset).

    They keep their ids. Returns how many there are; what still waits goes out anyway.
    """
    now = clock.now()

    def steps(tx: Tx) -> int:
        hook = _known(tx, hook_id, may)
        if hook.ended is not None:
            raise Trouble("This hook has ended.", "Nothing was sent.", "Add it anew.")
        event = events.get(tx, event_id or hook.event or "")
        zone: tzinfo = UTC if event is None else ZoneInfo(event.timezone)
        start = None if message else instant(since, zone, safe="Nothing was sent.", midnight=True)
        count = hooks.replay(tx, hook.id, id=message, since=start, now=now)
        said = {"messages": count}
        audit.note(
            tx, who=by, what="messages sent again", event=event_id or hook.event or "", about=hook.id,
            after=said, now=now,
        )  # fmt: skip
        return count

    return store.once(steps)


def end(
    store: Store, hook_id: str, *, clock: Clock, by: str, may: May | None = None, event_id: str = ""
) -> Hook:
    """It is told nothing from now on, and what still waits for it does not go out."""
    now = clock.now()

    def steps(tx: Tx) -> Hook:
        hook = _known(tx, hook_id, may)
        if hooks.end(tx, hook.id, "ended", now=now):
            audit.note(
                tx, who=by, what="hook ended", event=event_id or hook.event or "", about=hook.id, now=now
            )
        return hook

    return store.run(steps)


def _known(tx: Tx, hook_id: str, may: May | None) -> Hook:
    """The hook that somebody named. `may`: whether it is theirs to see to; one that is not there is told of alike."""
    found = hooks.get(tx, hook_id)
    if found is None or (may is not None and not may(found)):
        raise Trouble(
            f"There is no hook {hook_id[:40]!r}.", "Nothing was changed.", "`hook list EVENT` shows them."
        )
    return found
