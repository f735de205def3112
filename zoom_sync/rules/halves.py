"""The two that a person would be if the joins that can be doubted were wrong: what is sure, and all else.

So figures say how far they may move by a join that nobody has looked at, as they do for an open question. Times are
known by side alone: a side of which rows stand in both halves counts whole in each.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from zoom_sync.records import NOT_COUNTED, Event, Evidence, Mode, Person, Role
from zoom_sync.rules.attending import attends
from zoom_sync.rules.joining import doubted
from zoom_sync.rules.presence import minutes, union

# What a record tells of: a registration, or a side on which somebody was.
_TELLS = {
    "registrant": "list", "panelist": "list", "participant": "zoom", "sign_in": "room", "check_in": "room",
}  # fmt: skip
_ALL = frozenset(_TELLS.values())
_MODES: dict[tuple[bool, bool], Mode] = {
    (True, True): "both", (True, False): "virtual", (False, True): "in_person", (False, False): "absent",
}  # fmt: skip


def halves(person: Person, event: Event) -> tuple[Person, Person] | None:
    """What is surely theirs, under their id; what may be somebody else's, by its first fact. None: all is sure."""
    if not (wanted := doubted(person)):
        return None
    going = _with_copies(person.evidence, {line.fact for line in wanted})
    gone = {line.fact for line in going}
    staying = tuple(line for line in person.evidence if line.fact not in gone)
    # What was decided of somebody stays with what is sure, and so does what no record tells of.
    lost = frozenset() if _is_decided(staying) else _told(going) - _told(staying)
    role: Role = "panelist" if any(line.source == "panelist" for line in going) else "attendee"
    other = replace(person, id=going[0].fact, role=role)
    return _half(person, staying, _ALL - lost, event), _half(other, going, _told(going), event)


def _with_copies(lines: Iterable[Evidence], wanted: Collection[str]) -> tuple[Evidence, ...]:
    """These lines, each with the rows behind it that repeat its connection."""
    found, goes = [], False
    for line in lines:
        goes = goes if line.reason == "same connection" else line.fact in wanted
        if goes:
            found.append(line)
    return tuple(found)


def _told(lines: Iterable[Evidence]) -> frozenset[str]:
    counted = (line for line in lines if not line.reason.startswith(NOT_COUNTED))
    return frozenset(_TELLS[line.source] for line in counted if line.source in _TELLS)


def _is_decided(lines: Iterable[Evidence]) -> bool:
    return any(line.source == "manual" for line in lines)


def _half(person: Person, lines: tuple[Evidence, ...], told: Collection[str], event: Event) -> Person:
    """The person of these lines, which tell of no more than that."""
    on_zoom = person.mode in ("virtual", "both") and "zoom" in told
    in_room = person.mode in ("in_person", "both") and "room" in told
    is_seen, is_listed = on_zoom or in_room, person.registered and "list" in told
    zoom, room = person.virtual if on_zoom else (), person.in_person if in_room else ()
    spans = union((*zoom, *room))
    length = minutes(spans)
    is_enough = person.minutes_at_least or _is_decided(lines) or attends(event, spans, length)
    return replace(
        person,
        registered=is_listed,
        registration_status=person.registration_status if is_listed else None,
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
