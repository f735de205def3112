"""What the service itself has to remember: small JSON values by name. Every name in use stands here."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam, delete, select

from zoom_sync.store import schema
from zoom_sync.store.dialect import Tx, add_or_nothing, put, storable_tree

setting = schema.setting

CHALLENGED = "challenged"  # when Zoom last validated the webhook address: an ISO instant
DEAUTHORIZED = "deauthorized"  # the account took the app away: {"at": ISO instant, "account"}
DEMO = "demo"  # the events that the demo made in this store: ids
ERASURE_KEYS = (
    "erasure.keys"  # what the marks of the erased are made with (see `erasures`): 64 hex digits each
)
GAPS = "watch.gaps"  # when nobody could take deliveries: {"start", "end": ISO instants, "events"} each
HOME = "store.home"  # which machine's a SQLite store is (see `home`): {"machine", "boot", "beat", "open"}
KNOWN_KEY = "known.key"  # what the marks of contacts are made with (see `known`): 64 hex digits
LAST_COMPLETE_SYNC = "last_complete_sync"  # when a sync last read everything: an ISO instant
MAIL_DOWN = "mail.down"  # while the mail server takes nothing: {"since", "until": ISO instants, "reason"}
OFFERED = "zoom.offered"  # the account's webinars, to choose from: see `actions.offering`
REFUSED = "watch.refused"  # deliveries refused, by cause: {"count", "last": ISO instant} each
STRAYS = "watch.strays"  # check-ins far from their event's days: {event: {"count", "last": ISO instant}}
SYNC_TROUBLE = "watch.sync"  # what the last sync could not read: {"at": ISO instant, "event", "what"}
TAKING = "watch.taking"  # when a process last said that it can take deliveries: an ISO instant
ZOOM_CLOCK = "watch.clock"  # how far Zoom's clock is ahead of ours: {"ahead_s", "at": ISO instant}
_TOUCHED = "store.touched"

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_AT_ONCE = 500  # parameters of one IN
_RECALL = select(setting.c.value).where(setting.c.name == bindparam("asked"))


def remember(tx: Tx, name: str, value: Any, *, now: datetime) -> None:
    """Keep a JSON value under a name of at most 64 letters, in place of what stood there."""
    put(tx, setting, [{"name": name, "value": {"is": storable_tree(value)}, "changed": now}])


def settle(tx: Tx, name: str, value: Any, *, now: datetime) -> Any:
    """Keep a JSON value under a name where nothing stands yet, and give what stands there then."""
    add_or_nothing(tx, setting, [{"name": name, "value": {"is": storable_tree(value)}, "changed": now}])
    return recall(tx, name)


def recall(tx: Tx, name: str) -> Any | None:
    """The value, or None where nothing was ever remembered."""
    found = tx.execute(_RECALL, {"asked": name}).scalar()
    return None if found is None else found["is"]


def forget(tx: Tx, name: str) -> None:
    """Let nothing stand under a name."""
    tx.execute(delete(setting).where(setting.c.name == name))


def recall_each(tx: Tx, names: Iterable[str]) -> dict[str, Any]:
    """The values of those of many names that were ever remembered."""
    asked, found = list(names), {}
    for start in range(0, len(asked), _AT_ONCE):
        some = setting.c.name.in_(asked[start : start + _AT_ONCE])
        for name, value in tx.execute(select(setting.c.name, setting.c.value).where(some)):
            found[name] = value["is"]
    return found


def synced(event_id: str) -> str:
    """The event's syncs that found Zoom ready: ISO instants, oldest first."""
    return f"synced:{event_id}"


def ended(event_id: str) -> str:
    """When Zoom's word was heard that a run of the event ended: [the newest ISO instant]."""
    return f"ended:{event_id}"


def sync_again(event_id: str) -> str:
    """How many syncs in a row were asked for again since Zoom was not ready."""
    return f"sync_again:{event_id}"


def unlisted(event_id: str) -> str:
    """The webinars of which the newest sync could not read the lists of registrants and panelists: their ids."""
    return f"unlisted:{event_id}"


def listed(event_id: str) -> str:
    """When Zoom last told the runs of each of the event's webinars: id -> ISO instant."""
    return f"listed:{event_id}"


def sync_holder(event_id: str) -> str:
    """Who holds the lease of the event's sync: {"machine", "process", "fence"}."""
    return f"sync_holder:{event_id}"


def rebuilt(event_id: str) -> str:
    """The last rebuild of the event that took long: {"ended": ISO instant, "took": seconds}."""
    return f"rebuilt:{event_id}"


def closings(event_id: str) -> str:
    """How often an organiser has said of the event that it is complete."""
    return f"closings:{event_id}"


def opened_again(event_id: str) -> str:
    """When somebody came in, or a sheet, after an organiser had said that the room is complete: an ISO instant."""
    return f"opened_again:{event_id}"


def loose(event_id: str) -> str:
    """The ids of rows that are laid down and not shown yet (`laying`), each with the instant it was begun."""
    return f"loose:{event_id}"


def reminded(event_id: str) -> str:
    """The last reminder that the event's names will end: {"days": so many before, "of": the day, as ISO}."""
    return f"reminded:{event_id}"


def thinned(event_id: str) -> str:
    """Up to which generation of the event somebody was erased from: lists that were made of it are made anew."""
    return f"thinned:{event_id}"


def touch(tx: Tx) -> None:
    """Write a row for the sake of writing: that a transaction can begin says nothing of a full disk."""
    row = {"name": _TOUCHED, "value": {"is": secrets.token_hex(4)}, "changed": _LONG_AGO}
    put(tx, setting, [row])
