"""Answers and deliveries against Zoom's own description of them.

The description stands beside the checkout and is no part of the project; without it these tests are skipped.
Beyond its schemas every field of an answer has to be known there, so that a misspelt one is found.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.demo.conftest import RUN, START, WEBINAR, Zoom
from zoom_sync.demo.webinar_day.cast import build
from zoom_sync.demo.webinar_day.scene import furnish, steps
from zoom_sync.demo.zoom_server import Switches
from zoom_sync.demo.zoom_server.people import Answers, Connection, Question, Registrant
from zoom_sync.demo.zoom_server.shapes import ANONYMOUS

OPENAPI = Path(__file__).parents[2] / "../shared/zoom/openapi"
pytestmark = pytest.mark.skipif(
    not OPENAPI.is_dir(), reason="Zoom's OpenAPI is not beside this checkout (../shared/zoom/openapi)."
)
# in Zoom's changelog, and newer than the description
NEWER = {"occurrence_id", "status", "share_url"}


@cache
def document(name: str) -> dict[str, Any]:
    return json.loads((OPENAPI / f"{name}.json").read_text())


def schema_of_answer(method: str, path: str) -> dict[str, Any]:
    told = document("webinars")["paths"][path][method.lower()]["responses"]
    answers = [told[status] for status in told if status.startswith("2")]
    return answers[0]["content"]["application/json"]["schema"]


def schema_of_delivery(event: str) -> dict[str, Any]:
    post = document("webhooks")["webhooks"][event]["post"]
    return post["requestBody"]["content"]["application/json"]["schema"]


def fields(schema: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield from schema.get("properties", {}).items()
    for part in (*schema.get("allOf", ()), *schema.get("oneOf", ()), *schema.get("anyOf", ())):
        yield from fields(part)


def unknown(answer: Any, schema: Mapping[str, Any], where: str = "") -> list[str]:
    """The fields of an answer that its schema does not have."""
    if isinstance(answer, list):
        inner = schema.get("items", {})
        return [found for one in answer for found in unknown(one, inner, f"{where}[]")]
    known = dict(fields(schema))
    if not isinstance(answer, dict) or not known:
        return []
    found = [f"{where}.{name}" for name in answer if name not in known and name not in NEWER]
    for name in answer.keys() & known.keys():
        found += unknown(answer[name], known[name], f"{where}.{name}")
    return found


def check(answer: Any, schema: dict[str, Any], components: dict[str, Any]) -> None:
    validator = jsonschema.Draft202012Validator({**schema, "components": components})
    problems = [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(answer)]
    assert not problems
    assert not unknown(answer, schema)


@pytest.fixture
def busy(zoom: Zoom) -> Zoom:
    zoom.register(3)
    zoom.register(1, "pending", first=3)
    zoom.run(connections=2)
    zoom.clock.move(900)
    given = (("poll", "Where do you work?", "At home", START),)
    zoom.world.answers[RUN] = [Answers("P0 Rao", "p0@mail.example", given), Answers(ANONYMOUS, given=given)]
    zoom.world.questions[RUN] = [
        Question("q1", "P0 Rao", "When?", START, reply="Soon.", reply_by="Ritu Anand", status="answered"),
        Question("q2", ANONYMOUS, "Where?", START),
    ]
    return zoom


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/users/{userId}/webinars", "/users/host/webinars"),
        ("/webinars/{webinarId}", f"/webinars/{WEBINAR}"),
        ("/webinars/{webinarId}/registrants", f"/webinars/{WEBINAR}/registrants"),
        ("/webinars/{webinarId}/registrants", f"/webinars/{WEBINAR}/registrants?status=pending"),
        ("/webinars/{webinarId}/registrants/{registrantId}", f"/webinars/{WEBINAR}/registrants/reg1"),
        ("/webinars/{webinarId}/registrants/questions", f"/webinars/{WEBINAR}/registrants/questions"),
        ("/webinars/{webinarId}/tracking_sources", f"/webinars/{WEBINAR}/tracking_sources"),
        ("/webinars/{webinarId}/panelists", f"/webinars/{WEBINAR}/panelists"),
        ("/past_webinars/{webinarId}/instances", f"/past_webinars/{WEBINAR}/instances"),
        ("/past_webinars/{webinarId}/participants", f"/past_webinars/{WEBINAR}/participants"),
        ("/past_webinars/{webinarId}/absentees", f"/past_webinars/{WEBINAR}/absentees"),
        ("/report/webinars/{webinarId}", f"/report/webinars/{WEBINAR}"),
        (
            "/report/webinars/{webinarId}/participants",
            f"/report/webinars/{WEBINAR}/participants?include_fields=registrant_id",
        ),
        ("/report/webinars/{webinarId}/polls", f"/report/webinars/{WEBINAR}/polls"),
        ("/report/webinars/{webinarId}/qa", f"/report/webinars/{WEBINAR}/qa"),
    ],
)
def test_every_answer_is_as_zoom_describes_it(busy, path, asked):
    answer = busy.get(asked)

    assert answer.status_code == 200
    check(answer.json, schema_of_answer("GET", path), document("webinars")["components"])


def test_the_answers_to_a_sign_up_are_as_zoom_describes_them(busy):
    components = document("webinars")["components"]
    form = {"email": "new@mail.example", "first_name": "New"}

    one = busy.get(f"/webinars/{WEBINAR}/registrants", method="POST", json=form)
    many = busy.get(f"/webinars/{WEBINAR}/batch_registrants", method="POST", json={"registrants": [form]})

    check(one.json, schema_of_answer("POST", "/webinars/{webinarId}/registrants"), components)
    check(many.json, schema_of_answer("POST", "/webinars/{webinarId}/batch_registrants"), components)


def test_the_declared_operations_exist_at_zoom_with_this_label_and_these_scopes(zoom):
    """The label stands in the description of each operation, as do the scopes."""
    operations = zoom.app.extensions["zoom"].operations
    paths = document("webinars")["paths"]

    for method, rule, label, scopes in operations:
        if rule.startswith("/users") and not rule.endswith("/webinars"):
            continue  # the description is cut to webinars and reports
        shape = rule.replace("<ref:webinar>", "{webinarId}").replace("<ref:run>", "{webinarId}")
        shape = shape.replace("<registrant_id>", "{registrantId}").replace("<user_id>", "{userId}")
        known = paths[shape][method.lower()]
        text = json.dumps(known)
        told = re.search(r"Rate Limit Label.*?(light|medium|heavy)", text, re.I)
        assert told is not None, (method, rule)
        assert told[1].upper() == label, (method, rule)
        for scope in scopes:
            assert scope in text, (method, rule, scope)


def everything(zoom: Zoom) -> None:
    """One of each event."""
    zoom.register(1, "pending")
    for judgement in ("approve", "deny", "cancel"):
        zoom.world.judge(WEBINAR, "reg0", judgement, by="host@org.example")
    zoom.world.register(WEBINAR, Registrant("self", "self@mail.example", "Self", created=START))
    zoom.world.judge(WEBINAR, "self", "cancel")
    zoom.world.start(WEBINAR, RUN, START)
    zoom.world.join(RUN, Connection("1", "Asha", START, participant_uuid="u1"))
    zoom.world.join(RUN, Connection("2", "9183", START, phone="9183", participant_uuid="u2"))
    zoom.world.bind(RUN, "2", "1")
    zoom.world.change_role(RUN, "1", START, ("attendee", "co-host"))
    zoom.world.leave(RUN, "1", START + timedelta(minutes=1))
    zoom.world.end(RUN, START + timedelta(minutes=2))


def test_every_delivery_is_as_zoom_describes_it(zoom_with):
    zoom = zoom_with(Switches(extra_fields=False))

    everything(zoom)

    told = {notice.event for notice in zoom.notices}
    assert told == {
        "webinar.registration_created",
        "webinar.registration_approved",
        "webinar.registration_denied",
        "webinar.registration_cancelled",
        "webinar.started",
        "webinar.participant_joined",
        "webinar.participant_bind",
        "webinar.participant_role_changed",
        "webinar.participant_left",
        "webinar.ended",
    }
    for notice in zoom.notices:
        body = {"event": notice.event, "event_ts": 1_668_142_800_000, "payload": notice.payload}
        check(body, schema_of_delivery(notice.event), {})


def test_the_extra_fields_of_live_deliveries_are_the_only_ones_unknown(zoom):
    everything(zoom)

    found = set()
    for notice in zoom.notices:
        body = {"event": notice.event, "event_ts": 1, "payload": notice.payload}
        found.update(unknown(body, schema_of_delivery(notice.event)))

    assert found == {
        ".payload.object.participant.public_ip",
        ".payload.object.participant.private_ip",
    }


def test_the_whole_sample_day_is_as_zoom_describes_it(zoom_with):
    zoom = zoom_with(Switches(extra_fields=False))
    cast = build()
    furnish(zoom.world, cast)

    for step in steps(cast):
        step.do(zoom.world)
    zoom.clock.move(900)

    components = document("webinars")["components"]
    validators = {}
    for notice in zoom.notices:
        if notice.event == "webinar.participant_data_connection_established":
            continue  # newer than the description: there to be taken without being understood
        if notice.event not in validators:
            validators[notice.event] = jsonschema.Draft202012Validator(schema_of_delivery(notice.event))
        body = {"event": notice.event, "event_ts": 1, "payload": notice.payload}
        assert validators[notice.event].is_valid(body), notice
    rows = f"/report/webinars/{cast.webinar}/participants?include_fields=registrant_id&page_size=300"
    answer = zoom.get(rows).json
    check(answer, schema_of_answer("GET", "/report/webinars/{webinarId}/participants"), components)
