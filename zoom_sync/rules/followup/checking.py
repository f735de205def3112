"""Whether a letter can be sent as it is written, said before anybody gets it."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from zoom_sync.rules.followup.addressing import CHOSEN, GROUPS
from zoom_sync.rules.followup.languages import LANGUAGES
from zoom_sync.rules.followup.values import PLACEHOLDERS
from zoom_sync.rules.followup.wording import LetterFaulty, used

SUBJECT_LETTERS, TEXT_LETTERS = 200, 50_000
MOST_LANGUAGES = 20


def check(
    *,
    group: str,
    subject: str,
    text: str,
    language: str = "en",
    others: Mapping[str, tuple[str, str]] | None = None,
    recording: str = "",
) -> None:
    """Raises LetterFaulty, naming what is wrong, unless such a letter can be sent."""
    if group not in (*GROUPS, CHOSEN):
        raise LetterFaulty(f"There is no group {group[:40]!r}.", f"Choose one of {', '.join(GROUPS)}.")
    _check_recording(recording)
    texts = {language: (subject, text)} | dict(others or {})
    if len(texts) != 1 + len(others or {}):
        raise LetterFaulty(f"There are two texts in the language {language}.", "Take one out.")
    if len(texts) > MOST_LANGUAGES:
        raise LetterFaulty("The letter has too many languages.", f"There is room for {MOST_LANGUAGES}.")
    for code, (subject, text) in texts.items():
        if code not in LANGUAGES:
            raise LetterFaulty(
                f"{code[:20]!r} is no language that letters are written in.",
                f"There are: {', '.join(LANGUAGES)}.",
            )
        _check_text(subject, text, recording)


def _check_text(subject: str, text: str, recording: str) -> None:
    if not subject.strip() or not text.strip():
        raise LetterFaulty("A letter needs a subject and a text.", "Write both.")
    if len(subject.splitlines()) > 1:
        raise LetterFaulty("The subject has more than one line.", "Write it on one line.")
    if len(subject) > SUBJECT_LETTERS or len(text) > TEXT_LETTERS:
        limits = f"{SUBJECT_LETTERS} letters in the subject and {TEXT_LETTERS:,} in the text"
        raise LetterFaulty("The letter is too long.", f"There is room for {limits}.")
    names = used(subject, text)
    if unknown := sorted(names - set(PLACEHOLDERS)):
        told = ", ".join("{" + one + "}" for one in unknown)
        known = ", ".join("{" + one + "}" for one in PLACEHOLDERS)
        raise LetterFaulty(f"Nothing is known to put in the place of {told}.", f"There are: {known}.")
    if links := {"unsubscribe", "my_record"} & used(subject, ""):
        raise LetterFaulty(f"A subject cannot hold the {{{min(links)}}} link.", "Put it into the text.")
    if not recording and "recording" in used(subject, text, without="recording"):
        raise LetterFaulty(
            "The text has {recording}, and no recording's address is given.", "Give its address."
        )


def _check_recording(recording: str) -> None:
    if not recording:
        return
    parts = (
        urlsplit(recording) if recording.isascii() and not set(recording) & set(" <>\"'\\\t\r\n") else None
    )
    if (
        parts is None
        or parts.scheme != "https"
        or not parts.hostname
        or parts.username
        or len(recording) > 1000
    ):
        raise LetterFaulty("The recording's address is no https:// address.", "Copy it from Zoom once more.")
