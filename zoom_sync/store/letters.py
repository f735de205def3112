"""Letters to everyone of a group of an event: written, changed until they are approved, approved, stopped.

What each mailbox gets of one is `store.outbox`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, exists, or_, select, update

from zoom_sync.store import schema
from zoom_sync.store.dialect import Tx, add_or_nothing, storable, storable_tree

WRITTEN = (  # what may be written anew
    "group", "subject", "text", "by", "chosen", "language", "others", "recording", "calendar", "certificate",
    "not_before",
)  # fmt: skip

_letter, _event = schema.letter, schema.event


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter to everyone of a group of an event.

    `chosen`: for the group of that name, the filters of the people's table. `language`: of `subject` and `text`;
    `others`: those in further languages. `calendar`: the event whose calendar entry goes along. `certificate`: "" for
    none, "all" where whoever has one gets it along, "only" where whoever has none gets no letter.
    """

    id: str
    event: str
    group: str
    subject: str
    text: str
    created: datetime
    by: str = ""
    approved: datetime | None = None
    approved_by: str = ""
    before_final: bool = False
    addressed: datetime | None = None
    stopped: datetime | None = None
    chosen: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"
    others: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    recording: str = ""
    calendar: str = ""
    certificate: str = ""
    not_before: datetime | None = None


def plan(tx: Tx, letter: Letter) -> bool:
    """Add a letter. Returns whether its id was new."""
    return add_or_nothing(tx, _letter, [_as_row(letter)]) == 1


def change(tx: Tx, letter: Letter) -> bool:
    """Write a letter anew, as long as nobody has approved it. Returns whether that was so."""
    row = _as_row(letter)
    done = tx.execute(
        update(_letter)
        .where(_letter.c.id == letter.id, _letter.c.approved.is_(None), _letter.c.addressed.is_(None))
        .values({name: row[name] for name in WRITTEN})
    )
    return done.rowcount == 1


def get(tx: Tx, letter_id: str) -> Letter | None:
    row = tx.execute(select(_letter).where(_letter.c.id == letter_id)).first()
    return None if row is None else as_letter(row)


def of_event(tx: Tx, event_id: str) -> list[Letter]:
    """An event's letters, the newest first."""
    rows = tx.execute(
        select(_letter).where(_letter.c.event == event_id).order_by(_letter.c.created.desc(), _letter.c.id)
    )
    return [as_letter(row) for row in rows]


def approve(tx: Tx, letter_id: str, *, by: str, before_final: bool, now: datetime) -> None:
    """From now on the letter may go out; a stopped one goes on where it stopped."""
    tx.execute(
        update(_letter)
        .where(_letter.c.id == letter_id)
        .values(approved=now, approved_by=storable(by, 200), before_final=before_final, stopped=None)
    )


def stop(tx: Tx, letter_id: str, *, now: datetime) -> None:
    """No further copy is claimed. Copies that are still planned stay so."""
    tx.execute(
        update(_letter).where(_letter.c.id == letter_id, _letter.c.stopped.is_(None)).values(stopped=now)
    )


def may_go(now: datetime) -> ColumnElement[bool]:
    """The condition under which a letter may go out: approved, not stopped, its time come, its event not removed."""
    return and_(
        exists().where(_event.c.id == _letter.c.event, _event.c.removed.is_(None)),
        _letter.c.approved.is_not(None),
        _letter.c.stopped.is_(None),
        or_(_letter.c.not_before.is_(None), _letter.c.not_before <= now),
    )


def as_letter(row: Row[Any]) -> Letter:
    """A row of the table as a letter."""
    fields = row._mapping
    others = {language: (subject, text) for language, (subject, text) in fields["others"].items()}
    return Letter(**{name: fields[name] for name in Letter.__dataclass_fields__} | {"others": others})


def _as_row(letter: Letter) -> dict[str, Any]:
    row = {name: getattr(letter, name) for name in Letter.__dataclass_fields__}
    return row | {
        "subject": storable(letter.subject),
        "text": storable(letter.text),
        "by": storable(letter.by, 200),
        "chosen": storable_tree(dict(letter.chosen)),
        "others": storable_tree({language: list(texts) for language, texts in letter.others.items()}),
    }
