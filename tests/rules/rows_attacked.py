"""Somebody who holds the rows of people against the tables that are out beside them.

Each part of the rows is of so many people, and of each it is known what is told of it. What is not told is narrowed:
by the tables, by the other parts, and by the clock: who left ten minutes after they came was not there for an hour,
and who came at noon was in no session of the morning.
"""

from __future__ import annotations

import hmac
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from tests.builders import instant
from tests.rules.disclosed import Attacker, Pinned, a_nasty_event
from zoom_sync.records import Event, Person, SessionMinutes, Span
from zoom_sync.rules.disclosure import least, published_rows, tables
from zoom_sync.rules.disclosure.counting import COLUMNS as MODES
from zoom_sync.rules.disclosure.counting import NOT_KNOWN, OTHERS
from zoom_sync.rules.disclosure.counting import count as counted
from zoom_sync.rules.disclosure.grid import Grid
from zoom_sync.rules.disclosure.report import SESSION, grids

KEY = b"k" * 32
ROUNDING = timedelta(seconds=150)  # a time that is told is so near to the true one
Kind = tuple[str, ...]


def an_event_with_hours(seed: int) -> tuple[Event, list[Person]]:
    """A nasty event whose people come and go at few, uneven moments, some with pauses; sessions are where they were."""
    event, people = a_nasty_event(seed)
    dice = random.Random(f"hours {seed}")
    came = [dice.choice((0, 0.05, 0.3, 1)) for _ in range(5)]
    came[dice.randrange(5)] = 1
    stayed = [dice.choice((0, 0.05, 0.3, 1)) for _ in range(5)]
    stayed[dice.randrange(5)] = 1
    return event, [_timed(event, one, dice, came, stayed) for one in people]


def _timed(event: Event, one: Person, dice: random.Random, came: list[float], stayed: list[float]) -> Person:
    late = dice.choices((0, 5, 25, 65, 125), came)[0] + dice.random()
    there = min(dice.choices((4, 12, 40, 100, 170), stayed)[0] + dice.random(), 180 - late)
    first = instant("09:00") + timedelta(minutes=late)
    last = first + timedelta(minutes=there)
    sessions = tuple(
        SessionMinutes(session.id, 1.0, 0.0)
        for session in event.sessions
        if session.span.end is not None and session.span.start < last and first < session.span.end
    )
    pause = dice.choice((1.0, 1.0, 0.6))
    return replace(
        one,
        first_seen=first,
        last_seen=last,
        minutes=there * pause,
        virtual=(Span(first, last),),
        sessions=sessions,
    )


class Part(NamedTuple):
    """People of whom the same is told. `of`: what is true of them, by table and row."""

    kind: Kind
    size: int
    of: Mapping[tuple[str, str], int]

    @property
    def mode(self) -> str:
        return self.kind[0]


def rows_attack(event: Event, people: list[Person]) -> list[Pinned]:
    """What can be told too well of hidden figures, or of few people in a part of the rows."""
    made = grids(event, counted(event, people))
    rows = published_rows(event, people, tables(event, people), key=KEY)
    parts = list(_parts(event, people, rows, made))
    attacker = RowsAttacker(made, parts, event)
    return attacker.pinned(made) + list(attacker.few())


def _parts(event: Event, people: list[Person], rows: Mapping[str, Any], made: list[Grid]) -> Iterator[Part]:
    of = {hmac.digest(KEY, one.id.encode(), "sha256").hex()[:16]: one for one in people}
    sizes, true = Counter[int](), defaultdict[int, Counter[tuple[str, str]]](Counter)
    names = {grid.name: grid.rows for grid in made}
    for code, number in rows["rows"]:
        sizes[number] += 1
        true[number].update(_places(event, of[code], names))
    for number, size in sizes.items():
        yield Part(tuple(rows["kinds"][number]), size, true[number])


def _places(event: Event, one: Person, names: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    if "country" in names:
        country = " ".join(one.country.split()).casefold()
        yield "country", country if country in names["country"] else OTHERS
    lows = [int(row) for row in names["minutes"] if row != NOT_KNOWN] if "minutes" in names else []
    if lows:
        band = max(low for low in lows if low <= one.minutes)
        yield "minutes", NOT_KNOWN if one.minutes_at_least else str(band)
    inside = {session.id for session in one.sessions}
    for name in names:
        if name.startswith(SESSION):
            yield name, "in" if name.removeprefix(SESSION) in inside else "not in"


class RowsAttacker(Attacker):
    """Knows the tables, and for each part of the rows how many of it may stand in which of their rows."""

    def __init__(self, made: list[Grid], parts: list[Part], event: Event) -> None:
        super().__init__(made)
        self.parts, self.event, self.k = parts, event, least(event)
        self.within: dict[tuple[int, str, str], int] = {}  # part, table, row: the number of its unknown
        sums: list[list[tuple[int, int]]] = []
        right: list[int] = []
        for grid in made:
            if grid.name == "role":
                continue
            for number, part in enumerate(parts):
                unknown = [self._open(number, part, grid, row) for row in grid.rows]
                sums.append([(at, 1) for at in unknown])
                right.append(part.size)
            for mode in {part.mode for part in parts}:
                column = MODES.index(mode)
                for row, name in enumerate(grid.rows):
                    some = [
                        (self.within[number, grid.name, name], 1)
                        for number, part in enumerate(parts)
                        if part.mode == mode
                    ]
                    sums.append([*some, (self._at(grid, row, column), -1)])
                    right.append(0)
        self.add(sums, right)

    def _open(self, number: int, part: Part, grid: Grid, row: str) -> int:
        at = self.within[number, grid.name, row] = len(self.bounds)
        self.bounds.append((0, part.size if self._may_be(part, grid, row) else 0))
        return at

    def _may_be(self, part: Part, grid: Grid, row: str) -> bool:
        _, country, minutes, arrived, left = part.kind
        first, last = (datetime.fromisoformat(one) if one else None for one in (arrived, left))
        if grid.name == "country":
            return not country or row == (country.casefold() if country.casefold() in grid.rows else OTHERS)
        if grid.name == "minutes":
            if minutes:
                return row == minutes
            if row == NOT_KNOWN:
                return last is None
            return int(row) <= self._longest(first, last)
        (session,) = (one for one in self.event.sessions if f"{SESSION}{one.id}" == grid.name)
        assert session.span.end is not None
        is_out = (first is not None and first - ROUNDING >= session.span.end) or (
            last is not None and last + ROUNDING <= session.span.start
        )
        inside = Span(
            first - ROUNDING if first else self.event.starts, last + ROUNDING if last else self.event.ends
        )
        overlap = min(inside.end, session.span.end) - max(inside.start, session.span.start)
        low = float(minutes) if minutes and minutes != NOT_KNOWN else 0
        is_in = (first or last) and overlap / timedelta(minutes=1) > self._longest(first, last) - low
        return not is_in if row == "not in" else not is_out

    def _longest(self, first: datetime | None, last: datetime | None) -> float:
        """The most minutes that somebody can have been there."""
        (day,) = self.event.days
        assert day.end is not None
        start = max(day.start, first - ROUNDING) if first else day.start
        end = min(day.end, last + ROUNDING) if last else day.end
        return (end - start) / timedelta(minutes=1)

    def few(self) -> Iterator[Pinned]:
        """Fewer than k of a part of which it is known what the part does not tell; or all but fewer than k of it."""
        for (number, name, row), at in self.within.items():
            part = self.parts[number]
            true = part.of[name, row]
            is_no_row_of_theirs = (
                row == OTHERS and true == part.size
            )  # as good as told: a row that hides nobody
            if (
                is_no_row_of_theirs
                or name.startswith(SESSION)
                or self.bounds[at] == (0, 0)
                or self._is_told(part, name)
            ):
                continue
            low, high = self.seen[:, at]
            if low < 1 or high - low >= self.k - 1:
                continue
            least_, most = self.range_at(at)
            if least_ > 0 and most - least_ < self.k - 1 and (true < self.k or part.size - true < self.k):
                yield Pinned(f"{name} of {part.kind}", row, MODES.index(part.mode), least_, most)

    @staticmethod
    def _is_told(part: Part, name: str) -> bool:
        return bool(part.kind[1] if name == "country" else part.kind[2])
