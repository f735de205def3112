"""The API does what its own description says, whatever is sent: schemathesis makes up the requests.

No answer is a 5xx; each has a status, a content type and a shape that the description names; what the description
forbids is refused, what it allows is not; and nothing is opened without a token.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation import GenerationMode

from tests.web import sample
from zoom_sync.records import Event
from zoom_sync.wiring import Rooms

BASE = "http://127.0.0.1:8000"
OPERATIONS = (
    "GET /api/v1/events",
    "GET /api/v1/events/{event_id}/attendance",
    "GET /api/v1/events/{event_id}/report",
    "GET /api/v1/events/{event_id}/lists/{system}",
    "GET /api/v1/events/{event_id}/door",
    "POST /api/v1/events/{event_id}/check-ins",
)
OF_EVERY_ANSWER = (
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance",
    "response_headers_conformance",
)  # fmt: skip
load_all_checks()


@pytest.fixture
def event(rooms: Rooms) -> Event:
    return sample.keep(rooms.store, sample.a_record(sample.the_event(), 100), now=rooms.clock.now())


@pytest.fixture
def described(app: Flask) -> Any:
    """The description that the service gives, and the service behind it."""
    found = schemathesis.openapi.from_dict(app.test_client().get("/api/v1/openapi.json", base_url=BASE).json)
    found.app = app
    return found


def test_every_operation_of_the_description_is_tried_here(described: Any) -> None:
    assert {one.ok().label for one in described.get_all_operations()} == set(OPERATIONS)


def wrong_in(case: Any) -> set[ParameterLocation]:
    """The parts of a request that the description forbids."""
    return {where for where, told in case.meta.components.items() if told.mode.is_negative}


def checks(*names: str) -> list[Any]:
    return [one for one in CHECKS.get_all() if one.__name__ in names]


@pytest.mark.parametrize(
    "examples", [12, pytest.param(1500, marks=[pytest.mark.long, pytest.mark.timeout(1800)])]
)
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["right", "wrong"])
@pytest.mark.parametrize("operation", OPERATIONS)
def test_whatever_is_sent_is_answered_as_the_description_says(
    operation: str, mode: GenerationMode, examples: int, described: Any, event: Event,
    bearer: Callable[..., dict[str, str]],
) -> None:  # fmt: skip
    found = next(one.ok() for one in described.get_all_operations() if one.ok().label == operation)
    token = bearer("admin", event.id)

    @settings(
        max_examples=examples, derandomize=True, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=found.as_strategy(generation_mode=mode))
    def tried(case: Any) -> None:
        if "event_id" in case.path_parameters:
            case.path_parameters["event_id"] = event.id  # others are tried in the tests of roles
        if mode is GenerationMode.POSITIVE and case.query:
            case.query.pop("cursor", None)  # none that is made up can be ours
        wrong = wrong_in(case)
        judged = OF_EVERY_ANSWER
        if wrong and wrong <= {ParameterLocation.QUERY, ParameterLocation.BODY}:
            judged += ("negative_data_rejection",)
        answer = case.call_and_validate(base_url=BASE, headers=token, checks=checks(*judged))
        if mode is GenerationMode.POSITIVE and case.method == "GET":
            assert answer.status_code in (200, 429)

    tried()


@pytest.mark.parametrize("operation", OPERATIONS)
def test_nothing_is_opened_without_a_token(operation: str, described: Any, event: Event) -> None:
    found = next(one.ok() for one in described.get_all_operations() if one.ok().label == operation)

    @settings(max_examples=3, derandomize=True, deadline=None, database=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(case=found.as_strategy(generation_mode=GenerationMode.POSITIVE))
    def tried(case: Any) -> None:
        if "event_id" in case.path_parameters:
            case.path_parameters["event_id"] = event.id
        for headers in ({}, {"Authorization": "Bearer nonsense"}):
            answer = case.call(base_url=BASE, headers=headers)

            assert answer.status_code == 401
            assert answer.headers["content-type"] == ["application/problem+json"]

    tried()
