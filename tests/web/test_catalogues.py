"""The pages speak every language in full: nothing is missing, nothing is doubtful, and what is filled in fits."""

from __future__ import annotations

import io
import re
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from zoom_sync.web.languages import CATALOGUES, LANGUAGES

WEB = CATALOGUES.parent
OTHERS = [key for key in LANGUAGES if key != "en"]
HOLE = re.compile(r"%\((\w+)\)[\w]+|\{(\w+)\}")


def catalogue(language: str) -> Catalog:
    with (CATALOGUES / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=LANGUAGES[language].locale)


def messages(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


def texts(value: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_translated_and_none_is_doubtful(language: str) -> None:
    missing = [one.id for one in messages(language) if not all(texts(one.string)) or one.fuzzy]

    assert missing == []


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_filled_into_a_text_is_filled_into_its_translation(language: str) -> None:
    def holes(text: str) -> set[str]:
        return {found[1] or found[2] for found in HOLE.finditer(text)}

    wrong = [
        (one.id, text)
        for one in messages(language)
        for text in texts(one.string)
        # A form for none, one or two may spell the number out.
        if not holes(text) <= holes(texts(one.id)[-1])
        or (isinstance(one.id, str) and holes(text) != holes(one.id))
    ]

    assert wrong == []


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_compiled_is_what_the_catalogue_says(language: str) -> None:
    fresh = io.BytesIO()
    write_mo(fresh, catalogue(language))

    with (CATALOGUES / language / "LC_MESSAGES" / "messages.mo").open("rb") as file:
        compiled = GNUTranslations(file)

    fresh.seek(0)
    assert _told(compiled) == _told(GNUTranslations(fresh)), "run `make languages`"


def _told(compiled: GNUTranslations) -> dict[object, str]:
    told: dict[object, str] = dict(compiled._catalog)  # type: ignore[attr-defined]
    return {id: text for id, text in told.items() if id}  # the first is the header, with its dates


def test_every_text_of_the_pages_stands_in_the_catalogues(tmp_path: Path) -> None:
    pot = tmp_path / "messages.pot"
    CommandLineInterface().run([
        "pybabel", "-q", "extract", "-F", str(CATALOGUES / "babel.toml"), "-k", "later", "-k", "say", "-o", str(pot),
        str(WEB), str(WEB.parent / "files" / "drawing.py"), str(WEB.parent / "files" / "public_page.py"),
        str(WEB.parent / "files" / "printing"), str(WEB.parent / "rules" / "warnings.py"),
        str(WEB.parent / "store" / "datamap.py"),
    ])  # fmt: skip

    with pot.open("rb") as file:
        found = {text for message in read_po(file) if message.id for text in texts(message.id)}
    known = {text for message in messages("ar") for text in texts(message.id)}
    assert found - known == set(), "run `make languages` and translate"
    assert known - found == set(), "run `make languages`"


# Names of things that are called so in every language.
PROPER = {"zoom-sync", "UTC", "CSV", "JSON", "PDF", "URL", "ID", "Asia", "Kolkata", "XXXX-XXXX-XXXX-XXXX"}
ATTRIBUTES = {"aria-sort", "ascending", "descending"}  # in a tag that a condition has cut in two


@pytest.mark.parametrize("template", sorted(WEB.glob("templates/*.html")), ids=lambda path: path.name)
def test_a_template_holds_no_word_that_is_not_translated(template: Path) -> None:
    text = re.sub(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", "\0", template.read_text(), flags=re.DOTALL)
    text = re.sub(r"<(script|code|pre|bdi)\b.*?</\1>", " ", text, flags=re.DOTALL)
    said = re.findall(r'(?:aria-label|title|placeholder|alt|data-label)="([^"]*)"', text)
    words = {
        word
        for part in (*said, re.sub(r"<[^>]*>", " ", text))
        for word in re.findall(r"[^\W\d_](?:[^\W\d_]|-)+", part.replace("\0", " "))
    }

    assert words - PROPER - ATTRIBUTES == set()
