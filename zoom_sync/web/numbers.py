"""Numbers as they stand in addresses and in the buttons of forms."""

from __future__ import annotations

MOST = 2**31 - 1  # what both stores take for a whole number


def number(text: str, *, most: int = MOST) -> int | None:
    """A whole number from 0 to `most`, in ASCII digits; None for anything else."""
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most))):
        return None
    found = int(text)
    return found if found <= most else None
