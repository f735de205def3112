"""Every page that can be opened, from the URL map itself: a new page is looked at without being listed here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from flask import Flask
from werkzeug.routing import Rule

from tests.web.conftest import Seat

ELSEWHERE = ("connection.connect", "connection.callback")  # they lead to Zoom and back


class Place(NamedTuple):
    """`name` is the endpoint's, with what was asked for behind it."""

    name: str
    path: str


def of_app(app: Flask, seat: Seat, values: Mapping[str, str], broken: list[str]) -> Iterator[Place]:
    """The addresses that answer this seat with a page. `values` fill the arguments of the rules.

    With an `event_id` among them these are the pages of an event, without one all others. A value of "-" says that
    there is nothing to open. What fails, or has no value to be opened with, goes into `broken`; what
    refuses has nothing to show.
    """
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        if "GET" not in (rule.methods or ()) or rule.endpoint in ELSEWHERE:
            continue
        if ("event_id" in rule.arguments) != ("event_id" in values) or rule.endpoint == "assets.static":
            continue
        given = {name: values.get(f"{rule.endpoint}:{name}", values.get(name, "")) for name in rule.arguments}
        if "-" in given.values():
            continue
        if missing := [name for name, value in given.items() if not value]:
            broken.append(f"{rule.rule}: tests/pictures/scene.py has no value for {', '.join(missing)}")
            continue
        path = fill(rule, given)
        answer = seat.client.get(path, base_url="http://127.0.0.1:8000")
        is_page = answer.mimetype == "text/html" and answer.text.lstrip().startswith("<!doctype html>")
        if is_page and "attachment" not in answer.headers.get("Content-Disposition", ""):
            if answer.status_code == 200:
                yield Place(rule.endpoint, path)
            elif answer.status_code >= 500:
                broken.append(f"{path} ({rule.endpoint}) answered {answer.status_code}")


def fill(rule: Rule, values: Mapping[str, str]) -> str:
    built = rule.build(values)
    assert built is not None
    return built[1]
