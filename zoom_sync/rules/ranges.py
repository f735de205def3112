"""How far the headline counts may still move while questions are open.

Each open pair may turn out to be one person or two. For every knot of pairs that hang together all answers
are tried, and the lowest and highest count kept; knots share nobody, so their ranges add up. A knot of more
than `MOST_PAIRS` is not tried out but given the widest range it could have.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from zoom_sync.records import Person, Record, Role
from zoom_sync.rules.attending import attends
from zoom_sync.rules.curve import closed
from zoom_sync.rules.presence import minutes, union

COUNTED = ("registered", "virtual", "in_person", "both", "absent", "brief", "unidentified")
MOST_PAIRS = 10
_RANK: dict[Role, int] = {"host": 0, "panelist": 1, "attendee": 2}
_STATUS = ("approved", "pending", "cancelled", "denied", "missing")


def ranges(record: Record) -> dict[str, tuple[int, int]]:
    """The least and the most of each headline count, over every answer to the open questions."""
    owner = {
        evidence.fact: entry.id
        for entry in (*record.people, *record.unidentified)
        for evidence in entry.evidence
    }
    entries = {entry.id: entry for entry in (*record.people, *record.unidentified)}
    nameless = {entry.id for entry in record.unidentified}
    pairs = {pair for pair in (_owners(owner, one.facts) for one in record.review) if pair is not None}
    found = {name: (record.counts.get(name, 0),) * 2 for name in COUNTED}
    for members, own in _knots(sorted(pairs)):
        people = {id: entries[id] for id in members}
        now = _count([[id] for id in members], people, nameless, record)
        spread = (
            _tried(members, own, people, nameless, record)
            if len(own) <= MOST_PAIRS
            else _widest(people.values(), now)
        )
        for name, (low, high) in spread.items():
            found[name] = (found[name][0] + low - now[name], found[name][1] + high - now[name])
    return found


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
    members: Sequence[str],
    pairs: Sequence[tuple[str, str]],
    people: Mapping[str, Person],
    nameless: set[str],
    record: Record,
) -> dict[str, tuple[int, int]]:
    seen = []
    for answers in range(2 ** len(pairs)):
        same = [pair for number, pair in enumerate(pairs) if answers >> number & 1]
        seen.append(_count(_joined(members, same), people, nameless, record))
    return {name: (min(one[name] for one in seen), max(one[name] for one in seen)) for name in COUNTED}


def _count(
    groups: Iterable[Sequence[str]], people: Mapping[str, Person], nameless: set[str], record: Record
) -> Counter[str]:
    """The headline counts (docs/record.md, Counts) if each group were one person."""
    found: Counter[str] = Counter()
    for group in groups:
        members = [people[id] for id in group]
        if all(id in nameless for id in group):
            found["unidentified"] += 1
            continue
        if min(_RANK[one.role] for one in members) < _RANK["attendee"]:
            continue
        found["registered"] += any(one.registered for one in members)
        zoom = any(one.mode in ("virtual", "both") for one in members)
        room = any(one.mode in ("in_person", "both") for one in members)
        if not zoom and not room:
            found["absent"] += _status(members) == "approved"
            continue
        found["both" if zoom and room else "virtual" if zoom else "in_person"] += 1
        found["brief"] += not _attended(members, record)
    return found


def _status(members: Iterable[Person]) -> str | None:
    told = {one.registration_status for one in members}
    return next((status for status in _STATUS if status in told), None)


def _attended(members: Sequence[Person], record: Record) -> bool:
    if any(one.attended for one in members):
        return True
    spans = union(span for one in members for span in closed((*one.virtual, *one.in_person)))
    return len(members) > 1 and attends(record.event, spans, minutes(spans))


def _widest(members: Iterable[Person], now: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    modes = Counter(one.mode for one in members)
    zoom, room = modes["virtual"] + modes["both"], modes["in_person"] + modes["both"]
    highest = {"virtual": zoom, "in_person": room, "both": min(zoom, room)}
    return {name: (0, max(now[name], highest.get(name, 0))) for name in COUNTED}
