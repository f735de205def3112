"""The door for deliveries: 2xx means kept, and before the signature nothing else happens."""

from __future__ import annotations

import hashlib
import hmac
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from webhooks import endpoint
from webhooks.events import Delivery
from webhooks.reception import Reception
from webhooks.signature import Refused, sign

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
STAMP = str(int(NOW.timestamp()))
SECRETS = ["newer-secret", "older-secret"]
BODY = b'{"event":"webinar.started","payload":{"account_id":"A","object":{"id":"98765432101"}}}'


class Busy(Exception):
    """The store cannot take it just now."""


class Fixed:
    def now(self) -> datetime:
        return NOW


class Door:
    """The endpoint in an app of its own, and what it did."""

    def __init__(self, keep: Callable[[Delivery], None] | None = None, **changes: Any) -> None:
        self.kept: list[Delivery] = []
        self.refused: list[str] = []
        self.challenges = 0
        app = Flask(__name__)
        options: dict[str, Any] = {"secrets": SECRETS, "max_age_s": 86_400, "clock": Fixed()}
        app.register_blueprint(
            endpoint.blueprint(
                Reception(on_refused=self.note, on_challenge=self.count, **{**options, **changes}),
                keep or self.kept.append,
                unavailable=Busy,
            )
        )
        self.client: FlaskClient = app.test_client()

    def note(self, refused: Refused) -> None:
        self.refused.append(refused.cause)

    def count(self) -> None:
        self.challenges += 1

    def post(self, body: bytes = BODY, *, secret: str = SECRETS[0], **headers: str) -> TestResponse:
        signed = {"x-zm-signature": sign(body, secret, STAMP), "x-zm-request-timestamp": STAMP, **headers}
        return self.client.post("/webhooks/zoom", data=body, headers=signed)


def challenge(plain: Any) -> bytes:
    return json.dumps({"event": "endpoint.url_validation", "payload": {"plainToken": plain}}).encode()


def test_a_signed_delivery_is_kept_as_it_came_and_then_answered():
    door = Door()

    answer = door.post(**{"x-zm-trackingid": "t" * 500})

    assert answer.status_code == 204
    assert door.kept == [
        Delivery(hashlib.sha256(BODY).hexdigest(), BODY, NOW, int(STAMP), "t" * 200, secret_index=0)
    ]


def test_the_older_secret_still_opens_while_it_is_set():
    door = Door()

    assert door.post(secret=SECRETS[1]).status_code == 204
    assert door.kept[0].secret_index == 1


def test_an_unsigned_delivery_is_refused_and_nothing_is_kept():
    door = Door()

    answer = door.client.post("/webhooks/zoom", data=BODY)

    assert answer.status_code == 401
    assert (door.kept, door.refused) == ([], ["unsigned"])


def test_without_any_secret_everything_is_refused():
    door = Door(secrets=[])

    assert door.post(secret="").status_code == 401
    assert (door.kept, door.refused) == ([], ["no secret"])


@pytest.mark.parametrize("body", [b"\xff", b"[" * 100_000, b'{"event":"a","payload":{"x":"\\ud800"}}', b""])
def test_a_signed_body_that_nobody_can_read_is_kept_all_the_same(body: bytes):
    door = Door()

    assert door.post(body).status_code == 204
    assert [delivery.body for delivery in door.kept] == [body]


def test_the_challenge_is_answered_and_not_kept():
    door = Door()

    answer = door.post(challenge("xys8n8PGS7mAU0m5-YJjRA"), secret=SECRETS[1])

    encrypted = hmac.new(SECRETS[1].encode(), b"xys8n8PGS7mAU0m5-YJjRA", hashlib.sha256).hexdigest()
    assert answer.status_code == 200
    assert answer.json == {"plainToken": "xys8n8PGS7mAU0m5-YJjRA", "encryptedToken": encrypted}
    assert (door.kept, door.challenges) == ([], 1)


def test_an_unsigned_challenge_signs_nothing():
    door = Door()

    answer = door.client.post("/webhooks/zoom", data=challenge("harmless"))

    assert answer.status_code == 401
    assert b"encryptedToken" not in answer.data
    assert door.challenges == 0


@pytest.mark.parametrize(
    "plain", ["v0:1:{}", "", "a" * 65, "a" * 10_000, "a b", "\u00e9", "a\n", None, 7, ["a"], {"a": 1}]
)
def test_a_signed_challenge_cannot_be_made_to_sign_a_delivery(plain: Any):
    answer = Door().post(challenge(plain))

    assert answer.status_code == 400
    assert b"encryptedToken" not in answer.data


@pytest.mark.parametrize("rest", ["", ',"payload":null', ',"payload":{}', ',"payload":["plainToken"]'])
def test_a_signed_challenge_without_anything_to_answer_is_refused_and_not_kept(rest: str):
    door = Door()

    answer = door.post(f'{{"event":"endpoint.url_validation"{rest}}}'.encode())

    assert answer.status_code == 400
    assert (door.kept, door.challenges) == ([], 0)


def test_a_store_that_is_down_is_our_fault_and_zoom_tries_again():
    def keep(delivery: Delivery) -> None:
        raise Busy

    assert Door(keep).post().status_code == 503


def test_a_body_over_the_limit_is_not_read():
    door = Door(max_bytes=100)

    assert door.post(b"x" * 101).status_code == 413
    assert door.post(b"x" * 100).status_code == 204
    assert door.refused == []


def test_a_body_without_a_length_is_read_up_to_the_limit_only():
    class Endless(io.RawIOBase):
        given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, into: Any) -> int:
            assert self.given < 10_000_000, "read on beyond the limit"
            into[:] = b"x" * len(into)
            self.given += len(into)
            return len(into)

    door = Door(max_bytes=100)

    answer = door.client.post(
        "/webhooks/zoom",
        environ_overrides={"wsgi.input": Endless(), "wsgi.input_terminated": True},
        headers={"Transfer-Encoding": "chunked"},
    )

    assert answer.status_code == 413
    assert door.kept == []


def test_a_compressed_body_is_refused_before_it_is_read():
    assert Door().post(**{"Content-Encoding": "gzip"}).status_code == 415


def test_only_post_is_known():
    assert Door().client.get("/webhooks/zoom").status_code == 405
