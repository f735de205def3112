"""docs/security.md names every row of the abuse table, and tests that are there."""

from __future__ import annotations

import re

from tests.faults.test_table import ROOT, missing, rows

ROWS = {"A": 9, "B": 13, "C": 19}
OPEN = {"C18"}  # of what is not built yet


def test_every_row_has_a_test_that_is_there() -> None:
    table = rows((ROOT / "docs/security.md").read_text())

    assert list(table) == [f"{kind}{n}" for kind, most in ROWS.items() for n in range(1, most + 1)]
    assert {row for row, told in table.items() if "`" not in told} == OPEN
    assert missing([name for told in table.values() for name in re.findall(r"`([^`]+)`", told)]) == []
