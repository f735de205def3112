"""Who is written to after an event, once each, and what their copy says.

An organiser's text is Markdown with a fixed list of placeholders. It is never run as a template: a name
that holds `{{7*7}}`, `**` or a tag reads in the letter as it was typed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from email_validator import EmailNotValidError, validate_email

from zoom_sync.records import Event, Person, Trouble

GROUPS = ("virtual", "in_person", "both", "absent", "brief")
PERSONAL = ("name", "first_name", "minutes", "organisation")
PLACEHOLDERS = ("name", "first_name", "minutes", "event", "date", "venue", "organisation", "unsubscribe")
SUBJECT_LETTERS, TEXT_LETTERS = 200, 50_000

NO_ADDRESS = "no address"
NOT_AN_ADDRESS = "not an e-mail address"
SECOND = "second person of one mailbox"
OPTED_OUT = "opted out"

_PLACEHOLDER = re.compile(r"\{([A-Za-z_]{1,40})\}")
_MARKDOWN_SIGN = re.compile(r"([!-/:-@\[-`{-~])")
_TITLES = frozenset(
    ("dr", "prof", "mr", "mrs", "ms", "miss", "mx", "sir", "smt", "shri", "sri", "er", "adv", "rev", "mme")
)


class LetterFaulty(Trouble):
    """A letter that cannot be planned as it is written."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what, "No letter was planned.", remedy)


@dataclass(frozen=True, slots=True)
class Addressee:
    """One person of the group: the copy they get, or why they get none (`skipped`).

    `key` makes the copy unique within its letter: the mailbox, or the person where a letter is personal
    (and for everyone who is skipped for a reason of their own).
    """

    key: str
    person: str
    name: str
    address: str
    fields: Mapping[str, str]
    skipped: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """A copy's words. `text` is to be read as it stands; `markdown` shows the same when it is rendered."""

    subject: str
    text: str
    markdown: str


def check(*, group: str, subject: str, text: str) -> None:
    """Raises LetterFaulty, naming what is wrong, unless such a letter can be sent."""
    if group not in GROUPS:
        raise LetterFaulty(f"There is no group {group[:40]!r}.", f"Choose one of {', '.join(GROUPS)}.")
    if not subject.strip() or not text.strip():
        raise LetterFaulty("A letter needs a subject and a text.", "Write both.")
    if len(subject.splitlines()) > 1:
        raise LetterFaulty("The subject has more than one line.", "Write it on one line.")
    if len(subject) > SUBJECT_LETTERS or len(text) > TEXT_LETTERS:
        limits = f"{SUBJECT_LETTERS} letters in the subject and {TEXT_LETTERS:,} in the text"
        raise LetterFaulty("The letter is too long.", f"There is room for {limits}.")
    unknown = sorted(used(subject, text) - set(PLACEHOLDERS))
    if unknown:
        names = ", ".join("{" + one + "}" for one in unknown)
        known = ", ".join("{" + one + "}" for one in PLACEHOLDERS)
        raise LetterFaulty(f"Nothing is known to put in the place of {names}.", f"There are: {known}.")
    if "unsubscribe" in used(subject, ""):
        raise LetterFaulty("A subject cannot hold the {unsubscribe} link.", "Put it into the text.")


def used(subject: str, text: str) -> set[str]:
    """The names of all placeholders in a letter, known or not."""
    return set(_PLACEHOLDER.findall(subject)) | set(_PLACEHOLDER.findall(text))


def is_personal(subject: str, text: str) -> bool:
    """Whether a copy says something of one person, so that it may not serve another of the same mailbox."""
    return bool(used(subject, text) & set(PERSONAL))


def member(person: Person, group: str) -> bool:
    """Whether somebody of the record belongs to the group a letter is for (docs/record.md, attended)."""
    if person.role != "attendee":
        return False
    if group == "absent":
        return person.mode == "absent" and person.registration_status == "approved"
    if group == "brief":
        return person.mode != "absent" and not person.attended
    return person.mode == group and person.attended


def addressees(
    people: Iterable[Person],
    *,
    group: str,
    subject: str,
    text: str,
    opted_out: Callable[[str], bool] = lambda mailbox: False,
) -> list[Addressee]:
    """Everyone of the group in the order given, each with a copy or with the reason why not.

    `opted_out` is asked with the mailbox as `mailbox()` gives it. Of several people with one mailbox the
    first gets the letter, unless it is personal: then each gets their own.
    """
    wanted, personal = used(subject, text), is_personal(subject, text)
    seen: set[str] = set()
    found = []
    for person in people:
        if not member(person, group):
            continue
        box = mailbox(person.email)
        skipped = _why_not(person.email, box, opted_out)
        if not skipped and not personal and box in seen:
            skipped = SECOND
        seen.add(box)
        found.append(
            Addressee(
                key=person.id if personal or skipped else _digest(box),
                person=person.id,
                name=person.name,
                address=person.email.strip(),
                fields={name: value for name, value in of_person(person).items() if name in wanted},
                skipped=skipped,
            )
        )
    return found


def of_person(person: Person) -> dict[str, str]:
    """What the personal placeholders say of somebody."""
    return {
        "name": _one_line(person.name),
        "first_name": first_name(person.name),
        "minutes": _minutes(person),
        "organisation": _one_line(person.organisation),
    }


def of_event(event: Event) -> dict[str, str]:
    """What {event}, {date} and {venue} say: the date in the event's own zone, as `12–14 March 2026`."""
    zone = ZoneInfo(event.timezone)
    first, last = event.starts.astimezone(zone), event.days[-1].start.astimezone(zone)
    date = f"{last.day} {last:%B %Y}"
    if (first.year, first.month) != (last.year, last.month):
        date = f"{first.day} {first:%B %Y} – {date}"
    elif first.day != last.day:
        date = f"{first.day}–{date}"
    return {"event": _one_line(event.title), "date": date, "venue": _one_line(event.venue)}


def fill(*, subject: str, text: str, fields: Mapping[str, str], unsubscribe: str) -> Filled:
    """Put the values into the placeholders, and the way out below a text that does not have it.

    Values go in once and are not looked at again: a name that reads `{minutes}` stays that name.
    """
    shown = text
    if "unsubscribe" not in used("", text):
        shown = text.rstrip() + "\n\n---\n\n[No more letters of this kind]({unsubscribe})\n"
        text = text.rstrip() + "\n\n-- \nNo more letters of this kind: {unsubscribe}\n"
    plain = {**fields, "unsubscribe": unsubscribe}
    marked = {name: _MARKDOWN_SIGN.sub(r"\\\1", value) for name, value in fields.items()}
    # in angle brackets it is a link by itself, and a link's target where the text has [words]({unsubscribe})
    marked["unsubscribe"] = f"<{unsubscribe}>"
    return Filled(_put(subject, plain), _put(text, plain), _put(shown, marked))


def mailbox(email: str) -> str:
    """The address by which two people are seen to share one mailbox: without regard to case."""
    return email.strip().casefold()


def first_name(name: str) -> str:
    """What to call somebody in a greeting: the whole name where the first cannot be told from it."""
    name = _one_line(name)
    after = name.partition(",")[2].strip()  # "Sharma, Asha"
    words = [word for word in (after or name).split() if word.rstrip(".").casefold() not in _TITLES]
    if not words or len(words[0].rstrip(".")) < 2:
        return name
    return words[0]


def _why_not(email: str, box: str, opted_out: Callable[[str], bool]) -> str:
    if not box:
        return NO_ADDRESS
    try:
        validate_email(email.strip(), check_deliverability=False)
    except EmailNotValidError:
        return NOT_AN_ADDRESS
    return OPTED_OUT if opted_out(box) else ""


def _minutes(person: Person) -> str:
    known = str(round(person.minutes))
    if not person.minutes_at_least:
        return known
    return f"at least {known}" if person.minutes >= 1 else "an unrecorded number of"


def _put(text: str, values: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _digest(box: str) -> str:
    return hashlib.sha256(box.encode("utf-8", "surrogatepass")).hexdigest()
