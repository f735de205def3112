"""The record as JSON: the shape that is promised to the outside, field by field."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from zoom_sync.files.writing.clean import readable
from zoom_sync.records import Event, Pair, Person, Record, Rule, Session, Span


def record_dict(record: Record) -> dict[str, Any]:
    """The whole record. Times are UTC with Z, minutes exact to 0.001."""
    return head_dict(record) | {
        "people": [person_dict(person) for person in record.people],
        "unidentified": [person_dict(person) for person in record.unidentified],
        "review": [pair_dict(pair) for pair in record.review],
    }


def head_dict(record: Record) -> dict[str, Any]:
    """Everything of the record but its people and questions."""
    return {
        "event": event_dict(record.event),
        "rule": rule_dict(record.event.rule),
        "status": record.status,
        "seal": record.seal,
        "waiting_for": [readable(text) for text in record.waiting_for],
        "counts": {name: record.counts[name] for name in COUNTS if name in record.counts},
        "notes": [readable(text) for text in record.notes],
        **({"pseudonymised": True} if record.pseudonymised else {}),
    }


# In this order in every export, whatever the store made of it.
COUNTS = ("registered", "virtual", "in_person", "both", "absent", "brief", "unidentified", "erased")


def event_dict(event: Event) -> dict[str, Any]:
    return {
        "title": readable(event.title),
        "starts": iso(event.starts) if event.days else None,
        "ends": iso(event.ends) if event.days else None,
        "timezone": event.timezone,
        "venue": readable(event.venue),
        "days": [span_dict(day) for day in event.days],
        "sessions": [session_dict(session) for session in event.sessions],
        "webinars": [str(webinar) for webinar in event.webinars],
    }


def session_dict(session: Session) -> dict[str, Any]:
    return {
        "id": session.id,
        "title": readable(session.title),
        **span_dict(session.span),
        "place": readable(session.place),
    }


def rule_dict(rule: Rule) -> dict[str, Any]:
    """The rule. Of its further minimums those that are asked."""
    asked = {
        "minimum_share": rule.minimum_share,
        "minimum_sessions": rule.minimum_sessions,
        "minimum_days": rule.minimum_days,
        "part_minutes": rule.part_minutes if rule.minimum_sessions or rule.minimum_days else 0,
    }
    return {
        "clip_to_event": rule.clip_to_event,
        "bridge_gaps_s": rule.bridge_gaps_s,
        "sheet_breaks_s": rule.sheet_breaks_s,
        "minimum_minutes": rule.minimum_minutes,
        **{name: value for name, value in asked.items() if value},
    }


def span_dict(span: Span) -> dict[str, str | None]:
    return {"starts": iso(span.start), "ends": iso(span.end)}


def person_dict(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": readable(person.name),
        "email": readable(person.email),
        "organisation": readable(person.organisation),
        "phone": readable(person.phone),
        "country": readable(person.country),
        "role": person.role,
        "registered": person.registered,
        "registration_status": person.registration_status,
        "mode": person.mode,
        "attended": person.attended,
        "virtual_minutes": minutes(person.virtual_minutes),
        "in_person_minutes": minutes(person.in_person_minutes),
        "minutes": minutes(person.minutes),
        "minutes_at_least": person.minutes_at_least,
        "first_seen": iso(person.first_seen),
        "last_seen": iso(person.last_seen),
        "sessions": [
            {
                "id": one.id,
                "virtual_minutes": minutes(one.virtual_minutes),
                "in_person_minutes": minutes(one.in_person_minutes),
            }
            for one in person.sessions
        ],
        "evidence": [
            {"source": one.source, "ref": readable(one.ref), "reason": readable(one.reason)}
            for one in person.evidence
        ],
        "notes": [readable(note) for note in person.notes],
        "by_name_alone": person.by_name,
    }


def pair_dict(pair: Pair) -> dict[str, Any]:
    return {
        "refs": [readable(ref) for ref in pair.refs],
        "score": round(pair.score, 4),
        "reasons": [readable(reason) for reason in pair.reasons],
        "gain": round(pair.gain, 4),
        "effect": list(pair.effect),
    }


def iso(at: datetime | None) -> str | None:
    """UTC with Z; to the second, or as exact as it is."""
    return at.isoformat().replace("+00:00", "Z") if at else None


def minutes(value: float | None) -> float | None:
    return None if value is None else round(float(value), 3)
