"""What has to hold after any day, whatever went wrong in it. Each check gives the sentences that say otherwise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from tests.faults.scene import EVENT
from zoom_sync.rules import reopening
from zoom_sync.rules.merge.counts import counts
from zoom_sync.store import imports, inbox, letters, outbox, schema, snapshot, traces
from zoom_sync.store.database import Store, Tx

if TYPE_CHECKING:
    from tests.faults.run import Day


SEAL = re.compile(rb'"seal": "[0-9a-f]+"')
SINCE_FINAL = re.compile(rb'(, )?"%s[^"]*"' % reopening.SINCE.encode())


def wrong_on_show(store: Store) -> list[str]:
    """What a reader sees at any moment is one whole record: its counts are those of its people."""
    record = store.read(lambda tx: snapshot.record(tx, EVENT.id))
    if record is None:
        return []
    if dict(record.counts) != counts(record.people, record.unidentified):
        return [f"a record on show says {record.counts}, and its people are others"]
    facts = [line.fact for one in (*record.people, *record.unidentified) for line in one.evidence]
    twice = [fact for fact, number in Counter(facts).items() if number > 1]
    return [f"a record on show has a fact twice: {twice[0]}"] if twice else []


def broken(day: Day, undisturbed: Day) -> list[str]:
    """The promises that this day broke; `undisturbed`: the same day on which nothing went wrong."""
    store = day.store
    found = list(day.shown) + wrong_on_show(store)
    for check in (_deliveries, _facts, _decisions, _letters, _messages, _nothing_held):
        found += store.read(lambda tx, check=check: list(check(tx, day, undisturbed)))  # type: ignore[misc]
    if day.record != undisturbed.record:
        found.append(f"the record differs: {_first_difference(day.record, undisturbed.record)}")
    return found


def _deliveries(tx: Tx, day: Day, _: Day) -> Iterator[str]:
    """Whatever was answered 2xx is there, once, and was read."""
    rows = tx.execute(select(schema.delivery.c.id, schema.delivery.c.outcome)).all()
    kept = Counter(row.id for row in rows)
    if missing := day.acknowledged - kept.keys():
        yield f"{len(missing)} acknowledged deliveries are gone"
    if twice := [id for id, number in kept.items() if number > 1]:
        yield f"{len(twice)} deliveries are there twice"
    if unread := {row.outcome for row in rows} - {"read", "unknown"}:
        yield f"deliveries ended as {sorted(unread)}"
    if inbox.queue_age(tx) is not None:
        yield "a delivery waits unread"


def _facts(tx: Tx, day: Day, undisturbed: Day) -> Iterator[str]:
    """A file is there whole and once, a check-in once; nobody is invented."""
    files = imports.all(tx, EVENT.id)
    rows = day.scene.sheet.count(b"\n") - 1
    kept = [one for one in traces.of_event(tx, EVENT.id) if one.kind == "sign_in"]
    if len(files) != 1 or len(kept) != rows:
        yield f"{len(files)} imports with {len(kept)} of {rows} rows"
    check_ins = [one.ref for one in traces.of_event(tx, EVENT.id) if one.kind == "check_in"]
    if sorted(check_ins) != sorted(day.scene.claims):
        yield f"check-ins are {sorted(check_ins)}, not {sorted(day.scene.claims)}"
    lines = tx.execute(
        select(schema.audit.c.what, schema.audit.c.about, func.count()).group_by(
            schema.audit.c.what, schema.audit.c.about
        )
    )
    for what, about, number in lines:
        if number > 1 and what in ("checked in", "file imported", "decided attended", "planned a letter"):
            yield f"the audit says {number} times: {what} {about}"


def _decisions(tx: Tx, day: Day, _: Day) -> Iterator[str]:
    made = tx.execute(select(func.count()).select_from(schema.verdict)).scalar_one()
    asked = sum(1 for doing in day.scene.doings if doing.what == "decide")
    if made != asked:
        yield f"{made} decisions were kept of {asked}"


def _letters(tx: Tx, day: Day, undisturbed: Day) -> Iterator[str]:
    """Nobody gets a letter twice, and every copy is in one state that is true."""
    planned = letters.of_event(tx, EVENT.id)
    if len(planned) != 1:
        yield f"{len(planned)} letters were planned"
        return
    copies = outbox.states(tx, planned[0].id)
    got = Counter(day.post.taken)
    if twice := [address for address, number in got.items() if number > 1]:
        yield f"{len(twice)} people got the letter twice"
    if day.scene.never:
        if got or copies:
            yield "letters went out before the record was final"
        return
    if {copy.address for copy in copies if copy.state != "skipped"} != set(undisturbed.post.taken):
        yield f"{len(copies)} copies were written, {len(undisturbed.post.taken)} were right"
    if open_ := [copy.state for copy in copies if copy.state in ("planned", "claimed")]:
        yield f"copies ended as {open_}"
    for copy in copies:
        if copy.state == "sent" and copy.address not in got:
            yield "a copy is called sent, and the mail server never saw it"
        if copy.state == "refused" and copy.address in got:
            yield "a copy is called refused, and the mail server took it"
    unknown = sum(copy.state == "unknown" for copy in copies)
    if unknown and not day.post.trouble and not day.lives > 1 and not day.fate.stumbled:
        yield f"{unknown} copies are unknown, and nothing had gone wrong"


def _messages(tx: Tx, day: Day, undisturbed: Day) -> Iterator[str]:
    """Another system heard of each check-in, and that the record is final: at least once, under one id."""
    rows = tx.execute(
        select(schema.hook_message.c.id, schema.hook_message.c.kind, schema.hook_message.c.state)
    ).all()
    kinds, got = Counter(row.kind for row in rows), Counter(day.receiver.got)
    right = {"checked_in": len(day.scene.claims), "final": 0 if day.scene.never else 1}
    if {kind: kinds[kind] for kind in right} != right:
        yield f"messages were written of {dict(kinds)}, and {right} happened"
    if strange := got.keys() - {row.id for row in rows}:
        yield f"{len(strange)} messages came that nobody wrote"
    if open_ := [row.state for row in rows if row.state != "taken"]:
        yield f"messages ended as {open_}"
    if unheard := {row.id for row in rows} - got.keys():
        yield f"{len(unheard)} messages are called taken, and the receiver never heard them"
    if got.total() > len(got) and day is undisturbed:
        yield "a message came twice, and nothing had gone wrong"


def _nothing_held(tx: Tx, day: Day, _: Day) -> Iterator[str]:
    """No task was given up, and none runs that nobody does."""
    running = tx.execute(select(schema.task.c.name).where(schema.task.c.state == "running")).scalars().all()
    failed = tx.execute(select(schema.task.c.name).where(schema.task.c.state == "failed")).scalars().all()
    if running or failed:
        yield f"tasks that run {running}, tasks given up {failed}"


def of_facts(exported: bytes) -> bytes:
    """What a record says of the facts alone, whenever it was made and looked at.

    Without its seal, whose salts are drawn by chance, and without what differs since an earlier version was final:
    whether there was one before the last facts came is the day's own story.
    """
    return SINCE_FINAL.sub(b"", SEAL.sub(b'"seal": null', exported))


def _first_difference(one: bytes, other: bytes) -> str:
    for left, right in zip(one.split(b"\n"), other.split(b"\n"), strict=False):
        if left != right:
            at = next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), 0)
            return f"{left[max(0, at - 150) : at + 60]!r} instead of {right[max(0, at - 150) : at + 60]!r}"
    return "one is longer"
