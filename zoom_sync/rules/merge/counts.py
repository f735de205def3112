"""The headline counts: of attendees, in groups that do not overlap, with `brief` across them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from zoom_sync.records import Head, Person

_NAMES = ("registered", "virtual", "in_person", "both", "absent", "brief")


def counts(people: Iterable[Person], unidentified: Collection[Person]) -> dict[str, int]:
    """Count people of role attendee as docs/record.md says.

    `absent` are those whose registration was approved and who were not seen; whoever was denied, cancelled,
    is pending or missing and was not seen counts in no group.
    """
    counting = Counting()
    for person in people:
        counting.add(person)
    return counting.counts(unidentified=len(unidentified))


class Counting:
    """The same, one person after the other."""

    def __init__(self, erased: Iterable[Head] = ()) -> None:
        """`erased`: those who are counted, and are nothing else any more."""
        self._found: Counter[str] = Counter()
        self._erased = self._nameless = 0
        for head in erased:
            self._erased += head.heads
            if head.nameless:
                self._nameless += head.heads
            else:
                self.add(head, head.heads)

    def add(self, one: Person | Head, heads: int = 1) -> None:
        if one.role != "attendee":
            return
        found = self._found
        if one.registered:
            found["registered"] += heads
        if one.mode != "absent":
            found[one.mode] += heads
            if not one.attended:
                found["brief"] += heads
        elif one.registration_status == "approved":
            found["absent"] += heads

    def counts(self, *, unidentified: int) -> dict[str, int]:
        more = {"unidentified": unidentified + self._nameless, "erased": self._erased}
        return {name: self._found[name] for name in _NAMES} | more
