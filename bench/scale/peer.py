"""What is measured beside us: xlsxwriter alone with the same cells, and a plain loop over an ordered cursor."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bench.scale import event as made
from zoom_sync.files.writing.as_workbook import MOST_ROWS
from zoom_sync.files.writing.clean import printable
from zoom_sync.files.writing.columns import Cell, person_row
from zoom_sync.records import Event, Person, Span
from zoom_sync.rules.presence import minutes, union


class Alone:
    """xlsxwriter with constant memory: rows of cells to sheets, no cell looked at more than its type asks for."""

    def __init__(self, target: Path, event: Event) -> None:
        import xlsxwriter

        self.book = xlsxwriter.Workbook(target, {"constant_memory": True, "remove_timezone": True})
        self.date = self.book.add_format({"num_format": 'yyyy-mm-dd hh:mm:ss"Z"'})
        self.seconds = 0.0
        self._event = event
        self._rows = {"people": MOST_ROWS, "evidence": MOST_ROWS}
        self._sheets: dict[str, list[object]] = {"people": [], "evidence": []}

    def write(self, people: Sequence[Person]) -> None:
        cells = [("people", [_plain(one) for one in person_row(person, self._event)]) for person in people]
        cells += [
            ("evidence", [person.id, person.name, line.source, line.ref, line.reason])
            for person in people
            for line in person.evidence
        ]
        began = time.process_time()
        for name, row in cells:
            if self._rows[name] == MOST_ROWS:
                self._sheets[name].append(self.book.add_worksheet())
                self._rows[name] = 0
            self._rows[name] += 1
            sheet = self._sheets[name][-1]
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(self._rows[name], column, cell)  # type: ignore[attr-defined]
                elif isinstance(cell, bool):
                    sheet.write_boolean(self._rows[name], column, cell)  # type: ignore[attr-defined]
                elif isinstance(cell, datetime):
                    sheet.write_datetime(self._rows[name], column, cell, self.date)  # type: ignore[attr-defined]
                elif cell is not None:
                    sheet.write_number(self._rows[name], column, cell)  # type: ignore[attr-defined]
        self.seconds += time.process_time() - began

    def close(self) -> float:
        """CPU seconds in all."""
        began = time.process_time()
        self.book.close()
        return self.seconds + time.process_time() - began


def unions(event: Event, people: int) -> tuple[float, float]:
    """CPU seconds of our union of everybody's spans, and of a loop over (person, start, end) in order.

    The loop speaks in whole seconds and has its rows from a SQLite cursor; both find the same lengths.
    """
    rows = []
    spans: dict[str, list[Span]] = {}
    for trace in made.connected(event, people):
        if trace.span is not None and trace.span.end is not None:
            begun, ended = ((at - made.START).total_seconds() for at in (trace.span.start, trace.span.end))
            rows.append((trace.claim.registrant_id, int(begun), int(ended)))
            spans.setdefault(trace.claim.registrant_id, []).append(trace.span)
    base = sqlite3.connect(":memory:")
    base.execute(
        "CREATE TABLE span (person TEXT, start INTEGER, stop INTEGER, PRIMARY KEY (person, start, stop))"
    )
    base.executemany("INSERT INTO span VALUES (?, ?, ?)", rows)
    began = time.process_time()
    ours = {person: minutes(union(some)) for person, some in spans.items()}
    took = time.process_time() - began
    began = time.process_time()
    theirs = _loop(base)
    other = time.process_time() - began
    if any(abs(theirs[person] / 60 - length) > 0.01 for person, length in ours.items()):
        raise AssertionError("the union and the loop find other lengths")
    return took, other


def _loop(base: sqlite3.Connection) -> dict[str, int]:
    total: dict[str, int] = {}
    current, start, end, length = "", 0, 0, 0
    for person, begun, ended in base.execute("SELECT person, start, stop FROM span ORDER BY person, start"):
        if person != current:
            total[current] = length + end - start
            current, start, end, length = person, begun, ended, 0
        elif begun <= end:
            end = max(end, ended)
        else:
            length += end - start
            start, end = begun, ended
    total[current] = length + end - start
    return total


def _plain(cell: Cell) -> Cell:
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=None)
    return printable(cell) or None if isinstance(cell, str) else cell
