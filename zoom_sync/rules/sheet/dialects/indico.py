"""Indico's registrations: whether somebody was checked in, and in a column of its own when."""

from zoom_sync.rules.sheet.dialects.dialect import Dialect

DIALECT = Dialect(
    "Indico's registrations",
    (("Name", "Checked in", "Check-in date"), ("Name", "Registration state", "Check-in date")),
    {"Check-in date": "time_in"},
)
