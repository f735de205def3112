"""What Zoom answers about each thing: plain dicts in the shape of its OpenAPI."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from zoom_sync.demo.zoom_server.notices import iso
from zoom_sync.demo.zoom_server.people import (
    Answers,
    Connection,
    Instance,
    Panelist,
    Question,
    Registrant,
    User,
    Webinar,
)

SITE = "https://zoom.example"
ANONYMOUS = "Anonymous Attendee"


def user(person: User) -> dict[str, Any]:
    return {
        "id": person.id,
        "email": person.email,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "display_name": f"{person.first_name} {person.last_name}",
        "type": 2,
        "status": "active",
        "timezone": "Asia/Kolkata",
        "verified": 1,
    }


def user_settings(person: User) -> dict[str, Any]:
    feature: dict[str, Any] = {"meeting_capacity": 300, "webinar": person.webinar_capacity > 0}
    if person.webinar_capacity:
        feature["webinar_capacity"] = person.webinar_capacity
    return {"feature": feature}


def webinar_item(webinar: Webinar) -> dict[str, Any]:
    """A line of a host's list. Recurring without a fixed time has no start."""
    item: dict[str, Any] = {
        "uuid": webinar.uuid,
        "id": webinar.id,
        "host_id": webinar.host_id,
        "topic": webinar.topic,
        "type": webinar.type,
        "duration": webinar.duration_min,
        "timezone": webinar.timezone,
        "agenda": webinar.agenda[:250],
        "created_at": iso(webinar.created),
        "join_url": f"{SITE}/j/{webinar.id}",
        "is_simulive": False,
        "is_events_webinar": False,
    }
    if webinar.start:
        item["start_time"] = iso(webinar.start)
    return item


def webinar(home: Webinar, host: User) -> dict[str, Any]:
    """One webinar in full; `start_url` and `password` are secrets of the host."""
    body = webinar_item(home) | {
        "agenda": home.agenda,
        "host_email": host.email,
        "start_url": f"{SITE}/s/{home.id}?zak=a-secret-of-the-host",
        "password": "123456",
        "creation_source": "web_portal",
        "tracking_fields": [],
        "settings": {
            "approval_type": home.approval_type,
            "registration_type": home.registration_type,
            "allow_multiple_devices": home.allow_multiple_devices,
            "alternative_hosts": ",".join(home.alternative_hosts),
            "practice_session": home.practice_session,
            "registrants_restrict_number": 0,
            "on_demand": False,
            "meeting_authentication": False,
            "panelist_authentication": False,
            "email_in_attendee_report": True,
        },
    }
    del body["is_events_webinar"]
    if home.approval_type != 2:
        body["registration_url"] = f"{SITE}/webinar/register/{home.registration_key}"
    if home.occurrences:
        body["occurrences"] = [
            {
                "occurrence_id": part.id,
                "start_time": iso(part.start),
                "duration": part.duration_min,
                "status": part.status,
            }
            for part in home.occurrences
        ]
    return body


def registrant(person: Registrant, join_url: str) -> dict[str, Any]:
    """A row of the registrant list; the personal link only for the approved."""
    row: dict[str, Any] = {
        "id": person.id,
        "email": person.email,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "address": "",
        "city": person.city,
        "country": person.country,
        "zip": "",
        "state": "",
        "phone": person.phone,
        "industry": "",
        "org": person.org,
        "job_title": person.job_title,
        "purchasing_time_frame": "",
        "role_in_purchase_process": "",
        "no_of_employees": "",
        "comments": person.comments,
        "custom_questions": [{"title": title, "value": value} for title, value in person.answers],
        "status": person.status,
        "create_time": iso(person.created),
    }
    if person.status == "approved":
        row["join_url"] = join_url
    return row


def panelist(person: Panelist, webinar: Webinar) -> dict[str, Any]:
    return {
        "id": person.id,
        "email": person.email,
        "name": person.name,
        "join_url": f"{SITE}/w/{webinar.id}?tk={person.id}",
    }


def participant(
    connection: Connection, *, report: bool, registrant_id: bool, durations: bool
) -> dict[str, Any]:
    """A row of a report, or of the past participants: one connection, its duration in seconds."""
    leave = connection.leave or connection.join
    row: dict[str, Any] = {
        "id": connection.account_id,
        "user_id": connection.user_id,
        "name": connection.name,
        "user_email": connection.email,
        "join_time": iso(connection.join),
        "leave_time": iso(leave),
        "duration": int((leave - connection.join).total_seconds()) if durations else 0,
        "failover": connection.failover,
        "status": "in_meeting",
    }
    if registrant_id:
        row["registrant_id"] = connection.registrant_id
    if report:
        row |= {"participant_user_id": connection.account_id, "bo_mtg_id": ""}
    else:
        row["internal_user"] = connection.internal
    return row


def report(webinar: Webinar, run: Instance, host: User) -> dict[str, Any]:
    """The summary of one run; `duration` in minutes."""
    end = run.end or run.start
    seconds = [(c.leave or end) - c.join for c in run.connections.values()]
    return {
        "uuid": run.uuid,
        "id": webinar.id,
        "type": webinar.type,
        "topic": webinar.topic,
        "user_name": f"{host.first_name} {host.last_name}",
        "user_email": host.email,
        "dept": "",
        "start_time": iso(run.start),
        "end_time": iso(end),
        "duration": round((end - run.start).total_seconds() / 60),
        "total_minutes": round(sum(part.total_seconds() for part in seconds) / 60),
        "participants_count": len(run.connections),
        "custom_keys": [],
        "tracking_fields": [],
    }


def about(run: Instance) -> dict[str, Any]:
    """What a report of polls or of questions says of its run."""
    return {"id": run.webinar, "uuid": run.uuid, "start_time": iso(run.start)}


def answers(given: Iterable[Answers]) -> list[dict[str, Any]]:
    """A row for each who answered a poll; whoever is anonymous stands under one name in all fields."""
    rows = []
    for one in given:
        first, _, last = one.name.partition(" ")
        hidden = one.name == ANONYMOUS
        rows.append(
            {
                "email": one.email,
                "name": one.name,
                "first_name": one.name if hidden else first,
                "last_name": one.name if hidden else last,
                "question_details": [
                    {"polling_id": poll, "question": question, "answer": answer, "date_time": iso(at)}
                    for poll, question, answer, at in one.given
                ],
            }
        )
    return rows


def questions(asked: Iterable[Question]) -> list[dict[str, Any]]:
    """A row for each question of the audience. `user_id` is blank for whoever is not of the account."""
    rows = []
    for one in asked:
        replies = []
        if one.reply:
            said = {"content": one.reply, "create_time": iso(one.at), "type": "host_answered_publicly"}
            replies = [{"user_id": "", "name": one.reply_by, "email": "", **said}]
        rows.append(
            {
                "user_id": "",
                "email": one.email,
                "name": one.name,
                "question_details": [
                    {
                        "answer": one.reply,
                        "question": one.text,
                        "question_id": one.id,
                        "create_time": iso(one.at),
                        "question_status": one.status,
                        "answer_details": replies,
                    }
                ],
            }
        )
    return rows
