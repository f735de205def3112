"""Doors and the phones they are opened on. Secrets stand here as SHA-256 only.

A door is a link, good for one event, until it ends by itself or is withdrawn. Whoever opens it on a phone gets
a cookie for that phone alone: a `device`, which may hand in check-ins and take its own back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Row, select, update

from zoom_sync.store import schema
from zoom_sync.store.dialect import Tx, storable

door_, device_ = schema.door, schema.device

Kind = Literal["door", "self"]
NOTED_S = 20  # a device that has nothing new to say is noted as seen no oftener than this


@dataclass(frozen=True, slots=True)
class Door:
    """`until`: when it ends by itself. `ended`: when it was withdrawn. `shown`: the secret of a self check-in."""

    id: str
    event: str
    kind: Kind
    name: str
    until: datetime
    created: datetime
    ended: datetime | None = None
    shown: str = ""

    def is_open(self, now: datetime) -> bool:
        return self.ended is None and now < self.until


@dataclass(frozen=True, slots=True)
class Device:
    """`unsent`: check-ins that it still held when it was last heard. `skew_s`: its clock is so far ahead of ours."""

    digest: str
    door: str
    opened: datetime
    seen: datetime
    unsent: int
    skew_s: float


def add(tx: Tx, made: Door, *, digest: str, by: str) -> None:
    tx.execute(
        door_.insert().values(
            id=made.id,
            event=made.event,
            kind=made.kind,
            name=storable(made.name, 80),
            digest=digest,
            shown=made.shown,
            until=made.until,
            created=made.created,
            by=storable(by, 200),
        )
    )


def get(tx: Tx, id: str) -> Door | None:
    row = tx.execute(select(door_).where(door_.c.id == id)).first()
    return None if row is None else _door(row)


def by_link(tx: Tx, digest: str) -> Door | None:
    """The door that a link's secret opens, whether or not it has ended."""
    row = tx.execute(select(door_).where(door_.c.digest == digest)).first()
    return None if row is None else _door(row)


def of_event(tx: Tx, event_id: str, kind: Kind = "door") -> list[Door]:
    """The event's doors, the oldest first."""
    mine = select(door_).where(door_.c.event == event_id, door_.c.kind == kind)
    return [_door(row) for row in tx.execute(mine.order_by(door_.c.created, door_.c.id))]


def any_of(tx: Tx, event_id: str) -> bool:
    """Whether the event ever had a door of any kind: one that has ended may have let people in."""
    return tx.execute(select(door_.c.id).where(door_.c.event == event_id).limit(1)).first() is not None


def devices(tx: Tx, event_id: str) -> dict[str, list[Device]]:
    """The phones on which the event's doors were opened, the last heard first, by the door's id."""
    mine = select(device_).join(door_, door_.c.id == device_.c.door).where(door_.c.event == event_id)
    found: dict[str, list[Device]] = {}
    for row in tx.execute(mine.order_by(device_.c.seen.desc(), device_.c.digest)):
        found.setdefault(row.door, []).append(_device(row))
    return found


def end(tx: Tx, id: str, *, now: datetime) -> bool:
    """Withdraw a door. False: there is none, or it was withdrawn before."""
    ended = update(door_).where(door_.c.id == id, door_.c.ended.is_(None)).values(ended=now)
    return tx.execute(ended).rowcount == 1


def open_on(tx: Tx, door_id: str, *, digest: str, now: datetime) -> None:
    """Note that a door was opened on a phone, which is known by the SHA-256 of its cookie from now on."""
    tx.execute(device_.insert().values(digest=digest, door=door_id, opened=now, seen=now, unsent=0, skew_s=0))


def device(tx: Tx, digest: str) -> tuple[Device, Door] | None:
    """The phone with this cookie and its door, whether or not that has ended."""
    row = tx.execute(select(device_).where(device_.c.digest == digest)).first()
    found = None if row is None else get(tx, row.door)
    return None if row is None or found is None else (_device(row), found)


def hear(tx: Tx, known: Device, *, unsent: int, skew_s: float, now: datetime) -> None:
    """Note what a phone says of itself."""
    said = {"seen": now, "unsent": unsent, "skew_s": skew_s}
    tx.execute(update(device_).where(device_.c.digest == known.digest).values(said))


def is_news(known: Device, *, unsent: int, skew_s: float, now: datetime) -> bool:
    """Whether what a phone says differs from what is noted of it, or was noted some time ago."""
    if known.unsent != unsent or abs(known.skew_s - skew_s) > 1:
        return True
    return now - known.seen >= timedelta(seconds=NOTED_S)


def forget(tx: Tx, digest: str) -> None:
    """A phone was handed back: its cookie opens nothing any more."""
    tx.execute(device_.delete().where(device_.c.digest == digest))


def _door(row: Row[Any]) -> Door:
    return Door(row.id, row.event, row.kind, row.name, row.until, row.created, row.ended, row.shown)


def _device(row: Row[Any]) -> Device:
    return Device(row.digest, row.door, row.opened, row.seen, row.unsent, row.skew_s)
