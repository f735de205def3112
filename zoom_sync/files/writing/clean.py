"""Text of strangers made safe for a file: no control characters, no formulas.

Names come from whoever joined; a spreadsheet runs a cell that begins with "=" and its relatives.
"""

from __future__ import annotations

import re
import unicodedata

UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "﹢", "﹣", "﹫", "﹦")
LONGEST_CELL = 32_000  # a cell of XLSX holds 32,767


def readable(text: str) -> str:
    """Control characters and lone surrogates become U+FFFD: for JSON, where every letter has its place."""
    return text if text.isprintable() else UNSAFE.sub("\ufffd", text)


def printable(text: str) -> str:
    """Without control characters, and no longer than a cell can hold: for XLSX."""
    bare = text if text.isprintable() else UNSAFE.sub("", text)
    return bare if len(bare) <= LONGEST_CELL else bare[:LONGEST_CELL] + "…"


def inert(text: str) -> str:
    """With a leading apostrophe where a spreadsheet would run it: for CSV.

    Characters that nobody sees (zero width, marks of direction) and spaces before the sign do not help it.
    """
    bare = readable(text)
    if bare[:1] in ("\t", "\r", "\n"):
        return "'" + bare
    first = bare[:1]
    if first.isspace() or not first.isprintable():
        first = next(
            (letter for letter in bare if not letter.isspace() and unicodedata.category(letter) != "Cf"), ""
        )
    return "'" + bare if first in RUN and first else bare


def alive(text: str) -> str:
    """The opposite of `inert`, for cells that we wrote and read again."""
    return text[1:] if text[:1] == "'" and inert(text[1:]) == text else text
