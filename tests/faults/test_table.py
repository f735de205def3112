"""docs/faults.md names every fault, and tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
FAULTS = {"W": 15, "Z": 14, "D": 10, "S": 4, "C": 5, "M": 6, "F": 6, "K": 6}
OPEN = {"D9"}  # of what is not built yet


def rows(text: str) -> dict[str, str]:
    return dict(re.findall(r"^\| ([A-Z]\d+) \|.*\| ([^|]+) \|$", text, re.MULTILINE))


def missing(tests: list[str]) -> list[str]:
    """Those of `path::function` that name no test."""
    found = []
    for name in tests:
        path, _, function = name.partition("::")
        module = ROOT / "tests" / path
        if not module.is_file() or not re.search(rf"^def {function}\(", module.read_text(), re.MULTILINE):
            found.append(name)
    return found


def test_every_fault_has_a_test_that_is_there() -> None:
    table = rows((ROOT / "docs/faults.md").read_text())

    assert list(table) == [f"{kind}{n}" for kind, most in FAULTS.items() for n in range(1, most + 1)]
    assert {fault for fault, told in table.items() if "`" not in told} == OPEN
    assert missing([name for told in table.values() for name in re.findall(r"`([^`]+)`", told)]) == []


def test_this_look_misses_a_test_that_is_not_there() -> None:
    here = "faults/test_table.py"

    assert missing([f"{here}::test_every_fault_has_a_test_that_is_there"]) == []
    assert missing([f"{here}::test_nothing", "faults/test_nowhere.py::test_it"]) != []
