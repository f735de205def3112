"""Figures for everybody that point at nobody: small counts hidden, and what would give them away.

The rules stand in `docs/disclosure.md`. `counting` makes the fixed tables, `margins` decides about the row that
they have in common, `hiding` about each table by means of `flow`, `freezing` about versions;
`rows` makes rows of people; `report` is all of it.
"""

from zoom_sync.rules.disclosure.freezing import following, taken
from zoom_sync.rules.disclosure.report import ALL, Public, as_json, figures, from_json, grids, least, tables
from zoom_sync.rules.disclosure.rows import lines as row_lines
from zoom_sync.rules.disclosure.rows import rows as published_rows

__all__ = [
    "ALL",
    "Public",
    "as_json",
    "figures",
    "following",
    "from_json",
    "grids",
    "least",
    "published_rows",
    "row_lines",
    "tables",
    "taken",
]
