"""What another rule of attendance would change, told from a record before the rule is taken.

Who is who does not depend on the rule, so nobody is looked for anew: of each person the same evidence is counted by
the other rule.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from zoom_sync.records import Event, Person, Rule
from zoom_sync.rules.merge.presence import presence
from zoom_sync.rules.pieces import Piece

Move = tuple[Person, Person]  # as they stand in the record, and as they would


@dataclass(frozen=True, slots=True)
class Difference:
    """`gained`, `lost`: who would attend that does not, and the other way round; `longer`, `shorter`: whose minutes
    alone would move. `attending`: how many attend now, and how many would; all of role attendee.
    """

    attending: tuple[int, int]
    gained: Sequence[Move] = field(default_factory=list)
    lost: Sequence[Move] = field(default_factory=list)
    longer: Sequence[Move] = field(default_factory=list)
    shorter: Sequence[Move] = field(default_factory=list)


def difference(people: Iterable[Person], pieces: Iterable[Piece], event: Event, rule: Rule) -> Difference:
    """What the rule would change among these people of the event's record, in their order.

    `pieces`: all that the record is made of.
    """
    other = replace(event, rule=rule)
    theirs = _by_fact(pieces)
    found: dict[str, list[Move]] = defaultdict(list)
    now = then = 0
    for person in people:
        moved = person if person.mode == "absent" else _by_rule(person, theirs, other)
        if person.role == "attendee":
            now, then = now + person.attended, then + moved.attended
        if what := _what(person, moved):
            found[what].append((person, moved))
    return Difference((now, then), found["gained"], found["lost"], found["longer"], found["shorter"])


def _what(person: Person, moved: Person) -> str:
    if person.attended != moved.attended:
        return "gained" if moved.attended else "lost"
    if person.minutes != moved.minutes:
        return "longer" if moved.minutes > person.minutes else "shorter"
    return ""


def _by_fact(pieces: Iterable[Piece]) -> dict[str, Piece]:
    return {piece.main.id: piece for piece in pieces if piece.main.kind != "registrant"}


def _by_rule(person: Person, theirs: dict[str, Piece], event: Event) -> Person:
    """The person as another rule counts their evidence; what was decided of them by hand stays."""
    pieces = [theirs[line.fact] for line in person.evidence if line.fact in theirs]
    there = presence(pieces, event)
    if there.mode == "absent":  # they are here by somebody's decision alone
        return person
    decided = any(line.source == "manual" and line.fact not in theirs for line in person.evidence)
    return replace(
        person,
        attended=person.attended if decided else there.attends(event),
        virtual_minutes=there.virtual_minutes,
        in_person_minutes=there.room_minutes,
        minutes=there.all_minutes,
    )
