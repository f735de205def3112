"""Other websites, strange hosts, oversized requests; and the headers of every page."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests.web import sample
from tests.web.conftest import Seat
from zoom_sync.store import events
from zoom_sync.web.access import TABLE
from zoom_sync.web.pages import door, sheets
from zoom_sync.web.security import LOOKED_AT_AGAIN, POLICY
from zoom_sync.wiring import Rooms

BASE = "http://127.0.0.1:8000"


@pytest.fixture
def browser(seat: Callable[..., Seat]) -> Seat:
    return seat("admin")


@pytest.fixture
def event_id(rooms: Rooms) -> str:
    return sample.keep(rooms.store, sample.a_record(sample.the_event(), 3), now=rooms.clock.now()).id


def test_every_address_answers_with_all_headers(
    app: Flask, browser: Seat, event_id: str, rooms: Rooms
) -> None:
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()):
            continue
        path = rule.rule.replace("<event_id>", event_id)
        answer = browser.get(path.replace("<path:filename>", "base.css").replace("<", "").replace(">", ""))

        policy = door.POLICY if rule.endpoint == "door.page" else POLICY
        assert answer.headers["Content-Security-Policy"] == policy, path
        assert answer.headers["X-Content-Type-Options"] == "nosniff", path
        assert answer.headers["Referrer-Policy"] == "no-referrer", path
        assert "Access-Control-Allow-Origin" not in answer.headers, path
        cached = rule.endpoint in ("assets.static", *LOOKED_AT_AGAIN)
        assert answer.headers["Cache-Control"] == "no-store" or cached, path


def test_no_page_has_a_script_or_a_style_inside_it(app: Flask, browser: Seat, event_id: str) -> None:
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint == "assets.static":
            continue
        page = browser.get(rule.rule.replace("<event_id>", event_id).replace("<", "").replace(">", ""))
        if page.mimetype != "text/html" or "attachment" in page.headers.get("Content-Disposition", ""):
            continue

        assert "<style" not in page.text, rule
        assert " style=" not in page.text, rule
        assert page.text.count("<script") == page.text.count('<script type="module" src='), rule
        assert "onclick" not in page.text, rule


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "mela.example:8000"])
def test_a_strange_host_is_refused(host: str, app: Flask) -> None:
    assert app.test_client().get("/sign-in", base_url=f"http://{host}").status_code == 400


def test_a_forwarded_host_is_not_believed(app: Flask) -> None:
    answer = app.test_client().get("/", base_url=BASE, headers={"X-Forwarded-Host": "evil.example"})

    assert "evil" not in answer.text + str(answer.headers)


FOREIGN = [
    ({"Sec-Fetch-Site": "cross-site"}, "another website"),
    ({"Sec-Fetch-Site": "same-site"}, "a neighbouring host"),
    ({"Origin": "https://evil.example"}, "an older browser, another website"),
    ({"Origin": "http://127.0.0.1:9000"}, "another port"),
]


@pytest.mark.parametrize(("headers", "why"), FOREIGN, ids=[why for _, why in FOREIGN])
def test_a_form_sent_from_elsewhere_is_refused_even_with_the_right_token(
    headers: dict[str, str], why: str, browser: Seat, event_id: str, rooms: Rooms
) -> None:
    browser.get(f"/events/{event_id}")

    answer = browser.post(f"/events/{event_id}/close", headers=headers)

    assert answer.status_code == 400
    event = rooms.store.read(lambda tx: events.get(tx, event_id))
    assert event is not None
    assert event.room_closed is None


@pytest.mark.parametrize(
    "headers", [{}, {"Sec-Fetch-Site": "same-origin", "Origin": "null"}, {"Origin": BASE}]
)
def test_our_own_form_is_taken(headers: dict[str, str], browser: Seat, event_id: str, rooms: Rooms) -> None:
    browser.get(f"/events/{event_id}")

    assert browser.post(f"/events/{event_id}/close", headers=headers).status_code == 303


def test_every_form_of_a_signed_in_person_needs_its_token(app: Flask, browser: Seat, event_id: str) -> None:
    for rule in app.url_map.iter_rules():
        if (
            "POST" not in (rule.methods or ())
            or TABLE[rule.endpoint].by != "cookie"
            or rule.endpoint == "signin.ask"
        ):
            continue
        path = rule.rule.replace("<event_id>", event_id).replace("<letter_id>", "x")
        for token in ("", "wrong"):
            browser.token = token
            assert browser.post(path).status_code == 400, path


def test_a_token_of_another_session_does_not_do(
    browser: Seat, event_id: str, seat: Callable[..., Seat]
) -> None:
    other = seat("admin", email="other@mela.example")
    other.get(f"/events/{event_id}")

    browser.token = other.token

    assert browser.post(f"/events/{event_id}/close").status_code == 400


def test_a_link_cannot_change_anything(app: Flask) -> None:
    changing = {"close", "decide", "take", "look", "approve", "stop", "plan", "undo", "answer", "out", "sync"}
    for rule in app.url_map.iter_rules():
        if rule.endpoint.rpartition(".")[2] in changing:
            assert "GET" not in (rule.methods or ()), rule


TOO_MUCH: list[tuple[Any, str]] = [
    ("a=1&" * 60_000, "sixty thousand fields"),
    ("a=" + "x" * (2 << 20), "two megabytes in one field"),
]


@pytest.mark.parametrize(("body", "why"), TOO_MUCH, ids=[why for _, why in TOO_MUCH])
def test_too_much_is_refused_with_413(body: str, why: str, app: Flask) -> None:
    answer = app.test_client().post(
        "/sign-in", base_url=BASE, data=body, content_type="application/x-www-form-urlencoded"
    )

    assert answer.status_code == 413
    assert "larger than this service takes" in answer.text


def test_too_many_parts_are_refused(browser: Seat, event_id: str) -> None:
    browser.get(f"/events/{event_id}/sheets")

    answer = browser.post(
        f"/events/{event_id}/sheets/look",
        {f"field{n}": "x" for n in range(1001)},
        content_type="multipart/form-data",
    )

    assert answer.status_code == 413


@pytest.mark.parametrize("address", ["sheets/look", "questions"])
def test_an_upload_is_taken_up_to_the_limit_and_refused_over_it(
    address: str, browser: Seat, event_id: str, rooms: Rooms
) -> None:
    browser.get(f"/events/{event_id}/sheets")

    def sent(size: int) -> Any:
        file = (io.BytesIO(b"ref a,ref b,answer\n" + b"x" * size), "big.csv")
        return browser.post(
            f"/events/{event_id}/{address}", {"file": file}, content_type="multipart/form-data"
        )

    assert sent(rooms.config.upload_max_bytes - 100).status_code in (200, 400)  # it was read
    over = sent(rooms.config.upload_max_bytes + (2 << 20))
    assert over.status_code == 413
    assert "UPLOAD_MAX_MB" in over.text


def test_a_sheet_of_as_many_columns_as_are_read_is_looked_at_again(browser: Seat, event_id: str) -> None:
    browser.get(f"/events/{event_id}/sheets")
    columns = {f"column-{number}": "" for number in range(sheets.MOST_COLUMNS)}
    sheet = (io.BytesIO((",".join(columns) + "\n").encode()), "wide.csv")

    answer = browser.post(
        f"/events/{event_id}/sheets/look", {"file": sheet, **columns}, content_type="multipart/form-data"
    )

    assert answer.status_code != 413


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("DELETE", "/sign-in", 405),
        ("GET", "/events", 401),
        ("GET", "/api/v1/x", 404),
    ],
)
def test_an_error_is_one_clear_sentence(method: str, path: str, status: int, app: Flask) -> None:
    answer = app.test_client().open(path, method=method, base_url=BASE)

    assert answer.status_code == status
    if path.startswith("/api/"):
        assert answer.mimetype == "application/problem+json"
        assert answer.json["what"]
    else:
        assert "<h1" in answer.text
        assert "Traceback" not in answer.text
