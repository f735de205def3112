"""Scores a merged record against the truth of an event folder (see `truth.py` and `docs/record.md`).

A record that may be given to either of two people counts for the one whose unmistakable records it was put
with, if that is one of them, else for its own person.
"""

from __future__ import annotations

import csv
import itertools
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple


class Known(NamedTuple):
    person: str
    either: tuple[str, ...]
    knot: str


@dataclass(frozen=True)
class Score:
    """Shares from 0 to 1 and counts. `across`: over pairs of records of different files, the ones to watch.

    `false_merges`, `questions`: per 1,000 people; a false merge is each further person in an entry.
    `answered`: recall across files once each question is answered rightly. `ceiling`: what a rule can know of
    it. `exact`: people whose records are one entry, with nobody else's. `nameless`: records that name nobody
    and were left so. `lost`: records missing, repeated or invented.
    """

    people: int
    precision: float
    recall: float
    across_precision: float
    across_recall: float
    answered: float
    ceiling: float
    exact: float
    false_merges: float
    questions: float
    nameless: float
    lost: int


def truth(folder: Path) -> dict[str, Known]:
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as handle:
        rows = csv.DictReader(handle)
        return {
            row["ref"]: Known(row["person"], tuple(filter(None, row["either"].split("|"))), row["knot"])
            for row in rows
        }


def score(known: Mapping[str, Known], record: Mapping[str, Any]) -> Score:
    """`record`: at least `people`, `unidentified` (entries with `evidence` of `ref`) and `review` (`refs`)."""
    entry, lost = placed(known, record)
    owner = owners(known, entry)
    named = {ref: person for ref, person in owner.items() if person}
    cells = Counter((entry[ref], person) for ref, person in named.items())
    strays = Counter(entry[ref] for ref, person in owner.items() if not person and entry[ref][0] == "people")
    in_entry, of_person = _sums(cells, 0), _sums(cells, 1)
    held, had = defaultdict(set), defaultdict(set)
    for place, person in cells:
        held[place].add(person)
        had[person].add(place)
    right, found = _pairs(cells), _pairs(in_entry) + sum(n * in_entry[place] for place, n in strays.items())
    across = _Across(named, entry)
    nobodys = [ref for ref, one in known.items() if not one.person]
    exact = sum(
        1 for person, places in had.items()
        if len(places) == 1 and in_entry[place := next(iter(places))] == of_person[person] and not strays[place]
    )  # fmt: skip
    heads = len({one.person for one in known.values()} - {""})
    asked = [question["refs"] for question in record.get("review", []) if len(question["refs"]) > 1]
    return Score(
        people=heads,
        precision=_share(right, found),
        recall=_share(right, _pairs(of_person)),
        across_precision=_share(across.right(), across.found()),
        across_recall=_share(across.right(), across.all()),
        answered=_share(across.right(_answered(asked, owner, entry)), across.all()),
        ceiling=_ceiling(known),
        exact=_share(exact, heads),
        false_merges=1000 * _share(sum(len(people) - 1 for people in held.values()), heads),
        questions=1000 * _share(len(asked), heads),
        nameless=_share(sum(1 for ref in nobodys if entry[ref][0] != "people" or owner[ref]), len(nobodys)),
        lost=lost,
    )


Place = tuple[str, int]


def placed(known: Mapping[str, Known], record: Mapping[str, Any]) -> tuple[dict[str, Place], int]:
    """Where each record stands, and how many are missing, repeated or invented. A missing one stands alone."""
    entry: dict[str, Place] = {}
    lost = 0
    for part in ("people", "unidentified"):
        for number, one in enumerate(record.get(part, [])):
            for evidence in one["evidence"]:
                ref = evidence["ref"]
                lost += ref not in known or ref in entry
                if ref in known:
                    entry.setdefault(ref, (part, number))
    for number, ref in enumerate(known.keys() - entry.keys()):
        entry[ref] = ("missing", number)
        lost += 1
    return entry, lost


def owners(known: Mapping[str, Known], entry: Mapping[str, Place]) -> dict[str, str]:
    """Whose each record counts as, given where it was put; "" for nobody's."""
    sure: dict[Place, Counter[str]] = defaultdict(Counter)
    for ref, one in known.items():
        if one.person and not one.either:
            sure[entry[ref]][one.person] += 1
    owner = {}
    for ref, one in known.items():
        owner[ref] = one.person
        if one.either:
            beside = sure.get(entry[ref], Counter())
            best = max((one.person, *one.either), key=lambda person: beside[person])
            owner[ref] = best if beside[best] else one.person
    return owner


class _Across:
    """Counts pairs of records of different files."""

    def __init__(self, named: Mapping[str, str], entry: Mapping[str, Place]) -> None:
        self.cells = Counter((entry[ref], person, _file(ref)) for ref, person in named.items())

    def right(self, merged: Mapping[tuple[Place, str], Hashable] | None = None) -> int:
        merged = merged or {}
        return _across(
            ((merged.get(cell[:2], cell[0]), cell[1]), cell[2], n) for cell, n in self.cells.items()
        )

    def found(self) -> int:
        return _across((place, file, n) for (place, _, file), n in self.cells.items())

    def all(self) -> int:
        return _across((person, file, n) for (_, person, file), n in self.cells.items())


def _answered(
    asked: Iterable[list[str]], owner: Mapping[str, str], entry: Mapping[str, Place]
) -> dict[tuple[Place, str], Hashable]:
    """Which part of a person, (entry, person), is joined to which, once the answers are in."""
    parent: dict[tuple[Place, str], tuple[Place, str]] = {}

    def root(part: tuple[Place, str]) -> tuple[Place, str]:
        while parent.get(part, part) != part:
            part = parent[part]
        return part

    for refs in asked:
        for one, other in itertools.pairwise(refs):
            if owner.get(one) and owner.get(one) == owner.get(other):
                parent[root((entry[one], owner[one]))] = root((entry[other], owner[other]))
    return {part: root(part)[0] for part in [*parent, *parent.values()]}


def _ceiling(known: Mapping[str, Known]) -> float:
    sure = {ref: one for ref, one in known.items() if one.person and not one.either}
    tied = Counter((one.knot, _file(ref)) for ref, one in sure.items())
    whole = Counter((one.person, _file(ref)) for ref, one in sure.items())
    return _share(
        _across((*key, n) for key, n in tied.items()), _across((*key, n) for key, n in whole.items())
    )


def _across(counted: Iterable[tuple[Hashable, str, int]]) -> int:
    whole: Counter[Hashable] = Counter()
    files: Counter[tuple[Hashable, str]] = Counter()
    for key, file, number in counted:
        whole[key] += number
        files[key, file] += number
    return _pairs(whole) - _pairs(files)


def _pairs(counts: Mapping[Any, int]) -> int:
    return sum(number * (number - 1) // 2 for number in counts.values())


def _sums(cells: Mapping[tuple[Place, str], int], part: int) -> Counter[Any]:
    sums: Counter[Any] = Counter()
    for key, number in cells.items():
        sums[key[part]] += number
    return sums


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 1.0


def _file(ref: str) -> str:
    return ref.rpartition("#")[0]
