"""How a table is laid out: titles, a summary, sections with a header each, and the rows that count.

Row numbers (`Line.n`) count the data rows from 1 through the whole file; titles, headers, repeated headers,
the summary and blank rows are not counted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from zoom_sync.records import Table, Trouble
from zoom_sync.rules.sheet import words
from zoom_sync.rules.sheet.shapes import guess_columns, is_unknown_header, looks_like_data

TITLES = {  # the sections of Zoom's attendee report, by the words of their title
    "host": r"^(host|hote|anfitrion|gastgeber)\b|(de l|del) (hote|anfitrion)",
    "panelist": r"paneli|panelista|panelist|diskussionsteilnehmer|podium",
    "other": r"^(other|autres?|otros?|andere|sonstige)\b",
    "attendee": r"attendee|participant|asistente|teilnehmer|registrant|inscrit",
}
LONGEST_CELL = (
    1000  # letters that are read of one: no name is longer, and a pattern would stumble over a megabyte
)
DATA = re.compile(r"[\d@]")
SEARCHED = 40  # rows in which a header may begin; before it stand titles


@dataclass(frozen=True, slots=True)
class Line:
    """A data row: its number among the data rows, its place in the file, its cells, the title above it."""

    n: int
    number: int
    cells: tuple[str, ...]
    day: str = ""


@dataclass(slots=True)
class Section:
    """Rows under one header. `columns`: field -> column."""

    title: str
    header: tuple[str, ...]
    columns: dict[str, int]
    lines: list[Line] = field(default_factory=list)

    def cell(self, line: Line, name: str) -> str:
        """What a row says in a field, "" if nothing."""
        column = self.columns.get(name, -1)
        return line.cells[column] if 0 <= column < len(line.cells) else ""


@dataclass(slots=True)
class Layout:
    titles: list[str]
    summary: dict[str, str]
    sections: list[Section]
    headed: bool

    @property
    def fields(self) -> set[str]:
        return {name for section in self.sections for name in section.columns}

    @property
    def lines(self) -> int:
        return sum(len(section.lines) for section in self.sections)


def lay_out(table: Table, chosen: Mapping[str, str] | None = None) -> Layout:
    """Find titles, headers and rows. `chosen`: header -> field, as a person said; it overrules ours.

    Raises Trouble for a chosen column or field that is not there.
    """
    mapped = _checked(chosen or {})
    rows = [(number, _trimmed(row)) for number, row in zip(_numbers(table), table.rows, strict=True)]
    rows = [(number, row) for number, row in rows if row]
    headers = _headers([row for _, row in rows], mapped)
    layout = Layout([], {}, [], bool(headers))
    if not headers:
        if mapped:
            _refuse_unless_numbers(mapped, table.name)
        _headerless(layout, rows, mapped)
        return layout
    _fill(layout, rows, headers)
    _all_found(layout, mapped, table.name)
    return layout


def columns_in(table: Table, chosen: Mapping[str, str]) -> dict[str, str]:
    """Those of the chosen columns that this table has; a number names one where there is no header."""
    there = {words.key(cell) for row in table.rows[:SEARCHED] for cell in row}
    mine = {column: name for column, name in chosen.items() if words.key(column) in there}
    rest = {
        column: name for column, name in chosen.items() if column not in mine and column.strip().isdecimal()
    }
    return mine | rest if rest and not lay_out(table).headed else mine


def _numbers(table: Table) -> Sequence[int]:
    return table.numbers or range(1, len(table.rows) + 1)


def _trimmed(row: Sequence[str]) -> tuple[str, ...]:
    cells = [" ".join(cell[:LONGEST_CELL].split()) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _headers(rows: list[tuple[str, ...]], mapped: Mapping[str, str]) -> dict[int, dict[int, str]]:
    """Which rows are headers, with their columns. After the first, only whole ones count."""
    found: dict[int, dict[int, str]] = {}
    for place, row in enumerate(rows):
        if found and DATA.search("\n".join(row)):
            continue  # said first, since it is said of nearly every row of a long file
        if not found and place >= SEARCHED:
            break
        fields = header_fields(row, mapped, alone=place == 0)
        if fields:
            found[place] = fields
    return found


def header_fields(row: tuple[str, ...], mapped: Mapping[str, str], *, alone: bool = False) -> dict[int, str]:
    """The columns of a header row; empty if the row is none. `alone`: a list of one column may begin so."""
    filled = [cell for cell in row if cell]
    if mapped and any(words.key(cell) in mapped for cell in filled):
        ours = words.fields(row)
        said = {c: mapped[words.key(cell)] for c, cell in enumerate(row) if words.key(cell) in mapped}
        return {c: f for c, f in ours.items() if f not in said.values()} | said
    if len(filled) < 2 and not alone:
        return {}
    if any(looks_like_data(cell) for cell in filled):
        return {}
    fields = words.fields(row)
    known = {f for f in fields.values() if f not in ("ignored", "serial")}
    if len(filled) == 1:
        return fields if known & words.PERSON and len(filled[0].split()) <= 4 else {}
    enough = (
        len(fields) * 2 >= len(filled)
        or len(known) >= 4
        or (len(fields) * 3 >= len(filled) and "email" in known)
    )
    named = known & (words.PERSON | {"topic", "question"}) or (alone and len(fields) == len(filled))
    return fields if len(known) >= 2 and enough and named else {}


def _fill(
    layout: Layout,
    rows: list[tuple[int, tuple[str, ...]]],
    headers: dict[int, dict[int, str]],
) -> None:
    summary: dict[int, str] = {}
    title, day, n = "", "", 0
    for place, (number, row) in enumerate(rows):
        if place in headers:
            fields = headers[place]
            summary = {}
            if "topic" in fields.values() or ("meeting" in fields.values() and "name" not in fields.values()):
                summary = fields
            elif not _repeats(layout, row, title):
                layout.sections.append(Section(title, row, _by_field(fields)))
            continue
        if place + 1 in headers and len([cell for cell in row if cell]) == 1 and (found := _section(row)):
            title = found
        elif summary:
            layout.summary |= {f: row[c] for c, f in summary.items() if c < len(row) and f != "ignored"}
            summary = {}
        elif not layout.sections:
            layout.titles.append(" ".join(cell for cell in row if cell))
        elif (
            len(row) == 1
            and len(layout.sections[-1].header) > 1
            and re.search(r"\d", row[0])
            and "@" not in row[0]
        ):
            day = row[0]  # "Day 2: 23 November" between the rows of a sheet
        else:
            n += 1
            layout.sections[-1].lines.append(Line(n, number, row, day))


def _repeats(layout: Layout, row: tuple[str, ...], title: str) -> bool:
    if not layout.sections:
        return False
    last = layout.sections[-1]
    return last.title == title and [words.key(c) for c in last.header] == [words.key(c) for c in row]


def _section(row: tuple[str, ...]) -> str:
    text = words.key(next(cell for cell in row if cell))
    return next((name for name, pattern in TITLES.items() if re.search(pattern, text)), "")


def _by_field(fields: Mapping[int, str]) -> dict[str, int]:
    first = {name: column for column, name in sorted(fields.items(), reverse=True) if name != "ignored"}
    return dict(sorted(first.items(), key=lambda one: one[1]))


def _headerless(layout: Layout, rows: list[tuple[int, tuple[str, ...]]], mapped: Mapping[str, str]) -> None:
    columns = guess_columns([row for _, row in rows])
    header: tuple[str, ...] = ()
    if rows and is_unknown_header(rows[0][1], columns):
        header, rows = rows[0][1], rows[1:]
    said = {name: int(column) - 1 for column, name in mapped.items()}
    columns = {name: c for name, c in columns.items() if c not in said.values()} | said
    lines = [Line(n, number, row) for n, (number, row) in enumerate(rows, start=1)]
    layout.sections.append(Section("", header, columns, lines))


def _checked(chosen: Mapping[str, str]) -> dict[str, str]:
    for name in chosen.values():
        if name not in words.FIELDS:
            raise Trouble(
                f"“{name}” is no field that a column can stand for.",
                "Nothing was taken.",
                f"The fields are: {', '.join(words.FIELDS)}.",
            )
    return {words.key(column): name for column, name in chosen.items()}


def _refuse_unless_numbers(mapped: Mapping[str, str], name: str) -> None:
    for column in mapped:
        if not column.isdecimal() or int(column) < 1:
            raise Trouble(
                f"{name} has no column “{column}”: no header was found in it.",
                "Nothing was taken.",
                "Name the column by its number, as in --map '2=name'.",
            )


def _all_found(layout: Layout, mapped: Mapping[str, str], name: str) -> None:
    there = [cell for section in layout.sections for cell in section.header if cell]
    keys = {words.key(cell) for cell in there}
    for column in mapped:
        if column not in keys:
            raise Trouble(
                f"{name} has no column “{column}”.",
                "Nothing was taken.",
                f"Its columns are: {', '.join(dict.fromkeys(there))}.",
            )
