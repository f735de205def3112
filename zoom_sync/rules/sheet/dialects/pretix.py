"""The log of scans of pretix and its relatives: a row for each scan, in or out."""

from zoom_sync.rules.sheet.dialects.dialect import Dialect

DIALECT = Dialect(
    "pretix' log of scans",
    (("Date", "Time", "Check-in list", "Scan type", "Name"),),
    {"Scan type": "direction", "Secret": "ignored", "Device": "ignored", "Time": "time_in"},
    kind="sign-in",
    reader="door log",
)
