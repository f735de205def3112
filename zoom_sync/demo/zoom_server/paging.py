"""Lists in pages. A token belongs to one path and query, and dies after fifteen minutes."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from zoom_sync.demo.zoom_server.clock import Clock
from zoom_sync.demo.zoom_server.problems import ZoomProblem, invalid
from zoom_sync.demo.zoom_server.switches import Switches


@dataclass(frozen=True, slots=True)
class _Place:
    request: tuple[str, frozenset[tuple[str, str]]]
    offset: int
    until: datetime


class Pages:
    """Hands out the pages of lists and remembers the tokens."""

    def __init__(self, clock: Clock, switches: Switches) -> None:
        self.clock, self.switches = clock, switches
        self._places: dict[str, _Place] = {}

    def page(
        self,
        path: str,
        query: Mapping[str, str],
        items: Sequence[Any],
        *,
        largest: int = 300,
        numbered: bool = True,
    ) -> tuple[Sequence[Any], dict[str, Any]]:
        """The page that was asked for, and the fields that stand beside it."""
        size = _size(query, largest)
        request = (path, frozenset((k, v) for k, v in query.items() if k != "next_page_token"))
        offset = self._offset(query.get("next_page_token", ""), request)
        shown = items[offset : offset + size]
        more = offset + size < len(items)
        beside = {
            "page_count": max(1, -(-len(items) // size)),
            "page_size": size,
            "total_records": len(items),
            "next_page_token": self._token(request, offset + size) if more else "",
        }
        if numbered:
            beside["page_number"] = offset // size + 1
        return shown, beside

    def _offset(self, token: str, request: tuple[str, frozenset[tuple[str, str]]]) -> int:
        if not token:
            return 0
        place = self._places.get(token)
        if place is None or place.request != request or place.until <= self.clock.now():
            raise token_refused()
        return place.offset

    def _token(self, request: tuple[str, frozenset[tuple[str, str]]], offset: int) -> str:
        now = self.clock.now()
        self._places = {token: place for token, place in self._places.items() if place.until > now}
        token = secrets.token_urlsafe(24)
        until = now + timedelta(seconds=self.switches.page_token_s)
        self._places[token] = _Place(request, offset, until)
        return token


def token_refused() -> ZoomProblem:
    return ZoomProblem(400, 300, "The next page token is invalid or expired.")


def _size(query: Mapping[str, str], largest: int) -> int:
    text = query.get("page_size", "30")
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= largest:
        raise invalid("page_size", f"The page size must be between 1 and {largest}.")
    return int(text)
