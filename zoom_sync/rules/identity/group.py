"""Who is who: pieces into groups, the strongest links first.

Decisions come first, then the keys in order of belief. A link that something speaks against is not taken: it
becomes a question. So there are no chains that nobody meant, and no dependence on the order of the input.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import combinations

from zoom_sync.records import DECIDED, Verdict
from zoom_sync.rules.identity.bonds import Bonds
from zoom_sync.rules.identity.keys import BELIEF, REGISTRANT, Bucket, Key, buckets, same_rows
from zoom_sync.rules.identity.names import Names
from zoom_sync.rules.pieces import Piece
from zoom_sync.rules.verdicts import overruled

SAME_ROW = Key("same row in another file", lambda pieces: ())
ANOTHER = "another name"
SHARED = "shared by several people"  # said of a mailbox or phone by which somebody was joined
MANY = 10  # people on one mailbox or phone, beyond which it tells nothing and asks nothing


def group(pieces: Sequence[Piece], verdicts: Sequence[Verdict], names: Names) -> tuple[Bonds, list[str]]:
    """Group the pieces, which must be in their own order; `verdicts` are those that stand, newest first.

    Gives the groups and a note for each decision that could not be followed.
    """
    bonds = Bonds(pieces, names)
    notes = _decide(bonds, verdicts)
    _prove(bonds)
    for key in BELIEF:
        for bucket in buckets(key, pieces):
            _link(bonds, bucket, key)
    for bucket in same_rows(pieces):
        _link(bonds, bucket, SAME_ROW)
    return bonds, notes


def _decide(bonds: Bonds, verdicts: Sequence[Verdict]) -> list[str]:
    if not verdicts:
        return []
    of_fact = {
        trace.id: position
        for position, piece in enumerate(bonds.pieces)
        for trace in (*piece.traces, *piece.copies)
    }
    notes = []
    for verdict in verdicts:
        known = [of_fact[ref] for ref in dict.fromkeys(verdict.refs) if ref in of_fact]
        if len(known) < len(set(verdict.refs)):
            notes.append(f"Decision {verdict.id} ({verdict.kind}) speaks of a record that is not here.")
        if verdict.kind == "same":
            followed = [_same(bonds, known[0], other, verdict) for other in known[1:]]
        elif verdict.kind == "different":
            followed = [bonds.keep_apart(one, other) for one, other in combinations(known, 2)]
        elif verdict.kind == "shared" and verdict.id in of_fact:
            connection, other = (of_fact[ref] for ref in verdict.refs)
            followed = [_shared(bonds, connection, other, beside=of_fact[verdict.id], by=verdict.by)]
        else:
            continue
        if not all(followed):
            notes.append(overruled(verdict))
    return notes


def _prove(bonds: Bonds) -> None:
    """Join what a personal code proves: it was made for one registration, and stands for its id."""
    shown = [
        (place, piece.traces[0].stands_for)
        for place, piece in enumerate(bonds.pieces)
        if piece.traces[0].stands_for
    ]
    if not shown:
        return
    of_fact = {trace.id: place for place, piece in enumerate(bonds.pieces) for trace in piece.traces}
    for place, fact in shown:
        registered = of_fact.get(fact)
        if registered is not None and not bonds.apart(place, registered):
            bonds.join(place, registered, REGISTRANT.reason)


def _shared(bonds: Bonds, connection: int, other: int, *, beside: int, by: str) -> bool:
    """Give the second person at a screen their part of it (see `rules.sharing`); they are not the first one."""
    bonds.join(other, beside, f"two people at one screen, {DECIDED}{by}", sure=True)
    return bonds.keep_apart(connection, other)


def _same(bonds: Bonds, one: int, other: int, verdict: Verdict) -> bool:
    if bonds.apart(one, other):
        return False
    bonds.join(one, other, f"{DECIDED}{verdict.by}", sure=True)
    return True


def _link(bonds: Bonds, bucket: Bucket, key: Key) -> None:
    """Join the pieces of one bucket that go together."""
    if len(bucket) == 2 and key.doubt != "any word":  # nearly every one
        if bonds.root(bucket[0]) != bonds.root(bucket[1]):
            _link_two(bonds, bucket[0], bucket[1], key)
        return
    roots = {bonds.root(position) for position in bucket}
    if len(roots) == 1:
        return
    if key.doubt == "any word" and not _of_several(bonds, roots):
        key = replace(key, doubt="name")
    if len(bucket) == 2:
        _link_two(bonds, bucket[0], bucket[1], key)
        return
    clusters = _Clusters(bonds, key)
    nameless = []
    for position in bucket:
        if key.doubt and not bonds.names[bonds.root(position)]:
            nameless.append(position)
        else:
            clusters.place(position)
    if len(clusters.heads) > 1:
        # Nobody can tell whose of several people's phone or mailbox this device is.
        clusters = _Clusters(bonds, key)
        bonds.shared.update((key.reason, position) for position in bucket)
    for position in nameless:
        clusters.place(position)


def _link_two(bonds: Bonds, one: int, other: int, key: Key) -> None:
    """`_link` of two pieces of different groups, without clusters."""
    if key.doubt and not bonds.names[bonds.root(one)]:
        one, other = other, one  # whoever has a name comes first
    if bonds.name(one).words == bonds.name(other).words:
        obstacle = bonds.obstacle(one, other)
        against: tuple[str, ...] = (obstacle,) if obstacle else ()
    else:
        against = _against(bonds, one, other, key)
    if not against:
        bonds.join(one, other, key.reason)
        return
    if ANOTHER in against and not bonds.pieces[other].registration:
        bonds.borrowed.add(other)
    if not bonds.decided(one, other):
        bonds.refuse(one, other, key.said, *against)


def _of_several(bonds: Bonds, roots: Collection[int]) -> bool:
    """Whether more than two share the value, or two of one list: then it is a household's, or an office's.

    A number that stands once among the registrants and once on the sheet is one person's, however the name was heard.
    """
    if len(roots) != 2:
        return True
    lists = {(bonds.pieces[root].registration is not None, bonds.pieces[root].main.file) for root in roots}
    return len(lists) == 1 or any(bonds.size(root) > 1 for root in roots)


class _Clusters:
    """The pieces of one bucket in clusters that agree; each is spoken for by its first piece."""

    def __init__(self, bonds: Bonds, key: Key) -> None:
        self.bonds, self.key = bonds, key
        self.heads: list[int] = []
        self._roots: set[int] = set()
        self._by_name: dict[tuple[str, ...], int] = {}

    def place(self, position: int) -> None:
        """Give a piece to the first cluster that takes it; else it heads one, and the others are asked about."""
        bonds = self.bonds
        if bonds.root(position) in self._roots:
            return
        words = bonds.name(position).words
        namesake = self._by_name.get(words)
        if namesake is not None and not bonds.obstacle(namesake, position):
            bonds.join(namesake, position, self.key.reason)
        elif not self._taken(position):
            self.heads.append(position)
            self._by_name.setdefault(words, position)
        self._roots.add(bonds.root(position))

    def _taken(self, position: int) -> bool:
        refused: list[tuple[int, tuple[str, ...]]] = []
        for head in self.heads[:MANY]:
            against = _against(self.bonds, head, position, self.key)
            if not against:
                self.bonds.join(head, position, self.key.reason)
                return True
            refused.append((head, against))
        if any(ANOTHER in against for _, against in refused) and not self.bonds.pieces[position].registration:
            self.bonds.borrowed.add(position)
        if len(self.heads) < MANY:
            for head, against in refused:
                if not self.bonds.decided(head, position):
                    self.bonds.refuse(head, position, self.key.said, *against)
        return False


def _against(bonds: Bonds, head: int, position: int, key: Key) -> tuple[str, ...]:
    """What speaks against joining the groups of two pieces that share a key; () if nothing does."""
    obstacle = bonds.obstacle(head, position)
    if obstacle:
        return (obstacle,)
    if key.doubt == "any word":
        return (ANOTHER,) if bonds.differ(head, position) else ()
    return (ANOTHER,) if key.doubt and bonds.contradict(head, position) else ()
