"""The seal of a final record: the root of a tree of salted hashes, one for each fact, decision and line.

So one value stands for all of it, whatever is changed can be named, and a leaf of which only the hash is left says
nothing of the person it was about: whoever is erased leaves no more than that, and the seal stays what it was.

A leaf is SHA-256 over 0x00, its salt, its kind and its text; a node is SHA-256 over 0x01 and the two below it; an odd
one goes up as it is (the tree of RFC 6962).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from zoom_sync.records import Leaf, leaf_id

SALT = 16  # bytes
_WHOLE = (".0", "e+")  # where a whole number may be written as a fraction
_written = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


class Kind(IntEnum):
    """What a leaf is of. They stand in this order."""

    HEAD = 0  # the record but its people and questions, as it is exported
    PLAN = 1  # what was said of the event that decides its figures and is not exported
    FACT = 2
    DECISION = 3
    PERSON = 4  # a line of the record, as it is exported
    UNIDENTIFIED = 5
    QUESTION = 6


@dataclass(frozen=True, slots=True)
class Content:
    """What is sealed. `id`, `other`: of the fact, decision or person that it is about; a question is about two."""

    kind: Kind
    id: str
    text: str
    other: str = ""


def holds(leaf: Leaf, text: str) -> bool:
    """Whether a leaf was made of this text."""
    return not leaf.is_erased and leaf_hash(leaf.salt, leaf.kind, text) == leaf.hash


def canonical(value: Any) -> str:
    """JSON text that is equal for equal values: sorted keys, and a whole number the same however it is written."""
    text = _written(value)
    return _written(_plain(value)) if any(sign in text for sign in _WHOLE) else text


def _plain(value: Any) -> Any:
    """The value with whole numbers as integers."""
    kind = type(value)
    if kind is float:
        return int(value) if value.is_integer() else value
    if kind is dict:
        return {name: one if type(one) is str else _plain(one) for name, one in value.items()}
    if kind is list or kind is tuple:
        return [one if type(one) is str else _plain(one) for one in value]
    return value


def made(content: Content, salt: bytes) -> Leaf:
    """The leaf of this content, `SALT` random bytes."""
    hash = leaf_hash(salt, content.kind, content.text)
    return Leaf(content.kind, leaf_id(content.id), leaf_id(content.other), salt, hash)


def leaf_hash(salt: bytes, kind: int, text: str) -> bytes:
    return hashlib.sha256(b"\0" + salt + bytes((kind,)) + text.encode("utf-8", "surrogatepass")).digest()


def ordered(leaves: Iterable[Leaf]) -> list[Leaf]:
    """By kind and id; questions as they come."""
    kept = list(leaves)
    rest = sorted((one for one in kept if one.kind != Kind.QUESTION), key=_place)
    return rest + [one for one in kept if one.kind == Kind.QUESTION]


def _place(leaf: Leaf) -> tuple[int, bytes, bytes]:
    return leaf.kind, leaf.id, leaf.hash


def root(hashes: Sequence[bytes]) -> str:
    """The seal over these leaves, 64 hex digits."""
    level = list(hashes)
    if not level:
        return hashlib.sha256(b"").hexdigest()
    while len(level) > 1:
        level = list(_above(level))
    return level[0].hex()


def _above(level: Sequence[bytes]) -> Iterator[bytes]:
    sha256 = hashlib.sha256
    for place in range(0, len(level) - 1, 2):
        yield sha256(b"\1" + level[place] + level[place + 1]).digest()
    if len(level) % 2:
        yield level[-1]
