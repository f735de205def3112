"""The page of an event's certificates, and the one on which anybody checks a code."""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.web import sample
from tests.web.conftest import Seat
from zoom_sync.actions import certificates
from zoom_sync.actions.certificates import Order
from zoom_sync.records import Event
from zoom_sync.store import audit, jobs
from zoom_sync.store import certificates as kept
from zoom_sync.wiring import Rooms
from zoom_sync.worker.tasks import TASKS

Sits = Callable[..., Seat]
PROTECTED = "b" * 32


@pytest.fixture
def event(rooms: Rooms) -> Event:
    return sample.keep(
        rooms.store, sample.a_record(sample.the_event(), 12, final=True), now=rooms.clock.now()
    )


def work(rooms: Rooms) -> None:
    """Do the tasks of certificates that wait, as the worker does."""
    task = rooms.store.run(lambda tx: jobs.claim(tx, now=rooms.clock.now()))
    assert task is not None
    TASKS[task.name](rooms, "test", task.args)
    rooms.store.run(lambda tx: jobs.settle(tx, task, now=rooms.clock.now()))


def issued(rooms: Rooms, event: Event, **order: object) -> str:
    """Issue them, and give the code of the first person's."""
    asked = {"by": "asha", "reason": "a test", "clock": rooms.clock}
    certificates.issue(rooms.store, event.id, Order(**order), **asked)
    person = sample.a_person(0, event)
    (one,) = rooms.store.read(lambda tx: kept.of_facts(tx, event.id, [person.id]))
    return kept.code_of(event.key, one.id)


def test_an_organiser_issues_certificates_and_takes_them_as_a_zip(
    rooms: Rooms, seat: Sits, event: Event
) -> None:
    admin = seat("admin")
    page = admin.get(f"/events/{event.id}/certificates").text
    assert "Issue certificates" in page
    assert 'src="data:image/png;base64,' in page

    answer = admin.post(
        f"/events/{event.id}/certificates", {"language": "fr", "issuer": "Mela Trust", "do": "issue"}
    )
    assert answer.status_code == 303
    assert "They are being made" in admin.get(f"/events/{event.id}/certificates").text
    work(rooms)

    page = admin.get(f"/events/{event.id}/certificates").text
    assert "10 certificates stand." in page
    assert 'value="Mela Trust"' in page
    zipped = admin.get(f"/events/{event.id}/certificates/all.zip")
    with zipfile.ZipFile(io.BytesIO(zipped.data)) as archive:
        assert len([name for name in archive.namelist() if name.endswith(".pdf")]) == 10
        assert "index.csv" in archive.namelist()
    noted = [line.what for line in rooms.store.read(lambda tx: audit.lines(tx, event=event.id))]
    assert noted == ["took certificates", "issued certificates", "asked for certificates"]


def test_the_progress_is_told_while_they_are_made(rooms: Rooms, seat: Sits, event: Event) -> None:
    admin = seat("admin")
    issued(rooms, event)

    told = admin.get(f"/events/{event.id}/certificates/progress").text

    assert '<span data-field="certificates-made">0</span>' in told
    assert '<span data-field="certificates-all">10</span>' in told


def test_looking_at_one_with_other_words_issues_nothing(rooms: Rooms, seat: Sits, event: Event) -> None:
    admin = seat("admin")
    admin.get(f"/events/{event.id}/certificates")

    page = admin.post(f"/events/{event.id}/certificates", {"language": "ar", "issuer": "Union", "do": "look"})

    assert (page.status_code, 'value="Union"' in page.text) == (200, True)
    assert rooms.store.read(lambda tx: kept.of_event(tx, event.id)) == []
    assert rooms.store.run(lambda tx: jobs.claim(tx, now=rooms.clock.now())) is None


def test_a_provisional_record_is_refused_on_the_page_unless_knowingly(rooms: Rooms, seat: Sits) -> None:
    event = sample.keep(rooms.store, sample.a_record(sample.the_event(), 3), now=rooms.clock.now())
    admin = seat("admin")
    admin.get(f"/events/{event.id}/certificates")

    refused = admin.post(f"/events/{event.id}/certificates", {"language": "en", "do": "issue"})
    taken = admin.post(
        f"/events/{event.id}/certificates", {"language": "en", "provisional": "yes", "do": "issue"}
    )

    assert (refused.status_code, "not final" in refused.text, taken.status_code) == (400, True, 303)


def test_what_was_replaced_is_not_said_to_differ_once_more(rooms: Rooms, seat: Sits, event: Event) -> None:
    admin, at = seat("admin"), f"/events/{event.id}/certificates"
    issued(rooms, event)
    record = sample.a_record(event, 12, final=True)
    first, *others = record.people
    longer = replace(record, people=(replace(first, minutes=(first.minutes or 0) + 30), *others))
    sample.keep_record(rooms.store, longer, now=rooms.clock.now())
    assert "The record differs from them" in admin.get(at).text

    rooms.clock.advance(60)  # type: ignore[attr-defined]  # a test's clock
    certificates.issue(rooms.store, event.id, Order(), by="asha", reason="", clock=rooms.clock)

    assert "The record differs from them" not in admin.get(at).text


def test_who_gets_none_stands_there_with_the_reason(rooms: Rooms, seat: Sits) -> None:
    event = sample.the_event()
    everybody = [sample.a_person(0, event), sample.a_person(1, event, name="ক <b>Rahima</b>", by_name=True)]
    record = replace(sample.a_record(event, 0, final=True), people=tuple(everybody))
    sample.keep(rooms.store, record, now=rooms.clock.now())

    page = seat("admin").get(f"/events/{event.id}/certificates").text

    assert "<bdi>ক &lt;b&gt;Rahima&lt;/b&gt;</bdi>" in page
    assert "Some records are theirs by the name alone" in page


def test_anybody_with_the_code_sees_what_stands_on_the_certificate_and_no_more(
    rooms: Rooms, seat: Sits, event: Event
) -> None:
    code, person = issued(rooms, event, issuer="Union College"), sample.a_person(0, event)

    answer = seat().get(f"/certificates/{code}")

    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert "This certificate is valid." in answer.text
    for told in (person.name, event.title, "3 h 25 min", "Union College"):
        assert told in answer.text
    for other in (
        person.email,
        person.phone,
        person.organisation,
        person.id,
        event.id,
        sample.a_person(1, event).name,
    ):
        assert other not in answer.text


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "valable"), ("es", "válido"), ("ar", "صالحة"), ("hi", "मान्य")]
)
def test_the_check_page_speaks_five_languages(
    rooms: Rooms, seat: Sits, event: Event, language: str, words: str
) -> None:
    code = issued(rooms, event)

    assert words in seat().get(f"/certificates/{code}", headers={"Accept-Language": language}).text


def test_a_code_is_typed_in_any_shape_and_a_wrong_one_is_said_to_be_wrong(
    rooms: Rooms, seat: Sits, event: Event
) -> None:
    code, somebody = issued(rooms, event), seat()

    typed = somebody.post("/certificates", {"code": code.lower().replace("-", "")})
    wrong = somebody.get("/certificates/0000-0000-0000-0000")

    assert (typed.status_code, typed.location) == (303, f"/certificates/{code}")
    assert (wrong.status_code, "No certificate of ours has this code" in wrong.text) == (404, True)
    assert somebody.post("/certificates", {"code": "abc"}).status_code == 400
    assert somebody.get("/certificates/" + "x" * 5000).status_code == 404


def test_a_withdrawn_and_a_replaced_certificate_say_so_and_name_nobody(
    rooms: Rooms, seat: Sits, event: Event
) -> None:
    code, person = issued(rooms, event), sample.a_person(0, event)
    others = sample.a_record(event, 12, final=True)

    def shown_with(**changes: object) -> str:
        made = replace(others, people=(replace(person, **changes), *others.people[1:]))
        sample.keep_record(rooms.store, made, now=rooms.clock.now())
        text = seat().get(f"/certificates/{code}").text
        assert person.name not in text
        assert event.title not in text
        return str(text)

    assert "was withdrawn on" in shown_with(attended=False)
    assert "says something else now" in shown_with(minutes=60.0)
    issued(rooms, event)
    assert "was replaced by a newer one on" in shown_with(minutes=60.0)


def test_the_check_page_of_a_protected_event_confirms_without_a_name(rooms: Rooms, seat: Sits) -> None:
    event = sample.the_event(id=PROTECTED, protected=True, venue="Silver Oak")
    sample.keep(rooms.store, sample.a_record(event, 3, final=True), now=rooms.clock.now())
    code = issued(rooms, event, issuer="Mela Trust")

    text = seat().get(f"/certificates/{code}").text

    assert "This certificate is valid." in text
    assert not [
        told
        for told in (sample.a_person(0, event).name, event.title, "Silver Oak", "Mela Trust")
        if told in text
    ]


@pytest.mark.parametrize("path", ["all.zip", "roster.xlsx"])
def test_the_papers_of_a_protected_event_ask_what_for(rooms: Rooms, seat: Sits, path: str) -> None:
    event = sample.the_event(id=PROTECTED, protected=True)
    sample.keep(rooms.store, sample.a_record(event, 3, final=True), now=rooms.clock.now())
    issued(rooms, event)
    admin = seat("admin")

    asked = admin.get(f"/events/{event.id}/certificates/{path}")
    taken = admin.post(
        f"/events/{event.id}/certificates/{path}", {"reason": "the donor asked", "names": "yes"}
    )

    assert ("This event is protected" in asked.text, taken.status_code) == (True, 200)
    assert taken.headers["Content-Disposition"].startswith("attachment")
    (line, *_) = rooms.store.read(lambda tx: audit.lines(tx, event=event.id))
    assert line.reason == "the donor asked"


def test_the_column_that_was_typed_for_a_roster_goes_along_while_the_reason_is_asked(
    rooms: Rooms, seat: Sits
) -> None:
    event = sample.the_event(id=PROTECTED, protected=True)
    sample.keep(rooms.store, sample.a_record(event, 3, final=True), now=rooms.clock.now())
    issued(rooms, event)

    asked = seat("admin").post(
        f"/events/{event.id}/certificates/roster.xlsx", {"column": 'The "licence"', "names": "yes"}
    )

    assert asked.status_code == 400
    assert '<input type="hidden" name="column" value="The &#34;licence&#34;">' in asked.text


def test_one_persons_certificate_is_downloaded_by_itself(rooms: Rooms, seat: Sits, event: Event) -> None:
    admin, person = seat("admin"), sample.a_person(0, event)
    address = f"/events/{event.id}/certificates/of/{person.id}"
    assert address not in admin.get(f"/events/{event.id}/people/{person.id}").text
    issued(rooms, event)
    assert address in admin.get(f"/events/{event.id}/people/{person.id}").text

    answer = admin.get(address)

    assert (answer.mimetype, answer.data[:5]) == ("application/pdf", b"%PDF-")
    assert admin.get(f"/events/{event.id}/certificates/of/nobody").status_code == 404


def test_codes_cannot_be_tried_out_quickly_and_stand_in_no_log(
    rooms: Rooms, seat: Sits, event: Event, caplog: pytest.LogCaptureFixture
) -> None:
    code, somebody = issued(rooms, event), seat()
    caplog.set_level(logging.DEBUG)

    answers = [somebody.get(f"/certificates/{code}").status_code for _ in range(61)]

    assert (answers[0], answers[-1]) == (200, 429)
    assert code not in caplog.text
