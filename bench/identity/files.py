"""Writes an event as the files an organiser has, and the truth beside them.

`registrants.json` and `participants.json` as Zoom's API gives them, `sign-in.csv` as typed up at the desk,
`truth.csv` (ref, person, either, knot) and `event.json` (times, zone, files, heads).
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.identity.event import MINUTES, Event, Record
from bench.identity.truth import known

START = datetime(2025, 3, 18, 6, 30, tzinfo=UTC)
ZONE, AHEAD = "Africa/Nairobi", timedelta(hours=3)
FILES = ("registrants.json", "participants.json", "sign-in.csv")
HEADER = ("Name", "Organisation", "E-mail", "Phone", "Time in")


def write(event: Event, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    _json(folder / FILES[0], "registrants", (_registrant(record) for record in event.registrations))
    numbered = enumerate(event.connections)
    _json(folder / FILES[1], "participants", (_participant(number, record) for number, record in numbered))
    with (folder / FILES[2]).open("w", encoding="utf-8-sig", newline="") as sheet:
        rows = csv.writer(sheet)
        rows.writerow(HEADER)
        for record in event.rows:
            rows.writerow((*record.cells[:4], _at(record.cells[4], zone=AHEAD).strftime("%H:%M")))
    write_truth(folder, known(event, _refs(event.registrations, event.connections, event.rows)))
    about = {
        "starts": f"{START + AHEAD:%Y-%m-%dT%H:%M}",
        "ends": f"{START + AHEAD + timedelta(minutes=MINUTES):%Y-%m-%dT%H:%M}",
        "timezone": ZONE,
        "files": FILES,
    }
    (folder / "event.json").write_text(json.dumps(about))


def write_truth(folder: Path, rows: Iterator[tuple[str, str, str, str]]) -> None:
    with (folder / "truth.csv").open("w", encoding="utf-8", newline="") as handle:
        out = csv.writer(handle)
        out.writerow(("ref", "person", "either", "knot"))
        out.writerows(rows)


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


def _registrant(record: Record) -> dict[str, object]:
    link, mail, given, family, home, phone, days = record.cells
    return {
        "id": link, "email": mail, "first_name": given, "last_name": family, "org": home, "phone": phone,
        "status": "approved", "create_time": _iso(START - timedelta(days=float(days))),
    }  # fmt: skip


def _participant(number: int, record: Record) -> dict[str, object]:
    link, mail, text, start, end = record.cells
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
