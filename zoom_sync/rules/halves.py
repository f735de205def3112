"""The two that a person would be if the joins that can be doubted were wrong: what is sure, and all else.

So figures say how far they may move by a join that nobody has looked at, as they do for an open question. Times are
known by side alone: a side of which rows stand in both halves counts whole in each.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import NamedTuple

from zoom_sync.records import NOT_COUNTED, Alone, Event, Evidence, Mode, Person, Role
from zoom_sync.rules.attending import attends
from zoom_sync.rules.joining import doubted
from zoom_sync.rules.merge.hosts import foremost
from zoom_sync.rules.presence import minutes, union
from zoom_sync.rules.registration import first_status

SAME = "same connection"  # the reason of a row that repeats the connection above it
_MODES: dict[tuple[bool, bool], Mode] = {
    (True, True): "both", (True, False): "virtual", (False, True): "in_person", (False, False): "absent",
}  # fmt: skip
_WHERE: dict[str, Mode] = {"participant": "virtual", "sign_in": "in_person", "check_in": "in_person"}
_SIDES: frozenset[Mode] = frozenset(_WHERE.values())


class Told(NamedTuple):
    """What some records tell of whoever left them. `sides`: on which they were."""

    role: Role
    registration: str | None
    sides: frozenset[Mode]


def halves(person: Person, event: Event) -> tuple[Person, Person] | None:
    """What is surely theirs, under their id; what may be somebody else's, by its first fact. None: all is sure."""
    if not (wanted := doubted(person)):
        return None
    going = _with_copies(person.evidence, {line.fact for line in wanted})
    gone = {line.fact for line in going}
    staying = tuple(line for line in person.evidence if line.fact not in gone)
    other = _told(going, person)
    first = _half(person, staying, _with_rest(_told(staying, person), other, person), event)
    return first, replace(_half(person, going, other, event), id=going[0].fact)


def is_nameless(half: Person) -> bool:
    """Whether one of these two would stand among the unidentified."""
    mains = [line for line in half.evidence if line.reason != SAME]
    return bool(mains) and all(line.alone is not None and line.alone.nameless for line in mains)


def _with_copies(lines: Iterable[Evidence], wanted: Collection[str]) -> tuple[Evidence, ...]:
    """These lines, each with the rows behind it that repeat its connection."""
    found, goes = [], False
    for line in lines:
        goes = goes if line.reason == SAME else line.fact in wanted
        if goes:
            found.append(line)
    return tuple(found)


def _told(lines: Iterable[Evidence], person: Person) -> Told:
    known = [line.alone or _guessed(line, person) for line in lines]
    return Told(
        foremost(one.role for one in known),
        first_status(one.registration for one in known),
        _SIDES.intersection(one.mode for one in known),
    )


def _guessed(line: Evidence, person: Person) -> Alone:
    """Of a line that does not tell: one of a record that was made before that was kept, a copy, or a decision."""
    return Alone(
        "panelist" if line.source == "panelist" else "attendee",
        person.registration_status if line.source == "registrant" else None,
        "absent" if line.reason.startswith(NOT_COUNTED) else _WHERE.get(line.source, "absent"),
    )


def _with_rest(sure: Told, other: Told, person: Person) -> Told:
    """What neither tells of stays with what is sure, and so does what was decided of somebody."""
    return Told(
        sure.role if foremost((sure.role, other.role)) == person.role else person.role,
        sure.registration if sure.registration or other.registration else person.registration_status,
        _SIDES if _is_decided(person.evidence) else _SIDES - (other.sides - sure.sides),
    )


def _is_decided(lines: Iterable[Evidence]) -> bool:
    return any(line.source == "manual" for line in lines)


def _half(person: Person, lines: tuple[Evidence, ...], told: Told, event: Event) -> Person:
    """The person of these lines, which tell of no more than that."""
    on_zoom = person.mode in ("virtual", "both") and "virtual" in told.sides
    in_room = person.mode in ("in_person", "both") and "in_person" in told.sides
    is_seen = on_zoom or in_room
    zoom, room = person.virtual if on_zoom else (), person.in_person if in_room else ()
    spans = union((*zoom, *room))
    length = minutes(spans)
    is_enough = person.minutes_at_least or _is_decided(lines) or attends(event, spans, length)
    return replace(
        person,
        role=told.role,
        registered=told.registration is not None,
        registration_status=told.registration,
        mode=_MODES[on_zoom, in_room],
        attended=person.attended and is_seen and is_enough,
        virtual_minutes=person.virtual_minutes if on_zoom else 0.0,
        in_person_minutes=person.in_person_minutes if in_room else 0.0,
        minutes=length,
        minutes_at_least=person.minutes_at_least and is_seen,
        first_seen=spans[0].start if spans else person.first_seen if is_seen else None,
        last_seen=(spans[-1].end or person.last_seen) if spans else person.last_seen if is_seen else None,
        sessions=tuple(
            replace(
                one,
                virtual_minutes=one.virtual_minutes if on_zoom else 0.0,
                in_person_minutes=one.in_person_minutes if in_room else 0.0,
            )
            for one in person.sessions
        ),
        evidence=lines,
        virtual=zoom,
        in_person=room,
    )
