"""Whether what was kept, and what was given out, is unchanged."""

from zoom_sync.actions.verify.file import Outcome, file, file_alone
from zoom_sync.actions.verify.trail import Mark, Whole, trail

__all__ = ["Mark", "Outcome", "Whole", "file", "file_alone", "trail"]
