"""Taking somebody out of the store, in the transaction of the caller: every row of the data map that is theirs.

What is theirs alone is deleted; what is others' too is rewritten without them. They stay in the counts as a
nameless head. The marks that keep them out are the caller's to write (`store.erasures`), before this commits.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Table, and_, delete, func, or_, select, update

from zoom_sync.records import Head, Person
from zoom_sync.store import attempts, forgetting, holding, memory, people, pruning, schema, seals
from zoom_sync.store.dialect import Tx, among, insert, take_time
from zoom_sync.store.holding import Held
from zoom_sync.store.lines import NOT_REGISTERED, WITHDRAWN

head, person, event = schema.head, schema.person, schema.event
_AT_ONCE = 500


def take_out(tx: Tx, held: Held, *, now: datetime) -> dict[str, int]:
    """Erase one person from an event. Returns the rows that went or were rewritten, by table."""
    take_time(tx)
    _end_runs(tx, held.event)
    nameless = {one.id for one in held.lines if people.is_nameless(tx, held.event, one.id)}
    found = holding.rows(tx, held)
    _count(tx, held.event, [head_of(one, nameless=one.id in nameless) for one in held.lines])
    gone = {}
    for name, rows in found.items():
        if rows and name not in _KEPT:
            _REWRITTEN.get(name, _delete)(tx, schema.metadata.tables[name], rows, held, now)
            gone[name] = len(rows)
    decided = [row["id"] for row in found["verdict"]]
    seals.forget(tx, held.event, [*held.owned, *decided])
    _thin(tx, held.event)
    return gone


def take_out_all(tx: Tx, event_id: str, *, deliveries: Sequence[str], now: datetime) -> int:
    """Erase everybody from an event; its sums stay. Returns how many went."""
    take_time(tx)
    _end_runs(tx, event_id)
    everybody = _everybody(tx, event_id)
    _count(tx, event_id, everybody)
    mine = Held(event_id, (), ())
    seals.forget(tx, event_id, _ids(tx, event_id))
    for table in _OF_EVENT:
        tx.execute(delete(table).where(table.c.event == event_id))
    letters = select(schema.letter.c.id).where(schema.letter.c.event == event_id)
    copies = [
        dict(row)
        for row in tx.execute(select(schema.copy).where(schema.copy.c.letter.in_(letters))).mappings()
    ]
    forgetting.forget_kept_mail(tx, {copy["address"].lower() for copy in copies} - {""})
    forgetting.write_off(tx, copies, now=now)
    given = select(schema.certificate.c.id, schema.certificate.c.ended).where(
        schema.certificate.c.event == event_id
    )
    _withdraw(tx, schema.certificate, [dict(row) for row in tx.execute(given).mappings()], mine, now)
    forgetting.forget_deliveries(tx, deliveries)
    tx.execute(update(schema.import_).where(schema.import_.c.event == event_id).values(faults=[], notes=[]))
    tx.execute(update(schema.verdict).where(schema.verdict.c.event == event_id).values(reason=""))
    _close(tx, event_id, now)
    _thin(tx, event_id)
    return sum(one.heads for one in everybody)


def take_out_runs(tx: Tx, event_id: str, instances: Sequence[str]) -> int:
    """Let go of what an event holds of another one's runs. Returns how many facts; the record is to be made anew."""
    trace, owner = schema.trace, schema.owner
    theirs = and_(trace.c.event == event_id, among(tx, trace.c.instance, instances))
    facts = list(tx.execute(select(trace.c.id).where(theirs).distinct()).scalars()) if instances else []
    if not facts:
        return 0
    _end_runs(tx, event_id)
    # Lines of before it was known whose run it is.
    of_facts = select(owner.c.person).where(owner.c.event == event_id, among(tx, owner.c.fact, facts))
    ids = {*facts, *tx.execute(of_facts).scalars()}
    pruning.drop(tx, event_id, and_(person.c.event == event_id, among(tx, person.c.id, sorted(ids))))
    tx.execute(delete(trace).where(theirs))
    seals.forget(tx, event_id, sorted(ids))
    _thin(tx, event_id)
    return len(facts)


def _end_runs(tx: Tx, event_id: str) -> None:
    """Let no rebuild that has read the facts write any more, and leave no row of it that is not shown."""
    pruning.sweep_all(tx, event_id, attempts.hold(tx, event_id, attempts.begin(tx, event_id)))


def _everybody(tx: Tx, event_id: str) -> list[Head]:
    """The lines of the newest record, as far as they count."""
    kinds = (person.c.kind, person.c.role, person.c.registration, person.c.mode, person.c.attended)
    here = (person.c.event == event_id, people.seen(tx, event_id, None))
    rows = tx.execute(select(*kinds, func.count().label("heads")).where(*here).group_by(*kinds))
    return [
        Head(
            row.role,
            registered=row.registration != NOT_REGISTERED,
            registration_status=None if row.registration == NOT_REGISTERED else row.registration,
            mode="absent" if row.mode == WITHDRAWN else row.mode,
            attended=row.attended,
            nameless=row.kind == "unidentified",
            heads=row.heads,
        )
        for row in rows
    ]


def _ids(tx: Tx, event_id: str) -> list[str]:
    """Of every fact, line and decision."""
    tables = (schema.registrant, schema.trace, schema.person, schema.verdict)
    return [
        id
        for table in tables
        for id in tx.execute(select(table.c.id).where(table.c.event == event_id)).scalars()
    ]


def _close(tx: Tx, event_id: str, now: datetime) -> None:
    """Nothing is made of this event any more; its sums stay, and say how many of them were erased."""
    number = sum(one.heads for one in heads(tx, event_id))
    this = event.c.id == event_id
    row = tx.execute(select(event.c.generation, event.c.summary).where(this)).one()
    seal = seals.newest(tx, event_id)
    if seal is not None and seal.generation == row.generation:
        seals.keep_on(tx, seal, generation=row.generation + 1)  # what it stood on has left its hashes
    summary = row.summary and {**row.summary, "counts": {**row.summary["counts"], "erased": number}}
    tx.execute(update(event).where(this).values(erased=now, generation=row.generation + 1, summary=summary))


def head_of(one: Person, *, nameless: bool) -> Head:
    return Head(one.role, one.registered, one.registration_status, one.mode, one.attended, nameless)


def heads(tx: Tx, event_id: str) -> list[Head]:
    """Who was erased from an event, as far as they count."""
    rows = tx.execute(select(head).where(head.c.event == event_id))
    return [
        Head(row.role, row.registered, row.status or None, row.mode, row.attended, row.nameless, row.heads)
        for row in rows
    ]


def _count(tx: Tx, event_id: str, found: Sequence[Head]) -> None:
    for one, number in Counter(found).items():
        row = {
            "event": event_id,
            "nameless": one.nameless,
            "role": one.role,
            "registered": one.registered,
            "status": one.registration_status or "",
            "mode": one.mode,
            "attended": one.attended,
            "heads": number * one.heads,
        }
        statement = insert(tx, head).values(row)
        more = {"heads": head.c.heads + statement.excluded["heads"]}
        keys = [column.name for column in head.primary_key.columns]
        tx.execute(statement.on_conflict_do_update(index_elements=keys, set_=more))


def _thin(tx: Tx, event_id: str) -> None:
    """Let go of every generation but the newest, whose other lines may speak of who was erased."""
    generation = tx.execute(select(event.c.generation).where(event.c.id == event_id)).scalar() or 0
    pruning.drop(tx, event_id, and_(person.c.event == event_id, person.c.gen_to.is_not(None)))
    pruning.forget_questions(tx, event_id, before=generation)
    now = tx.execute(select(event.c.generation_at).where(event.c.id == event_id)).scalar()
    if now is not None:
        memory.remember(tx, memory.thinned(event_id), generation, now=now)


def _delete(tx: Tx, table: Table, rows: Sequence[Mapping[str, Any]], held: Held, now: datetime) -> None:
    keys = list(table.primary_key.columns)
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        same = [and_(*(key == row[key.name] for key in keys)) for row in some]
        tx.execute(delete(table).where(or_(*same)))


def _drop_lines(tx: Tx, table: Table, rows: Sequence[Mapping[str, Any]], held: Held, now: datetime) -> None:
    for row in rows:
        one = (person.c.event == row["event"], person.c.id == row["id"], person.c.gen_from == row["gen_from"])
        pruning.drop(tx, held.event, and_(*one))


def _empty(tx: Tx, table: Table, rows: Sequence[Mapping[str, Any]], held: Held, now: datetime) -> None:
    forgetting.stub(tx, [row["id"] for row in rows])


def _say_less(tx: Tx, table: Table, rows: Sequence[Mapping[str, Any]], held: Held, now: datetime) -> None:
    """What could not be read in a file, without what speaks of them."""
    words = [word.lower() for word in held.words]

    def speaks(told: Any) -> bool:
        text = json.dumps(told, ensure_ascii=False).lower()
        return any(word in text for word in words)

    for row in rows:
        less: dict[str, Any] = {
            name: [one for one in row[name] if not speaks(one)] for name in ("faults", "notes")
        }
        if speaks(row["name"]):
            less["name"] = forgetting.GONE
        tx.execute(update(table).where(table.c.id == row["id"]).values(less))


def _decide_less(tx: Tx, table: Table, rows: Sequence[Mapping[str, Any]], held: Held, now: datetime) -> None:
    """A decision about them alone goes; of one about others, too, the words go."""
    mine = set(held.owned)
    for row in rows:
        this = table.c.id == row["id"]
        if mine.issuperset(row["refs"]):
            tx.execute(delete(table).where(this))
        else:
            tx.execute(update(table).where(this).values(reason=""))


def _write_off(tx: Tx, table: Table, rows: Sequence[Mapping[str, Any]], held: Held, now: datetime) -> None:
    forgetting.write_off(tx, rows, now=now)


def _forget_host(tx: Tx, table: Table, rows: Sequence[Mapping[str, Any]], held: Held, now: datetime) -> None:
    for row in rows:
        told = dict(row["info"])
        told["host_emails"] = [
            one for one in told.get("host_emails", ()) if one.lower() not in held.addresses
        ]
        tx.execute(update(table).where(table.c.id == row["id"]).values(info=told))


def _withdraw(tx: Tx, table: Table, rows: Sequence[Mapping[str, Any]], held: Held, now: datetime) -> None:
    """Of a certificate stays that it was withdrawn, for whoever asks by its code."""
    for row in rows:
        nobody = {"fact": row["id"], "body": {}, "paper": None, "made": False}
        ended = {"ended": row["ended"] or now, "ending": forgetting.GONE}
        tx.execute(update(table).where(table.c.id == row["id"]).values(**nobody, **ended))


_KEPT = {"optout", "erasure"}  # they respect a wish, and show nothing
_REWRITTEN: dict[str, Callable[[Tx, Table, Sequence[Mapping[str, Any]], Held, datetime], None]] = {
    "person": _drop_lines,
    "delivery": _empty,
    "import": _say_less,
    "verdict": _decide_less,
    "copy": _write_off,
    "certificate": _withdraw,
    "webinar": _forget_host,
}
_OF_EVENT = (
    schema.registrant, schema.trace, schema.person, schema.owner, schema.review, schema.check_in, schema.code,
    schema.hook_message, schema.tie, schema.person_link, schema.objection, schema.asked,
)  # fmt: skip
