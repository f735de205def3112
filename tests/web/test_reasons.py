"""What the rules say in fixed words reads in the visitor's language; what is not known stays English, and says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, g

from tests.builders import WEBINAR, an_event, instant
from zoom_sync.records import Instance, WebinarInfo
from zoom_sync.store import webinars
from zoom_sync.web import reasons
from zoom_sync.wiring import Rooms

SERVICE = Path(reasons.__file__).parent.parent


@pytest.fixture
def in_arabic(app: Flask) -> Iterator[None]:
    with app.test_request_context("/", headers={"Accept-Language": "ar"}):
        yield


def test_english_stays_as_the_rules_wrote_it(app: Flask) -> None:
    with app.test_request_context("/"):
        assert reasons.told("decided by sita@mela.example") == "decided by sita@mela.example"


@pytest.mark.usefixtures("in_arabic")
def test_a_reason_is_told_with_its_name_kept_apart() -> None:
    said = reasons.told("decided by <b>Sita</b>")

    assert "<bdi>&lt;b&gt;Sita&lt;/b&gt;</bdi>" in said
    assert "decided" not in said


@pytest.mark.usefixtures("in_arabic")
def test_several_reasons_are_told_one_by_one() -> None:
    said = reasons.told("not counted: same surname, something <new>")

    assert said.count("<span") == 1
    assert '<span lang="en" dir="ltr">something &lt;new&gt;</span>' in said


def test_what_is_translated_is_what_the_rules_say() -> None:
    code = "\n".join(path.read_text() for path in SERVICE.rglob("*.py") if path.name != "reasons.py")
    said = set(re.findall(r'"([^"\n]+)"', code)) | {
        f"same {one}" for one in ("registrant id", "personal code", "e-mail", "phone")
    }
    said |= {part for text in said for part in text.split(", ")}

    assert [text for text in reasons.FIXED if text not in said] == []


def test_a_run_is_named_by_its_webinar_and_its_hour(app: Flask, rooms: Rooms) -> None:
    now = rooms.clock.now()
    event, run = an_event(), Instance(WEBINAR, "4f+run==", start=instant("09:00"))

    def steps(tx: Any) -> None:
        webinars.put(tx, WebinarInfo(WEBINAR, topic="Safe <passage>"), now=now)
        webinars.put_instance(tx, run)

    rooms.store.run(steps)
    with app.test_request_context("/"):
        assert "4f+run==" in reasons.told("report of instance 4f+run==")
        g.event = event
        said = reasons.told("report of instance 4f+run==")
        asked = reasons.told(f"whether webinar {WEBINAR} ran on each day")

    assert "<bdi>Safe &lt;passage&gt;</bdi>" in said
    assert "14:30" in said
    assert "4f" not in said
    assert asked == "whether <bdi>Safe &lt;passage&gt;</bdi> ran on each day"
