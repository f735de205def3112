"""The one entry that several would be: what an answer of "same" makes, and what figures may move to.

Told from the entries as the record has them, so it is a forecast: joined, they may in turn draw in others, and what is
known of breaks between signatures, and of stays without an end, is what the entries tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from zoom_sync.records import Event, Person, Span
from zoom_sync.rules.merge.hosts import ROLES, foremost
from zoom_sync.rules.merge.presence import Presence
from zoom_sync.rules.presence import Open, minutes, side, union
from zoom_sync.rules.registration import first_status


def as_one(members: Sequence[Person], event: Event) -> Person:
    """The person that these would be together, as far as figures ask (docs/record.md, Counts)."""
    if len(members) == 1:
        return members[0]
    first = min(members, key=lambda one: (ROLES.index(one.role), not one.registered, one.id))
    there = _presence(members, event)
    return replace(
        first,
        role=foremost(one.role for one in members),
        organisation=_told(first, members, "organisation"),
        country=_told(first, members, "country"),
        language=_told(first, members, "language"),
        answer=_told(first, members, "answer"),
        registered=any(one.registered for one in members),
        registration_status=first_status(one.registration_status for one in members),
        mode=there.mode,
        attended=any(one.attended for one in members) or there.attends(event),
        virtual_minutes=there.virtual_minutes,
        in_person_minutes=there.room_minutes,
        minutes=there.all_minutes,
        minutes_at_least=any(one.minutes_at_least for one in members),
        first_seen=there.first,
        last_seen=there.last,
        sessions=there.sessions(event),
        evidence=tuple(line for one in members for line in one.evidence),
        virtual=there.virtual,
        in_person=there.in_person,
    )


def _presence(members: Iterable[Person], event: Event) -> Presence:
    """Both sides of all, by the event's rule once more: a short gap between two of them is bridged, too."""
    virtual = tuple(side(_closed(one.virtual for one in members), event))
    room = tuple(side(_closed(one.in_person for one in members), event))
    return Presence(
        virtual,
        room,
        minutes(virtual),
        minutes(union((*virtual, *room))),
        zoom_seen=any(one.mode in ("virtual", "both") for one in members),
        room_seen=any(one.mode in ("in_person", "both") for one in members),
        room_known=all(one.in_person_minutes is not None for one in members),
        first=min((one.first_seen for one in members if one.first_seen), default=None),
        last=max((one.last_seen for one in members if one.last_seen), default=None),
        open=tuple(
            Open(session=part.id)
            for one in members
            for part in one.sessions
            if part.in_person_minutes is None
        ),
    )


def _closed(sides: Iterable[Iterable[Span]]) -> list[Span]:
    return [span for spans in sides for span in spans if span.end is not None]


def _told(first: Person, members: Iterable[Person], field: str) -> str:
    return next((text for one in (first, *members) if (text := getattr(one, field))), "")
