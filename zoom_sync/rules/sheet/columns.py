"""What the columns of a list without a header are: by what stands in them, in any order and script.

E-mail addresses, numbers, dates and hours have a shape. Names, organisations and functions have none: there the
words decide (Trust, मंत्रालय, 公司; Officer, 主任; Dr, श्री), and that an organisation is repeated where a name hardly is.
Of two columns of single words the first name is the one with which addresses begin, else the left one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from statistics import median

from zoom_sync.rules.sheet.dates import moment
from zoom_sync.rules.sheet.hours import hour
from zoom_sync.rules.sheet.languages import split
from zoom_sync.rules.sheet.languages.content import FUNCTION, ORGANISATION, TITLED
from zoom_sync.rules.sheet.lexicon import SPACELESS, Lexicon, key
from zoom_sync.rules.sheet.shapes import is_date, is_email, is_phone, is_time, is_words
from zoom_sync.rules.sheet.values import is_ditto, presence

Row = tuple[str, ...]
SAMPLE = 300  # rows that are looked at
MOST = 0.6  # of a column's cells must be of a kind
SHAPES: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("email", is_email),
    ("date", is_date),
    ("time", is_time),
    ("phone", is_phone),
)
SURE = 0.8
KINDS = ("organisation", "function", "titled")
CONTENT = Lexicon([split(*table) for table in (ORGANISATION, FUNCTION, TITLED)])
FEW = 5  # cells in which a repeated family name tells nothing
VARIED = 1.5  # of n family names more than the root of 1.5 n differ; of towns or employers mostly fewer
ACRONYM = range(2, 7)  # letters
AFTERNOON = 7  # an hour before it that says neither am nor pm is of the afternoon


@dataclass(frozen=True, slots=True)
class Text:
    """A column of words. Shares of its cells from 0 to 1: `single` of one word, `short` of at most four."""

    column: int
    cells: int
    organisation: float
    function: float
    titled: float
    single: float
    short: float
    distinct: float

    @property
    def like_a_name(self) -> float:
        plain = self.titled + self.short + self.distinct - self.single / 2
        return plain - 2 * self.organisation - 2 * self.function

    @property
    def like_an_organisation(self) -> float:
        return self.organisation - 2 * self.function - self.distinct / 2


def guess_columns(rows: Sequence[Row]) -> dict[str, int]:
    """Field -> column for the rows of a list without a header."""
    rows = rows[:SAMPLE]
    width = max(map(len, rows), default=0)
    cells = [[row[c] for row in rows if c < len(row) and row[c]] for c in range(width)]
    free = [c for c in range(width) if cells[c] and not _counts_up(cells[c])]
    found: dict[str, int] = {}
    for name, test in SHAPES:
        alike = [c for c in free if _share(test, cells[c]) >= MOST]
        if name == "time":
            found |= _times(alike, cells)
        elif alike:
            found[name] = alike[0]
        free = [c for c in free if c not in alike]
    marks = [c for c in free if _says_who_came(cells[c], len(rows))]
    if marks:
        found["attended"] = marks[0]
    texts = [c for c in free if c not in marks and _share(is_words, cells[c]) >= MOST]
    return _in_order(found | _people(texts, cells, rows), rows)


def guess_name(rows: Sequence[Row], known: Collection[int]) -> int | None:
    """The column of names below a header that says nothing of names to us; None if there is none.

    Only what can hardly be anything else: two to four words each, no two alike. `known`: the columns that are
    something else.
    """
    bare = [tuple("" if c in known else cell for c, cell in enumerate(row)) for row in rows[:SAMPLE]]
    column = guess_columns(bare).get("name")
    if column is None:
        return None
    text = _text(column, [row[column] for row in bare if column < len(row) and row[column]], shouted=True)
    sure = min(text.short, text.distinct, 1 - text.single, 1 - text.organisation, 1 - text.function) >= SURE
    return column if sure else None


def _share(test: Callable[[str], bool], cells: Sequence[str]) -> float:
    return sum(map(test, cells)) / len(cells) if cells else 0.0


def _counts_up(cells: Sequence[str]) -> bool:
    """A serial number: whole numbers, each one more than the last; words may stand below them."""
    numbers = [int(cell.rstrip(".")) for cell in cells if cell.rstrip(".").isdecimal() and len(cell) < 7]
    return len(numbers) >= 0.8 * len(cells) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _times(columns: Sequence[int], cells: Sequence[Sequence[str]]) -> dict[str, int]:
    """When people came and when they left: of two columns of hours the earlier and the later."""
    by_hour = sorted(columns, key=lambda c: (median(map(_minute, cells[c])), c))
    return dict(zip(("time_in", "time_out"), by_hour[:1] + by_hour[1:][-1:], strict=False))


def _minute(cell: str) -> int:
    """The minute of the day that a cell says, -1 if none."""
    if (at := hour(cell)) is None:
        read = moment(cell, "d")
        return read.hour * 60 + read.minute if read else -1
    late = at.half == "p" or (not at.half and at.hour < AFTERNOON)
    return (at.hour % 12 + 12 * late if late or at.half else at.hour) * 60 + at.minute


def _says_who_came(cells: Sequence[str], rows: int) -> bool:
    """Yes and no, ticks, P and A, most of them filled in, and somebody came."""
    said = [presence(cell) for cell in cells if len(cell.split()) <= 2 and not cell.isdecimal()]
    return "present" in said and "" not in said and len(said) == len(cells) and 2 * len(cells) >= rows


def _people(columns: Sequence[int], cells: Sequence[Sequence[str]], rows: Sequence[Row]) -> dict[str, int]:
    shouted = all(cell.isupper() for c in columns for cell in cells[c])
    texts = sorted((_text(c, cells[c], shouted) for c in columns), key=lambda t: (-t.like_a_name, t.column))
    if not texts:
        return {}
    names = _names(texts)
    found = {name: text.column for name, text in names.items()}
    named = sorted(found.values())
    for text in sorted(texts, key=lambda t: (-t.like_an_organisation, t.column)):
        if text.column in named:
            continue
        if _is_signed(text.column, named, rows):
            found.setdefault("signature", text.column)
        elif text.function < MOST:
            found.setdefault("organisation", text.column)
    return found


def _names(texts: Sequence[Text]) -> dict[str, Text]:
    """The column of names, or those of first and last names; `texts`: the likeliest first."""
    parts = [t for t in texts if t.single >= 0.8 and max(t.organisation, t.function) < MOST / 2]
    parts = [t for t in parts if t.cells < FEW or t.distinct**2 * t.cells >= VARIED]
    if len(parts) < 2 or parts[0] is not texts[0]:
        return {"name": texts[0]}
    first, last = sorted(parts[:2], key=lambda text: text.column)
    return {"first_name": first, "last_name": last}


def _in_order(found: dict[str, int], rows: Sequence[Row]) -> dict[str, int]:
    """First name first: it is the one with which more of the addresses begin (asha.rao@ more often than rao.asha@)."""
    if not {"first_name", "last_name", "email"} <= found.keys():
        return found
    begun = [_begun_by(found[name], found["email"], rows) for name in ("first_name", "last_name")]
    if begun[0] >= begun[1]:
        return found
    return found | {"first_name": found["last_name"], "last_name": found["first_name"]}


def _begun_by(column: int, email: int, rows: Sequence[Row]) -> int:
    """How many addresses begin with the name in a column."""
    full = [row for row in rows if max(column, email) < len(row) and row[column]]
    return sum(row[email].casefold().startswith(key(row[column]).split(" ")[0]) for row in full)


def _text(column: int, cells: Sequence[str], shouted: bool) -> Text:
    keys = [key(cell) for cell in cells if not is_ditto(cell)] or [""]
    kinds = [{KINDS[place] for place in CONTENT.places(words)} for words in keys]
    acronyms = [False if shouted else cell.isupper() and len(cell) in ACRONYM for cell in cells]
    return Text(
        column,
        len(cells),
        organisation=(sum("organisation" in kind for kind in kinds) + sum(acronyms)) / len(cells),
        function=sum("function" in kind and "organisation" not in kind for kind in kinds) / len(cells),
        titled=sum("titled" in kind for kind in kinds) / len(cells),
        single=sum(_is_single(words) for words in keys) / len(cells),
        short=sum(len(words.split()) <= 4 for words in keys) / len(cells),
        distinct=len(set(keys)) / len(cells),
    )


def _is_single(words: str) -> bool:
    """One word; in Han a whole name is written as one, and only a part of it is so short."""
    return len(words.split()) == 1 and (not SPACELESS.search(words) or len(words) <= 2)


def _is_signed(column: int, names: Sequence[int], rows: Sequence[Row]) -> bool:
    """A column of initials of the names beside them: AR for Asha Rao."""
    filled = [row for row in rows if column < len(row) and row[column]]
    return _share_of_initials(filled, column, names) >= MOST


def _share_of_initials(rows: Sequence[Row], column: int, names: Sequence[int]) -> float:
    written = ["".join(key(row[column]).split()) for row in rows]
    due = ["".join(word[0] for c in names if c < len(row) for word in key(row[c]).split()) for row in rows]
    return sum(a == b for a, b in zip(written, due, strict=True)) / len(rows) if rows else 0.0
