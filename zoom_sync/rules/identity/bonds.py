"""Groups of pieces that grow by links, and links that are refused.

A union-find that knows what must stay apart, pairs that somebody decided to be different people, and what no key may
join: registrations with different e-mail addresses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from zoom_sync.contacts import mails
from zoom_sync.rules.identity.fitting import differ
from zoom_sync.rules.identity.names import NOBODYS, Name, Names, contradict, several
from zoom_sync.rules.pieces import Piece

NAMES_KEPT = 12  # of a group; enough to compare with, few enough to stay quick
DECIDED = "decided to be different"
TWO_REGISTRATIONS = "two registrations"
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A link that was not taken, and why: a question for a person."""

    one: int
    other: int
    reasons: tuple[str, ...]


class Bonds:
    """The groups so far. Pieces are spoken of by their position."""

    def __init__(self, pieces: Sequence[Piece], names: Names) -> None:
        self.pieces = pieces
        self.links: dict[int, list[tuple[int, str]]] = defaultdict(list)
        self.refusals: list[Refusal] = []
        # Pieces that show an address, and another's name: it is not their own.
        self.borrowed: set[int] = set()
        # Pieces that show what is several people's, with the key's reason: an office's mailbox, a family's phone.
        self.shared: set[tuple[str, int]] = set()
        read = [names.of(piece.claim.name) for piece in pieces]
        self.names: list[Sequence[Name]] = [(one,) if one.words else () for one in read]
        # Two people at one screen: it names nobody alone, and joins neither to the other.
        self._own = [
            () if one and several(piece.claim.name, one[0]) else one
            for one, piece in zip(self.names, pieces, strict=True)
        ]
        self.named = any(self.names)  # whether anybody has a name
        self._above = list(range(len(pieces)))
        self._size = [1] * len(pieces)
        self._mails: dict[int, frozenset[str]] = {}  # of roots, as far as another's were added
        self._apart: dict[int, set[int]] = defaultdict(set)
        self._decided: set[tuple[int, int]] = set()
        self._groups: list[list[int]] | None = None  # as long as nothing is joined

    def root(self, position: int) -> int:
        above = self._above
        while above[position] != position:
            above[position] = above[above[position]]
            position = above[position]
        return position

    def size(self, position: int) -> int:
        """The pieces in the group of this one."""
        return self._size[self.root(position)]

    def name(self, position: int) -> Name:
        """The first name in the group of this piece."""
        known = self.names[self.root(position)]
        return known[0] if known else NOBODYS

    def own_names(self, position: int) -> Sequence[Name]:
        """The names of this piece's group, without those that came in against it (see `contradict`)."""
        return self._own[self.root(position)]

    def contradict(self, one: int, other: int) -> bool:
        """Whether the two groups have names, and every name of the one differs from every one of the other.

        A name that came in against the group's own (somebody used this person's link) does not count: else
        it would pull in all that its true owner left elsewhere.
        """
        first, second = self._shown(one), self._shown(other)
        return bool(first and second) and all(contradict(a, b) for a in first for b in second)

    def _shown(self, one: int) -> Sequence[Name]:
        """A group's own names; where it has none, two people's at one screen."""
        root = self.root(one)
        return self._own[root] or self.names[root]

    def differ(self, one: int, other: int) -> bool:
        """Whether the two groups have names, and no name of the one could be one of the other."""
        first, second = self._own[self.root(one)], self._own[self.root(other)]
        return bool(first and second) and all(differ(a, b) for a in first for b in second)

    def keep_apart(self, one: int, other: int) -> bool:
        """Never let these two into one group; False if they are in one already."""
        if self.root(one) == self.root(other):
            return False
        self._apart[self.root(one)].add(other)
        self._apart[self.root(other)].add(one)
        self._decided.add((min(one, other), max(one, other)))
        return True

    def decided(self, one: int, other: int) -> bool:
        """Whether somebody decided of these very pieces that they are of different people."""
        return (min(one, other), max(one, other)) in self._decided

    def apart(self, one: int, other: int) -> bool:
        """Whether somebody decided that the two groups are different people."""
        if not self._apart:
            return False
        target = self.root(other)
        return any(self.root(enemy) == target for enemy in self._apart.get(self.root(one), ()))

    def obstacle(self, one: int, other: int) -> str:
        """Why the two groups must not become one, "" if they may."""
        if self.apart(one, other):
            return DECIDED
        second = self._registered(self.root(other))  # mostly a connection, which has none
        first = self._registered(self.root(one)) if second else second
        return TWO_REGISTRATIONS if first and second and first.isdisjoint(second) else ""

    def _registered(self, root: int) -> frozenset[str]:
        """The addresses with which this group registered."""
        if root in self._mails:
            return self._mails[root]
        piece = self.pieces[root]
        return frozenset(mails(piece.claim.email)) if piece.registration else _NOTHING

    def join(self, one: int, other: int, reason: str, *, sure: bool = False) -> None:
        """Make one group of two, whatever speaks against it. In one group already: nothing happens.

        `sure`: a person said so, and all names are the group's own.
        """
        kept, gone = self.root(one), self.root(other)
        if kept == gone:
            return
        if kept > gone:
            kept, gone = gone, kept
        self.links[one].append((other, reason))
        self.links[other].append((one, reason))
        self._above[gone] = kept
        self._size[kept] += self._size[gone]
        if added := self._registered(gone):
            self._mails[kept] = self._registered(kept) | added
        if gone in self._apart:
            self._apart[kept] |= self._apart.pop(gone)
        if self.names[gone]:
            own = self._own[kept]
            its = [name for name in self._own[gone] if sure or not own or not contradict(own[0], name)]
            self._own[kept] = _with(own, its)
            self.names[kept] = _with(self.names[kept], self.names[gone])
            self.names[gone] = self._own[gone] = ()
        self._groups = None

    def refuse(self, one: int, other: int, *reasons: str) -> None:
        self.refusals.append(Refusal(min(one, other), max(one, other), reasons))

    def groups(self) -> list[list[int]]:
        """The groups, each with its pieces in order, by their first pieces."""
        if self._groups is None:
            members: dict[int, list[int]] = {}
            for position, above in enumerate(self._above):
                if above == position:  # a root is the first piece of its group
                    members[position] = [position]
                else:
                    members[self.root(position)].append(position)
            self._groups = list(members.values())
        return self._groups

    def reasons(self, group: list[int]) -> dict[int, str]:
        """Why each piece stands in its group: what linked it, seen from the group's first piece."""
        why = {group[0]: "first record"}
        if len(group) == 1:
            return why
        if len(group) == 2:  # as for most who came: there is one link
            ((_, why[group[1]]),) = self.links[group[0]]
            return why
        waiting = [group[0]]
        for position in waiting:
            for other, reason in self.links.get(position, ()):
                if other not in why:
                    why[other] = reason
                    waiting.append(other)
        return why


def _with(known: Sequence[Name], new: Sequence[Name]) -> Sequence[Name]:
    if not new:
        return known
    return tuple(dict.fromkeys((*known, *new)))[:NAMES_KEPT]
