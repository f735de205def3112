"""What a report needs of everybody, taken in one pass: who was looked at need not be held any more.

So the report of a million people needs the memory of the instants at which they came and went, of the organisations
that they named, and of those whom open questions are about.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from zoom_sync.records import NOT_COUNTED, Person, Record
from zoom_sync.rules.curve import Moves, stay_of
from zoom_sync.rules.figures import ROWS, Key, figures, row_of, tally
from zoom_sync.rules.joining import doubted

Spellings = dict[str, Counter[str]]  # by how it is folded: how many wrote it in which way


@dataclass(slots=True)
class Gathered:
    """`asked`: the record with those people alone that its open questions and doubtful joins are about.

    `figures`: in which everybody counts; `moves`: those of all attendees; `sure`: of those who are not in `asked`.
    `lengths`: minutes of the attendees whose stay is known whole; `unknown`: how many others were seen.
    """

    asked: Record
    figures: Counter[Key]
    moves: Moves
    sure: Moves = field(default_factory=Moves)
    lengths: array[float] = field(default_factory=lambda: array("d"))
    unknown: int = 0
    spelled: Mapping[str, Spellings] = field(default_factory=lambda: {section: {} for section in ROWS})
    sources: Counter[str] = field(default_factory=Counter)
    not_counted: int = 0
    by_name: int = 0
    unidentified: int = 0


def gather(record: Record, people: Iterable[Person], unidentified: Iterable[Person]) -> Gathered:
    """`record` names the questions and who was erased; the people come once, one after the other."""
    found = Gathered(record, figures(record.event, (), record.heads), Moves())
    wanted = {fact for pair in record.review for fact in pair.facts}
    counts = tally(record.event)
    asked: tuple[list[Person], list[Person]] = ([], [])
    for person in people:
        found.figures.update(counts(person))
        is_asked = _evidence(found, person, wanted) or bool(doubted(person))
        if is_asked:
            asked[0].append(person)
        found.by_name += any(line.by_name for line in person.evidence)
        if person.role == "attendee":
            _attendee(found, person, is_asked)
    for entry in unidentified:
        found.unidentified += 1
        if _evidence(found, entry, wanted):
            asked[1].append(entry)
    found.moves = found.sure.beside(stay_of(one) for one in asked[0] if one.role == "attendee")
    found.asked = replace(record, people=tuple(asked[0]), unidentified=tuple(asked[1]))
    return found


def _evidence(found: Gathered, entry: Person, wanted: set[str]) -> bool:
    """Count the records of an entry. Returns whether an open question is about one of them."""
    is_asked = False
    for line in entry.evidence:
        found.sources[line.source] += 1
        found.not_counted += line.reason.startswith(NOT_COUNTED)
        is_asked = is_asked or line.fact in wanted
    return is_asked


def _attendee(found: Gathered, person: Person, is_asked: bool) -> None:
    if not is_asked:
        found.sure.add(*stay_of(person))
    if person.mode != "absent":
        if person.minutes_at_least:
            found.unknown += 1
        else:
            found.lengths.append(person.minutes)
    for section, read in ROWS.items():
        text = " ".join(read(person).split())
        if text:
            found.spelled[section].setdefault(row_of(section, text), Counter())[text] += 1
