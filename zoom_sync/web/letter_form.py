"""The form in which a letter is written, between the browser and what `follow_up` takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from babel import Locale
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from zoom_sync.actions import follow_up
from zoom_sync.actions.follow_up import Written, audience
from zoom_sync.records import Trouble
from zoom_sync.rules import followup
from zoom_sync.web.languages import locale
from zoom_sync.web.numbers import number
from zoom_sync.web.visible import shown_lines

FILTER = "of_"  # before the names of filters, so that they meet no other field
NAMES = ("q", *audience.FILTERS, "session", "group")
MOST = 20  # languages
NAMED = ("group", "subject", "text", "recording", "calendar", "certificate", "at")


def read(form: MultiDict[str, str]) -> Written:
    """What somebody wrote. Raises Trouble for a group that is none, and for two texts in one language."""
    if form.get("group", "") not in (*followup.GROUPS, followup.CHOSEN):
        raise Trouble("There is no such group.", "Nothing was planned.", "Choose one from the list.")
    others: dict[str, tuple[str, str]] = {}
    rows = zip(form.getlist("lang"), form.getlist("lang_subject"), form.getlist("lang_text"), strict=False)
    for code, subject, text in list(rows)[:MOST]:
        if code in others:
            raise Trouble(
                f"There are two texts in the language {code[:20]}.", "Nothing was changed.", "Take one out."
            )
        others[code] = (subject, text)
    return {
        "group": form.get("group", ""),
        "subject": form.get("subject", ""),
        "text": form.get("text", ""),
        "chosen": {name: form[FILTER + name] for name in NAMES if form.get(FILTER + name)},
        "language": form.get("language", ""),
        "others": others,
        "recording": form.get("recording", ""),
        "calendar": form.get("calendar", ""),
        "certificate": form.get("certificate", ""),
        "at": form.get("at", ""),
    }


def shown(form: MultiDict[str, str]) -> dict[str, Any]:
    """The same for the form itself, whatever is wrong with it; `do` adds or drops a language."""
    texts = list(
        zip(form.getlist("lang"), form.getlist("lang_subject"), form.getlist("lang_text"), strict=False)
    )
    do, _, which = form.get("do", "").partition(":")
    used = {form.get("language") or "en", *(code for code, _, _ in texts)}
    if do == "add" and len(texts) < MOST:
        texts.append((next(code for code in followup.LANGUAGES if code not in used), "", ""))
    if do == "drop" and (row := number(which)) is not None:
        del texts[row : row + 1]
    return {
        **{name: form.get(name, "") for name in NAMED},
        "language": form.get("language") or "en",
        "chosen": {name: form[FILTER + name] for name in NAMES if form.get(FILTER + name)},
        "texts": texts[:MOST],
    }


def given(written: Written) -> dict[str, Any]:
    """A letter that is there, for the form."""
    others = written.get("others", {})
    return {**written, "texts": [(code, subject, text) for code, (subject, text) in others.items()]}


def empty(chosen: Mapping[str, str], *, language: str) -> dict[str, Any]:
    """A new letter: to whom the table of people was filtered for, if it was."""
    found = {name: chosen[name] for name in NAMES if chosen.get(name)}
    return {
        "group": followup.CHOSEN if found else "virtual", "subject": "", "text": "", "recording": "", "calendar": "",
        "certificate": "", "at": "", "language": language, "chosen": found, "texts": [],
    }  # fmt: skip


def rendered(seen: dict[str, Any]) -> Markup:
    """The HTML of a preview: what looks like HTML in it is text already (`mail.body`). Its links lead nowhere."""
    body = seen["body"]
    for link in (follow_up.SAMPLE_LINK, follow_up.SAMPLE_RECORD_LINK):
        body = body.replace(f'href="{link}"', 'href="#preview"')
    return Markup(shown_lines(body))  # noqa: S704  # made of Markdown by us, as said above


def languages() -> dict[str, str]:
    """The languages that letters are written in, as the visitor calls them, with their own name."""
    names = locale().languages
    found = {}
    for code in followup.LANGUAGES:
        own = Locale.parse(_cldr(code)).get_language_name() or code
        said = names.get(_cldr(code), own)
        found[code] = said if said == own else f"{said} · {own}"
    return found


def _cldr(code: str) -> str:
    return "fil" if code == "tl" else code
