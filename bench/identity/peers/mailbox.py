"""The same registrant id or the same mailbox: what most tools that merge attendance do."""

from __future__ import annotations

from collections.abc import Sequence

from bench.identity.peers.rows import Row, alike, joined


def groups(rows: Sequence[Row]) -> list[list[Row]]:
    return joined(rows, alike(rows, "link", "mailbox"))
