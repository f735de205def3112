"""Who was erased, as keyed hashes, and the barrier that keeps them out.

What could bring somebody back is marked: their facts, mailboxes, phones, accounts, registrations, connections and
rows of files. Every fact passes `let_in` before it is kept, whoever brings it. A mark holds at the event that the
person was erased from. At any other that had begun by then hold those of registrations, and those of contacts
together with the name, since a family may share a mailbox. Who comes to a later event comes anew. A connection is of
one run, so its mark holds at every event; and so does that of a run whose event was erased.

The marks also stand in a file beside the store, written first and only added to, so that a backup from before an
erasure is no way back. The key lies with the marks, in the store, its backups and the file: who reads those reads
the names of everybody else anyway.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import bindparam, exists, select

from zoom_sync.contacts import contacts
from zoom_sync.records import Trace
from zoom_sync.store import memory, schema
from zoom_sync.store.dialect import Tx, add_or_nothing, among
from zoom_sync.store.lines import plain

erasure, event = schema.erasure, schema.event

NAME = "zoom-sync.erased"  # of the file, in the folder of the store
_AT_ONCE = 500
ANYWHERE = ""  # the event of a mark that holds at every event that had begun
Row = tuple[str, str, datetime]  # mark, event, when it was made
# One look, made once: it stands before every page and delivery that is kept.
_ABOUT = select(event.c.starts, event.c.erased, exists(select(erasure.c.mark)).label("is_any")).where(
    event.c.id == bindparam("asked")
)


def things(trace: Trace) -> list[str]:
    """All of a fact by which it, or another one of the same person, could come again."""
    found = [_of("fact", trace.id)]
    if trace.instance and trace.connection:
        found.append(_of("connection", trace.instance, trace.connection))
    return found + shareable(trace)


def shareable(trace: Trace) -> list[str]:
    """Those of them that several people may have: a family's mailbox, two equal rows of a sheet."""
    claim = trace.claim
    found = [_of(*one) for one in contacts(claim)]
    if claim.registrant_id:
        found.append(_of("registrant", claim.registrant_id))
    if trace.cells:
        found.append(_of("row", trace.cells))
    return found


def of_run(trace: Trace) -> list[str]:
    """What of a fact is of one run and can never be of a later one: the connection, and the run itself."""
    connection = [_of("connection", trace.instance, trace.connection)] if trace.connection else []
    return [*connection, _of("run", trace.instance)] if trace.instance else []


def of_name(trace: Trace, thing: str) -> str:
    """What marks one of several people who share a thing: it, with the name. "" for who has none."""
    name = plain(trace.claim.name)
    return _of(thing, name) if name else ""


def _of(*parts: str) -> str:
    return "\x1f".join(parts)


@dataclass
class Marker:
    """Marks things by the keys of this store."""

    keys: Sequence[bytes]
    _made: dict[str, list[str]] = field(default_factory=dict)

    def marks(self, thing: str) -> list[str]:
        """By each key, the one that writes first."""
        if thing not in self._made:
            text = thing.encode("utf-8", "surrogatepass")
            self._made[thing] = [hmac.digest(key, text, "sha256").hex() for key in self.keys]
        return self._made[thing]

    def of_trace(self, trace: Trace) -> set[str]:
        """Every mark that would keep this fact out."""
        told = [
            *things(trace),
            *of_run(trace),
            *filter(None, (of_name(trace, one) for one in shareable(trace))),
        ]
        return {mark for one in told for mark in self.marks(one)}


def marker(tx: Tx, *, now: datetime | None = None) -> Marker:
    """`now`: a store that has no key yet is given one."""
    keys = memory.recall(tx, memory.ERASURE_KEYS)
    if keys is None and now is not None:
        keys = memory.settle(tx, memory.ERASURE_KEYS, [secrets.token_hex(32)], now=now)
    return Marker([bytes.fromhex(key) for key in keys or ()])


def rows_of(
    made: Marker, event_id: str, traces: Sequence[Trace], shared: Collection[str], *, at: datetime
) -> list[Row]:
    """What is to be marked of somebody's facts at an event. `shared`: the things that others there have, too."""
    here, anywhere = set[str](), set[str]()
    for trace in traces:
        for thing in things(trace):
            if thing not in shared:
                here.add(thing)
            if thing.startswith(("registrant\x1f", "connection\x1f")) and thing not in shared:
                anywhere.add(thing)
        for thing in shareable(trace):
            named = "" if thing.startswith("row\x1f") else of_name(trace, thing)
            if named:
                anywhere.add(named)
                here.add(named)
    return [(made.marks(one)[0], event_id, at) for one in sorted(here)] + [
        (made.marks(one)[0], ANYWHERE, at) for one in sorted(anywhere)
    ]


def let_in(tx: Tx, event_id: str, traces: Iterable[Trace]) -> list[Trace]:
    """The facts that nobody was erased from. Nothing of them is noted anywhere."""
    told = list(traces)
    barred = is_barred(tx, event_id) if told else None
    return told if barred is None else [one for one, out in zip(told, barred(told), strict=True) if not out]


def is_barred(tx: Tx, event_id: str) -> Callable[[Sequence[Trace]], list[bool]] | None:
    """What tells of facts of an event which are to be kept out; None where nobody was ever erased."""
    about = tx.execute(_ABOUT, {"asked": event_id}).first()
    if about is not None and about.erased is not None:
        return lambda traces: [True] * len(traces)
    if about is None or not about.is_any:
        return None
    made, near = marker(tx), (event_id, ANYWHERE)

    def barred(traces: Sequence[Trace]) -> list[bool]:
        marked = [made.of_trace(one) for one in traces]
        of_runs = {mark for one in traces for thing in of_run(one) for mark in made.marks(thing)}
        asked, known = sorted(set().union(*marked)), set[str]()
        for start in range(0, len(asked), _AT_ONCE):
            some = among(tx, erasure.c.mark, asked[start : start + _AT_ONCE])
            for mark, where, at in tx.execute(select(erasure).where(some, erasure.c.event.in_(near))):
                if where == event_id or at >= about.starts or mark in of_runs:
                    known.add(mark)
        return [not known.isdisjoint(mine) for mine in marked]

    return barred


def put(tx: Tx, rows: Iterable[Row]) -> int:
    """Keep marks. Returns how many are new."""
    told = [{"mark": mark, "event": event_id, "at": at} for mark, event_id, at in rows]
    return add_or_nothing(tx, erasure, told)


def whole_event(made: Marker, event_id: str) -> str:
    """The mark of an event that was erased whole."""
    return made.marks(_of("event", event_id))[0]


def runs(made: Marker, instances: Iterable[str], *, at: datetime) -> list[Row]:
    """What is to be marked of runs all of whose people were erased."""
    return [(made.marks(_of("run", one))[0], ANYWHERE, at) for one in instances]


def is_whole(made: Marker, event_id: str, marks: Collection[str]) -> bool:
    return not set(made.marks(_of("event", event_id))).isdisjoint(marks)


def all_rows(tx: Tx) -> list[Row]:
    return [(row.mark, row.event, row.at) for row in tx.execute(select(erasure))]


def add_keys(tx: Tx, keys: Sequence[str], *, now: datetime) -> None:
    """Know these keys too; the store's own goes on to write."""
    own = memory.recall(tx, memory.ERASURE_KEYS) or []
    if more := [key for key in keys if key not in own]:
        memory.remember(tx, memory.ERASURE_KEYS, [*own, *more], now=now)


def append_file(path: Path, made: Marker, rows: Sequence[Row]) -> None:
    """Add marks to the file beside the store, on disk before this returns. Raises OSError."""
    known, _ = read_file(path)
    lines = [{"key": key.hex()} for key in made.keys if key.hex() not in known]
    lines += [{"mark": mark, "event": event_id, "at": at.isoformat()} for mark, event_id, at in rows]
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a") as file:
        # A line that a power cut left unfinished is ended, and passed over by whoever reads.
        file.write("\n" + "".join(f"{json.dumps(line)}\n" for line in lines))
        file.flush()
        os.fsync(file.fileno())


def read_file(path: Path) -> tuple[list[str], list[Row]]:
    """The keys and the marks in the file; none where there is no file."""
    keys, rows = list[str](), list[Row]()
    for line in _lines(path):
        if "key" in line:
            keys.append(str(line["key"]))
        else:
            rows.append((line["mark"], line["event"], datetime.fromisoformat(line["at"])))
    return keys, rows


def _lines(path: Path) -> Iterator[dict[str, str]]:
    if not path.is_file():
        return
    for text in path.read_text().splitlines():
        with suppress(ValueError):
            line = json.loads(text)
            if isinstance(line, dict) and (line.keys() == {"key"} or line.keys() >= {"mark", "event", "at"}):
                yield line
