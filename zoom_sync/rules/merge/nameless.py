"""Connections that name nobody: a device, a phone, an empty name, and nothing that ties them to somebody."""

from __future__ import annotations

from collections.abc import Sequence

from zoom_sync.rules.identity import Names
from zoom_sync.rules.merge.hosts import Hosts
from zoom_sync.rules.pieces import Piece


def names_nobody(pieces: Sequence[Piece], names: Names, hosts: Hosts) -> bool:
    """Whether whoever has these pieces stands among the unidentified."""
    return is_untied(pieces, hosts) and not any(names.of(piece.claim.name).words for piece in pieces)


def is_untied(pieces: Sequence[Piece], hosts: Hosts) -> bool:
    """The same of pieces without a name."""
    return (
        all(
            (piece.connected or piece.main.kind in ("viewer", "check_in"))
            and not piece.claim.email
            and not (piece.main.kind == "check_in" and (piece.claim.phone or piece.main.stands_for))
            and not piece.registration
            for piece in pieces
        )
        and hosts.role(pieces) != "host"
    )
