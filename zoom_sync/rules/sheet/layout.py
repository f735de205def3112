"""How a table is laid out: titles, a summary, sections with a header each, and the rows that count.

`section` says what comes of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from zoom_sync.records import Table, Trouble
from zoom_sync.rules.sheet import bare, headers, words
from zoom_sync.rules.sheet.columns import guess_columns, guess_name
from zoom_sync.rules.sheet.dialects import dialect_of
from zoom_sync.rules.sheet.headers import SEARCHED, Header
from zoom_sync.rules.sheet.lexicon import key
from zoom_sync.rules.sheet.section import Layout, Line, Section
from zoom_sync.rules.sheet.values import tells_status

TITLES = {  # the sections of Zoom's attendee report, by the words of their title
    "host": r"^(host|hote|anfitrion|anfitriao|gastgeber|organizzatore|организатор)\b"
    r"|(de l|del) (hote|anfitrion)|主持|ホスト",
    "panelist": r"paneli|panelista|panelist|painelista|панелист|嘉宾|嘉賓|diskussionsteilnehmer|podium",
    "other": r"^(other|autres?|otros?|outros?|altri|andere|sonstige|другие|прочие)\b|^其他|^その他",
    "attendee": r"attendee|participant|asistente|teilnehmer|partecipant|registrant|inscrit|участник"
    r"|与会者|參加者|参加者|出席者",
}
LONGEST_CELL = 1000  # letters that are read: no name is longer, and a pattern would stumble over a megabyte
# Marks of direction, of which a cell copied from right-to-left text is full; they are no part of what it says.
MARKS = dict.fromkeys(
    [0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x061C, 0xFEFF]
)


def lay_out(table: Table, chosen: Mapping[str, str] | None = None) -> Layout:
    """Find titles, headers and rows. `chosen`: header -> field, as a person said; it overrules ours.

    Raises Trouble for a chosen column or field that is not there.
    """
    mapped = _checked(chosen or {})
    rows = [(number, _trimmed(row)) for number, row in zip(_numbers(table), table.rows, strict=True)]
    rows = [(number, row) for number, row in rows if row]
    dialect = dialect_of(row for _, row in rows[:SEARCHED])
    found = headers.find(rows, mapped, dialect)
    layout = Layout([], {}, [], bool(found), dialect)
    if not found:
        if mapped:
            _refuse_unless_numbers(mapped, table.name)
        _headerless(layout, rows, mapped)
        return layout
    _fill(layout, rows, found)
    for section in layout.sections:
        _find_names(section)
        _drop_states(section, mapped)
    _all_found(found.values(), mapped, table.name)
    return layout


def _find_names(section: Section) -> None:
    """By their content, where the header names them in a language that we do not know."""
    if {"name", "first_name", "last_name"} & section.columns.keys() or len(section.header) < 2:
        return
    known = [c for c, text in enumerate(section.header) if words.meaning(text) or not text]
    column = guess_name([line.cells for line in section.lines], {*known, *section.columns.values()})
    if column is not None and column < len(section.header):
        section.columns["name"] = column


def _drop_states(section: Section, mapped: Mapping[str, str]) -> None:
    """A column “State” may be of a country's."""
    if key(section.head("status")) in mapped or "status" not in section.columns:
        return
    if not tells_status(section.cell(line, "status") for line in section.lines):
        del section.columns["status"]


def columns_in(table: Table, chosen: Mapping[str, str]) -> dict[str, str]:
    """Those of the chosen columns that this table has; a number names one where there is no header."""
    top = replace(table, rows=table.rows[: 2 * SEARCHED], numbers=table.numbers[: 2 * SEARCHED])
    joined = [section.header for section in lay_out(top).sections]
    there = {key(cell) for row in (*top.rows, *joined) for cell in row}
    mine = {column: name for column, name in chosen.items() if key(column) in there}
    rest = {
        column: name for column, name in chosen.items() if column not in mine and column.strip().isdecimal()
    }
    return mine | rest if rest and not lay_out(table).headed else mine


def _numbers(table: Table) -> Sequence[int]:
    return table.numbers or range(1, len(table.rows) + 1)


def _trimmed(row: Sequence[str]) -> tuple[str, ...]:
    cells = [
        " ".join((cell if cell.isascii() else cell.translate(MARKS))[:LONGEST_CELL].split()) for cell in row
    ]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _fill(
    layout: Layout,
    rows: list[tuple[int, tuple[str, ...]]],
    found: Mapping[int, Header],
) -> None:
    summary: Mapping[int, str] = {}
    title, day, n, last = "", "", 0, -1
    for place, (number, row) in enumerate(rows):
        if place <= last:
            continue  # the second row of a header
        if place in found:
            header = found[place]
            last = place + len(header.rows) - 1
            summary = header.fields if header.is_summary else {}
            if not summary and not _repeats(layout, header.texts, title):
                layout.sections.append(_under(title, header))
            continue
        below = found.get(place + 1) if len([cell for cell in row if cell]) == 1 else None
        if below and (titled := _section(row)):
            title = titled
        elif summary:
            layout.summary |= {f: row[c] for c, f in summary.items() if c < len(row) and f != "ignored"}
            summary = {}
        elif not layout.sections:
            layout.titles.append(" ".join(cell for cell in row if cell))
        elif below and number > rows[place - 1][0] + 1 and not _repeats(layout, below.texts, title):
            pass  # the title of another part of the file, below an empty row
        elif len(layout.sections[-1].header) > 1 and bare.is_day(row):
            day = row[0]
        else:
            n += 1
            layout.sections[-1].lines.append(Line(n, number, row, day))


def _repeats(layout: Layout, row: tuple[str, ...], title: str) -> bool:
    if not layout.sections:
        return False
    last = layout.sections[-1]
    return last.title == title and [key(c) for c in last.header] == [key(c) for c in row]


def _section(row: tuple[str, ...]) -> str:
    text = key(next(cell for cell in row if cell))
    return next((name for name, pattern in TITLES.items() if re.search(pattern, text)), "")


def _under(title: str, header: Header) -> Section:
    columns: dict[str, int] = {}
    further: dict[str, list[int]] = defaultdict(list)
    for column, name in sorted(header.fields.items()):
        if name in columns:
            further[name].append(column)
        elif name != "ignored":
            columns[name] = column
    return Section(title, header.texts, columns, further=dict(further))


def _headerless(layout: Layout, rows: list[tuple[int, tuple[str, ...]]], mapped: Mapping[str, str]) -> None:
    above = bare.titles([row for _, row in rows])
    layout.titles += [" ".join(cell for cell in row if cell) for _, row in rows[:above]]
    rows = rows[above:]
    columns = guess_columns([row for _, row in rows])
    header: tuple[str, ...] = ()
    if rows and bare.is_unknown_header(rows[0][1], columns):
        header, rows = rows[0][1], rows[1:]
    said = {name: int(column) - 1 for column, name in mapped.items()}
    columns = {name: c for name, c in columns.items() if c not in said.values()} | said
    section = Section("", header, columns)
    layout.sections.append(section)
    day = ""
    for number, row in rows:
        if len(columns) > 1 and bare.is_day(row):
            day = row[0]
        else:
            section.lines.append(Line(len(section.lines) + 1, number, row, day))


def _checked(chosen: Mapping[str, str]) -> dict[str, str]:
    for name in chosen.values():
        if name not in words.FIELDS:
            raise Trouble(
                f"“{name}” is no field that a column can stand for.",
                "Nothing was taken.",
                f"The fields are: {', '.join(words.FIELDS)}.",
            )
    return {key(column): name for column, name in chosen.items()}


def _refuse_unless_numbers(mapped: Mapping[str, str], name: str) -> None:
    for column in mapped:
        if not column.isdecimal() or int(column) < 1:
            raise Trouble(
                f"{name} has no column “{column}”: no header was found in it.",
                "Nothing was taken.",
                "Name the column by its number, as in --map '2=name'.",
            )


def _all_found(headers: Iterable[Header], mapped: Mapping[str, str], name: str) -> None:
    there = [cell for header in headers for row in (header.texts, *header.rows) for cell in row if cell]
    keys = {key(cell) for cell in there}
    for column in mapped:
        if column not in keys:
            raise Trouble(
                f"{name} has no column “{column}”.",
                "Nothing was taken.",
                f"Its columns are: {', '.join(dict.fromkeys(there))}.",
            )
