"""What is known of a group of pieces, for weighing whether two groups are one person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Literal, NamedTuple

from zoom_sync.contacts import mails, phones
from zoom_sync.rules.identity.bonds import Bonds
from zoom_sync.rules.identity.names import Name, Names, spelled_out
from zoom_sync.rules.identity.organisations import Words
from zoom_sync.rules.identity.organisations import read as organisations_in
from zoom_sync.rules.pieces import Piece

MOST_NAMES = 4  # of a group
MOST_ORGANISATIONS = 6
MOST_STAYS = 40
Kind = Literal["registered", "online", "room"]


class Profile(NamedTuple):
    """One group. `first`: its first piece; `names`: its own names, each once; `spelled`: as its mailboxes
    spell them; `kind`: its best evidence.

    `organisations`: each as its words, and each part of it. `stays`: connections as (start, end) in epoch
    seconds, in order, an open end as None. `rows`: rows of sheets as (file, start, end), in epoch seconds, each
    end None where the sheet has none. `copied`: all its names were typed by somebody else, from handwriting.
    `borrowed`: connected by the link or under the address of somebody of another name.
    """

    first: int
    kind: Kind
    names: tuple[Name, ...]
    spelled: tuple[Name, ...] = ()
    organisations: tuple[Words, ...] = ()
    mails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    stays: tuple[tuple[int, int | None], ...] = ()
    rows: tuple[tuple[str, int | None, int | None], ...] = ()
    registered: bool = False
    copied: bool = False
    borrowed: bool = False

    @property
    def readings(self) -> tuple[Name, ...]:
        return self.names + self.spelled

    @property
    def seen(self) -> bool:
        return bool(self.stays or self.rows)


class Unmade(Sequence[Profile]):
    """The profiles of all groups as they stand, of which one is made when it is asked for.

    For a record in which nobody has a name to be compared: then only questions ask, and for few.
    """

    def __init__(self, bonds: Bonds, names: Names) -> None:
        self._bonds, self._names, self._groups = bonds, names, bonds.groups()

    def __len__(self) -> int:
        return len(self._groups)

    def __getitem__(self, number: Any) -> Any:
        return profile(self._bonds, self._groups[number], self._names)


def profile(bonds: Bonds, members: Sequence[int], names: Names) -> Profile:
    """The profile of a group of pieces, whose positions come in order."""
    pieces = [bonds.pieces[position] for position in members]
    registered = connected = False
    stays: list[tuple[int, int | None]] = []
    rows, mailboxes, numbers = [], [], []
    for position, piece in zip(members, pieces, strict=True):
        if piece.registration is not None:
            registered = True
        if piece.connected:
            connected = True
        elif piece.main.kind in ("sign_in", "check_in"):
            rows += _rows(piece)
        for span in piece.spans:
            stays.append((int(span.start.timestamp()), _second(span.end)))
        if piece.claim.email and position not in bonds.borrowed:
            mailboxes += mails(piece.claim.email)
        if piece.claim.phone:
            numbers += phones(piece.claim.phone)
    if len(stays) > 1:
        stays.sort(key=lambda stay: (stay[0], stay[1] or 0))
    own = tuple(bonds.own_names(members[0])[:MOST_NAMES])
    addresses = _once(mailboxes)
    return Profile(
        first=members[0],
        kind="registered" if registered else "online" if connected else "room",
        names=own,
        spelled=_spelled(own, addresses) if own and addresses else (),
        organisations=_organisations(pieces, names),
        mails=addresses,
        phones=_once(numbers),
        stays=tuple(stays[:MOST_STAYS]),
        rows=tuple(rows),
        registered=registered,
        copied=not registered and not connected,
        borrowed=connected and not bonds.borrowed.isdisjoint(members),
    )


def _once(words: list[str]) -> tuple[str, ...]:
    """Each once, in their order as text."""
    return tuple(sorted(set(words))) if len(words) > 1 else tuple(words)


def _spelled(own: Sequence[Name], addresses: Iterable[str]) -> tuple[Name, ...]:
    found = (spelled_out(name, address) for address in addresses for name in own)
    return tuple(dict.fromkeys(name for name in found if name is not None and name not in own))[:MOST_NAMES]


def _organisations(pieces: Sequence[Piece], names: Names) -> tuple[Words, ...]:
    """Those in the field for it, and those shown beside the name."""
    found: tuple[Words, ...] = ()
    for piece in pieces:
        claim = piece.claim
        if claim.name:
            found += names.of(claim.name).affiliations
        if claim.organisation:
            known = names.fields.get(claim.organisation)
            if known is None:
                known = names.fields[claim.organisation] = organisations_in(claim.organisation)
            found = found + known if found else known
    return found if len(found) < 2 else tuple(dict.fromkeys(found))[:MOST_ORGANISATIONS]


def _rows(piece: Piece) -> list[tuple[str, int | None, int | None]]:
    """When they were in the room, with the file that says so."""
    main = piece.main
    if main.further:
        told = [(stay.start, stay.end) if stay else (None, None) for stay in main.stays]
        return [(main.file, _second(start), _second(end)) for start, end in told]
    start, end = (main.span.start, main.span.end) if main.span else (main.at, None)
    return [(main.file, _second(start), _second(end))]


def _second(moment: datetime | None) -> int | None:
    return None if moment is None else int(moment.timestamp())
