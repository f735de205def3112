"""What speaks for and against two groups being one person: name, addresses, organisation, time and place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log2

from zoom_sync.rules.identity import weights as w
from zoom_sync.rules.identity.addresses import mailboxes, numbers, own_spellings
from zoom_sync.rules.identity.frequencies import Frequencies
from zoom_sync.rules.identity.likeness import likeness
from zoom_sync.rules.identity.organisations import Words, same_organisation
from zoom_sync.rules.identity.places import TOUCHING_S, room_and_zoom, together
from zoom_sync.rules.identity.profiles import Profile
from zoom_sync.rules.identity.tables.mail import PRIVATE

SAMPLE = 64  # of those online, whom everybody is compared with
Stays = tuple[tuple[int, int | None], ...]
CONTINUES_S = 90  # a connection that begins so soon after another ended may continue it


@dataclass(frozen=True, slots=True)
class Weight:
    """`bits` for being one person, all told. Beside the name, `beside` speak for it and `against` against it.

    `loose`, `whole`, `contradicted`: see `Likeness`.
    """

    bits: float
    beside: float
    against: float
    loose: bool
    whole: int
    contradicted: bool
    reasons: tuple[str, ...]


class Scale:
    """Weighs pairs of groups of one event against its frequencies."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self.frequencies = Frequencies(profiles)
        self._ends = sorted(
            {(end, n) for n, one in enumerate(profiles) for _, end in one.stays if end is not None}
        )
        self._of_domain = _organisations_by_domain(profiles)
        self._online = max(sum(1 for one in profiles if one.stays), 2)
        online = [one.stays for one in profiles if one.stays]
        self._others = online[:: len(online) // SAMPLE + 1]
        self._misses: dict[Stays, float] = {}
        registered = [one for one in profiles if one.registered]
        self._absent = (sum(1 for one in registered if not one.seen) + 1) / (len(registered) + 2)
        self._namesakes = w.NAMESAKES / self.frequencies.people

    def weigh(self, one: Profile, other: Profile) -> Weight | None:
        """None: nothing makes it worth looking at the pair, which shares no word of a name."""
        slip = w.SLIP_COPIED if one.copied or other.copied else w.SLIP_TYPED
        name = likeness(one.readings, other.readings, self.frequencies, slip=slip)
        if name is None:
            return None
        organisation = self._organisations(one, other)
        named = name.bits + max(organisation[0], 0.0)
        bits, beside, against = -log2(2.0**-named + self._namesakes) - max(organisation[0], 0.0), 0.0, 0.0
        reasons = list(name.reasons)
        for found, reason in (organisation, *self._beside(one, other)):
            bits += found
            if found > 0 and reason:
                beside += found
                reasons.append(reason)
            elif found < 0:
                against += found
        contradicted = name.contradicted
        if any(own_spellings(a, one.mails, b, other.mails) for a, b in name.slips):
            contradicted = True
            bits += w.CONTRADICTED
        return Weight(bits, beside, against, name.loose, name.whole, contradicted, tuple(reasons))

    def _beside(self, one: Profile, other: Profile) -> Iterable[tuple[float, str]]:
        if one.stays and other.stays and any(a.words == b.words for a in one.names for b in other.names):
            yield w.SAME_SCREEN, ""
        yield mailboxes(one, other)
        yield numbers(one, other)
        yield self._time(one, other)
        yield room_and_zoom(one, other)
        yield self._seen(one, other), ""

    def _organisations(self, one: Profile, other: Profile) -> tuple[float, str]:
        mine, theirs = self._employers(one), self._employers(other)
        if not mine or not theirs:
            return 0.0, ""
        shared = next((a for a in mine for b in theirs if same_organisation(a, b)), None)
        if shared is None:
            return (w.OTHER_ORGANISATION if one.organisations and other.organisations else 0.0), ""
        rarity = min(self.frequencies.organisation(shared), w.MOST_ORGANISATION)
        return max(w.SAME_ORGANISATION + rarity, 0.0), "same organisation"

    def _employers(self, one: Profile) -> Sequence[Words]:
        """The organisations of a group; where it names none, those whose people have addresses like its own."""
        if one.organisations or not one.mails:
            return one.organisations
        found = (self._of_domain.get(mail.rpartition("@")[2]) for mail in one.mails)
        return [words for words in found if words]

    def _seen(self, one: Profile, other: Profile) -> float:
        """Whoever registered and was not seen by any sure key may be the one who was.

        One person who registered twice comes or stays away as one, and uses one of the two links, mostly; two
        people come each for themselves.
        """
        if one.registered and other.registered:
            times = one.seen + other.seen
            if times == 0:
                return -log2(self._absent)
            if times == 1:
                return log2(w.ONE_LINK / (2 * self._absent))
            return log2((1 - w.ONE_LINK) / (1 - self._absent))
        if not one.registered and not other.registered:
            return 0.0
        registered, seen = (one, other) if one.registered else (other, one)
        if seen.borrowed and not registered.borrowed:
            return w.BORROWED
        return w.SEEN_ALREADY if registered.seen else w.SEEN_NOWHERE

    def _time(self, one: Profile, other: Profile) -> tuple[float, str]:
        if not one.stays or not other.stays:
            return 0.0, ""
        if together(one.stays, other.stays):
            return w.AT_ONCE, ""
        begun = [
            start
            for stays, ends in ((one.stays, other.stays), (other.stays, one.stays))
            for start, _ in stays
            if any(end is not None and -TOUCHING_S <= start - end <= CONTINUES_S for _, end in ends)
        ]
        turns = self._by_turns(one, other)
        if not begun:
            return turns, ""
        chance = min(self._ended_about(start) for start in begun)
        continued = min(w.CONTINUED - log2(chance), w.MOST_CONTINUED)
        return max(continued, turns), "began as another connection ended"

    def _by_turns(self, one: Profile, other: Profile) -> float:
        """Two who come to one event are there at once, mostly, unless one of them came for a moment only."""
        chance = max(self._missed(one), self._missed(other))
        return max(w.BY_TURNS - log2(chance), 0.0)

    def _missed(self, one: Profile) -> float:
        """The share of those online who were never there when this one was, by a sample of them."""
        known = self._misses.get(one.stays)
        if known is None:
            missed = sum(not together(one.stays, stays) for stays in self._others)
            known = self._misses[one.stays] = (missed + 1) / (len(self._others) + 1)
        return known

    def _ended_about(self, start: int) -> float:
        """The share of those online of whom a connection ended so that one that began at `start` may continue it."""
        low = bisect_left(self._ends, (start - CONTINUES_S, -1))
        high = bisect_right(self._ends, (start + TOUCHING_S, len(self._ends) + self._online))
        return min(max(high - low - 1, 0) + 0.5, self._online) / self._online


def _organisations_by_domain(profiles: Sequence[Profile]) -> dict[str, Words]:
    """Which organisation the people with addresses at one place name, most of them."""
    named: dict[str, Counter[Words]] = defaultdict(Counter)
    for one in profiles:
        for mail in one.mails if one.organisations else ():
            domain = mail.rpartition("@")[2]
            if domain not in PRIVATE:
                named[domain].update(one.organisations)
    return {
        domain: min(count.items(), key=lambda item: (-item[1], item[0]))[0] for domain, count in named.items()
    }
