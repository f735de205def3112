"""Rate limits by plan, and answers that go wrong on request."""

from __future__ import annotations

import threading

import pytest
import requests
from werkzeug.serving import make_server

from tests.demo.conftest import WEBINAR
from zoom_sync.demo.zoom_server import Fault, Switches

PATH = f"/webinars/{WEBINAR}/registrants"


@pytest.mark.parametrize(("plan", "a_second"), [("free", 2), ("pro", 20), ("business", 60)])
def test_each_plan_allows_so_many_calls_a_second(zoom_with, plan, a_second):
    zoom = zoom_with(Switches(plan=plan))
    token = zoom.token().json["access_token"]

    told = [zoom.get(PATH, token).status_code for _ in range(a_second + 1)]

    assert told == [200] * a_second + [429]
    zoom.clock.move(1)
    assert zoom.get(PATH, token).status_code == 200


def test_the_daily_limit_ends_at_midnight_utc(zoom_with):
    zoom = zoom_with(Switches(plan="free"))
    gate = zoom.app.extensions["zoom"]
    gate.limits._day["Medium", "2026-03-01"] = 2000

    told = zoom.get(PATH)

    assert told.status_code == 429
    assert told.headers["Retry-After"] == "2026-03-02T00:00:00Z"
    assert told.headers["X-RateLimit-Type"] == "Daily-limit"
    token_of_tomorrow = (zoom.clock.move(12 * 3600), zoom.token())[1].json["access_token"]
    assert zoom.get(PATH, token_of_tomorrow).status_code == 200


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ("full", {"X-RateLimit-Category", "X-RateLimit-Type", "X-RateLimit-Limit", "X-RateLimit-Remaining"}),
        ("partial", {"X-RateLimit-Category"}),
        ("none", set()),
    ],
)
def test_the_headers_of_a_429_are_not_to_be_relied_on(zoom_with, headers, expected):
    zoom = zoom_with(Switches(rate_headers=headers, faults=[Fault("registrants", "429 second")]))

    told = zoom.get(PATH)

    assert told.status_code == 429
    assert {name for name, _ in told.headers if name.startswith("X-RateLimit")} == expected


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        ("401", 401, 124),
        ("429 second", 429, 429),
        ("429 second 4001", 429, 4001),
        ("429 day", 429, 429),
        ("429 day silent", 429, 429),
        ("page token", 400, 300),
        ("missing scope", 400, 4711),
        ("code in 200", 200, 200),
    ],
)
def test_a_fault_strikes_the_request_it_names_and_no_other(zoom_with, kind, status, code):
    zoom = zoom_with(Switches(faults=[Fault(r"GET .*/registrants", kind, nth=2)]))
    token = zoom.token().json["access_token"]

    told = [zoom.get(PATH, token) for _ in range(3)]

    assert [one.status_code for one in told] == [200, status, 200]
    assert told[1].json["code"] == code


def test_bodies_go_wrong_too(zoom_with):
    kinds = ["html", "empty", "truncated", "null list", "500", "503"]
    zoom = zoom_with(Switches(faults=[Fault("registrants", kind, nth=n) for n, kind in enumerate(kinds, 1)]))  # type: ignore[arg-type]
    zoom.register(2)
    token = zoom.token().json["access_token"]

    html, empty, cut, null, broken, busy = [zoom.get(PATH, token) for _ in kinds]

    assert html.text.startswith("<!doctype")
    assert empty.data == b""
    assert cut.data.startswith(b"{")
    assert not cut.data.rstrip().endswith(b"}")
    assert null.json["registrants"] is None
    assert (broken.status_code, busy.status_code) == (500, 503)


def test_every_answer_carries_a_tracking_id_of_its_own(zoom):
    ids = {zoom.get(PATH).headers["x-zm-trackingid"] for _ in range(3)}

    assert len(ids) == 3


def test_a_connection_can_break_without_an_answer(zoom_with):
    zoom = zoom_with(Switches(faults=[Fault("/users", "drop")]))
    token = zoom.token().json["access_token"]
    server = make_server("127.0.0.1", 0, zoom.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        url = f"http://127.0.0.1:{server.server_port}/v2/users"
        headers = {"Authorization": f"Bearer {token}"}

        with pytest.raises(requests.ConnectionError):
            requests.get(url, headers=headers, timeout=5)

        assert requests.get(url, headers=headers, timeout=5).status_code == 200
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
