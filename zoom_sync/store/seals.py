"""Seals of final records: what each stands on, as salted hashes that are kept in parts.

A seal is laid down unseen in short transactions and shown by the last. It is never changed, but that of what was
erased all goes except its hash.
"""

from __future__ import annotations

import secrets
import struct
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, Protocol, TypeVar

from sqlalchemy import delete, func, select, update

from zoom_sync.records import Leaf, leaf_id
from zoom_sync.store import attempts, schema
from zoom_sync.store.dialect import Tx, add_or_nothing, queue_up

table, part = schema.seal, schema.seal_part

T = TypeVar("T")
OF_PART = 1_000  # leaves
AT_ONCE = 10  # parts of one transaction: under a megabyte
_LEAF = struct.Struct("B16s16s16s32s")
_BLANK = bytes(16)


class Store(Protocol):
    """As much of the store as this needs."""

    def run(self, steps: Any) -> Any: ...

    def read(self, steps: Any) -> Any: ...


@dataclass(frozen=True, slots=True)
class Seal:
    """`root`: the value that is shown. `generation`: the newest of which it holds. `number` rises by event."""

    id: str
    event: str
    number: int
    root: str
    generation: int
    at: datetime


def value(tx: Tx, event_id: str, *, generation: int) -> str | None:
    """The seal of this generation, as it is shown; None where it has none."""
    asked = select(table.c.root, table.c.generation).where(table.c.event == event_id)
    newest = tx.execute(asked.order_by(table.c.number.desc()).limit(1)).first()
    return newest.root if newest is not None and newest.generation == generation else None


def newest(tx: Tx, event_id: str) -> Seal | None:
    asked = select(table).where(table.c.event == event_id).order_by(table.c.number.desc()).limit(1)
    return next((_seal(row) for row in tx.execute(asked)), None)


def of_root(tx: Tx, root: str) -> Seal | None:
    """The seal of this value, the newest where several events have it."""
    asked = select(table).where(table.c.root == root).order_by(table.c.at.desc()).limit(1)
    return next((_seal(row) for row in tx.execute(asked)), None)


def leaves(store: Store, seal: Seal) -> Iterator[Leaf]:
    """All leaves of a seal, in their order, a part at a time."""
    number = 0
    while True:
        asked = select(part.c.body).where(part.c.seal == seal.id, part.c.number == number)
        body = store.read(lambda tx, asked=asked: tx.execute(asked).scalar())
        if body is None:
            return
        yield from _unpacked(body)
        number += 1


def put(
    store: Store, event_id: str, root: str, made: Sequence[Leaf], *, of: tuple[int, int], now: datetime
) -> bool:
    """Keep a seal of the record as it stood then (`attempts.stand`). Returns False, and keeps nothing, where it does
    not stand so any more."""
    id = secrets.token_hex(16)
    rows = _parts(event_id, id, made)
    store.run(lambda tx: _sweep(tx, event_id))
    while some := list(islice(rows, AT_ONCE)):
        store.run(lambda tx, some=some: add_or_nothing(tx, part, some))
    row = {"id": id, "event": event_id, "root": root, "generation": of[1], "at": now}
    is_kept: bool = store.run(lambda tx: _show(tx, row, of, parts=-(-len(made) // OF_PART)))
    return is_kept


def keep_on(tx: Tx, seal: Seal, *, generation: int) -> None:
    """Say that a newer generation stands on the very same, too."""
    tx.execute(update(table).where(table.c.id == seal.id).values(generation=generation))


def forget(tx: Tx, event_id: str, ids: Collection[str]) -> int:
    """Erase: of the leaves about these facts, decisions or people leave the hash alone. Returns how many there were."""
    gone, count = {leaf_id(id) for id in ids}, 0
    keys = tx.execute(select(part.c.seal, part.c.number).where(part.c.event == event_id)).all()
    for key in keys:
        one = (part.c.seal == key.seal, part.c.number == key.number)
        before = list(_unpacked(tx.execute(select(part.c.body).where(*one)).scalar_one()))
        found = [leaf.id in gone or leaf.other in gone for leaf in before]
        if any(found):
            body = _packed(
                [_erased(leaf) if is_gone else leaf for leaf, is_gone in zip(before, found, strict=True)]
            )
            tx.execute(update(part).where(*one).values(body=body))
            count += sum(found)
    return count


def _erased(leaf: Leaf) -> Leaf:
    return Leaf(leaf.kind, _BLANK, _BLANK, _BLANK, leaf.hash)


def _parts(event_id: str, id: str, made: Sequence[Leaf]) -> Iterator[dict[str, Any]]:
    for number, start in enumerate(range(0, len(made), OF_PART)):
        body = _packed(made[start : start + OF_PART])
        yield {"seal": id, "number": number, "event": event_id, "body": body}


def _sweep(tx: Tx, event_id: str) -> None:
    """Remove what a killed run left."""
    shown = select(table.c.id).where(table.c.event == event_id)
    tx.execute(delete(part).where(part.c.event == event_id, part.c.seal.not_in(shown)))


def _show(tx: Tx, row: dict[str, Any], of: tuple[int, int], *, parts: int) -> bool:
    queue_up(tx, f"seal {row['event']}")
    mine, of_event = part.c.seal == row["id"], table.c.event == row["event"]
    if tx.execute(select(table.c.id).where(table.c.id == row["id"])).first() is not None:
        return True  # it was committed, and the word of it lost
    stands = attempts.stand(tx, row["event"], hold=True)
    laid = tx.execute(select(func.count()).select_from(part).where(mine)).scalar_one()
    if stands != of or laid != parts:  # another run went by, and may have swept, or somebody was erased
        tx.execute(delete(part).where(mine))
        return False
    last = tx.execute(select(func.max(table.c.number)).where(of_event)).scalar() or 0
    tx.execute(table.insert().values(row | {"number": last + 1}))
    return True


def _packed(made: Sequence[Leaf]) -> bytes:
    return b"".join(_LEAF.pack(one.kind, one.id, one.other, one.salt, one.hash) for one in made)


def _unpacked(body: bytes) -> Iterator[Leaf]:
    return (Leaf(*told) for told in _LEAF.iter_unpack(bytes(body)))


def _seal(row: Any) -> Seal:
    return Seal(row.id, row.event, row.number, row.root, row.generation, row.at)
