"""The table of people, one person's time, what another rule would change, and answers from a spreadsheet."""

from __future__ import annotations

import csv
import html
import io
import re
from typing import Any

import pytest

from tests.builders import a_connection, a_registrant
from tests.web import sample
from tests.web.conftest import Seat
from tests.web.test_review import DEVICE, OTHER, PRIYA, RAVI, SIGNED, browser, event, holder, rebuilt
from zoom_sync.records import Event
from zoom_sync.store import events, people, traces, verdicts
from zoom_sync.wiring import Rooms

__all__ = ["browser", "event"]  # fixtures of the review


@pytest.fixture
def large(browser: Seat, rooms: Rooms) -> Event:
    record = sample.a_record(sample.the_event(owner=browser.user), 130)
    return sample.keep(rooms.store, record, now=rooms.clock.now(), owner=browser.user)


def names(page: str) -> list[str]:
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    return [html.unescape(one) for one in re.findall(r'<th scope="row"><a[^>]*><bdi>(.*?)</bdi>', body)]


def pages_of(browser: Seat, path: str) -> list[list[str]]:
    """The names on each page of the table."""
    found = []
    while path:
        page = browser.get(path).text
        found.append(names(page))
        following = re.search(r'rel="next" href="([^"]+)"', page)
        path = html.unescape(following[1]) if following else ""
    return found


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ("q=rahima", "People 11 of 130"),
        ("q=খাতুন+rahima", "People 1 of 130"),
        ("mode=both", "People 21 of 130"),
        ("attended=yes&role=panelist", "People 1 of 130"),
        ("registration=none", "People 0 of 130"),
        ("group=mela+TRUST", "People 22 of 130"),
        ("kind=unidentified", "Without a name 1"),
    ],
)
def test_words_and_filters_say_how_many_of_how_many(
    query: str, heading: str, browser: Seat, large: Event
) -> None:
    page = browser.get(f"/events/{large.id}/people?{query}").text

    head = re.sub(r"<[^>]+>", "", page.partition("<h1>")[2].partition("</h1>")[0])
    assert " ".join(head.split()) == heading


def test_a_part_of_the_agenda_leaves_those_who_were_in_it(browser: Seat, large: Event) -> None:
    table = f"/events/{large.id}/people"
    everybody, opening = (
        pages_of(browser, f"{table}{more}") for more in ("", f"?session={large.sessions[0].id}")
    )

    assert sum(map(len, opening)) < sum(map(len, everybody)) == 130
    assert browser.get(f"{table}?session=nowhere").status_code == 400


@pytest.mark.parametrize("sort", ["name", "most", "least", "first", "last"])
def test_every_order_is_read_to_its_end_page_by_page(sort: str, browser: Seat, large: Event) -> None:
    found = pages_of(browser, f"/events/{large.id}/people?sort={sort}")

    assert list(map(len, found)) == [50, 50, 30]
    assert (
        "51 to 100 of 130"
        in browser.get(
            html.unescape(
                re.search(
                    r'rel="next" href="([^"]+)"', browser.get(f"/events/{large.id}/people?sort={sort}").text
                )[1]  # type: ignore[index]
            )
        ).text
    )


def test_chosen_columns_are_shown_and_kept_from_page_to_page(browser: Seat, large: Event) -> None:
    page = browser.get(f"/events/{large.id}/people?col=email&col=first&sort=first").text

    assert re.findall(r'<td data-label="([^"]+)"', page)[:2] == ["First seen", "E-mail"]
    following = re.search(r'rel="next" href="([^"]+)"', page)
    assert following is not None
    assert "col=email" in html.unescape(following[1])
    assert 'aria-sort="ascending"' in page


def test_no_name_stands_in_an_address_of_the_next_page(browser: Seat, large: Event) -> None:
    page = browser.get(f"/events/{large.id}/people").text

    following = re.search(r'rel="next" href="([^"]+)"', page)
    assert following is not None
    assert not any(word in following[1] for name in names(page) for word in name.split())


def test_a_person_page_says_why_so_many_minutes_and_which_rows_cover_each_stretch(
    browser: Seat, event: Event
) -> None:
    page = browser.get(f"/events/{event.id}/people/{RAVI.id}").text

    text = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "Why 2 h 30 min?" in text
    assert "On Zoom: 2 connections, together 2 h 30 min" in text
    stretches = re.findall(r'<tr id="stretch-\d+".*?</tr>', page, re.DOTALL)
    assert len(stretches) == 2
    assert all("Zoom connection" in one for one in stretches)
    assert page.count('href="#stretch-') == 2


def test_two_are_joined_after_the_effect_was_shown_and_parted_again(
    browser: Seat, event: Event, rooms: Rooms
) -> None:
    address = f"/events/{event.id}/people/{PRIYA.id}"
    found = browser.get(f"{address}?who=p.sharma@asha").text
    compared = re.search(r'href="([^"]*with=[^"]*)"', found)
    assert compared is not None
    page = browser.get(html.unescape(compared[1])).text
    assert "Are they the same person?" in page
    assert "One entry instead of two" in page

    browser.post(f"/events/{event.id}/people/decide", {"ref": [PRIYA.id, OTHER.id], "saying": "same"})
    rebuilt(rooms, event)
    assert holder(rooms, event, PRIYA) == holder(rooms, event, OTHER)

    (said,) = rooms.store.read(lambda tx: verdicts.of_event(tx, event.id))
    back = browser.post(f"/events/{event.id}/decisions/undo", {"decision": said.id, "person": PRIYA.id})
    rebuilt(rooms, event)
    assert back.location.endswith(f"?ref={PRIYA.id}")
    assert holder(rooms, event, PRIYA) != holder(rooms, event, OTHER)


def test_two_people_at_one_screen_both_count_and_an_undo_keeps_what_came_since(
    browser: Seat, event: Event, rooms: Rooms
) -> None:
    page = browser.get(f"/events/{event.id}/people/{RAVI.id}?beside=leela").text
    assert f'name="ref" value="{SIGNED.id}"' in page
    screen = re.search(r'<select id="screen" name="ref"><option value="([0-9a-f]+)"', page)
    assert screen is not None

    kept = browser.post(
        f"/events/{event.id}/people/decide", {"ref": [screen[1], SIGNED.id], "saying": "shared"}
    )
    assert kept.status_code == 303
    rebuilt(rooms, event)
    leela = holder(rooms, event, SIGNED)
    assert leela.mode == "both"
    assert "two people at one screen" in browser.get(f"/events/{event.id}/people/{SIGNED.id}").text

    registered = a_registrant("Leela Rao", "leela@rao.example", id="L1", event=event)
    later = a_connection("Leela Rao", "12:00", "12:30", user="88", registrant_id="L1")
    rooms.store.run(lambda tx: traces.append(tx, event.id, [registered, later], now=rooms.clock.now()))
    (said,) = rooms.store.read(lambda tx: verdicts.of_event(tx, event.id))
    browser.post(f"/events/{event.id}/decisions/undo", {"decision": said.id})
    rebuilt(rooms, event)

    assert holder(rooms, event, SIGNED).evidence[-1].source != "manual"
    assert holder(rooms, event, later).virtual_minutes == 30.0


def test_a_screen_is_shared_with_somebody_else_only(browser: Seat, event: Event, rooms: Rooms) -> None:
    browser.get(f"/events/{event.id}/people/{RAVI.id}")
    for refs in ([RAVI.id, SIGNED.id], [DEVICE.id, DEVICE.id]):
        answer = browser.post(f"/events/{event.id}/people/decide", {"ref": refs, "saying": "shared"})
        assert answer.status_code >= 400
    assert rooms.store.read(lambda tx: verdicts.of_event(tx, event.id)) == []


def test_a_rule_is_tried_and_then_taken(browser: Seat, event: Event, rooms: Rooms) -> None:
    tried = "minimum=120&bridge=60&breaks=30&clip=yes"
    page = browser.get(f"/events/{event.id}/rule?{tried}").text
    lost = re.search(r"Would no longer attend <span[^>]*>(\d+)", page)
    assert lost is not None
    before = attending(rooms, event)
    assert rooms.store.read(lambda tx: events.known(tx, event.id)).rule.minimum_minutes == 5

    answer = browser.post(f"/events/{event.id}/rule", dict(one.split("=") for one in tried.split("&")))
    rebuilt(rooms, event)

    assert answer.status_code == 303
    assert rooms.store.read(lambda tx: events.known(tx, event.id)).rule.minimum_minutes == 120
    assert before - attending(rooms, event) == int(lost[1])


def test_a_share_of_the_time_and_a_number_of_sessions_are_tried_taken_and_told(
    browser: Seat, event: Event, rooms: Rooms
) -> None:
    tried = "minimum=5&bridge=60&breaks=30&clip=yes&share=80&sessions=2&days=0&part=30"

    page = browser.get(f"/events/{event.id}/rule?{tried}").text
    browser.post(f"/events/{event.id}/rule", dict(one.split("=") for one in tried.split("&")))

    rule = rooms.store.read(lambda tx: events.known(tx, event.id)).rule
    assert (rule.minimum_share, rule.minimum_sessions, rule.part_minutes) == (80, 2, 30)
    for text in (
        page,
        browser.get(f"/events/{event.id}").text,
        browser.get(f"/events/{event.id}/report").text,
    ):
        assert "was there for at least 80% of the event" in text
        assert "in at least 2 parts of the agenda, for at least 30 min in each" in text


def attending(rooms: Rooms, event: Event) -> int:
    return sum(one.attended for one in rooms.store.read(lambda tx: people.read(tx, event.id)))


@pytest.mark.parametrize(
    "typed",
    [
        "minimum=-1",
        "minimum=x",
        "minimum=nan",
        "minimum=5&bridge=1e9",
        "minimum=5&share=101",
        "minimum=5&days=-1",
        "minimum=5&sessions=1.5",
    ],
)
def test_a_rule_that_is_no_number_of_a_day_is_refused(typed: str, browser: Seat, event: Event) -> None:
    assert browser.get(f"/events/{event.id}/rule?{typed}").status_code == 400


def test_questions_go_into_a_spreadsheet_and_come_back_answered(
    browser: Seat, event: Event, rooms: Rooms
) -> None:
    browser.get(f"/events/{event.id}/review")
    answer = browser.post(f"/events/{event.id}/questions/open.csv")
    assert answer.mimetype == "text/csv"
    header, *rows = csv.reader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff")))
    for row in rows:
        row[header.index("answer")] = "differs" if row is rows[0] else "different"
    filled = io.StringIO()
    csv.writer(filled).writerows([header, *rows])

    page = upload(browser, event, filled.getvalue().encode())

    assert f"{len(rows) - 1} new decision" in page
    assert "is no answer" in page
    kinds = [one.kind for one in rooms.store.read(lambda tx: verdicts.of_event(tx, event.id))]
    assert kinds == ["different"] * (len(rows) - 1)


def test_another_file_is_refused_in_words(browser: Seat, event: Event) -> None:
    browser.get(f"/events/{event.id}/review")

    assert "is no file of answered questions" in upload(browser, event, b"name,email\nAsha,a@b.example\n")


def upload(browser: Seat, event: Event, data: bytes) -> str:
    form: dict[str, Any] = {"csrf_token": browser.token, "file": (io.BytesIO(data), "answers.csv")}
    return str(
        browser.client.post(
            f"/events/{event.id}/questions", data=form, base_url="http://127.0.0.1:8000",
            content_type="multipart/form-data",
        ).text
    )  # fmt: skip


def test_decisions_are_shown_of_one_person_alone(browser: Seat, event: Event, rooms: Rooms) -> None:
    browser.get(f"/events/{event.id}/people/{RAVI.id}")
    for person in (RAVI, PRIYA):
        rebuilt(rooms, event)
        browser.post(f"/events/{event.id}/people/decide", {"ref": person.id, "saying": "attended"})

    everything, only = (
        browser.get(f"/events/{event.id}/decisions{more}").text for more in ("", f"?person={RAVI.id}")
    )

    assert (everything.count("<strong>Was there"), only.count("<strong>Was there")) == (2, 1)
    assert browser.get(f"/events/{event.id}/decisions?person=nobody").status_code == 404
