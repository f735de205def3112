"""The headline counts: of attendees, in groups that do not overlap, with `brief` across them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from operator import attrgetter

from zoom_sync.records import Head, Person

_NAMES = ("registered", "virtual", "in_person", "both", "absent", "brief")
# All that decides in which counts somebody counts.
_STANDING = attrgetter("role", "registered", "registration_status", "mode", "attended")


def counted(one: Person | Head) -> Iterator[str]:
    """The headline counts in which somebody with a name counts, as docs/record.md says.

    `absent` are those whose registration was approved and who were not seen; whoever was denied, cancelled,
    is pending or missing and was not seen counts in no group.
    """
    return _counted(*_STANDING(one))


def _counted(role: str, registered: bool, status: str | None, mode: str, attended: bool) -> Iterator[str]:
    if role != "attendee":
        return
    if registered:
        yield "registered"
    if mode != "absent":
        yield mode
        if not attended:
            yield "brief"
    elif status == "approved":
        yield "absent"


def counts(people: Iterable[Person], unidentified: Collection[Person]) -> dict[str, int]:
    """Count everybody."""
    counting = Counting()
    for person in people:
        counting.add(person)
    return counting.counts(unidentified=len(unidentified))


class Counting:
    """The same, one person after the other."""

    def __init__(self, erased: Iterable[Head] = ()) -> None:
        """`erased`: those who are counted, and are nothing else any more."""
        self._alike: Counter[tuple[str, bool, str | None, str, bool]] = Counter()
        self._erased = self._nameless = 0
        for head in erased:
            self._erased += head.heads
            if head.nameless:
                self._nameless += head.heads
            else:
                self.add(head, head.heads)

    def add(self, one: Person | Head, heads: int = 1) -> None:
        self._alike[_STANDING(one)] += heads  # a million come by, of few kinds

    def counts(self, *, unidentified: int) -> dict[str, int]:
        found = Counter[str]()
        for kind, heads in self._alike.items():
            for name in _counted(*kind):
                found[name] += heads
        more = {"unidentified": unidentified + self._nameless, "erased": self._erased}
        return {name: found[name] for name in _NAMES} | more
