"""Answers to a form of Microsoft Forms. Its first columns are written in the language of whoever made it."""

from zoom_sync.rules.sheet.dialects.dialect import Dialect

STARTED = ("Start time", "Heure de début", "Hora de inicio", "Startzeit", "Hora de início")
ENDED = (
    "Completion time",
    "Heure de fin",
    "Hora de finalización",
    "Fertigstellungszeit",
    "Hora de conclusão",
)

DIALECT = Dialect(
    "Microsoft Forms",
    tuple(zip(STARTED, ENDED, strict=True)),
    dict.fromkeys(STARTED, "ignored")
    | dict.fromkeys(ENDED, "registration_time")
    | dict.fromkeys(("Last modified time", "Language"), "ignored"),
    kind="registrants",
    is_form=True,
)
