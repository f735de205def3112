"""The JSON API: its pages are snapshots, its check-ins happen once, its errors are problem documents."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from tests.builders import instant
from tests.web import sample
from tests.web.conftest import Seat
from zoom_sync.records import Event
from zoom_sync.store import audit, events, people, traces
from zoom_sync.web import api
from zoom_sync.wiring import Rooms

BASE = "http://127.0.0.1:8000"


class Program:
    """A client that holds one token."""

    def __init__(self, client: FlaskClient, headers: dict[str, str]) -> None:
        self.client, self.headers = client, headers

    def get(self, path: str) -> Any:
        return self.client.get(path, base_url=BASE, headers=self.headers)

    def post(self, path: str, body: Any) -> Any:
        return self.client.post(path, base_url=BASE, headers=self.headers, json=body)


@pytest.fixture
def event(rooms: Rooms) -> Event:
    return sample.keep(rooms.store, sample.a_record(sample.the_event(), 120), now=rooms.clock.now())


@pytest.fixture
def program(app: Flask, bearer: Callable[..., dict[str, str]]) -> Callable[..., Program]:
    return lambda role="admin", event="": Program(app.test_client(), bearer(role, event))


def test_events_are_listed_without_people_newest_first(rooms: Rooms, program: Callable[..., Program]) -> None:
    for number, start in enumerate(("09:00", "10:00", "08:00")):
        made = sample.the_event(id=f"{number:032}", days=(sample.span(start, "13:00"),))
        rooms.store.run(lambda tx, one=made: events.add(tx, one, now=rooms.clock.now()))

    first = program("viewer").get("/api/v1/events?limit=2").json
    second = program("viewer").get(f"/api/v1/events?limit=2&cursor={first['next_cursor']}").json

    assert [one["starts"][11:16] for one in first["events"] + second["events"]] == ["10:00", "09:00", "08:00"]
    assert second["next_cursor"] is None
    assert "counts" not in first["events"][0]


def test_a_token_of_one_event_sees_that_event_only(
    rooms: Rooms, event: Event, program: Callable[..., Program]
) -> None:
    other = sample.the_event(id="f" * 32)
    rooms.store.run(lambda tx: events.add(tx, other, now=rooms.clock.now()))

    mine = program("organiser", event.id)

    assert [one["id"] for one in mine.get("/api/v1/events").json["events"]] == [event.id]
    assert mine.get(f"/api/v1/events/{other.id}/attendance").status_code == 404


def test_the_attendance_comes_whole_over_its_pages(event: Event, program: Callable[..., Program]) -> None:
    reader, path, seen, cursor = program(), f"/api/v1/events/{event.id}/attendance?limit=50", [], ""
    pages = []
    while cursor is not None:
        page = reader.get(f"{path}&cursor={cursor}").json
        pages.append(page)
        seen += [person["id"] for person in page["people"]]
        cursor = page["next_cursor"]

    assert [len(page["people"]) for page in pages] == [50, 50, 20]
    assert len(set(seen)) == 120
    assert [len(page["unidentified"]) for page in pages] == [1, 0, 0]
    assert [len(page["review"]) for page in pages] == [1, 0, 0]


def test_all_pages_are_one_snapshot_though_the_record_changes_between_them(
    event: Event, rooms: Rooms, program: Callable[..., Program]
) -> None:
    reader, path = program(), f"/api/v1/events/{event.id}/attendance?limit=100"
    first = reader.get(path).json

    people.publish(rooms.store, event.id, sample.a_record(event, 5, final=True), now=rooms.clock.now())
    second = reader.get(f"{path}&cursor={first['next_cursor']}").json

    assert len(second["people"]) == 20
    assert second["counts"] == first["counts"]
    assert second["status"] == "provisional"
    assert reader.get(path).json["status"] == "final"


def test_a_cursor_shows_nothing_and_cannot_be_made_up(event: Event, program: Callable[..., Program]) -> None:
    reader, path = program(), f"/api/v1/events/{event.id}/attendance"
    cursor = reader.get(f"{path}?limit=1").json["next_cursor"]

    changed = cursor[:-5] + ("A" if cursor[-5] != "A" else "B") + cursor[-4:]

    for forged in (changed, "x", "%00", "x" * 5000):
        answer = reader.get(f"{path}?cursor={forged}")
        assert answer.status_code == 400
        assert answer.mimetype == "application/problem+json"


def test_a_cursor_goes_on_with_its_own_list_only(
    rooms: Rooms, event: Event, program: Callable[..., Program], seat: Callable[..., Seat]
) -> None:
    admin, reader = seat("admin"), program()
    for number in (1, 2):
        rooms.store.run(
            lambda tx, n=number: events.add(tx, sample.the_event(id=f"{n:032}"), now=rooms.clock.now())
        )
    other = sample.keep(
        rooms.store, sample.a_record(sample.the_event(id="d" * 32), 120), now=rooms.clock.now()
    )
    of_events = reader.get("/api/v1/events?limit=1").json["next_cursor"]
    of_record = reader.get(f"/api/v1/events/{event.id}/attendance?limit=1").json["next_cursor"]
    of_table = re.search(r"after=([\w=-]+)", admin.get(f"/events/{event.id}/people").text)[1]

    for reads, path in (
        (reader, f"/api/v1/events/{event.id}/attendance?cursor={of_events}"),
        (reader, f"/api/v1/events/{other.id}/attendance?cursor={of_record}"),
        (reader, f"/api/v1/events?cursor={of_record}"),
        (admin, f"/events/{event.id}/people?after={of_record}"),
        (admin, f"/events/{other.id}/people?after={of_table}"),
        (admin, f"/events/{event.id}/people?before={of_events}"),
        (admin, f"/opt-outs?after={of_events}"),
    ):
        answer = reads.get(path)

        assert answer.status_code == 400, path
        assert "This cursor is not of this list; start again without one." in answer.text


@pytest.mark.parametrize("query", ["limit=0", "limit=1001", "limit=x", "limit=9" + "9" * 5000, "people=all"])
def test_a_wrong_query_is_refused_with_the_field(
    query: str, event: Event, program: Callable[..., Program]
) -> None:
    answer = program().get(f"/api/v1/events/{event.id}/attendance?{query}")

    assert answer.status_code == 422
    assert answer.json["faults"][0]["field"] in ("limit", "people")


def test_without_a_record_the_attendance_says_so(rooms: Rooms, program: Callable[..., Program]) -> None:
    made = sample.the_event()
    rooms.store.run(lambda tx: events.add(tx, made, now=rooms.clock.now()))

    answer = program().get(f"/api/v1/events/{made.id}/attendance")

    assert (answer.status_code, answer.json["what"]) == (404, "This event has no record yet.")
    assert rooms.store.read(lambda tx: audit.lines(tx, event=made.id)) == []  # nothing was exported


@pytest.mark.parametrize(
    ("text", "finds"),
    [("as", 0), ("asha", 8), ("pradhan ASHA", 1), ("রহিমা", 8), ("maria jose fernandez", 1), ("%%%", 0)],
)
def test_the_door_finds_a_few_people_by_any_spelling(
    text: str, finds: int, event: Event, program: Callable[..., Program]
) -> None:
    hits = (
        program("door", event.id)
        .get(f"/api/v1/events/{event.id}/door?q={text.replace('%', '%25')}")
        .json["people"]
    )

    assert len(hits) == finds
    assert all(set(hit) == {"ref", "name", "organisation", "inside"} for hit in hits)


def test_the_door_is_limited_to_sixty_searches_a_minute_for_each_token(
    event: Event, program: Callable[..., Program]
) -> None:
    door, other = program("door", event.id), program("door", event.id)
    path = f"/api/v1/events/{event.id}/door?q=asha"

    answers = [door.get(path) for _ in range(61)]

    assert [answer.status_code for answer in answers] == [200] * 60 + [429]
    assert answers[-1].mimetype == "application/problem+json"
    assert other.get(path).status_code == 200


def test_a_check_in_counts_once_for_its_nonce(
    event: Event, rooms: Rooms, program: Callable[..., Program]
) -> None:
    door, path = program("door", event.id), f"/api/v1/events/{event.id}/check-ins"
    body = {"name": "Nouri Said", "organisation": "Mela", "nonce": "n1", "at": "2026-03-10T15:00:00+05:30"}

    first, again = door.post(path, body), door.post(path, body)

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json == {"nonce": "n1", "new": True, "ref": "n1", "at": "2026-03-10T09:30:00Z"}
    kept = [one for one in rooms.store.read(lambda tx: traces.of_event(tx, event.id)) if one.ref == "n1"]
    assert [(one.claim.name, one.at) for one in kept] == [("Nouri Said", instant("09:30"))]


def test_somebody_found_at_the_door_is_checked_in_by_ref(
    event: Event, program: Callable[..., Program]
) -> None:
    door = program("door", event.id)
    hit = door.get(f"/api/v1/events/{event.id}/door?q=pradhan asha").json["people"][0]

    answer = door.post(f"/api/v1/events/{event.id}/check-ins", {"ref": hit["ref"], "direction": "in"})

    assert answer.status_code == 201


BAD: list[tuple[Any, int, str]] = [
    ({}, 400, "names nobody"),
    ({"ref": "0" * 32}, 400, "a ref of nobody"),
    ({"name": "A", "session": "none"}, 400, "a session that is none"),
    ({"name": "A", "at": "yesterday"}, 422, "no time"),
    ({"name": "A", "at": "2026-03-10T10:00"}, 422, "a time without offset"),
    ({"name": "A", "direction": "up"}, 422, "a direction that is none"),
    ({"name": "A" * 201}, 422, "a name too long"),
    ({"name": "A", "role": "admin"}, 422, "a field that is none"),
    ({"name": 7}, 422, "a number as a name"),
    ([], 422, "a list"),
    ("text", 422, "a text"),
]


@pytest.mark.parametrize(("body", "status", "why"), BAD, ids=[why for *_, why in BAD])
def test_a_bad_check_in_is_refused_in_words_and_nothing_is_kept(
    body: Any, status: int, why: str, event: Event, rooms: Rooms, program: Callable[..., Program]
) -> None:
    before = len(rooms.store.read(lambda tx: traces.of_event(tx, event.id)))

    answer = program("door", event.id).post(f"/api/v1/events/{event.id}/check-ins", body)

    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert answer.json["what"]
    assert answer.json["remedy"]
    assert len(rooms.store.read(lambda tx: traces.of_event(tx, event.id))) == before


RAW = [
    (b"", "nothing"),
    (b"{", "half"),
    (b"[" * 100_000, "a hundred thousand brackets"),
    (b'{"name": NaN}', "not a number"),
    (b'{"name": ' + b"9" * 5000 + b"}", "five thousand digits"),
    (b"\xff\xfe", "no text"),
]


@pytest.mark.parametrize(("raw", "why"), RAW, ids=[why for _, why in RAW])
def test_a_broken_body_is_refused_in_words(
    raw: bytes, why: str, app: Flask, event: Event, bearer: Callable[..., dict[str, str]]
) -> None:
    answer = app.test_client().post(
        f"/api/v1/events/{event.id}/check-ins",
        base_url=BASE, headers=bearer("door", event.id), data=raw, content_type="application/json",
    )  # fmt: skip

    assert answer.status_code in (400, 422)
    assert answer.mimetype == "application/problem+json"


def test_a_name_with_a_lone_surrogate_is_taken(event: Event, program: Callable[..., Program]) -> None:
    answer = program("door", event.id).post(f"/api/v1/events/{event.id}/check-ins", {"name": "A\ud800b"})

    assert answer.status_code in (201, 422)


def test_the_description_is_made_once_and_when_somebody_asks_for_it(app: Flask) -> None:
    api._description.cache_clear()
    other = Flask("other")
    api.attach(other)
    made_unasked = api._description.cache_info().misses

    told = [one.test_client().get("/api/v1/openapi.json", base_url=BASE).json for one in (app, other)]

    assert (made_unasked, api._description.cache_info().misses) == (0, 1)
    assert told[0] == told[1]


def test_the_description_is_open_valid_and_complete(app: Flask) -> None:
    answer = app.test_client().get("/api/v1/openapi.json", base_url=BASE)

    described = answer.json
    assert described["openapi"].startswith("3.1")
    served = {
        (rule.rule.replace("<", "{").replace(">", "}"), method.lower())
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.rule.startswith("/api/") and rule.endpoint != "api.description"
    }
    assert {(path, method) for path, methods in described["paths"].items() for method in methods} == served
    for methods in described["paths"].values():
        for operation in methods.values():
            assert operation["security"] == [{"bearer": []}]
            assert {"400", "401", "403", "404", "422"} <= set(operation["responses"])
            assert list(operation["responses"]["404"]["content"]) == ["application/problem+json"]
    assert described["components"]["securitySchemes"] == {"bearer": {"type": "http", "scheme": "bearer"}}
    for name, schema in described["components"]["schemas"].items():
        assert name
        Draft202012Validator.check_schema(schema)


def test_what_is_answered_has_the_described_shape(
    app: Flask, event: Event, program: Callable[..., Program]
) -> None:
    described = app.test_client().get("/api/v1/openapi.json", base_url=BASE).json
    path = f"/api/v1/events/{event.id}"
    cases = {
        "Attendance": program().get(f"{path}/attendance?limit=3").json,
        "EventList": program().get("/api/v1/events").json,
        "Hits": program().get(f"{path}/door?q=asha").json,
        "CheckedIn": program().post(f"{path}/check-ins", {"name": "Asha"}).json,
        "Problem": program().get("/api/v1/events/none/attendance").json,
    }

    for name, answer in cases.items():
        schema = {"$ref": f"#/components/schemas/{name}", "components": described["components"]}
        assert list(Draft202012Validator(schema).iter_errors(answer)) == []


def test_a_body_that_is_no_json_is_400_and_one_with_a_wrong_field_422(
    app: Flask, event: Event, bearer: Callable[..., dict[str, str]]
) -> None:
    def sent(raw: bytes) -> int:
        answer = app.test_client().post(
            f"/api/v1/events/{event.id}/check-ins",
            base_url=BASE, headers=bearer("door", event.id), data=raw, content_type="application/json",
        )  # fmt: skip
        assert answer.mimetype == "application/problem+json"
        return answer.status_code

    assert sent(b'{"name": "Asha"') == 400
    assert sent(b'{"nome": "Asha"}') == 422
