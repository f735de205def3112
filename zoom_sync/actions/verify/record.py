"""Whether an exported record is the one that was sealed, and whether what it was made of is unchanged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from zoom_sync import sealed
from zoom_sync.actions.verify.comparing import differences
from zoom_sync.files.writing.shapes import head_dict, person_dict
from zoom_sync.records import Leaf, Record, leaf_id
from zoom_sync.rules import seal as rules
from zoom_sync.rules.seal import Content, Kind
from zoom_sync.store import people, seals, snapshot
from zoom_sync.store.database import Store
from zoom_sync.store.seals import Seal

LINES = (("people", Kind.PERSON), ("unidentified", Kind.UNIDENTIFIED))
_OF_KIND = {
    Kind.HEAD: "what the record says of itself",
    Kind.PLAN: "the plan of the event or its rule",
    Kind.FACT: "fact",
    Kind.DECISION: "decision",
    Kind.PERSON: "the line of person",
    Kind.UNIDENTIFIED: "the unidentified entry",
    Kind.QUESTION: "the question about",
}


@dataclass(slots=True)
class Sealed:
    """A seal with all it stands on. `record`: the head of the newest record, if it is the one that was sealed.

    `gone`: how many were erased from the event until now.
    """

    seal: Seal
    leaves: list[Leaf]
    record: Record | None
    gone: int
    by_id: dict[tuple[int, bytes], list[Leaf]] = field(init=False)

    def __post_init__(self) -> None:
        self.by_id = {}
        for one in self.leaves:
            self.by_id.setdefault((one.kind, one.id), []).append(one)

    def of(self, kind: Kind, id: str) -> list[Leaf]:
        return self.by_id.get((kind, leaf_id(id)), [])

    def erased(self, *kinds: Kind) -> int:
        return sum(one.is_erased and one.kind in kinds for one in self.leaves)


def opened(store: Store, value: str) -> Sealed | None:
    """The seal of this value, with what it stands on; None where this store has none."""
    found = store.read(lambda tx: seals.of_root(tx, value))
    if found is None:
        return None
    newest = store.read(lambda tx: seals.newest(tx, found.event))
    head = store.read(lambda tx: snapshot.head(tx, found.event))
    is_newest = newest is not None and newest.id == found.id and head is not None
    stands = head if is_newest and head is not None and head.event.generation == found.generation else None
    gone = head.counts.get("erased", 0) if head is not None else 0
    return Sealed(found, list(seals.leaves(store, found)), stands, gone)


def in_file(store: Store, one: Sealed, given: dict[str, Any]) -> Iterator[str]:
    """What differs between a file and what was sealed, each as a sentence."""
    yield from _head(one, given)
    for name, kind in LINES:
        yield from _lines(store, one, given[name], name, kind)
    yield from _questions(one, given.get("review"))
    known = {*head_names(), "people", "unidentified", "review"}
    yield from (f"{name} was not there" for name in given if name not in known)


def head_names() -> set[str]:
    return {"event", "rule", "status", "seal", "waiting_for", "counts", "notes"}


def _head(one: Sealed, given: dict[str, Any]) -> Iterator[str]:
    head = {name: value for name, value in given.items() if name in head_names()}
    (leaf,) = one.of(Kind.HEAD, "")
    try:
        is_same = rules.holds(leaf, rules.canonical(sealed.sealed_head(head)))
    except (AttributeError, KeyError, TypeError):
        is_same = False
    erased = given["counts"].get("erased") if isinstance(given["counts"], dict) else None
    least = one.gone - one.erased(Kind.PERSON, Kind.UNIDENTIFIED) if one.record is not None else 0
    if not (type(erased) is int and least <= erased <= one.gone):
        yield "counts.erased is another"
    if is_same:
        return
    right = head_dict(one.record) if one.record is not None else {}
    if right and rules.holds(leaf, rules.canonical(sealed.sealed_head(right))):
        right["counts"]["erased"] = erased
        yield from differences(head, right)
    else:
        yield "what it says of the event, its rule, its status, counts or notes is not what was sealed"


def _lines(store: Store, one: Sealed, given: Any, name: str, kind: Kind) -> Iterator[str]:
    if not isinstance(given, list):
        yield f"{name} is no list"
        return
    seen: set[bytes] = set()
    strangers: list[str] = []
    for number, line in enumerate(given, 1):
        id = line.get("id") if isinstance(line, dict) else None
        place = f"{name}, line {number}"
        leaves = one.of(kind, id) if isinstance(id, str) and id else []
        if not leaves:
            strangers.append(f"{place} was not in the record that was sealed")
        elif leaves[0].id in seen:
            yield f"{place} stands twice"
        elif not rules.holds(leaves[0], rules.canonical(line)):
            yield from _line(store, one, leaves[0], line, place)
        seen.update(leaf.id for leaf in leaves)
    missing = sum(leaf.kind == kind and not leaf.is_erased and leaf.id not in seen for leaf in one.leaves)
    if missing:
        yield f"{name}: {missing} {'line is' if missing == 1 else 'lines are'} missing"
    # Who was erased since may still stand in a file of before, and nobody can say any more what was there.
    if len(strangers) > one.erased(kind):
        yield from strangers


def _line(store: Store, one: Sealed, leaf: Leaf, line: Any, place: str) -> Iterator[str]:
    """What differs in a line, if the store still has what was sealed."""
    event = one.seal.event
    right = store.read(lambda tx: people.person(tx, event, line["id"])) if one.record is not None else None
    if right is not None and rules.holds(leaf, rules.canonical(person_dict(right))):
        yield from (f"{place}: {said}" for said in differences(line, person_dict(right)))
    else:
        yield f"{place} is not as it was sealed"


def _questions(one: Sealed, given: Any) -> Iterator[str]:
    leaves = [leaf for leaf in one.leaves if leaf.kind == Kind.QUESTION]
    if not isinstance(given, list) or len(given) != len(leaves):
        if (
            not isinstance(given, list)
            or len(given) > len(leaves)
            or not any(leaf.is_erased for leaf in leaves)
        ):
            yield f"review: there are not {len(leaves)} questions, as there were"
            return
        leaves = [leaf for leaf in leaves if not leaf.is_erased]
        if len(given) != len(leaves):
            yield f"review: there are not {len(leaves)} questions, as there were"
            return
    for number, (leaf, question) in enumerate(zip(leaves, given, strict=True), 1):
        if not leaf.is_erased and not rules.holds(leaf, rules.canonical(question)):
            yield f"review, question {number} is not as it was sealed"


def in_store(store: Store, one: Sealed) -> Iterator[str]:
    """What differs between what was sealed and what the store holds now, each as a sentence."""
    if rules.root([leaf.hash for leaf in one.leaves]) != one.seal.root:
        yield "the seal does not stand on the hashes that are kept for it"
        return
    left = {
        kind: _Left(leaf for leaf in one.leaves if leaf.kind == kind and not leaf.is_erased) for kind in Kind
    }
    added = 0
    contents = sealed.contents(store, one.record) if one.record else sealed.evidence(store, one.seal.event)
    for content in contents:
        found = left[content.kind].take(content)
        if found is False:
            yield f"{_named(content.kind, content.id)} in the store is not as it was sealed"
        added += found is None
    kinds = list(Kind) if one.record else [Kind.FACT, Kind.DECISION]
    for kind in kinds:
        if gone := left[kind].count():
            yield f"in the store {_counted(gone, kind)} missing that {'was' if gone == 1 else 'were'} sealed"
    if added:
        yield f"in the store there is more than was sealed: {added}"


class _Left:
    """The leaves of one kind that nothing was found for yet."""

    def __init__(self, leaves: Iterable[Leaf]) -> None:
        self._by_id: dict[bytes, list[Leaf]] = {}
        for one in leaves:
            self._by_id.setdefault(one.id, []).append(one)

    def take(self, content: Content) -> bool | None:
        """Whether one of its id was made of it; None where there is none of its id. Takes that one out."""
        leaves = self._by_id.get(leaf_id(content.id))
        if not leaves:
            return None
        for one in leaves:
            if rules.holds(one, content.text):
                leaves.remove(one)
                return True
        leaves.pop()
        return False

    def count(self) -> int:
        return sum(map(len, self._by_id.values()))


def _named(kind: Kind, id: str) -> str:
    return f"{_OF_KIND[kind]} {id}".rstrip()


def _counted(number: int, kind: Kind) -> str:
    return f"{number} {kind.name.lower()} {'leaf is' if number == 1 else 'leaves are'}"
