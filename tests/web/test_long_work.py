"""What makes a whole file waits in line with its like, and never before a page."""

from __future__ import annotations

import re

from flask import Flask

from zoom_sync.front.front import LONG

FILE = re.compile(r"\.(pdf|xlsx|zip|csv|html|json)\b|<paper>|printable|\.<")
QUICK = re.compile(r"/static/|manifest|openapi|design|/certificates/<code>")


def test_every_address_that_gives_a_file_of_a_whole_event_is_long_work(app: Flask) -> None:
    found = [rule.rule for rule in app.url_map.iter_rules() if FILE.search(rule.rule)]
    assert len(found) > 12

    for rule in found:
        if not QUICK.search(rule):
            path = re.sub(r"<[^>]*version>", "1", rule)
            path = re.sub(r"<any\(([a-z]+)[^>]*>", r"\1", path)
            assert LONG.match(re.sub(r"<[^>]+>", "x", path)), rule


def test_what_a_page_asks_for_every_second_is_not() -> None:
    for path in (
        "/events/e/live/now",
        "/events/e/certificates/progress",
        "/events/e",
        "/events/e/people",
        "/door/state",
    ):
        assert not LONG.match(path), path
