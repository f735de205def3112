"""What is held about one person at one event: their facts, and from there every row of the data map.

A row is found by the facts, never by a likeness. Rows that no line of the record owns (an older reading, a file
that was taken back) are theirs too where they have a thing in common that nobody else has.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Table, Text, cast, false, func, or_, select

from zoom_sync import contacts
from zoom_sync.records import Person, Trace
from zoom_sync.store import datamap, people, schema
from zoom_sync.store.codec import TRACE
from zoom_sync.store.dialect import Tx, among
from zoom_sync.store.erasures import of_name, shareable, things

registrant, trace, person, owner = schema.registrant, schema.trace, schema.person, schema.owner

_CHUNK = 5_000
_SHORTEST = 6  # letters of a name that is looked for in free text


@dataclass(frozen=True)
class Held:
    """Somebody's facts at an event. `shared`: things of theirs that others at the event have too.

    `deliveries`: the ids of Zoom's deliveries that told of them. `marks`: how opt-outs mark their addresses.
    """

    event: str
    lines: tuple[Person, ...]
    traces: tuple[Trace, ...]
    shared: frozenset[str] = frozenset()
    deliveries: frozenset[str] = frozenset()
    optouts: frozenset[str] = frozenset()
    erased: frozenset[str] = frozenset()

    @property
    def facts(self) -> list[str]:
        return sorted({one.id for one in self.traces})

    @property
    def owned(self) -> list[str]:
        """Their facts, and the ids of their lines."""
        return sorted({*self.facts, *(one.id for one in self.lines)})

    @property
    def connections(self) -> set[tuple[str, str]]:
        """Their joins, each an instance and its connection."""
        return {(one.instance, one.connection) for one in self.traces if one.instance and one.connection}

    @property
    def addresses(self) -> list[str]:
        """Their e-mail addresses as they stand, in lower case, but those that others have too."""
        return sorted(
            {
                one.claim.email.strip().lower()
                for one in self.traces
                if one.claim.email and not any(each in self.shared for each in shareable(one))
            }
        )

    @property
    def words(self) -> list[str]:
        """By what free text is known to speak of them: addresses and whole names."""
        names = {one.claim.name.strip() for one in self.traces}
        return [*self.addresses, *sorted(name for name in names if len(name) >= _SHORTEST)]


def of_person(tx: Tx, event_id: str, one: Person) -> Held:
    """All facts of a line of the record, and those that are not in the record. Goes through the event's facts."""
    own = {each.id: each for each in people.evidence_of(tx, event_id, [e.fact for e in one.evidence])}
    mine = {thing for each in own.values() for thing in things(each)}
    near = [each for each in _all(tx, event_id) if each.id not in own and not mine.isdisjoint(things(each))]
    whose = people.owners(tx, event_id, [each.id for each in near])
    alone = {each.id for each in near if each.id not in whose} - people.shown_of(
        tx, event_id, [e.id for e in near]
    )
    shared = {thing for each in near if each.id not in alone for thing in shareable(each) if thing in mine}
    names = {of_name(each, thing) for each in own.values() for thing in shareable(each)} - {""}
    for each in near:
        if each.id in alone and (
            not (mine - shared).isdisjoint(things(each))
            or not names.isdisjoint(of_name(each, thing) for thing in shareable(each))
        ):
            own[each.id] = each
    return Held(event_id, (one,), tuple(own.values()), frozenset(shared))


def marked(tx: Tx, event_id: str, barred: Callable[[Sequence[Trace]], list[bool]]) -> Held:
    """All facts of an event that are to be kept out, and the lines that are made of nothing else."""
    found: dict[str, Trace] = {}
    every = _all(tx, event_id)
    while some := list(islice(every, _CHUNK)):
        found |= {one.id: one for one, out in zip(some, barred(some), strict=True) if out}
    whose = people.owners(tx, event_id, found)
    lines = []
    for id in sorted({*whose.values(), *people.shown_of(tx, event_id, list(found))}):
        line = people.person(tx, event_id, id)
        if line is not None and all(each.fact in found for each in line.evidence if each.source != "manual"):
            lines.append(line)
    return Held(event_id, tuple(lines), tuple(found.values()))


def lines_with(tx: Tx, event_id: str, address: str) -> list[Person]:
    """The lines of an event's record whose facts have this mailbox; `address` as it is compared, see `contacts`."""
    found = [
        one.id
        for one in _all(tx, event_id, containing=contacts.spelled(address))
        if f"mail\x1f{address}" in shareable(one)
    ]
    ids = _lines_of(tx, event_id, found)
    return [line for id in sorted(ids) if (line := people.person(tx, event_id, id)) is not None]


def lines_of_same(tx: Tx, event_id: str, held: Held) -> list[Person]:
    """The lines of an event's record that are made of registrations or connections of `held`, from another event."""
    registered = sorted({one.claim.registrant_id for one in held.traces if one.claim.registrant_id})
    asked = (registrant.c.event == event_id, among(tx, registrant.c.registrant_id, registered))
    found = set(tx.execute(select(registrant.c.id).where(*asked)).scalars()) if registered else set[str]()
    found |= {one.id for one in _connected(tx, event_id, held.connections)}
    return [
        line for id in sorted(_lines_of(tx, event_id, found)) if (line := people.person(tx, event_id, id))
    ]


def strays(tx: Tx, event_id: str, connections: Collection[tuple[str, str]]) -> list[Trace]:
    """The facts of these connections, each an instance and its connection, that no line of the record is made of."""
    found = {one.id: one for one in _connected(tx, event_id, connections)}
    inside = {*people.owners(tx, event_id, found), *people.shown_of(tx, event_id, sorted(found))}
    return [one for id, one in found.items() if id not in inside]


def shared_of(tx: Tx, event_id: str, traces: Collection[Trace]) -> frozenset[str]:
    """What of these facts other facts of the event have, too: it is not known to be theirs alone."""
    own = {one.id for one in traces}
    mine = {thing for one in traces for thing in shareable(one)}
    others = (one for one in _all(tx, event_id) if one.id not in own) if mine else ()
    return frozenset(thing for one in others for thing in shareable(one) if thing in mine)


def _connected(tx: Tx, event_id: str, connections: Collection[tuple[str, str]]) -> Iterator[Trace]:
    runs = sorted({instance for instance, _ in connections})
    text, chosen = cast(trace.c.fact, Text), sorted({connection for _, connection in connections})
    asked = select(trace.c.instance, trace.c.connection, text).where(
        trace.c.event == event_id,
        among(tx, trace.c.instance, runs),
        among(tx, trace.c.connection, chosen),
    )
    wanted = set(connections)
    for instance, connection, fact in tx.execute(asked) if wanted else ():
        if (instance, connection) in wanted:
            yield TRACE.of_text(fact)


def _lines_of(tx: Tx, event_id: str, facts: Collection[str]) -> set[str]:
    """The ids of the lines of the newest record that facts stand with."""
    return {
        *people.owners(tx, event_id, facts).values(),
        *people.shown_of(tx, event_id, sorted(facts)),
    }


def rows(tx: Tx, held: Held) -> dict[str, list[dict[str, Any]]]:
    """Every row about them, whole, by the tables of the data map."""
    return {
        name: list(_found(tx, held, schema.metadata.tables[name], find)) for name, find in FINDERS.items()
    }


def staff_rows(tx: Tx, addresses: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """What stands under the address of somebody who works with the service, by the tables of the data map."""
    found = {}
    for name, columns in datamap.columns("staff").items():
        table = schema.metadata.tables[name]
        named = [func.lower(table.c[column]).in_(addresses) for column in columns]
        if addresses and named:
            asked = select(table).where(or_(*named))
            found[name] = [dict(row) for row in tx.execute(asked).mappings()]
    return {name: told for name, told in found.items() if told}


def _found(
    tx: Tx, held: Held, table: Table, find: Callable[[Tx, Held], ColumnElement[bool]]
) -> Iterator[dict[str, Any]]:
    speaks = _SPEAKS.get(table.name)
    for found in tx.execute(select(table).where(find(tx, held))).mappings():
        row = dict(found)
        if speaks is None or speaks(held, row):
            yield row


def _all(tx: Tx, event_id: str, containing: Sequence[str] = ()) -> Iterator[Trace]:
    """Every fact that is kept of an event, whether it counts or not; those with one of these texts, if any is given."""
    for table in (registrant, trace):
        text = cast(table.c.fact, Text)
        asked = select(text).where(table.c.event == event_id)
        if containing:
            lower = func.lower(text)
            asked = asked.where(or_(*(lower.contains(one, autoescape=True) for one in containing)))
        found = tx.execute(asked, execution_options={"yield_per": _CHUNK}).scalars()
        yield from map(TRACE.of_text, found)


def _by(table: Table, *names: str) -> Callable[[Tx, Held], ColumnElement[bool]]:
    """Rows of the event in which one of these columns is one of their facts."""

    def find(tx: Tx, held: Held) -> ColumnElement[bool]:
        return (table.c.event == held.event) & or_(*(among(tx, table.c[name], held.owned) for name in names))

    return find


def _lines_ever(tx: Tx, held: Held) -> ColumnElement[bool]:
    """Lines of any generation that are made of one of their facts; see `_SPEAKS`."""
    mine = (owner.c.event == held.event, among(tx, owner.c.fact, held.facts))
    ids = {*held.owned, *tx.execute(select(owner.c.person).where(*mine)).scalars()}
    return (person.c.event == held.event) & among(tx, person.c.id, sorted(ids))


def _of_event(table: Table) -> Callable[[Tx, Held], ColumnElement[bool]]:
    return lambda tx, held: table.c.event == held.event


def _delivered(table: Table) -> Callable[[Tx, Held], ColumnElement[bool]]:
    return lambda tx, held: among(tx, table.c.id, sorted(held.deliveries))


def _copies(tx: Tx, held: Held) -> ColumnElement[bool]:
    letters = select(schema.letter.c.id).where(schema.letter.c.event == held.event)
    about = [among(tx, schema.copy.c.person, held.owned)]
    if held.addresses:
        about.append(func.lower(schema.copy.c.address).in_(held.addresses))
    return schema.copy.c.letter.in_(letters) & or_(*about)


def _mailed(tx: Tx, held: Held) -> ColumnElement[bool]:
    return func.lower(schema.kept_mail.c.address).in_(held.addresses)


def _hosted(tx: Tx, held: Held) -> ColumnElement[bool]:
    if not held.addresses:
        return false()
    text = func.lower(cast(schema.webinar.c.info, Text))
    return or_(*(text.contains(one, autoescape=True) for one in held.addresses))


def _made_of(held: Held, row: Mapping[str, Any]) -> bool:
    return not set(held.owned).isdisjoint({row["id"], *row["facts"].split()})


def _asks(held: Held, row: Mapping[str, Any]) -> bool:
    return not set(held.owned).isdisjoint(row["body"].get("facts", ()))


def _names(held: Held, row: Mapping[str, Any]) -> bool:
    text = json.dumps([row["name"], row["faults"], row["notes"]], ensure_ascii=False).lower()
    return any(word.lower() in text for word in held.words)


def _decides(held: Held, row: Mapping[str, Any]) -> bool:
    return not set(held.owned).isdisjoint(row["refs"])


# Of each table of people at events the rows that may be theirs, and where that is not enough what decides.
FINDERS: dict[str, Callable[[Tx, Held], ColumnElement[bool]]] = {
    "registrant": _by(registrant, "id"),
    "trace": _by(trace, "id"),
    "person": _lines_ever,
    "review": _of_event(schema.review),
    "delivery": _delivered(schema.delivery),
    "notification": _delivered(schema.notification),
    "import": _of_event(schema.import_),
    "check_in": _by(schema.check_in, "id", "fact"),
    "code": _by(schema.code, "fact"),
    "hook_message": _by(schema.hook_message, "fact"),
    "verdict": _of_event(schema.verdict),
    "copy": _copies,
    "certificate": _by(schema.certificate, "fact"),
    "person_link": _by(schema.person_link, "fact"),
    "objection": _by(schema.objection, "fact"),
    "kept_mail": _mailed,
    "tie": _by(schema.tie, "fact"),
    "optout": lambda tx, held: among(tx, schema.optout.c.mark, sorted(held.optouts)),
    "erasure": lambda tx, held: among(tx, schema.erasure.c.mark, sorted(held.erased)),
    "webinar": _hosted,
}
_SPEAKS: dict[str, Callable[[Held, Mapping[str, Any]], bool]] = {
    "person": _made_of,
    "review": _asks,
    "import": _names,
    "verdict": _decides,
}
