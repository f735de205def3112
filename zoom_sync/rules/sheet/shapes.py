"""What a cell looks like, and what the columns of a list without a header are."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from zoom_sync.rules.sheet.dates import moment
from zoom_sync.rules.sheet.hours import hour

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
DIGIT = re.compile(r"\d")
PHONE = re.compile(r"\+?[\d\s().\-/]{7,22}")
SAMPLE = 300


def is_email(cell: str) -> bool:
    return bool(EMAIL.fullmatch(cell))


def is_phone(cell: str) -> bool:
    digits = sum(letter.isdigit() for letter in cell)
    return 7 <= digits <= 15 and bool(PHONE.fullmatch(cell)) and not moment(cell, "d")


def is_time(cell: str) -> bool:
    """An hour or a full instant; a bare number is none (it may as well be a count)."""
    return bool(re.search(r"[:.hH]|[ap]\.?m", cell)) and (
        hour(cell) is not None or moment(cell, "d") is not None
    )


def is_date(cell: str) -> bool:
    found = moment(cell, "d") or moment(cell, "m")
    return found is not None and not is_time(cell)


def is_words(cell: str) -> bool:
    return (
        any(letter.isalpha() for letter in cell)
        and "@" not in cell
        and not is_time(cell)
        and not is_date(cell)
    )


def looks_like_data(cell: str) -> bool:
    """Nothing like this stands in a header."""
    if not DIGIT.search(cell):
        return "@" in cell
    return "@" in cell or is_phone(cell) or is_time(cell) or is_date(cell)


TESTS: dict[str, Callable[[str], bool]] = {
    "email": is_email,
    "date": is_date,
    "time_in": is_time,
    "time_out": is_time,
    "phone": is_phone,
}


def guess_columns(rows: Sequence[tuple[str, ...]]) -> dict[str, int]:
    """The fields of a list without a header: e-mail, phone, dates and times by shape, names first of the words."""
    rows = rows[:SAMPLE]
    width = max((len(row) for row in rows), default=0)
    cells = [[row[c] for row in rows if c < len(row) and row[c]] for c in range(width)]
    found: dict[str, int] = {}
    free = [c for c in range(width) if cells[c]]

    def take(name: str, test: Callable[[str], bool], *, share: float = 0.6) -> None:
        for column in list(free):
            if sum(map(test, cells[column])) >= share * len(cells[column]):
                found[name] = column
                free.remove(column)
                return

    if free and _counts_up(cells[free[0]]):
        free.pop(0)
    for name, test in TESTS.items():
        take(name, test)
    texts = [c for c in free if sum(map(is_words, cells[c])) >= 0.6 * len(cells[c])]
    return found | _names(texts, cells)


def is_unknown_header(first: tuple[str, ...], columns: Mapping[str, int]) -> bool:
    """A first row in a language that we do not know: words stand where the other rows have addresses or times."""
    shaped = [first[c] for name, c in columns.items() if name in TESTS and c < len(first)]
    return bool(shaped) and all(shaped) and not any(looks_like_data(cell) for cell in first)


def _counts_up(cells: Sequence[str]) -> bool:
    """A serial number: whole numbers, each one more than the last."""
    numbers = [int(cell.rstrip(".")) for cell in cells if cell.rstrip(".").isdecimal() and len(cell) < 7]
    return len(numbers) == len(cells) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _names(texts: Sequence[int], cells: Sequence[Sequence[str]]) -> dict[str, int]:
    single = [c for c in texts[:2] if _mostly_one_word(cells[c])]
    if len(texts) >= 3 and len(single) == 2:
        return {"first_name": texts[0], "last_name": texts[1], "organisation": texts[2]}
    if len(texts) == 2 and len(single) == 2:
        return {"first_name": texts[0], "last_name": texts[1]}
    return dict(zip(("name", "organisation"), texts, strict=False))


def _mostly_one_word(cells: Sequence[str]) -> bool:
    return sum(len(cell.split()) == 1 for cell in cells) >= 0.8 * len(cells)
