"""What stands on the organiser's pages, and what their forms do."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from tests.builders import instant
from tests.web import sample
from tests.web.conftest import Seat
from zoom_sync.records import Event, Instance, Reading
from zoom_sync.store import audit, events, imports, jobs, people, traces, verdicts, webinars
from zoom_sync.web.now import Shared
from zoom_sync.wiring import Rooms

HOSTILE = ["<script>alert(1)</script>", "{{7*7}}", '" onfocus="x', "javascript:alert(1)", "a\u202eb", "=1+1"]


@pytest.fixture
def browser(seat: Callable[..., Seat]) -> Seat:
    return seat("organiser")


@pytest.fixture
def keep(rooms: Rooms, browser: Seat) -> Callable[..., Event]:
    """`keep(people, **event)`: an event of the browser's own with a record of so many people."""

    def make(many: int = 120, *, final: bool = False, **changes: Any) -> Event:
        record = sample.a_record(sample.the_event(**changes), many, final=final)
        return sample.keep(rooms.store, record, now=rooms.clock.now(), owner=browser.user)

    return make


def test_an_empty_list_explains_what_to_do(browser: Seat) -> None:
    page = browser.get("/events").text

    assert "No events yet" in page
    assert 'href="/events/new"' in page


def test_the_list_shows_own_events_only(
    browser: Seat, keep: Callable[..., Event], seat: Callable[..., Seat]
) -> None:
    keep(3, title="Ours")

    assert "Ours" in browser.get("/events").text
    assert "Ours" not in seat("organiser", email="other@mela.example").get("/events").text


def test_a_new_event_is_made_from_the_form(browser: Seat, rooms: Rooms) -> None:
    browser.get("/events/new")

    answer = browser.post(
        "/events/new",
        {
            "title": "Lessons",
            "timezone": "Asia/Kolkata",
            "starts": "2026-03-10T10:30",
            "ends": "2026-03-10T17:00",
            "venue": "Silver Oak",
            "part_title": ["Opening", "Debate", ""],
            "part_starts": ["10:30", "11:30", ""],
            "part_ends": ["11:15", "13:00", ""],
            "part_place": ["", "Silver Oak", ""],
            "part_id": ["", "", ""],
            "webinar": ["987 6543 2101", ""],
        },
    )

    assert answer.status_code == 303
    event = rooms.store.read(lambda tx: events.get(tx, answer.location.rpartition("/")[2]))
    assert event is not None
    assert event.starts == instant("05:00")
    assert [session.title for session in event.sessions] == ["Opening", "Debate"]
    assert event.webinars[0].id == "98765432101"
    assert event.owner == browser.user
    assert browser.get(answer.location).status_code == 200


def test_what_is_wrong_in_the_form_is_said_and_what_was_typed_stays(browser: Seat) -> None:
    browser.get("/events/new")

    answer = browser.post("/events/new", {"title": "Lessons", "timezone": "Kolkata"})

    assert answer.status_code == 400
    assert "There is no time zone named" in answer.text
    assert 'value="Lessons"' in answer.text


def test_the_overview_has_the_counts_with_the_range_that_questions_and_doubtful_joins_leave(
    browser: Seat, keep: Callable[..., Event]
) -> None:
    page = browser.get(f"/events/{keep(300).id}").text

    assert ">149<" in page
    assert "146 to 161" in page  # three questions, and twelve people in both by an initial on a sheet
    assert "report of instance abcd==" in page
    assert "Provisional" in page


def test_a_final_record_says_so_and_has_nobody_inside(browser: Seat, keep: Callable[..., Event]) -> None:
    event = keep(300, final=True)

    page = browser.get(f"/events/{event.id}").text

    assert "Final" in page
    assert '<dd data-field="zoom">0</dd>' in page


def test_the_counters_are_told_again_only_when_they_changed(
    browser: Seat, keep: Callable[..., Event], rooms: Rooms, app: Flask
) -> None:
    event = keep(300)
    app.extensions["inside"] = Shared(fresh_s=0, share=0)
    first = browser.get(f"/events/{event.id}/live/now")
    assert 'data-field="count-both">50<' in first.text

    again = browser.get(f"/events/{event.id}/live/now", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304

    record = sample.a_record(event, 301)
    people.publish(rooms.store, event.id, record, now=rooms.clock.now())
    changed = browser.get(f"/events/{event.id}/live/now", headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200
    assert 'data-generation="2"' in changed.text


def test_the_sources_of_an_event_are_shown_with_their_state(
    browser: Seat, keep: Callable[..., Event], rooms: Rooms
) -> None:
    event, now = keep(3), rooms.clock.now()
    webinar = event.webinars[0].id
    reading = Reading(webinar, "abcd==", now, complete=False, digest="d", rows=17)

    def steps(tx: Any) -> None:
        webinars.put_instance(tx, Instance(webinar, "abcd==", instant("09:00"), instant("12:55")))
        traces.put_reading(tx, event.id, reading, [], now=now)

    rooms.store.run(steps)

    page = re.sub(r"<time[^>]*>|</time>", "", browser.get(f"/events/{event.id}").text)
    assert "its report was read once, 1 second ago, 17 rows, not yet complete" in page


def test_people_come_in_pages_of_one_snapshot(
    browser: Seat, keep: Callable[..., Event], rooms: Rooms
) -> None:
    event = keep(120)
    first = browser.get(f"/events/{event.id}/people").text
    following = first.partition("after=")[2].partition('"')[0]
    assert "Asha" not in following  # the cursor shows no name

    smaller = sample.a_record(event, 10)
    people.publish(rooms.store, event.id, smaller, now=rooms.clock.now())

    second = browser.get(f"/events/{event.id}/people?after={following}".replace("&amp;", "&")).text
    assert second.count('<th scope="row">') == 50
    assert browser.get(f"/events/{event.id}/people").text.count('<th scope="row">') == 10


@pytest.mark.parametrize(
    ("query", "found"),
    [("q=khatun+rahima", 1), ("q=PRADHAN+asha", 1), ("q=person7%40mela.example", 1), ("mode=both", 20)],
)
def test_people_are_found_by_any_words_in_any_order(
    query: str, found: int, browser: Seat, keep: Callable[..., Event]
) -> None:
    page = browser.get(f"/events/{keep(120).id}/people?{query}").text

    assert page.count('<th scope="row">') == found or (found == 0 and "Nobody fits" in page)


@pytest.mark.parametrize("query", ["kind=secret", "mode=everything", "after=forged"])
def test_a_forged_list_is_refused_in_words(query: str, browser: Seat, keep: Callable[..., Event]) -> None:
    answer = browser.get(f"/events/{keep(3).id}/people?{query}")

    assert answer.status_code == 400
    assert "<h1" in answer.text


def test_a_person_is_found_by_any_evidence_and_shown_under_one_address(
    browser: Seat, keep: Callable[..., Event]
) -> None:
    event = keep(12)
    person = sample.a_person(4, event)

    answer = browser.get(f"/events/{event.id}/people/abcd==/4/2026-03-10T09:05:00Z")

    assert answer.status_code == 302
    assert answer.location.endswith(f"/people/{person.id}")
    page = browser.get(answer.location).text
    assert "registrant id" in page
    assert "sheet.csv#4" in page
    assert "<rect" in page
    assert "3 h 25 min" in page


def test_a_person_who_is_not_there_is_404(browser: Seat, keep: Callable[..., Event]) -> None:
    assert browser.get(f"/events/{keep(3).id}/people/{'0' * 32}").status_code == 404


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_shown_as_typed_and_runs_nowhere(name: str, browser: Seat, rooms: Rooms) -> None:
    event = sample.the_event(title=name, venue=name)
    person = replace(sample.a_person(0, event), name=name, organisation=name, email=name, notes=(name,))
    record = replace(sample.a_record(event, 1), people=(person,), waiting_for=(name,), notes=(name,))
    sample.keep(rooms.store, record, now=rooms.clock.now(), owner=browser.user)

    for path in (
        "/events",
        f"/events/{event.id}",
        f"/events/{event.id}/people",
        f"/events/{event.id}/people/{person.id}",
    ):
        page = browser.get(path).text
        assert "<script>alert" not in page
        assert "{{7*7}}" in page or "7*7" not in name
        assert 'onfocus="x' not in page
        assert 'href="javascript:' not in page
        assert "\u202e" not in page


def test_a_decision_is_kept_with_who_and_why_and_can_be_undone(
    browser: Seat, keep: Callable[..., Event], rooms: Rooms
) -> None:
    event = keep(12)
    person = sample.a_person(5, event)
    browser.get(f"/events/{event.id}/people/{person.id}")

    answer = browser.post(
        f"/events/{event.id}/people/decide", {"ref": person.id, "saying": "attended", "reason": "I saw her"}
    )

    assert answer.status_code == 303
    (verdict,) = rooms.store.read(lambda tx: verdicts.of_event(tx, event.id))
    assert (verdict.kind, verdict.refs, verdict.by) == ("attended", (person.id,), "organiser@mela.example")
    assert "I saw her" in browser.get(f"/events/{event.id}/decisions").text

    browser.post(f"/events/{event.id}/decisions/undo", {"decision": verdict.id})
    kinds = [one.kind for one in rooms.store.read(lambda tx: verdicts.of_event(tx, event.id))]
    assert kinds == ["attended", "undo"]
    assert "taken back" in browser.get(f"/events/{event.id}/decisions").text


def test_an_answer_to_a_question_is_a_decision_and_the_question_goes(
    browser: Seat, keep: Callable[..., Event], rooms: Rooms, app: Flask
) -> None:
    event = keep(300)
    page = browser.get(f"/events/{event.id}/review").text
    assert "3 open" in page
    assert "same surname · first name is an initial" in page
    pair = rooms.store.read(lambda tx: people.review(tx, event.id))[0]

    answer = browser.post(
        f"/events/{event.id}/review", {"ref": list(pair.facts), "saying": "different", "nonce": "n"}
    )
    browser.post(f"/events/{event.id}/review", {"ref": list(pair.facts), "saying": "different", "nonce": "n"})

    assert answer.status_code == 303
    (verdict,) = rooms.store.read(lambda tx: verdicts.of_event(tx, event.id))
    assert set(verdict.refs) == set(pair.facts)
    assert "2 open" in browser.get(f"/events/{event.id}/review").text


@pytest.mark.parametrize("form", [{}, {"saying": "same"}, {"saying": "undo", "ref": ["a", "b"]}])
def test_an_answer_that_is_not_complete_is_refused(
    form: dict[str, Any], browser: Seat, keep: Callable[..., Event]
) -> None:
    event = keep(12)
    browser.get(f"/events/{event.id}/review")

    assert browser.post(f"/events/{event.id}/review", form).status_code == 400


SHEET = "Name,Organisation,E-mail,Time in,Time out\nAsha Pradhan,Mela Trust,asha@mela.example,14:40,18:00\n"


def test_a_file_is_looked_at_before_anything_is_taken(
    browser: Seat, keep: Callable[..., Event], rooms: Rooms
) -> None:
    event = keep(3)
    browser.get(f"/events/{event.id}/sheets")

    seen = look(browser, event, SHEET)

    assert seen.status_code == 200
    assert "Sign-in sheet" in seen.text
    assert "Asha Pradhan" in seen.text
    assert rooms.store.read(lambda tx: imports.all(tx, event.id)) == []

    answer = browser.post(
        f"/events/{event.id}/sheets/take", {"spooled": spooled(seen.text), "name": "sheet.csv"}
    )
    assert answer.status_code == 303
    (kept,) = rooms.store.read(lambda tx: imports.all(tx, event.id))
    assert (kept["name"], kept["rows"], kept["by"]) == ("sheet.csv", 1, "organiser@mela.example")
    assert "Taken: 1 new of 1 rows" in browser.get(answer.location).text


def test_the_same_file_again_changes_nothing_and_says_so(browser: Seat, keep: Callable[..., Event]) -> None:
    event = keep(3)
    browser.get(f"/events/{event.id}/sheets")
    for _ in range(2):
        seen = look(browser, event, SHEET)
        answer = browser.post(
            f"/events/{event.id}/sheets/take", {"spooled": spooled(seen.text), "name": "sheet.csv"}
        )

    assert "This file was here already" in browser.get(answer.location).text


@pytest.mark.parametrize(
    ("content", "name"), [(b"", "empty.csv"), (b"PK\x03\x04half", "half.xlsx"), (b"%PDF-1.7", "scan.pdf")]
)
def test_a_file_that_is_not_understood_gets_one_sentence(
    content: bytes, name: str, browser: Seat, keep: Callable[..., Event]
) -> None:
    event = keep(3)
    browser.get(f"/events/{event.id}/sheets")

    answer = look(browser, event, content, name=name)

    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert name in answer.text


@pytest.mark.parametrize("form", [{}, {"spooled": "../../etc/passwd"}, {"spooled": "0" * 32}])
def test_a_file_that_is_gone_is_asked_for_again(
    form: dict[str, str], browser: Seat, keep: Callable[..., Event]
) -> None:
    event = keep(3)
    browser.get(f"/events/{event.id}/sheets")

    answer = browser.post(f"/events/{event.id}/sheets/take", form)

    assert answer.status_code == 400
    assert "Choose a file" in answer.text


def look(browser: Seat, event: Event, content: str | bytes, *, name: str = "../C:\\x\\sheet.csv") -> Any:
    data = content.encode() if isinstance(content, str) else content
    return browser.post(
        f"/events/{event.id}/sheets/look",
        {"file": (io.BytesIO(data), name)},
        content_type="multipart/form-data",
    )


def spooled(page: str) -> str:
    return page.partition('name="spooled" value="')[2].partition('"')[0]


@pytest.mark.parametrize(("format", "begins"), [("json", b"{"), ("csv", b""), ("xlsx", b"PK")])
def test_a_download_is_an_attachment_and_stands_in_the_audit(
    format: str, begins: bytes, browser: Seat, keep: Callable[..., Event], rooms: Rooms
) -> None:
    event = keep(3, title="Work in Freedom\r\nSet-Cookie: x")

    answer = browser.get(f"/events/{event.id}/record.{format}")

    assert answer.status_code == 200
    assert answer.data.startswith(begins)
    assert answer.headers["Content-Disposition"].startswith(
        "attachment; filename=work-in-freedom-set-cookie-x"
    )
    assert [line.what for line in rooms.store.read(lambda tx: audit.lines(tx, event=event.id))] == [
        f"exported {format}"
    ]


def test_an_unknown_format_is_404_and_no_record_is_said(browser: Seat, keep: Callable[..., Event]) -> None:
    assert browser.get(f"/events/{keep(3).id}/record.exe").status_code == 404


def test_closing_the_room_keeps_the_reason_and_asks_for_the_record(
    browser: Seat, keep: Callable[..., Event], rooms: Rooms
) -> None:
    event = keep(3)
    browser.get(f"/events/{event.id}")

    browser.post(f"/events/{event.id}/close", {"without_reports": "no plan for reports"})

    kept = rooms.store.read(lambda tx: events.get(tx, event.id))
    assert kept is not None
    assert kept.room_closed == rooms.clock.now()
    assert kept.waived == "no plan for reports"
    assert [task["name"] for task in rooms.store.read(jobs.waiting)] == ["rebuild"]


def test_a_closed_room_is_opened_again_and_the_audit_says_who(
    browser: Seat, keep: Callable[..., Event], rooms: Rooms
) -> None:
    event = keep(3)
    browser.get(f"/events/{event.id}")
    browser.post(f"/events/{event.id}/close", {"without_reports": "no plan for reports"})
    assert "Open it again" in browser.get(f"/events/{event.id}").text

    browser.post(f"/events/{event.id}/reopen")

    kept = rooms.store.read(lambda tx: events.get(tx, event.id))
    assert kept is not None
    assert (kept.room_closed, kept.waived) == (None, "")
    assert rooms.store.read(lambda tx: audit.lines(tx, event=event.id))[0].what == "event opened again"


def test_an_evidence_address_with_slashes_at_its_start_finds_its_person(
    browser: Seat, keep: Callable[..., Event], rooms: Rooms
) -> None:
    event = sample.the_event(id="e" * 32)
    ref = "/ab//cd==/9/2026-03-10T09:05:00Z"
    one = sample.a_person(4, event)
    one = replace(one, evidence=(one.evidence[0], replace(one.evidence[1], ref=ref)))
    record = replace(sample.a_record(event, 0), people=(one,))
    sample.keep(rooms.store, record, now=rooms.clock.now(), owner=browser.user)

    answer = browser.get(f"/events/{event.id}/people", query_string={"ref": ref})

    assert answer.status_code == 302
    assert answer.location.endswith(f"/people/{one.id}")


def test_the_overview_warns_of_a_silent_worker_and_of_a_zoom_that_never_delivered(
    browser: Seat, keep: Callable[..., Event], rooms: Rooms
) -> None:
    event = keep(3)
    assert "The worker is silent" in browser.get(f"/events/{event.id}").text
    rooms.store.run(lambda tx: jobs.beat(tx, "w", now=rooms.clock.now()))

    page = browser.get(f"/events/{event.id}").text

    assert "The worker is silent" not in page
    assert ("Zoom has not delivered anything yet" in page) == bool(event.webinars)


def test_reading_from_zoom_is_asked_of_the_worker(
    browser: Seat, keep: Callable[..., Event], rooms: Rooms
) -> None:
    event = keep(3)
    browser.get(f"/events/{event.id}")

    browser.post(f"/events/{event.id}/sync")

    (task,) = rooms.store.read(jobs.waiting)
    assert (task["name"], task["key"], task["args"]) == ("sync", event.id, {"event": event.id})


def test_the_report_has_its_curve_and_says_how_it_was_counted(
    browser: Seat, keep: Callable[..., Event]
) -> None:
    event = keep(60)

    page = browser.get(f"/events/{event.id}/report").text

    assert "<svg" in page
    assert "How this was counted" in page
    printable = browser.get(f"/events/{event.id}/report/printable")
    assert "attachment" in printable.headers["Content-Disposition"]


def test_pages_before_the_first_record_explain_themselves(browser: Seat, rooms: Rooms) -> None:
    event = sample.the_event(owner=browser.user)
    rooms.store.run(lambda tx: events.add(tx, event, now=rooms.clock.now()))

    waits = "The record is being made" if event.webinars else "Nothing to count yet"
    assert waits in browser.get(f"/events/{event.id}").text
    assert "Nobody yet" in browser.get(f"/events/{event.id}/people").text
    assert "No open questions" in browser.get(f"/events/{event.id}/review").text
    answer = browser.get(f"/events/{event.id}/report")
    assert (answer.status_code, "Nothing to report yet" in answer.text) == (200, True)


def test_what_a_column_was_taken_for_is_put_right_and_the_rows_are_taken_so(
    browser: Seat, keep: Callable[..., Event], rooms: Rooms
) -> None:
    event = keep(3)
    browser.get(f"/events/{event.id}/sheets")
    sheet = "Wer,Woher,Name\nAsha Pradhan,Mela Trust,Hall 2\nRavi Das,Mela Trust,Hall 2\n"

    seen = look(browser, event, sheet)
    form = {
        "spooled": spooled(seen.text),
        "name": "sheet.csv",
        "column-0": "name",
        "column-1": "organisation",
    }
    again = browser.post(f"/events/{event.id}/sheets/look", form | {"column-2": ""})
    form["spooled"] = spooled(again.text)
    browser.post(f"/events/{event.id}/sheets/take", form | {"column-2": ""})

    assert "Hall 2" in seen.text.partition("What would be taken")[2]
    assert "Hall 2" not in again.text.partition("What would be taken")[2]
    (kept,) = rooms.store.read(lambda tx: imports.all(tx, event.id))
    assert {"Wer": "name", "Woher": "organisation"}.items() <= kept["columns"].items()


def test_a_row_with_a_morning_and_an_afternoon_is_shown_with_both_before_it_is_taken(
    browser: Seat, keep: Callable[..., Event]
) -> None:
    event = keep(3)
    browser.get(f"/events/{event.id}/sheets")

    seen = look(browser, event, "Name,In,Out,In,Out\nAsha Pradhan,10:31,11:02,11:33,12:04\n")

    shown = seen.text.partition("What would be taken")[2]
    assert all(at in shown for at in ("10:31", "11:02", "11:33", "12:04"))


def test_a_table_that_names_nobody_is_shown_so_that_its_columns_can_be_named(
    browser: Seat, keep: Callable[..., Event]
) -> None:
    event = keep(3)
    browser.get(f"/events/{event.id}/sheets")

    seen = look(browser, event, "17,4\n18,5\n19,7\n")
    named = browser.post(
        f"/events/{event.id}/sheets/look",
        {"spooled": spooled(seen.text), "name": "sheet.csv", "column-0": "name", "column-1": ""},
    )

    assert seen.status_code == 400
    assert 'name="column-0"' in seen.text
    assert "Take these rows" not in seen.text
    assert named.status_code == 200
    assert "Take these rows" in named.text


def test_a_file_is_taken_back_whole_and_brought_back(
    browser: Seat, keep: Callable[..., Event], rooms: Rooms
) -> None:
    event = keep(3)
    browser.get(f"/events/{event.id}/sheets")
    seen = look(browser, event, SHEET)
    browser.post(f"/events/{event.id}/sheets/take", {"spooled": spooled(seen.text), "name": "sheet.csv"})
    (kept,) = rooms.store.read(lambda tx: imports.all(tx, event.id))

    browser.post(f"/events/{event.id}/sheets/{kept['id']}/undo", {"reason": "wrong hall"})
    page = browser.get(f"/events/{event.id}/sheets").text

    assert "it counts nothing" in page
    assert "wrong hall" in page
    browser.post(f"/events/{event.id}/sheets/{kept['id']}/redo")
    assert "it counts nothing" not in browser.get(f"/events/{event.id}/sheets").text


def test_a_file_of_another_event_is_not_taken_back_here(
    browser: Seat, keep: Callable[..., Event], rooms: Rooms
) -> None:
    event = keep(3)
    browser.get(f"/events/{event.id}/sheets")

    answer = browser.post(f"/events/{event.id}/sheets/{'0' * 32}/undo")

    assert answer.status_code == 400
    assert "no such import" in answer.text
