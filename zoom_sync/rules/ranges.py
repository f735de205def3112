"""How far figures may still move while questions are open, and while joins can be doubted.

Each open pair may turn out to be one person or two, and so may the two halves of somebody whose records were joined
in doubt: that is a question, too, whose answer counts as yes until somebody looks at it. For every knot of pairs that
hang together all answers are tried, and the lowest and highest kept; knots share nobody, so their ranges add up. A
knot of more than `MOST_PAIRS` is not tried out but given the widest range it could have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple, TypeVar

from zoom_sync.records import Person, Record
from zoom_sync.rules.halves import halves, is_nameless
from zoom_sync.rules.linked import Linked
from zoom_sync.rules.merge.counts import counted
from zoom_sync.rules.merge.uniting import as_one

K = TypeVar("K", bound=Hashable)
COUNTED = ("registered", "virtual", "in_person", "both", "absent", "brief", "unidentified")
MOST_PAIRS = 10


def ranges(record: Record) -> dict[str, tuple[int, int]]:
    """The least and the most of each headline count, over every answer to the open questions and doubtful joins."""
    found = {name: (record.counts.get(name, 0),) * 2 for name in COUNTED}
    for name, (down, up) in spread(record, counted, lambda _: set(COUNTED), nameless="unidentified").items():
        low, high = found[name]
        found[name] = (low + down, high + up)
    return found


def spread(
    record: Record, tally: Callable[[Person], Iterable[K]], kin: Callable[[set[K]], set[K]], *, nameless: K
) -> dict[K, tuple[int, int]]:
    """How far each figure may fall (0 or less) and rise, for those that may move at all.

    `tally` tells in which figures somebody counts, `kin` in which others people may count once some of them are one;
    `nameless` is the figure of those without a name. Both are asked of people as they would be then.
    """
    found: dict[K, tuple[int, int]] = {}
    for knot in knots(record):
        count = _counter(knot, record, tally, nameless)
        now = count(Linked(knot.joined).groups(knot.entries))
        if len(knot.pairs) <= MOST_PAIRS:
            moves = _tried(knot, count, now)
        else:
            own = set(now) | {key for one in knot.entries.values() for key in tally(one)}
            own |= {nameless} if knot.nameless else set()
            # Apart from what was joined, somebody may be absent; to be joined makes nobody so.
            most = sum(one.mode != "absent" or bool(knot.joined) for one in knot.entries.values())
            moves = {key: (-now[key], max(0, most - now[key])) for key in kin(own)}
        for key, (down, up) in moves.items():
            if down or up:
                fell, rose = found.get(key, (0, 0))
                found[key] = (fell + down, rose + up)
    return found


def _counter(
    knot: Knot, record: Record, tally: Callable[[Person], Iterable[K]], nameless: K
) -> Callable[[Iterable[Sequence[str]]], Counter[K]]:
    """What counts the people of a knot if each of some groups were one; a group is thought through once."""

    @cache
    def alone(*ids: str) -> Counter[K]:
        if knot.nameless.issuperset(ids):
            return Counter([nameless])
        return Counter(tally(as_one(knot.members(ids), record.event)))

    def count(groups: Iterable[Sequence[str]]) -> Counter[K]:
        found: Counter[K] = Counter()
        for group in groups:
            found.update(alone(*sorted(group)))
        return found

    return count


class Knot(NamedTuple):
    """Entries that may be one another, by their ids, those among them without a name, and the pairs in question.

    `joined`: the pairs that are one person now, halves of somebody; `wholes`: that person, by the other half's id.
    """

    entries: dict[str, Person]
    nameless: set[str]
    pairs: list[tuple[str, str]]
    joined: list[tuple[str, str]]
    wholes: dict[str, Person]

    def members(self, ids: Collection[str]) -> list[Person]:
        """These entries; two halves of somebody as they stand in the record."""
        whole = {one.id: one for id, one in self.wholes.items() if id in ids and one.id in ids}
        halved = {id for id, one in self.wholes.items() if one.id in whole}
        return [whole.get(id) or self.entries[id] for id in ids if id not in halved]


def knots(record: Record) -> Iterator[Knot]:
    """What hangs together by open questions and by joins that can be doubted; no entry is in two."""
    entries, wholes = {entry.id: entry for entry in record.unidentified}, dict[str, Person]()
    strangers = set(entries)
    for person in record.people:
        first, other = halves(person, record.event) or (person, None)
        entries[first.id] = first
        if other is not None:
            entries[other.id], wholes[other.id] = other, person
            strangers.update(half.id for half in (first, other) if is_nameless(half))
    if not record.review and not wholes:
        return
    asked = {fact for pair in record.review for fact in pair.facts}
    owner = {line.fact: id for id, entry in entries.items() for line in entry.evidence if line.fact in asked}
    pairs = {pair for pair in (_owners(owner, one.facts) for one in record.review) if pair is not None}
    joined = {(one.id, id) for id, one in wholes.items()}
    for members, own in _knots(sorted(pairs | joined)):
        yield Knot(
            {id: entries[id] for id in members},
            strangers.intersection(members),
            own,
            [pair for pair in own if pair in joined],
            {id: wholes[id] for id in members if id in wholes},
        )


def _owners(owner: Mapping[str, str], facts: Iterable[str]) -> tuple[str, str] | None:
    ids = sorted({owner[fact] for fact in facts if fact in owner})
    return (ids[0], ids[1]) if len(ids) == 2 else None


def _knots(pairs: Sequence[tuple[str, str]]) -> list[tuple[list[str], list[tuple[str, str]]]]:
    groups = Linked(pairs).groups(sorted({id for pair in pairs for id in pair}))
    of = {id: number for number, group in enumerate(groups) for id in group}
    own: list[list[tuple[str, str]]] = [[] for _ in groups]
    for pair in pairs:
        own[of[pair[0]]].append(pair)
    return list(zip(groups, own, strict=True))


def _tried(
    knot: Knot,
    count: Callable[[Iterable[Sequence[str]]], Counter[K]],
    now: Counter[K],
) -> dict[K, tuple[int, int]]:
    """How far each figure moves over all answers to the pairs of a knot."""
    moves: dict[K, tuple[int, int]] = {}
    for answers in range(2 ** len(knot.pairs)):
        same = [pair for number, pair in enumerate(knot.pairs) if answers >> number & 1]
        then = count(Linked(same).groups(knot.entries))
        for key in then.keys() | now.keys():
            by = then[key] - now[key]
            down, up = moves.get(key, (0, 0))
            moves[key] = (min(down, by), max(up, by))
    return moves
