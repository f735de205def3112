"""Whatever comes, the envelope is understood or called unreadable: nothing raises."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webhooks.events import DEEPEST, Notification, Unreadable, read

AT = datetime(2021, 7, 14, 2, 44, 51, 572000, tzinfo=UTC)


def body(**changes: Any) -> bytes:
    document = {
        "event": "webinar.started",
        "event_ts": 1626230691572,
        "payload": {"account_id": "A1", "object": {"id": "98765432101"}},
    }
    return json.dumps({**document, **changes}).encode()


def test_an_envelope_gives_name_account_time_and_object():
    raw = body()

    assert read(raw) == Notification(
        "webinar.started", "A1", AT, {"id": "98765432101"}, hashlib.sha256(raw).hexdigest()
    )


UNREADABLE = [
    (b"", "empty"),
    (b"\xff\xfe{}", "not UTF-8"),
    (b"{", "cut off"),
    (b"[]", "a list"),
    (b"null", "null"),
    (b'"webinar.started"', "text"),
    (b"[" * 100_000, "a hundred thousand brackets"),
    (b"[" * 100_000 + b"]" * 100_000, "a hundred thousand brackets, closed again"),
    (b'{"event":"a.b","payload":' + b'{"a":' * (DEEPEST + 1) + b"1" + b"}" * (DEEPEST + 2), "nested"),
    (b'{"event":"a.b","payload":{"n":NaN}}', "NaN"),
    (b'{"event":"a.b","payload":{"n":-Infinity}}', "minus infinity"),
    (b'{"event":"a.b","payload":{"n":1e999}}', "beyond a float"),
    (b'{"event":"a.b","payload":{"n":' + b"9" * 5_000 + b"}}", "five thousand digits"),
    (b'{"event":"a.b","payload":{"n":"\\ud83d"}}', "half a character as a value"),
    (b'{"event":"a.b","payload":{"\\ude92":1}}', "half a character as a key"),
    (b'{"payload":{}}', "no name"),
    (b'{"event":7,"payload":{}}', "a number for a name"),
    (b'{"event":"","payload":{}}', "an empty name"),
    (b'{"event":"a\\u0000b","payload":{}}', "NUL in the name"),
    (b'{"event":"' + b"a" * 101 + b'","payload":{}}', "a name longer than any store keeps"),
    (b'{"event":"a.b"}', "no payload"),
    (b'{"event":"a.b","payload":[]}', "a list for a payload"),
]


@pytest.mark.parametrize(("raw", "why"), UNREADABLE, ids=[case[1] for case in UNREADABLE])
def test_what_carries_no_notification_is_unreadable(raw: bytes, why: str):
    found = read(raw)

    assert isinstance(found, Unreadable)
    assert found.reason
    assert found.id == hashlib.sha256(raw).hexdigest()


TIMES = [
    ({"event_ts": 1626230691572}, AT, "milliseconds"),
    ({"event_ts": "1626230691572"}, AT, "milliseconds as text"),
    ({"event_ts": "2021-07-14T02:44:51.572Z"}, AT, "a date"),
    ({"event_ts": None}, None, "null"),
    ({"event_ts": True}, None, "no time at all"),
    ({"event_ts": 10**30}, None, "beyond any calendar"),
    ({"event_ts": "yesterday"}, None, "a word"),
    ({"event_ts": "\u00b2"}, None, "a digit that is none"),
]


@pytest.mark.parametrize(("changes", "at", "why"), TIMES, ids=[case[2] for case in TIMES])
def test_a_time_that_cannot_be_read_is_no_reason_to_lose_the_rest(
    changes: dict[str, Any], at: datetime | None, why: str
):
    found = read(body(**changes))

    assert isinstance(found, Notification)
    assert found.at == at


def test_a_deauthorization_may_carry_its_time_inside_its_payload():
    payload = {"account_id": "A1", "user_id": "u", "event_ts": "2024-09-08 15:58:40"}
    found = read(json.dumps({"event": "app_deauthorized", "payload": payload}).encode())

    assert isinstance(found, Notification)
    assert found.at == datetime(2024, 9, 8, 15, 58, 40, tzinfo=UTC)
    assert found.object == {"user_id": "u"}


@given(st.binary(max_size=300))
def test_no_bytes_raise(raw: bytes):
    assert isinstance(read(raw), (Notification, Unreadable))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@given(json_values, json_values, json_values)
def test_no_document_raises(name: Any, ts: Any, payload: Any):
    raw = json.dumps({"event": name, "event_ts": ts, "payload": payload}).encode("utf-8", "surrogatepass")

    assert isinstance(read(raw), (Notification, Unreadable))
