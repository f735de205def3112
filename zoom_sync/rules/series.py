"""Who comes back: the people of one event found again at the others of its series.

By a Zoom registration, a Zoom account or an e-mail that both events know, never by a name; and a name that says
otherwise keeps them apart: an office's mailbox is not somebody who comes back. Nothing here joins anybody in a record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from zoom_sync.contacts import mails
from zoom_sync.rules.identity.names import contradict, read

Key = tuple[str, str]  # of one kind: a registration with its webinar, an account, a mailbox


@dataclass(frozen=True, slots=True)
class Came:
    """Somebody who attended one event."""

    id: str
    name: str
    keys: frozenset[Key] = frozenset()


@dataclass(slots=True)
class Guest:
    """Somebody at the events of a series. `came`: by the number of each event that they attended who they are there."""

    came: dict[int, Came] = field(default_factory=dict)
    keys: set[Key] = field(default_factory=set)

    @property
    def first(self) -> int:
        return min(self.came)

    @property
    def last(self) -> int:
        return max(self.came)

    @property
    def name(self) -> str:
        return self.came[self.last].name


@dataclass(frozen=True, slots=True)
class Turnout:
    """Of one event: who attended, was there for the first time, had come before; `gone`: who was at the event before
    and not at this one. Of those who attended, `erased` were erased since: nobody can say whether those were new.
    """

    attended: int
    new: int
    back: int
    gone: int
    erased: int = 0


def keys(email: str, account: str, registrant: str, webinar: str) -> Iterator[Key]:
    """What finds somebody again. A registration counts within its own webinar, whose occurrences share it."""
    if registrant and webinar:
        yield "registrant", f"{webinar} {registrant}"
    if account:
        yield "account", account
    for mailbox in mails(email):
        yield "mail", mailbox


def guests(events: Iterable[Sequence[Came]]) -> list[Guest]:
    """The people of events in their order, each once.

    A contact that several people of one event have finds nobody there, and where several people of an event might be
    one guest, none of them is.
    """
    found: list[Guest] = []
    of: dict[Key, Guest] = {}
    for number, people in enumerate(events):
        holders = Counter(key for one in people for key in one.keys)
        own = {one.id: {key for key in one.keys if holders[key] == 1} for one in people}
        claims = {one.id: _claimed(one, own[one.id], of) for one in people}
        claimants = Counter(id(guest) for claimed in claims.values() for guest in claimed)
        for one in people:
            sure = [guest for guest in claims[one.id] if claimants[id(guest)] == 1]
            guest = _united(sure, of) or Guest()
            if not guest.came:
                found.append(guest)
            guest.came[number] = one
            guest.keys |= own[one.id]
            of |= dict.fromkeys(own[one.id], guest)
    return [guest for guest in found if guest.came]


def _claimed(one: Came, own: set[Key], of: Mapping[Key, Guest]) -> list[Guest]:
    """The guests of earlier events that have a contact of this person, the one met last first."""
    met = {id(guest): guest for key in sorted(own) if (guest := of.get(key)) is not None}
    fitting = [guest for guest in met.values() if not _says_otherwise(guest.name, one.name)]
    return sorted(fitting, key=lambda guest: -guest.last)


def _united(claimed: Sequence[Guest], of: dict[Key, Guest]) -> Guest | None:
    """The guests that turn out to be one; of two that were at one event the one met last."""
    if not claimed:
        return None
    first, *others = claimed
    for other in others:
        if first.came.keys() & other.came.keys() or _says_otherwise(first.name, other.name):
            continue
        first.came |= other.came
        first.keys |= other.keys
        of |= dict.fromkeys(other.keys, first)
        other.came, other.keys = {}, set()
    return first


def _says_otherwise(one: str, other: str) -> bool:
    return one != other and contradict(read(one), read(other))


def turnouts(found: Iterable[Guest], erased: Sequence[int]) -> list[Turnout]:
    """The figures of each event, of whose attendees so many were erased."""
    attended, new, gone = Counter[int](), Counter[int](), Counter[int]()
    for guest in found:
        attended.update(guest.came.keys())
        new[guest.first] += 1
        gone.update(number + 1 for number in guest.came if number + 1 not in guest.came)
    return [
        Turnout(attended[number] + heads, new[number], attended[number] - new[number], gone[number], heads)
        for number, heads in enumerate(erased)
    ]


def faithful(found: Iterable[Guest]) -> list[Guest]:
    """Guests by how often they came, then by name."""
    return sorted(
        found, key=lambda guest: (-len(guest.came), guest.name.casefold(), guest.came[guest.last].id)
    )
