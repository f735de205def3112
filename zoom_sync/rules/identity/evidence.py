"""What speaks for and against two groups being one person: name, addresses, organisation, time and place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log2

from rapidfuzz.distance import OSA

from zoom_sync.rules.identity import weights as w
from zoom_sync.rules.identity.frequencies import Frequencies
from zoom_sync.rules.identity.likeness import likeness
from zoom_sync.rules.identity.organisations import Words, same_organisation
from zoom_sync.rules.identity.profiles import Profile
from zoom_sync.rules.identity.tables.mail import PRIVATE

CONTINUES_S = 90  # a connection that begins so soon after another ended may continue it
TOUCHING_S = 60  # two connections may be open together for so long while one takes over from the other
SIGNED_AGAIN_S = 3600  # between two signatures of one person on a sheet without ends, at least


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

    def weigh(self, one: Profile, other: Profile) -> Weight | None:
        """None: nothing makes it worth looking at the pair, which shares no word of a name."""
        slip = w.SLIP_COPIED if one.copied or other.copied else w.SLIP_TYPED
        name = likeness(one.names, other.names, self.frequencies, slip=slip)
        if name is None:
            return None
        bits, beside, against = name.bits, 0.0, 0.0
        reasons = list(name.reasons)
        for found, reason in self._beside(one, other):
            bits += found
            if found > 0 and reason:
                beside += found
                reasons.append(reason)
            elif found < 0:
                against += found
        return Weight(bits, beside, against, name.loose, name.whole, name.contradicted, tuple(reasons))

    def _beside(self, one: Profile, other: Profile) -> Iterable[tuple[float, str]]:
        if one.stays and other.stays and any(a.words == b.words for a in one.names for b in other.names):
            yield w.SAME_SCREEN, ""
        yield _addresses(one, other)
        yield _numbers(one, other)
        yield self._organisations(one, other)
        yield self._time(one, other)
        yield _place(one, other)
        yield _seen(one, other)

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
        found = (self._of_domain.get(mail.rpartition("@")[2]) for mail in sorted(one.mails))
        return [words for words in found if words]

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
        if not begun:
            return w.BY_TURNS, ""
        chance = min(self._ended_about(start) for start in begun)
        return min(
            max(w.CONTINUED - log2(chance), 0.0), w.MOST_CONTINUED
        ), "began as another connection ended"

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


def one_slip(one: str, other: str) -> bool:
    """Whether one text is the other but for a slip; digits that differ are no slip: they tell namesakes apart."""
    if one == other or OSA.distance(one, other, score_cutoff=2) > 2:
        return False
    letters, others = ("".join(sign for sign in text if not sign.isdigit()) for text in (one, other))
    return letters != others


def _addresses(one: Profile, other: Profile) -> tuple[float, str]:
    if not one.mails or not other.mails:
        return 0.0, ""
    if one.mails & other.mails:
        return w.SAME_ADDRESS, "same e-mail"
    pairs = [(a, b) for a in sorted(one.mails) for b in sorted(other.mails)]
    both = (
        one.registered and other.registered
    )  # each has had mail at their own address: no slip, and no surprise
    if not both and any(one_slip(a, b) for a, b in pairs):
        return w.MAIL_SLIP, "e-mail differs by a slip"
    differs = 0.0 if both else w.OTHER_ACCOUNT if "online" in (one.kind, other.kind) else w.OTHER_MAIL
    return differs + max(_domains(a.rpartition("@")[2], b.rpartition("@")[2]) for a, b in pairs), ""


def _domains(one: str, other: str) -> float:
    """What the two places say at which two different addresses are: people have one work and one private one."""
    private = one in PRIVATE, other in PRIVATE
    if private == (True, True):
        return w.TWO_PRIVATE
    if private == (False, False):
        return w.COLLEAGUES if one == other else w.TWO_EMPLOYERS
    return w.WORK_AND_PRIVATE


def _numbers(one: Profile, other: Profile) -> tuple[float, str]:
    if not one.phones or not other.phones:
        return 0.0, ""
    if one.phones & other.phones:
        return w.SAME_ADDRESS, "same phone"
    if any(OSA.distance(a, b, score_cutoff=1) <= 1 for a in one.phones for b in other.phones):
        return w.PHONE_SLIP, "phone differs by a slip"
    return w.OTHER_PHONE, ""


def _seen(one: Profile, other: Profile) -> tuple[float, str]:
    """Whoever registered and was not seen by any sure key may be the one who was."""
    if one.registered and other.registered:
        return (0.0 if one.seen and other.seen else w.SEEN_NOWHERE), ""
    if not one.registered and not other.registered:
        return 0.0, ""
    registered = one if one.registered else other
    return (w.SEEN_ALREADY if registered.seen else w.SEEN_NOWHERE), ""


def _place(one: Profile, other: Profile) -> tuple[float, str]:
    """Against: in the room and online at once."""
    for first, second in ((one, other), (other, one)):
        for _, start, end in first.rows:
            for begin, leave in second.stays:
                if start is None or leave is None:
                    return w.ROOM_AND_ZOOM / 2, ""
                if begin < (end if end is not None else leave) and start < leave:
                    return w.ROOM_AND_ZOOM, ""
    return 0.0, ""


def together(one: Sequence[tuple[int, int | None]], other: Sequence[tuple[int, int | None]]) -> bool:
    """Whether two people's connections were open at once for longer than one takes over from the other."""
    for start, end in one:
        for begin, leave in other:
            first = min(end if end is not None else start, leave if leave is not None else begin)
            if first - max(start, begin) > TOUCHING_S:
                return True
    return False


def two_in_a_room(one: Profile, other: Profile) -> bool:
    """Whether both stand on one sheet at overlapping times, or without times: so they are two people.

    Whoever signs in twice does so after a while; without an end, two who sign within the hour are two.
    """
    return any(
        file and file == another and _at_once(start, end, begin, leave)
        for file, start, end in one.rows
        for another, begin, leave in other.rows
    )


def _at_once(start: int | None, end: int | None, begin: int | None, leave: int | None) -> bool:
    if start is None or begin is None:
        return True
    first_end, second = (end, begin) if start <= begin else (leave, start)
    return second < (min(start, begin) + SIGNED_AGAIN_S if first_end is None else first_end)
