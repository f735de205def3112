"""A letter as one reader would get it, before anybody gets it."""

from __future__ import annotations

from typing import Any, Unpack

from zoom_sync import mail
from zoom_sync.actions import Clock
from zoom_sync.actions.follow_up import attaching, audience, words
from zoom_sync.actions.follow_up.known import with_event
from zoom_sync.actions.follow_up.writing import Written, letter_of
from zoom_sync.records import Event, Person, Trouble
from zoom_sync.rules import followup
from zoom_sync.store import events, people
from zoom_sync.store.database import Store, Tx
from zoom_sync.store.letters import Letter

LINK = "https://unsubscribe.example/the-readers-own-link"
RECORD_LINK = "https://record.example/the-readers-own-record"
READERS = 25  # that are offered to be looked at
NAME = "Asha Example"
_ASHA = Person(
    id="", name=NAME, email="", organisation="Example Organisation", phone="", country="", role="attendee",
    registered=True, registration_status="approved", mode="both", attended=True, virtual_minutes=20.0,
    in_person_minutes=22.0, minutes=42.0, minutes_at_least=False, first_seen=None, last_seen=None,
)  # fmt: skip


def invented(letter: Letter, event: Event, language: str) -> dict[str, str]:
    """What an invented reader's copy would hold."""
    return _fields(letter, event, _ASHA, language)


def preview(store: Store, letter_id: str, *, person: str = "", language: str = "") -> dict[str, Any]:
    """A copy as it would go out: `subject`, `text`, `html`, `body`, `to`, `person` (an id), `language`, `languages`.

    `person` is any REF of somebody; without it the first of the group is taken, or an invented reader where the
    group is still empty (`to` and `person` are then ""). `language`: shown in that one instead of the reader's own.
    """
    return store.read(lambda tx: _look(tx, *with_event(tx, letter_id), person, language))


def preview_of(
    store: Store,
    event_id: str,
    *,
    person: str = "",
    shown_in: str = "",
    clock: Clock,
    **written: Unpack[Written],
) -> dict[str, Any]:
    """The same of a letter that is still being written. Raises LetterFaulty."""

    def look(tx: Tx) -> dict[str, Any]:
        event = events.known(tx, event_id)
        letter = letter_of(tx, event, written, by="", now=clock.now())
        return _look(tx, letter, event, person, shown_in)

    return store.read(look)


def readers(
    store: Store, event_id: str, *, group: str, chosen: dict[str, str], most: int = READERS
) -> list[Person]:
    """Some of those whom a letter is for, by name."""

    def look(tx: Tx) -> list[Person]:
        event = events.known(tx, event_id)
        return [
            one
            for one, _ in zip(
                audience.members(tx, event, group=group, chosen=chosen), range(most), strict=False
            )
        ]

    return store.read(look)


def _look(tx: Tx, letter: Letter, event: Event, ref: str, language: str) -> dict[str, Any]:
    reader = _reader(tx, letter, event, ref)
    texts = words.texts_of(letter)
    speaks = followup.chosen(reader.language if reader else "", of=texts, otherwise=letter.language)
    if language in texts:
        speaks = language
    fields = _fields(letter, event, reader or _ASHA, speaks)
    filled = words.filled(letter, event, fields, language=speaks, unsubscribe=LINK, my_record=RECORD_LINK)
    return {
        "subject": filled.subject,
        "text": filled.text,
        "html": mail.html(filled.markdown, language=speaks),
        "body": mail.body(filled.markdown),
        "to": reader.email if reader is not None else "",
        "name": reader.name if reader is not None else "",
        "person": reader.id if reader is not None else "",
        "language": speaks,
        "languages": list(texts),
        "calendar": letter.calendar,
        "certificate": attaching.holds_for(tx, letter, reader.id if reader is not None else ""),
    }


def _reader(tx: Tx, letter: Letter, event: Event, ref: str) -> Person | None:
    if not ref:
        return next(audience.members(tx, event, group=letter.group, chosen=letter.chosen), None)
    found = people.person(tx, letter.event, ref)
    if found is None:
        raise Trouble(
            f"There is nobody {ref[:80]!r} in this event's record.",
            "Nothing was sent.",
            "Take the `id` of a person or any evidence `ref` from the export.",
        )
    is_member = followup.member(found, letter.group)
    if letter.group == followup.CHOSEN:
        everybody = audience.members(tx, event, group=letter.group, chosen=letter.chosen)
        is_member = any(one.id == found.id for one in everybody)
    if not is_member:
        raise Trouble(
            f"This person is not in the group {letter.group!r} and would not get the letter.",
            "Nothing was sent.",
            "Choose somebody of the group, or leave the person out.",
        )
    return found


def _fields(letter: Letter, event: Event, reader: Person, language: str) -> dict[str, str]:
    subject, text = words.texts_of(letter).get(language, (letter.subject, letter.text))
    return followup.fields_of(
        reader, subject=subject, text=text, language=language, about=words.about(letter, event, language)
    )
