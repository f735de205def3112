"""The nouns of the day: who takes part, and what each of them really did.

A join or a signature stands with the person who really made it, whatever name or link it carries: that is
what the truth is computed from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from zoom_sync.demo.zoom_server.people import AS_USUAL, How, Panelist, Registrant

ZONE = "Asia/Kolkata"
THE_DAY = date(2022, 11, 11)
Run = Literal["rehearsal", "morning", "afternoon"]
Role = Literal["attendee", "panelist", "host"]


def at(clock: str, day: date = THE_DAY) -> datetime:
    """`"10:30"` or `"10:30:05"` on the wall of the hall, as an instant in UTC."""
    hour, minute, second = (*map(int, clock.split(":")), 0)[:3]
    local = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=ZoneInfo(ZONE))
    return local.astimezone(UTC)


def wall(instant: datetime) -> datetime:
    """The same on the wall of the hall, without a zone: as people write it down."""
    return instant.astimezone(ZoneInfo(ZONE)).replace(tzinfo=None)


STARTS, ENDS = at("10:30"), at("17:00")
REHEARSAL_DAY = THE_DAY - timedelta(days=2)
# when each run began and ended; the host ends the first by mistake at lunch
RUNS: dict[Run, tuple[datetime, datetime]] = {
    "rehearsal": (at("15:00", REHEARSAL_DAY), at("15:24:30", REHEARSAL_DAY)),
    "morning": (at("10:17:40"), at("12:41:12")),
    "afternoon": (at("13:16:05"), at("17:04:20")),
}
# title, start, end, place
AGENDA: tuple[tuple[str, str, str, str], ...] = (
    ("Areas of origin", "11:00", "12:30", "Silver Oak"),
    ("Fair recruitment", "13:30", "15:00", "Silver Oak"),
    ("Unfree labour at destination", "15:15", "16:45", "Silver Oak"),
)
TITLE = "Lessons Learned by the ILO's Work in Freedom Programme (2012-2022)"
VENUE = "Silver Oak, India Habitat Centre, New Delhi"


@dataclass(slots=True)
class Join:
    """One connection, of whoever sat before it."""

    run: Run
    start: datetime
    end: datetime
    shown: str
    registrant_id: str = ""
    email: str = ""
    account: str = ""
    phone: str = ""
    joined: How = AS_USUAL
    left: How = AS_USUAL
    bound_to: Join | None = None
    user_id: str = ""  # set when the cast is complete, in the order of joining
    participant_uuid: str = ""


@dataclass(slots=True)
class Signature:
    """One row of a sign-in sheet. `n` counts the data rows of its file from 1."""

    sheet: str
    name: str
    time_in: datetime
    time_out: datetime | None = None
    organisation: str = ""
    designation: str = ""
    email: str = ""
    phone: str = ""
    n: int = 0


@dataclass(slots=True)
class Person:
    """Somebody. `name`: as a right record shows it; `who`: who it really is, where no record can know.

    `status`: what a right record says of the registration at the end of the day, "" without one.
    `nameless`: a connection that names nobody; it is nobody in the record.
    """

    name: str
    who: str = ""
    email: str = ""
    organisation: str = ""
    phone: str = ""
    country: str = ""
    role: Role = "attendee"
    registrant: Registrant | None = None
    status: str = ""
    signs_up_on_the_day: datetime | None = None
    judged: tuple[tuple[datetime, Literal["approve", "deny", "cancel"], str], ...] = ()
    panelist: Panelist | None = None
    account: str = ""
    joins: list[Join] = field(default_factory=list)
    signatures: list[Signature] = field(default_factory=list)
    nameless: bool = False
    story: str = ""  # what goes wrong, for the page


@dataclass(frozen=True, slots=True)
class Doubt:
    """What no rule can know, and the decision of somebody who was there.

    Its two sides are things of the cast; `truth` makes their addresses. `questions`: the pairs that a record
    asks about because of a pair to join; of a pair to part it asks nothing. `objection`: what whoever registered
    as `one` says of it, once they see their own record.
    """

    what: str
    kind: Literal["same", "different"]
    one: Registrant
    other: Join | Signature
    questions: int = 1
    objection: str = ""


@dataclass(frozen=True, slots=True)
class Inference:
    """What no key tells and a right record holds all the same. `alone`: by nothing but the name."""

    what: str
    one: Registrant
    other: Join | Signature
    alone: bool = False


@dataclass(slots=True)
class Cast:
    """Everybody, and the ids by which Zoom knows the webinar and its runs."""

    seed: int
    webinar: int
    uuids: dict[Run, str]
    host: Person
    people: list[Person]
    doubts: list[Doubt]
    inferences: list[Inference] = field(default_factory=list)
