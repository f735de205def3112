"""A message to an address that somebody gave: signed so that any library can check it, and to nowhere inside."""

from __future__ import annotations

import socket
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.hooks.receiver import receiver
from zoom_sync import posting
from zoom_sync.records import Trouble

AT = datetime.fromtimestamp(1614265330, UTC)
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def test_the_signature_is_the_one_of_the_specification() -> None:
    signed = posting.sign(SECRET, "msg_p5jXN8AQM9LWM0D4loKWxJek", AT, b'{"test": 2432232314}')

    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_receiver_that_knows_the_specification_alone_believes_a_message() -> None:
    secret = posting.make_secret()
    with receiver(secret=secret) as other:
        answer = send(other.url, secret=secret)

        assert (answer.status, answer.is_taken, other.forged) == (204, True, 0)
        assert other.got == [("msg_1", {"a": 1})]


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://crm.example/in", "plain text"),
        ("ftp://crm.example/in", "another scheme"),
        ("https://", "no host"),
        ("https://user:word@crm.example/", "a user"),
        ("https://crm.example/#part", "a part"),
        ("https://crm.example:99999/", "no port"),
        ("https://crm.example/\r\nX: y", "a header"),
        ("https://crm.exam ple/", "a space"),
        ("https://क्रम.example/", "another script, which may look like one that is known"),
        ("https://127.0.0.1/", "this machine"),
        ("https://[::1]/", "this machine"),
        ("https://10.1.2.3/", "a private network"),
        ("https://172.16.0.1/", "a private network"),
        ("https://192.168.0.1/", "a private network"),
        ("https://100.64.0.1/", "a carrier's network"),
        ("https://169.254.169.254/latest/meta-data/", "the cloud's own"),
        ("https://[fe80::1]/", "this link"),
        ("https://[fc00::1]/", "a private network"),
        ("https://[::ffff:10.0.0.1]/", "a private network, in another"),
        ("https://[64:ff9b::a00:1]/", "the same"),
        ("https://[2002:a00:1::]/", "the same"),
        ("https://0.0.0.0/", "this machine"),
        ("https://224.0.0.1/", "many machines"),
        ("https://crm.example/" + "a" * 2000, "too long"),
    ],
)
def test_an_address_that_leads_inside_or_is_none_is_refused_when_it_is_given(url: str, why: str) -> None:
    with pytest.raises(Trouble):
        posting.checked(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://crm.example/in?a=b",
        "https://crm.example:8443/",
        "https://93.184.215.14/",
        "https://[2606:2800::1]/",
    ],
)
def test_an_address_on_the_public_internet_is_taken(url: str) -> None:
    assert posting.checked(url).geturl() == url


def test_this_machine_is_spoken_to_only_where_the_service_is_its_own() -> None:
    for url in ("http://127.0.0.1:9/", "http://localhost:9/", "https://[::1]/"):
        assert posting.checked(url, loopback=True).geturl() == url
    with receiver() as other:
        answer = posting.post(other.url, id="msg_1", body=b"{}", secret=SECRET, at=AT)

        assert (answer.trouble, other.got) == ("its address is not allowed any more", [])


@pytest.mark.parametrize("inside", ["10.0.0.1", "127.0.0.1", "169.254.169.254", "::ffff:192.168.1.1"])
def test_a_name_that_leads_inside_is_not_connected_to(monkeypatch: pytest.MonkeyPatch, inside: str) -> None:
    tried = []
    found = [(0, 0, 0, "", ("93.184.215.14", 443)), (0, 0, 0, "", (inside, 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    monkeypatch.setattr(socket, "create_connection", lambda *given, **__: tried.append(given))

    answer = posting.post("https://crm.example/", id="msg_1", body=b"{}", secret=SECRET, at=AT)

    assert answer.trouble == "its name leads into a network that is not public"
    assert tried == []


def test_a_name_is_looked_up_once_and_what_was_found_is_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, tried = [], []

    def look_up(host: str, *_: Any, **__: Any) -> list[Any]:
        asked.append(host)
        return [(0, 0, 0, "", ("93.184.215.14", 443))]

    def connect(where: tuple[str, int], **_: Any) -> None:
        tried.append(where)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)

    answer = posting.post("https://crm.example/", id="msg_1", body=b"{}", secret=SECRET, at=AT)

    assert (answer.trouble, asked, tried) == (
        "nothing listens there", ["crm.example"], [("93.184.215.14", 443)],
    )  # fmt: skip


def test_nobody_is_led_elsewhere() -> None:
    with receiver() as inside, receiver(status=302, headers={"location": inside.url}) as other:
        answer = send(other.url)

        assert (answer.status, answer.is_taken) == (302, False)
        assert inside.got == []


def test_how_long_to_wait_is_read_and_nonsense_is_not() -> None:
    for said, seconds in (("120", 120), ("-5", 0), ("9" * 400, 0), ("tomorrow", 0), ("１２", 0)):
        with receiver(status=503, headers={"retry-after": said} if said.isascii() else {}) as other:
            assert send(other.url).wait_s == seconds


def test_whoever_drips_is_cut_off_in_time() -> None:
    """A header every few hundredths of a second keeps each wait short: the whole has an end, too."""
    listening = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        one, _ = listening.accept()
        with one:
            one.sendall(b"HTTP/1.1 200 OK\r\n")
            try:
                while True:
                    one.sendall(b"x-a: b\r\n")
                    time.sleep(0.05)
            except OSError:
                pass

    threading.Thread(target=drip, daemon=True).start()
    started = time.monotonic()
    url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
    answer = posting.post(url, id="msg_1", body=b"{}", secret=SECRET, at=AT, loopback=True, within=0.4)
    listening.close()

    assert answer.trouble == "no answer within 15 seconds"
    assert time.monotonic() - started < 5


def test_what_cannot_be_reached_is_said_without_its_address() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    answer = send(f"http://127.0.0.1:{port}/a-secret-path")

    assert (answer.status, answer.trouble) == (0, "nothing listens there")


def send(url: str, secret: str = SECRET) -> posting.Answer:
    return posting.post(url, id="msg_1", body=b'{"a":1}', secret=secret, at=AT, loopback=True)


def test_what_the_documentation_shows_a_receiver_to_do_knows_ours_from_others() -> None:
    text = (Path(__file__).parents[2] / "docs/webhooks.md").read_text()
    shown: dict[str, Any] = {}
    exec(text.partition("```python\n")[2].partition("```")[0], shown)
    now, secret, body = datetime.now(UTC), posting.make_secret(), b'{"type":"test"}'

    def headers(at: datetime) -> dict[str, str]:
        signed = posting.sign(secret, "msg_1", at, body)
        return {
            "webhook-id": "msg_1", "webhook-timestamp": str(int(at.timestamp())), "webhook-signature": signed,
        }  # fmt: skip

    assert shown["is_genuine"](secret, headers(now), body)
    assert not shown["is_genuine"](secret, headers(now), body + b" ")
    assert not shown["is_genuine"](posting.make_secret(), headers(now), body)
    assert not shown["is_genuine"](secret, headers(now - timedelta(hours=1)), body)
