"""The same registrant id, the same mailbox, or the very same name: what is done by hand in a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence

from bench.identity.peers.rows import Row, alike, joined


def groups(rows: Sequence[Row]) -> list[list[Row]]:
    return joined(rows, alike(rows, "link", "mailbox", "name"))
