"""What is known of a group beside its names, for weighing whether two groups are one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rapidfuzz import fuzz

from zoom_sync.rules.identity.bonds import Bonds
from zoom_sync.rules.identity.keys import mails, phones
from zoom_sync.rules.identity.names import Name, Names, initials


@dataclass(frozen=True, slots=True)
class Profile:
    """One group. `first`: its first piece; `names`: a few of its names, each once.

    `organisations`: each as its words; `joins`, `leaves`: seconds at which connections began and ended.
    """

    first: int
    names: tuple[Name, ...]
    organisations: tuple[tuple[str, ...], ...]
    mails: frozenset[str]
    phones: frozenset[str]
    registered: bool
    online: bool
    in_room: bool
    joins: tuple[int, ...]
    leaves: tuple[int, ...]


def profile(bonds: Bonds, members: Sequence[int], names: Names, *, most: int = 4) -> Profile:
    """The profile of a group of pieces; at most so many names."""
    pieces = [bonds.pieces[position] for position in members]
    spans = [span for piece in pieces for span in piece.spans]
    organisations = dict.fromkeys(names.of(piece.claim.organisation).words for piece in pieces)
    return Profile(
        first=members[0],
        names=tuple(bonds.names[bonds.root(members[0])][:most]),
        organisations=tuple(one for one in organisations if one)[:most],
        mails=frozenset(one for piece in pieces for one in mails(piece.claim.email)),
        phones=frozenset(one for piece in pieces for one in phones(piece.claim.phone)),
        registered=any(piece.registration is not None for piece in pieces),
        online=any(piece.connected and not piece.excluded for piece in pieces),
        in_room=any(piece.main.kind in ("sign_in", "check_in") for piece in pieces),
        joins=tuple(_second(span.start) for span in spans),
        leaves=tuple(_second(span.end) for span in spans if span.end is not None),
    )


def same_organisation(one: Profile, other: Profile) -> bool | None:
    """Whether both name one organisation; None if one of them names none."""
    if not one.organisations or not other.organisations:
        return None
    return any(_alike(a, b) for a in one.organisations for b in other.organisations)


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if initials(one) == initials(other) or "".join(one) in (initials(other), "".join(other)):
        return True
    return fuzz.token_set_ratio(" ".join(one), " ".join(other)) >= 85


def follows(one: Profile, other: Profile, *, within_s: int = 90) -> bool:
    """Whether a connection of the one began as one of the other ended."""
    return any(
        -5 <= join - leave <= within_s
        for first, second in ((one, other), (other, one))
        for join in first.joins[:30]
        for leave in second.leaves[:30]
    )


def gain(one: Profile, other: Profile) -> float:
    """What an answer would resolve: most where somebody registered and unseen may be somebody seen."""
    for first, second in ((one, other), (other, one)):
        unseen = first.registered and not first.online and not first.in_room
        if unseen and not second.registered:
            return 3.0
    if one.registered != other.registered:
        return 2.0
    return 1.5 if (one.online, one.in_room) != (other.online, other.in_room) else 1.0


def _second(moment: datetime) -> int:
    return int(moment.timestamp())
