"""The roster of credit hours: who was there for how long on each day, with their licence numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO

from zoom_sync.actions.certificates.handing import given
from zoom_sync.files.writing.roster import Line, write_roster
from zoom_sync.files.writing.target import replacing
from zoom_sync.records import NOT_COUNTED, Event, Person, Trace, Trouble
from zoom_sync.rules import certifying
from zoom_sync.rules.credits import credits, is_told_by_rows
from zoom_sync.rules.protection import named
from zoom_sync.store import people, snapshot, traces
from zoom_sync.store.database import Store

AT_ONCE = 500  # people whose rows are read together


def roster(
    store: Store, event_id: str, target: Path | IO[bytes], *, column: str = "", names: bool = False
) -> tuple[int, int]:
    """Write the hours of whoever would get a certificate, by name and day.

    Of a protected event `names` have to be asked for, else Trouble is raised.

    `column`: the one of a file, or the question of Zoom's form, that has licence numbers, else the event's own;
    Trouble is raised where nothing has it. Returns how many people there are, and how many of them with a number.
    """
    head = store.read(lambda tx: snapshot.known_head(tx, event_id))
    named(head.event, names=names)
    asked = column or head.event.licence_question
    told = store.read(lambda tx: traces.licences(tx, event_id)) if _is_one(asked, head.event) else {}
    told |= store.read(lambda tx: traces.column(tx, event_id, asked)) if asked else {}
    if column and not told:
        raise Trouble(
            f"Neither a list nor a registration of this event has a column “{column[:60]}”.",
            "Nothing was written.",
            "Name it as the header of the file has it. Of Zoom's form: `event change --licence-question`, and sync.",
        )
    codes = {one.person.id: one.code for one in given(store, head.event)}
    numbered: dict[str, bool] = {}

    def lines() -> Iterator[Line]:
        everybody = snapshot.pages(store, event_id, generation=head.event.generation)
        for person, rows in _with_rows(store, head.event, everybody):
            if certifying.refusal(person) is None:
                licence = next((told[one.fact] for one in person.evidence if told.get(one.fact)), "")
                numbered[person.id] = bool(licence)
                yield from _lines(head.event, person, rows, licence, codes.get(person.id, ""))

    if isinstance(target, Path):
        with replacing(target) as stream:
            write_roster(head.event.title, lines(), stream)
    else:
        write_roster(head.event.title, lines(), target)
    return len(numbered), sum(numbered.values())


def _is_one(column: str, event: Event) -> bool:
    """Whether this is the question of the registration form whose answers are kept."""
    return bool(column) and " ".join(column.casefold().split()) == event.licence_question.casefold()


def _with_rows(
    store: Store, event: Event, everybody: Iterator[Person]
) -> Iterator[tuple[Person, list[Trace]]]:
    """Each person, with what counts of their signatures and check-ins where the hours cannot be told without."""
    while some := list(islice(everybody, AT_ONCE)):
        wanted = {
            line.fact
            for person in some
            if is_told_by_rows(event, person)
            for line in person.evidence
            if line.source in ("sign_in", "check_in") and not line.reason.startswith(NOT_COUNTED)
        }
        rows = store.read(partial(people.claims, event_id=event.id, facts=wanted)) if wanted else {}
        for person in some:
            yield person, [rows[line.fact] for line in person.evidence if line.fact in rows]


def _lines(event: Event, person: Person, rows: Iterable[Trace], licence: str, code: str) -> Iterator[Line]:
    for one in credits(event, person, rows):
        hours = None if one.minutes is None else round(one.minutes / 60, 2)
        yield Line(
            licence, person.name, person.email, person.organisation, event.title, one.day, hours, one.minutes,
            one.at_least, code,
        )  # fmt: skip
