"""Which groups are compared at all: those that share enough of a name, spelled any way.

Without blocks a large event would compare everybody with everybody. A block that is too large says little; it
is looked at within each organisation only. Two registrations are compared only where the full name is shared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from zoom_sync.rules.identity.fitting import handles
from zoom_sync.rules.identity.frequencies import MOST_WORDS
from zoom_sync.rules.identity.names import Name
from zoom_sync.rules.identity.organisations import short
from zoom_sync.rules.identity.profiles import Profile

# Groups in a block, by what they share; the less it tells, the fewer.
LARGEST = {"full": 60, "initial": 25, "word": 12, "handle": 25, "joined": 25, "near": 12}
AS_ONE = ("handle", "joined", "word")  # what a name has in common with one that is written as one word
NAMESAKES = 12  # registrations of one full name that are compared with one another
JOINED = 6  # letters of a name written as one word, at least
VOWELS = frozenset("aeiou")
Key = tuple[str, ...]


def candidates(profiles: Sequence[Profile]) -> Iterator[tuple[Profile, Profile]]:
    """The pairs of groups worth weighing, each once."""
    shared: dict[Key, list[int]] = defaultdict(list)
    wanted = _wanted(profiles)
    for number, one in enumerate(profiles):
        for key in dict.fromkeys(_keys(one)) if one.names else ():
            if key in wanted or (key[0] == "full" and one.kind == "registered"):
                shared[key].append(number)
    found: set[tuple[int, int]] = set()
    for key, block in shared.items():
        if len(block) > 1:
            found.update(_pairs(key, block, profiles))
    return ((profiles[one], profiles[other]) for one, other in sorted(found))


def _wanted(profiles: Sequence[Profile]) -> set[Key]:
    """The keys of whoever is not registered; of names as one word only those that somebody has as one word."""
    wanted = {
        key for one in profiles if one.kind != "registered" for key in _keys(one) if key[0] not in AS_ONE
    }
    for one in profiles:
        for name in one.readings:
            if len(name.words) == 1 or name.foreign:
                wanted.update(
                    key for part in name.parts for key in _of_reading(part, name) if key[0] in AS_ONE
                )
    return wanted


def _pairs(key: Key, block: list[int], profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    if len(block) > LARGEST[key[0]]:
        for part in _by_organisation(block, profiles):
            if len(part) <= LARGEST["full"]:
                yield from _within(key, part, profiles)
    else:
        yield from _within(key, block, profiles)


def _within(key: Key, block: list[int], profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    others = [number for number in block if profiles[number].kind != "registered"]
    registered = [number for number in block if profiles[number].kind == "registered"]
    for place, one in enumerate(others):
        for other in (*others[place + 1 :], *registered):
            yield (one, other) if one < other else (other, one)
    if key[0] == "full" and len(registered) <= NAMESAKES:
        for place, one in enumerate(registered):
            for other in registered[place + 1 :]:
                yield one, other


def _by_organisation(block: list[int], profiles: Sequence[Profile]) -> Iterable[list[int]]:
    shared: dict[str, list[int]] = defaultdict(list)
    for number in block:
        for key in dict.fromkeys(short(words) for words in profiles[number].organisations):
            shared[key].append(number)
    return [part for part in shared.values() if len(part) > 1]


def _keys(one: Profile) -> Iterator[Key]:
    if one.kind != "online":
        yield from _near(one)
    for name in one.readings:
        for part in name.parts:
            yield from _of_reading(part[:MOST_WORDS], name)


def _near(one: Profile) -> Iterator[Key]:
    """The organisation and the first letters: what is left of a name that was misread in every word."""
    for name in one.names:
        letters = "".join(sorted(word[0] for word in name.words if len(word) > 1))
        if len(letters) > 1:
            for organisation in dict.fromkeys(short(words) for words in one.organisations):
                yield "near", organisation, letters


def _of_reading(words: tuple[str, ...], name: Name) -> Iterator[Key]:
    """What two readings of one name share: two words, a word and another's initial, a word, or all of it."""
    whole = [(name.bones[word], place) for place, word in enumerate(words) if len(word) > 1]
    for nth, (bone, place) in enumerate(whole):
        yield "word", bone
        for other, another in whole[nth + 1 :]:
            if another != place:
                yield ("full", bone, other) if bone < other else ("full", other, bone)
        for position, counterpart in enumerate(words):
            if position != place:
                yield "initial", bone, counterpart[0]
    if len(words) == 1:
        yield "handle", words[0]
    elif len(words) == 2:
        for handle in handles(words):
            yield "handle", handle
    if sum(map(len, words)) >= JOINED:
        yield "joined", "".join(sorted(set("".join(name.bones[word] for word in words)) - VOWELS))
