"""Papers as PDF: each is a template of typst, which gets the words, the event and the guests as data."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import segno
import typst

from zoom_sync.files.printing import fonts
from zoom_sync.files.writing.clean import printable

Paper = Literal["sheet", "badges", "letters", "pack"]
PAPERS: tuple[Paper, ...] = get_args(Paper)
Say = Callable[[str], str]
TEMPLATES = Path(__file__).parent
EMPTY_ROWS = 20  # below the names of a sheet, for who was not expected
TURNING = dict.fromkeys([0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x061C])
LONG_WORD = re.compile(r"[^\W_]{25,}")
LONGEST = 200  # letters of a name that are set: longer ones are no names
TITLE = 300  # of a title, as forms take it


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who is expected. `code`: personal, as XXXX-XXXX-XXXX-XXXX; "" where there is none."""

    name: str
    organisation: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above: texts as they are read, in the language of the paper. `notice`: on privacy."""

    title: str
    when: str
    where: str = ""
    notice: str = ""


def print_paper(paper: Paper, head: Head, guests: Iterable[Guest], **options: Any) -> bytes:
    """Set a paper as PDF; the same data gives the same bytes.

    Options: `first`, the number of its first guest; `empty`, the rows below the last, on a list; `say`, which
    translates its words; `language` and `rtl`, its own; `nameless`, to leave names and organisations off, for
    protected events. A part of 500 guests takes about 150 MB.
    """
    return bytes(_compile(paper, head, guests, format="pdf", **options))


def picture_paper(paper: Paper, head: Head, guests: Iterable[Guest], **options: Any) -> list[bytes]:
    """The pages of the same as PNG, to be looked at."""
    made = _compile(paper, head, guests, format="png", **options)
    return [bytes(page) for page in made] if isinstance(made, list) else [bytes(made)]


def _compile(
    paper: Paper,
    head: Head,
    guests: Iterable[Guest],
    *,
    format: Literal["pdf", "png"],
    first: int = 1,
    empty: int = EMPTY_ROWS,
    say: Say = str,
    language: str = "en",
    rtl: bool = False,
    nameless: bool = False,
) -> Any:
    coded = paper in ("badges", "letters")
    data: dict[str, Any] = {
        "paper": paper,
        "words": _words(say),
        "head": {name: plain(text, longest=None) for name, text in asdict(head).items()},
        "rows": [_row(guest, nameless=nameless, coded=coded) for guest in guests],
        "first": first,
        "empty": empty,
        "nameless": nameless,
        "language": language,
        "rtl": rtl,
    }
    beyond = fonts.others("".join(set(json.dumps(data, ensure_ascii=False))))
    data["fonts"] = [*fonts.families(), *beyond]
    return typst.compile(
        str(TEMPLATES / ("list.typ" if paper in ("sheet", "pack") else f"{paper}.typ")),
        root=str(TEMPLATES),
        font_paths=[str(fonts.FONTS)],
        ignore_system_fonts=not beyond,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format=format,
        ppi=100 if format == "png" else None,
    )


def _row(guest: Guest, *, nameless: bool, coded: bool) -> dict[str, str]:
    return {
        "name": "" if nameless else plain(guest.name),
        "organisation": "" if nameless else plain(guest.organisation),
        "code": guest.code,
        "picture": square_of(guest.code) if coded and guest.code else "",
    }


def square_of(text: str) -> str:
    """A text as a square to be scanned, in SVG, with the quiet zone that its norm wants."""
    out = io.BytesIO()
    made = segno.make(text, micro=False, error="m")
    made.save(out, kind="svg", xmldecl=False, nl=False, svgclass=None, lineclass=None, border=4)
    return out.getvalue().decode()


def plain(text: str, *, longest: int | None = LONGEST) -> str:
    """One line without controls and without marks that turn its direction; too long a one is cut (None: none is).

    A word that is longer than any name may be broken anywhere, or it would run over what stands beside it.
    """
    line = " ".join(printable(text).translate(TURNING).split())
    if longest is not None and len(line) > longest:
        line = line[: longest - 1] + "…"
    return LONG_WORD.sub(lambda word: "\u200b".join(word.group(0)), line)


def _words(say: Say) -> dict[str, str]:
    """All that the papers say themselves, in their language."""
    return {
        "sheet": say("Sign-in sheet"),
        "pack": say("Guest list for a door without network"),
        "number": say("No."),
        "name": say("Name"),
        "organisation": say("Organisation"),
        "code": say("Code"),
        "came": say("Time in"),
        "left": say("Time out"),
        "signature": say("Signature"),
        "here": say("Here"),
        "page": say("Page"),
        "letter": say(
            "Please bring this page, or a picture of it on your phone: the code is scanned at the door."
        ),
        "yours": say("The code is yours alone: whoever shows it is taken for you."),
        "typed": say("If it cannot be scanned, it can be typed:"),
        "lost": say("If you come without it, your name is enough at the door."),
        "pack 1": say(
            "Tick whoever comes and write the time beside the name; new people go into the empty rows."
        ),
        "pack 2": say("When the door's page works again, go on there: what it holds is sent by itself."),
        "pack 3": say("Afterwards type names and times into a sheet and bring it in under Files."),
    }
