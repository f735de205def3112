"""Each sheet of the corpus is understood right: every person once, with what the sheet says of them and no more."""

from __future__ import annotations

import random

import pytest

from tests.rules.sheet_corpus import SHEETS, Sheet
from tests.rules.sheets import understood, wall
from zoom_sync.records import Trace, Understood

ROW_BELOW = "it is a sum and no person."
HEADLESS = [sheet for sheet in SHEETS if not sheet.headed]


def _person(trace: Trace) -> str:
    claim = trace.claim
    came, left = (at[3:] for at in wall(trace))
    return "|".join((claim.name, claim.organisation, claim.email, claim.phone, came, left))


def _read(text: str) -> Understood:
    return understood(text, delimiter="|")


@pytest.mark.parametrize("sheet", SHEETS, ids=[sheet.says for sheet in SHEETS])
def test_a_sheet_says_who_was_there_with_whom_and_when(sheet: Sheet) -> None:
    found = _read(sheet.text)

    assert tuple(map(_person, found.traces)) == sheet.people
    assert {trace.kind for trace in found.traces} == {"sign_in"}
    assert all(fault.reason.endswith(ROW_BELOW) or "holds no name" in fault.reason for fault in found.faults)


@pytest.mark.parametrize("sheet", HEADLESS, ids=[sheet.says for sheet in HEADLESS])
def test_without_a_header_any_order_of_the_columns_gives_the_same_people(sheet: Sheet) -> None:
    lines = [line.split("|") for line in sheet.text.strip("\n").splitlines()]
    width = max(map(len, lines))

    for seed in range(12):
        order = random.Random(seed).sample(range(width), width)
        moved = "\n".join("|".join(line[c] if c < len(line) else "" for c in order) for line in lines)
        assert tuple(map(_person, _read(moved).traces)) == sheet.people, moved


@pytest.mark.parametrize("sheet", HEADLESS, ids=[sheet.says for sheet in HEADLESS])
def test_a_serial_number_more_or_less_changes_nobody(sheet: Sheet) -> None:
    lines = [line for line in sheet.text.strip("\n").splitlines() if not line.startswith(("उप", "|"))]
    numbered = "\n".join(f"{line}|{n}" for n, line in enumerate(lines, start=1))

    assert tuple(map(_person, _read(numbered).traces)) == tuple(map(_person, _read("\n".join(lines)).traces))
