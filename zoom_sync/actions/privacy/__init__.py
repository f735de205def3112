"""What people may ask of their own data: what is held, a copy of it, and that it is gone from everywhere."""

from __future__ import annotations

from zoom_sync.actions.privacy.erasing import Erased, apply_marks, erase_event, erase_person, scrub
from zoom_sync.actions.privacy.finding import Found, find, of_ref
from zoom_sync.actions.privacy.giving import give
from zoom_sync.actions.privacy.noticing import state_notice
from zoom_sync.actions.privacy.retaining import Reminder, Retained, ending, retain
from zoom_sync.actions.privacy.webinars import with_strays

__all__ = [
    "Erased", "Found", "Reminder", "Retained", "apply_marks", "ending", "erase_event", "erase_person", "find", "give",
    "of_ref", "retain", "scrub", "state_notice", "with_strays",
]  # fmt: skip
