"""The files of an event as rows with tidied fields, and the joining of rows into groups.

Names are read by zoom-sync's own reader, so that every peer is spared other scripts, titles, organisations
within names, and devices. A mailbox is in small letters without plus tag (at gmail without dots), a phone its
last nine digits.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from anyascii import anyascii

from zoom_sync.rules.identity.names import Names

# words in a sheet's header, and the field they mean
HEADER = {
    "name": "name",
    "organisation": "organisation",
    "mail": "mailbox",
    "mobile": "phone",
    "phone": "phone",
}


@dataclass(frozen=True, slots=True)
class Row:
    """ "" where a field is missing. `name`: small Latin words; "" where the text names nobody."""

    ref: str
    link: str
    mailbox: str
    phone: str
    name: str
    organisation: str
    shown: str = ""


def read(folder: Path) -> list[Row]:
    found = [
        cells
        for name in json.loads((folder / "event.json").read_text())["files"]
        for cells in _rows(folder / name)
    ]
    names = Names(cells["organisation"] for cells in found if cells.get("organisation"))
    return [
        Row(
            cells["ref"], cells.get("link", ""), _mailbox(cells.get("mailbox", "")), _phone(cells.get("phone", "")),
            " ".join(dict.fromkeys(names.of(cells["name"]).words)),
            " ".join(re.findall("[a-z0-9]+", anyascii(cells.get("organisation", "")).lower())),
            cells["name"],
        )
        for cells in found
    ]  # fmt: skip


def joined(rows: Sequence[Row], pairs: Iterable[tuple[int, int]]) -> list[list[Row]]:
    """Groups of rows, by their places in `rows`: whatever a chain of pairs joins."""
    parent = list(range(len(rows)))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = place = parent[parent[place]]
        return place

    for one, other in pairs:
        parent[root(other)] = root(one)
    groups = defaultdict(list)
    for place, row in enumerate(rows):
        groups[root(place)].append(row)
    return list(groups.values())


def alike(rows: Sequence[Row], *fields: str) -> Iterator[tuple[int, int]]:
    """Pairs of rows, by their places, that have the same of any of these fields."""
    for name in fields:
        first: dict[str, int] = {}
        for place, row in enumerate(rows):
            value = getattr(row, name)
            if value:
                yield first.setdefault(value, place), place


def _rows(path: Path) -> Iterator[dict[str, str]]:
    if path.suffix == ".json":
        told = json.loads(path.read_text(encoding="utf-8"))
        reader = _registrant if "registrants" in told else _participant
        listed = map(reader, told.get("registrants") or told["participants"])
    else:
        listed = _sheet(path)
    for number, cells in enumerate(listed, start=1):
        yield cells | {"ref": f"{path.name}#{number}"}


def _registrant(told: dict[str, str]) -> dict[str, str]:
    name = f"{told['first_name']} {told['last_name']}"
    found = {"link": told["id"], "mailbox": told["email"], "name": name}
    return found | {"phone": told["phone"], "organisation": told["org"]}


def _participant(told: dict[str, str]) -> dict[str, str]:
    return {"link": told["registrant_id"], "mailbox": told["user_email"], "name": told["name"]}


def _sheet(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        rows = csv.reader(handle)
        header = [
            next((field for word, field in HEADER.items() if word in title.lower()), "")
            for title in next(rows)
        ]
        above: dict[str, str] = {}
        for row in rows:
            cells = dict(zip(header, row, strict=False))
            if cells.get("organisation", "").strip('-" ').lower() in ("do", "ditto"):
                cells["organisation"] = above.get("organisation", "")
            above = cells
            yield cells


def _mailbox(text: str) -> str:
    local, _, domain = text.strip().lower().partition("@")
    local = local.partition("+")[0]
    return f"{local.replace('.', '') if domain == 'gmail.com' else local}@{domain}" if domain else ""


def _phone(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    return digits[-9:] if len(digits) >= 7 else ""
