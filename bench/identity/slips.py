"""What goes wrong between a name and what is written of it: at the keyboard, by ear, and in reading handwriting."""

from __future__ import annotations

import random
import re

# what a listener of another tongue writes down
EAR = (
    ("ee", "i"), ("ea", "i"), ("oo", "u"), ("ou", "u"), ("ph", "f"), ("v", "w"), ("w", "v"), ("sh", "s"), ("ch", "sh"),
    ("th", "t"), ("dh", "d"), ("bh", "b"), ("kh", "k"), ("gh", "g"), ("j", "z"), ("z", "s"), ("c", "k"), ("x", "ks"),
    ("y", "i"), ("aa", "a"), ("ai", "e"), ("a", "e"), ("o", "u"), ("ll", "l"), ("nn", "n"), ("ss", "s"), ("rt", "t"),
)  # fmt: skip
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
BESIDE = {
    letter: "".join(row[max(0, n - 1) : n] + row[n + 1 : n + 2] for row in ROWS for n in [row.find(letter)] if n >= 0)
    for letter in "".join(ROWS)
}  # fmt: skip
# what is mistaken for what in handwriting
HAND = (
    ("a", "u"), ("u", "a"), ("e", "i"), ("i", "e"), ("n", "r"), ("r", "n"), ("h", "b"), ("b", "h"), ("m", "nn"),
    ("w", "vv"), ("y", "g"), ("g", "q"), ("s", "r"), ("d", "cl"), ("k", "lc"), ("t", "l"), ("l", "t"), ("o", "a"),
)  # fmt: skip


def mistyped(text: str, rng: random.Random) -> str:
    """One key beside the right one, left out, struck twice, or two exchanged."""
    if len(text) < 3:
        return text
    place, kind = rng.randrange(1, len(text)), rng.randrange(4)
    before, letter, after = text[:place], text[place], text[place + 1 :]
    if kind == 0 and BESIDE.get(letter):
        return before + rng.choice(BESIDE[letter]) + after
    if kind == 1:
        return before[:-1] + letter + before[-1] + after
    return before + after if kind == 2 else before + letter * 2 + after


def misheard(text: str, rng: random.Random) -> str:
    fitting = [pair for pair in EAR if pair[0] in text.lower()[1:]]
    for old, new in rng.sample(fitting, min(len(fitting), rng.choice((1, 1, 2)))):
        text = text[0] + re.sub(old, new, text[1:], count=1)
    return text


def misread(text: str, rng: random.Random) -> str:
    fitting = [pair for pair in HAND if pair[0] in text[1:]]
    if not fitting:
        return text
    old, new = rng.choice(fitting)
    places = [n for n in range(1, len(text)) if text.startswith(old, n)]
    place = rng.choice(places)
    return text[:place] + new + text[place + len(old) :]
