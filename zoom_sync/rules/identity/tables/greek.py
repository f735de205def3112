"""Greek letters that are spoken together. Data only.

Source: ELOT 743 (ISO 843, transcription), as Greek passports use it.
"""

from __future__ import annotations

from zoom_sync.rules.identity.tables import words

TOGETHER = (
    *(("ου", "ou"), ("γγ", "ng"), ("γξ", "nx"), ("γχ", "nch"), ("τζ", "tz"), ("τσ", "ts")),
    *(("αυ", "av"), ("ευ", "ev"), ("ηυ", "iv")),
)
FIRST = (("μπ", "b"), ("ντ", "d"), ("γκ", "g"))
LETTERS = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        words("a v g d e z i th i k l m n x o p r s s t y f ch ps o"),
        strict=True,
    )
)
BEFORE_VOICELESS = "θκξπσςτφχψ"  # av, ev are spoken af, ef before these
