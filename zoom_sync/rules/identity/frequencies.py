"""How common each name, pair of names and organisation is at this event: what agreement on it is worth.

Counted over groups, each word once a group, by skeleton, so that all spellings of a name count as one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from math import log2

from zoom_sync.rules.identity import weights as w
from zoom_sync.rules.identity.names import Name
from zoom_sync.rules.identity.organisations import Words, short
from zoom_sync.rules.identity.profiles import Profile

MOST_WORDS = 6  # of a name; more than that is a sentence


class Frequencies:
    """Counted once for a set of groups, and not changed by what is joined afterwards."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._words: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._initials: Counter[str] = Counter()
        self._organisations: Counter[str] = Counter()
        named = [one for one in profiles if one.names]
        registered = [one for one in named if one.registered]
        self._count(registered)
        self._unseen = self._met_once()
        self._tied = self._together(len(registered))
        self._count(one for one in named if not one.registered)
        self.people = max(len(named), 2)
        self._given = max(sum(self._organisations.values()), 1)

    def _count(self, profiles: Iterable[Profile]) -> None:
        for one in profiles:
            words = sorted({bone for name in one.names for bone in skeletons(name)})
            self._words.update(words)
            self._pairs.update(combinations(words, 2))
            self._initials.update({word[0] for name in one.names for word in name.words[:MOST_WORDS]})
            self._organisations.update({short(words) for words in one.organisations})

    def _met_once(self) -> float:
        """How many others bear a word that one alone is seen with: 2 N2 / N1 (Good 1953), of N people as usual."""
        many = Counter(self._words.values())
        return (2 * many[2] + w.WORDS * w.UNSEEN) / (many[1] + w.WORDS)

    def _together(self, people: int) -> float:
        """How much likelier two rare words of a name stand together than by chance: names come by culture.

        Measured among those who registered, less those who did twice; where they are few, what is usual counts.
        """
        seen = chance = 0.0
        for (one, other), both in self._pairs.items():
            rarer, more = sorted((self._words[one], self._words[other]))
            if 1 < rarer <= w.RARE:
                seen += both * (both - 1)
                chance += both * (rarer - 1) * (more - 1) / people
        twice = 2 * w.COUNTERPART["registered", "registered"] * people
        return (max(seen - twice, 0.0) + w.CHANCES * w.TIED) / (chance + w.CHANCES)

    def bearers(self, bone: str) -> int:
        return self._words[bone]

    def rarity(self, bones: Sequence[str]) -> float:
        """Bits for sharing all of these words of a name: log2 of one over how many others have them.

        The two groups that share them are left out of the count. A word after the first is looked for among
        those who bear the most common one, as far as they are many.
        """
        if not bones:
            return 0.0
        common, *others = sorted(bones, key=lambda bone: (-self._words[bone], bone))
        total = -log2(self._share(common))
        bearers = max(self._words[common] - 2, 0)
        for bone in others:
            both = max(self._pairs[(bone, common) if bone < common else (common, bone)] - 2, 0)
            alone = min(self._tied * self._share(bone), 1.0)
            total -= log2((both + w.BACK_OFF * alone) / (bearers + w.BACK_OFF))
        return total

    def initial(self, letter: str) -> float:
        """Bits for sharing the first letter of a word."""
        return -log2((self._initials[letter] + 1) / (self.people + 2))

    def organisation(self, words: Words) -> float:
        """Bits for sharing an organisation."""
        return -log2((max(self._organisations[short(words)] - 2, 0) + w.UNSEEN) / self._given)

    def _share(self, bone: str) -> float:
        others = max(self._words[bone] - 2, 0) + self._unseen + w.ELSEWHERE * w.SHARED
        return min(others / (self.people + w.ELSEWHERE), 1.0)


def skeletons(name: Name) -> Iterable[str]:
    """The skeleton of each whole word of a name."""
    return [name.bones[word] for word in name.words[:MOST_WORDS] if len(word) > 1]
