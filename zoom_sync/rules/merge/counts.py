"""The headline counts: of attendees, in groups that do not overlap, with `brief` across them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from zoom_sync.records import Person


def counts(people: Iterable[Person], unidentified: Collection[Person]) -> dict[str, int]:
    """Count people of role attendee as docs/record.md says.

    `absent` are those whose registration was approved and who were not seen; whoever was denied, cancelled,
    is pending or missing and was not seen counts in no group.
    """
    found: Counter[str] = Counter()
    for person in people:
        if person.role != "attendee":
            continue
        found["registered"] += person.registered
        if person.mode == "absent":
            found["absent"] += person.registration_status == "approved"
            continue
        found[person.mode] += 1
        found["brief"] += not person.attended
    names = ("registered", "virtual", "in_person", "both", "absent", "brief")
    return {name: found[name] for name in names} | {"unidentified": len(unidentified), "erased": 0}
