"""The REST API: lists and pages, registrations, runs and reports."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

import pytest

from tests.demo.conftest import RUN, START, WEBINAR
from zoom_sync.demo.zoom_server import Switches
from zoom_sync.demo.zoom_server.people import Connection

REGISTRANTS = f"/webinars/{WEBINAR}/registrants"
TWICE = quote(quote(RUN, safe=""), safe="")
ROWS = f"/report/webinars/{TWICE}/participants"


def test_a_page_has_thirty_rows_and_three_hundred_at_most(zoom):
    zoom.register(310)

    assert len(zoom.get(REGISTRANTS).json["registrants"]) == 30
    assert len(zoom.get(f"{REGISTRANTS}?page_size=300").json["registrants"]) == 300
    told = zoom.get(f"{REGISTRANTS}?page_size=301")
    assert (told.status_code, told.json["code"]) == (400, 300)


def test_the_tokens_lead_through_every_row_once(zoom):
    zoom.register(95)
    token = zoom.token().json["access_token"]
    seen, query = [], ""

    while True:
        page = zoom.get(f"{REGISTRANTS}?page_size=40{query}", token).json
        seen += [row["id"] for row in page["registrants"]]
        assert (page["total_records"], page["page_count"]) == (95, 3)
        if not page["next_page_token"]:
            break
        query = f"&next_page_token={page['next_page_token']}"

    assert seen == [f"reg{number}" for number in range(95)]


def test_a_page_token_dies_after_fifteen_minutes_and_belongs_to_one_query(zoom):
    zoom.register(50)
    page = zoom.get(f"{REGISTRANTS}?page_size=40").json["next_page_token"]

    assert zoom.get(f"{REGISTRANTS}?page_size=40&next_page_token={page}").status_code == 200
    for other in (f"?page_size=41&next_page_token={page}", f"?page_size=40&next_page_token={page}x"):
        told = zoom.get(REGISTRANTS + other)
        assert (told.status_code, told.json["code"]) == (400, 300)
    zoom.clock.move(900)
    assert zoom.get(f"{REGISTRANTS}?page_size=40&next_page_token={page}").json["code"] == 300


def test_the_list_shows_the_approved_unless_asked_for_others(zoom):
    zoom.register(3)
    zoom.register(2, "pending", first=3)
    zoom.register(1, "denied", first=5)

    for query, count in (("", 3), ("?status=approved", 3), ("?status=pending", 2), ("?status=denied", 1)):
        assert len(zoom.get(REGISTRANTS + query).json["registrants"]) == count
    assert zoom.get(f"{REGISTRANTS}?status=cancelled").json["code"] == 300


def test_only_the_approved_have_a_personal_link(zoom):
    zoom.register(1)
    zoom.register(1, "pending", first=1)

    assert zoom.get(REGISTRANTS).json["registrants"][0]["join_url"]
    assert "join_url" not in zoom.get(f"{REGISTRANTS}?status=pending").json["registrants"][0]


def test_who_cancels_themselves_is_in_no_list_and_who_is_cancelled_is_denied(zoom):
    zoom.register(2)

    zoom.world.judge(WEBINAR, "reg0", "cancel")
    zoom.world.judge(WEBINAR, "reg1", "cancel", by="host@org.example")

    assert zoom.get(REGISTRANTS).json["total_records"] == 0
    denied = zoom.get(f"{REGISTRANTS}?status=denied").json["registrants"]
    assert [row["id"] for row in denied] == ["reg1"]
    assert [notice.event for notice in zoom.notices[-2:]] == ["webinar.registration_cancelled"] * 2


def test_a_known_address_gets_its_registration_back(zoom):
    form = {"email": "new@mail.example", "first_name": "New"}

    first = zoom.get(REGISTRANTS, method="POST", json=form)
    again = zoom.get(REGISTRANTS, method="POST", json=form)

    assert first.status_code == 201
    assert first.json["id"] == WEBINAR
    assert again.json["registrant_id"] == first.json["registrant_id"]
    assert len(zoom.notices) == 1


def test_a_person_is_added_three_times_a_day_at_most(zoom):
    form = {"email": "new@mail.example", "first_name": "New"}
    for _ in range(3):
        assert zoom.get(REGISTRANTS, method="POST", json=form).status_code == 201

    told = zoom.get(REGISTRANTS, method="POST", json=form)

    assert told.status_code == 429
    assert "new@mail.example" in told.json["message"]
    assert "Retry-After" not in told.headers


@pytest.mark.parametrize(
    ("email", "code"),
    [("host@org.example", 3027), ("salma@org.example", 3000), ("nobody", 300)],
    ids=["the host", "a panelist", "no address"],
)
def test_some_cannot_register(zoom, email, code):
    told = zoom.get(REGISTRANTS, method="POST", json={"email": email, "first_name": "X"})

    assert (told.status_code, told.json["code"]) == (400, code)


def test_a_batch_takes_thirty_at_most(zoom):
    rows = [{"email": f"b{n}@mail.example", "first_name": f"B{n}"} for n in range(31)]
    path = f"/webinars/{WEBINAR}/batch_registrants"

    assert zoom.get(path, method="POST", json={"registrants": rows}).status_code == 400
    told = zoom.get(path, method="POST", json={"registrants": rows[:30]})
    assert told.status_code == 201
    assert len(told.json["registrants"]) == 30


def test_a_status_is_set_with_204(zoom):
    zoom.register(1, "pending")

    told = zoom.get(
        f"{REGISTRANTS}/status",
        method="PUT",
        json={"action": "approve", "registrants": [{"id": "reg0", "email": "p0@mail.example"}]},
    )

    assert (told.status_code, told.data) == (204, b"")
    assert zoom.get(REGISTRANTS).json["total_records"] == 1
    assert zoom.notices[-1].event == "webinar.registration_approved"


def test_an_absent_registrant_is_a_400_not_a_404(zoom):
    told = zoom.get(f"{REGISTRANTS}/nobody")

    assert (told.status_code, told.json["code"]) == (400, 3079)


def test_lists_of_a_webinar_take_a_number_only(zoom):
    zoom.run()

    for path in ("registrants", "panelists"):
        told = zoom.get(f"/webinars/{TWICE}/{path}")
        assert (told.status_code, told.json["code"]) == (400, 300)
    assert zoom.get(f"/webinars/{TWICE}").json["id"] == WEBINAR


def test_a_host_without_a_plan_is_a_400_with_code_200(zoom):
    told = zoom.get("/users/desk/webinars")

    assert (told.status_code, told.json["code"]) == (400, 200)
    assert zoom.get("/users/desk/settings").json["feature"]["webinar"] is False
    assert zoom.get("/users/host/webinars").json["webinars"][0]["id"] == WEBINAR


def test_a_server_token_has_no_me(zoom):
    assert zoom.get("/users/me/webinars").status_code == 404


def test_before_its_first_run_a_webinar_has_no_report(zoom):
    for path in (f"/report/webinars/{WEBINAR}", f"/past_webinars/{WEBINAR}/participants"):
        told = zoom.get(path)
        assert (told.status_code, told.json["code"]) == (404, 3001)
    assert zoom.get(f"/past_webinars/{WEBINAR}/instances").json == {"webinars": []}


def test_a_report_is_not_found_then_without_durations_then_whole(zoom):
    zoom.run()
    assert zoom.get(ROWS).json["code"] == 3001

    zoom.clock.move(600)
    assert [row["duration"] for row in zoom.get(ROWS).json["participants"]] == [0]

    zoom.clock.move(300)
    assert [row["duration"] for row in zoom.get(ROWS).json["participants"]] == [600]


@pytest.mark.parametrize(("report", "scope"), [("polls", "list_webinar_polls"), ("qa", "webinar_qna")])
def test_polls_and_questions_are_there_with_the_report_and_for_their_scope_alone(zoom_with, report, scope):
    path = f"/report/webinars/{TWICE}/{report}"
    zoom = zoom_with(scopes=frozenset({f"report:read:{scope}:admin"}))
    zoom.run()
    early = zoom.get(path)
    assert (early.status_code, early.json["code"]) == (404, 3001)

    zoom.clock.move(900)

    assert zoom.get(path).json["questions"] == []
    refused = zoom_with(scopes=frozenset({"report:read:webinar:admin"})).get(path)
    assert refused.json["code"] == 4711
    assert f"report:read:{scope}:admin" in refused.json["message"]


def test_the_registrant_id_comes_only_when_it_is_asked_for(zoom):
    zoom.run()
    zoom.clock.move(900)

    assert "registrant_id" not in zoom.get(ROWS).json["participants"][0]
    asked = zoom.get(f"{ROWS}?include_fields=registrant_id").json["participants"][0]
    assert asked["registrant_id"] == "reg0"


def test_a_uuid_with_two_slashes_has_to_be_encoded_twice(zoom):
    zoom.run()
    zoom.clock.move(900)

    assert zoom.get(ROWS).status_code == 200
    once = quote(RUN, safe="")
    assert zoom.get(f"/report/webinars/{once}/participants").json["code"] == 3001


def test_a_uuid_with_a_slash_inside_may_be_encoded_once(zoom):
    zoom.run(uuid="ab/c+dEf==")
    zoom.clock.move(900)

    once = quote("ab/c+dEf==", safe="")
    assert zoom.get(f"/report/webinars/{once}/participants").status_code == 200


def test_a_bare_id_means_the_latest_run_only(zoom):
    zoom.run(connections=1, uuid="first==")
    zoom.world.start(WEBINAR, "second==", START + timedelta(hours=2))
    zoom.world.join("second==", Connection("9", "Late", START + timedelta(hours=2)))
    zoom.world.end("second==", START + timedelta(hours=3))
    zoom.clock.move(900)

    rows = zoom.get(f"/report/webinars/{WEBINAR}/participants").json["participants"]

    assert [row["name"] for row in rows] == ["Late"]
    listed = zoom.get(f"/past_webinars/{WEBINAR}/instances").json["webinars"]
    assert [item["uuid"] for item in listed] == ["first==", "second=="]


def test_a_webinar_names_the_run_to_come_once_the_last_has_ended(zoom):
    zoom.world.start(WEBINAR, RUN, START)
    assert zoom.get(f"/webinars/{WEBINAR}").json["uuid"] == RUN

    zoom.world.end(RUN, START + timedelta(hours=1))

    assert zoom.get(f"/webinars/{WEBINAR}").json["uuid"] != RUN


def test_who_stays_to_the_end_leaves_with_it(zoom):
    zoom.world.start(WEBINAR, RUN, START)
    zoom.world.join(RUN, Connection("1", "P", START))

    zoom.world.end(RUN, START + timedelta(hours=1))

    assert [n.event for n in zoom.notices[-2:]] == ["webinar.participant_left", "webinar.ended"]
    assert zoom.world.instances[RUN].connections["1"].leave == START + timedelta(hours=1)


def test_the_leaves_at_the_end_may_stay_untold(zoom_with):
    zoom = zoom_with(Switches(leaves_at_end=False))
    zoom.world.start(WEBINAR, RUN, START)
    zoom.world.join(RUN, Connection("1", "P", START))

    zoom.world.end(RUN, START + timedelta(hours=1))

    assert [(n.event, n.how.lost) for n in zoom.notices[-2:]] == [
        ("webinar.participant_left", True),
        ("webinar.ended", False),
    ]


def test_only_the_end_of_a_practice_says_that_it_was_one(zoom):
    zoom.world.start(WEBINAR, RUN, START, practice=True)
    zoom.world.end(RUN, START + timedelta(hours=1))

    started, ended = (notice.payload["object"] for notice in zoom.notices)
    assert "practice_session" not in started
    assert ended["practice_session"] is True


def test_rows_may_stand_in_a_report_twice(zoom_with):
    zoom = zoom_with(Switches(duplicate_rows=2))
    zoom.run(connections=3)
    zoom.clock.move(900)

    assert zoom.get(ROWS).json["total_records"] == 5


def test_an_address_that_is_none_says_so(zoom):
    assert zoom.get("/webinars").status_code == 404
    assert zoom.client.get("/v2/users").json == {"code": 124, "message": "Invalid access token."}
