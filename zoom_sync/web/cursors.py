"""Where a list goes on: an opaque text that names a generation and the last line shown.

It is sealed, because the line's sort key is made of a name, and what stands in an address ends up in logs.
The generation in it makes all pages of one list pages of one snapshot, however the record changes meanwhile.
"""

from __future__ import annotations

import json
import zlib
from typing import Any, Protocol

from flask import abort

from zoom_sync.records import Person, Trouble
from zoom_sync.store import people

MOST = 6000  # characters; ours stay well below


class Seals(Protocol):
    def seal(self, data: bytes) -> bytes: ...
    def unseal(self, sealed: bytes) -> bytes: ...


def sealed(keys: Seals, last: Person, *, generation: int, **more: Any) -> str:
    """The cursor of what follows `last`; `more` (JSON) comes back with it."""
    sort, id = people.cursor(last)
    return sealed_place(keys, {"sort": sort, "id": id, "generation": generation, **more})


def sealed_place(keys: Seals, place: dict[str, Any]) -> str:
    """A cursor of any JSON values."""
    packed = zlib.compress(json.dumps(place, separators=(",", ":")).encode())
    return keys.seal(packed).decode()


def opened(keys: Seals, cursor: str) -> dict[str, Any] | None:
    """What was sealed; None for no cursor. Refuses one that we did not make (400)."""
    if not cursor:
        return None
    try:
        if len(cursor) > MOST:
            raise ValueError("too long")
        place: dict[str, Any] = json.loads(zlib.decompress(keys.unseal(cursor.encode("ascii"))))
    except (Trouble, ValueError, zlib.error):
        abort(400, "This cursor is not one of ours; start again without one.")
    return place
