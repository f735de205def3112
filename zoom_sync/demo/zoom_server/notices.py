"""What Zoom writes into a delivery, per event. The types of `id` differ between events, as they really do."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from zoom_sync.demo.zoom_server.people import Connection, Instance, Registrant, User, Webinar


def iso(at: datetime | None) -> str:
    """`2022-11-11T05:00:00Z`; "" for no instant."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else ""


def live(webinar: Webinar, instance: Instance, **more: Any) -> dict[str, Any]:
    """The object of a live event: its id is text."""
    return {
        "id": str(webinar.id),
        "uuid": instance.uuid,
        "host_id": webinar.host_id,
        "topic": webinar.topic,
        "type": webinar.type,
        "start_time": iso(instance.start),
        "timezone": webinar.timezone,
        "duration": webinar.duration_min,
        **more,
    }


def scheduled(webinar: Webinar, **more: Any) -> dict[str, Any]:
    """The object of a registration event: its id is a number."""
    return {
        "uuid": webinar.uuid,
        "id": webinar.id,
        "host_id": webinar.host_id,
        "topic": webinar.topic,
        "type": webinar.type,
        "start_time": iso(webinar.start),
        "duration": webinar.duration_min,
        "timezone": webinar.timezone,
        **more,
    }


def ended(webinar: Webinar, instance: Instance, host: User) -> dict[str, Any]:
    """`duration` stays the scheduled length, in minutes."""
    more: dict[str, Any] = {"end_time": iso(instance.end)} if instance.end else {}
    if instance.practice:
        more["practice_session"] = True
    return live(webinar, instance, host_email=host.email, **more)


def joined(webinar: Webinar, instance: Instance, connection: Connection, *, extra: bool) -> dict[str, Any]:
    participant = {
        "user_id": connection.user_id,
        "user_name": connection.name,
        "id": connection.account_id,
        "join_time": iso(connection.join),
        "email": connection.email,
        **_optional(connection),
    }
    if extra:  # seen in real deliveries although the schema forbids more fields
        participant |= {"public_ip": "192.0.2.10", "private_ip": ""}
    return live(webinar, instance, participant=participant)


def left(webinar: Webinar, instance: Instance, connection: Connection, reason: str) -> dict[str, Any]:
    """Does not say when the connection began."""
    participant = {
        "user_id": connection.user_id,
        "user_name": connection.name,
        "id": connection.account_id,
        "leave_time": iso(connection.leave),
        "leave_reason": f"{connection.name} left the webinar.<br>Reason: {reason}",
        "email": connection.email,
        **_optional(connection),
    }
    return live(webinar, instance, participant=participant)


def bind(webinar: Webinar, instance: Instance, phone: Connection, person: Connection) -> dict[str, Any]:
    """A phone leg tied to a person's connection. Zoom says type 8 here, whatever the webinar's type is."""
    participant = {
        "user_id": phone.user_id,
        "bind_user_id": person.user_id,
        "user_name": person.name,
        "id": person.account_id,
        "participant_uuid": phone.participant_uuid,
        "bind_participant_uuid": person.participant_uuid,
        "join_time": iso(phone.join),
        "registrant_id": person.registrant_id,
        "phone_number": phone.phone,
    }
    return live(webinar, instance, participant=participant) | {"type": 8}


def role_changed(
    webinar: Webinar, instance: Instance, connection: Connection, at: datetime, roles: tuple[str, str]
) -> dict[str, Any]:
    participant = {
        "user_id": connection.user_id,
        "user_name": connection.name,
        "email": connection.email,
        "registrant_id": connection.registrant_id,
        "participant_user_id": connection.account_id,
        "participant_uuid": connection.participant_uuid,
        "date_time": iso(at),
        "old_role": roles[0],
        "new_role": roles[1],
    }
    return live(webinar, instance, participant=participant)


def registered(webinar: Webinar, registrant: Registrant, join_url: str) -> dict[str, Any]:
    form = {
        "id": registrant.id,
        "first_name": registrant.first_name,
        "last_name": registrant.last_name,
        "email": registrant.email,
        "city": registrant.city,
        "country": registrant.country,
        "phone": registrant.phone,
        "org": registrant.org,
        "job_title": registrant.job_title,
        "comments": registrant.comments,
        "custom_questions": [{"title": title, "value": value} for title, value in registrant.answers],
        "status": registrant.status,
        "join_url": join_url,
    }
    return scheduled(webinar, registrant=form)


def judged(webinar: Webinar, registrant: Registrant, join_url: str = "") -> dict[str, Any]:
    """Approved (with the personal link), denied or cancelled (without)."""
    who = {
        "id": registrant.id,
        "first_name": registrant.first_name,
        "last_name": registrant.last_name,
        "email": registrant.email,
    }
    if join_url:
        who["join_url"] = join_url
    return scheduled(webinar, registrant=who)


def _optional(connection: Connection) -> dict[str, str]:
    """The fields that Zoom leaves out where it has nothing to say."""
    fields = {
        "registrant_id": connection.registrant_id,
        "participant_user_id": connection.account_id,
        "participant_uuid": connection.participant_uuid,
        "phone_number": connection.phone,
    }
    return {name: value for name, value in fields.items() if value}
