"""JSON in the shape of Zoom's API: one object with its rows, a list of such pages, or a plain list of rows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from zoom_sync.records import Listing, Trouble

Kind = Literal["registrants", "participants"]
ROWS: tuple[Kind, ...] = ("registrants", "participants")
# a row of a plain list is told by what only such a row has
TELLING: dict[Kind, tuple[str, ...]] = {
    "participants": ("join_time", "leave_time", "user_id", "user_email", "participant_user_id"),
    "registrants": ("first_name", "last_name", "create_time", "join_url", "org", "email"),
}


def parse(text: str, *, name: str, sha256: str) -> Listing:
    """The objects of all pages, in order. Raises Trouble for what is no JSON or not of this shape."""
    pages = list(_values(text, name))
    if len(pages) == 1 and isinstance(pages[0], list):
        pages = pages[0]
    if not pages:
        raise _strange(name, "it holds an empty list, and nothing tells of what")
    paged = [
        page for page in pages if isinstance(page, Mapping) and any(_is_page(page, kind) for kind in ROWS)
    ]
    if paged:
        if len(paged) != len(pages):
            raise _strange(name, "some of its pages hold neither registrants nor participants")
        return _from_pages(paged, name=name, sha256=sha256)
    rows = [row if isinstance(row, Mapping) else {} for row in pages]
    fits = {kind: sum(any(key in row for key in keys) for row in rows) for kind, keys in TELLING.items()}
    best = max(ROWS, key=lambda kind: (fits[kind], kind == "participants"))
    if not fits[best]:
        raise _strange(name, "its rows look like neither registrants nor participants")
    return Listing(name, best, tuple(_row(row) for row in pages), sha256)


def _is_page(page: Mapping[str, Any], kind: Kind) -> bool:
    return isinstance(page.get(kind), list)


def _from_pages(pages: list[Mapping[str, Any]], *, name: str, sha256: str) -> Listing:
    kinds = [kind for kind in ROWS if any(_is_page(page, kind) for page in pages)]
    if len(kinds) > 1:
        raise _strange(name, "it holds both registrants and participants: give them as two files")
    kind = kinds[0]
    return Listing(name, kind, tuple(_row(row) for page in pages for row in page.get(kind) or ()), sha256)


def _row(row: object) -> Mapping[str, Any]:
    """A row that is no object stays in its place, empty, so that the numbers of the others stay right."""
    return row if isinstance(row, Mapping) else {}


def _values(text: str, name: str) -> Iterator[Any]:
    """The values of the text: pages may have been saved one after the other."""
    decoder = json.JSONDecoder(parse_constant=lambda word: None)
    at, end = 0, len(text)
    try:
        while True:
            while at < end and text[at] in " \t\r\n,\ufeff":
                at += 1
            if at >= end:
                return
            value, at = decoder.raw_decode(text, at)
            yield value
    except (ValueError, RecursionError) as why:
        line = text.count("\n", 0, getattr(why, "pos", at)) + 1
        raise Trouble(
            f"{name} is not whole JSON: it breaks off or goes wrong at line {line}.",
            "Nothing was taken from it.",
            "Fetch or save it again.",
        ) from why


def _strange(name: str, why: str) -> Trouble:
    return Trouble(
        f"{name} is JSON, but not in the shape of Zoom's API: {why}.",
        "Nothing was taken from it.",
        "Give an object with `registrants` or `participants`, a list of such pages, or a list of such rows.",
    )
