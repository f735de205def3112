"""The fixed tables of a public report, counted: who took part, by mode and something else.

About people who were seen; of registered people who were not, only their number. Minutes and sessions are those of
the record, so that no table contradicts another.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import get_args

from zoom_sync import countries
from zoom_sync.records import Event, Person, Role, Session
from zoom_sync.rules.disclosure.grid import Grid, with_sums
from zoom_sync.rules.figures import SEEN_MODES, STAY_BANDS

ROLES: tuple[str, ...] = get_args(Role)
COLUMNS: tuple[str, ...] = SEEN_MODES
OTHERS, NOT_KNOWN = "others or not told", "not known"
MOST_COUNTRIES = 100
_COLUMN = {mode: column for column, mode in enumerate(SEEN_MODES)}


@dataclass(slots=True)
class Counted:
    """Numbers by mode: of roles, countries (as people write them, by `countries.key`), bands, sessions.

    `members`: who was in a session, by mode, as bits, to find sessions that hold one another.
    """

    roles: dict[str, list[int]]
    countries: dict[str, list[int]]
    spellings: dict[str, Counter[str]]
    bands: list[list[int]]
    sessions: list[list[int]]
    members: list[list[bytearray]] = field(default_factory=list)
    absent: int = 0


def count(event: Event, people: Iterable[Person]) -> Counted:
    """Count people, who may come one by one."""
    width, lows = len(COLUMNS), bands(event)
    number = {session.id: n for n, session in enumerate(ordered_sessions(event))}
    found = Counted(
        roles={role: [0] * width for role in ROLES},
        countries=defaultdict(lambda: [0] * width),
        spellings=defaultdict(Counter),
        bands=[[0] * width for _ in (*lows, NOT_KNOWN)],
        sessions=[[0] * width for _ in number],
        members=[[bytearray() for _ in COLUMNS] for _ in number],
    )
    seen = 0
    for person in people:
        column = _COLUMN.get(person.mode)
        if column is None:
            found.absent += person.role == "attendee" and person.registration_status == "approved"
            continue
        found.roles[person.role][column] += 1
        if person.role != "attendee":
            continue
        seen += 1
        spelled, country = " ".join(person.country.split()), countries.key(person.country)
        found.countries[country][column] += 1
        found.spellings[country][spelled] += 1
        found.bands[_band(person, lows)][column] += 1
        for session in person.sessions:
            if session.id in number and (session.virtual_minutes > 0 or (session.in_person_minutes or 0) > 0):
                found.sessions[number[session.id]][column] += 1
                _mark(found.members[number[session.id]][column], seen)
    return found


def ordered_sessions(event: Event) -> list[Session]:
    return sorted(event.sessions, key=lambda session: (session.span.start, session.id))


def bands(event: Event) -> tuple[int, ...]:
    """From how many minutes on each band counts. Longer than the event nobody can have stayed, as all know."""
    length = sum(((day.end or day.start) - day.start for day in event.days), timedelta()) / timedelta(
        minutes=1
    )
    return tuple(low for low in STAY_BANDS if low < length or low == 0 or not event.rule.clip_to_event)


def _band(person: Person, lows: Sequence[int]) -> int:
    return len(lows) if person.minutes_at_least else sum(person.minutes >= low for low in lows) - 1


def _mark(bits: bytearray, n: int) -> None:
    if len(bits) <= n // 8:
        bits.extend(bytes(n // 8 + 1 - len(bits)))
    bits[n // 8] |= 1 << n % 8


def role_table(found: Counted, k: int) -> Grid:
    return Grid("role", ROLES, COLUMNS, with_sums([found.roles[role] for role in ROLES]), k, shared=0)


def country_table(found: Counted, k: int, *, is_named: bool = True) -> Grid | None:
    """Countries of k people or more; the rest stand with those who told none. None where nobody told a country.

    That row is always there: else a country with a row of its own would be shown to hold all.
    """
    told = {name: row for name, row in found.countries.items() if name}
    if not told:
        return None
    largest = sorted(
        (name for name in told if sum(told[name]) >= k), key=lambda name: (-sum(told[name]), name)
    )
    named = largest[:MOST_COUNTRIES] if is_named else []
    shown = set(named)
    others = _sum([row for name, row in found.countries.items() if name not in shown])
    inner = [*(told[name] for name in named), others]
    rows = (*named, OTHERS)
    return Grid(
        "country", rows, COLUMNS, with_sums(inner), k, shared=len(rows), named=frozenset(range(len(named)))
    )


def minutes_table(event: Event, found: Counted, k: int) -> Grid:
    rows = (*(str(low) for low in bands(event)), NOT_KNOWN)
    return Grid("minutes", rows, COLUMNS, with_sums(found.bands), k, shared=len(rows))


def session_tables(event: Event, found: Counted, k: int) -> list[Grid]:
    """One for each session: those in it, shown, and the attendees who were not, who follow from that."""
    attendees = found.roles["attendee"]
    return [
        Grid(
            f"session:{session.id}", ("in", "not in"), COLUMNS,
            with_sums([inside, [all_ - one for all_, one in zip(attendees, inside, strict=True)]]),
            k, shared=2, silent=1,
        )
        for session, inside in zip(ordered_sessions(event), found.sessions, strict=True)
    ]  # fmt: skip


def near_sessions(found: Counted, k: int) -> list[tuple[int, int]]:
    """Cells (session, column) whose people are all in another session that has fewer than k more: not to be told."""
    bits = [_all([int.from_bytes(one, "little") for one in columns]) for columns in found.members]
    counts = [[one.bit_count() for one in columns] for columns in bits]
    return [
        (n, column)
        for column in range(len(COLUMNS) + 1)
        for n, one in enumerate(bits)
        if any(
            0 < counts[m][column] - counts[n][column] < k and not one[column] & ~other[column]
            for m, other in enumerate(bits)
        )
    ]


def _all(columns: list[int]) -> list[int]:
    together = 0
    for one in columns:
        together |= one
    return [*columns, together]


def _sum(rows: Sequence[Sequence[int]]) -> list[int]:
    return [sum(column) for column in zip(*rows, strict=True)] if rows else [0] * len(COLUMNS)
