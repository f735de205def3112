"""The words of one copy: which of the letter's texts it takes, and what stands in their placeholders."""

from __future__ import annotations

from collections.abc import Mapping

from zoom_sync.records import Event
from zoom_sync.rules import followup
from zoom_sync.store.letters import Letter


def texts_of(letter: Letter) -> dict[str, tuple[str, str]]:
    """Subject and text by language, the letter's own first."""
    return {letter.language: (letter.subject, letter.text), **letter.others}


def about(letter: Letter, event: Event, language: str) -> dict[str, str]:
    """What the placeholders say that are the same for everybody."""
    return {**followup.of_event(event, language), "recording": letter.recording}


def filled(
    letter: Letter,
    event: Event,
    fields: Mapping[str, str],
    *,
    language: str,
    unsubscribe: str,
    my_record: str = "",
) -> followup.Filled:
    """The copy. Of a protected event the subject says nothing: others may read it on a screen or in a list."""
    language = language if language in texts_of(letter) else letter.language
    subject, text = texts_of(letter)[language]
    if event.protected:
        subject = followup.neutral_subject(language)
    return followup.fill(
        subject=subject,
        text=text,
        fields={**about(letter, event, language), **fields},
        unsubscribe=unsubscribe,
        my_record=my_record,
        language=language,
    )


def has_own_record(letter: Letter, language: str) -> bool:
    """Whether a copy in this language holds the link to its reader's own record."""
    return "my_record" in followup.used(*texts_of(letter).get(language, (letter.subject, letter.text)))


def is_personal(letter: Letter) -> bool:
    """Whether a copy says something of one person, in any of the letter's languages, or brings their certificate."""
    return bool(letter.certificate) or any(followup.is_personal(*one) for one in texts_of(letter).values())
