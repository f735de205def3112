"""Writes an event as the files an organiser has, and the truth beside them.

`registrants.json` and `participants.json` as Zoom's API gives them, `sign-in.csv` as typed up at the desk,
`truth.csv` (ref, person, either, knot) and `event.json` (times, zone, files, heads).
"""

from __future__ import annotations

import csv
import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.identity.event import MINUTES, Event, Record
from bench.identity.truth import known

START = datetime(2025, 3, 18, 6, 30, tzinfo=UTC)
ZONE, AHEAD = "Africa/Nairobi", timedelta(hours=3)
FILES = ("registrants.json", "participants.json", "sign-in.csv")
Cells = Sequence[str | float]
HEADER = ("Name", "Organisation", "E-mail", "Phone", "Time in")


def write(event: Event, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    registrants(folder, (record.cells for record in event.registrations))
    participants(folder, (record.cells for record in event.connections))
    sheet(folder, (record.cells for record in event.rows))
    truth(folder, known(event, _refs(event.registrations, event.connections, event.rows)))
    about(folder, FILES)


def registrants(folder: Path, listed: Iterable[Cells]) -> None:
    """Cells: link, e-mail, first name, last name, organisation, phone, days before the event."""
    _json(folder / FILES[0], "registrants", map(_registrant, listed))


def participants(folder: Path, listed: Iterable[Cells]) -> None:
    """Cells: link, e-mail, name shown, start and end in minutes from the start of the event."""
    _json(folder / FILES[1], "participants", itertools.starmap(_participant, enumerate(listed)))


def sheet(folder: Path, listed: Iterable[Cells]) -> None:
    """Cells: name, organisation, e-mail, phone, time in as minutes from the start of the event."""
    with (folder / FILES[2]).open("w", encoding="utf-8-sig", newline="") as handle:
        rows = csv.writer(handle)
        rows.writerow(HEADER)
        rows.writerows((*cells[:4], f"{_at(cells[4], zone=AHEAD):%H:%M}") for cells in listed)


def truth(folder: Path, rows: Iterable[tuple[str, str, str, str]]) -> None:
    """Rows: ref, person or "", others it may be given to, knot (see `truth.known`)."""
    with (folder / "truth.csv").open("w", encoding="utf-8", newline="") as handle:
        out = csv.writer(handle)
        out.writerow(("ref", "person", "either", "knot"))
        out.writerows(rows)


def about(folder: Path, names: Sequence[str]) -> None:
    told = {
        "starts": f"{START + AHEAD:%Y-%m-%dT%H:%M}",
        "ends": f"{START + AHEAD + timedelta(minutes=MINUTES):%Y-%m-%dT%H:%M}",
        "timezone": ZONE,
        "files": names,
    }
    (folder / "event.json").write_text(json.dumps(told))


def _refs(*records: Sequence[Record]) -> Iterator[tuple[str, Record]]:
    for name, listed in zip(FILES, records, strict=True):
        for number, record in enumerate(listed, start=1):
            yield f"{name}#{number}", record


def _json(path: Path, title: str, entries: Iterator[dict[str, object]]) -> None:
    with path.open("w", encoding="utf-8") as handle:
        handle.write(f'{{"page_count": 1, "next_page_token": "", "{title}": [\n')
        for number, entry in enumerate(entries):
            handle.write((",\n" if number else "") + json.dumps(entry, ensure_ascii=False))
        handle.write("\n]}\n")


def _registrant(cells: Cells) -> dict[str, object]:
    link, mail, given, family, home, phone, days = cells
    return {
        "id": link, "email": mail, "first_name": given, "last_name": family, "org": home, "phone": phone,
        "status": "approved", "create_time": _iso(START - timedelta(days=float(days))),
    }  # fmt: skip


def _participant(number: int, cells: Cells) -> dict[str, object]:
    link, mail, text, start, end = cells
    joined, left = _at(start), _at(end)
    return {
        "id": "", "user_id": str(16778240 + 1024 * number), "registrant_id": link, "name": text, "user_email": mail,
        "join_time": _iso(joined), "leave_time": _iso(left), "duration": int((left - joined).total_seconds()),
        "failover": False, "status": "in_meeting",
    }  # fmt: skip


def _at(minutes: object, *, zone: timedelta = timedelta()) -> datetime:
    return START + zone + timedelta(seconds=round(60 * float(str(minutes))))


def _iso(when: datetime) -> str:
    return f"{when:%Y-%m-%dT%H:%M:%SZ}"
