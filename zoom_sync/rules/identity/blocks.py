"""Which groups are compared by name at all: those that share a word and an initial, spelled any way.

Without blocks a large event would compare everybody with everybody. A block that is too large says little; it
is looked at within each organisation only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from zoom_sync.rules.identity.names import Name, bones, initials
from zoom_sync.rules.identity.profiles import Profile

LARGEST = 50  # groups in a block
RARE = 3  # groups in which a word may stand for a single name to be worth a question


def blocks(profiles: Sequence[Profile]) -> list[list[int]]:
    """The groups, by their number, that are worth comparing with one another."""
    shared: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, known in enumerate(profiles):
        for key in dict.fromkeys(
            key for name in known.names for part in name.parts for key in _keys(part, name)
        ):
            shared[key].append(number)
    found = []
    for key in sorted(shared):
        block = shared[key]
        if len(block) < 2 or (key[0] == "word" and len(block) > RARE):
            continue
        found += [block] if len(block) <= LARGEST else _by_organisation(block, profiles)
    return found


def _by_organisation(block: list[int], profiles: Sequence[Profile]) -> list[list[int]]:
    shared: dict[str, list[int]] = defaultdict(list)
    for number in block:
        for key in dict.fromkeys(initials(words) for words in profiles[number].organisations):
            shared[key].append(number)
    return [shared[key] for key in sorted(shared) if 1 < len(shared[key]) <= LARGEST]


def _keys(part: tuple[str, ...], name: Name) -> Iterable[tuple[str, ...]]:
    """What two readings of one name share: a word with another's initial, or all of it, spelled any way."""
    words = part[:6]
    for position, word in enumerate(words):
        if len(word) < 2:
            continue
        skeleton = name.bones[word]
        yield "word", skeleton
        for other, counterpart in enumerate(words):
            if other != position:
                yield "initial", skeleton, counterpart[0]
    letters = "".join(words)
    if len(letters) > 5:
        yield "joined", "".join(sorted(set(bones(letters)) - set("aeiou")))
