"""The tables, one metadata for SQLite and PostgreSQL.

Facts (`trace`, `verdict`) are only ever added; a registrant's row mirrors its owner at Zoom. `person` and
`review` are derived, kept by generation: a reader names one and sees one snapshot; `tie` is derived from the
newest. Personal columns are marked `info={"personal": True}`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect

PERSONAL = {"personal": True}


class Instant(TypeDecorator[datetime]):
    """An aware datetime, stored in UTC and given back in UTC.

    SQLite drops the offset of a `DateTime(timezone=True)` and so shifts the instant: hence this type.
    Raises ValueError for a naive value.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant without a zone was about to be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None] | None:
        # A live page reads a thousand each second: one step instead of three.
        return _of_text if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


def _of_text(value: str | None) -> datetime | None:
    """An instant as SQLite keeps it: in UTC, without saying so."""
    return None if value is None else datetime.fromisoformat(f"{value}+00:00")


Json = JSON().with_variant(JSONB(), "postgresql")
# Both stores order by code point, or a list read page by page would skip people where collations differ.
Sortable = String(200).with_variant(String(200, collation="C"), "postgresql")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _event_id(**options: Any) -> Column[str]:
    return Column("event", String(32), ForeignKey("event.id", ondelete="CASCADE"), nullable=False, **options)


event = Table(
    "event",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("title", Text, nullable=False),
    Column("starts", Instant, nullable=False),
    Column("ends", Instant, nullable=False),
    Column("plan", Json, nullable=False),  # days, sessions, webinars, rule, venue, timezone, caution
    Column("key", LargeBinary, nullable=False),
    Column("owner", String(32), nullable=False, server_default=""),
    Column("protected", Boolean, nullable=False, server_default="0"),
    Column("room_closed", Instant),
    Column("waived", Text, nullable=False, server_default=""),
    Column("created", Instant, nullable=False),
    Column("generation", Integer, nullable=False, server_default="0"),
    Column("generation_at", Instant),
    Column("attempt", Integer, nullable=False, server_default="0"),  # fence: only the newest may publish
    Column("summary", Json),  # status, waiting_for, counts, notes of the generation
    Column("removed", Instant),  # taken out of all lists then; see `store.events.remove`
    Column("series", String(32), nullable=False, server_default=""),  # the one it belongs to
    Column("erased", Instant),  # its people's names ended then; its sums stay, and nothing comes in any more
)
Index(None, event.c.starts)
Index(None, event.c.series, sqlite_where=event.c.series != "", postgresql_where=event.c.series != "")

series = Table(  # events that follow one another; see `store.series`
    "series",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("title", Text, nullable=False),
    Column("owner", String(32), nullable=False, server_default=""),
    Column("created", Instant, nullable=False),
)

entrance = Table(  # which webinars belong to which event, to find the events of a delivery
    "entrance",
    metadata,
    _event_id(primary_key=True),
    Column("webinar", String(32), primary_key=True, index=True),
    Column("occurrence", String(64), primary_key=True),
)

webinar = Table(
    "webinar",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("info", Json, nullable=False),
    Column("seen", Instant, nullable=False),
)

instance = Table(
    "instance",
    metadata,
    Column("uuid", String(128), primary_key=True),
    Column("webinar", String(32), nullable=False, index=True),
    Column("start", Instant),
    Column("end", Instant),
    Column("occurrence", String(64), nullable=False, server_default=""),
    Column("practice", Boolean, nullable=False, server_default="0"),
)

reading = Table(
    "reading",
    metadata,
    Column("id", String(32), primary_key=True),
    _event_id(index=True),
    Column("webinar", String(32), nullable=False),
    Column("instance", String(128), nullable=False),
    Column("at", Instant, nullable=False),
    Column("complete", Boolean, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("source", String(16), nullable=False),
    Column("rows", Integer, nullable=False),
    Column("content", String(32), nullable=False),  # the reading that holds the rows: itself, or an equal one
    Column("number", Integer, nullable=False, server_default="0"),  # rises, though the clock may go back
)

asked = Table(  # polls and questions of the audience in one run, in sums alone; see `store.asked`
    "asked",
    metadata,
    _event_id(primary_key=True),
    Column("instance", String(128), primary_key=True),
    Column("body", Json, nullable=False),
    Column("read", Instant, nullable=False),
)

listing = Table(  # a run over a list of registrants, per webinar and status; whole or not
    "listing",
    metadata,
    Column("id", String(32), primary_key=True),
    _event_id(index=True),
    Column("webinar", String(32), nullable=False),
    Column("occurrence", String(64), nullable=False, server_default=""),
    Column("started", Instant, nullable=False),
    Column("finished", Instant),
)

registrant = Table(
    "registrant",
    metadata,
    _event_id(primary_key=True),
    Column("id", String(32), primary_key=True),  # made of the next two; see `store.registrants`
    Column("webinar", String(32), nullable=False),
    Column("registrant_id", String(128), nullable=False),
    Column("ref", String(400), nullable=False),
    Column("fact", Json, nullable=False, info=PERSONAL),
    Column("status", String(16), nullable=False),
    Column("listed", String(32), nullable=False, server_default=""),  # the last listing that held it
    Column("changed", Instant, nullable=False),
)

trace = Table(
    "trace",
    metadata,
    _event_id(primary_key=True),
    Column("id", String(32), primary_key=True),
    # participant rows of a reading: each reading keeps its own, since a later one may know the end better
    Column("reading", String(32), primary_key=True, server_default=""),
    Column("ref", String(400), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("instance", String(128), nullable=False, server_default=""),
    Column("connection", String(64), nullable=False, server_default=""),
    Column("at", Instant),
    Column("import_id", String(32), nullable=False, server_default=""),
    Column("fact", Json, nullable=False, info=PERSONAL),
    Column("kept", Instant, nullable=False),
    # a row of a file as it came, its cells by their headers; nothing reads it but whoever asks for this row
    Column("cells", Json, info=PERSONAL),
)
Index(None, trace.c.event, trace.c.ref)
Index(None, trace.c.reading)
Index(None, trace.c.import_id)
LIVE = "kind IN ('joined', 'left', 'sign_in')"  # what is counted while it happens; check-ins have their own
Index(
    "ix_trace_live",
    trace.c.event,
    trace.c.instance,
    trace.c.connection,
    trace.c.kind,
    trace.c.at,
    sqlite_where=text(LIVE),
    postgresql_where=text(LIVE),
)

movement = Table(  # how often something came in about an event, for pages that ask whether anything did
    "movement",
    metadata,
    _event_id(primary_key=True),
    Column("number", Integer, nullable=False),
    Column("heard", Instant),  # when the newest delivery about it was received
    Column("told", Instant),  # the newest instant that such a delivery told of
)

Index(  # who could have a personal code, beside the mirrored registrants
    "ix_trace_listed",
    trace.c.event,
    sqlite_where=trace.c.kind.in_(("registrant", "panelist")),
    postgresql_where=trace.c.kind.in_(("registrant", "panelist")),
)

# Personal codes by their hash; the code itself is made anew from the event's key (`store.codes`).
code = Table(
    "code",
    metadata,
    _event_id(primary_key=True),
    Column("mark", String(64), primary_key=True),
    Column("fact", String(32), nullable=False),  # the registration it stands for
    Column("version", Integer, nullable=False),
    Column("withdrawn", Instant),
)
Index(None, code.c.event, code.c.fact)

door = Table(  # a link that opens a door; the SHA-256 of its secret
    "door",
    metadata,
    Column("id", String(32), primary_key=True),
    _event_id(index=True),
    Column("kind", String(16), nullable=False),  # door, or self: people check in on their own phones
    Column("name", Text, nullable=False),
    Column("digest", String(64), nullable=False, unique=True),
    # self: the secret, which hangs on a wall anyway
    Column("shown", Text, nullable=False, server_default=""),
    Column("until", Instant, nullable=False),
    Column("created", Instant, nullable=False),
    Column("by", String(200), nullable=False, info=PERSONAL),
    Column("ended", Instant),  # withdrawn
)

device = Table(  # a phone on which a door was opened; the SHA-256 of its cookie
    "device",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("door", String(32), ForeignKey("door.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("opened", Instant, nullable=False),
    Column("seen", Instant, nullable=False),
    Column("unsent", Integer, nullable=False, server_default="0"),  # as it last said
    Column("skew_s", Float, nullable=False, server_default="0"),  # how far its clock is ahead of ours
)

# Whom each check-in stands for, so that a door can say who is inside; the fact is in `trace`.
check_in = Table(
    "check_in",
    metadata,
    _event_id(primary_key=True),
    Column("id", String(32), primary_key=True),  # the trace's
    Column("fact", String(32), nullable=False),  # a fact of the person's; the check-in itself for a walk-in
    Column("at", Instant, nullable=False),
    Column("direction", String(8), nullable=False),
    Column("session", String(64), nullable=False, server_default=""),
    Column("door", String(32), nullable=False, server_default=""),
    Column("place", Text, nullable=False, server_default=""),  # the door's name
    Column("device", String(64), nullable=False, server_default=""),
    Column("kept", Instant, nullable=False),
    Column("undone", Instant),
)
Index(None, check_in.c.event, check_in.c.fact)
Index(None, check_in.c.event, check_in.c.kept)
Index(None, check_in.c.event, check_in.c.at)
Index(
    None,
    check_in.c.event,
    check_in.c.undone,
    sqlite_where=check_in.c.undone.is_not(None),
    postgresql_where=check_in.c.undone.is_not(None),
)

verdict = Table(
    "verdict",
    metadata,
    Column("id", String(32), primary_key=True),
    _event_id(index=True),
    Column("kind", String(16), nullable=False),
    Column("refs", Json, nullable=False),
    Column("by", String(200), nullable=False, info=PERSONAL),
    Column("at", Instant, nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
    Column("undoes", String(32), nullable=False, server_default=""),
    Column("sequence", Integer, nullable=False),
)

import_ = Table(
    "import",
    metadata,
    Column("id", String(32), primary_key=True),
    _event_id(index=True),
    Column("name", String(200), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("at", Instant, nullable=False),
    Column("by", String(200), nullable=False, server_default=""),
    Column("rows", Integer, nullable=False),
    Column("faults", Json, nullable=False),
    Column("notes", Json, nullable=False),
    Column("columns", Json, nullable=False),
    # how many imports of the same bytes were taken back before this one: never two that count at once
    Column("again", Integer, nullable=False, server_default="0"),
    UniqueConstraint("event", "sha256", "again"),
)

withdrawal = Table(  # a file was taken back whole, or brought back: the newest word of an import counts
    "withdrawal",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    _event_id(index=True),
    Column("import_id", String(32), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("by", String(200), nullable=False, info=PERSONAL),
    Column("at", Instant, nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
)

delivery = Table(
    "delivery",
    metadata,
    Column("id", String(64), primary_key=True),  # SHA-256 of the body
    Column("body", LargeBinary, nullable=False, info=PERSONAL),
    Column("received", Instant, nullable=False),
    Column("stamp", BigInteger, nullable=False),
    Column("tracking_id", String(200), nullable=False, server_default=""),
    Column("secret_index", Integer, nullable=False, server_default="0"),
    Column("read", Instant),
    Column("outcome", String(200), nullable=False, server_default=""),
    Column("name", String(100), nullable=False, server_default=""),
)
Index(None, delivery.c.read, delivery.c.received)
Index(None, delivery.c.name, delivery.c.received)
Index(None, delivery.c.received)

delivery_count = Table(  # how many were read in each hour: nobody counts them by looking at each
    "delivery_count",
    metadata,
    Column("hour", Instant, primary_key=True),
    Column("outcome", String(200), primary_key=True),
    Column("count", BigInteger, nullable=False),
)

once = Table(  # transactions that must not happen twice where the word of their commit was lost
    "once",
    metadata,
    Column("nonce", String(32), primary_key=True),
    Column("at", Instant, nullable=False, index=True),
)

notification = Table(  # understood deliveries that concern a webinar, so that an event made later has them
    "notification",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("webinar", String(32), nullable=False),
    Column("instance", String(128), nullable=False, server_default=""),
    Column("name", String(100), nullable=False),
    Column("at", Instant, nullable=False),
    Column("object", Json, nullable=False, info=PERSONAL),
)
Index(None, notification.c.webinar, notification.c.at)

person = Table(
    "person",
    metadata,
    _event_id(primary_key=True),
    Column("id", String(32), primary_key=True),
    Column("gen_from", Integer, primary_key=True),
    Column("gen_to", Integer),
    Column("kind", String(16), nullable=False),  # person or unidentified
    Column("sort", Sortable, nullable=False, info=PERSONAL),
    Column("mode", String(16), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("search", Text, nullable=False, info=PERSONAL),  # see `rules.search.words`
    Column("role", String(16), nullable=False, server_default="attendee"),
    Column("registration", String(16), nullable=False, server_default="none"),  # its status
    Column("attended", Boolean, nullable=False, server_default="0"),
    Column("minutes", Float, nullable=False, server_default="0"),
    Column("first", BigInteger),  # seen first: seconds of the epoch
    Column("sessions", BigInteger, nullable=False, server_default="0"),  # bit n: was in the n-th of the event
    Column("group", String(100), nullable=False, server_default=""),  # see `rules.search.group`
    Column(
        "ways", Integer, nullable=False, server_default="0"
    ),  # how its records were joined; `rules.joining`
    Column("doubt", Integer, nullable=False, server_default="0"),  # how much that can be doubted
    Column("facts", Text, nullable=False),  # the ids of the facts this person is made of
    Column("body", Json, nullable=False, info=PERSONAL),
)
Index(  # all that the table of people asks of a line; see `store.finding`
    "ix_person_table",
    *(person.c.event, person.c.kind, person.c.sort, person.c.id, person.c.gen_from, person.c.gen_to),
    *(person.c.mode, person.c.role, person.c.registration, person.c.attended, person.c.minutes),
    *(person.c.first, person.c.sessions, person.c.group, person.c.ways, person.c.doubt, person.c.search),
)
Index(None, person.c.event, person.c.gen_from)
Index(
    None,
    person.c.event,
    person.c.gen_to,
    sqlite_where=person.c.gen_to.is_not(None),
    postgresql_where=person.c.gen_to.is_not(None),
)

owner = Table(  # with whom a fact stands whose id is not the person's; derived, and kept as `person` is
    "owner",
    metadata,
    _event_id(primary_key=True),
    Column("fact", String(32), primary_key=True),
    Column("gen_from", Integer, primary_key=True),
    Column("person", String(32), nullable=False),
    sqlite_with_rowid=False,
)

review = Table(
    "review",
    metadata,
    _event_id(primary_key=True),
    Column("generation", Integer, primary_key=True),
    Column("rank", Integer, primary_key=True),
    Column("body", Json, nullable=False),
)

tie = Table(  # which contacts were one person's, for the events that follow; see `store.known`
    "tie",
    metadata,
    _event_id(primary_key=True),
    Column("mark", String(32), primary_key=True, info=PERSONAL),  # keyed hash of a contact
    Column("fact", String(32), nullable=False),  # contacts with one fact are one person's
    Column("proof", String(16), nullable=False),
)
Index(None, tie.c.mark)

letter = Table(  # one letter to everyone of a group; its copies stand in `copy`
    "letter",
    metadata,
    Column("id", String(32), primary_key=True),
    _event_id(index=True),
    Column("group", String(16), nullable=False),
    Column("subject", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("created", Instant, nullable=False),
    Column("by", String(200), nullable=False, server_default=""),
    Column("approved", Instant),
    Column("approved_by", String(200), nullable=False, server_default=""),
    Column("before_final", Boolean, nullable=False, server_default="0"),
    Column("addressed", Instant),  # when its copies were written, from the record as it then was
    Column("stopped", Instant),
    Column(
        "chosen", Json, nullable=False, server_default="{}"
    ),  # filters of the people's table (group "chosen")
    Column("language", String(16), nullable=False, server_default="en"),  # of `subject` and `text`
    Column("others", Json, nullable=False, server_default="{}"),  # language -> subject and text
    Column("recording", Text, nullable=False, server_default=""),  # an https address
    Column(
        "calendar", String(32), nullable=False, server_default=""
    ),  # the event whose calendar entry goes along
    Column("certificate", String(8), nullable=False, server_default=""),  # all, only: see `store.letters`
    Column("not_before", Instant),  # when it may go out at the earliest
)

copy = Table(
    "copy",
    metadata,
    Column("letter", String(32), ForeignKey("letter.id", ondelete="CASCADE"), primary_key=True),
    Column("key", String(64), primary_key=True),  # the address, or the person where something is personal
    Column("person", String(32), nullable=False),
    Column("name", Text, nullable=False, server_default="", info=PERSONAL),
    Column("address", String(320), nullable=False, info=PERSONAL),
    Column("fields", Json, nullable=False, info=PERSONAL),
    Column("state", String(16), nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
    Column("changed", Instant, nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("due", Instant),
    Column("language", String(16), nullable=False, server_default=""),
)
Index(None, copy.c.state, copy.c.due)
Index("ix_copy_next", copy.c.letter, copy.c.state, copy.c.due, copy.c.key)  # which copy goes out next

kept_mail = Table(  # where letters land that are mailed to nobody: a demo's, a rehearsal's
    "kept_mail",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
    Column("address", String(320), nullable=False, info=PERSONAL),
    Column("subject", Text, nullable=False, info=PERSONAL),
    Column("wire", LargeBinary, nullable=False, info=PERSONAL),  # as a mail server would have got it
)

optout = Table(
    "optout",
    metadata,
    Column("mark", String(64), primary_key=True),  # keyed hash of the address
    Column("at", Instant, nullable=False),
)

token = Table(
    "token",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("expires", Instant),
    Column("changed", Instant, nullable=False),
)

setting = Table(  # what the service itself has to remember: connected account, gaps, last complete sync
    "setting",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Json, nullable=False),
    Column("changed", Instant, nullable=False),
)

quota = Table(
    "quota",
    metadata,
    Column("account", String(64), primary_key=True),
    Column("label", String(16), primary_key=True),
    Column("second", Float, nullable=False),  # the theoretical arrival time of the next call, epoch seconds
    Column("day", String(10), nullable=False),
    Column("used", Integer, nullable=False),
    Column("blocked_until", Instant),
)

user = Table(
    "user",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("email", String(320), nullable=False, unique=True, info=PERSONAL),
    Column("role", String(16), nullable=False),
    Column("created", Instant, nullable=False),
    Column("ended", Instant),
)

share = Table(
    "share",
    metadata,
    _event_id(primary_key=True),
    Column("user", String(32), ForeignKey("user.id", ondelete="CASCADE"), primary_key=True),
)

signin = Table(  # a sign-in link; the SHA-256 of its secret
    "signin",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("user", String(32), ForeignKey("user.id", ondelete="CASCADE"), nullable=False),
    Column("expires", Instant, nullable=False),
    Column("used", Instant),
)

Index(None, signin.c.user)
Index(None, signin.c.expires)

attempt = Table(  # sign-in requests, to limit them over processes and restarts
    "attempt",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("mark", String(64), nullable=False, index=True),  # keyed hash of the address or the mailbox
    Column("at", Instant, nullable=False),
)

session = Table(
    "session",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("user", String(32), ForeignKey("user.id", ondelete="CASCADE"), nullable=False),
    Column("started", Instant, nullable=False),
    Column("seen", Instant, nullable=False),
    Column("data", Json, nullable=False),
)
Index(None, session.c.user, session.c.seen)

api_token = Table(
    "api_token",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("role", String(16), nullable=False),
    Column("event", String(32), nullable=False, server_default=""),
    Column("until", Instant),
    Column("created", Instant, nullable=False),
    Column("ended", Instant),
)

task = Table(
    "task",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("name", String(64), nullable=False),
    Column("key", String(200), nullable=False, server_default=""),
    Column("args", Json, nullable=False),
    Column("due", Instant, nullable=False),
    Column("state", String(16), nullable=False),  # waiting, running, done, failed
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("fence", Integer, nullable=False, server_default="0"),
    Column("leased_until", Instant),
    Column("error", Text, nullable=False, server_default=""),
    Column("changed", Instant, nullable=False),
)
Index(None, task.c.state, task.c.due)
Index(
    "uq_task_waiting",
    task.c.name,
    task.c.key,
    unique=True,
    sqlite_where=task.c.state == "waiting",
    postgresql_where=task.c.state == "waiting",
)

clock_tick = Table(
    "clock_tick",
    metadata,
    Column("schedule", String(64), primary_key=True),
    Column("due", Instant, primary_key=True, index=True),
)

lease = Table(
    "lease",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("holder", String(100), nullable=False),
    Column("fence", Integer, nullable=False),
    Column("until", Instant, nullable=False),
)

audit = Table(  # only ever added to; triggers refuse the rest
    "audit",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
    Column("who", String(200), nullable=False, info=PERSONAL),
    Column("what", String(64), nullable=False),
    Column("event", String(32), nullable=False, server_default=""),
    Column("about", String(200), nullable=False, server_default=""),  # an id, never a name
    Column("reason", Text, nullable=False, server_default=""),
    Column("before", Json),  # ids and settings that the deed changed, as they were and as they became
    Column("after", Json),
    Column("hash", String(64), nullable=False, server_default=""),  # of this line and the one before it
)
Index(None, audit.c.event, audit.c.sequence)

seal = Table(  # of final records; see `store.seals`
    "seal",
    metadata,
    Column("id", String(32), primary_key=True),
    _event_id(),
    Column("number", Integer, nullable=False),
    Column("root", String(64), nullable=False, index=True),
    Column("generation", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("event", "number"),
)

seal_part = Table(
    "seal_part",
    metadata,
    Column("seal", String(32), primary_key=True),
    Column("number", Integer, primary_key=True),
    _event_id(index=True),
    Column("body", LargeBinary, nullable=False),
)

# A public report as it went out; never changed, whatever becomes of the people behind it.
publication = Table(
    "publication",
    metadata,
    _event_id(primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("by", String(200), nullable=False, info=PERSONAL),
    Column("body", Json, nullable=False),  # figures with small ones hidden, and how they were counted
)

certificate = Table(  # see `store.certificates`
    "certificate",
    metadata,
    Column("id", String(32), primary_key=True),
    _event_id(),
    Column("fact", String(32), nullable=False),  # the person it was given to, as the record had them then
    Column("number", Integer, nullable=False),  # rises with each that they get
    Column("mark", String(64), nullable=False, unique=True),  # SHA-256 of its code
    Column("body", Json, nullable=False, info=PERSONAL),  # what it says
    Column("seal", String(64), nullable=False, server_default=""),
    Column("generation", Integer, nullable=False),
    Column("issued", Instant, nullable=False),
    Column("ended", Instant),
    Column("ending", String(16), nullable=False, server_default=""),  # replaced, withdrawn or erased
    Column("made", Boolean, nullable=False, server_default="0"),
    Column("paper", LargeBinary, info=PERSONAL),  # the PDF, once it is made
    UniqueConstraint("event", "fact", "number"),
)
Index(None, certificate.c.event, certificate.c.ended, certificate.c.made, certificate.c.id)

person_link = Table(  # a link to somebody's own record; see `store.person_links`
    "person_link",
    metadata,
    Column("id", String(32), primary_key=True),
    _event_id(),
    Column("fact", String(32), nullable=False),  # a fact of theirs
    Column("digest", String(64), nullable=False, unique=True),  # SHA-256 of its secret
    Column("until", Instant, nullable=False),
    Column("created", Instant, nullable=False),
    Column("by", String(200), nullable=False, info=PERSONAL),
    Column("ended", Instant),  # withdrawn
)
Index(None, person_link.c.event, person_link.c.fact)

objection = (
    Table(  # what somebody says is wrong in their own record, and what was answered; see `store.objections`
        "objection",
        metadata,
        Column("id", String(32), primary_key=True),
        _event_id(),
        Column("fact", String(32), nullable=False),  # a fact of theirs
        Column("about", String(16), nullable=False),
        Column("text", Text, nullable=False, info=PERSONAL),
        Column("at", Instant, nullable=False),
        Column("outcome", String(16), nullable=False, server_default=""),  # accepted, declined; "": open
        Column("answer", Text, nullable=False, server_default="", info=PERSONAL),
        Column("answered", Instant),
        Column("answered_by", String(200), nullable=False, server_default="", info=PERSONAL),
        Column("decision", String(32), nullable=False, server_default=""),  # the verdict that put it right
    )
)
Index(None, objection.c.event, objection.c.outcome, objection.c.at)
Index(None, objection.c.event, objection.c.fact)

# Who was erased, as keyed hashes, so that nothing brings them back; see `store.erasures`. It outlives its event.
erasure = Table(
    "erasure",
    metadata,
    Column("mark", String(64), primary_key=True),
    Column("event", String(32), primary_key=True),
    Column("at", Instant, nullable=False),
)

head = Table(  # how many were erased of each kind: they stay in the counts, and nothing else of them does
    "head",
    metadata,
    _event_id(primary_key=True),
    Column("nameless", Boolean, primary_key=True),
    Column("role", String(16), primary_key=True),
    Column("registered", Boolean, primary_key=True),
    Column("status", String(16), primary_key=True),
    Column("mode", String(16), primary_key=True),
    Column("attended", Boolean, primary_key=True),
    Column("heads", Integer, nullable=False),
)

notice = Table(  # what people are told of their data, version by version; see `store.notices`
    "notice",
    metadata,
    _event_id(primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("since", Instant, nullable=False),
    Column("basis", String(32), nullable=False),
    Column("text", Text, nullable=False),
    Column("by", String(200), nullable=False, info=PERSONAL),
)

hook = Table(  # an address of another system that is told what happens; see `store.hooks`
    "hook",
    metadata,
    Column("id", String(32), primary_key=True),
    Column(
        "event", String(32), ForeignKey("event.id", ondelete="CASCADE"), index=True
    ),  # None: all of `owner`
    Column("owner", String(32), nullable=False, server_default="", index=True),
    Column("url", Text, nullable=False),
    Column("kinds", Json, nullable=False),
    Column("names", Boolean, nullable=False, server_default="0"),  # whether it is told who it was
    Column("sealed", LargeBinary, nullable=False),  # its secret
    Column("created", Instant, nullable=False),
    Column("by", String(200), nullable=False, info=PERSONAL),
    Column("ended", Instant),
    Column("ending", String(16), nullable=False, server_default=""),
    Column("failing", Instant),  # since when nothing gets through
    Column("rests", Instant),  # until when nothing is tried
)

hook_message = Table(  # what it is told: thin, without any name
    "hook_message",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("hook", String(32), ForeignKey("hook.id", ondelete="CASCADE"), nullable=False),
    Column("event", String(32), ForeignKey("event.id", ondelete="CASCADE")),
    Column("fact", String(32), nullable=False, server_default=""),  # of whom it tells
    Column("kind", String(16), nullable=False),
    Column("at", Instant, nullable=False),  # when it happened
    Column("data", Json, nullable=False, info=PERSONAL),
    Column("state", String(16), nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("asked", Instant, nullable=False),  # when it was first to go out, or was to go out once more
    Column("due", Instant),
    Column("changed", Instant, nullable=False),
    Column("answers", Json, nullable=False),  # of the last attempts: when, and what came of it
)
Index(None, hook_message.c.hook, hook_message.c.state, hook_message.c.due)
Index(None, hook_message.c.hook, hook_message.c.at)
Index(None, hook_message.c.event, hook_message.c.fact)
Index(None, hook_message.c.state, hook_message.c.changed)
