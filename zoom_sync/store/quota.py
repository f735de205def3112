"""Zoom's limits, shared by all processes: so many calls a second and a day, per account and label.

The pace is the generic cell rate algorithm: one number per label, the time at which the next call may go.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Row, select, update

from zoom_sync.records import Trouble
from zoom_sync.store import schema
from zoom_sync.store.dialect import Tx, add_or_nothing

quota = schema.quota


class DayUsedUp(Trouble):
    """No more calls of this label before `until`."""

    def __init__(self, label: str, until: datetime) -> None:
        self.label, self.until = label, until
        super().__init__(
            what=f"Zoom's limit for the day ({label} calls) is used up.",
            safe="What was read so far is kept.",
            remedy=f"It goes on by itself after {until:%Y-%m-%d %H:%M} UTC.",
        )


def take(
    tx: Tx,
    account: str,
    *,
    label: str,
    now: datetime,
    per_second: float,
    per_day: int,
    late_s: float = 0.0,
) -> float:
    """Take one call. Returns the seconds to wait before it may go; each caller gets a time of their own.

    Who comes at most `late_s` late keeps their place, so that the next need not be late too: a second holds at
    most (1 + late_s) * per_second calls and one more.

    Raises DayUsedUp where the day (UTC) in which it would go has none left, or Zoom has said to wait.
    """
    row = _held(tx, account, label)
    if row.blocked_until is not None and row.blocked_until > now:
        raise DayUsedUp(label, row.blocked_until)
    is_missed = row.second < now.timestamp() - late_s
    place = now.timestamp() if is_missed else row.second
    starts = max(place, now.timestamp())
    at = datetime.fromtimestamp(starts, UTC)
    used = row.used if row.day == f"{at:%Y-%m-%d}" else 0
    if used >= per_day:
        raise DayUsedUp(label, _next_day(at))
    tx.execute(
        update(quota)
        .where(quota.c.account == account, quota.c.label == label)
        .values(second=place + 1 / per_second, day=f"{at:%Y-%m-%d}", used=used + 1)
    )
    return float(starts) - now.timestamp()


def block(tx: Tx, account: str, *, label: str, until: datetime) -> None:
    """Zoom said: nothing of this label before `until`."""
    _held(tx, account, label)
    tx.execute(
        update(quota).where(quota.c.account == account, quota.c.label == label).values(blocked_until=until)
    )


def left(tx: Tx, account: str, *, now: datetime, per_day: int) -> dict[str, int]:
    """How many calls of each label are left of today (UTC); labels never used are not listed."""
    rows = tx.execute(select(quota).where(quota.c.account == account))
    today = f"{now:%Y-%m-%d}"
    found = {}
    for row in rows:
        is_blocked = row.blocked_until is not None and row.blocked_until > now
        used = row.used if row.day == today else 0
        found[row.label] = 0 if is_blocked else max(0, per_day - used)
    return found


def _held(tx: Tx, account: str, label: str) -> Row[Any]:
    add_or_nothing(tx, quota, [{"account": account, "label": label, "second": 0.0, "day": "", "used": 0}])
    mine = select(quota).where(quota.c.account == account, quota.c.label == label)
    return tx.execute(mine.with_for_update()).one()


def _next_day(at: datetime) -> datetime:
    return (at + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
