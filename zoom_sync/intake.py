"""A file's bytes to traces: read it, find out what it is, hand it to whoever understands its rows.

Stands above `files`, `zoom` and `rules`, which do not know one another: a file may be a table, whose rows
`rules.sheet` reads, or JSON in the shape of Zoom's API, whose rows `zoom.reading` reads.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import tzinfo
from pathlib import Path

from zoom_sync.files import reading as files
from zoom_sync.records import Event, Fault, Listing, Row, Table, Trace, Trouble, Understood, fact_id
from zoom_sync.rules import sheet

digest = files.digest
read = files.read
shown_name = files.shown_name
KINDS = sheet.KINDS
_SECRET = re.compile(r"url|passcode|password|token|ip_address", re.IGNORECASE)
_in_order = json.JSONEncoder(sort_keys=True, ensure_ascii=True, default=str).encode


def understand(
    source: Path | bytes | Table | Listing,
    *,
    name: str = "",
    event: Event,
    zone: tzinfo,
    kind: str = "",
    columns: Mapping[str, str] | None = None,
    file_key: str = "",
    shown: str = "",
    max_bytes: int = 2**30,
    recognised: sheet.Recognised | None = None,
) -> Understood:
    """What a file is and what its rows say.

    `zone`: in which times without one are read. `file_key`: the file's part of the fact ids, its SHA-256 by
    default. `shown`: its name in refs, by default its own. `recognised`: for a table that was recognised
    before. Raises Trouble for a file as a whole; a bad row is a Fault, and the others go on.
    """
    found = (
        source if isinstance(source, Table | Listing) else files.read(source, name=name, max_bytes=max_bytes)
    )
    shown = shown_name(shown or name or found.name)
    if isinstance(found, Listing):
        return _listing(
            found, event, kind=kind, columns=columns or {}, file_key=file_key or found.sha256, shown=shown
        )
    if event.language_question:
        columns = {**sheet.columns_in(found, {event.language_question: "language"}), **(columns or {})}
    return sheet.understand(
        found,
        event,
        zone=zone,
        kind=kind,
        columns=columns,
        file_key=file_key or found.sha256,
        shown=shown,
        recognised=recognised,
    )


def _listing(
    found: Listing, event: Event, *, kind: str, columns: Mapping[str, str], file_key: str, shown: str
) -> Understood:
    """JSON in the shape of Zoom's API: the n-th record over all pages is row n."""
    if columns:
        raise Trouble(
            f"{shown} is JSON of Zoom's API: it has no columns to name.", "", "Leave out --map for it."
        )
    if kind and kind != found.kind and kind != "viewers":
        raise Trouble(
            f"{shown} holds {found.kind} as Zoom's API gives them, no {kind}.", "", "Leave out --kind for it."
        )
    webinar = event.webinars[0].id if len(event.webinars) == 1 else ""
    traces, faults = [], []
    came: dict[str, Row] = {}
    for n, row in enumerate(found.items, start=1):
        ref, fact = f"{shown}#{n}", fact_id(event.key, "row", file_key, str(n))
        read = _row(row, found, event, webinar, ref, fact)
        if isinstance(read, Fault):
            faults.append(read)
        else:
            traces.append(replace(read, kind="viewer", span=None) if kind == "viewers" else read)
            came[fact] = _came(row)
    said = "viewers" if kind == "viewers" else found.kind
    notes = sheet.elsewhere(traces, event, remedy="Look at the event's times and its time zone.")
    return Understood(said, tuple(traces), tuple(faults), tuple(notes), {}, len(found.items), came)


def _row(
    row: Mapping[str, object], listing: Listing, event: Event, webinar: str, ref: str, fact: str
) -> Trace | Fault:
    from zoom_sync.zoom import reading  # so that a table is read without Zoom's client

    if not row:
        return Fault(ref, "it is no object, or an empty one.")
    cells, file = _cells(row), listing.sha256
    if listing.kind == "registrants":
        return reading.registrant(
            row, event=event, webinar=webinar, at=None, ref=ref, id=fact, cells=cells, file=file
        )
    return reading.participant(
        row, event=event, webinar=webinar, instance="", ref=ref, id=fact, cells=cells, file=file
    )


def _came(row: Mapping[str, object]) -> Row:
    """The object as a row, without what opens a door: links to join or to start, passcodes, addresses of devices."""
    told = {
        name: value if isinstance(value, str) else _in_order(value)
        for name, value in row.items()
        if not _SECRET.search(name)
    }
    return tuple(told), tuple(told.values())


def _cells(row: Mapping[str, object]) -> str:
    """What the same row in two files has in common."""
    return digest(_in_order(row).encode())[:32]
