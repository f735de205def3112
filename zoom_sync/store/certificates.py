"""Certificates that were issued: what each says, its paper, and what became of it.

A certificate is found by the SHA-256 of its code. The code itself is not kept: it is drawn from the event's key and
the certificate's id, so that nobody who reads the table alone can make a page say anything.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Select, Text, cast, func, select, update

from zoom_sync.records import Certified, fact_id
from zoom_sync.store import codes, schema
from zoom_sync.store.codec import CERTIFIED
from zoom_sync.store.dialect import Tx, add_or_nothing, among

table = schema.certificate
Ending = Literal["", "replaced", "withdrawn", "erased"]
_ALL = [one for one in table.c if one.name not in ("paper", "body")] + [
    cast(table.c.body, Text).label("body")
]


@dataclass(frozen=True, slots=True)
class Certificate:
    """`fact`: the person it was given to; `said` is None where they were erased. `seal` "": none was there then."""

    id: str
    event: str
    fact: str
    number: int
    said: Certified | None
    seal: str
    generation: int
    issued: datetime
    ended: datetime | None = None
    ending: Ending = ""
    made: bool = False


def code_of(key: bytes, certificate_id: str) -> str:
    """The code of a certificate, as XXXX-XXXX-XXXX-XXXX. `key` is the event's."""
    return codes.drawn(key, f"certificate\x1f{certificate_id}")


def new(
    key: bytes,
    event_id: str,
    fact: str,
    number: int,
    said: Certified,
    *,
    seal: str,
    generation: int,
    now: datetime,
) -> Certificate:
    """A certificate that is not in the store yet: the same for the same person and number, whoever makes it."""
    id = fact_id(key, "certificate", fact, str(number))
    return Certificate(id, event_id, fact, number, said, seal, generation, now)


def issue(tx: Tx, key: bytes, new: Sequence[Certificate]) -> int:
    """Put certificates in. Returns how many were not there yet."""
    return add_or_nothing(tx, table, [_row(key, one) for one in new])


def end(tx: Tx, ids: Collection[str], ending: Ending, *, now: datetime) -> int:
    """Let certificates stand no longer; their papers go. Returns how many stood."""
    if not ids:
        return 0
    standing = (among(tx, table.c.id, sorted(ids)), table.c.ended.is_(None))
    ended = tx.execute(
        update(table).where(*standing).values(ended=now, ending=ending, made=False, paper=None)
    )
    return ended.rowcount


def of_event(tx: Tx, event_id: str) -> list[Certificate]:
    """All that stand, without their papers."""
    return _found(tx, select(*_ALL).where(table.c.event == event_id, table.c.ended.is_(None)))


def ids(tx: Tx, event_id: str) -> list[str]:
    """Of all that were ever issued, whatever became of them."""
    return list(tx.execute(select(table.c.id).where(table.c.event == event_id)).scalars())


def of_facts(tx: Tx, event_id: str, facts: Iterable[str]) -> list[Certificate]:
    """Those that stand and were given to somebody whom one of these facts names, the newest first.

    So a letter finds the certificate of its reader, and `papers` what to attach, in the transaction of its own.
    """
    mine = (table.c.event == event_id, among(tx, table.c.fact, sorted(set(facts))), table.c.ended.is_(None))
    return _found(tx, select(*_ALL).where(*mine).order_by(table.c.issued.desc(), table.c.id))


def by_code(tx: Tx, code: str) -> Certificate | None:
    """The certificate of a code in its printed form, whatever became of it."""
    return next(iter(_found(tx, select(*_ALL).where(table.c.mark == _mark(code)))), None)


def numbers(tx: Tx, event_id: str) -> dict[str, int]:
    """The highest number that each fact was given one under."""
    asked = select(table.c.fact, func.max(table.c.number)).where(table.c.event == event_id)
    return dict(tx.execute(asked.group_by(table.c.fact)).all())


def progress(tx: Tx, event_id: str) -> tuple[int, int]:
    """How many of those that stand have their paper, and how many stand."""
    asked = select(table.c.made, func.count()).where(table.c.event == event_id, table.c.ended.is_(None))
    told: dict[bool, int] = dict(tx.execute(asked.group_by(table.c.made)).all())
    return told.get(True, 0), sum(told.values())


def any_unmade(tx: Tx, event_id: str) -> bool:
    """Whether one stands whose paper is not made yet."""
    lacking = (table.c.event == event_id, table.c.ended.is_(None), table.c.made.is_(False))
    return tx.execute(select(table.c.id).where(*lacking).limit(1)).first() is not None


def any_standing(tx: Tx, event_id: str) -> bool:
    standing = (table.c.event == event_id, table.c.ended.is_(None))
    return tx.execute(select(table.c.id).where(*standing).limit(1)).first() is not None


def unmade(tx: Tx, event_id: str, *, limit: int) -> list[Certificate]:
    """Some that stand and have no paper yet."""
    lacking = (table.c.event == event_id, table.c.ended.is_(None), table.c.made.is_(False))
    return _found(tx, select(*_ALL).where(*lacking).order_by(table.c.id).limit(limit))


def put_papers(tx: Tx, papers: Iterable[tuple[str, bytes]]) -> None:
    """Keep papers, each by its certificate's id; not of those that ended meanwhile."""
    for id, paper in papers:
        standing = (table.c.id == id, table.c.ended.is_(None))
        tx.execute(update(table).where(*standing).values(paper=paper, made=True))


def papers(tx: Tx, ids: Sequence[str]) -> dict[str, bytes]:
    """The papers of these certificates, as far as they are made."""
    asked = select(table.c.id, table.c.paper).where(
        among(tx, table.c.id, list(ids)), table.c.paper.is_not(None)
    )
    return {id: bytes(paper) for id, paper in tx.execute(asked)}


def newest(tx: Tx, event_id: str) -> Certified | None:
    """What the certificate that was issued last says; None where none stands."""
    asked = select(*_ALL).where(table.c.event == event_id, table.c.ended.is_(None))
    found = _found(tx, asked.order_by(table.c.issued.desc(), table.c.id).limit(1))
    return found[0].said if found else None


def last_issued(tx: Tx, event_id: str) -> datetime | None:
    """When the last of those that stand was issued."""
    standing = (table.c.event == event_id, table.c.ended.is_(None))
    return tx.execute(select(func.max(table.c.issued)).where(*standing)).scalar()


def _found(tx: Tx, asked: Select[Any]) -> list[Certificate]:
    return [
        Certificate(
            row.id, row.event, row.fact, row.number, None if row.ending == "erased" else CERTIFIED.of_text(row.body),
            row.seal, row.generation, row.issued, row.ended, row.ending, row.made,
        )
        for row in tx.execute(asked)
    ]  # fmt: skip


def _row(key: bytes, one: Certificate) -> dict[str, Any]:
    assert one.said is not None
    return {
        "id": one.id,
        "event": one.event,
        "fact": one.fact,
        "number": one.number,
        "mark": _mark(code_of(key, one.id)),
        "body": CERTIFIED.to_json(one.said),
        "seal": one.seal,
        "generation": one.generation,
        "issued": one.issued,
        "ended": None,
        "ending": "",
        "made": False,
    }


def _mark(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
