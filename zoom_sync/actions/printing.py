"""Papers for the room: who is expected, with their codes, printed in parts that no machine is too small for."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import IO
from zoneinfo import ZoneInfo

from zoom_sync.actions import Clock
from zoom_sync.files import printing
from zoom_sync.files.printing import Guest, Head, Paper
from zoom_sync.records import Event, Person
from zoom_sync.rules.protection import reason_for
from zoom_sync.store import audit, codes, events, notices, snapshot
from zoom_sync.store.database import Store

PART = 500  # guests of one file: more, and a machine of a gigabyte would not hold what is set
REGISTERED = ("registrant", "panelist")


@dataclass(frozen=True, slots=True)
class Printed:
    """`files`: one PDF, or a ZIP of so many. `scripts`: those of which letters no font could be found for."""

    guests: int
    files: int
    scripts: tuple[str, ...]

    @property
    def ending(self) -> str:
        return ending(self.guests)


def ending(guests: int) -> str:
    """Of the file that is written for so many guests: "pdf" or "zip"."""
    return "pdf" if guests <= PART else "zip"


def expected(store: Store, event_id: str) -> list[Guest]:
    """Who is expected in the room, by name: approved registrations and panelists, as the newest record has them.

    Nobody where no record was made yet: a sheet of empty rows is of use on that day, too.
    """
    head = store.read(lambda tx: snapshot.head(tx, event_id))
    if head is None:
        return []
    people = [one for one in snapshot.pages(store, event_id, generation=head.event.generation) if _comes(one)]
    facts = {one.id: fact for one in people if (fact := _registration(one))}
    mine = store.read(lambda tx: codes.of_facts(tx, event_id, facts.values()))
    return [
        Guest(one.name or one.email, one.organisation, mine.get(facts.get(one.id, ""), "")) for one in people
    ]


def _comes(person: Person) -> bool:
    return person.role == "panelist" or (person.registration_status == "approved" and person.role != "host")


def _registration(person: Person) -> str:
    """The registration that the personal code stands for: the first; "" where there is none."""
    return next((one.fact for one in person.evidence if one.source in REGISTERED), "")


def unprintable(guests: list[Guest], event: Event) -> list[str]:
    """The scripts of which letters stand in these names and no font is there for: to be said before printing."""
    return printing.unprintable(
        text
        for text in (
            event.title,
            event.venue,
            *(part for one in guests for part in (one.name, one.organisation)),
        )
    )


def write(
    store: Store,
    event_id: str,
    paper: Paper,
    target: IO[bytes],
    *,
    guests: list[Guest],
    clock: Clock,
    by: str,
    reason: str = "",
    when: str = "",
    notice: str = "",
    say: Callable[[str], str] = str,
    language: str = "en",
    rtl: bool = False,
) -> Printed:
    """Put on record that a paper is printed, and then print it for these guests into a file.

    A protected event's papers bear codes and no names. `when`: the event's days as the reader writes them;
    `notice`: a sentence on privacy, where the organiser stated none.

    Raises Trouble for an unknown event, and for a protected one without a reason.
    """
    event = store.read(lambda tx: events.known(tx, event_id, safe="Nothing was printed."))
    said = reason_for(event, reason)
    stated = store.read(lambda tx: notices.of(tx, event_id))
    now, what = clock.now(), f"printed {paper}"
    store.once(lambda tx: audit.note(tx, who=by, what=what, event=event_id, reason=said, now=now))
    head = Head(event.title, when or _when(event), event.venue, stated[-1].text if stated else notice)

    def set_part(part: list[Guest], *, first: int, empty: int) -> bytes:
        return printing.print_paper(
            paper, head, part, first=first, empty=empty, say=say, language=language, rtl=rtl,
            nameless=event.protected,
        )  # fmt: skip

    if len(guests) <= PART:
        target.write(set_part(guests, first=1, empty=printing.EMPTY_ROWS))
    else:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
            for first, part in _parts(guests):
                last = first + len(part) - 1
                empty = printing.EMPTY_ROWS if last == len(guests) else 0
                archive.writestr(
                    f"{paper}-{first:05}-{last:05}.pdf", set_part(part, first=first, empty=empty)
                )
    return Printed(len(guests), -(-len(guests) // PART) or 1, tuple(unprintable(guests, event)))


def _parts(guests: list[Guest]) -> Iterator[tuple[int, list[Guest]]]:
    """Each part with the number of its first guest."""
    rest, first = iter(guests), 1
    while part := list(islice(rest, PART)):
        yield first, part
        first += len(part)


def _when(event: Event) -> str:
    zone = ZoneInfo(event.timezone)
    days = [(day.start.astimezone(zone), (day.end or day.start).astimezone(zone)) for day in event.days]
    return "; ".join(f"{start.day} {start:%B %Y, %H:%M} to {end:%H:%M}" for start, end in days)
