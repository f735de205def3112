"""Letters to rows: the delimiter of a text file, its quotes and its line ends.

The delimiter is scored by us: `csv.Sniffer` finds it where there is one, but is wrong about lists with a
single column and about headers.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

DELIMITERS = (",", ";", "\t", "|")
LARGEST_CELL = 4_000_000  # letters; csv refuses more than 131,072 unless told
LOOKED_AT = 400  # rows that decide the delimiter

Rows = tuple[tuple[tuple[str, ...], ...], tuple[int, ...]]


def split(text: str) -> Rows:
    """The rows of a delimited text, each with the number of the line it begins on, counted from 1.

    Raises csv.Error for a cell of more than LARGEST_CELL letters.
    """
    csv.field_size_limit(LARGEST_CELL)
    declared = re.match(r"sep=(.)(?:\r\n|\r|\n)", text)  # a line that Excel reads and does not show
    skipped = 1 if declared else 0
    if declared:
        text = text[declared.end() :]
    delimiter = declared.group(1) if declared else best_delimiter(text)
    rows, numbers = [], []
    line = 1 + skipped
    quoting = _quoting(text, delimiter)
    around = "\ufeff" if quoting == csv.QUOTE_MINIMAL else '\ufeff"'
    for row, after in _parsed(text, delimiter, quoting=quoting):
        rows.append(tuple(cell.strip(around) for cell in row))
        numbers.append(line)
        line = after + skipped + 1
    return tuple(rows), tuple(numbers)


def best_delimiter(text: str) -> str:
    """The delimiter that cuts most rows into the same number of cells; "," for a list of one column."""
    head = _head(text)
    scored = []
    for delimiter in DELIMITERS:
        widths = [len(row) for row, _ in _parsed(head, delimiter, quoting=csv.QUOTE_MINIMAL) if any(row)]
        cut = Counter(width for width in widths if width > 1)
        if not cut:
            continue
        steady = max(cut.values()) / len(widths)  # rows that have the commonest width
        scored.append(
            (
                round(sum(cut.values()) / len(widths) + steady, 2),
                max(cut, key=lambda w: (cut[w], w)),
                delimiter,
            )
        )
    scored.sort(key=lambda one: (-one[0], -one[1], DELIMITERS.index(one[2])))
    return scored[0][2] if scored and scored[0][0] > 0.5 else ","


def _head(text: str) -> str:
    """The first rows. Cut at a line end, so that no row is halved."""
    at = 0
    for _ in range(LOOKED_AT):
        found = re.compile(r"[\r\n]").search(text, at)
        if found is None:
            return text
        at = found.end()
    return text[:at]


def _quoting(text: str, delimiter: str) -> int:
    """Quotes mean nothing in a file where one was opened and never closed: it would swallow the rest."""
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            pass
    except csv.Error as why:
        if "end of data" in str(why):
            return csv.QUOTE_NONE
    return csv.QUOTE_MINIMAL


def _parsed(text: str, delimiter: str, *, quoting: int) -> Iterator[tuple[list[str], int]]:
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=delimiter,
        quoting=csv.QUOTE_NONE if quoting == csv.QUOTE_NONE else csv.QUOTE_MINIMAL,
        skipinitialspace=delimiter != "\t",
    )
    for row in reader:
        yield row, reader.line_num
