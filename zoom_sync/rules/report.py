"""One event in numbers: who came, when they were there, how long they stayed, and how that was counted.

About attendees; panelists and hosts are left out everywhere, as in the counts. Everything is made of one
record, so that no figure contradicts another. Instants are UTC texts with `Z`; whoever shows them puts them
into the event's zone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from zoom_sync.records import Event, Person, Record
from zoom_sync.rules.curve import Curve, curve
from zoom_sync.rules.presence import days
from zoom_sync.rules.ranges import ranges
from zoom_sync.rules.staying import SEEN_MODES, arrivals, by_mode, departures, stay

TOP = 15


def report(record: Record, *, timezone: str = "", until: datetime | None = None) -> dict[str, Any]:
    """The report as JSON-able values; `timezone` ("": the event's) is only named in it.

    `until`: up to when the record of an event that is not over knows; the curve ends there.

    `counts` and `seal` as in the record, and `ranges`: the least and most that open questions leave of each; `funnel`;
    `no_show_rate` (of approved registrations, None without any); `curve`: `points` (at, zoom, room, both,
    all) a `step_s` apart, and `peaks`; `agenda`; `stay`, `arrivals`, `departures`: people by minutes;
    `sessions`; `organisations`, `countries`; `counting`: the rule and what the figures rest on.
    """
    attendees = [person for person in record.people if person.role == "attendee"]
    seen = [person for person in attendees if person.mode != "absent"]
    approved = sum(person.registration_status == "approved" for person in attendees)
    absent = record.counts.get("absent", 0)
    return {
        "event": _event(record.event, timezone),
        "status": record.status,
        "seal": record.seal,
        "waiting_for": list(record.waiting_for),
        "counts": dict(record.counts),
        "ranges": {name: list(range_) for name, range_ in ranges(record).items()},
        "funnel": _funnel(attendees, approved),
        "no_show_rate": round(absent / approved, 4) if approved else None,
        "curve": _curve(curve(record.event, attendees, until=until)),
        "agenda": _agenda(record.event),
        "stay": stay(seen),
        "arrivals": arrivals(record.event, seen),
        "departures": departures(record.event, seen),
        "sessions": _sessions(record.event, attendees),
        "organisations": _breakdown(attendees, lambda person: person.organisation),
        "countries": _breakdown(attendees, lambda person: person.country),
        "counting": _counting(record, seen),
    }


def picture(event: Event, found: Curve) -> dict[str, Any]:
    """As much of a report as its drawing needs: `event`, `curve`, `agenda`."""
    return {"event": _event(event, ""), "curve": _curve(found), "agenda": _agenda(event)}


def _event(event: Event, timezone: str) -> dict[str, Any]:
    return {
        "title": event.title,
        "starts": iso(event.starts),
        "ends": iso(event.ends),
        "timezone": timezone or event.timezone,
        "venue": event.venue,
        "days": [{"starts": iso(day.start), "ends": iso(day.end)} for day in days(event)],
    }


def _funnel(attendees: Sequence[Person], approved: int) -> list[dict[str, Any]]:
    steps = (
        ("registered", sum(person.registered for person in attendees)),
        ("registration approved", approved),
        (
            "approved and seen",
            sum(one.registration_status == "approved" and one.mode != "absent" for one in attendees),
        ),
        ("seen, registered or not", sum(person.mode != "absent" for person in attendees)),
        ("attended by the rule", sum(person.attended for person in attendees)),
    )
    return [{"step": step, "people": people} for step, people in steps]


def _curve(found: Curve) -> dict[str, Any]:
    return {
        "step_s": int(found.step.total_seconds()),
        "points": [{"at": iso(point.at), **point.crowd._asdict()} for point in found.points],
        "peaks": {name: {"people": peak.people, "at": iso(peak.at)} for name, peak in found.peaks.items()},
    }


def _agenda(event: Event) -> list[dict[str, Any]]:
    return [
        {
            "id": session.id,
            "title": session.title,
            "starts": iso(session.span.start),
            "ends": iso(session.span.end),
            "place": session.place,
        }
        for session in sorted(event.sessions, key=lambda session: (session.span.start, session.id))
    ]


def _sessions(event: Event, attendees: Iterable[Person]) -> list[dict[str, Any]]:
    """`room_unknown`: in the room that day, and whether for this session is not known."""
    rows = {
        one["id"]: one | dict.fromkeys(("people", *SEEN_MODES, "room_unknown"), 0) for one in _agenda(event)
    }
    for person in attendees:
        for session in person.sessions:
            row = rows.get(session.id)
            if row is None:
                continue
            zoom, room = session.virtual_minutes > 0, (session.in_person_minutes or 0) > 0
            row["room_unknown"] += session.in_person_minutes is None
            if zoom or room:
                row["people"] += 1
                row["both" if zoom and room else "virtual" if zoom else "in_person"] += 1
    return list(rows.values())


def _breakdown(attendees: Iterable[Person], of: Callable[[Person], str]) -> dict[str, Any]:
    """The `TOP` most frequent, then `others` and `not_told`; spellings that differ in case count as one."""
    groups: dict[str, list[Person]] = {}
    for person in attendees:
        groups.setdefault(" ".join(of(person).split()).casefold(), []).append(person)
    not_told = groups.pop("", [])
    order = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    rows = []
    for _, members in order[:TOP]:
        spellings = Counter(" ".join(of(person).split()) for person in members)
        name = min(spellings, key=lambda one: (-spellings[one], one))
        rows.append({"name": name, **_row(members)})
    return {
        "rows": rows,
        "others": _row([person for _, members in order[TOP:] for person in members]),
        "not_told": _row(not_told),
    }


def _row(members: Sequence[Person]) -> dict[str, int]:
    absent = sum(one.mode == "absent" and one.registration_status == "approved" for one in members)
    return {"people": len(members), **by_mode(members), "absent": absent}


def _counting(record: Record, seen: Iterable[Person]) -> dict[str, Any]:
    entries = (*record.people, *record.unidentified)
    lines = [evidence for entry in entries for evidence in entry.evidence]
    return {
        "rule": asdict(record.event.rule),
        "records": len(lines),
        "sources": dict(sorted(Counter(line.source for line in lines).items())),
        "not_counted": sum(line.reason.startswith("not counted") for line in lines),
        "joined_by_name_only": sum(any(line.by_name for line in one.evidence) for one in record.people),
        "decided_by_hand": sum("decided by" in line.reason for line in lines),
        "unidentified": len(record.unidentified),
        "open_reviews": len(record.review),
        "stay_unknown": sum(person.minutes_at_least for person in seen),
        "notes": list(record.notes),
    }


def iso(moment: datetime | None) -> str | None:
    """UTC with `Z`, to the second."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment is not None else None
