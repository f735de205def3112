"""Which letters can be printed: with the fonts that lie in `files/fonts`, else with those of the machine.

The fonts here write every script of Europe, India, the Arab world, Israel, Ethiopia and most of South-East Asia.
Chinese, Japanese and Korean need some ten megabytes each: they are printed where the machine has a font of theirs,
and where it has none, that is said before anything is printed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import typst
from fontTools.ttLib import TTFont, TTLibError

FONTS = Path(__file__).parent.parent / "fonts"
JOINED = {
    "CJK": "Chinese, Japanese or Korean",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
}


@lru_cache(maxsize=1)
def families() -> tuple[str, ...]:
    """The fonts here, the one for Latin letters first."""
    found = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]
    ).families()
    return tuple(sorted(found, key=lambda name: (name != "Noto Sans", name)))


def others(text: str) -> tuple[str, ...]:
    """Families of this machine that have the letters which the fonts here lack; () where none are lacking."""
    lacking = _lacking(text)
    return _of_the_machine(frozenset(lacking)) if lacking else ()


def unprintable(texts: Iterable[str]) -> list[str]:
    """The scripts of which letters stand in these texts that no font can print: names such as “Mongolian”."""
    lacking = _lacking("".join({sign for text in texts for sign in text}))
    if not lacking:
        return []
    there = set().union(*(_letters(path) for path in _files(_of_the_machine(frozenset(lacking)))))
    return sorted({_script(sign) for sign in lacking if ord(sign) not in there})


def _lacking(text: str) -> set[str]:
    return {sign for sign in text if ord(sign) not in _own() and not _is_blank(sign)}


def _is_blank(sign: str) -> bool:
    """What needs no picture: spaces, controls, marks of direction, parts of letters that are not assigned."""
    return sign.isspace() or unicodedata.category(sign)[0] == "C"


def _script(sign: str) -> str:
    word = unicodedata.name(sign, "unknown").split()[0]
    return JOINED.get(word, word.capitalize())


@lru_cache(maxsize=1)
def _own() -> frozenset[int]:
    return frozenset().union(*(_letters(path) for path in FONTS.rglob("*.ttf")))


@lru_cache(maxsize=512)
def _letters(path: Path) -> frozenset[int]:
    """The code points for which a file of fonts has a picture; none for one that cannot be read."""
    with suppress(TTLibError, OSError), TTFont(path, lazy=True, fontNumber=0) as font:
        return frozenset(font.getBestCmap() or ())
    return frozenset()


@lru_cache(maxsize=16)
def _of_the_machine(lacking: frozenset[str]) -> tuple[str, ...]:
    """Of the machine's families those that have some of these letters, the one that has most of them first."""
    wanted = {ord(sign) for sign in lacking}
    share: dict[str, int] = {}
    for font in typst.Fonts(include_embedded_fonts=False).fonts():
        if font.path and font.weight == 400 and font.family not in share:
            share[font.family] = len(wanted & _letters(Path(font.path)))
    return tuple(sorted((name for name in share if share[name]), key=lambda name: (-share[name], name)))


def _files(names: Iterable[str]) -> list[Path]:
    wanted = set(names)
    return [
        Path(font.path)
        for font in typst.Fonts(include_embedded_fonts=False).fonts()
        if font.path and font.family in wanted
    ]
