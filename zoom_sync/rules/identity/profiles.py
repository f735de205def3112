"""What is known of a group of pieces, for weighing whether two groups are one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from zoom_sync.rules.identity.bonds import Bonds
from zoom_sync.rules.identity.keys import mails, phones
from zoom_sync.rules.identity.names import Name, Names
from zoom_sync.rules.identity.organisations import Words
from zoom_sync.rules.identity.organisations import read as organisations_in

MOST_NAMES = 4  # of a group
MOST_ORGANISATIONS = 6
MOST_STAYS = 40
Kind = Literal["registered", "online", "room"]


@dataclass(frozen=True, slots=True)
class Profile:
    """One group. `first`: its first piece; `names`: its own names, each once; `kind`: its best evidence.

    `organisations`: each as its words, and each part of it. `stays`: connections as (start, end) in epoch
    seconds, in order, an open end as None. `rows`: rows of sheets as (file, start, end), in epoch seconds, each
    end None where the sheet has none. `copied`: all its names were typed by somebody else, from handwriting.
    """

    first: int
    kind: Kind
    names: tuple[Name, ...]
    organisations: tuple[Words, ...] = ()
    mails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    stays: tuple[tuple[int, int | None], ...] = ()
    rows: tuple[tuple[str, int | None, int | None], ...] = ()
    registered: bool = False
    copied: bool = False

    @property
    def seen(self) -> bool:
        return bool(self.stays or self.rows)


def profile(bonds: Bonds, members: Sequence[int], names: Names) -> Profile:
    """The profile of a group of pieces, whose positions come in order."""
    pieces = [bonds.pieces[position] for position in members]
    stays, rows = [], []
    organisations: dict[Words, None] = {}
    registered = connected = False
    addresses: set[str] = set()
    numbers: set[str] = set()
    for piece in pieces:
        claim = piece.claim
        if claim.name:
            organisations.update(dict.fromkeys(names.of(claim.name).affiliations))
        if claim.organisation:
            organisations.update(dict.fromkeys(organisations_in(claim.organisation)))
        if claim.email:
            addresses.update(mails(claim.email))
        if claim.phone:
            numbers.update(phones(claim.phone))
        registered = registered or piece.registration is not None
        connected = connected or piece.connected
        for span in piece.spans:
            stays.append((int(span.start.timestamp()), int(span.end.timestamp()) if span.end else None))
        main = piece.main
        if main.kind in ("sign_in", "check_in"):
            start = main.span.start if main.span else main.at
            end = main.span.end if main.span else None
            rows.append(
                (main.file, int(start.timestamp()) if start else None, int(end.timestamp()) if end else None)
            )
    return Profile(
        first=members[0],
        kind="registered" if registered else "online" if connected else "room",
        names=tuple(bonds.own_names(members[0])[:MOST_NAMES]),
        organisations=tuple(organisations)[:MOST_ORGANISATIONS],
        mails=frozenset(addresses),
        phones=frozenset(numbers),
        stays=tuple(sorted(stays, key=lambda stay: (stay[0], stay[1] or 0))[:MOST_STAYS]),
        rows=tuple(rows),
        registered=registered,
        copied=not registered and not connected,
    )
