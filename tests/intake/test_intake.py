"""A file's bytes to traces, whether they are a table or JSON of Zoom's API."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.rules.sheets import a_meeting
from zoom_sync import intake
from zoom_sync.records import Trouble, Understood

KOLKATA = ZoneInfo("Asia/Kolkata")
REGISTRANT = {
    "id": "R1",
    "first_name": "Asha",
    "last_name": "Rao",
    "email": "asha@x.example",
    "status": "approved",
}
PARTICIPANT = {
    "user_id": "16778240",
    "registrant_id": "R1",
    "name": "Asha",
    "user_email": "",
    "join_time": "2022-11-22T04:00:00Z",
    "leave_time": "2022-11-22T05:00:00Z",
    "status": "in_meeting",
}


def understood(value: Any, **options: Any) -> Understood:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return intake.understand(
        data, name=options.pop("name", "a.json"), event=a_meeting(), zone=KOLKATA, **options
    )


def test_registrants_of_the_api_keep_their_registrant_id() -> None:
    found = understood({"registrants": [REGISTRANT]})

    assert (found.kind, found.traces[0].ref) == ("registrants", "a.json#1")
    assert found.traces[0].claim.registrant_id == "R1"
    assert found.traces[0].registration is not None


def test_participants_are_counted_over_all_pages() -> None:
    found = understood([{"participants": [PARTICIPANT]}, {"participants": [PARTICIPANT | {"user_id": "2"}]}])

    assert (found.kind, [trace.ref for trace in found.traces]) == ("participants", ["a.json#1", "a.json#2"])
    assert found.traces[0].span is not None
    assert found.traces[0].span.start == datetime(2022, 11, 22, 4, tzinfo=UTC)


def test_rows_that_are_no_objects_are_told_and_keep_the_numbers_of_the_others() -> None:
    found = understood({"participants": [PARTICIPANT, "nonsense", PARTICIPANT | {"user_id": "2"}]})

    assert [trace.ref for trace in found.traces] == ["a.json#1", "a.json#3"]
    assert [fault.ref for fault in found.faults] == ["a.json#2"]


@pytest.mark.parametrize(
    "odd",
    [
        {"name": None},
        {"join_time": 5},
        {"join_time": "yesterday"},
        {"user_id": {"a": 1}},
        {"duration": "x"},
        {"extra": []},
    ],
)
def test_odd_fields_of_a_row_never_stop_the_file(odd: dict[str, Any]) -> None:
    found = understood({"participants": [PARTICIPANT | odd, PARTICIPANT]})

    assert len(found.traces) + len(found.faults) == 2


def test_a_connection_in_the_waiting_room_counts_nothing() -> None:
    found = understood({"participants": [PARTICIPANT | {"status": "in_waiting_room"}]})

    assert found.traces[0].excluded == "waiting room"


def test_the_same_bytes_give_the_same_facts_and_another_file_others() -> None:
    once, again = understood({"registrants": [REGISTRANT]}), understood({"registrants": [REGISTRANT]})
    other = understood({"registrants": [REGISTRANT, REGISTRANT]})

    assert [trace.id for trace in once.traces] == [trace.id for trace in again.traces]
    assert once.traces[0].id != other.traces[0].id
    assert once.traces[0].cells == other.traces[0].cells


def test_a_kind_that_contradicts_the_apis_rows_is_refused() -> None:
    with pytest.raises(Trouble, match="holds registrants"):
        understood({"registrants": [REGISTRANT]}, kind="sign-in")


def test_a_sheet_is_understood_by_the_same_call() -> None:
    found = understood(b"Name,Time In\nAsha,9:30\n", name="../sheet.csv")

    assert (found.kind, found.traces[0].ref) == ("sign-in", "sheet.csv#1")


def test_connections_of_another_day_are_told() -> None:
    found = understood(
        {
            "participants": [
                PARTICIPANT | {"join_time": "2022-11-20T04:00:00Z", "leave_time": "2022-11-20T05:00:00Z"}
            ]
        }
    )

    assert "outside the event's days" in found.notes[0]
