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
        named = 0
        for one in profiles:
            if not one.names:
                continue
            named += 1
            words = sorted({bone for name in one.names for bone in skeletons(name)})
            self._words.update(words)
            self._pairs.update(combinations(words, 2))
            self._initials.update({word[0] for name in one.names for word in name.words[:MOST_WORDS]})
            self._organisations.update({short(words) for words in one.organisations})
        self.people = max(named, 2)
        self._given = max(sum(self._organisations.values()), 1)

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
            alone = min(w.TIED * self._share(bone), 1.0)
            total -= log2((both + w.BACK_OFF * alone) / (bearers + w.BACK_OFF))
        return total

    def initial(self, letter: str) -> float:
        """Bits for sharing the first letter of a word."""
        return -log2((self._initials[letter] + 1) / (self.people + 2))

    def organisation(self, words: Words) -> float:
        """Bits for sharing an organisation."""
        return -log2((max(self._organisations[short(words)] - 2, 0) + w.UNSEEN) / self._given)

    def _share(self, bone: str) -> float:
        return min((max(self._words[bone] - 2, 0) + w.UNSEEN) / self.people, 1.0)


def skeletons(name: Name) -> Iterable[str]:
    """The skeleton of each whole word of a name."""
    return [name.bones[word] for word in name.words[:MOST_WORDS] if len(word) > 1]
