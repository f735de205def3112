"""Reports on paper, and their pictures as PNG: set by typst, in any script."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from textwrap import shorten
from typing import Any, Literal
from unicodedata import bidirectional
from xml.etree import ElementTree

import typst
from defusedxml.ElementTree import fromstring

from zoom_sync.files import bars
from zoom_sync.files.document import Document, Section
from zoom_sync.files.printing import fonts
from zoom_sync.files.printing.papers import LONGEST, TITLE, plain
from zoom_sync.files.writing.clean import printable

TEMPLATES = Path(__file__).parent
SHRUNK = (1.0, 0.85, 0.7, 0.5, 0.35)  # pictures of the one page, until it is one
_SVG = "{http://www.w3.org/2000/svg}"


def paper(
    document: Document, *, one_page: bool = False, format: Literal["pdf", "png"] = "pdf"
) -> list[bytes]:
    """The report as PDF, one file, or its pages as PNG, to be looked at. `one_page`: what a director reads."""
    sections = [one for one in document.sections if one.is_short or not one_page]
    data = {
        "head": {"title": plain(document.title, longest=TITLE)},
        "kind": document.kind,
        "when": plain(document.when),
        "status": shorten(document.status, LONGEST, placeholder="…"),
        "figures": [
            {"key": key, "name": name, "value": document.number(one.value), "range": document.told(one)}
            for key, name, one in document.figures
        ],
        "sections": [_section(document, one, one_page=one_page) for one in sections],
        "counted": {"title": document.counted_title, "said": document.counted},
        "facts": [[name, value] for name, value in document.facts],
        "words": {"page": document.page},
        "one_page": one_page,
        "language": document.language,
        "rtl": document.is_rtl,
        "shrink": 1.0,
    }
    if one_page:
        data["shrink"] = next((one for one in SHRUNK if _pages(data | {"shrink": one}) == 1), SHRUNK[-1])
    return _set("report.typ", data, format)


def _pages(data: dict[str, Any]) -> int:
    return len(_set("report.typ", data, "svg"))


def png(svg: str) -> bytes:
    """A picture as PNG, twice as fine as a screen's."""
    data = {"head": {"title": ""}, "picture": _parted(svg), "language": "en", "rtl": False, "words": {}}
    return _set("picture.typ", data, "png")[0]


def pictures(document: Document) -> dict[str, str]:
    """The pictures of a report as SVG, by the keys of their sections."""
    return {one.key: picture(document, one) for one in document.sections if one.picture}


def picture(document: Document, section: Section) -> str:
    return document.presence if section.picture == "presence" else bars.bars(section, number=document.number)


def _section(document: Document, one: Section, *, one_page: bool) -> dict[str, Any]:
    table = one.table
    # On the one page what a picture shows needs no table; the others have it below the picture.
    is_told = table is not None and not (one_page and one.picture)
    return {
        "title": (title := plain_long(printable(one.title))),
        "rtl": is_rtl(title, neutral=document.is_rtl),
        "picture": _parted(picture(document, one)) if one.picture else None,
        "head": list(table.head) if table and is_told else [],
        "rows": [
            [plain(name), *([document.number(figure.value), document.told(figure)] for figure in figures)]
            for name, figures in (table.rows if table and is_told else ())
        ],
        "notes": [plain_long(note) for note in one.notes],
    }


def plain_long(text: str) -> str:
    """A sentence of ours, of any length, without what would turn its direction for all that follows."""
    return " ".join(text.split())


def _parted(svg: str) -> dict[str, Any]:
    """A picture without its texts, and these by their places: typst has a font for each script, its SVG only one."""
    root = fromstring(svg)
    texts = []
    for parent in root.iter():
        for child in list(parent):
            if child.tag == f"{_SVG}text":
                texts.append(_text(child))
                parent.remove(child)
    _, _, width, height = (float(one) for one in root.attrib["viewBox"].split())
    root.set("color", "#1b2733")
    ElementTree.register_namespace("", _SVG[1:-1])
    shapes = ElementTree.tostring(root, encoding="unicode")
    words = [root.findtext(f"{_SVG}{name}") or "" for name in ("title", "desc")]
    alt = ". ".join(plain_long(one) for one in words)
    return {"svg": shapes, "width": width, "height": height, "texts": texts, "alt": alt}


def _text(one: ElementTree.Element) -> dict[str, Any]:
    return {
        "x": float(one.attrib["x"]),
        "y": float(one.attrib["y"]),
        "anchor": one.attrib.get("text-anchor", "start"),
        "said": (said := plain(one.text or "")),
        "rtl": is_rtl(said),
    }


def is_rtl(text: str, *, neutral: bool = False) -> bool:
    """Whether a text runs from right to left, by its first letter that says; `neutral`: where none does."""
    kinds = map(bidirectional, text)
    return next((one in ("R", "AL") for one in kinds if one in ("L", "R", "AL")), neutral)


def _set(template: str, data: dict[str, Any], format: Literal["pdf", "png", "svg"]) -> list[bytes]:
    beyond = fonts.others("".join(_letters(data)))
    data["fonts"] = [*fonts.families(), *beyond]
    made: Any = typst.compile(
        str(TEMPLATES / template),
        root=str(TEMPLATES),
        font_paths=[str(fonts.FONTS)],
        ignore_system_fonts=not beyond,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format=format,
        ppi=144 if format == "png" else None,
    )
    return [bytes(page) for page in made] if isinstance(made, list) else [bytes(made)]


def _letters(data: dict[str, Any]) -> Iterable[str]:
    return set(json.dumps(data, ensure_ascii=False))
