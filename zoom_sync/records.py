"""The nouns: frozen values that the rooms hand to one another.

They hold no behaviour beyond a property. This module imports only the standard library, so that every room
may know it. Every instant is an aware datetime in UTC; every span is half-open. Text fields hold "" where
nothing is known, so that nobody has to tell None from empty.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

Mode = Literal["virtual", "in_person", "both", "absent"]
Role = Literal["attendee", "panelist", "host"]
Source = Literal["registrant", "panelist", "participant", "sign_in", "check_in", "manual"]
TraceKind = Literal[
    "registrant",  # Zoom's row of a registration listing, a registration notice, or a row of a list
    "panelist",  # a row of Zoom's panelist list
    "joined",  # a connection began (webhook)
    "left",  # a connection ended (webhook); does not know when it began
    "bind",  # Zoom tied a phone leg to a person's connection (webhook); see Trace.bound
    "participant",  # one whole connection: a row of a report, of the API or of a file
    "viewer",  # watched the recording; counts no minutes
    "sign_in",  # a row of a sheet from the room
    "check_in",  # a check-in at a door, in or out
    "shared",  # a second person at the screen of a connection: made of a decision, never kept
]
VerdictKind = Literal["same", "different", "shared", "attended", "absent", "named", "undo"]
# What reaches one person at any event, as `rules.identity.known` reads it: ("mail", "asha@rao.example").
Contact = tuple[Literal["mail", "phone", "account"], str]


@dataclass(slots=True, unsafe_hash=True)  # as `Evidence`
class Span:
    """From `start` to `end`, the end not included. `end` None: not known when (or whether) it ended.

    `certain` False: the end was set by us (a leave that never came) until a report says better.
    """

    start: datetime
    end: datetime | None
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Session:
    """A part of the agenda."""

    id: str
    title: str
    span: Span
    place: str = ""


@dataclass(frozen=True, slots=True)
class Webinar:
    """One of an event's entrances on Zoom: a webinar, or one occurrence of a recurring one."""

    id: str
    occurrence: str = ""

    def __str__(self) -> str:
        """As it is typed: ID, or ID/OCCURRENCE."""
        return f"{self.id}/{self.occurrence}" if self.occurrence else self.id


@dataclass(frozen=True, slots=True)
class Rule:
    """How presence is counted; shown next to every figure it made.

    `sheet_breaks_s`: between two signatures of one person on one sheet a break of at most so many seconds
    counts as present (tea between a morning and an afternoon signature); see docs/decisions.

    Whoever attended meets every minimum: minutes; `minimum_share`, in per cent of the event's time; so many parts of
    the agenda and so many days (all of them, where there are fewer), in each of which they were for `part_minutes`.
    """

    clip_to_event: bool = True
    bridge_gaps_s: int = 60
    sheet_breaks_s: int = 1800
    minimum_minutes: float = 5
    minimum_share: int = 0
    minimum_sessions: int = 0
    minimum_days: int = 0
    part_minutes: float = 5


@dataclass(frozen=True, slots=True)
class Event:
    """One gathering of people; a Zoom webinar is only one of its entrances. Presence is clipped to `days`."""

    id: str
    title: str
    days: tuple[Span, ...]
    timezone: str
    venue: str = ""
    sessions: tuple[Session, ...] = ()
    webinars: tuple[Webinar, ...] = ()
    rule: Rule = Rule()
    key: bytes = b""
    caution: Literal["careful", "usual"] = "usual"
    owner: str = ""
    protected: bool = False  # to be on its list may endanger somebody; see `care`
    room_closed: datetime | None = None  # an organiser said: the room is complete
    waived: str = ""  # the reason why reports are not waited for
    generation: int = 0
    language_question: str = ""  # the question or column that tells in which language somebody wants letters
    licence_question: str = ""  # the question that asks for somebody's licence number, for rosters
    report_question: str = ""  # the question of Zoom's form by whose answers reports sort people
    letters_by_two: bool = False  # who wrote a letter does not approve it
    polls: bool = False  # sums of polls and of the audience's questions are read; never of a protected event
    keep_until: date | None = None  # the last day on which its people are kept by name; None: no day was set
    erased: datetime | None = None  # since then only its sums are there, and nothing comes in any more

    @property
    def starts(self) -> datetime:
        return self.days[0].start

    @property
    def ends(self) -> datetime:
        end = self.days[-1].end
        return end if end is not None else self.days[-1].start

    @property
    def care(self) -> Literal["careful", "usual"]:
        """How sure a match must be: what was set, but careful wherever the event is protected."""
        return "careful" if self.protected else self.caution


@dataclass(frozen=True, slots=True)
class WebinarInfo:
    """What Zoom says of a webinar: who hosts it tells the hosts' connections from the attendees'."""

    id: str
    topic: str = ""
    host_id: str = ""
    host_emails: tuple[str, ...] = ()  # the host's and the alternative hosts' addresses, as Zoom wrote them
    registration_url: str = ""
    type: int = 0
    start: datetime | None = None
    duration_min: int = 0
    occurrences: tuple[tuple[str, datetime, int], ...] = ()  # id, start, minutes


@dataclass(frozen=True, slots=True)
class Instance:
    """One actual run of a webinar, from start to end."""

    webinar: str
    uuid: str
    start: datetime | None = None
    end: datetime | None = None
    occurrence: str = ""
    belongs: bool = True  # its run meets the event's days; see `rules.finality.belongs`
    practice: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One whole read of who was in an instance. `complete`: no row without an end, none of zero length.

    `number` rises from one reading of an instance to the next, whatever the clock says.
    """

    webinar: str
    instance: str
    at: datetime
    complete: bool
    digest: str
    source: Literal["report", "past"] = "report"
    rows: int = 0
    number: int = 0


@dataclass(frozen=True, slots=True)
class PollAnswer:
    """What somebody answered to a question of a poll. It is counted at once, and never kept.

    `who` tells one from another, "" for whoever is anonymous; `poll`: its id at Zoom. Of several options chosen
    Zoom makes one answer, with semicolons.
    """

    who: str
    poll: str
    question: str
    answer: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """That somebody of the audience asked something: not who, and not what. `is_replied`: a host wrote or spoke."""

    id: str
    status: str = "default"
    is_replied: bool = False


@dataclass(frozen=True, slots=True)
class Poll:
    """One question of a poll in one run: how many people answered it, and with what; see `rules.asked`.

    `answers`: those that several gave, each with its people, most first; `others`: how many gave another.
    """

    question: str
    answered: int
    answers: tuple[tuple[str, int], ...] = ()
    others: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked in one run, in sums alone. None: not read (yet).

    `questions`: how many the audience asked, `answered`: how many of those were answered.
    """

    instance: str
    start: datetime | None = None
    polls: tuple[Poll, ...] | None = None
    questions: int | None = None
    answered: int | None = None


@dataclass(slots=True, unsafe_hash=True)  # as `Evidence`
class Claim:
    """What somebody, or something, says of themselves."""

    name: str = ""
    email: str = ""
    phone: str = ""
    organisation: str = ""
    country: str = ""
    registrant_id: str = ""
    account_id: str = ""
    code: str = ""
    language: str = ""  # as they answered the event's question for it
    licence: str = ""  # their licence number, as they answered the event's question for that
    answer: str = ""  # to the event's question for reports


@dataclass(slots=True, unsafe_hash=True)  # as `Evidence`
class Registration:
    """`status`: approved, pending, denied, cancelled or missing (was listed once, and is no more)."""

    status: str = "approved"
    created: datetime | None = None


@dataclass(slots=True, unsafe_hash=True)  # as `Evidence`
class Trace:
    """One observation: somebody registered, was connected, signed, was checked in.

    A fact: it is never edited (the one exception is Zoom's registration row, which mirrors its owner).
    `ref` is its address in the record (docs/record.md), `id` its address among facts.
    A connection that is reported twice (live and in the report, or in a file) has one trace per report.
    """

    id: str
    kind: TraceKind
    source: Source
    ref: str
    claim: Claim = Claim()  # noqa: RUF009  # nobody changes one
    span: Span | None = None  # participant: the connection; sign_in: time in and out
    further: tuple[Span, ...] = ()  # sign_in: the other stays of a row that has several, as after lunch
    at: datetime | None = None  # joined, left, bind, check_in: the instant; registrant: when Zoom said so
    webinar: str = ""
    instance: str = ""
    connection: str = ""  # Zoom's user_id: one join within one instance
    bound: str = ""  # bind: the other connection, which belongs to the same person
    role: Role = "attendee"
    registration: Registration | None = None  # registrant, panelist-free rows of reports that tell it
    direction: Literal["in", "out"] = "in"  # check_in
    place: str = ""
    session: str = ""
    excluded: str = ""  # why it counts nothing: "waiting room", "practice", "not part of this event"
    cells: str = ""  # digest of the row's cells: the same row in two sheets is one person seen twice
    file: str = ""  # the file it came from (its SHA-256), "" for Zoom and doors
    stands_for: str = ""  # check_in: the registration whose personal code was shown, a fact's id
    device_at: datetime | None = None  # check_in: what the door's own clock said, where that was put right
    note: str = ""  # what is said beside its reason: "self-declared", "its personal code was withdrawn"

    @property
    def stays(self) -> tuple[Span | None, ...]:
        """All that it tells of. None: one of which nobody knows when it began."""
        return (self.span, *self.further)


@dataclass(frozen=True, slots=True)
class Sighting:
    """Somebody who came in, or went out, on one side, as is counted while it happens.

    `who`: the person's id; where `is_known` is False the record knows of none yet, and it stands for itself.
    """

    fact: str  # the trace's id
    who: str
    at: datetime
    is_in: bool = True
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """A person's decision: a fact about facts. `refs` are trace ids (never people's).

    "shared": two people were at the screen of a connection (the first ref); the second ref is of the other one.
    "named": what whoever the record is of is called; `reason` says it.
    """

    id: str
    kind: VerdictKind
    refs: tuple[str, ...]
    by: str
    at: datetime
    reason: str = ""
    undoes: str = ""


# What reasons of evidence have in them; who decided follows the first two, why it counts nothing the third.
DECIDED, TAKEN_BACK, NOT_COUNTED = "decided by ", "taken back by ", "not counted: "
_WITHDRAWN = NOT_COUNTED + TAKEN_BACK.removesuffix(" by ")  # a record under codes does not say by whom


@dataclass(slots=True, unsafe_hash=True)  # as `Evidence`
class Alone:
    """What one record would make of somebody if it were all that they left. `registration`: its status.

    `nameless`: they would stand among the unidentified.
    """

    role: Role = "attendee"
    registration: str | None = None
    mode: Mode = "absent"
    nameless: bool = False


@dataclass(slots=True, unsafe_hash=True)  # frozen it would take twice as long to make, and there are millions
class Evidence:
    """One input record and why it stands with this person. Never changed once it is made.

    `doubt`: what can be doubted of that, beside the reason: "shared by several people, first name is an initial".
    `alone`: known only where some of the person's records may be somebody else's.
    """

    source: Source
    ref: str
    reason: str
    fact: str  # the trace's id
    doubt: str = ""
    alone: Alone | None = None

    @property
    def by_name(self) -> bool:
        """Whether it stands here on the name alone: no key, no other sign and no decision ties it."""
        return self.reason.startswith("name (")


@dataclass(frozen=True, slots=True)
class SessionMinutes:
    id: str
    virtual_minutes: float
    in_person_minutes: float | None


@dataclass(slots=True, unsafe_hash=True)  # as `Evidence`
class Person:
    """A line of the record. Minutes are exact to the second. Spans are bridged and clipped, for curves.

    Never changed once it is made.
    """

    id: str
    name: str
    email: str
    organisation: str
    phone: str
    country: str
    role: Role
    registered: bool
    registration_status: str | None
    mode: Mode
    attended: bool
    virtual_minutes: float
    in_person_minutes: float | None
    minutes: float
    minutes_at_least: bool
    first_seen: datetime | None
    last_seen: datetime | None
    sessions: tuple[SessionMinutes, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    virtual: tuple[Span, ...] = ()
    in_person: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()  # said beside the person: "two connections at once under one registration"
    by_name: bool = False  # some of this person's records stand here on the name alone
    language: str = ""  # the one they asked for, in their own words
    answer: str = ""  # to the event's question for reports

    @property
    def is_withdrawn(self) -> bool:
        """Whether all that was ever noted of them was taken back. It stays as evidence, and nobody is listed for it."""
        first = self.evidence[0] if self.evidence else None
        if first is None or not first.reason.startswith(_WITHDRAWN):  # nearly everybody
            return False
        return all(line.reason.startswith(_WITHDRAWN) for line in self.evidence)

    @property
    def at_once(self) -> Span | None:
        """The longest time at which they were on Zoom and in the room at once, as far as ends are known."""
        both = [
            Span(max(one.start, other.start), min(one.end, other.end))
            for one in self.virtual
            for other in self.in_person
            if one.end and other.end and max(one.start, other.start) < min(one.end, other.end)
        ]
        return max(both, key=lambda span: (span.end or span.start) - span.start, default=None)


@dataclass(frozen=True, slots=True)
class Pair:
    """A possible match: a question for a person. `refs` are evidence refs; `facts` the traces' ids.

    `gain`: how many people the answer is expected to put right. `effect`: what "same" would change, in
    sentences.
    """

    refs: tuple[str, ...]
    score: float
    reasons: tuple[str, ...]
    facts: tuple[str, ...] = ()
    gain: float = 0.0
    effect: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """Contacts that are one person's at this event, beyond doubt. `fact`: the least of the facts they stand in.

    `proof`: what holds them together there: sure keys alone, or a person's decision.
    """

    fact: str
    contacts: frozenset[Contact]
    proof: Literal["decision", "keys"] = "keys"


@dataclass(frozen=True, slots=True)
class Known:
    """A tie of an earlier event: evidence that here too its contacts are one person's, never more than that.

    `contacts`: two or more, and only such as stand at this event too. `title` and `on`: which event it was, and
    its first day in its own zone.
    """

    contacts: frozenset[Contact]
    title: str
    on: date
    proof: Literal["decision", "keys"] = "keys"


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether all evidence is in, and what is still waited for, in words."""

    final: bool
    waiting_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Final:
    """The version of a record that was final last. `said`: the sum of what it says of everybody.

    `closings`: how often an organiser had said by then that it is complete; `lapsed`: evidence was waited for since.
    """

    said: str
    at: datetime
    counts: Mapping[str, int]
    closings: int = 0
    lapsed: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """People who were erased, as far as they count: how many of this kind. See `rules.merge.counts`."""

    role: str
    registered: bool
    registration_status: str | None
    mode: str
    attended: bool
    nameless: bool = False  # stood among the unidentified
    heads: int = 1


@dataclass(frozen=True, slots=True)
class Record:
    """Who took part, whether and how long. docs/record.md has it as JSON, field by field."""

    event: Event
    status: Literal["provisional", "final"]
    waiting_for: tuple[str, ...]
    counts: Mapping[str, int]
    people: tuple[Person, ...]
    unidentified: tuple[Person, ...]
    review: tuple[Pair, ...]
    seal: str | None = None
    notes: tuple[str, ...] = ()  # of the whole record: a verdict that contradicts a newer one, a loss named
    final: Final | None = None
    heads: tuple[Head, ...] = ()  # who was erased, and only counts
    decisions: int = 0  # how many times somebody decided something that stands
    pseudonymised: bool = False  # codes stand in place of names; see `rules.protection`


@dataclass(frozen=True, slots=True)
class Leaf:
    """One of the hashes that a seal stands on; see `rules.seal`. Of what was erased only `hash` is left.

    `id`, `other`: what it is about, as `leaf_id` has it. 16 bytes each, as `salt`; `hash` is of 32.
    """

    kind: int
    id: bytes
    other: bytes
    salt: bytes
    hash: bytes

    @property
    def is_erased(self) -> bool:
        return not any(self.salt)


@dataclass(frozen=True, slots=True)
class Certified:
    """What a certificate says. `minutes`: whole ones; None where nobody knows how long they stayed."""

    name: str
    minutes: int | None
    title: str
    days: tuple[Span, ...]
    timezone: str
    at_least: bool = False  # part of the stay is unknown
    venue: str = ""
    language: str = "en"
    issuer: str = ""  # who gives it, as the organiser wrote it
    signatory: str = ""  # who signs it
    provisional: bool = False  # made before the record was final


@dataclass(frozen=True, slots=True)
class Standing:
    """How an event stands: what is waited for, asked, not understood, not sent. `failing`: why work was given up.

    `stuck`: messages that another system does not take.
    """

    event: str
    title: str
    ends: datetime
    status: Literal["none", "provisional", "final"]
    waiting_for: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    questions: int = 0
    doubtful: int = 0  # people whose records were joined with doubt, and of whom nobody said that it is right
    faults: int = 0
    drafts: int = 0
    unknown: int = 0
    objections: int = 0
    failing: str = ""
    stuck: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A file's rows of text, as they stand in it. `numbers[i]` is the line or sheet row of `rows[i]`."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    sha256: str
    numbers: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()  # sentences about the file itself: a doubtful encoding, a sheet not read


@dataclass(frozen=True, slots=True)
class Listing:
    """A file in Zoom's API shape: the objects of all its pages, in order."""

    name: str
    kind: Literal["registrants", "participants"]
    items: tuple[Mapping[str, Any], ...]
    sha256: str


Row = tuple[
    tuple[str, ...], tuple[str, ...]
]  # a row of a file as it came: what stands above its cells, and they


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that could not be understood: a value, not an exception."""

    ref: str
    reason: str


@dataclass(frozen=True, slots=True)
class Understood:
    """What a file was found to be. `notes` are sentences for whoever gave it."""

    kind: Literal["registrants", "participants", "viewers", "sign-in"]
    traces: tuple[Trace, ...]
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)  # the file's header -> our field
    rows: int = 0
    came: Mapping[str, Row] = field(default_factory=dict)  # the row behind each trace, by its id


class Trouble(Exception):
    """What happened, what is safe, what to do: three sentences for the person in front of it."""

    def __init__(self, what: str, safe: str = "", remedy: str = "") -> None:
        self.what, self.safe, self.remedy = what, safe, remedy
        super().__init__(" ".join(part for part in (what, safe, remedy) if part))


def leaf_id(id: str) -> bytes:
    """By what a leaf is found: 16 bytes of SHA-256 of the id of a fact, decision or person; nothing for ""."""
    return hashlib.sha256(id.encode("utf-8", "surrogatepass")).digest()[:16] if id else bytes(16)


def fact_id(key: bytes, kind: str, *natural: str) -> str:
    """The id of a fact: 32 hex digits of HMAC-SHA256 over its kind and natural key.

    Within an event the same input gives the same id, in any order, on any machine; the id shows nothing of
    what it was made from. `reconcile` uses an empty key, so that its output is reproducible.
    """
    message = "\x1f".join((kind, *natural)).encode("utf-8", "surrogatepass")
    return hmac.digest(key, message, "sha256")[:16].hex()
