"""Zoom's notifications, read as traces and as what they tell of a run of a webinar.

Pure. A table says which notification is read how; the names it does not know give nothing, since Zoom adds
new ones every few months.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from webhooks.events import Notification
from zoom_sync.records import Event, Fault, Instance, Role, Trace, fact_id
from zoom_sync.zoom import reading
from zoom_sync.zoom.words import instant, stamp, text, within

DEAUTHORIZED = "app_deauthorized"
STARTED, ENDED = "webinar.started", "webinar.ended"
_INSTANCE = 128
_WEBINAR = 32
# Whoever reads a join link, a start link or a password can enter as somebody else; addresses on the network
# say where a person is. None of it is needed to count attendance.
SECRET = frozenset(
    {"join_url", "start_url", "share_url", "password", "h323_password", "pstn_password",
     "encrypted_password", "public_ip", "private_ip"}
)  # fmt: skip


def notice(notification: Notification, event: Event) -> list[Trace | Fault]:
    """What a notification says about this event, whose webinar it must concern.

    Registration notices give a registrant as it stood at the notification's time; joins, leaves and binds
    give their traces; everything else nothing.
    """
    read = READERS.get(notification.name)
    if read is None:
        return []
    found = read(notification, event)
    return [] if found is None else [found]


def named(notification: Notification, event: Event) -> list[Trace]:
    """Whoever a notification names, as facts of this event: also where it tells nothing that is kept as one."""
    said = [one for one in notice(notification, event) if isinstance(one, Trace)]
    row = within(notification.object, "participant")
    if said or not row:
        return said
    uuid, connection = uuid_of(notification), reading.connection_of(row)
    fact = fact_id(event.key, "named", uuid, connection)
    return [
        Trace(fact, "joined", "participant", "", reading.person(row), instance=uuid, connection=connection)
    ]


def concerns(notification: Notification, event: Event) -> bool:
    """Whether a notification of one of the event's webinars is about the event's own occurrence.

    Only those of registrations name occurrences; a run's is found by its start, when the record is made.
    """
    entrances = [one for one in event.webinars if one.id == webinar_of(notification)]
    wanted = {entrance.occurrence for entrance in entrances}
    named = notification.object.get("occurrences")
    if "" in wanted or "registration" not in notification.name or not isinstance(named, list):
        return bool(entrances)
    told = {text(one, "occurrence_id") for one in named if isinstance(one, dict)} - {""}
    return bool(entrances) and (not told or bool(told & wanted))


def webinar_of(notification: Notification) -> str:
    """The webinar's number, "" if it concerns none. Zoom sends it as text or as a number (contract 4.4)."""
    if not notification.name.startswith("webinar."):
        return ""
    about = notification.object
    return text(about, "id", most=_WEBINAR) or text(about, "webinar_id", most=_WEBINAR)


def uuid_of(notification: Notification) -> str:
    """The run that a notification names, "" if none."""
    return text(notification.object, "uuid", most=_INSTANCE)


def instance(notification: Notification) -> Instance | None:
    """What a notification tells of the run it speaks of; None if it names none.

    `start_time` of a run is taken from `started` and `ended` only: elsewhere it may be the planned start.
    A scheduling notice carries the UUID of the next run, which may never begin: it tells of none.
    """
    webinar = webinar_of(notification)
    uuid = uuid_of(notification)
    if not webinar or not uuid or notification.name not in _OF_A_RUN:
        return None
    known = Instance(webinar=webinar, uuid=uuid)
    if notification.name == STARTED:
        return replace(known, start=instant(notification.object, "start_time") or notification.at)
    if notification.name == ENDED:
        return replace(
            known,
            start=instant(notification.object, "start_time"),
            end=instant(notification.object, "end_time") or notification.at,
            practice=notification.object.get("practice_session") is True,
        )
    return known


def strip(notification: Notification) -> dict[str, Any]:
    """The notification's object without links, passwords and network addresses, fit to be stored."""
    stripped = _without_secrets(notification.object)
    return stripped if isinstance(stripped, dict) else {}


def _without_secrets(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key.replace("\0", "\ufffd"): _without_secrets(inner)
            for key, inner in value.items()
            if key not in SECRET
        }
    if isinstance(value, list):
        return [_without_secrets(inner) for inner in value]
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value


def _registration(status: str) -> Callable[[Notification, Event], Trace | Fault]:
    def read(notification: Notification, event: Event) -> Trace | Fault:
        row = {**within(notification.object, "registrant")}
        # Zoom's own sample of a denial is named "created" and has no status: such a one is nobody's approval
        # (contract 4.7). "approved", "denied" and "cancelled" say it by their name.
        if status:
            row["status"] = status
        return reading.registrant(
            row, event=event, webinar=webinar_of(notification), at=notification.at, status="pending"
        )

    return read


def _joined(notification: Notification, event: Event) -> Trace | Fault:
    return _connection(notification, event, "joined", "join_time")


def _left(notification: Notification, event: Event) -> Trace | Fault:
    return _connection(notification, event, "left", "leave_time")


def _connection(notification: Notification, event: Event, kind: Any, field: str) -> Trace | Fault:
    row = within(notification.object, "participant")
    uuid, connection = uuid_of(notification), reading.connection_of(row)
    at = instant(row, field) or notification.at
    if not uuid or not connection or at is None:
        return Fault(f"{uuid}/{connection}/", f"a notification of {kind} that names no connection")
    return Trace(
        id=fact_id(event.key, kind, uuid, connection, stamp(at)),
        kind=kind,
        source="participant",
        # A leave does not say when its connection began (contract 4.6).
        ref=f"{uuid}/{connection}/{stamp(at) if kind == 'joined' else ''}",
        claim=reading.person(row),
        at=at,
        webinar=webinar_of(notification),
        instance=uuid,
        connection=connection,
        role=_role(notification.object, row),
    )


def _bind(notification: Notification, event: Event) -> Trace | Fault:
    """A phone leg tied to a person's connection: `user_id` belongs to whoever has `bind_user_id`."""
    row = within(notification.object, "participant")
    uuid, connection = uuid_of(notification), reading.connection_of(row)
    bound = text(row, "bind_user_id", most=reading.CONNECTION)
    if not uuid or not connection or not bound:
        return Fault(f"{uuid}/{connection}/", "a bind that does not name both connections")
    return Trace(
        id=fact_id(event.key, "bind", uuid, connection, bound),
        kind="bind",
        source="participant",
        ref=f"{uuid}/{connection}/",
        claim=reading.person(row),
        at=instant(row, "date_time") or notification.at,
        webinar=webinar_of(notification),
        instance=uuid,
        connection=connection,
        bound=bound,
    )


def _role(of: Mapping[str, Any], row: Mapping[str, Any]) -> Role:
    host = text(of, "host_id", most=reading.ID)
    return "host" if host and host in (text(row, "participant_user_id"), text(row, "id")) else "attendee"


READERS: Mapping[str, Callable[[Notification, Event], Trace | Fault | None]] = {
    "webinar.registration_created": _registration(""),
    "webinar.registration_approved": _registration("approved"),
    "webinar.registration_denied": _registration("denied"),
    "webinar.registration_cancelled": _registration("cancelled"),
    "webinar.participant_joined": _joined,
    "webinar.participant_left": _left,
    "webinar.participant_bind": _bind,
}
_OF_A_RUN = frozenset(
    {STARTED, ENDED, "webinar.participant_joined", "webinar.participant_left", "webinar.participant_bind",
     "webinar.participant_role_changed", "webinar.sharing_started", "webinar.sharing_ended"}
)  # fmt: skip
KNOWN = frozenset(READERS) | _OF_A_RUN  # the names that are kept as notifications
