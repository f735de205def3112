"""What is measured, each in a process of its own: `python -m bench.scale.parts PART STORE [EVENT]` prints JSON."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from sqlalchemy import text

from bench.scale import event as made
from bench.scale.measure import Told, measured, p95
from bench.scale.peer import Alone, unions
from zoom_sync import moments
from zoom_sync.actions import rebuild
from zoom_sync.actions.export import export
from zoom_sync.records import Event
from zoom_sync.store import events, people, snapshot
from zoom_sync.store.database import Store

READS = (timedelta(minutes=10), timedelta(minutes=30))
LOOKS = 60


class Clock:
    def now(self) -> datetime:
        return made.END + timedelta(hours=2)

    def monotonic(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


def rebuilt(store: Store, event: Event) -> Told:
    """`wall`: until the record is shown. Until it is told, too, what later events may ask, CPU and memory are
    counted, and `told` by the clock; what its seal takes after that stands in `seal`.
    """
    shown: Told = {}
    began = time.perf_counter()
    with measured() as whole, ExitStack() as until_told:
        told = until_told.enter_context(measured())

        def look(moment: moments.Moment) -> None:
            if moment == "a record shown, its ties not told":
                shown["wall"] = time.perf_counter() - began
            elif moment == "a final record shown, not sealed":
                until_told.close()

        with moments.watched(look):
            record = rebuild.rebuild(store, event.id, reads=READS, clock=Clock())
    seal = {"wall": whole["wall"] - told["wall"], "cpu": whole["cpu"] - told["cpu"], "own": whole["own"]}
    more = {
        "people": record.counts["registered"],
        "status": record.status,
        "told": told["wall"],
        "seal": seal,
    }
    return told | shown | more


def exported(format: str) -> Callable[[Store, Event], Told]:
    def part(store: Store, event: Event) -> Told:
        store.read(lambda tx: people.read(tx, event.id, limit=1))  # what is loaded once is no growth
        with open("/dev/null", "wb") as nowhere, measured() as told:
            written = export(store, event.id, format=format, target=nowhere)
        return told | {"people": written.people}

    return part


def workbook(store: Store, event: Event) -> Told:
    """XLSX, and then xlsxwriter alone with the same cells."""
    folder = Path(sys.argv[2].removeprefix("sqlite:///")).parent
    with (folder / "ours.xlsx").open("wb") as target, measured() as told:
        export(store, event.id, format="xlsx", target=target)
    alone = Alone(folder / "alone.xlsx", event)
    everybody = snapshot.pages(store, event.id, generation=1)
    while some := list(islice(everybody, 10_000)):
        alone.write(some)
    return told | {"alone": alone.close()}


def pages(store: Store, event: Event) -> Told:
    """Milliseconds of a page of the list that begins anywhere, and of a person found by a connection's address."""
    places = [(made.name(number * 7919).casefold(), "") for number in range(LOOKS)]
    refs = [trace.ref for trace in islice(made.connected(event, 10**6), LOOKS)]
    page = [
        _ms(store, lambda tx, after=after: people.read(tx, event.id, generation=1, after=after, limit=51))
        for after in places
    ]
    person = [_ms(store, lambda tx, ref=ref: people.person(tx, event.id, ref)) for ref in refs]
    return {"page": p95(page), "person": p95(person), "one": p95([_ms(store, _one) for _ in refs])}


def united(store: Store, event: Event) -> Told:
    ours, loop = unions(event, int(sys.argv[4]))
    return {"ours": ours, "loop": loop}


def kept(store: Store) -> Told:
    store.upgrade()
    with measured() as told:
        event = made.keep(store, int(sys.argv[4]), named=sys.argv[5] == "named")
    return told | {"event": event.id}


def _one(tx):  # type: ignore[no-untyped-def]
    return tx.execute(text("SELECT 1")).scalar()


def _ms(store: Store, steps) -> float:  # type: ignore[no-untyped-def]
    began = time.perf_counter()
    store.read(steps)
    return (time.perf_counter() - began) * 1000


PARTS: dict[str, Callable[[Store, Event], Told]] = {
    "rebuild": rebuilt, "json": exported("json"), "csv": exported("csv"), "xlsx": workbook, "pages": pages,
    "union": united,
}  # fmt: skip


def main(given: Sequence[str]) -> None:
    part, url, event_id = given[:3]
    store = Store(url)
    if part == "keep":
        told = kept(store)
    else:
        told = PARTS[part](store, store.read(lambda tx: events.known(tx, event_id)))
    store.close()
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1:])
