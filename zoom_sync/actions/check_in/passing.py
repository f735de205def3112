"""A check-in as it is handed in, and who hands it in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from zoom_sync.records import Claim
from zoom_sync.rules.door_clock import Told

KEPT_NOTHING = "Nothing was kept."
REBUILD_IN = timedelta(seconds=2)
NOBODY = Claim()


@dataclass(frozen=True, slots=True)
class Passing:
    """A check-in as it was handed in, or (`undoes`, another's nonce) that one is taken back.

    `ref` or a personal `code` names somebody who is known: then it is theirs, whatever else it says. Otherwise
    `claim` holds a name, an e-mail or a phone. `told` is the time by a phone's clock, `at` by a right one; with
    neither it happened now. `note` is said beside its reason in the record.
    """

    nonce: str
    claim: Claim = NOBODY
    direction: Literal["in", "out"] = "in"
    session: str = ""
    ref: str = ""
    code: str = ""
    told: Told | None = None
    at: datetime | None = None
    undoes: str = ""
    note: str = ""
    strict: bool = True


@dataclass(frozen=True, slots=True)
class Hand:
    """Who hands it in. `door`, `device`: ids, where it was one. `place`: what others are told, the door's name."""

    by: str = ""
    door: str = ""
    device: str = ""
    place: str = ""
