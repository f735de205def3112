"""The vowels of the Ethiopic syllabary. Data only.

Source: The Unicode Standard's names of the syllables ("ETHIOPIC SYLLABLE QAA"): a consonant, and one of seven orders.
"""

from __future__ import annotations

ORDERS = {"AA": "a", "EE": "e", "WA": "wa", "A": "e", "U": "u", "I": "i", "E": "", "O": "o"}
CONSONANTS = {
    "HH": "h", "X": "h", "SZ": "s", "SH": "sh", "Q": "k", "CH": "ch", "NY": "ny", "GLOTTAL ": "",
    "PHARYNGEAL ": "", "KX": "h", "ZH": "zh", "DD": "d", "TH": "t", "PH": "p", "TS": "ts", "TZ": "ts",
    "CC": "ch", "DZ": "dz",
}  # fmt: skip
