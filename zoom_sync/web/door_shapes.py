"""The shapes of what a door's page hands in. Its clock is in milliseconds since 1970, as browsers count."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from zoom_sync.actions.check_in import Passing
from zoom_sync.records import Claim
from zoom_sync.rules.door_clock import Told

LAST_MILLIS = 4_102_444_800_000  # the year 2100
MOST_UNSENT = 1_000_000
Millis = Annotated[int, Field(ge=0, le=LAST_MILLIS)]
Stretch = Annotated[int, Field(ge=-3_200_000_000_000, le=3_200_000_000_000)]
MOST = 60  # check-ins in one request
SLACK, ON_ITS_WAY = timedelta(seconds=1), timedelta(seconds=31)  # how long a request may have been on its way


class Item(BaseModel):
    """One check-in, or (`undoes`) that one is taken back. `skew` and `heard` are of the last contact before it."""

    model_config = ConfigDict(extra="forbid")
    nonce: str = Field(min_length=16, max_length=64)
    direction: Literal["in", "out"] = "in"
    ref: str = Field("", max_length=400)
    code: str = Field("", max_length=40)
    name: str = Field("", max_length=200)
    organisation: str = Field("", max_length=200)
    email: str = Field("", max_length=320)
    phone: str = Field("", max_length=60)
    session: str = Field("", max_length=64)
    undoes: str = Field("", max_length=64)
    strict: bool = False
    at: Millis
    skew: Stretch | None = None
    heard: Millis | None = None
    age: Annotated[int, Field(ge=0, le=4_000_000_000)] | None = None

    def passing(self) -> Passing:
        told = Told(
            at=_instant(self.at),
            skew=None if self.skew is None else timedelta(milliseconds=self.skew),
            heard=None if self.heard is None else _instant(self.heard),
            age=None if self.age is None else timedelta(milliseconds=self.age),
        )
        claim = Claim(name=self.name, organisation=self.organisation, email=self.email, phone=self.phone)
        return Passing(
            self.nonce, claim, self.direction, self.session, self.ref, self.code,
            told=told, undoes=self.undoes, strict=self.strict,
        )  # fmt: skip


class Handed(BaseModel):
    """`now`: the phone's clock as it sends this. `unsent`: how many it will still hold afterwards.

    `skew`: how far ahead its clock is by the quickest answers that it had; what arrives here was on its way.
    """

    model_config = ConfigDict(extra="forbid")
    now: Millis
    skew: Stretch | None = None
    unsent: int = Field(0, ge=0, le=MOST_UNSENT)
    items: list[Item] = Field(max_length=MOST)

    def ahead(self, now: datetime) -> timedelta:
        """How far the phone's clock is ahead of ours, which shows `now`; its own word only where that can be."""
        seen = _instant(self.now) - now
        told = seen if self.skew is None else timedelta(milliseconds=self.skew)
        return told if timedelta(0) <= told - seen + SLACK <= ON_ITS_WAY else seen


class Search(BaseModel):
    model_config = ConfigDict(extra="forbid")
    q: str = Field(max_length=100)
    session: str = Field("", max_length=64)


def _instant(millis: int) -> datetime:
    return datetime.fromtimestamp(millis / 1000, UTC)
