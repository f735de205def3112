"""How far figures may still move while questions are open, and while joins can be doubted.

Each open pair may turn out to be one person or two, and so may the two halves of somebody whose records were joined
in doubt: that is a question, too, whose answer counts as yes until somebody looks at it. For every knot of pairs that
hang together all answers are tried, and the lowest and highest kept; knots share nobody, so their ranges add up. A
knot of more than `MOST_PAIRS` is not tried out but given the widest range it could have.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple, TypeVar

from zoom_sync.records import Person, Record, Role, SessionMinutes
from zoom_sync.rules.attending import attends
from zoom_sync.rules.curve import closed
from zoom_sync.rules.halves import halves
from zoom_sync.rules.presence import minutes, union

K = TypeVar("K", bound=Hashable)
COUNTED = ("registered", "virtual", "in_person", "both", "absent", "brief", "unidentified")
MOST_PAIRS = 10
_RANK: dict[Role, int] = {"host": 0, "panelist": 1, "attendee": 2}
_STATUS = ("approved", "pending", "cancelled", "denied", "missing")


def ranges(record: Record) -> dict[str, tuple[int, int]]:
    """The least and the most of each headline count, over every answer to the open questions and doubtful joins."""
    found = {name: (record.counts.get(name, 0),) * 2 for name in COUNTED}
    for name, (down, up) in spread(
        record, _headline, lambda _: set(COUNTED), nameless="unidentified"
    ).items():
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
        now = count(_joined(list(knot.entries), knot.joined))
        if len(knot.pairs) <= MOST_PAIRS:
            moves = _tried(knot, count, now)
        else:
            own = set(now) | {key for one in knot.entries.values() for key in tally(one)}
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
        return Counter(tally(as_one(knot.members(ids), record)))

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
    for person in record.people:
        first, other = halves(person, record.event) or (person, None)
        entries[first.id] = first
        if other is not None:
            entries[other.id], wholes[other.id] = other, person
    if not record.review and not wholes:
        return
    strangers = {entry.id for entry in record.unidentified}
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
    groups = _joined(sorted({id for pair in pairs for id in pair}), pairs)
    of = {id: number for number, group in enumerate(groups) for id in group}
    own: list[list[tuple[str, str]]] = [[] for _ in groups]
    for pair in pairs:
        own[of[pair[0]]].append(pair)
    return list(zip(groups, own, strict=True))


def _joined(members: Sequence[str], pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    head = {id: id for id in members}

    def find(id: str) -> str:
        while head[id] != id:
            head[id] = head[head[id]]
            id = head[id]
        return id

    for one, other in pairs:
        head[find(one)] = find(other)
    groups: dict[str, list[str]] = defaultdict(list)
    for id in members:
        groups[find(id)].append(id)
    return list(groups.values())


def _tried(
    knot: Knot,
    count: Callable[[Iterable[Sequence[str]]], Counter[K]],
    now: Counter[K],
) -> dict[K, tuple[int, int]]:
    """How far each figure moves over all answers to the pairs of a knot."""
    moves: dict[K, tuple[int, int]] = {}
    for answers in range(2 ** len(knot.pairs)):
        same = [pair for number, pair in enumerate(knot.pairs) if answers >> number & 1]
        then = count(_joined(list(knot.entries), same))
        for key in then.keys() | now.keys():
            by = then[key] - now[key]
            down, up = moves.get(key, (0, 0))
            moves[key] = (min(down, by), max(up, by))
    return moves


def as_one(members: Sequence[Person], record: Record) -> Person:
    """The person that these would be together, as far as figures ask (docs/record.md, Counts)."""
    if len(members) == 1:
        return members[0]
    zoom = union(closed(span for one in members for span in one.virtual))
    room = union(closed(span for one in members for span in one.in_person))
    on_zoom = any(one.mode in ("virtual", "both") for one in members)
    in_room = any(one.mode in ("in_person", "both") for one in members)
    first = min(members, key=lambda one: (_RANK[one.role], not one.registered, one.id))
    spans = union((*zoom, *room))
    return replace(
        first,
        role=min((one.role for one in members), key=_RANK.__getitem__),
        organisation=_told(first, members, "organisation"),
        country=_told(first, members, "country"),
        language=_told(first, members, "language"),
        answer=_told(first, members, "answer"),
        registered=any(one.registered for one in members),
        registration_status=_status(members),
        mode=("both" if in_room else "virtual") if on_zoom else ("in_person" if in_room else "absent"),
        attended=any(one.attended for one in members)
        or ((on_zoom or in_room) and attends(record.event, spans, minutes(spans))),
        minutes=minutes(spans),
        minutes_at_least=any(one.minutes_at_least for one in members),
        first_seen=min((one.first_seen for one in members if one.first_seen), default=None),
        last_seen=max((one.last_seen for one in members if one.last_seen), default=None),
        sessions=_sessions(members),
        evidence=tuple(line for one in members for line in one.evidence),
        virtual=tuple(zoom),
        in_person=tuple(room),
    )


def _told(first: Person, members: Iterable[Person], field: str) -> str:
    return next((text for one in (first, *members) if (text := getattr(one, field))), "")


def _sessions(members: Iterable[Person]) -> tuple[SessionMinutes, ...]:
    """Whether they were there at all is what figures ask: the minutes are added, though some may be on both."""
    found: dict[str, SessionMinutes] = {}
    for one in (session for person in members for session in person.sessions):
        before = found.get(one.id, SessionMinutes(one.id, 0.0, 0.0))
        rooms = [part for part in (before.in_person_minutes, one.in_person_minutes) if part is not None]
        is_known = len(rooms) == 2 or any(rooms)
        found[one.id] = SessionMinutes(
            one.id, before.virtual_minutes + one.virtual_minutes, sum(rooms) if is_known else None
        )
    return tuple(found.values())


def _headline(person: Person) -> Iterator[str]:
    """The headline counts in which somebody counts, as `rules.merge.counts` has it."""
    if person.role != "attendee":
        return
    if person.registered:
        yield "registered"
    if person.mode == "absent":
        if person.registration_status == "approved":
            yield "absent"
        return
    yield person.mode
    if not person.attended:
        yield "brief"


def _status(members: Iterable[Person]) -> str | None:
    told = {one.registration_status for one in members}
    return next((status for status in _STATUS if status in told), None)
