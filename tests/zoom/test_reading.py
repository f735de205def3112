"""Zoom's rows become traces; what is odd in them is no reason to lose the row, and no row raises."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_connection, a_join, a_leave, a_panelist, a_registrant, an_event
from webhooks.events import Notification, read
from zoom_sync.records import Claim, Fault, Registration, Span, Trace, Webinar
from zoom_sync.zoom import notices, reading
from zoom_sync.zoom.words import instant, text

SAMPLES = Path(__file__).parents[2] / "../shared/zoom/samples/webhooks"
EVENT = an_event()
WEBINAR = EVENT.webinars[0].id
RUN = "4444AAAiAAAAAiAiAiiAii=="
AT = datetime(2026, 3, 10, 8, 0, tzinfo=UTC)


def registrant(**row: Any) -> Trace | Fault:
    return reading.registrant({"id": "R1", **row}, event=EVENT, webinar=WEBINAR, at=AT)


def participant(**row: Any) -> Trace | Fault:
    given = {"user_id": "167", "name": "Asha Rao", "join_time": "2026-03-10T09:00:00Z", **row}
    return reading.participant(given, event=EVENT, webinar=WEBINAR, instance=RUN)


def good(found: Trace | Fault) -> Trace:
    assert isinstance(found, Trace), found
    return found


def test_a_registrants_row_gives_all_that_it_claims_and_no_link():
    found = good(
        registrant(
            first_name="Asha", last_name="Rao", email="asha@rao.example", phone="+919800000001", org="Office",
            country="IN", status="pending", create_time="2026-02-01T10:00:00.66Z", join_url="https://secret",
        )
    )  # fmt: skip

    assert found.claim == Claim(
        "Asha Rao", "asha@rao.example", "+919800000001", "Office", "IN", registrant_id="R1"
    )
    assert found.registration == Registration("pending", datetime(2026, 2, 1, 10, 0, 0, 660000, tzinfo=UTC))
    assert (found.ref, found.at, found.source) == ("R1", AT, "registrant")
    assert "secret" not in repr(found)


def test_ids_and_refs_are_those_that_everybody_else_reckons_with():
    listed = good(registrant(first_name="Asha", last_name="Rao"))
    connected = good(participant(leave_time="2026-03-10T10:00:00Z"))
    panelist = good(reading.panelist({"id": "P1"}, event=EVENT, webinar=WEBINAR, at=AT))

    assert (listed.id, listed.ref) == _address(a_registrant("Asha Rao", id="R1"))
    assert (connected.id, connected.ref) == _address(
        a_connection("Asha Rao", "09:00", "10:00", user="167", run=RUN)
    )
    assert (panelist.id, panelist.ref) == _address(a_panelist(id="P1"))


def test_an_event_with_several_webinars_names_the_webinar_in_a_registrants_address():
    event = an_event(webinars=(Webinar("111"), Webinar("222")))
    two_occurrences = an_event(webinars=(Webinar("111", "a"), Webinar("111", "b")))

    assert reading.registrant_ref(event, "222", "R1") == "222/R1"
    assert reading.registrant_ref(two_occurrences, "111", "R1") == "R1"


def test_a_row_of_a_file_has_the_files_address_and_may_lack_zooms_id():
    found = good(
        reading.registrant(
            {"email": "a@b.example"}, event=EVENT, webinar="", at=None, ref="list.json#3", id="x"
        )
    )

    assert (found.id, found.ref, found.claim.email) == ("x", "list.json#3", "a@b.example")


def test_a_registrant_without_an_id_is_a_fault():
    assert isinstance(registrant(id=""), Fault)
    assert isinstance(registrant(id=None), Fault)


SPANS: list[tuple[dict[str, Any], tuple[str, str | None] | None, str]] = [
    ({"leave_time": "2026-03-10T10:00:00Z"}, ("09:00", "10:00"), "both"),
    ({"leave_time": ""}, ("09:00", None), "no end yet"),
    ({"leave_time": None, "duration": 60}, ("09:00", "09:01"), "an end from the duration"),
    ({"leave_time": "soon"}, ("09:00", None), "an end that is none"),
    ({"leave_time": "2026-03-10T08:00:00Z"}, ("09:00", "09:00"), "an end before the start: an instant"),
    ({"leave_time": "2026-03-10T15:30:00+05:30"}, ("09:00", "10:00"), "another offset"),
    ({"leave_time": "2026-03-10T10:00:00"}, ("09:00", "10:00"), "no zone is UTC"),
    ({"join_time": "", "leave_time": "2026-03-10T10:00:00Z"}, ("10:00", "10:00"), "no start"),
    ({"leave_time": "", "duration": 10**18}, ("09:00", None), "a duration beyond the calendar"),
    ({"leave_time": "", "duration": "odd"}, ("09:00", None), "a duration that is none"),
]


@pytest.mark.parametrize(("row", "clock", "why"), SPANS, ids=[case[2] for case in SPANS])
def test_a_connection_spans_what_its_row_tells(
    row: dict[str, Any], clock: tuple[str, str | None] | None, why: str
):
    found = good(participant(**row))

    def at(hour: str) -> datetime:
        return datetime.fromisoformat(f"2026-03-10T{hour}:00+00:00")

    assert clock is not None
    assert found.span == Span(at(clock[0]), at(clock[1]) if clock[1] else None)


def test_whoever_only_waited_is_evidence_that_counts_nothing():
    assert good(participant(status="in_waiting_room")).excluded == "waiting room"
    assert good(participant(status="in_meeting")).excluded == ""


def test_the_newer_field_for_an_account_goes_before_the_older():
    assert good(participant(id="old", participant_user_id="new")).claim.account_id == "new"
    assert good(participant(id="old", participant_user_id="")).claim.account_id == "old"
    assert good(participant(id="")).claim.account_id == ""


def test_without_a_user_id_the_participants_uuid_tells_connections_apart():
    one, two = good(participant(user_id="", participant_uuid="u1")), good(participant(user_id=0))

    assert one.connection == "u1"
    assert one.id != two.id


ODD = [None, "", 7, 1.5, True, [], {}, "x" * 10_000, "\0", "\ud800", 10**5000, "0000-00-00T00:00:00Z"]
FIELDS = [
    "id",
    "email",
    "first_name",
    "last_name",
    "phone",
    "org",
    "country",
    "status",
    "create_time",
    "user_id",
    "name",
    "user_email",
    "join_time",
    "leave_time",
    "duration",
    "registrant_id",
    "participant_user_id",
    "participant_uuid",
]


@pytest.mark.parametrize("field", FIELDS)
def test_an_odd_value_in_any_field_is_harmless(field: str):
    for value in ODD:
        for found in (registrant(**{field: value}), participant(**{field: value})):
            assert isinstance(found, (Trace, Fault))
            repr(found).encode("utf-8")
        assert isinstance(
            reading.panelist({field: value}, event=EVENT, webinar=WEBINAR, at=AT), (Trace, Fault)
        )


@given(st.dictionaries(st.sampled_from(FIELDS), st.none() | st.text() | st.integers() | st.floats()))
def test_any_row_is_a_trace_or_a_fault(row: dict[str, Any]):
    found = [
        reading.registrant(row, event=EVENT, webinar=WEBINAR, at=AT),
        reading.participant(row, event=EVENT, webinar=WEBINAR, instance=RUN),
        reading.panelist(row, event=EVENT, webinar=WEBINAR, at=AT),
    ]

    assert all(isinstance(one, (Trace, Fault)) for one in found)


@pytest.mark.parametrize(
    "value", ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "1", "", None, 3]
)
def test_what_is_no_instant_is_none(value: Any):
    assert instant({"at": value}, "at") is None


def test_half_characters_and_nul_are_replaced():
    assert text({"name": " A\0b\ud83d "}, "name") == "A\ufffdb\ufffd"


# Notifications


def notification(name: str, within: dict[str, Any], at: datetime | None = AT) -> Notification:
    return Notification(name, "A1", at, {"id": WEBINAR, "uuid": RUN, **within}, "n")


def heard(name: str, **who: Any) -> Trace:
    (found,) = notices.notice(notification(f"webinar.{name}", {"host_id": "H", "participant": who}), EVENT)
    return good(found)


def test_a_heard_connection_has_the_address_that_its_reports_row_will_have():
    join = heard("participant_joined", user_id="167", user_name="Asha Rao", join_time="2026-03-10T09:00:00Z")
    leave = heard("participant_left", user_id="167", leave_time="2026-03-10T13:00:00Z")

    assert (join.id, join.ref) == _address(a_join("Asha Rao", "09:00", user="167", run=RUN))
    assert (leave.id, leave.ref) == _address(a_leave("Asha Rao", "13:00", user="167", run=RUN))
    assert join.ref == good(participant()).ref


def test_a_join_without_its_time_has_that_of_the_notification():
    assert heard("participant_joined", user_id="167").at == AT


def test_a_phone_is_bound_to_the_connection_of_its_person():
    found = heard("participant_bind", user_id="167", bind_user_id="16778240", phone_number="+9198")

    assert (found.kind, found.connection, found.bound, found.claim.phone) == (
        "bind",
        "167",
        "16778240",
        "+9198",
    )


def test_the_hosts_own_connection_is_known_by_the_account():
    assert heard("participant_joined", user_id="1", id="H").role == "host"
    assert heard("participant_joined", user_id="1", participant_user_id="H").role == "host"
    assert heard("participant_joined", user_id="1", id="").role == "attendee"


REGISTRATIONS = [
    ("created", {"status": "approved"}, "approved"),
    ("created", {"status": "pending"}, "pending"),
    ("created", {}, "pending"),
    ("approved", {}, "approved"),
    ("denied", {}, "denied"),
    ("cancelled", {"status": "approved"}, "cancelled"),
]


@pytest.mark.parametrize(("name", "more", "status"), REGISTRATIONS)
def test_a_registration_notice_gives_the_status_at_its_time(name: str, more: dict[str, Any], status: str):
    row = {"id": "R1", "first_name": "Asha", "email": "a@b.example", "join_url": "https://secret", **more}
    (found,) = notices.notice(notification(f"webinar.registration_{name}", {"registrant": row}), EVENT)

    trace = good(found)
    assert trace.registration is not None
    assert (trace.kind, trace.registration.status, trace.at) == ("registrant", status, AT)
    assert trace.id == good(registrant()).id, "one fact with the listing's row"


def test_a_scheduling_notice_tells_of_no_run():
    for name in ("webinar.created", "webinar.updated", "webinar.registration_created"):
        assert notices.instance(notification(name, {})) is None
    assert notices.instance(notification("webinar.participant_joined", {"uuid": ""})) is None


def test_every_name_gives_a_list_whatever_its_object_holds():
    for name in [*notices.KNOWN, "webinar.alert", "meeting.started", "app_deauthorized"]:
        for within in ODD:
            about = notification(name, {"participant": within, "registrant": within, "occurrences": within})
            found = notices.notice(about, EVENT)
            assert all(isinstance(one, (Trace, Fault)) for one in found)
            notices.instance(about)
            notices.concerns(about, EVENT)
            notices.strip(about)


def test_zooms_own_samples_are_read_as_what_they_are():
    if not SAMPLES.is_dir():
        pytest.skip("Zoom's sample notifications are not beside this checkout")
    kinds: dict[str, list[str]] = {}
    for path in sorted(SAMPLES.glob("*.json")):
        found = read(path.read_bytes())
        assert isinstance(found, Notification), path.name
        traces = [good(one) for one in notices.notice(found, EVENT)]
        kinds[path.stem] = [
            f"{one.kind} {one.registration.status if one.registration else ''}".strip() for one in traces
        ]
        assert "join_url" not in json.dumps(notices.strip(found))

    assert {name: found for name, found in kinds.items() if found} == {
        "webinar.participant_bind": ["bind"],
        "webinar.participant_joined": ["joined"],
        "webinar.participant_left": ["left"],
        "webinar.registration_approved": ["registrant approved"],
        "webinar.registration_cancelled": ["registrant cancelled"],
        "webinar.registration_created": ["registrant approved"],
        "webinar.registration_denied": ["registrant pending"],  # its sample is named "created"
    }


def test_a_run_is_told_by_its_start_and_its_end():
    begun = notices.instance(notification(notices.STARTED, {"start_time": "2026-03-10T08:55:00Z"}))
    ended = notices.instance(notification(notices.ENDED, {"start_time": ""}))

    assert begun is not None
    assert (begun.webinar, begun.uuid, begun.start, begun.end) == (
        WEBINAR, RUN, AT + timedelta(minutes=55), None,
    )  # fmt: skip
    assert ended is not None
    assert (ended.start, ended.end, ended.practice) == (None, AT, False)


def _address(trace: Trace) -> tuple[str, str]:
    return trace.id, trace.ref
