"""The same words on the screen again: who left and came back under one name, and no key ties the two.

They are one person as long as no two registrants could both be meant, and they were never there at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from zoom_sync.rules.identity.bonds import Bonds
from zoom_sync.rules.identity.fitting import LONGEST, fit
from zoom_sync.rules.identity.names import Name
from zoom_sync.rules.identity.places import together
from zoom_sync.rules.identity.profiles import Profile

REASON = "same name on the screen"
MOST = 200  # registrants with one word of a name, beyond which more than one of them is taken to be meant


def same_screens(bonds: Bonds, profiles: Sequence[Profile]) -> bool:
    """Join the connections without a sure key that show the same words. Whether any may have been."""
    shown: dict[tuple[str, ...], list[Profile]] = defaultdict(list)
    for one in profiles:
        if one.kind == "online" and len(one.names) == 1:
            shown[one.names[0].words].append(one)
    again = {words: block for words, block in shown.items() if len(block) > 1}
    if not again:
        return False
    registrants = _registrants(profiles, again)
    for words in sorted(again):
        if _meant(again[words][0].names[0], registrants) < 2:
            _join(bonds, again[words])
    return True


def _join(bonds: Bonds, block: Sequence[Profile]) -> None:
    first, *others = block
    stays = list(first.stays)
    for other in others:
        if not together(stays, other.stays) and not bonds.obstacle(first.first, other.first):
            bonds.join(first.first, other.first, REASON)
            stays += other.stays


def _registrants(
    profiles: Sequence[Profile], shown: Mapping[tuple[str, ...], object]
) -> dict[str, list[Profile]]:
    """Those who registered, by each word of their names that is shown, and by its first letter and skeleton."""
    wanted = {word for words in shown for word in words}
    letters = {word[0] for word in wanted}
    found: dict[str, list[Profile]] = defaultdict(list)
    for one in profiles:
        if one.registered:
            keys = {bone for name in one.names for bone in name.bones.values() if bone[0] in letters}
            for key in keys:
                found[key].append(one)
    return found


def _meant(name: Name, registrants: Mapping[str, Sequence[Profile]]) -> int:
    """How many registrants could have this name: all its words fit words of theirs."""
    blocks = [registrants.get(name.bones[word], ()) for word in name.words if len(word) > 1]
    block = min(blocks, key=len, default=())
    if len(block) > MOST:
        return 2
    return sum(any(_fits(name, other) for other in one.names) for one in block)


def _fits(name: Name, other: Name) -> bool:
    return any(not fit(name, name.words[:LONGEST], other, part[:LONGEST])[1] for part in other.parts)
