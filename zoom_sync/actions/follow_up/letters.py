"""Plan a letter, write on it, send a test of it, approve it, stop it."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any, Unpack

from zoom_sync import mail
from zoom_sync.actions import Clock
from zoom_sync.actions.follow_up import attaching, samples, words
from zoom_sync.actions.follow_up.known import UNSENT, known_letter, the_event, with_event
from zoom_sync.actions.follow_up.writing import Written, changed, letter_of
from zoom_sync.records import Trouble
from zoom_sync.store import audit, certificates, letters, outbox, people
from zoom_sync.store.database import Store, Tx
from zoom_sync.store.letters import Letter


def plan(store: Store, event_id: str, *, by: str, clock: Clock, **written: Unpack[Written]) -> str:
    """Plan one letter to everyone of a group, and give its id. Nothing is sent before it is approved.

    `text` is Markdown with the placeholders and conditions of `rules.followup`. Raises LetterFaulty, or Trouble for
    an event that is not known.
    """
    now = clock.now()
    event = store.read(lambda tx: the_event(tx, event_id))
    letter = store.read(lambda tx: letter_of(tx, event, written, by=by, now=now))

    def steps(tx: Tx) -> None:
        the_event(tx, event_id)
        if letters.plan(tx, letter):
            audit.note(tx, who=by, what="planned a letter", event=event_id, about=letter.id, now=now)

    store.once(steps)
    return letter.id


def change(store: Store, letter_id: str, *, by: str, clock: Clock, **given: Any) -> None:
    """Write on a letter that nobody has approved yet; what is not given (see `Written`) stays.

    Raises LetterFaulty, LetterUnknown, or Trouble for one that was approved.
    """
    now = clock.now()

    def steps(tx: Tx) -> None:
        letter, event = with_event(tx, letter_id)
        if not letters.change(tx, changed(tx, letter, event, given, by=by, now=now)):
            raise Trouble(
                "This letter was approved, and its text stays as it was approved.",
                "Nothing was changed.",
                "Stop it, and plan another one.",
            )
        audit.note(tx, who=by, what="changed a letter", event=letter.event, about=letter_id, now=now)

    store.once(steps)


def test(
    store: Store, mailer: mail.Post | None, letter_id: str, *, to: str, by: str, clock: Clock,
    language: str = "", public_url: str = "",  # noqa: PT028  # it is no test of ours
) -> None:  # fmt: skip
    """Send the letter once to `to`, filled with an invented reader: no attendee's data leaves with it.

    Raises Trouble if it was not taken, or may not have been.
    """
    if mailer is None:
        raise Trouble("No mail server is set up.", "Nothing was sent.", "Set SMTP_URL and MAIL_FROM.")
    letter, event = store.read(lambda tx: with_event(tx, letter_id))
    language = language or letter.language
    fields = samples.invented(letter, event, language)
    links = {"unsubscribe": samples.LINK, "my_record": samples.RECORD_LINK}
    filled = words.filled(letter, event, fields, language=language, **links)
    goes_along = store.read(lambda tx: _specimens(tx, letter, public_url=public_url, now=clock.now()))
    outcome = mailer.send(
        mail.Message(
            to=to,
            subject=f"[Test] {filled.subject}",
            text=filled.text,
            markdown=filled.markdown,
            id=f"test-{secrets.token_hex(16)}",
            attachments=goes_along,
            language=language,
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
    store.once(
        lambda tx: audit.note(tx, who=by, what="tested a letter", event=event.id, about=letter_id, now=now)
    )


def approve(store: Store, letter_id: str, *, by: str, before_final: bool = False, clock: Clock) -> None:
    """From now on the worker sends the letter: once the record is final, or at once with `before_final`.

    A stopped letter goes on where it stopped. Raises Trouble where the event wants somebody else to approve it than
    who wrote it, and for one that brings certificates where none was issued.
    """
    now = clock.now()

    def steps(tx: Tx) -> None:
        letter, event = with_event(tx, letter_id)
        if event.letters_by_two and letter.approved is None and letter.by == by:
            raise Trouble(
                "Letters of this event are approved by somebody else than who wrote them.",
                UNSENT,
                "Ask another organiser of the event to look at it and approve it.",
            )
        if letter.certificate and not certificates.any_standing(tx, event.id):
            raise Trouble(
                "This letter brings certificates, and the event has none yet.",
                UNSENT,
                "Issue them first, on the page Certificates or with `zoom-sync certificates`.",
            )
        letters.approve(tx, letter_id, by=by, before_final=before_final, now=now)
        what = "approved a letter before the final record" if before_final else "approved a letter"
        audit.note(tx, who=by, what=what, event=letter.event, about=letter_id, now=now)

    store.once(steps)


def stop(store: Store, letter_id: str, *, by: str = "", clock: Clock) -> None:
    """Send no further copy: at most the one that is on its way now still arrives."""
    now = clock.now()

    def steps(tx: Tx) -> None:
        letter = known_letter(tx, letter_id)
        letters.stop(tx, letter_id, now=now)
        audit.note(tx, who=by, what="stopped a letter", event=letter.event, about=letter_id, now=now)

    store.once(steps)


def again(store: Store, letter_id: str, *, key: str = "", person: str = "", by: str, clock: Clock) -> None:
    """Send a copy once more that was refused, or of which it is not known whether it arrived: a person's decision.

    The copy is named by its `key`, or by a REF of its `person`. Raises Trouble for any other copy.
    """
    now = clock.now()

    def steps(tx: Tx) -> None:
        letter = known_letter(tx, letter_id)
        found = key or _key_of(tx, letter, person)
        if not outbox.again(tx, letter_id, found, now=now):
            raise Trouble(
                "This copy was neither refused nor is it unknown whether it arrived.",
                "Nothing was changed.",
                "`zoom-sync letter status` shows the state of each copy.",
            )
        audit.note(tx, who=by, what="sent a copy again", event=letter.event, about=letter_id, now=now)

    store.once(steps)


def _specimens(tx: Tx, letter: Letter, *, public_url: str, now: datetime) -> tuple[mail.Attachment, ...]:
    """What goes along with a test."""
    paper = attaching.specimen(tx, letter, samples.NAME, now=now)
    return (*attaching.calendar_entry(tx, letter, public_url=public_url), *((paper,) if paper else ()))


def _key_of(tx: Tx, letter: Letter, ref: str) -> str:
    found = people.person(tx, letter.event, ref)
    copies = outbox.states(tx, letter.id) if found is not None else []
    return next((one.key for one in copies if found is not None and one.person == found.id), "")
