"""A file that is to be verified, as JSON and nothing else: what two programs could read differently is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

from zoom_sync.records import Trouble

What = Literal["record", "report", "public"]


def read(path: Path) -> tuple[What, dict[str, Any]]:
    """What a file is, and its values. Raises Trouble."""
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as why:
        raise _no(path, f"cannot be read ({why.strerror})") from why
    except UnicodeDecodeError as why:
        raise _no(path, f"is not text in UTF-8: byte {why.start} is none") from why
    try:
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as why:
        raise _no(path, f"is not JSON: line {why.lineno}, character {why.colno}") from why
    except (ValueError, RecursionError) as why:
        raise _no(path, f"is not JSON as zoom-sync writes it: {why}") from why
    return _what(path, value), value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is no number")


def _what(path: Path, value: Any) -> What:
    kinds: tuple[tuple[What, set[str]], ...] = (
        ("record", {"people", "unidentified", "counts", "status"}),
        ("report", {"funnel", "curve", "counts", "status"}),
        ("public", {"tables", "k", "version"}),
    )
    if isinstance(value, dict):
        for kind, names in kinds:
            if names <= set(value):
                return kind
    raise _no(path, "is neither a record nor a report of zoom-sync as JSON")


def _no(path: Path, why: str) -> Trouble:
    return Trouble(
        f"{path.name} {why}.",
        "",
        "Give what `export` or `report` (with --public or without) wrote as JSON: only that is compared.",
    )
