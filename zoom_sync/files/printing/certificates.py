"""Certificates as PDF: one page each, archivable (PDF/A-2a) and readable aloud (PDF/UA-1)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

import typst

from zoom_sync.files.printing import certificate_words as wording
from zoom_sync.files.printing import fonts
from zoom_sync.files.printing.papers import TEMPLATES, TITLE, plain, square_of
from zoom_sync.records import Certified

STANDARDS = ["a-2a", "ua-1"]
# typst keeps what it has set to set alike pages faster, and would fill the memory with it.
FRESH_AFTER = 200


@dataclass(frozen=True, slots=True)
class Proof:
    """By what a certificate can be checked: `address` is that of the page that says whether it stands."""

    code: str
    address: str
    issued: datetime
    seal: str = ""


class Press:
    """Sets certificates one after the other; fonts and template are read once. For one thread."""

    def __init__(self) -> None:
        self._own = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts.FONTS]
        )
        self._set = 0
        self._compilers: dict[bool, typst.Compiler] = {}

    def pdf(self, said: Certified, proof: Proof) -> bytes:
        """The same certificate gives the same bytes.

        Where a letter has no font it is a plain PDF: the standards want every letter to be one that can be read.
        """
        try:
            return bytes(self._compile(said, proof, format="pdf", pdf_standards=STANDARDS))
        except typst.TypstError:
            return bytes(self._compile(said, proof, format="pdf"))

    def picture(self, said: Certified, proof: Proof, *, ppi: float = 100) -> bytes:
        """The page as PNG, to be looked at."""
        return bytes(self._compile(said, proof, format="png", ppi=ppi))

    def _compile(self, said: Certified, proof: Proof, *, format: Literal["pdf", "png"], **more: Any) -> Any:
        data = _data(said, proof)
        beyond = fonts.others("".join(set(json.dumps(data, ensure_ascii=False))))
        data["fonts"] = [*fonts.families(), *beyond]
        inputs = {"data": json.dumps(data, ensure_ascii=False)}
        return self._compiler(bool(beyond)).compile(sys_inputs=inputs, format=format, **more)

    def _compiler(self, of_the_machine: bool) -> typst.Compiler:
        self._set += 1
        if self._set % FRESH_AFTER == 0:
            self._compilers.clear()
        if of_the_machine not in self._compilers:
            self._compilers[of_the_machine] = typst.Compiler(
                str(TEMPLATES / "certificate.typ"),
                root=str(TEMPLATES),
                font_paths=[str(fonts.FONTS)] if of_the_machine else self._own,
                ignore_system_fonts=not of_the_machine,
            )
        return self._compilers[of_the_machine]


def _data(said: Certified, proof: Proof) -> dict[str, Any]:
    language = said.language if said.language in wording.LANGUAGES else "en"
    issued = proof.issued.astimezone(ZoneInfo(said.timezone))
    return {
        "words": {name: text for name, text in wording.words(language).items() if "{" not in text},
        "head": {
            "title": plain(said.title, longest=TITLE),
            "when": wording.when(said.days, said.timezone, language),
            "where": plain(said.venue),
        },
        "name": plain(said.name),
        "stay": wording.length(said.minutes, language, at_least=said.at_least),
        "issuer": plain(said.issuer),
        "signatory": plain(said.signatory),
        "issued": wording.day(issued, language),
        "date": {"year": issued.year, "month": issued.month, "day": issued.day},
        "code": proof.code,
        "address": proof.address,
        "shown": _breakable(proof.address.rpartition("/")[0]),
        "picture": square_of(proof.address),
        "seal": proof.seal,
        "provisional": said.provisional,
        "language": language,
        "rtl": wording.is_rtl(language),
    }


def _breakable(address: str) -> str:
    """An address that may go on in the next line behind a sign of its own."""
    return "".join(f"{sign}\u200b" if sign in "/.:-" else sign for sign in address)
