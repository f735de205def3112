"""What leaves of a protected event by a page: first it is asked what for, and whether with names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from flask import render_template, request
from flask.typing import ResponseReturnValue

from zoom_sync.rules.protection import LONGEST, NAMES_MISSING, REASON_MISSING
from zoom_sync.web.rooms import the_event

# may: codes stand in place of names unless they are asked for; must: it is nothing without;
# no: it bears none, or is made to bear them
Names = Literal["no", "may", "must"]


def reason() -> str:
    return request.form.get("reason", "").strip()[:LONGEST]


def with_names() -> bool:
    return request.form.get("names") == "yes"


def asked_why(
    title: str, act: str, *, here: str, names: Names = "no", typed: Mapping[str, str] | None = None
) -> ResponseReturnValue | None:
    """Of a protected event the page that asks, until all is said; else None. `here`: the endpoint it belongs to.

    `typed`: what else was said already, which goes along. The answer comes by POST: a reason in an address would end
    up in logs.
    """
    if not the_event().protected:
        return None
    missing = None if reason() else REASON_MISSING
    if names == "must" and not with_names():
        missing = missing or NAMES_MISSING
    if missing is None:
        return None
    trouble = missing if request.method == "POST" else None
    page = render_template(
        "export_why.html",
        event=the_event(),
        title=title,
        act=act,
        here=here,
        names=names,
        typed=typed or {},
        trouble=trouble,
        longest=LONGEST,
    )
    return page, 400 if trouble else 200
