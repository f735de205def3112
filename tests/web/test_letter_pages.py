"""Writing a letter on its page, looking through its copies, the mailbox, and who wants no letters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.web import sample
from tests.web.conftest import Seat
from zoom_sync.actions import follow_up
from zoom_sync.actions.follow_up import leaving
from zoom_sync.mail import Mailbox
from zoom_sync.records import Event
from zoom_sync.store import events, letters, mailbox, optouts, outbox
from zoom_sync.store.outbox import Copy
from zoom_sync.wiring import Rooms


@pytest.fixture
def browser(seat: Callable[..., Seat]) -> Seat:
    made = seat("organiser")
    made.get("/events")
    return made


@pytest.fixture
def event(rooms: Rooms, browser: Seat) -> Event:
    record = sample.a_record(sample.the_event(), 12)
    return sample.keep(rooms.store, record, now=rooms.clock.now(), owner=browser.user)


FORM = {"group": "virtual", "subject": "Thank you", "text": "Dear {name}", "language": "en"}


def at(event: Event, path: str = "") -> str:
    return f"/events/{event.id}/letters{path}"


def planned(browser: Seat, event: Event, form: dict[str, Any] | None = None) -> str:
    browser.get(at(event))
    answer = browser.post(at(event), FORM | (form or {}))
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def kept(rooms: Rooms, path: str) -> letters.Letter:
    letter = rooms.store.read(lambda tx: letters.get(tx, path.rpartition("/")[2]))
    assert letter is not None
    return letter


def test_the_preview_shows_what_one_person_gets_and_keeps_nothing(
    browser: Seat, event: Event, rooms: Rooms
) -> None:
    browser.get(at(event, "/new"))

    shown = browser.post(
        at(event, "/preview"), FORM | {"part": "preview", "text": "**Dear** {first_name}"}
    ).text

    assert "<strong>Dear</strong>" in shown
    assert "<html" not in shown
    assert rooms.store.read(lambda tx: letters.of_event(tx, event.id)) == []


def test_without_script_the_preview_is_a_page_with_what_was_written(browser: Seat, event: Event) -> None:
    browser.get(at(event, "/new"))

    page = browser.post(at(event, "/preview"), FORM | {"recording": "https://zoom.example/r"}).text

    assert ">Dear {name}</textarea>" in page
    assert 'value="https://zoom.example/r"' in page


def test_what_is_wrong_stands_where_the_preview_would(browser: Seat, event: Event) -> None:
    browser.get(at(event, "/new"))

    shown = browser.post(at(event, "/preview"), FORM | {"part": "preview", "text": "Dear {surname}"}).text

    assert "{surname}" in shown
    assert "role=&#34;alert" not in shown


def test_a_language_is_added_written_and_taken_out_by_buttons(
    browser: Seat, event: Event, rooms: Rooms
) -> None:
    browser.get(at(event, "/new"))
    added = browser.post(at(event, "/preview"), FORM | {"do": "add"}).text
    assert 'name="lang_subject"' in added

    form: dict[str, Any] = FORM | {"lang": "hi", "lang_subject": "धन्यवाद", "lang_text": "नमस्ते {name}"}
    assert "नमस्ते" not in browser.post(at(event, "/preview"), form | {"do": "drop:0"}).text
    path = planned(browser, event, form)

    assert kept(rooms, path).others == {"hi": ("धन्यवाद", "नमस्ते {name}")}
    assert "नमस्ते" in browser.get(f"{path}?in=hi").text


def test_people_of_a_filter_are_written_to_from_the_table(browser: Seat, event: Event, rooms: Rooms) -> None:
    table = browser.get(f"/events/{event.id}/people?attended=yes&mode=virtual").text
    link = next(part.partition('"')[0] for part in table.split('href="') if "/letters/new" in part[:80])
    page = browser.get(link.replace("&amp;", "&")).text
    assert 'name="of_attended" value="yes"' in page
    assert "Attended" in page

    path = planned(browser, event, {"group": "chosen", "of_attended": "yes", "of_mode": "virtual"})

    assert kept(rooms, path).chosen == {"attended": "yes", "mode": "virtual"}


def test_a_planned_letter_is_changed_and_an_approved_one_is_not(
    browser: Seat, event: Event, rooms: Rooms
) -> None:
    path = planned(browser, event, {"at": "2026-05-01T09:00"})
    assert 'value="2026-05-01T09:00"' in browser.get(f"{path}/edit").text

    assert browser.post(f"{path}/edit", FORM | {"subject": "Many thanks"}).status_code == 303
    assert kept(rooms, path).subject == "Many thanks"
    assert kept(rooms, path).not_before is None

    browser.post(f"{path}/approve")
    refused = browser.post(f"{path}/edit", FORM | {"subject": "Other"})
    assert refused.status_code == 400
    assert "approved" in refused.text
    assert browser.get(f"{path}/edit").status_code == 302


def test_the_calendar_entry_of_an_event_goes_along_only_while_it_is_shared_with_who_writes(
    browser: Seat, event: Event, rooms: Rooms, seat: Callable[..., Seat]
) -> None:
    board = sample.the_event(id="b" * 32, title="Board, in private", owner=seat("admin").user)
    rooms.store.run(lambda tx: events.add(tx, board, now=rooms.clock.now()))
    rooms.store.run(lambda tx: events.share(tx, board.id, user=browser.user))
    path = planned(browser, event, {"calendar": board.id})
    assert kept(rooms, path).calendar == board.id
    assert "Board, in private" in browser.get(f"{path}/edit").text
    rooms.store.run(lambda tx: events.unshare(tx, board.id, user=browser.user))

    for where in (at(event), f"{planned(browser, event)}/edit"):
        refused = browser.post(where, FORM | {"calendar": board.id})
        assert refused.status_code == 400
        assert "There is no event" in refused.text  # nor is that of one that never was
        assert "in private" not in refused.text
    assert board.id not in browser.get(at(event, f"/new?like={path.rpartition('/')[2]}")).text
    # What was chosen with the right to it stays in the letter for which it was.
    assert browser.post(f"{path}/edit", FORM | {"calendar": board.id, "subject": "Thanks"}).status_code == 303
    assert kept(rooms, path).subject == "Thanks"


def test_where_two_look_at_each_letter_who_wrote_it_has_no_button(
    browser: Seat, event: Event, rooms: Rooms, seat: Callable[..., Seat]
) -> None:
    browser.get(at(event))
    browser.post(at(event, "/rules"), {"letters_by_two": "yes", "language_question": "Preferred  language"})
    now = rooms.store.read(lambda tx: events.get(tx, event.id))
    assert now is not None
    assert (now.letters_by_two, now.language_question) == (True, "Preferred language")

    path = planned(browser, event)
    assert "somebody else approves it" in browser.get(path).text
    assert browser.post(f"{path}/approve").status_code == 400

    other = seat("admin")
    other.get(path)
    assert other.post(f"{path}/approve").status_code == 303
    assert kept(rooms, path).approved_by == "admin@mela.example"


def test_copies_are_looked_through_by_state_and_page_by_page(
    browser: Seat, event: Event, rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zoom_sync.web.pages.letters.A_PAGE", 2)
    path = planned(browser, event)
    browser.post(f"{path}/approve")
    id, states = path.rpartition("/")[2], ("sent", "refused", "sent", "unknown", "sent")
    copies = [
        Copy(id, f"{n:064x}", f"{n:032x}", f"Person {n}", f"p{n}@mela.example", state=state)  # type: ignore[arg-type]
        for n, state in enumerate(states)
    ]
    rooms.store.run(lambda tx: outbox.address(tx, id, copies, now=rooms.clock.now()))

    first = browser.get(f"{path}?state=sent").text
    assert [n for n in range(5) if f"p{n}@mela.example" in first] == [0, 2]
    link = next(part.partition('"')[0] for part in first.split('href="') if "after=" in part[:120])
    second = browser.get(link.replace("&amp;", "&").partition("#")[0]).text
    assert [n for n in range(5) if f"p{n}@mela.example" in second] == [4]

    assert browser.post(f"{path}/again", {"key": copies[3].key}).status_code == 303
    assert browser.post(f"{path}/again", {"key": copies[0].key}).status_code == 400
    now = {one.key: one.state for one in rooms.store.read(lambda tx: outbox.states(tx, id))}
    assert now[copies[3].key] == "planned"


def test_who_wants_no_letters_is_noted_asked_for_and_taken_out(
    rooms: Rooms, seat: Callable[..., Seat]
) -> None:
    admin, marks = seat("admin"), leaving.marks(rooms.keys, "asha@mela.example")
    admin.get("/opt-outs")
    form = {"email": " Asha@mela.example "}

    assert "has not opted out" in admin.post("/opt-outs", form | {"do": "check"}).text
    assert admin.post("/opt-outs", form | {"do": "leave"}).status_code == 303
    assert rooms.store.read(lambda tx: optouts.has(tx, marks))
    page = admin.get("/opt-outs").text
    assert "asha" not in page.lower().partition("<main")[2]
    assert marks[0][:12] in page
    assert "This address opted out" in admin.post("/opt-outs", form | {"do": "check"}).text
    assert "again" in admin.post("/opt-outs", form | {"do": "return"}).text
    assert not rooms.store.read(lambda tx: optouts.has(tx, marks))
    assert admin.post("/opt-outs", {"email": "nobody", "do": "leave"}).status_code == 400


def test_the_list_of_who_left_goes_on_page_by_page(
    rooms: Rooms, seat: Callable[..., Seat], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zoom_sync.web.pages.leaving.A_PAGE", 2)
    for n in range(5):
        rooms.store.run(lambda tx, n=n: optouts.add(tx, f"{n}" * 64, now=rooms.clock.now()))  # type: ignore[misc]
    admin, seen, path = seat("admin"), [], "/opt-outs"
    while path:
        page = admin.get(path).text
        seen += [n for n in range(5) if f"{n}" * 12 in page]
        path = next((part.partition('"')[0] for part in page.split('href="') if "after=" in part[:40]), "")

    assert seen == [0, 1, 2, 3, 4]


def test_a_demos_letter_is_read_in_the_mailbox_and_its_way_out_followed(
    browser: Seat, event: Event, rooms: Rooms, seat: Callable[..., Seat]
) -> None:
    def keep(made: Any, subject: str) -> None:
        rooms.store.run(
            lambda tx: mailbox.keep(
                tx, address=made.recipient, subject=subject, wire=made.wire, now=rooms.clock.now()
            )
        )

    rooms.mailer = Mailbox(keep, sender="The Mela <letters@mela.example>", clock=rooms.clock)
    path = planned(browser, event, {"calendar": event.id})
    browser.post(f"{path}/approve", {"before_final": "yes"})
    follow_up.send_some(
        rooms.store, rooms.mailer, clock=rooms.clock, keys=rooms.keys, config=rooms.config, most=3, worker="w"
    )

    admin = seat("admin")
    listed = admin.get("/mailbox").text
    link = next(part.partition('"')[0] for part in listed.split('href="') if part.startswith("/mailbox/"))
    page = admin.get(link).text

    assert "mails nobody" in listed
    assert "Dear " in page
    assert "event.ics" in page
    assert "List-Unsubscribe-Post" in page
    way_out = next(
        part.partition('"')[0] for part in page.split('href="') if part.startswith("/unsubscribe/")
    )
    assert admin.get(way_out).status_code == 200
    assert admin.get("/mailbox/999").status_code == 404
    assert browser.get("/mailbox").status_code == 404
