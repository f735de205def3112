"""The shapes of the API's requests and answers, from which its OpenAPI description is made."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from zoom_sync.rules.sheet.dates import YEARS
from zoom_sync.rules.systems import System


def _meant(at: datetime) -> datetime:
    """In UTC, which the first and the last years of a calendar have not in every zone."""
    if at.year not in YEARS:
        raise ValueError(f"the year has to be from {YEARS[0]} to {YEARS[-1]}")
    return at.astimezone(UTC)


Moment = Annotated[AwareDatetime, AfterValidator(_meant)]


class EventPath(BaseModel):
    event_id: str = Field(description="the event's id", max_length=64)


class Page(BaseModel):
    model_config = ConfigDict(extra="forbid")
    limit: int = Field(100, ge=1, le=1000, description="how many at most")
    cursor: str = Field("", max_length=6000, description="next_cursor of the page before")


NAMES = "of a protected event: with names; else codes stand in their place"


class PageOfRecord(Page):
    reason: str = Field(
        "", max_length=300, description="what it is for: a protected event asks for it on the first page"
    )
    names: bool = Field(False, description=f"{NAMES}. The pages that follow are as the first")


class Reason(BaseModel):
    model_config = ConfigDict(extra="forbid")
    reason: str = Field("", max_length=300, description="what it is for: a protected event asks for it")
    names: bool = Field(
        False, description="of a protected event: yes, with names; the list is nothing without"
    )


class ListPath(EventPath):
    system: System = Field(description="whose list it is")


class Report(BaseModel):
    """Figures of one event; `docs/reports.md` has all of them. More may be added."""

    model_config = ConfigDict(extra="allow")
    status: Literal["provisional", "final"]
    counts: dict[str, int]
    ranges: dict[str, list[int]]


class Search(BaseModel):
    model_config = ConfigDict(extra="forbid")
    q: str = Field("", max_length=100, description="part of a name or organisation, from three letters on")


class EventLine(BaseModel):
    id: str
    title: str
    starts: str
    ends: str
    timezone: str
    venue: str
    webinars: list[str]
    status: Literal["none", "provisional", "final"]


class EventList(BaseModel):
    events: list[EventLine]
    next_cursor: str | None


class Hit(BaseModel):
    ref: str
    name: str
    organisation: str
    inside: bool


class Hits(BaseModel):
    people: list[Hit]


class CheckIn(BaseModel):
    """Any subset that names someone. The same `nonce` twice is one check-in."""

    model_config = ConfigDict(extra="forbid")
    ref: str = Field("", max_length=400, description="a person's id or any evidence ref of theirs")
    name: str = Field("", max_length=200)
    email: str = Field("", max_length=320)
    phone: str = Field("", max_length=60)
    organisation: str = Field("", max_length=200)
    code: str = Field("", max_length=200, description="a personal code")
    session: str = Field("", max_length=64, description="the id of a session of the event")
    direction: Literal["in", "out"] = "in"
    at: Moment | None = Field(None, description="when it happened, with an offset; now if left out")
    nonce: str = Field("", max_length=200, description="made by the device; made here if left out")


class CheckedIn(BaseModel):
    nonce: str
    new: bool = Field(description="false: this nonce was known, nothing was added")
    ref: str = Field(description="the address of this check-in in the record")
    at: str


class SessionMinutes(BaseModel):
    model_config = ConfigDict(extra="allow")
    id: str
    virtual_minutes: float
    in_person_minutes: float | None


class Evidence(BaseModel):
    model_config = ConfigDict(extra="allow")
    source: Literal["registrant", "panelist", "participant", "sign_in", "check_in", "manual"]
    ref: str
    reason: str


class PersonLine(BaseModel):
    model_config = ConfigDict(extra="allow")
    id: str
    name: str
    email: str
    organisation: str
    phone: str
    country: str
    role: Literal["attendee", "panelist", "host"]
    registered: bool
    registration_status: str | None
    mode: Literal["virtual", "in_person", "both", "absent"]
    attended: bool
    virtual_minutes: float
    in_person_minutes: float | None
    minutes: float
    minutes_at_least: bool
    first_seen: str | None
    last_seen: str | None
    sessions: list[SessionMinutes]
    evidence: list[Evidence]
    by_name_alone: bool = Field(description="some of the evidence stands here on the name alone")


class Question(BaseModel):
    model_config = ConfigDict(extra="allow")
    refs: list[str]
    score: float
    reasons: list[str]
    gain: float = Field(description="how many people the answer is expected to put right")
    effect: list[str] = Field(description='what answering "same" would change, in sentences')


class Attendance(BaseModel):
    """The merged record, its people cut to `limit`; all pages of one listing are one snapshot."""

    model_config = ConfigDict(extra="allow")
    event: dict[str, object]
    rule: dict[str, object]
    status: Literal["provisional", "final"]
    seal: str | None
    waiting_for: list[str]
    counts: dict[str, int]
    people: list[PersonLine]
    pseudonymised: bool = Field(False, description="codes stand in place of names")
    unidentified: list[PersonLine] = Field(description="on the first page only")
    review: list[Question] = Field(description="on the first page only")
    next_cursor: str | None


class Problem(BaseModel):
    """RFC 9457: what happened, what is safe, what to do."""

    type: str
    title: str
    status: int
    detail: str
    what: str
    safe: str
    remedy: str
