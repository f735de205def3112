"""What every reader of rows shares: where a row came from, who it speaks of, and how a trace is made of it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any

from zoom_sync.records import Claim, Event, Fault, Row, Source, Trace, TraceKind, fact_id
from zoom_sync.rules.sheet.dates import Order, instant, moment, zone_in
from zoom_sync.rules.sheet.section import Layout, Line, Section
from zoom_sync.rules.sheet.values import digest

LANGUAGE = 60  # characters of an answer that are kept
NOTHING = {"", "-", "--", "—", "–", "n/a", "N/A", "NA", "none", "nil", "null"}
ORIGINAL = re.compile(r"^(?P<shown>.+?)\s*\((?P<original>[^()]+)\)$")
ADDRESS = re.compile(r"[^\s@<>,;:()\[\]]+@[^\s@<>,;()\[\]]+")
BRACKET = re.compile(r"[(（]")
NUMBER = re.compile(r"\+?\d[\d\s().\-]{5,20}\d")
DEVICE = re.compile(
    r"iphone|ipad|galaxy|android|macbook|laptop|desktop|\bsm-|redmi|oppo|vivo|^user$|zoom user|^\W*$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Desk:
    """What a reader works with, and where it puts what it found."""

    event: Event
    layout: Layout
    zone: tzinfo
    file_key: str
    shown: str
    sha256: str
    order: Order = "d"
    webinar: str = ""
    traces: list[Trace] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    came: dict[str, Row] = field(default_factory=dict)

    def ref(self, line: Line) -> str:
        return f"{self.shown}#{line.n}"

    def fault(self, line: Line, reason: str) -> None:
        self.faults.append(Fault(self.ref(line), f"row {line.number}: {reason}"))

    def add(
        self, line: Line, section: Section, kind: TraceKind, source: Source, claim: Claim, **more: Any
    ) -> None:
        """One trace for a row; its id comes from the file and the row, so that the same file gives the same."""
        serial = section.columns.get("serial", -1)
        cells = [cell for column, cell in enumerate(line.cells) if column != serial]
        id = fact_id(self.event.key, "row", self.file_key, str(line.n))
        self.came[id] = section.header, line.cells
        self.traces.append(
            Trace(
                id=id,
                kind=kind,
                source=source,
                ref=self.ref(line),
                claim=claim,
                webinar=self.webinar,
                cells=digest(cells),
                file=self.sha256,
                **more,
            )
        )

    def zone_of(self, section: Section, *fields: str) -> tzinfo:
        """In which the column of the first of these fields that is there is written."""
        headers = (section.head(name) for name in fields if name in section.columns)
        return zone_in(next(headers, "")) or self.zone

    def when(self, section: Section, line: Line, field_name: str) -> datetime | None:
        """The instant of a date cell with its time, None if it is empty or no date."""
        wall = moment(section.cell(line, field_name), self.order)
        return instant(wall, self.zone_of(section, field_name)) if wall else None


def claim_of(section: Section, line: Line, *, name: str = "") -> Claim:
    """Who a row speaks of: what its cells say, without the signs for nothing."""

    def say(field_name: str) -> str:
        text = section.cell(line, field_name)
        return "" if text in NOTHING else text

    email, phone = _contact(say("email"), say("phone"))
    return Claim(
        name=name or say("name") or f"{say('first_name')} {say('last_name')}".strip(),
        email=email,
        phone=phone if sum(letter.isdigit() for letter in phone) >= 5 else "",
        organisation=say("organisation"),
        country=say("country"),
        language=say("language")[:LANGUAGE],
        registrant_id=say("registrant_id"),
    )


def _contact(email: str, phone: str) -> tuple[str, str]:
    """Address and number; where a sheet has one column for both, each is in the other's cell."""
    address = _address(email) or _address(phone)
    if not phone and len(email) > len(address):
        found = NUMBER.search(_plain(email).replace(address or "\0", " "))
        phone = found.group(0) if found else ""
    return address, _plain(phone).replace(address or "\0", " ").strip(" ,;/'")


def _plain(cell: str) -> str:
    """An address or a number in ASCII's digits and widths: ０９０ and ९० are what other lists have as 090 and 90."""
    if cell.isascii():
        return cell
    narrow = unicodedata.normalize("NFKC", cell)
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in narrow)


def _address(cell: str) -> str:
    """The first e-mail address of a cell; "" for words such as “same” or “not given”, which are nobody's."""
    found = ADDRESS.search(_plain(cell)) if cell else None
    return found.group(0) if found else ""


def shown_name(text: str, *, header: str) -> str:
    """The name in `User Name (Original Name)`: the shown one, unless it names only a device.

    “Asha Rao (UNDP)” keeps its bracket: one word there is no name, but may be an organisation.
    """
    found = ORIGINAL.match(text)
    if not found or not BRACKET.search(header):
        return text
    if DEVICE.search(found["shown"]):
        return found["original"]
    words = found["original"].split()
    is_name = len(words) > 1 and all(
        word.replace(".", "").replace("-", "").replace("'", "").isalpha() for word in words
    )
    return found["shown"] if is_name else text
