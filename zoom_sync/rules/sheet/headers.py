"""Which rows of a table are headers, and what their columns are: one row, or two that are read together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zoom_sync.rules.sheet import words
from zoom_sync.rules.sheet.bare import is_called_so, names_a_day
from zoom_sync.rules.sheet.dialects.dialect import Dialect
from zoom_sync.rules.sheet.languages import phrases
from zoom_sync.rules.sheet.lexicon import key
from zoom_sync.rules.sheet.shapes import is_date, looks_like_data

Row = tuple[str, ...]
DATA = re.compile(r"[\d@]")
NAMES = {key(phrase) for phrase in phrases("name") if "*" not in phrase and len(key(phrase)) > 2}
MERGED = {"signature", "time_in", "time_out", "attended"}
SEARCHED = 40  # rows in which a header may begin; before it stand titles


@dataclass(frozen=True, slots=True)
class Header:
    """`texts`: what each column is headed by. `fields`: column -> field. `rows`: as they stand in the file."""

    texts: Row
    fields: Mapping[int, str]
    rows: tuple[Row, ...]

    @property
    def is_summary(self) -> bool:
        """Of a report as a whole: the row below it is its only one."""
        here = set(self.fields.values())
        return "topic" in here or ("meeting" in here and "name" not in here)


def find(
    rows: Sequence[tuple[int, Row]], mapped: Mapping[str, str], dialect: Dialect | None = None
) -> dict[int, Header]:
    """Place -> header of numbered rows. `mapped`: key of a header -> field, as was said; a dialect says the rest.

    After the first, one counts where it may begin another part of the file: below a title or an empty row, or
    where it repeats a cell of those above. So the rows of a long file are not each read as a header.
    """
    found: dict[int, Header] = {}
    cells: set[str] = set()
    last = -1
    for place, (number, row) in enumerate(rows):
        if place <= last or (found and DATA.search("\n".join(row))):
            continue
        if not found and place >= SEARCHED:
            break
        alone = not found and all(sum(map(bool, above)) == 1 for _, above in rows[:place])
        if found and cells.isdisjoint(row) and not _begins_anew(number, *rows[place - 1]):
            continue
        said = mapped
        if dialect and dialect.fits(row):
            said = {**{key(column): name for column, name in dialect.columns.items()}, **mapped}
        if fields := fields_of(row, said, alone=alone):
            header = Header(row, fields, (row,))
            below = rows[place + 1][1] if place + 1 < len(rows) else ()
            found[place] = _with_second_row(header, below, mapped) or header
            last = place + len(found[place].rows) - 1
            cells.update(cell for cell in row if cell)
    return found


def _begins_anew(number: int, number_above: int, above: Row) -> bool:
    return number > number_above + 1 or sum(map(bool, above)) == 1


def fields_of(row: Row, mapped: Mapping[str, str], *, alone: bool = False) -> dict[int, str]:
    """The columns of a header row; empty if the row is none.

    `alone`: nothing but titles stands above it, so that one column may be enough, or one that says “Name”.
    """
    filled = [cell for cell in row if cell]
    if mapped and any(key(cell) in mapped for cell in filled):
        return _overruled(words.fields(row), (row,), mapped)
    data = [cell for cell in filled if looks_like_data(cell)]
    if alone and len(filled) > 1 and _says_name(filled) and all(map(is_date, data)):
        return words.fields(row)  # a column for each day may be headed by its date
    if data or (len(filled) < 2 and not alone):
        return {}
    fields = words.fields(row)
    return fields if _is_header(fields, filled, alone=alone) else {}


def _says_name(cells: Sequence[str]) -> bool:
    return any(key(cell) in NAMES for cell in cells)


def _is_header(fields: Mapping[int, str], filled: Sequence[str], *, alone: bool) -> bool:
    """Whether so much of a row is understood that it must be a header and not somebody's data."""
    known = {field for field in fields.values() if field not in ("ignored", "serial")}
    if len(filled) == 1:
        return bool(known & words.PERSON) and len(filled[0].split()) <= 4 and not is_called_so(filled[0])
    named = known & (words.PERSON | {"topic", "question"}) or (alone and len(fields) == len(filled))
    share = len(fields) / len(filled)
    return (
        len(known) >= 2
        and bool(named)
        and (share >= 1 / 2 or len(known) >= 4 or (share >= 1 / 3 and "email" in known))
    )


def _overruled(ours: Mapping[int, str], rows: Sequence[Row], mapped: Mapping[str, str]) -> dict[int, str]:
    said = {c: mapped[key(cell)] for row in rows for c, cell in enumerate(row) if key(cell) in mapped}
    return {c: f for c, f in ours.items() if f not in said.values()} | said


def _with_second_row(header: Header, below: Row, mapped: Mapping[str, str]) -> Header | None:
    """“Time” above “In” and “Out”, or the same header again in another language; None if it is a row of data."""
    filled = [cell for cell in below if cell]
    if not filled or header.is_summary or any(looks_like_data(cell) for cell in filled):
        return None
    texts = _joined(header.texts, below)
    fields = words.fields(texts)
    grown = set(fields.values()) > set(header.fields.values()) and all(map(words.meaning, filled))
    if not grown and not _parts(header, below) and not fields_of(below, mapped):
        return None
    rows = (*header.rows, below)
    return Header(texts, _overruled(fields, (texts, *rows), mapped) if mapped else fields, rows)


def _parts(header: Header, below: Row) -> bool:
    """Whether a row names the columns of merged cells: “Morning” and “Afternoon” below “Signature”."""
    owners = {
        c: max((t for t in range(c + 1) if t < len(header.texts) and header.texts[t]), default=-1)
        for c, cell in enumerate(below)
        if cell
    }
    return any(c != owner for c, owner in owners.items()) and all(
        header.fields.get(owner) in MERGED for owner in owners.values()
    )


def _joined(upper: Row, lower: Row) -> Row:
    """Each column's header of two rows. A cell above empty ones is merged over them."""
    texts, above = [], ""
    for column in range(max(len(upper), len(lower))):
        top, low = (row[column] if column < len(row) else "" for row in (upper, lower))
        above = top or above
        texts.append(_of_both(above if low else top, low))
    return tuple(texts)


def _of_both(top: str, low: str) -> str:
    """“First” below “Name” is “First Name”; “In” below “Attendance” is “In”."""
    if not low or key(top) == key(low):
        return top
    if names_a_day(low) and words.meaning(top) == "attended":
        return low  # a column of ticks for each day
    return next((text for text in (f"{low} {top}".strip(), low, top) if words.meaning(text)), low)
