"""Doubtful joins looked through, what each record says beside its person, and the row of a file behind it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.builders import a_connection, a_registrant, a_signature, an_event
from tests.crowd import a_crowd
from tests.web import sample
from tests.web.conftest import Seat
from tests.web.test_people import names, pages_of
from tests.web.test_review import holder, rebuilt
from zoom_sync.actions.import_sheet import import_file
from zoom_sync.records import Event
from zoom_sync.rules.merge.counts import counts
from zoom_sync.store import audit, events, traces, verdicts
from zoom_sync.wiring import Rooms

EVENT = an_event(key=b"k" * 32)
OFFICE = "office@mill.example"
RAMESH = a_registrant("Ramesh Sharma", OFFICE, id="S1", organisation="Mill Union", event=EVENT)
LATHA = a_registrant("Latha Iyer", OFFICE, id="S2", organisation="Mill Union", event=EVENT)
SHORT = a_signature("R. Sharma", "09:00", "12:00", file="office.csv", email=OFFICE, organisation="Mill")
ZENOBIA = a_registrant("Zenobia Thackersey", "zenobia@parsi.example", event=EVENT)
NAMESAKE = a_connection("Zenobia Thackersey", "09:00", "12:00")
GOPAL = a_registrant("Gopal Menon", "gopal@menon.example", phone="+91 98765 43210", event=EVENT)
SIGNED = a_signature("Gopal Menon", "09:00", "12:00", row=2, email="gopal@menon.example")
ASHA = a_registrant("Asha Rao", "asha@rao.example", id="A1", event=EVENT)
ONLINE = a_connection("Asha Rao", "09:00", "12:00", registrant_id="A1")
DEVICE = a_connection("iPhone", "09:30", "10:00")
AFTER = a_connection("Bina Das", "10:02", "12:00", user="77")
PHONE = a_connection("+1 415 555 0134", "11:00", "12:00")
FACTS = [
    RAMESH,
    LATHA,
    SHORT,
    ZENOBIA,
    NAMESAKE,
    GOPAL,
    SIGNED,
    ASHA,
    ONLINE,
    DEVICE,
    AFTER,
    PHONE,
    *a_crowd(),
]


@pytest.fixture
def browser(seat: Callable[..., Seat]) -> Seat:
    return seat("organiser")


@pytest.fixture
def event(browser: Seat, rooms: Rooms) -> Event:
    event = replace(EVENT, owner=browser.user)
    rooms.store.run(lambda tx: events.add(tx, event, now=rooms.clock.now()))
    rooms.store.run(lambda tx: traces.append(tx, event.id, FACTS, now=rooms.clock.now()))
    rebuilt(rooms, event)
    return event


def text_of(page: str) -> str:
    words = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())
    return re.sub(r" (?=[),])", "", words)


def test_doubtful_joins_are_looked_through_the_most_doubtful_first_with_what_each_record_says(
    browser: Seat, event: Event
) -> None:
    everybody = browser.get(f"/events/{event.id}/people").text
    link = re.search(r'href="([^"]*joined=doubtful[^"]*)">Doubtful joins', everybody)
    assert link is not None

    page = browser.get(html.unescape(link[1])).text

    assert names(page) == ["Ramesh Sharma", "Zenobia Thackersey"]
    assert (
        "“ R. Sharma ” Sign-in sheet: e-mail, shared by several people, first name is an initial"
        in text_of(page)
    )


def test_two_places_at_once_under_an_office_s_mailbox_come_first_and_say_why(
    browser: Seat, rooms: Rooms
) -> None:
    event = an_event(id="6" * 32, key=b"k" * 32, owner=browser.user)
    office = "info@mill.example"
    harmless = [
        a_registrant("Gopal Menon", "gopal@menon.example", id="G1"),
        a_signature("G. Menon", "09:00", "12:00", row=2, email="gopal@menon.example"),
    ]
    wrong = [
        a_registrant("Rekha Sharma", office, id="R1"),
        a_connection("Rekha Sharma", "09:30", "11:00", registrant_id="R1"),
        a_signature("R. Sharma", "09:00", "10:15", row=3, email=office),
    ]
    rooms.store.run(lambda tx: events.add(tx, event, now=rooms.clock.now()))
    rooms.store.run(lambda tx: traces.append(tx, event.id, harmless + wrong, now=rooms.clock.now()))
    rebuilt(rooms, event)
    at = f"/events/{event.id}"

    page = browser.get(f"{at}/people?joined=doubtful&sort=doubt").text
    by_mailbox = browser.get(f"{at}/people?joined=mailbox").text
    review = browser.get(f"{at}/review").text

    assert names(page) == ["Rekha Sharma", "Gopal Menon"]
    assert page.count('"doubt">a shared mailbox<') == 1
    assert re.search(r"in two places at once, \S+ to \S+", text_of(page))
    assert names(by_mailbox) == ["Rekha Sharma"]
    assert "2 doubtful joins rest on little: look at them" in review
    link = re.search(r'href="([^"]*joined=doubtful[^"]*)">2 doubtful', review)
    assert link is not None
    assert names(browser.get(html.unescape(link[1])).text) == names(page)
    assert "By 1 of them somebody counts as in the room and on Zoom." in review


def test_the_join_that_is_asked_for_stands_first_among_those_of_a_person(browser: Seat, rooms: Rooms) -> None:
    event = an_event(id="5" * 32, key=b"k" * 32, owner=browser.user)
    gopal = a_registrant("Gopal Menon", "gopal@menon.example", id="G1", phone="+91 98765 43210")
    joins = [
        a_connection("Gopal Menon", f"{hour}:00", f"{hour}:30", registrant_id="G1", user=str(hour))
        for hour in (10, 11, 12, 13)
    ]
    signed = a_signature("Gopal Menon", "15:00", "16:00", phone="+91 98765 43210")
    rooms.store.run(lambda tx: events.add(tx, event, now=rooms.clock.now()))
    rooms.store.run(lambda tx: traces.append(tx, event.id, [gopal, *joins, signed], now=rooms.clock.now()))
    rebuilt(rooms, event)

    page = browser.get(f"/events/{event.id}/people?joined=phone").text

    assert re.search(r"How joined.*?<li>.*?Sign-in sheet:</span> phone", page, re.DOTALL)


@pytest.mark.parametrize(
    ("way", "who"),
    [
        ("mailbox", ["Ramesh Sharma"]),
        ("initials", ["Ramesh Sharma"]),
        ("e-mail", ["Gopal Menon", "Ramesh Sharma"]),
        ("name", ["Zenobia Thackersey"]),
        ("decision", []),
    ],
)
def test_people_are_filtered_by_how_their_records_were_joined(
    way: str, who: list[str], browser: Seat, event: Event
) -> None:
    assert names(browser.get(f"/events/{event.id}/people?joined={way}").text) == who


def test_a_join_that_somebody_decided_is_no_doubtful_one_any_more(
    browser: Seat, event: Event, rooms: Rooms
) -> None:
    browser.get(f"/events/{event.id}/people")
    browser.post(f"/events/{event.id}/people/decide", {"ref": [ZENOBIA.id, NAMESAKE.id], "saying": "same"})
    rebuilt(rooms, event)

    table = f"/events/{event.id}/people?joined="
    assert "Zenobia Thackersey" not in names(browser.get(table + "doubtful").text)
    assert names(browser.get(table + "decision").text) == ["Zenobia Thackersey"]


def test_beside_each_record_stands_what_it_says_itself_with_what_differs_marked(
    browser: Seat, event: Event
) -> None:
    page = browser.get(f"/events/{event.id}/people/{RAMESH.id}").text

    (row,) = re.findall(rf'<tr id="fact-{SHORT.id}".*?</tr>', page, re.DOTALL)
    assert "<mark>R.</mark> Sharma" in row
    assert OFFICE in row
    assert "shared by several people, first name is an initial" in text_of(row)
    assert "<mark>" not in re.findall(rf'<tr id="fact-{RAMESH.id}".*?</tr>', page, re.DOTALL)[0]


def test_a_row_of_a_file_is_read_for_a_reason_and_that_is_on_record(
    browser: Seat, event: Event, rooms: Rooms
) -> None:
    sheet = b"No,Full name,E-mail address,Seat,Time in\n7,Meera Nair,meera@nair.example,B12,09:10\n"
    import_file(rooms.store, event.id, data=sheet, name="hall.csv", clock=rooms.clock, by="t")
    rebuilt(rooms, event)
    found = browser.get(f"/events/{event.id}/people?q=meera").text
    person = re.search(r'<th scope="row"><a href="([^"]+)"', found)
    assert person is not None
    link = re.search(r'href="(/events/[^"]*/rows/[^"]+)"', browser.get(html.unescape(person[1])).text)
    assert link is not None

    closed = browser.get(link[1]).text
    refused = browser.post(link[1], {"reason": " "})
    opened = browser.post(link[1], {"reason": "a wrong join"})

    assert "hall.csv" in closed
    assert "B12" not in closed
    assert (refused.status_code, "B12" in refused.text) == (400, False)
    assert "Seat B12" in text_of(opened.text)
    (line,) = [one for one in rooms.store.read(audit.lines) if one.what == "read a row"]
    assert (line.event, line.reason) == (event.id, "a wrong join")
    assert "Meera" not in f"{line.about}{line.reason}"


def test_a_row_of_zoom_says_that_there_is_no_more_of_it(browser: Seat, event: Event) -> None:
    page = browser.get(f"/events/{event.id}/rows/{ONLINE.id}")

    assert page.status_code == 200
    assert "This record is of no file" in page.text
    assert browser.get(f"/events/{event.id}/rows/nothing").status_code == 404


def test_whose_a_connection_is_is_proposed_of_those_who_can_be_meant(browser: Seat, event: Event) -> None:
    page = browser.get(f"/events/{event.id}/people/{DEVICE.id}").text

    proposed = text_of(page.partition('id="whose"')[2].partition('id="who"')[0])
    assert proposed.index("Bina Das") < proposed.index("Latha Iyer")
    assert "came on Zoom as it ended" in proposed
    assert "registered, and was seen nowhere" in proposed
    assert "Asha Rao" not in proposed
    assert "Gopal Menon" not in proposed


@pytest.mark.parametrize("words", ["iphone", "0134", "415 555"])
def test_the_search_finds_entries_without_a_name_too(words: str, browser: Seat, event: Event) -> None:
    page = browser.get(f"/events/{event.id}/people?q={words}").text

    assert "Whose is it?" in page
    assert "Nobody fits" not in page


@pytest.mark.parametrize(("words", "who"), [("43210", "Gopal Menon"), ("98765 43210", "Gopal Menon")])
def test_people_are_found_by_the_end_of_their_phone_number(
    words: str, who: str, browser: Seat, event: Event
) -> None:
    assert names(browser.get(f"/events/{event.id}/people?q={words}").text) == [who]


def test_a_record_is_found_by_its_address(browser: Seat, event: Event) -> None:
    page = browser.get(f"/events/{event.id}/people?q={SHORT.ref.replace('#', '%23')}").text

    assert "A record with this address stands with Ramesh Sharma" in text_of(page)


def test_after_a_split_both_halves_are_named_with_the_undo_beside_them(
    browser: Seat, event: Event, rooms: Rooms
) -> None:
    browser.get(f"/events/{event.id}/people/{RAMESH.id}")
    answer = browser.post(
        f"/events/{event.id}/people/decide",
        {"ref": RAMESH.id, "other": SHORT.id, "saying": "split", "nonce": "n"},
    )
    at_once = browser.get(answer.location).text
    rebuilt(rooms, event)
    page = browser.get(answer.location).text

    assert "is being made anew" in at_once
    notice = page.partition('role="status"')[2].partition("</form>")[0]
    assert "Kept: these are different people." in notice
    assert {RAMESH.id, SHORT.id} <= set(re.findall(r'/people/([0-9a-f]+)"', notice))
    undo = dict(re.findall(r'name="([a-z]+)" value="([0-9a-f]+)"', notice))
    browser.post(f"/events/{event.id}/decisions/undo", undo)
    rebuilt(rooms, event)
    assert holder(rooms, event, SHORT).id == RAMESH.id
    assert len(rooms.store.read(lambda tx: verdicts.of_event(tx, event.id))) == 2


def test_pages_are_turned_back_as_they_were_turned_on(browser: Seat, event: Event, rooms: Rooms) -> None:
    large = sample.keep(
        rooms.store,
        sample.a_record(sample.the_event(id="7" * 32, owner=browser.user), 130),
        now=rooms.clock.now(),
        owner=browser.user,
    )
    for sort in ("name", "most", "last"):
        path = f"/events/{large.id}/people?sort={sort}"
        forward = pages_of(browser, path)
        seen, page = [], browser.get(path).text
        while following := re.search(r'rel="next" href="([^"]+)"', page):
            page = browser.get(html.unescape(following[1])).text
        while True:
            seen.append(names(page))
            before = re.search(r'rel="prev" href="([^"]+)"', page)
            if before is None:
                break
            page = browser.get(html.unescape(before[1])).text
        assert seen == forward[::-1]
        assert "1 to 50 of 130" in page


def test_each_figure_leads_to_a_list_of_as_many(browser: Seat, event: Event, rooms: Rooms) -> None:
    record = sample.a_record(sample.the_event(id="7" * 32, owner=browser.user), 60)
    record = replace(record, counts=counts(record.people, record.unidentified))
    kept = sample.keep(rooms.store, record, now=rooms.clock.now(), owner=browser.user)
    overview = browser.get(f"/events/{kept.id}").text

    for name in ("virtual", "in_person", "both", "absent", "registered", "brief"):
        link = re.search(rf'href="([^"]+)" data-field="count-{name}">(\d+)<', overview)
        assert link is not None, name
        page = browser.get(html.unescape(link[1])).text
        heading = text_of(page.partition("<h1>")[2].partition("</h1>")[0])
        assert heading.startswith(f"People {link[2]} of"), name
    sides = re.findall(r'href="([^"]+mode=(?:on_zoom|in_room)[^"]*)">(\d+)<', overview)
    both = int(re.findall(r'data-field="count-both">(\d+)<', overview)[0])
    assert len(sides) == 2
    for link, number in sides:
        heading = text_of(browser.get(html.unescape(link)).text.partition("<h1>")[2].partition("</h1>")[0])
        assert heading.startswith(f"People {number} of")
    assert text_of(overview).count(f"({both} of them also ") == 2
    home = text_of(browser.get("/events").text)
    assert [
        f"{number} {where}" in home
        for (_, number), where in zip(sides, ("on Zoom", "in the room"), strict=True)
    ] == [True, True]
    assert f"{both} of them in both" in home


def test_a_tab_leads_to_as_many_as_it_says_whatever_was_filtered(browser: Seat, event: Event) -> None:
    page = browser.get(f"/events/{event.id}/people?role=host&q=zz").text

    tabs = re.findall(r'<a href="([^"]+)"[^>]*>[^<]+<span class="badge">(\d+)</span>', page)
    assert len(tabs) == 3
    for link, number in tabs:
        heading = text_of(browser.get(html.unescape(link)).text.partition("<h1>")[2].partition("</h1>")[0])
        assert re.match(rf"\D+ {number}( of |$)", heading), heading


def test_a_list_with_panelists_says_why_the_figure_is_smaller(
    browser: Seat, event: Event, rooms: Rooms
) -> None:
    record = sample.a_record(sample.the_event(id="7" * 32, owner=browser.user), 60)
    kept = sample.keep(rooms.store, record, now=rooms.clock.now(), owner=browser.user)

    page = text_of(browser.get(f"/events/{kept.id}/people?mode=virtual").text)

    assert "29 of them are attendees, as the figures of the overview count" in page


def test_a_join_by_name_alone_says_what_a_split_would_change(browser: Seat, event: Event) -> None:
    page = text_of(browser.get(f"/events/{event.id}/review?list=names").text)

    assert "If you split them:" in page
    assert (
        "Two entries instead of one: absent; virtual, 180 minutes (before: virtual, 180 minutes). Counts: absent +1."
    ) in page


def test_a_decision_about_two_of_one_name_says_by_what_they_differ(
    browser: Seat, event: Event, rooms: Rooms
) -> None:
    browser.get(f"/events/{event.id}/people")
    for refs in ([ZENOBIA.id, NAMESAKE.id], [GOPAL.id, SIGNED.id]):
        browser.post(f"/events/{event.id}/people/decide", {"ref": refs, "saying": "different"})
    rebuilt(rooms, event)

    page = text_of(browser.get(f"/events/{event.id}/decisions").text)

    assert "Zenobia Thackersey (Registration, zenobia@parsi.example)" in page
    assert f"Zenobia Thackersey (Zoom connection, {NAMESAKE.ref})" in page
    assert "Gopal Menon (Registration, +91 98765 43210)" in page


def an_office_of_two(browser: Seat, rooms: Rooms, id: str) -> Event:
    """Rekha on Zoom by her own link; a row of her office's mailbox under an initial stands with her, too."""
    event = an_event(id=id, key=b"k" * 32, owner=browser.user)
    office = "info@mill.example"
    facts = [
        a_registrant("Rekha Sharma", office, id="R1"),
        a_connection("Rekha Sharma", "09:30", "11:00", registrant_id="R1"),
        a_signature("R. Sharma", "09:00", "10:15", row=3, email=office),
    ]
    rooms.store.run(lambda tx: events.add(tx, event, now=rooms.clock.now()))
    rooms.store.run(lambda tx: traces.append(tx, event.id, facts, now=rooms.clock.now()))
    rebuilt(rooms, event)
    return event


def test_whoever_is_about_to_publish_is_told_of_joins_that_nobody_has_looked_at(
    browser: Seat, rooms: Rooms, seat: Callable[..., Seat]
) -> None:
    event = an_office_of_two(browser, rooms, "4" * 32)
    rooms.clock.advance((event.ends - rooms.clock.now()).total_seconds() + 3600)  # type: ignore[attr-defined]
    browser = seat("admin")

    home, page = browser.get("/events").text, browser.get(f"/events/{event.id}").text

    assert "1 doubtful join was looked at by nobody: a figure may be wrong by it." in home
    assert "1 rests on little, and nobody has looked at it. By 1 of them somebody counts" in text_of(page)
    assert re.search(r'Both</dt>\s*<dd>.*?</dd>\s*<dd class="range">0 to 1<', page, re.DOTALL)
    for shown in (home, page):
        link = re.search(r'href="([^"]*joined=doubtful[^"]*)"', shown)
        assert link is not None
        assert names(browser.get(html.unescape(link[1])).text) == ["Rekha Sharma"]


def test_a_persons_page_says_what_can_be_doubted_and_the_half_that_is_split_off_gets_a_name(
    browser: Seat, rooms: Rooms
) -> None:
    event = an_office_of_two(browser, rooms, "3" * 32)
    found = browser.get(f"/events/{event.id}/people?q=rekha").text
    person = re.search(r'<th scope="row"><a href="([^"]+)"', found)
    assert person is not None

    page = browser.get(html.unescape(person[1])).text
    notice = page.partition('id="doubtful"')[2].partition("</ul>")[0]
    assert "“ R. Sharma ” Sign-in sheet: e-mail, first name is an initial, a shared mailbox" in text_of(
        notice
    )
    assert "in two places at once" in notice
    form = dict(re.findall(r'name="(ref|other|nonce)" value="([^"]+)"', notice.rpartition("<form")[2]))
    answer = browser.post(f"/events/{event.id}/people/decide", form | {"saying": "split"})
    assert "data-again" in browser.get(answer.location).text  # the page follows by itself
    rebuilt(rooms, event)
    after = browser.get(answer.location).text
    assert "data-again" not in after
    assert 'id="doubtful"' not in after

    named = browser.post(
        f"/events/{event.id}/people/decide", {"ref": form["other"], "saying": "named", "name": "Ritu Sharma"}
    )
    rebuilt(rooms, event)
    told = browser.get(named.location).text
    assert "Kept: the name." in told
    assert names(browser.get(f"/events/{event.id}/people?q=ritu").text) == ["Ritu Sharma"]
    assert names(browser.get(f"/events/{event.id}/people?q=R. Sharma").text) == ["Ritu Sharma"]
    status = told.partition('role="status"')[2].partition("</form>")[0]
    undo = dict(re.findall(r'name="(decision)" value="(\w+)"', status))
    browser.post(f"/events/{event.id}/decisions/undo", undo)
    rebuilt(rooms, event)
    assert names(browser.get(f"/events/{event.id}/people?q=R. Sharma").text) == ["R. Sharma"]


def test_a_name_of_no_letters_is_none(browser: Seat, event: Event) -> None:
    answer = browser.post(
        f"/events/{event.id}/people/decide", {"ref": ASHA.id, "saying": "named", "name": " "}
    )

    assert answer.status_code == 400
    assert "A name of no letters is none." in answer.text


def test_people_are_found_by_any_name_that_a_record_of_theirs_has(browser: Seat, event: Event) -> None:
    assert names(browser.get(f"/events/{event.id}/people?q=r. sharma").text) == ["Ramesh Sharma"]
