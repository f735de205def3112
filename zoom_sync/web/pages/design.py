"""The design on one page: every token and every piece that pages are made of, for whoever makes or checks one."""

from __future__ import annotations

import re
from functools import cache

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from zoom_sync.web.showing import STATIC

pages = Blueprint("design", __name__)


@pages.get("/design")
def page() -> ResponseReturnValue:
    return render_template("design.html", tokens=tokens())


@cache
def tokens() -> dict[str, list[str]]:
    """The names in tokens.css by what they are of: "space-1" under "space". Colours are those of the dark scheme."""
    light, _, dark = (STATIC / "tokens.css").read_text().partition("prefers-color-scheme: dark")
    names = list(dict.fromkeys(re.findall(r"--([a-z0-9-]+):", light)))
    colours = [name for name in names if f"--{name}: #" in dark]
    return {
        "colour": colours,
        "space": [name for name in names if name.startswith("space-")],
        "text": [name for name in names if name.startswith("text-")],
    }
