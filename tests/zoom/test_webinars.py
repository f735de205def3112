"""What the service asks of Zoom, and how it names what it got."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import responses

from tests.builders import an_event
from tests.conftest import FakeClock
from tests.zoom.fakes import FakeZoom, MemoryShelf, a_zoom, answer
from zoom_sync.records import Instance, Trouble, Webinar
from zoom_sync.zoom import finding, reports, webinars
from zoom_sync.zoom.client import Zoom
from zoom_sync.zoom.oauth import ZoomAccount
from zoom_sync.zoom.troubles import NoPermission, NotFound, ScopeMissing

ONE, TWO, THREE = "98765432101", "98765432102", "98765432103"
AT = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
EVENT, RUN = an_event(), Instance(ONE, "u==")
SCOPE = answer({"code": 4711, "message": "does not contain scopes:[report:read:admin]"}, 400)
PLAN = answer({"code": 200, "message": "Webinar plan is missing."}, 400)


def a_webinar(id: str, **more: Any) -> dict[str, Any]:
    return {
        "id": int(id),
        "host_id": "H",
        "topic": "T",
        "type": 5,
        "start_time": "2026-03-10T09:00:00Z",
        **more,
    }


def link(token: str) -> str:
    return f"https://us02web.zoom.us/webinar/register/{token}"


def test_a_webinar_tells_who_hosts_it_and_no_start_link(fake: FakeZoom, zoom: Zoom):
    fake.objects[f"/webinars/{ONE}"] = a_webinar(
        ONE, host_email="host@org.example", duration=90, start_url="https://secret",
        settings={"alternative_hosts": "a@org.example; b@org.example,host@org.example"},
        occurrences=[
            {"occurrence_id": 1773133200000, "start_time": "2026-03-10T09:00:00Z", "duration": 90},
            {"occurrence_id": "2", "start_time": "2026-03-17T09:00:00Z", "status": "deleted"},
            {"occurrence_id": "3", "start_time": ""}, None,
        ],
    )  # fmt: skip

    found = webinars.webinar(zoom, ONE)

    assert found.host_emails == ("host@org.example", "a@org.example", "b@org.example")
    assert (found.id, found.host_id, found.start, found.duration_min) == (ONE, "H", AT, 90)
    assert found.occurrences == (("1773133200000", AT, 90),)
    assert "secret" not in repr(found)


def test_an_unknown_webinar_is_named(zoom: Zoom):
    with pytest.raises(NotFound, match=ONE):
        webinars.webinar(zoom, ONE)


def test_all_hosts_webinars_are_listed_and_hosts_without_a_plan_passed_over(fake: FakeZoom, zoom: Zoom):
    fake.lists["/users?status=active"] = ("users", [{"id": "u1"}, {"id": "u2"}, {"id": "u3"}])
    fake.lists["/users/u1/webinars"] = ("webinars", [a_webinar(ONE)])
    fake.answers["/users/u2/webinars"] = [PLAN]
    fake.lists["/users/u3/webinars"] = ("webinars", [a_webinar(TWO), a_webinar(THREE)])

    assert [one.id for one in webinars.of_account(zoom)] == [ONE, TWO, THREE]


def test_a_connected_account_asks_for_its_own_webinars(fake: FakeZoom, clock: FakeClock):
    fake.tokens = 1
    shelf = MemoryShelf(
        {"access_token": "token-1", "token_type": "bearer", "expires_at": int(clock.now().timestamp()) + 3600}
    )
    zoom = a_zoom(clock, account=ZoomAccount("client-1", "s3cret-of-the-app"), shelf=shelf)
    fake.lists["/users/me/webinars"] = ("webinars", [a_webinar(ONE)])

    assert [one.id for one in webinars.of_account(zoom)] == [ONE]


def test_a_registration_link_is_found_by_asking_for_each_webinar(fake: FakeZoom, zoom: Zoom):
    fake.lists["/users?status=active"] = ("users", [{"id": "u1"}])
    fake.lists["/users/u1/webinars"] = ("webinars", [a_webinar(ONE), a_webinar(TWO)])
    fake.objects[f"/webinars/{ONE}"] = a_webinar(ONE)
    fake.objects[f"/webinars/{TWO}"] = a_webinar(TWO, registration_url=link("WN_juM2BGyLQMyQ_ZrqiGRhLg"))

    assert finding.find(zoom, link("WN_juM2BGyLQMyQ_ZrqiGRhLg") + "?utm_source=mail") == Webinar(TWO)
    with pytest.raises(NotFound, match="registration link"):
        finding.find(zoom, link("WN_ofAnotherAccount"))


def test_a_registration_link_is_found_though_zoom_tells_nothing_of_a_webinar_listed_before(
    fake: FakeZoom, zoom: Zoom
):
    fake.lists["/users?status=active"] = ("users", [{"id": "u1"}])
    fake.lists["/users/u1/webinars"] = ("webinars", [a_webinar(ONE), a_webinar(TWO), a_webinar(THREE)])
    fake.answers[f"/webinars/{TWO}"] = [PLAN]  # and ONE was deleted since the list was made
    fake.objects[f"/webinars/{THREE}"] = a_webinar(THREE, registration_url=link("WN_juM2BGyLQMyQ_ZrqiGRhLg"))

    assert finding.find(zoom, link("WN_juM2BGyLQMyQ_ZrqiGRhLg")) == Webinar(THREE)


ARGUMENTS = [
    ("123 4567 8901", Webinar("12345678901"), "as people write it"),
    (" 98765432101 ", Webinar("98765432101"), "with space around"),
    ("987-6543-2101", Webinar("98765432101"), "with dashes"),
    ("987654321", Webinar("987654321"), "nine digits"),
    ("98765432101/1773133200000", Webinar("98765432101", "1773133200000"), "with an occurrence"),
    ("https://us02web.zoom.us/j/98765432101?pwd=x", Webinar("98765432101"), "a join link"),
    ("https://zoom.us/w/98765432101?tk=secret#success", Webinar("98765432101"), "a personal join link"),
    ("zoom.us/j/98765432101", Webinar("98765432101"), "without https"),
    (link("WN_a-b_C"), finding.RegistrationLink("WN_a-b_C"), "a registration link"),
    (link("5516482804110/WN_abc"), finding.RegistrationLink("WN_abc"), "with a tracking source"),
]


@pytest.mark.parametrize(("given", "meant", "why"), ARGUMENTS, ids=[case[2] for case in ARGUMENTS])
def test_a_webinar_may_be_named_in_many_ways(given: str, meant: Any, why: str):
    assert finding.webinar_argument(given) == meant


@pytest.mark.parametrize(
    "given", ["", "hello", "12345", "1" * 30, "https://[x", "https://zoom.us/my/room", "\u0661" * 11]
)
def test_what_names_no_webinar_is_said_so(given: str):
    with pytest.raises(Trouble, match="names no webinar"):
        finding.webinar_argument(given)


def test_a_webinar_that_has_not_run_has_no_runs(zoom: Zoom):
    assert webinars.instances(zoom, ONE) == []
    assert webinars.run(zoom, "uuid==") is None


def test_runs_carry_their_occurrence_where_zoom_tells_it(fake: FakeZoom, zoom: Zoom):
    fake.objects[f"/past_webinars/{ONE}/instances"] = {
        "webinars": [
            {"uuid": "a==", "start_time": "2026-03-10T09:00:00Z", "occurrence_id": 7},
            {"uuid": ""},
            None,
        ]
    }

    assert webinars.instances(zoom, ONE) == [Instance(ONE, "a==", AT, None, "7")]


def a_row(user: str = "1", **more: Any) -> dict[str, Any]:
    return {
        "user_id": user, "name": "Asha", "join_time": "2026-03-10T09:00:00Z",
        "leave_time": "2026-03-10T10:00:00Z", "duration": 3600, **more,
    }  # fmt: skip


def test_rows_that_zoom_repeats_are_one_row(fake: FakeZoom, zoom: Zoom):
    rows = [a_row("1"), a_row("1"), a_row("2"), a_row("1")]
    fake.lists["/report/webinars/u==/participants"] = ("participants", rows)

    found = reports.participants(zoom, EVENT, RUN)

    assert found is not None
    assert (found.source, found.complete) == ("report", True)
    assert [connection.connection for connection in found.found] == ["1", "2"]


@pytest.mark.parametrize("closed", [SCOPE, PLAN, answer({"code": 12702}, 400), answer({"code": 3001}, 404)])
def test_where_the_report_is_closed_the_past_participants_are_read(fake: FakeZoom, zoom: Zoom, closed: Any):
    fake.answers["/report/webinars/u%3D%3D/participants"] = [closed]
    fake.lists["/past_webinars/u==/participants"] = ("participants", [a_row()])

    found = reports.participants(zoom, EVENT, RUN)

    assert found is not None
    assert (found.source, len(found.found)) == ("past", 1)


def test_where_both_are_closed_the_reports_reason_is_told(fake: FakeZoom, zoom: Zoom):
    fake.answers["/report/webinars/u%3D%3D/participants"] = [SCOPE]
    fake.answers["/past_webinars/u%3D%3D/participants"] = [PLAN]

    with pytest.raises(ScopeMissing):
        reports.participants(zoom, EVENT, RUN)


def test_an_empty_report_is_not_complete(fake: FakeZoom, zoom: Zoom):
    fake.lists["/report/webinars/u==/participants"] = ("participants", [])

    found = reports.participants(zoom, EVENT, RUN)

    assert found is not None
    assert (found.source, found.found, found.complete) == ("report", [], False)


def test_an_outage_is_not_taken_for_a_closed_report(fake: FakeZoom, zoom: Zoom):
    fake.answers["/report/webinars/u%3D%3D/participants"] = [answer({}, 500)] * 5
    fake.lists["/past_webinars/u==/participants"] = ("participants", [a_row()])

    with pytest.raises(Trouble, match="HTTP 500"):
        reports.participants(zoom, EVENT, RUN)


def test_a_host_without_permission_is_not_taken_for_a_host_without_webinars(
    mock: responses.RequestsMock, clock: FakeClock
):
    fake = FakeZoom(mock)
    fake.answers["/users"] = [PLAN]

    with pytest.raises(NoPermission):
        list(webinars.of_account(a_zoom(clock)))
