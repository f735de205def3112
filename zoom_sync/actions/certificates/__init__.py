"""Certificates: issue them from the record, make their papers, hand them out, and say of a code whether it stands."""

from zoom_sync.actions.certificates.checking import Checked, check
from zoom_sync.actions.certificates.handing import (
    note,
    of_person,
    open_folder,
    sample,
    write_archive,
    write_folder,
)
from zoom_sync.actions.certificates.issuing import (
    LeftOut,
    Order,
    Outcome,
    Plan,
    ask_for,
    examine,
    issue,
    plan,
)
from zoom_sync.actions.certificates.making import make
from zoom_sync.actions.certificates.roster import roster

__all__ = [
    "Checked", "LeftOut", "Order", "Outcome", "Plan", "ask_for", "check", "examine", "issue", "make", "note",
    "of_person", "open_folder", "plan", "roster", "sample", "write_archive", "write_folder",
]  # fmt: skip
