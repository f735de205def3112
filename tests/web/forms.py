"""The forms of a page, as a browser would send them with nothing touched but what must be filled in."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Any

SHEET = b"Name,E-mail,Time in,Time out\nSheela Nair,sheela@nair.example,09:05,11:00\n"
# What somebody types into a field that must not stay empty, by a piece of its name; else a word or two.
TYPED = {
    "email": "new@mela.example", "starts": "2026-03-10T09:00", "ends": "2026-03-10T12:00",
    "until": "2027-01-01T09:00", "timezone": "Asia/Kolkata",
}  # fmt: skip

AT = "2026-03-10T10:00"  # in the sample's day


@dataclass(frozen=True)
class Form:
    """Where it goes, what with (a list where a name comes again, a file as stream and name), and by which button."""

    action: str
    fields: dict[str, Any] = field(default_factory=dict)
    button: str = ""


def forms(page: str, html: str) -> list[Form]:
    """The forms of the page that change something, once for each button. A form without address goes to `page`."""
    reader = _Forms(page)
    reader.feed(html)
    return reader.found


def typed(name: str) -> str:
    return next((value for piece, value in TYPED.items() if piece in name), "Some words")


class _Forms(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._page = page
        self._form: Form | None = None
        self._buttons: list[tuple[str, str]] = []
        self._text = self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(given.get("action") or self._page) if given.get("method") == "post" else None
            self._buttons = []
        elif self._form is not None and "disabled" not in given:
            self._field(tag, given, given.get("name", ""), self._form.fields)

    def _field(self, tag: str, given: Mapping[str, str], name: str, fields: dict[str, Any]) -> None:
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            if "selected" in given or self._select not in fields:
                fields[self._select] = given.get("value", "")
        elif tag == "textarea":
            self._text, fields[name] = name, ""
        elif tag == "button" and name:
            self._buttons.append((name, given.get("value", "")))
        elif tag == "input" and name:
            self._input(given, name, fields)

    def _input(self, given: Mapping[str, str], name: str, fields: dict[str, Any]) -> None:
        kind = given.get("type", "text")
        if kind == "file":
            fields[name] = (io.BytesIO(SHEET), "sheet.csv")
        elif kind in ("radio", "checkbox"):
            if "checked" in given or (kind == "radio" and name not in fields):
                fields[name] = given.get("value", "on")
        elif kind == "hidden" and name in fields:
            before = fields[name]
            fields[name] = [*(before if isinstance(before, list) else [before]), given.get("value", "")]
        else:
            needed = AT if name == "at" else typed(name)
            fields[name] = given.get("value") or (needed if "required" in given else "")

    def handle_data(self, data: str) -> None:
        if self._text and self._form is not None:
            self._form.fields[self._text] += data

    def handle_endtag(self, tag: str) -> None:
        if self._form is None:
            return
        fields = self._form.fields
        if tag == "textarea":
            fields[self._text] = fields[self._text].strip() or typed(self._text)
            self._text = ""
        elif tag == "select":
            self._select = ""
        elif tag == "form":
            self.found += [
                replace(self._form, fields={**fields, name: value}, button=value)
                for name, value in self._buttons
            ] or [self._form]
            self._form = None
