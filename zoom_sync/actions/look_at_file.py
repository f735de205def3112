"""What a file looks like and what it was understood to be, before anything is taken from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo
from zoneinfo import ZoneInfo

from zoom_sync import intake
from zoom_sync.records import Event, Listing, Table, Trouble, Understood
from zoom_sync.rules import sheet
from zoom_sync.rules.sheet import Layout, Recognised
from zoom_sync.store import events
from zoom_sync.store.database import Store

SAMPLE = 10  # rows shown as they stand in the file


@dataclass(frozen=True, slots=True)
class Column:
    """`name`: its header, or its number from "1" where there is none. `field`: what it is taken for, "" if nothing.

    `guess`: what it would be taken for if nobody had said. `cells`: of the first rows, as they stand.
    """

    name: str
    field: str
    guess: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """`columns`: of the first part of a table, () for JSON of Zoom's API. `parts`: how many the file has.

    `understood`: None where it is not enough to be taken, and `trouble` says why.
    """

    understood: Understood | None
    columns: tuple[Column, ...]
    parts: int
    trouble: Trouble | None = None


def look_at(
    store: Store,
    event_id: str,
    *,
    data: bytes,
    name: str,
    kind: str = "",
    columns: Mapping[str, str] | None = None,
    zone: tzinfo | None = None,
) -> Look:
    """Understand a file as `import_file` would, and keep nothing.

    A table of which too little was understood is shown all the same, so that its columns can be named. Raises Trouble
    for a file that cannot be read at all.
    """
    event = store.read(lambda tx: events.known(tx, event_id, safe="Nothing was imported."))
    found = intake.read(data, name=name)
    if not isinstance(found, Table):
        return Look(_understood(found, event, name=name, zone=zone, kind=kind, columns=columns), (), 1)
    guess = sheet.lay_out(found)
    try:
        recognised = sheet.recognise(found, kind, columns)
    except Trouble as trouble:
        return Look(None, _columns(guess, guess), len(guess.sections), trouble)
    understood = _understood(
        found, event, name=name, zone=zone, kind=kind, columns=columns, recognised=recognised
    )
    layout = recognised.layout
    return Look(understood, _columns(layout, guess), len(layout.sections))


def _understood(
    found: Table | Listing, event: Event, *, name: str, zone: tzinfo | None, kind: str,
    columns: Mapping[str, str] | None, recognised: Recognised | None = None,
) -> Understood:  # fmt: skip
    return intake.understand(
        found, name=name, event=event, zone=zone or ZoneInfo(event.timezone), kind=kind, columns=columns or {},
        recognised=recognised,
    )  # fmt: skip


def columns_of(data: bytes, name: str) -> dict[str, str]:
    """Column -> the field that it would be taken for if nobody said; "" for none. Empty for JSON of Zoom's API.

    Raises Trouble for a file that cannot be read.
    """
    found = intake.read(data, name=name)
    if not isinstance(found, Table):
        return {}
    layout = sheet.lay_out(found)
    return {column.name: column.guess for column in _columns(layout, layout)}


def _columns(layout: Layout, guess: Layout) -> tuple[Column, ...]:
    if not layout.sections:
        return ()
    part = layout.sections[0]
    rows = [line.cells for line in part.lines[:SAMPLE]]
    width = max([len(part.header) if layout.headed else 0, *map(len, rows)])
    fields, guesses = _by_column(layout), _by_column(guess)
    return tuple(
        Column(
            name, fields.get(c, ""), guesses.get(c, ""), tuple(row[c] if c < len(row) else "" for row in rows)
        )
        for c in range(width)
        if (name := _name(layout, c))
    )


def _name(layout: Layout, column: int) -> str:
    """What a person calls a column: its header; its number where there is none."""
    header = layout.sections[0].header
    if not layout.headed:
        return str(column + 1)
    return header[column] if column < len(header) else ""


def _by_column(layout: Layout) -> dict[int, str]:
    return {c: name for name, c in layout.sections[0].places()} if layout.sections else {}
