"""Plan a letter, look at it, send a test of it, approve it, stop it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from zoom_sync import mail
from zoom_sync.actions import Clock
from zoom_sync.records import Event, Person, Trouble
from zoom_sync.rules import followup
from zoom_sync.store import audit, events, outbox, people
from zoom_sync.store.database import Store, Tx
from zoom_sync.store.outbox import Letter

_SAMPLE = {
    "name": "Asha Example",
    "first_name": "Asha",
    "minutes": "42",
    "organisation": "Example Organisation",
}
_SAMPLE_LINK = "https://unsubscribe.example/the-readers-own-link"


class LetterUnknown(Trouble):
    """No letter has this id."""

    def __init__(self, letter_id: str) -> None:
        super().__init__(
            f"There is no letter {letter_id[:80]!r}.",
            "Nothing was sent or changed.",
            "Take the id that `zoom-sync letter plan` printed; the event's page lists its letters.",
        )


def plan(store: Store, event_id: str, *, group: str, subject: str, text: str, by: str, clock: Clock) -> str:
    """Plan one letter to everyone of a group, and give its id. Nothing is sent before it is approved.

    `text` is Markdown with the placeholders of `rules.followup`. Raises LetterFaulty, or Trouble for an
    event that is not known.
    """
    followup.check(group=group, subject=subject, text=text)
    now = clock.now()
    letter = Letter(secrets.token_hex(16), event_id, group, subject.strip(), text, created=now, by=by)

    def steps(tx: Tx) -> None:
        _event(tx, event_id)
        if outbox.plan(tx, letter):
            audit.note(tx, who=by, what="planned a letter", event=event_id, about=letter.id, now=now)

    store.once(steps)
    return letter.id


def preview(store: Store, letter_id: str, *, person: str = "") -> dict[str, str]:
    """A copy as it would go out: `subject`, `text`, `html`, `to`, `person` (an id).

    `person` is any REF of somebody; without it the first of the group is taken, or an invented reader
    where the group is still empty (`to` and `person` are then "").
    """

    def look(tx: Tx) -> tuple[Letter, Event, Person | None]:
        letter = known_letter(tx, letter_id)
        event = _event(tx, letter.event)
        if not person:
            return letter, event, next(iter(_members(tx, letter)), None)
        found = people.person(tx, letter.event, person)
        if found is None:
            raise Trouble(
                f"There is nobody {person[:80]!r} in this event's record.",
                "Nothing was sent.",
                "Take the `id` of a person or any evidence `ref` from the export.",
            )
        return letter, event, found

    letter, event, reader = store.read(look)
    if reader is not None and not followup.member(reader, letter.group):
        raise Trouble(
            f"This person is not in the group {letter.group!r} and would not get the letter.",
            "Nothing was sent.",
            "Choose somebody of the group, or leave the person out.",
        )
    fields = followup.of_person(reader) if reader is not None else _SAMPLE
    filled = _fill(letter, event, fields)
    return {
        "subject": filled.subject,
        "text": filled.text,
        "html": mail.html(filled.markdown),
        "to": reader.email if reader is not None else "",
        "person": reader.id if reader is not None else "",
    }


def test(store: Store, mailer: mail.Mailer | None, letter_id: str, *, to: str, by: str, clock: Clock) -> None:
    """Send the letter once to `to`, filled with an invented reader: no attendee's data leaves with it.

    Raises Trouble if it was not taken, or may not have been.
    """
    if mailer is None:
        raise Trouble("No mail server is set up.", "Nothing was sent.", "Set SMTP_URL and MAIL_FROM.")
    letter, event = store.read(lambda tx: _with_event(tx, letter_id))
    filled = _fill(letter, event, _SAMPLE)
    outcome = mailer.send(
        mail.Message(
            to=to,
            subject=f"[Test] {filled.subject}",
            text=filled.text,
            markdown=filled.markdown,
            id=f"test-{secrets.token_hex(16)}",
        )
    )
    if not isinstance(outcome, mail.Taken):
        what = "was not taken" if isinstance(outcome, mail.Refused) else "may not have arrived"
        raise Trouble(
            f"The test letter {what}: {outcome.reason}.",
            "Nobody else was written to.",
            "Check the address, SMTP_URL and MAIL_FROM; `zoom-sync doctor` tries the mail server.",
        )
    now = clock.now()
    store.run(
        lambda tx: audit.note(tx, who=by, what="tested a letter", event=event.id, about=letter_id, now=now)
    )


def approve(store: Store, letter_id: str, *, by: str, before_final: bool = False, clock: Clock) -> None:
    """From now on the worker sends the letter: once the record is final, or at once with `before_final`.

    A stopped letter goes on where it stopped.
    """
    now = clock.now()

    def steps(tx: Tx) -> None:
        letter = known_letter(tx, letter_id)
        outbox.approve(tx, letter_id, by=by, before_final=before_final, now=now)
        what = "approved a letter before the final record" if before_final else "approved a letter"
        audit.note(tx, who=by, what=what, event=letter.event, about=letter_id, now=now)

    store.once(steps)


def stop(store: Store, letter_id: str, *, by: str = "", clock: Clock) -> None:
    """Send no further copy: at most the one that is on its way now still arrives."""
    now = clock.now()

    def steps(tx: Tx) -> None:
        letter = known_letter(tx, letter_id)
        outbox.stop(tx, letter_id, now=now)
        audit.note(tx, who=by, what="stopped a letter", event=letter.event, about=letter_id, now=now)

    store.once(steps)


def _fill(letter: Letter, event: Event, fields: dict[str, str]) -> followup.Filled:
    return followup.fill(
        subject=letter.subject,
        text=letter.text,
        fields={**followup.of_event(event), **fields},
        unsubscribe=_SAMPLE_LINK,
    )


def _members(tx: Tx, letter: Letter) -> Iterable[Person]:
    return (one for one in people.read(tx, letter.event) if followup.member(one, letter.group))


def _with_event(tx: Tx, letter_id: str) -> tuple[Letter, Event]:
    letter = known_letter(tx, letter_id)
    return letter, _event(tx, letter.event)


def known_letter(tx: Tx, letter_id: str) -> Letter:
    """The letter. Raises LetterUnknown."""
    letter = outbox.get(tx, letter_id)
    if letter is None:
        raise LetterUnknown(letter_id)
    return letter


def _event(tx: Tx, event_id: str) -> Event:
    return events.known(tx, event_id, safe="Nothing was planned.")
