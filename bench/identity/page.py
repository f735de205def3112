"""docs/accuracy.md: prose by hand, and between its marks what was measured."""

from __future__ import annotations

import importlib.metadata
import platform
import re
from datetime import UTC, datetime
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs/accuracy.md"
PEERS = ("rapidfuzz", "recordlinkage", "splink", "duckdb", "pseudopeople")


def put(key: str, text: str) -> None:
    """Replace what stands between `<!-- KEY -->` and `<!-- /KEY -->`. Raises ValueError without these marks."""
    page = PAGE.read_text(encoding="utf-8")
    start, end = f"<!-- {key} -->\n", f"<!-- /{key} -->"
    if start not in page or end not in page:
        raise ValueError(f"{PAGE.name} has no place for {key}")
    found = re.compile(re.escape(start) + ".*?" + re.escape(end), re.DOTALL)
    PAGE.write_text(found.sub(lambda _: f"{start}\n{text}\n\n{end}", page), encoding="utf-8")


def made() -> str:
    """When, and with which versions."""
    versions = ", ".join(f"{name} {_version(name)}" for name in PEERS)
    return f"Measured on {datetime.now(UTC):%-d %B %Y} with Python {platform.python_version()}, {versions}."


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "(not installed)"
