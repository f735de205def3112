"""What somebody is shown of their own record: their time and how it was counted, and nothing of anybody else.

No display name, address or id of a single row stands here: a row may be a colleague's who registered for them, and a
screen may have been shared. Of a protected event neither title nor place nor name is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from zoom_sync.records import Event, Person, Trace, Verdict
from zoom_sync.rules import certifying, masking, reckoning
from zoom_sync.rules.pieces import Piece
from zoom_sync.rules.verdicts import standing
from zoom_sync.store import certificates, notices, objections, verdicts
from zoom_sync.store.database import Tx
from zoom_sync.store.notices import Notice
from zoom_sync.web import about


@dataclass(frozen=True, slots=True)
class Stretch:
    """`how`: from what kinds of rows it is known. `shared`: the connection counts for somebody else, too.

    `by_name`: it is taken for theirs by the name alone. `why`: as `rules.reckoning` has it.
    """

    side: reckoning.Side
    start: datetime
    end: datetime | None
    why: reckoning.Why
    how: tuple[str, ...]
    shared: bool
    by_name: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """Which of their data is kept, masked where it may be somebody else's who acted for them."""

    name: str
    email: str
    organisation: str
    phone: str
    country: str


@dataclass(frozen=True, slots=True)
class Said:
    """An objection of theirs and its answer, without who gave it."""

    about: str
    text: str
    at: datetime
    outcome: str
    answer: str
    answered: datetime | None
    put_right: datetime | None


@dataclass(frozen=True, slots=True)
class Told:
    registered: datetime | None
    stretches: Sequence[Stretch]
    sums: Sequence[reckoning.Sum]
    decided: bool
    kept: Kept
    keep_until: date | None
    notice: Notice | None
    objections: Sequence[Said]
    certificate: str


def told(tx: Tx, event: Event, person: Person) -> Told:
    """All that their page shows beside the figures of the record. `certificate`: the code of one that stands, or ""."""
    said = verdicts.of_event(tx, event.id)
    came, pieces = about.pieces_of(tx, event, person, said)
    absent = person.mode == "absent"
    mine = [came[one.fact] for one in person.evidence if one.fact in came]
    asked = notices.of(tx, event.id)
    return Told(
        registered=min(
            (one.registration.created for one in mine if one.registration and one.registration.created),
            default=None,
        ),
        stretches=[] if absent else _stretches(event, person, pieces, came, said),
        sums=[] if absent else reckoning.sums(pieces, event),
        decided=any(one.source == "manual" and one.reason.startswith("decided") for one in person.evidence),
        kept=_kept(event, person),
        keep_until=event.keep_until,
        notice=asked[-1] if asked else None,
        objections=_objections(tx, event, person, said),
        certificate="" if event.protected else _certificate(tx, event, person),
    )


def as_json(event: Event, person: Person, found: Told) -> dict[str, Any]:
    """The same as a file for themselves."""
    return {
        "event": None if event.protected else event.title,
        "starts": event.starts.isoformat(),
        "ends": event.ends.isoformat(),
        "timezone": event.timezone,
        "kept": asdict(found.kept),
        "kept_until": found.keep_until and found.keep_until.isoformat(),
        "notice": found.notice and found.notice.text,
        "basis": found.notice and found.notice.basis,
        "registered": found.registered and found.registered.isoformat(),
        "registration_status": person.registration_status,
        "mode": person.mode,
        "attended": person.attended,
        "minutes": person.minutes,
        "minutes_at_least": person.minutes_at_least,
        "virtual_minutes": person.virtual_minutes,
        "in_person_minutes": person.in_person_minutes,
        "stretches": [_plain(asdict(one)) for one in found.stretches],
        "sums": [_plain(asdict(one)) for one in found.sums],
        "objections": [_plain(asdict(one)) for one in found.objections],
        "certificate": found.certificate or None,
    }


def _stretches(
    event: Event, person: Person, pieces: Sequence[Piece], came: dict[str, Trace], said: Sequence[Verdict]
) -> list[Stretch]:
    lines = {one.fact: one for one in person.evidence}
    screens = {one.refs[0] for one in standing(said) if one.kind == "shared"}
    shared = {
        piece.main.id
        for piece in pieces
        if piece.main.kind == "shared" or screens & {one.id for one in (*piece.traces, *piece.copies)}
    }
    return [
        Stretch(
            side=one.side,
            start=one.span.start,
            end=one.span.end,
            why=one.why,
            how=tuple(dict.fromkeys(lines[fact].source for fact in one.facts if fact in lines)),
            shared=not shared.isdisjoint(one.facts),
            by_name=any(lines[fact].by_name for fact in one.facts if fact in lines),
        )
        for one in reckoning.stretches(pieces, event)
    ]


def _kept(event: Event, person: Person) -> Kept:
    if event.protected:
        return Kept("", masking.email(person.email), "", "", "")
    phone = masking.phone(person.phone)
    return Kept(person.name, masking.email(person.email), person.organisation, phone, person.country)


def _objections(tx: Tx, event: Event, person: Person, said: Sequence[Verdict]) -> list[Said]:
    decided = {one.id: one.at for one in said}
    return [
        Said(
            one.about, one.text, one.at, one.outcome, one.answer, one.answered, decided.get(one.decision)
        )
        for one in objections.of_facts(tx, event.id, certifying.facts(person))
    ]  # fmt: skip


def _certificate(tx: Tx, event: Event, person: Person) -> str:
    given = certificates.of_facts(tx, event.id, certifying.facts(person))
    valid = (one for one in given if one.said and certifying.standing(one.said, person) == "valid")
    return next((certificates.code_of(event.key, one.id) for one in valid), "")


def _plain(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in told.items()}
