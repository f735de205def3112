"""The headline counts: of attendees, in groups that do not overlap, with `brief` across them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from zoom_sync.records import Person

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

    def __init__(self) -> None:
        self._found: Counter[str] = Counter()

    def add(self, person: Person) -> None:
        if person.role != "attendee":
            return
        found = self._found
        found["registered"] += person.registered
        if person.mode == "absent":
            found["absent"] += person.registration_status == "approved"
            return
        found[person.mode] += 1
        found["brief"] += not person.attended

    def counts(self, *, unidentified: int) -> dict[str, int]:
        return {name: self._found[name] for name in _NAMES} | {"unidentified": unidentified, "erased": 0}
