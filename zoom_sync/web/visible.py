"""Text of strangers on a page.

It is escaped like all text, and what cannot be seen in it (line breaks, direction marks, zero-width letters) is
shown as a sign, so that a name cannot pretend to be something else.
"""

from __future__ import annotations

import unicodedata

# Letters of Indic, Persian and emoji writing need these two between them; alone they do no harm.
JOINERS = "\u200c\u200d"


def shown(text: str | None) -> str:
    """Text as typed, with what cannot be seen made visible; "—" for none."""
    if not text or not text.strip():
        return "—"
    return "".join(letter if _is_plain(letter) else _sign(letter) for letter in text)


def shown_lines(text: str) -> str:
    """Text of several lines: they stay lines, and each is shown as `shown` does."""
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join("".join(sign if _is_plain(sign) else _sign(sign) for sign in line) for line in lines)


def _is_plain(letter: str) -> bool:
    return letter in JOINERS or unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Zl", "Zp", "Co")


def _sign(letter: str) -> str:
    if ord(letter) < 0x20:
        return chr(0x2400 + ord(letter))
    return f"⟨{ord(letter):04X}⟩"
