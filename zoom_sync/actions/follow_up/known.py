"""A letter by its id, and the event that it is of."""

from __future__ import annotations

from zoom_sync.records import Event, Trouble
from zoom_sync.store import events, letters
from zoom_sync.store.database import Tx
from zoom_sync.store.letters import Letter

UNSENT = "Nothing was sent or changed."


class LetterUnknown(Trouble):
    """No letter has this id."""

    def __init__(self, letter_id: str) -> None:
        super().__init__(
            f"There is no letter {letter_id[:80]!r}.",
            UNSENT,
            "Take the id that `zoom-sync letter plan` printed; `zoom-sync letter list` has them all.",
        )


def known_letter(tx: Tx, letter_id: str) -> Letter:
    """The letter. Raises LetterUnknown."""
    letter = letters.get(tx, letter_id)
    if letter is None:
        raise LetterUnknown(letter_id)
    return letter


def with_event(tx: Tx, letter_id: str) -> tuple[Letter, Event]:
    letter = known_letter(tx, letter_id)
    return letter, the_event(tx, letter.event)


def the_event(tx: Tx, event_id: str) -> Event:
    return events.known(tx, event_id, safe="Nothing was planned.")
