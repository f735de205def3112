"""The pages of a long list of people, turned in both directions by where the last one ended.

All pages of one list are of one generation, and carry how many there are, which is counted once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from zoom_sync.records import Person
from zoom_sync.store import finding
from zoom_sync.store.finding import Place, Query
from zoom_sync.web import cursors

if TYPE_CHECKING:
    from zoom_sync.wiring import Rooms

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Found:
    """One page. `begins`: how many lines stand before it; `before`, `after`: the addresses of its neighbours, or ""."""

    rows: list[Person]
    total: int
    begins: int = 0
    before: str = ""
    after: str = ""


def turned(
    rooms: Rooms,
    event_id: str,
    query: Query,
    given: Mapping[str, str],
    summary: Mapping[str, Any] | None,
    known: int | None,
) -> Found:
    """The page that an address names by `after` or `before`, else the first. `known`: how many there are on all."""
    back = bool(given.get("before"))
    of = ("people", event_id)
    at = cursors.opened(rooms.keys, given.get("before") or given.get("after") or "", of=of)
    place: Place | None = (at["sort"], at["id"]) if at else None
    generation = at["generation"] if at else None

    def steps(tx: Any) -> tuple[list[Person], Place | None, int | None]:
        if known is None and at is None:
            return finding.first_page(tx, event_id, query, limit=A_PAGE)
        turn: dict[str, Any] = {"before" if back else "after": place}
        return *finding.page(tx, event_id, query, generation=generation, limit=A_PAGE, **turn), None

    rows, more, counted = rooms.store.read(steps)
    total = at["total"] if at else counted if known is None else known
    passed = at["shown"] if at else 0  # lines up to the place
    begins = passed - len(rows) if back else passed
    if summary is None:
        return Found(rows, total or 0)

    def sealed(end: Place | None, shown: int) -> str:
        if end is None:
            return ""
        told = {"sort": end[0], "id": end[1], "shown": shown, "total": total}
        told["generation"] = generation or summary["generation"]
        return cursors.sealed(rooms.keys, told, of=of)

    if back:
        return Found(rows, total or 0, begins, before=sealed(more, begins), after=sealed(place, passed))
    return Found(
        rows, total or 0, begins, before=sealed(place, passed), after=sealed(more, begins + len(rows))
    )
