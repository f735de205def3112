"""One request at a time: bounded in size and time, and each thread with a session of its own."""

from __future__ import annotations

import threading
from typing import Any

import pytest
import requests
import responses

from tests.conftest import FakeClock
from tests.zoom.fakes import ACCOUNT, FakeZoom, MemoryShelf
from zoom_sync.zoom import calls
from zoom_sync.zoom.calls import Calls, Passing
from zoom_sync.zoom.tokens import Tokens


@pytest.fixture
def sender(fake: FakeZoom, clock: FakeClock) -> Calls:
    return Calls(ACCOUNT, Tokens(ACCOUNT, MemoryShelf(), clock), clock)


def test_an_answer_is_its_status_its_headers_and_its_object(fake: FakeZoom, sender: Calls):
    fake.answers["/webinars/9"] = [(404, {"x-zm-trackingid": "WEB_1"}, '{"code": 3001}')]

    answer = sender.send("/webinars/9", {})

    assert (answer.status, answer.body, answer.tracking) == (404, {"code": 3001}, "WEB_1")


def test_an_answer_beyond_all_bounds_is_not_read_on(
    fake: FakeZoom, sender: Calls, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(calls, "BIGGEST", 1_000)
    fake.answers["/webinars/9"] = [(200, {}, '{"a": "' + "x" * 2_000 + '"}')]

    with pytest.raises(Passing, match="too big"):
        sender.send("/webinars/9", {})


def test_an_answer_of_a_byte_now_and_then_is_not_waited_for(
    fake: FakeZoom, sender: Calls, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
):
    fake.objects["/webinars/9"] = {"id": 9}
    sender.send("/webinars/9", {})

    def slowly(self: requests.Response, size: int) -> Any:
        for _ in range(1_000):
            clock.advance(29)
            yield b" "

    monkeypatch.setattr(requests.Response, "iter_content", slowly)

    with pytest.raises(Passing, match="too slowly"):
        sender.send("/webinars/9", {})


def test_a_redirect_is_not_followed(fake: FakeZoom, sender: Calls, mock: responses.RequestsMock):
    fake.answers["/webinars/9"] = [(302, {"Location": "https://api.zoom.us/v2/elsewhere"}, "")]

    assert sender.send("/webinars/9", {}).status == 302
    assert fake.asked == ["/oauth/token", "/webinars/9"]


def test_threads_share_the_token_and_no_session(fake: FakeZoom, sender: Calls):
    fake.objects["/webinars/9"] = {"id": 9}
    sessions = []

    def work() -> None:
        sender.send("/webinars/9", {})
        sessions.append(sender._session())

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len({id(session) for session in sessions}) == 4
    assert fake.asked.count("/oauth/token") == 1
