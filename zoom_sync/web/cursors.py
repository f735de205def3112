"""Where a list goes on: an opaque text that names the list, a generation and the last line shown.

It is sealed, because the line's sort key is made of a name, and what stands in an address ends up in logs.
The generation in it makes all pages of one list pages of one snapshot, however the record changes meanwhile. The
list in it keeps the cursor of a list that asks for no reason from leading into one that does.
"""

from __future__ import annotations

import json
import zlib
from typing import Any, Protocol

from flask import abort

from zoom_sync.records import Trouble

MOST = 6000  # characters; ours stay well below


class Seals(Protocol):
    def seal(self, data: bytes) -> bytes: ...
    def unseal(self, sealed: bytes) -> bytes: ...


def sealed(keys: Seals, place: dict[str, Any], *, of: tuple[Any, ...]) -> str:
    """The cursor of a place in a list; `of` says which list, and what must still hold of it. Both are JSON values."""
    packed = zlib.compress(json.dumps({"of": of, "place": place}, separators=(",", ":")).encode())
    return keys.seal(packed).decode()


def opened(keys: Seals, cursor: str, *, of: tuple[Any, ...]) -> dict[str, Any] | None:
    """The place that was sealed; None for no cursor. Refuses one that we did not make for this very list (400)."""
    if not cursor:
        return None
    try:
        if len(cursor) > MOST:
            raise ValueError("too long")
        found = json.loads(zlib.decompress(keys.unseal(cursor.encode("ascii"))))
        if found["of"] != list(of):
            raise ValueError("of another list")
    except (Trouble, ValueError, KeyError, zlib.error):
        abort(400, "This cursor is not of this list; start again without one.")
    place: dict[str, Any] = found["place"]
    return place
