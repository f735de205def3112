"""Who is written to after an event, once each, and what their copy says.

An organiser's text is Markdown with a fixed list of placeholders and conditions. It is never run as a template: a
name that holds `{{7*7}}`, `**` or a tag reads in the letter as it was typed.
"""

from zoom_sync.rules.followup.addressing import (
    CHOSEN,
    GROUPS,
    NO_ADDRESS,
    NO_CERTIFICATE,
    NOT_AN_ADDRESS,
    NOT_APPROVED,
    OPTED_OUT,
    SECOND,
    Addressee,
    addressees,
    fields_of,
    mailbox,
    member,
)
from zoom_sync.rules.followup.checking import SUBJECT_LETTERS, TEXT_LETTERS, check
from zoom_sync.rules.followup.filling import Filled, fill, neutral_subject
from zoom_sync.rules.followup.languages import LANGUAGES, chosen
from zoom_sync.rules.followup.values import PERSONAL, PLACEHOLDERS, first_name, of_event, of_person
from zoom_sync.rules.followup.wording import LetterFaulty, is_personal, used

__all__ = [
    "CHOSEN", "GROUPS", "LANGUAGES", "NOT_AN_ADDRESS", "NOT_APPROVED", "NO_ADDRESS", "NO_CERTIFICATE", "OPTED_OUT",
    "PERSONAL", "PLACEHOLDERS", "SECOND", "SUBJECT_LETTERS", "TEXT_LETTERS", "Addressee", "Filled", "LetterFaulty",
    "addressees", "check", "chosen", "fields_of", "fill", "first_name", "is_personal", "mailbox", "member",
    "neutral_subject", "of_event", "of_person", "used",
]  # fmt: skip
