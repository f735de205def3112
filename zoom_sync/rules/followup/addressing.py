"""Everyone whom a letter is for, each with their copy or with the reason why they get none."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

from zoom_sync.records import Person
from zoom_sync.rules.followup.languages import chosen
from zoom_sync.rules.followup.values import facts_of, of_person
from zoom_sync.rules.followup.wording import YES, Condition, conditions, is_personal, used

GROUPS = ("virtual", "in_person", "both", "absent", "brief")
CHOSEN = "chosen"  # whom the filters of the people's table name
NO_ADDRESS = "no address"
NOT_AN_ADDRESS = "not an e-mail address"
SECOND = "second person of one mailbox"
OPTED_OUT = "opted out"
NO_CERTIFICATE = "no certificate"
NOT_APPROVED = "not seen, and the registration is not approved"
_CALLED_OFF = ("denied", "cancelled", "pending", "missing")
# What nearly all addresses look like: whether one is well formed takes the library a hundred times longer.
_PLAIN = re.compile(
    r"[a-z0-9_+-]{1,30}(?:\.[a-z0-9_+-]{1,30}){0,2}@(?:[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?\.){1,4}[a-z]{2,12}"
)
_SPECIAL = re.compile(r"xn--|--|\.(?:test|local|localhost|invalid|onion|arpa)$")


@dataclass(frozen=True, slots=True)
class Addressee:
    """One person of the group: the copy they get, or why they get none (`skipped`).

    `key` makes the copy unique within its letter: the mailbox, or the person where a letter is personal
    (and for everyone who is skipped for a reason of their own). `fields`: what fills the placeholders, and under
    "if …" the answers to conditions.
    """

    key: str
    person: str
    name: str
    address: str
    fields: Mapping[str, str]
    skipped: str = ""
    language: str = ""


def member(person: Person, group: str) -> bool:
    """Whether somebody of the record belongs to the group a letter is for (docs/record.md, attended)."""
    if group == CHOSEN:
        return True
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
    language: str = "en",
    others: Mapping[str, tuple[str, str]] | None = None,
    about: Mapping[str, str] | None = None,
    opted_out: Callable[[str], bool] = lambda mailbox: False,
    for_one: bool = False,
    lacks: Callable[[Person], str] = lambda person: "",
) -> list[Addressee]:
    """Everyone of the group in the order given, each with a copy or with the reason why not.

    `others`: subject and text in further languages. `about`: what conditions may ask of the event and the letter.
    `opted_out` is asked with the mailbox as `mailbox()` gives it. Of several people with one mailbox the first gets
    the letter, unless it is personal in any language, or something goes along that is of one person alone (`for_one`):
    then each gets their own. `lacks`: why somebody gets none for a reason of this letter's, "" for who gets one.
    """
    texts = {language: (subject, text), **(others or {})}
    personal = for_one or any(is_personal(*one) for one in texts.values())
    asked = {code: (used(*one), conditions(*one)) for code, one in texts.items()}
    seen: set[str] = set()
    found = []
    for person in people:
        if not member(person, group):
            continue
        box = mailbox(person.email)
        skipped = _why_not(person, box, opted_out) or lacks(person)
        if not skipped and not personal and box in seen:
            skipped = SECOND
        if not skipped:
            seen.add(box)
        speaks = chosen(person.language, of=texts, otherwise=language)
        found.append(
            Addressee(
                key=person.id if personal or skipped else _digest(box),
                person=person.id,
                name=person.name,
                address=person.email.strip(),
                fields=_fields(person, *asked[speaks], speaks, about or {}),
                skipped=skipped,
                language=speaks,
            )
        )
    return found


def fields_of(
    person: Person, *, subject: str, text: str, language: str = "en", about: Mapping[str, str] | None = None
) -> dict[str, str]:
    """What a copy of somebody's keeps: the values of the placeholders that are used, the answers to conditions."""
    return _fields(person, used(subject, text), conditions(subject, text), language, about or {})


def _fields(
    person: Person,
    wanted: Collection[str],
    asked: Mapping[str, Condition],
    language: str,
    about: Mapping[str, str],
) -> dict[str, str]:
    fields = {name: said for name, said in of_person(person, language).items() if name in wanted}
    if asked:
        facts = facts_of(person) | dict(about)
        fields |= {name: YES if one.holds(facts) else "" for name, one in asked.items()}
    return fields


def mailbox(email: str) -> str:
    """The address by which two people are seen to share one mailbox: without regard to case."""
    return email.strip().casefold()


def _why_not(person: Person, box: str, opted_out: Callable[[str], bool]) -> str:
    if person.mode == "absent" and person.registration_status in _CALLED_OFF:
        return NOT_APPROVED
    if not box:
        return NO_ADDRESS
    if not (_PLAIN.fullmatch(box) and not _SPECIAL.search(box)):
        try:
            validate_email(person.email.strip(), check_deliverability=False)
        except EmailNotValidError:
            return NOT_AN_ADDRESS
    return OPTED_OUT if opted_out(box) else ""


def _digest(box: str) -> str:
    return hashlib.sha256(box.encode("utf-8", "surrogatepass")).hexdigest()
