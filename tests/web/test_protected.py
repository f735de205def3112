"""What leaves of a protected event is given for a reason, whichever way it is asked for; the reason is on record.

People leave under codes until their names are asked for.
"""

from __future__ import annotations

import inspect
import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from flask import Flask
from markupsafe import escape

from tests.web import sample
from tests.web.conftest import Seat
from zoom_sync.actions import certificates
from zoom_sync.files.printing import PAPERS
from zoom_sync.records import Event
from zoom_sync.rules.systems import SYSTEMS
from zoom_sync.store import audit, events
from zoom_sync.web.access import TABLE
from zoom_sync.wiring import Rooms

EARLY = certificates.Order(provisional=True)


@pytest.fixture
def organiser(seat: Callable[..., Seat]) -> Seat:
    return seat("organiser")


@pytest.fixture
def event(rooms: Rooms, organiser: Seat) -> Event:
    made = sample.a_record(sample.the_event(id="d" * 32, protected=True), 6)
    return sample.keep(rooms.store, made, now=rooms.clock.now(), owner=organiser.user)


def on_record(rooms: Rooms, event: Event) -> list[tuple[str, str]]:
    return [(line.what, line.reason) for line in rooms.store.read(lambda tx: audit.lines(tx, event=event.id))]


def test_a_program_says_why_it_reads_the_first_page(
    organiser: Seat, bearer: Callable[..., dict[str, str]], rooms: Rooms, event: Event
) -> None:
    path, headers = f"/api/v1/events/{event.id}/attendance", bearer("organiser", event.id)

    def get(**query: Any) -> Any:
        return organiser.client.get(path, headers=headers, query_string=query)

    for refused in (get(), get(reason="  ")):
        assert (refused.status_code, refused.mimetype) == (400, "application/problem+json")
        assert refused.json["what"] == "This event is protected: whoever takes its list says why."
        assert "person0@" not in refused.text
    assert on_record(rooms, event) == []

    first = get(reason="for the visas", limit=4)
    rest = get(cursor=first.json["next_cursor"], limit=4)

    assert [len(page.json["people"]) for page in (first, rest)] == [4, 2]
    assert on_record(rooms, event) == [("exported by the API", "for the visas")]


@pytest.mark.parametrize("paper", PAPERS)
def test_each_paper_is_printed_for_a_reason(paper: str, organiser: Seat, rooms: Rooms, event: Event) -> None:
    path = f"/events/{event.id}/papers/{paper}"

    asked, refused = organiser.get(path), organiser.post(path, {"reason": " "})

    assert (asked.status_code, asked.mimetype, refused.status_code) == (200, "text/html", 400)
    assert on_record(rooms, event) == []
    printed = organiser.post(path, {"reason": "for the front desk"})
    assert (printed.status_code, printed.mimetype) == (200, "application/pdf")
    assert on_record(rooms, event) == [(f"printed {paper}", "for the front desk")]


def test_an_open_event_asks_for_none(
    organiser: Seat, rooms: Rooms, bearer: Callable[..., dict[str, str]]
) -> None:
    made = sample.keep(
        rooms.store, sample.a_record(sample.the_event(), 3), now=rooms.clock.now(), owner=organiser.user
    )
    path = f"/api/v1/events/{made.id}/attendance"

    assert organiser.client.get(path, headers=bearer("organiser", made.id)).status_code == 200
    assert organiser.get(f"/events/{made.id}/papers/sheet").mimetype == "application/pdf"


# What lists people and leaves as a file, with what it is without names: each person under a code, or nothing at all.
CODED = {
    "downloads.record": [f"/events/EVENT/record.{format}" for format in ("json", "csv", "xlsx")],
    "reporting.workbook": ["/events/EVENT/report/report.xlsx"],
    "api.attendance": ["/api/v1/events/EVENT/attendance"],
}
NOTHING_WITHOUT = {
    "downloads.record": [f"/events/EVENT/record.{system}" for system in SYSTEMS],
    "certificates.roster": ["/events/EVENT/certificates/roster.xlsx"],
    "api.people_for": [f"/api/v1/events/EVENT/lists/{system}" for system in SYSTEMS],
}
OF_THEIR_OWN = {
    "papers.printed": "bears codes: tests/files/test_printing.py",
    "questions.download": "asks who is who, which nobody can answer of codes; for a reason, as the tests above say",
    "certificates.archive": "a certificate is a name; for a reason, as tests/web/test_certificates.py says",
    "certificates.one": "the same",
    "privacy.copy": "what is held of one person, for that person",
    "letter_writing.preview": "the calendar entry of a letter: no people",
    "reporting.printable": "figures alone; the tests below say which",
    "reporting.paper": "the same",
    "reporting.one_page": "the same",
    "reporting.picture": "the same",
    "publishing.download": "the public version: tests/rules/test_disclosure.py",
}  # fmt: skip


def text_of(answer: Any) -> str:
    """What somebody can read in a file, packed or not."""
    if answer.is_json:
        return json.dumps(answer.json, ensure_ascii=False)
    if not answer.data.startswith(b"PK"):
        return str(answer.data.decode())
    with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
        return "".join(packed.read(name).decode() for name in packed.namelist())


@pytest.fixture
def take(
    organiser: Seat, bearer: Callable[..., dict[str, str]], rooms: Rooms, event: Event
) -> Callable[..., Any]:
    certificates.issue(rooms.store, event.id, EARLY, by="o", reason="for the donor", clock=rooms.clock)

    def taken(path: str, **said: str) -> Any:
        at = path.replace("EVENT", event.id)
        if at.startswith("/api/"):
            return organiser.client.get(at, headers=bearer("organiser", event.id), query_string=said)
        return organiser.post(at, said)

    return taken


def found_of(event: Event, text: str) -> list[str]:
    """What of six people stands in a text by which somebody could be found: names, addresses, rows of lists, notes."""
    told = []
    for one in sample.a_record(event, 6).people:
        told += [one.name, one.email, one.organisation, one.phone, f'"{one.country}"', *one.notes]
        told += [line.ref for line in one.evidence]
    return [one for one in told if one and one in text]


@pytest.mark.parametrize("path", [one for some in CODED.values() for one in some])
def test_each_file_bears_codes_until_names_are_asked_for(
    path: str, take: Callable[..., Any], event: Event, rooms: Rooms
) -> None:
    coded, named = take(path, reason="for the donor"), take(path, reason="for the visas", names="yes")

    assert (coded.status_code, named.status_code) == (200, 200)
    ids = [one.id for one in sample.a_record(event, 6).people]
    text = text_of(coded)
    assert found_of(event, text) == []
    assert all(id in text for id in ids)  # whoever may open the event finds them by it
    assert [text.index(id) for id in sorted(ids)] == sorted(
        text.index(id) for id in ids
    )  # not by their names
    assert {one.name for one in sample.a_record(event, 6).people} <= set(found_of(event, text_of(named)))
    with_names, without, *_ = on_record(rooms, event)
    assert (with_names, without) == (
        (f"{without[0]}, with names", "for the visas"),
        (without[0], "for the donor"),
    )


@pytest.mark.parametrize("path", [one for some in NOTHING_WITHOUT.values() for one in some])
def test_a_list_that_is_nothing_without_names_is_refused_until_they_are_asked_for(
    path: str, take: Callable[..., Any], event: Event, rooms: Rooms
) -> None:
    before = on_record(rooms, event)

    refused = take(path, reason="for the members")

    assert refused.status_code == 400
    assert found_of(event, refused.text) == []
    assert "names leave it only where they are asked for" in unescape(refused.text)
    assert on_record(rooms, event) == before
    assert found_of(event, text_of(take(path, reason="for the members", names="yes")))


def test_no_page_gives_a_file_that_these_tests_do_not_know(app: Flask) -> None:
    gives = re.compile(r"\b(send_file|_send|_sent|Response|record_dict)\(")
    known = {*CODED, *NOTHING_WITHOUT, *OF_THEIR_OWN}

    found = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "event_id" in rule.arguments
        and TABLE[rule.endpoint].by in ("cookie", "bearer")
        and gives.search(inspect.getsource(inspect.unwrap(app.view_functions[rule.endpoint])))
    }

    assert found - known == set()


def test_the_page_of_a_file_offers_names_and_keeps_the_reason_that_was_given(
    organiser: Seat, event: Event
) -> None:
    record, contacts = (
        organiser.get(f"/events/{event.id}/record.{format}").text for format in ("csv", "hubspot")
    )
    refused = organiser.post(f"/events/{event.id}/record.hubspot", {"reason": "for “Asha”"}).text

    assert re.search(r'type="checkbox" name="names" value="yes" aria', record)
    assert re.search(r'type="checkbox" name="names" value="yes" required', contacts)
    assert 'value="for “Asha”"' in refused


def test_the_pages_that_follow_are_as_the_first(take: Callable[..., Any], event: Event) -> None:
    path = CODED["api.attendance"][0]
    first = take(path, reason="for the visas", limit="4")

    rest = take(path, cursor=first.json["next_cursor"], limit="4", names="yes")

    assert first.json["pseudonymised"] is True
    ids = [one["id"] for page in (first, rest) for one in page.json["people"]]
    assert ids == sorted(one.id for one in sample.a_record(event, 6).people)
    assert {one["name"] for one in rest.json["people"]} == {""}


def test_no_cursor_of_an_open_event_opens_a_protected_one(
    organiser: Seat, bearer: Callable[..., dict[str, str]], rooms: Rooms, event: Event
) -> None:
    other = sample.a_record(sample.the_event(id="e" * 32), 6)
    sample.keep(rooms.store, other, now=rooms.clock.now(), owner=organiser.user)
    headers = bearer("admin")

    def get(of: str, **query: Any) -> Any:
        path = f"/api/v1/events/{of}/attendance"
        return organiser.client.get(path, headers=headers, query_string=query)

    cursor = get("e" * 32, names="true", limit=1).json["next_cursor"]
    rooms.store.run(lambda tx: events.change(tx, replace(other.event, protected=True, owner=organiser.user)))

    for id in (event.id, "e" * 32):  # another event, and itself, once it is protected
        answer = get(id, cursor=cursor)
        assert (answer.status_code, found_of(event, answer.text)) == (400, [])
    assert on_record(rooms, event) == []


def test_a_report_leaves_without_the_rows_by_which_somebody_could_be_found(
    take: Callable[..., Any], organiser: Seat, event: Event
) -> None:
    report, at = f"/events/{event.id}/report", "/api/v1/events/EVENT/report"
    houses = {one.organisation for one in sample.a_record(event, 6).people} - {""}

    page, printable, program = organiser.get(report).text, organiser.get(f"{report}/printable").text, take(at)

    assert all(escape(house) in page for house in houses)  # who may open the event sees its people, too
    assert not any(house in text for house in houses for text in (unescape(printable), text_of(program)))
    assert [program.json[name]["rows"] for name in ("countries", "organisations", "answers")] == [[]] * 3
    assert program.json["counts"]["registered"] == 6
    for key, status in (("organisations", 404), ("countries", 404), ("stay", 200)):
        assert organiser.get(f"{report}/picture/{key}.svg").status_code == status
        assert (f"{report}/picture/{key}.svg" in page) == (status == 200)
    for paper in ("report.pdf", "one-page.pdf"):
        assert organiser.get(f"{report}/{paper}").mimetype == "application/pdf"


@pytest.mark.parametrize("path", [one for some in CODED.values() for one in some])
def test_with_names_no_phone_and_no_country_goes_along_unless_the_seal_is_of_them(
    path: str, take: Callable[..., Any], event: Event
) -> None:
    told = found_of(event, text_of(take(path, reason="for the visas", names="yes")))

    everybody = sample.a_record(event, 6).people
    assert {one.email for one in everybody} <= set(told)
    assert [one.phone for one in everybody if one.phone in told] == (
        [one.phone for one in everybody] if path.endswith("record.json") else []
    )
