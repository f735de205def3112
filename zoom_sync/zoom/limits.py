"""How often Zoom may be asked, and what its "too many requests" means.

Limits are shared by all apps of the account. Of the headers every one may be missing, and `Retry-After` came
as a date where seconds were promised (contract 3.2): so each is read where it is there, and trusted little.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Literal, Protocol

Label = Literal["light", "medium", "heavy"]


@dataclass(frozen=True, slots=True)
class Limit:
    """`late_s`: so many seconds late a call may come and keep its place in the row (`store.quota`)."""

    per_second: float
    per_day: int
    late_s: float = 0.0


# Contract 3.1. Where Zoom names no limit for the day, its per-second limit alone holds; heavy and
# resource-intensive calls share one limit a day.
_NO_DAY = 10_000_000
PLANS: Mapping[str, Mapping[Label, Limit]] = {
    "free": {"light": Limit(4, 6_000), "medium": Limit(2, 2_000), "heavy": Limit(1, 1_000)},
    "pro": {"light": Limit(30, _NO_DAY), "medium": Limit(20, _NO_DAY), "heavy": Limit(10, 30_000)},
    "business": {"light": Limit(80, _NO_DAY), "medium": Limit(60, _NO_DAY), "heavy": Limit(40, 60_000)},
}
# Of the per-second limit: a sync of a large list takes no longer than it must, and a call that comes a moment too
# early, ours or another app's, is answered with a 429 and goes again.
SHARE = 0.97
# What the share leaves of each second holds the calls that come late, half of it those that we were late to send, the
# other half those that are delayed on their way: so no second ever holds more than the limit.
LATE_S = (1 / SHARE - 1) / 2
LONGEST_WAIT = timedelta(seconds=60)  # longer ones are not slept through


class Pace(Protocol):
    """Keeps the account's calls under its limits, over all processes."""

    def wait(self, label: str) -> None:
        """Return when a call of this label may go. Raises Trouble when that is not today."""

    def block(self, label: str, until: datetime) -> None:
        """Let no call of this label go before `until`."""


@dataclass(frozen=True, slots=True)
class TooMany:
    """What a 429 means: of the `whole` account or of one person only; `until`: None, a moment is enough."""

    kind: Literal["second", "day", "one"]
    until: datetime | None
    label: Label | None


def limit(plan: str, label: Label) -> Limit:
    """The limit to stay under, for the account's plan; the free one where the plan is unknown."""
    found = PLANS.get(plan, PLANS["free"])[label]
    return Limit(found.per_second * SHARE, found.per_day, LATE_S)


def too_many(headers: Mapping[str, str], message: str, now: datetime) -> TooMany:
    """Understand a 429 from its headers and its text; both may say nothing."""
    said = message.lower()
    category = headers.get("X-RateLimit-Category", "").lower()
    label = next((one for one in PLANS["free"] if one == category), None)
    until = retry_after(headers.get("Retry-After", ""), now)
    if "for the registrant" in said or "particular user" in said:
        return TooMany("one", midnight(now), label)
    if "daily" in said or "gmt 00:00" in said or "daily" in headers.get("X-RateLimit-Type", "").lower():
        # The day's limits end at midnight in UTC: a later date is none to believe.
        return TooMany("day", min(until, midnight(now)) if until else midnight(now), label)
    return TooMany("second", until, label)


def retry_after(value: str, now: datetime) -> datetime | None:
    """`Retry-After` as an instant, from seconds, an HTTP date or ISO 8601; None if none of these, or past.

    At most a day ahead.
    """
    value = value.strip()
    moment: datetime | None = None
    if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,6})?", value):
        moment = now + timedelta(seconds=float(value))
    elif value:
        for read in (datetime.fromisoformat, parsedate_to_datetime):
            try:
                moment = read(value)
                break
            except (ValueError, TypeError, IndexError):
                continue
    if moment is None:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(moment, now + timedelta(days=1)) if moment > now else None


def midnight(now: datetime) -> datetime:
    """The next 00:00 in UTC, when Zoom's limits of the day begin anew."""
    today = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return today + timedelta(days=1)
