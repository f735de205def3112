"""Names in Indian scripts as they are written in Latin letters.

These scripts leave out the vowel "a" of a syllable; anyascii does too ("prjna srma"), so that little of a name
would be left to compare. Here it is put in, and left out again where the language is silent about it.
"""

from __future__ import annotations

import re

from zoom_sync.rules.identity.tables import indic as table

_FIRST, _LAST = 0x0900, 0x0DFF
_LAYOUTS = (
    (table.CONSONANTS, table.VOWELS, table.SIGNS, table.VIRAMA),
    (table.SINHALA_CONSONANTS, table.SINHALA_VOWELS, table.SINHALA_SIGNS, table.SINHALA_VIRAMA),
)
_CONSONANT = "(?:(?:[cksptbdgj]h|[^aeiou. ])h?)"
_END = re.compile(rf"(?<=[aeiou.])({_CONSONANT})\.$")
_NASAL_END = re.compile(r"(n[tdkgj]h?|mp|mb)\.$")
_BETWEEN = re.compile(rf"(.*[aeiou.]{_CONSONANT})\.(?={_CONSONANT}[aeiou.])")


def latin(word: str) -> str:
    """One run of letters of one Indian script in Latin letters; other signs stay as they are."""
    habit = next((table.BLOCKS.get(ord(sign) & ~0x7F, "") for sign in word if indic(sign)), "")
    sounds = _sounds(word, habit)
    for together, spoken in table.CLUSTERS.get(habit, ()):
        sounds = sounds.replace(together, spoken)
    if habit == "tamil":
        sounds = _softened(sounds)
    if habit in ("hindi", "bengali", "odia"):
        sounds = _END.sub(r"\1", sounds)
    if habit == "hindi":
        sounds = _NASAL_END.sub(r"\1", sounds)
        while silent := _BETWEEN.match(sounds):
            sounds = silent[1] + sounds[silent.end() :]
    told = sounds.replace(".", "a")
    return table.WORDS.get(told, told)


def indic(sign: str) -> bool:
    return _FIRST <= ord(sign) <= _LAST


def _sounds(word: str, habit: str) -> str:
    """Sounds in order; "." is the "a" that no sign writes."""
    consonants, vowels, signs, virama = _LAYOUTS[habit == "sinhala"]
    said: list[str] = []
    for sign in word:
        place = ord(sign) & 0x7F
        if sign in table.EXTRA:
            said.append(table.EXTRA[sign])
        elif not indic(sign):
            said.append(sign)
        elif place in consonants:
            said += (_consonant(consonants[place], place, habit), ".")
        elif place in signs or place == virama:
            _end_syllable(said, signs.get(place, ""))
        elif place == table.NUKTA and len(said) > 1:
            said[-2] = table.DOTTED.get(said[-2], said[-2])
        else:
            said.append(vowels.get(place, table.NASALS.get(place, "")))
    return re.sub("n(?=[pb])", "m", "".join(said))


def _consonant(sound: str, place: int, habit: str) -> str:
    if habit == "tamil" and place == table.TAMIL_DENTAL:
        return "th"
    return "b" if habit == "bengali" and sound == "v" else sound


def _end_syllable(said: list[str], vowel: str) -> None:
    """A vowel sign, or none, takes the place of the unwritten "a"."""
    if said and said[-1] == ".":
        said[-1] = vowel
    else:
        said.append(vowel)


def _softened(sounds: str) -> str:
    """A single stop between vowels or after a nasal is soft in Tamil: murukan is spoken murugan."""
    for hard, soft in table.TAMIL_SOFT.items():
        sounds = re.sub(f"(?<=[aeiou.]){hard}(?=[aeiou.])", soft, sounds)
        if hard != "ch":
            sounds = re.sub(f"(?<=[nm]){hard}(?=[aeiou.])", soft, sounds)
    plain = re.sub("^ch(?!h)", "s", sounds.replace(".", "a"))
    for hard, soft in table.TAMIL_BEGINNINGS:
        if plain.startswith(hard):
            return soft + plain[len(hard) :]
    return plain.replace("chch", "ch")
