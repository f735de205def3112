"""Only Zoom can speak as Zoom."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from werkzeug.datastructures import Headers

from webhooks.signature import Accepted, Refused, check, sign

SHARED = Path(__file__).parents[2] / "../shared"
NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
STAMP = str(int(NOW.timestamp()))
BODY = b'{"event":"webinar.started","payload":{"account_id":"A","object":{"id":"9","topic":"\xe2\x80\x99"}}}'
SECRET = "first-secret"
DAY = 86_400


def headers(signature: str | None = None, stamp: str = STAMP) -> Headers:
    signed = sign(BODY, SECRET, stamp) if signature is None else signature
    return Headers([("x-zm-signature", signed), ("x-zm-request-timestamp", stamp)])


def test_a_signed_body_is_accepted_and_tells_which_secret_had_signed_it():
    verdict = check(headers(), BODY, ["newer", SECRET], NOW, DAY)

    assert verdict == Accepted(secret_index=1, stamp=int(STAMP))


GOOD = sign(BODY, SECRET, STAMP)
FORGED = [
    ("", "malformed signature", "an empty signature"),
    (GOOD[3:], "malformed signature", "the version is missing"),
    (GOOD[:-1], "malformed signature", "truncated"),
    ("v0=" + GOOD[3:].upper(), "malformed signature", "upper-case hex"),
    ("V0=" + GOOD[3:], "malformed signature", "upper-case version"),
    (f"{GOOD},{GOOD}", "malformed signature", "two in one header"),
    (GOOD + "\u00e9", "malformed signature", "not ASCII: comparing text would raise"),
    (GOOD + " ", "malformed signature", "a space behind it"),
    (GOOD[:-1] + ("0" if GOOD[-1] != "0" else "1"), "wrong signature", "one digit is another"),
    (sign(BODY, "another", STAMP), "wrong signature", "another secret"),
    (sign(BODY, "", STAMP), "wrong signature", "an empty secret is none"),
    (sign(BODY, SECRET, "1"), "wrong signature", "signed for another time"),
    (sign(BODY + b" ", SECRET, STAMP), "wrong signature", "another body"),
]


@pytest.mark.parametrize(("signature", "cause", "why"), FORGED, ids=[case[2] for case in FORGED])
def test_what_zoom_did_not_sign_is_refused(signature: str, cause: str, why: str):
    assert check(headers(signature), BODY, [SECRET, ""], NOW, DAY) == Refused(cause)


@pytest.mark.parametrize(
    "stamp",
    ["", "1e9", "-1", "0x10", "\uff11\uff17", "1" * 400, "1" * 13, "+1", "1_0", " 1", "1.0", "\u0661"],
)
def test_a_timestamp_is_one_to_twelve_ascii_digits(stamp: str):
    signed = Headers([("x-zm-signature", GOOD), ("x-zm-request-timestamp", stamp)])

    assert check(signed, BODY, [SECRET], NOW, DAY) == Refused("malformed timestamp")


def test_a_second_header_of_either_kind_is_refused():
    for name, cause in (
        ("x-zm-signature", "malformed signature"),
        ("x-zm-request-timestamp", "malformed timestamp"),
    ):
        doubled = headers()
        doubled.add(name, doubled[name])

        assert check(doubled, BODY, [SECRET], NOW, DAY) == Refused(cause)


def test_without_a_signature_or_a_secret_everything_is_refused():
    assert check(Headers(), BODY, [SECRET], NOW, DAY) == Refused("unsigned")
    assert check(headers(), BODY, [], NOW, DAY) == Refused("no secret")
    assert check(headers(sign(BODY, "", STAMP)), BODY, [""], NOW, DAY) == Refused("no secret")


@pytest.mark.parametrize(
    ("late", "cause"),
    [
        (timedelta(seconds=DAY), None),
        (timedelta(seconds=-DAY), None),
        (timedelta(minutes=85), None),
        (timedelta(seconds=DAY + 1), "too old"),
        (timedelta(seconds=-DAY - 1), "from the future"),
    ],
)
def test_the_window_is_as_wide_into_the_future_as_into_the_past(late: timedelta, cause: str | None):
    verdict = check(headers(), BODY, [SECRET], NOW + late, DAY)

    assert verdict == (Refused(cause) if cause else Accepted(0, int(STAMP)))


def test_both_genuine_vectors_are_accepted_and_one_changed_byte_is_not():
    path = SHARED / "zoom/samples/webhook-signature-vectors.json"
    if not path.is_file():
        pytest.skip("the genuine signature vectors are not beside this checkout")
    known = json.loads(path.read_text(encoding="utf-8"))
    for vector in known["vectors"]:
        body = vector["body"].encode("utf-8")
        signed = Headers(
            {"x-zm-signature": vector["signature"], "x-zm-request-timestamp": vector["timestamp"]}
        )
        now = datetime.fromtimestamp(int(vector["timestamp"]), UTC)

        assert check(signed, body, [known["secret_token"]], now, 300) == Accepted(0, int(vector["timestamp"]))
        assert check(signed, body + b" ", [known["secret_token"]], now, 300) == Refused("wrong signature")
