"""The data map: everything personal that the store holds, what for, how long, and who sees it.

Every column of the schema is either here or in `NOTHING_PERSONAL`; a test reads the schema and fails otherwise.
What is held about one person (`store.holding`) and what erasing takes away (`store.erasing`) go by the same tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zoom_sync.marked import say


@dataclass(frozen=True, slots=True)
class Entry:
    """`columns`: "table.column" each. `whose`: of people at events, or of those who work with the service."""

    what: str
    columns: tuple[str, ...]
    purpose: str
    kept: str
    seen_by: str
    whose: Literal["attendee", "staff"] = "attendee"

    @property
    def tables(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(column.partition(".")[0] for column in self.columns))


UNTIL_DATE = say("Until the date that was chosen for the event; then only counts. No date chosen: it stays.")
RAW = say("90 days after the record is final; 30 days where the event is protected.")

MAP: tuple[Entry, ...] = (
    Entry(
        say("Registrations: name, e-mail, organisation, phone, country, Zoom's ids"),
        ("registrant.registrant_id", "registrant.ref", "registrant.fact"),
        say("To know who was expected, and to find them again on Zoom and in the room."),
        UNTIL_DATE,
        say("Organisers of the event and admins. A door sees the name and organisation of those it looks for."),
    ),
    Entry(
        say("What was observed: joining and leaving, signatures, check-ins, panelists, rows of files as they came"),
        ("trace.ref", "trace.fact", "trace.cells", "trace.instance", "trace.connection"),
        say("To count minutes, and to show what every line rests on."),
        UNTIL_DATE,
        say("Organisers of the event and admins."),
    ),
    Entry(
        say("The record made of it: one line a person, and the open questions"),
        ("person.sort", "person.search", "person.group", "person.facts", "person.body", "review.body"),
        say("To tell who took part, and how long."),
        UNTIL_DATE,
        say("Organisers of the event and admins."),
    ),
    Entry(
        say("Zoom's deliveries, without links, passwords and network addresses once they are understood"),
        ("delivery.body", "notification.object"),
        say("Evidence, and to make the record of an event that is added later."),
        RAW,
        say("Nobody on a page."),
    ),
    Entry(
        say("What could not be read in a file"),
        ("import.name", "import.faults", "import.notes"),
        say("To mend the file."),
        RAW,
        say("Organisers of the event and admins."),
    ),
    Entry(
        say("Check-ins at a door and personal codes, by the ids of facts"),
        ("check_in.id", "check_in.fact", "code.mark", "code.fact"),
        say("To know who is inside."),
        UNTIL_DATE,
        say("Doors and organisers of the event, admins."),
    ),
    Entry(
        say("What other systems were told: that somebody came in, by the ids of facts"),
        ("hook_message.fact", "hook_message.data"),
        say("To tell them once more, where they did not hear it."),
        say("30 days after it arrived or was given up."),
        say("Organisers of the event and admins; the systems that they named."),
    ),
    Entry(
        say("Decisions about people, and why"),
        ("verdict.refs", "verdict.reason"),
        say("So that what somebody decided outlives every reading."),
        UNTIL_DATE,
        say("Organisers of the event and admins."),
    ),
    Entry(
        say("Letters: name, address and what was filled in, and what the mail server said"),
        ("copy.key", "copy.person", "copy.name", "copy.address", "copy.fields", "copy.reason"),
        say("To write to everybody once."),
        say("12 months after it was sent; the state of each letter stays."),
        say("Organisers of the event and admins."),
    ),
    Entry(
        say("Letters that were mailed to nobody: a demo's, a rehearsal's"),
        ("kept_mail.address", "kept_mail.subject", "kept_mail.wire"),
        say("To look at them."),
        UNTIL_DATE,
        say("Organisers and admins."),
    ),
    Entry(
        say("Certificates: the name, how long somebody was there, and the paper"),
        ("certificate.fact", "certificate.body", "certificate.paper"),
        say("To give everybody theirs, and to tell whoever has its code whether it stands."),
        UNTIL_DATE,
        say("Organisers of the event and admins; whoever has the code sees what stands on it."),
    ),
    Entry(
        say("Links to one's own record, as hashes, and what somebody objected to in it, with the answer"),
        ("person_link.fact", "objection.fact", "objection.text", "objection.answer"),
        say("To let everybody see and dispute what is held about them."),
        UNTIL_DATE,
        say("Organisers of the event and admins; themselves, by their link."),
    ),
    Entry(
        say("Which contacts were one person's, as keyed hashes"),
        ("tie.mark", "tie.fact"),
        say("To ask about them at later events of the same organisers."),
        UNTIL_DATE,
        say("Nobody."),
    ),
    Entry(
        say("Who wants no letters, and who was erased, as keyed hashes"),
        ("optout.mark", "erasure.mark"),
        say("To respect it."),
        say("For ever."),
        say("Nobody."),
    ),
    Entry(
        say("Hosts of webinars: their addresses and ids at Zoom"),
        ("webinar.info",),
        say("To tell hosts from attendees."),
        say("As long as the webinar belongs to an event."),
        say("Admins."),
    ),
    Entry(
        say("Who may sign in"),
        ("user.email",),
        say("To let them in."),
        say("As long as they are users, and as long as the audit names them."),
        say("Admins."),
        "staff",
    ),
    Entry(
        say("Who did what: the audit, decisions, imports, letters, doors, reports, answers"),
        (
            "audit.who", "audit.reason", "verdict.by", "import.by", "withdrawal.by", "withdrawal.reason",
            "letter.by", "letter.approved_by", "door.by", "publication.by", "notice.by", "hook.by", "person_link.by",
            "objection.answered_by",
        ),
        say("To answer for what is done."),
        say("12 months at least."),
        say("Organisers of the event and admins."),
        "staff",
    ),
)  # fmt: skip

# Columns of text, JSON or bytes that say nothing of a person, or "table.*" for all of a table.
NOTHING_PERSONAL = frozenset({
    "event.*", "series.*", "entrance.*", "instance.*", "reading.*", "listing.*", "movement.*", "device.*",
    "delivery_count.*", "once.*", "token.*", "setting.*", "quota.*", "share.*", "signin.*", "attempt.*",
    "session.*", "api_token.*", "task.*", "clock_tick.*", "lease.*", "head.*", "owner.*",
    "seal.*", "seal_part.*", "asked.*", "audit.before", "audit.after", "audit.hash", "copy.language", "letter.calendar",
    "letter.chosen", "letter.language", "letter.others", "letter.recording",
    "webinar.id", "registrant.event", "registrant.webinar", "registrant.id", "registrant.status",
    "registrant.listed", "trace.event", "trace.id", "trace.reading", "trace.kind", "trace.import_id",
    "code.event", "door.id", "door.event", "door.kind", "door.name", "door.digest", "door.shown",
    "check_in.event", "check_in.direction", "check_in.session", "check_in.door", "check_in.place",
    "check_in.device", "verdict.id", "verdict.event", "verdict.kind", "verdict.undoes", "import.id",
    "import.event", "import.sha256", "import.kind", "import.columns", "withdrawal.event",
    "withdrawal.import_id", "delivery.id", "delivery.tracking_id", "delivery.outcome", "delivery.name",
    "notification.id", "notification.webinar", "notification.instance", "notification.name", "person.event",
    "person.id", "person.kind", "person.mode", "person.digest", "person.role", "person.registration",
    "review.event", "tie.event", "tie.proof", "letter.id", "letter.event", "letter.group", "letter.subject",
    "letter.text", "copy.letter", "copy.state", "user.id", "user.role", "audit.what", "audit.event",
    "certificate.id", "certificate.event", "certificate.mark", "certificate.seal", "certificate.ending",
    "audit.about", "publication.event", "publication.body", "erasure.event", "notice.event", "notice.basis",
    "notice.text", "person_link.id", "person_link.event", "person_link.digest", "objection.id", "objection.event",
    "objection.about", "objection.outcome", "objection.decision", "letter.certificate",
    "hook.id", "hook.event", "hook.owner", "hook.url", "hook.kinds", "hook.sealed", "hook.ending",
    "hook_message.id", "hook_message.hook", "hook_message.event", "hook_message.kind", "hook_message.state",
    "hook_message.answers",
})  # fmt: skip


def columns(whose: Literal["attendee", "staff"]) -> dict[str, list[str]]:
    """The columns of the map by their tables."""
    found: dict[str, list[str]] = {}
    for entry in MAP:
        if entry.whose == whose:
            for column in entry.columns:
                table, _, name = column.partition(".")
                found.setdefault(table, []).append(name)
    return found
