"""The open questions as a CSV that a person answers: two records a row, what one says beside what the other says.

Behind the questions, apart, stand the joins that rest on a name alone: they hold until somebody splits them.
What was answered is read by `answers`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import IO
from zoneinfo import ZoneInfo

from zoom_sync.files.writing.answers import kept
from zoom_sync.files.writing.as_text import write_rows
from zoom_sync.files.writing.columns import Cell
from zoom_sync.records import Claim, Evidence, Person, Record, Span, Trace

ASKED = "Is this one person?"
BY_NAME = "Joined by name alone: confirm (same) or split (different)"
SPLIT = ("Stands as one entry now; `different` makes two of it, `same` keeps it and ends the doubt.",)
HEADER = (
    "number", "question", "answer", "name_a", "name_b", "score", "gain", "reasons", "what_it_changes",
    "organisation_a", "organisation_b", "email_a", "email_b", "phone_a", "phone_b", "seen_a", "seen_b",
    "source_a", "source_b", "ref_a", "ref_b",
)  # fmt: skip
SOURCES = {
    "registrant": "registration",
    "panelist": "panelist list",
    "participant": "Zoom connection",
    "sign_in": "sign-in sheet",
    "check_in": "check-in",
    "manual": "decision",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two records of a row, and what is known of who left it."""

    ref: str
    source: str
    claim: Claim
    seen: str


def write_questions(record: Record, stream: IO[bytes], traces: Iterable[Trace] = ()) -> None:
    """One row a pair, the most useful first, then one for each join by name alone; `answer` is left empty.

    `traces` are the facts that the record was made of: with them a side says what its own record says, and
    what its entry knows beside that; without them what the entry knows.
    """
    wanted = {fact for pair in record.review for fact in pair.facts}
    wanted |= {line.fact for anchor, one, _ in _by_name(record) for line in (anchor, one)}
    told = {trace.id: trace for trace in traces if trace.id in wanted}
    owners = {
        line.fact: (person, line)
        for people in (record.people, record.unidentified)
        for person in people
        for line in person.evidence
        if line.fact in wanted
    }
    write_rows([HEADER], _numbered(_rows(record, owners, told)), stream=stream)


def _numbered(rows: Iterable[list[Cell]]) -> Iterator[list[Cell]]:
    for number, row in enumerate(rows, 1):
        yield [number, *row]


def _rows(
    record: Record, owners: Mapping[str, tuple[Person, Evidence]], told: Mapping[str, Trace]
) -> Iterator[list[Cell]]:
    zone = ZoneInfo(record.event.timezone)
    for pair in record.review:
        sides = [
            _side(ref, owners.get(fact), told.get(fact), zone)
            for ref, fact in zip(pair.refs, pair.facts or pair.refs, strict=True)
        ]
        yield _row(ASKED, sides, (round(pair.score, 4), round(pair.gain, 4)), pair.reasons, pair.effect)
    for anchor, line, person in _by_name(record):
        sides = [_own(one, person, told.get(one.fact), zone) for one in (anchor, line)]
        yield _row(BY_NAME, sides, ("", ""), (line.reason,), SPLIT)


def _row(
    question: str,
    sides: list[Side],
    worth: tuple[Cell, Cell],
    reasons: Iterable[str],
    changes: Iterable[str],
) -> list[Cell]:
    """`worth`: score and gain."""
    a, b = sides
    beside = [
        cell
        for one, other in (
            (a.claim.organisation, b.claim.organisation),
            (a.claim.email, b.claim.email),
            (a.claim.phone, b.claim.phone),
            (a.seen, b.seen),
            (a.source, b.source),
            (kept(a.ref), kept(b.ref)),
        )
        for cell in (one, other)
    ]
    told = ["; ".join(reasons), " ".join(changes)]
    return [question, "", a.claim.name, b.claim.name, *worth, *told, *beside]


def _by_name(record: Record) -> Iterator[tuple[Evidence, Evidence, Person]]:
    """Each record that stands with somebody on the name alone, after the first record of that person."""
    for person in record.people:
        for line in person.evidence[1:] if person.by_name else ():
            if line.by_name:
                yield person.evidence[0], line, person


def _side(ref: str, owner: tuple[Person, Evidence] | None, trace: Trace | None, zone: ZoneInfo) -> Side:
    """A record with what its entry knows beside it."""
    if owner is None:
        return Side(ref, "", Claim(), "")
    person, line = owner
    own = trace.claim if trace else Claim()
    claim = Claim(
        name=own.name or person.name,
        organisation=own.organisation or person.organisation,
        email=own.email or person.email,
        phone=own.phone or person.phone,
    )
    return Side(ref, SOURCES[line.source], claim, _seen(trace, person, zone))


def _own(line: Evidence, person: Person, trace: Trace | None, zone: ZoneInfo) -> Side:
    """A record alone: its entry holds the other one too, and would lend it what only that one says."""
    claim = trace.claim if trace else Claim(name=person.name)
    return Side(line.ref, SOURCES[line.source], claim, _seen(trace, None, zone))


def _seen(trace: Trace | None, person: Person | None, zone: ZoneInfo) -> str:
    """The record's own times, else the entry's: "2026-03-10 14:30:00 to 15:20:00 (Asia/Kolkata)"."""
    stays = [stay for stay in trace.stays if stay] if trace else []
    span = Span(stays[0].start, stays[-1].end) if stays else None
    if span is None and trace is not None and trace.at is not None and trace.kind != "registrant":
        span = Span(trace.at, None)
    if span is None and person is not None and person.first_seen is not None:
        span = Span(person.first_seen, person.last_seen)
    if span is None:
        return ""
    start = span.start.astimezone(zone)
    end = f" to {_end(span.end.astimezone(zone), start)}" if span.end is not None else ""
    return f"{start:%Y-%m-%d %H:%M:%S}{end} ({zone.key})"


def _end(end: datetime, start: datetime) -> str:
    return f"{end:%H:%M:%S}" if end.date() == start.date() else f"{end:%Y-%m-%d %H:%M:%S}"
