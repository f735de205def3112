"""Erase one person, or everybody of an event: gone from the store, and kept out of it.

The marks are on disk beside the store before anything goes, so that what a crash cuts off is done at the next
start. What came in while it was looked for is taken out too, until nothing more is found.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from zoom_sync.actions import Clock
from zoom_sync.actions.privacy.finding import delivered
from zoom_sync.actions.privacy.webinars import others, own_deliveries, own_runs, strays
from zoom_sync.records import Event, Trace, Trouble
from zoom_sync.store import audit, erasing, erasures, events, forgetting, holding, jobs, known
from zoom_sync.store.database import Store, Tx
from zoom_sync.store.erasures import Row
from zoom_sync.store.holding import Held

SOON = timedelta(minutes=30)
NEAR = timedelta(hours=2)  # a session this near is as good as live
LONGEST = 500  # characters of a reason


@dataclass(frozen=True, slots=True)
class Erased:
    """`heads`: people who went, and stay in the counts; `events`: where."""

    heads: int
    events: tuple[str, ...]


def erase_person(
    store: Store, held: Sequence[Held], *, reason: str, marks: Path, clock: Clock, by: str
) -> Erased:
    """Erase somebody from every event of `held` (see `of_ref`), in one transaction. Raises Trouble without a reason.

    `marks`: the file beside the store.
    """
    why, now = _reason(reason), clock.now()
    made = store.run(lambda tx: erasures.marker(tx, now=now))
    astray = strays(store, held)
    rows = [
        row
        for one in (*held, *astray)
        for row in erasures.rows_of(made, one.event, one.traces, one.shared, at=now)
    ]
    _write_ahead(marks, made, rows)

    def steps(tx: Tx) -> None:
        erasures.put(tx, rows)
        for one in held:
            _take_out(tx, one, by=by, why=why, now=now)
        for one in astray:  # nobody's line changes there
            erasing.take_out(tx, one, now=now)
            _ask_anew(tx, one.event, now=now)

    store.once(steps)
    for one in held:
        _sweep(store, one.event, by=by, why=why, clock=clock)
    _clear(store, clock)
    return Erased(sum(len(one.lines) for one in held), tuple(one.event for one in held))


def erase_event(store: Store, event_id: str, *, reason: str, marks: Path, clock: Clock, by: str) -> Erased:
    """Erase everybody from an event, be it removed; title, times and sums stay, and nothing comes in any more.

    Raises Trouble without a reason, and for an event that is not there or was erased before.
    """
    why, now = _reason(reason), clock.now()
    event = store.read(lambda tx: events.known(tx, event_id, removed=True))
    if event.erased is not None:
        raise Trouble(
            "The event was erased before.", "Nothing was changed.", "Its sums are all that is left."
        )
    made = store.run(lambda tx: erasures.marker(tx, now=now))
    runs = store.read(lambda tx: own_runs(tx, event, others(tx, event)))
    rows = [(erasures.whole_event(made, event_id), event_id, now), *erasures.runs(made, runs, at=now)]
    _write_ahead(marks, made, rows)
    return _end(store, event, rows, why=why, clock=clock, by=by)


def apply_marks(store: Store, marks: Path, *, clock: Clock, by: str = "the service") -> int:
    """Take out whoever the file beside the store knows as erased and the store does not, as after a restore.

    What only the store knows is added to the file. Returns how many marks were new to the store.
    """
    keys, told = erasures.read_file(marks)
    known_rows = store.read(erasures.all_rows)
    here, there = {row[:2] for row in known_rows}, {row[:2] for row in told}
    new = [row for row in told if row[:2] not in here]
    now = clock.now()
    if new:
        store.run(lambda tx: erasures.add_keys(tx, keys, now=now))
        store.run(lambda tx: erasures.put(tx, new))
        _apply(store, [row[0] for row in new], clock=clock, by=by)
    made = store.read(erasures.marker)
    if missing := [row for row in known_rows if row[:2] not in there]:
        _write_ahead(marks, made, missing)
    return len(new)


def scrub(store: Store, *, clock: Clock) -> bool:
    """Let no freed page keep what was erased. Returns whether it is done; while a session is live it is not.

    SQLite overwrites what it frees, and its log is ended; PostgreSQL writes the tables anew, which locks them.
    """
    now = clock.now()
    if store.dialect == "postgresql" and store.read(lambda tx: events.around(tx, now, margin=NEAR)):
        store.run(lambda tx: jobs.ask(tx, "scrub", "", due=now + SOON))
        return False
    if not store.forget_freed():
        store.run(lambda tx: jobs.ask(tx, "scrub", "", due=now + SOON))
        return False
    return True


def _reason(text: str) -> str:
    if not text.strip():
        raise Trouble("A reason is needed.", "Nothing was erased.", "Say in a few words why, without a name.")
    return text.strip()[:LONGEST]


def _write_ahead(marks: Path, made: erasures.Marker, rows: Sequence[Row]) -> None:
    try:
        erasures.append_file(marks, made, rows)
    except OSError as why:
        raise Trouble(
            f"The marks of who was erased could not be written to {marks} ({why.strerror}).",
            "Nothing was erased.",
            "Let the service write there, and try again.",
        ) from why


def _take_out(tx: Tx, held: Held, *, by: str, why: str, now: datetime) -> None:
    erasing.take_out(tx, held, now=now)
    about = held.lines[0].id if held.lines else ""
    audit.note(tx, who=by, what="person erased", event=held.event, about=about, reason=why, now=now)
    _ask_anew(tx, held.event, now=now)


def _ask_anew(tx: Tx, event_id: str, *, now: datetime) -> None:
    """One that was removed is made anew when it is recovered."""
    if events.get(tx, event_id) is not None:
        jobs.ask(tx, "rebuild", event_id, due=now)


def _sweep(store: Store, event_id: str, *, by: str, why: str, clock: Clock, most: int = 5) -> None:
    """Take out what the marks name and came in before they stood."""
    for _ in range(most):
        held = _marked(store, event_id)
        if held is None or not (held.traces or held.deliveries):
            return
        store.once(partial(_take_out, held=held, by=by, why=why, now=clock.now()))


def _marked(store: Store, event_id: str) -> Held | None:
    """What an event holds that its marks name; None for one that is not there, or was erased whole."""

    def look(tx: Tx) -> tuple[Event, Held] | None:
        event = events.get(tx, event_id, removed=True)
        barred = erasures.is_barred(tx, event_id)
        if event is None or event.erased is not None or barred is None:
            return None
        return event, holding.marked(tx, event_id, barred)

    def marked(traces: Sequence[Trace]) -> list[bool]:
        def look(tx: Tx) -> list[bool]:
            barred = erasures.is_barred(tx, event_id)
            return [False] * len(traces) if barred is None else barred(traces)

        return store.read(look)

    found = store.read(look)
    if found is None:
        return None
    event, held = found
    return replace(held, deliveries=frozenset(delivered(store, event, marked)))


def _apply(store: Store, marks: Collection[str], *, clock: Clock, by: str) -> None:
    why = "erased before; a backup had brought it back"
    made = store.read(erasures.marker)
    store.run(forgetting.stub_unreadable)
    known_events = store.read(events.every)
    for event in known_events:
        if event.erased is None and erasures.is_whole(made, event.id, marks):
            _end(store, event, (), why=why, clock=clock, by=by)
    for event in known_events:
        _sweep(store, event.id, by=by, why=why, clock=clock)
    _clear(store, clock)


def _end(store: Store, event: Event, rows: Sequence[Row], *, why: str, clock: Clock, by: str) -> Erased:
    now, heads = clock.now(), 0
    gone = own_deliveries(store, event, now=now)
    runs = store.read(lambda tx: own_runs(tx, event, others(tx, event)))

    def steps(tx: Tx) -> None:
        nonlocal heads
        erasures.put(tx, rows)
        heads = erasing.take_out_all(tx, event.id, deliveries=gone, now=now)
        audit.note(tx, who=by, what="event erased", event=event.id, reason=why, now=now)
        for id in known.takers(tx, event):
            jobs.ask(tx, "rebuild", id, due=now)
        elsewhere(tx)

    def elsewhere(tx: Tx) -> None:
        for other in others(tx, event):
            if erasing.take_out_runs(tx, other.id, runs):
                _ask_anew(tx, other.id, now=now)

    store.once(steps)
    store.run(elsewhere)
    if late := own_deliveries(store, event, now=now):  # they came meanwhile; from now on none is let in
        store.run(lambda tx: forgetting.forget_raw(tx, event.id, late))
    _clear(store, clock)
    return Erased(heads, (event.id,))


def _clear(store: Store, clock: Clock) -> None:
    """At once where nobody is in the way; the rest is the worker's."""
    if store.dialect == "postgresql" or not store.forget_freed():
        store.run(lambda tx: jobs.ask(tx, "scrub", "", due=clock.now()))
