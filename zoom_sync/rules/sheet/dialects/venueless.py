"""Venueless' views of a room: a row for each stay in an online room."""

from zoom_sync.rules.sheet.dialects.dialect import Dialect

DIALECT = Dialect(
    "Venueless' room views",
    (("Room", "Start", "End", "User ID", "User name"),),
    {"Start": "time_in", "End": "time_out", "User ID": "ignored", "External ID": "ignored"},
    kind="participants",
    reader="meeting report",
)
