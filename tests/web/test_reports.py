"""The report in its forms: one page, on paper with pictures, as sheets; in each language, for nobody, one and many."""

from __future__ import annotations

import html
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import openpyxl
import pytest
from defusedxml.ElementTree import fromstring

from tests.builders import instant
from tests.web import sample
from tests.web.conftest import Seat
from zoom_sync.files import report_page
from zoom_sync.files.document import Document
from zoom_sync.files.printing import reports
from zoom_sync.records import Asked, Event, Final, Poll
from zoom_sync.rules.asked import told
from zoom_sync.rules.reopening import held_against
from zoom_sync.rules.report import report
from zoom_sync.store import asked, events
from zoom_sync.web import languages, report_words
from zoom_sync.wiring import Rooms

TITLE = "আজীবন শিক্ষা · مركز العمل · தமிழ் · ไทย · हिन्दी · Lessons learned"
QUESTION = "Where do you <b>work</b>?"


def a_document(people: int, language: str = "en", title: str = TITLE) -> Document:
    with languages.speaking(language):
        return report_words.in_words(report(sample.a_record(sample.the_event(title=title), people)))


@pytest.fixture
def keep(rooms: Rooms) -> Callable[[int], Event]:
    def kept(people: int) -> Event:
        return sample.keep(rooms.store, sample.a_record(sample.the_event(), people), now=rooms.clock.now())

    return kept


@pytest.mark.parametrize(("people", "language"), [(0, "en"), (1, "fr"), (60, "ar"), (60, "hi"), (120, "es")])
def test_what_a_director_reads_is_one_page_in_any_language(people: int, language: str) -> None:
    document = a_document(people, language)

    assert len(reports.paper(document, one_page=True, format="png")) == 1
    assert reports.paper(document, one_page=True)[0].startswith(b"%PDF-")


def test_the_same_record_gives_the_same_paper_with_all_that_the_one_page_leaves_out() -> None:
    document = a_document(60)

    (made,) = reports.paper(document)

    assert made == reports.paper(a_document(60))[0]
    assert len(reports.paper(document, format="png")) > 2


def test_every_picture_says_in_words_what_it_shows_and_loads_nothing() -> None:
    document = a_document(60, title="<script>x</script>")

    for key, svg in reports.pictures(document).items():
        root = fromstring(svg)
        told = {one.get("id"): one.text for one in root if one.tag.endswith(("}title", "}desc"))}
        assert set((root.get("aria-labelledby") or "").split()) == set(told), key
        assert all(told.values()), key
        assert "<script" not in svg
        assert "style=" not in svg


def test_a_picture_is_a_png_too() -> None:
    svg = reports.pictures(a_document(60))["organisations"]

    assert reports.png(svg).startswith(b"\x89PNG")


def test_modes_are_told_apart_without_colours() -> None:
    svg = reports.pictures(a_document(60))["stay"]

    assert "stay-in_person" in svg
    assert "stay-both" in svg
    assert 'fill="url(#stay-virtual)"' not in svg  # it is full


def test_a_page_that_stands_by_itself_is_in_the_readers_language_and_direction() -> None:
    page = report_page.page(a_document(60, "ar"))

    assert '<html lang="ar" dir="rtl">' in page
    assert "How this was counted" not in page
    assert page.startswith("<!doctype html>")


def test_what_a_report_waits_for_is_told_in_its_language_with_the_id_of_a_run_kept_apart(
    seat: Callable[..., Seat], keep: Callable[..., Event]
) -> None:
    event, arabic = keep(1), {"Accept-Language": "ar"}

    page = seat("admin").get(f"/events/{event.id}/report", headers=arabic).text
    alone = seat("admin").get(f"/events/{event.id}/report/printable", headers=arabic).text

    assert "تقرير الجلسة <bdi>abcd==</bdi>؛ القاعة" in page
    assert "تقرير الجلسة \u2068abcd==\u2069؛ القاعة" in alone
    assert "report of instance" not in alone
    assert a_document(1, "ar").status.endswith("تقرير الجلسة \u2068abcd==\u2069؛ القاعة")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "fr",
            "Il était définitif le 12 nov., 09:30. Ce qui diffère depuis : Zoom seulement : 6 avant, 5 maintenant ; "
            "Salle seulement : 3 avant, 4 maintenant.",
        ),
        (
            "en",
            "It was final on 12 Nov, 09:30. What differs since: Zoom only: 6 before, 5 now; "
            "Room only: 3 before, 4 now.",
        ),
    ],
)
def test_what_has_changed_since_it_was_final_is_told_in_the_readers_language_and_the_events_time(
    seat: Callable[..., Seat], rooms: Rooms, language: str, said: str
) -> None:
    made = sample.a_record(sample.the_event(), 1)
    was = dict(made.counts)
    changed = {"virtual": was["virtual"] + 5, "in_person": was["in_person"] + 3}
    before, now = was | changed, was | {"virtual": was["virtual"] + 4, "in_person": was["in_person"] + 4}
    final = Final("x", datetime(2022, 11, 12, 4, tzinfo=UTC), before)
    made = held_against(replace(made, status="final", counts=now), "y", final, closings=0, now=final.at)
    event = sample.keep(rooms.store, made, now=rooms.clock.now())

    reader = {"Accept-Language": language}
    page = seat("admin").get(f"/events/{event.id}/report", headers=reader).text
    alone = seat("admin").get(f"/events/{event.id}/report/printable", headers=reader).text

    for one in (page, alone):
        assert said in html.unescape(one).replace("\xa0", " ").replace("\u202f", " ")
        assert "UTC" not in one


def test_the_report_comes_in_its_forms(
    seat: Callable[..., Seat], keep: Callable[..., Event], rooms: Rooms
) -> None:
    event = keep(60)
    admin = seat("admin")
    at = f"/events/{event.id}/report"

    page = admin.get(at).text
    assert "Who watched the recording" in page
    assert "Polls and questions" not in page
    for path, begins in (
        ("report.pdf", b"%PDF-"), ("one-page.pdf", b"%PDF-"), ("picture/presence.svg", b"<svg"),
        ("picture/funnel.png", b"\x89PNG"), ("printable", b"<!doctype html>"), ("report.xlsx", b"PK"),
    ):  # fmt: skip
        answer = admin.get(f"{at}/{path}")
        assert answer.status_code == 200, path
        assert answer.data.startswith(begins), path
        assert "attachment" in answer.headers["Content-Disposition"]
    assert admin.get(f"{at}/picture/nothing.svg").status_code == 404


def test_polls_and_questions_stand_in_every_form_while_they_are_switched_on(
    seat: Callable[..., Seat], keep: Callable[..., Event], rooms: Rooms
) -> None:
    event = keep(20)
    admin, at = seat("admin"), f"/events/{event.id}/report"
    assert "Polls and questions" not in admin.get(at).text  # made for this generation, and kept
    poll = Poll(QUESTION, 9, (("বাড়িতে", 5), ("<b>في الميدان</b>", 3)), 1)
    rooms.store.run(lambda tx: events.change(tx, replace(event, polls=True)))
    empty = admin.get(at).text
    assert "Nothing was read yet" in empty
    found = Asked("run==", polls=(poll,), questions=7, answered=4)
    rooms.store.run(lambda tx: asked.put(tx, event.id, found, now=rooms.clock.now()))

    for path in ("", "/printable"):
        page = admin.get(at + path).text
        assert "Where do you <b>work</b>?" not in page
        for words in (
            "Where do you &lt;b&gt;work",
            "A question of a poll: 9 people answered.",
            "বাড়িতে",
            "Other answers",
        ):
            assert words in page, (path, words)
    assert admin.get(f"{at}/report.pdf").data.startswith(b"%PDF-")
    assert admin.get(f"{at}/picture/poll-1.png").data.startswith(b"\x89PNG")
    public = admin.get(f"{at}/public")
    assert public.status_code == 200
    assert "work&lt;/b&gt;" not in public.text
    book = openpyxl.load_workbook(io.BytesIO(admin.get(f"{at}/report.xlsx").data))
    rows = list(book["figures"].iter_rows(min_row=2, values_only=True))
    assert [row[1:] for row in rows if row[0] == "Polls and questions"] == [
        ("Questions of polls", "How many", 1, 1, 1),
        ("Questions from the audience", "How many", 7, 7, 7),
        ("Of these answered", "How many", 4, 4, 4),
    ]
    assert ("বাড়িতে", "People", 5, 5, 5) in [row[1:] for row in rows]


@pytest.mark.parametrize("first", ["page", "program"])
def test_polls_are_told_to_page_and_program_alike_whoever_looks_first(
    first: str, seat: Callable[..., Seat], bearer: Callable[..., dict[str, str]], keep: Callable[..., Event],
    rooms: Rooms,
) -> None:  # fmt: skip
    event, admin, token = keep(20), seat("admin"), bearer("admin")
    at = f"/events/{event.id}/report"
    looks = {
        "page": lambda: "Polls and questions" in admin.get(at).text,
        "program": lambda: "asked" in admin.client.get(f"/api/v1{at}", headers=token).json,
    }

    for polls in (True, False):
        rooms.store.run(lambda tx, on=polls: events.change(tx, replace(event, polls=on)))
        looks[first]()
        assert {name: look() for name, look in looks.items()} == {"page": polls, "program": polls}


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar", "hi"])
def test_polls_of_two_runs_are_told_apart_in_any_language(language: str) -> None:
    start = instant("09:00")
    runs = [
        Asked("a", start, (Poll(QUESTION, 3, (("A; B", 3), ("C", 2)), 0),), 2, 0),
        Asked("b", start.replace(hour=11), (Poll("", 1, (), 1),)),
    ]
    with languages.speaking(language):
        document = report_words.in_words(
            report(sample.a_record(sample.the_event(), 3)) | {"asked": told(runs)}
        )

    overview, first, second = document.sections[-3:]
    assert (overview.key, first.key, second.key) == ("asked", "poll-1", "poll-2")
    assert len(first.notes) == 3
    assert len(second.notes) == 2
    assert len(reports.paper(document, one_page=True, format="png")) == 1


def test_the_sheets_hold_figures_people_evidence_and_how_it_was_counted(
    seat: Callable[..., Seat], keep: Callable[..., Event]
) -> None:
    event = keep(20)

    answer = seat("admin").get(f"/events/{event.id}/report/report.xlsx")

    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    assert book.sheetnames == ["figures", "presence", "people", "evidence", "unidentified", "how counted"]
    rows = list(book["figures"].iter_rows(min_row=2, values_only=True))
    assert [row[3:] for row in rows if row[1] == "Absent" and row[0] == "Report"]
    assert all(low <= value <= high for *_, value, low, high in rows)
    assert book["people"].max_row == 21


def test_names_of_a_protected_event_leave_for_a_reason_alone(
    seat: Callable[..., Seat], keep: Callable[..., Event], rooms: Rooms
) -> None:
    event = keep(5)
    rooms.store.run(lambda tx: events.change(tx, replace(event, protected=True)))
    admin, at = seat("admin"), f"/events/{event.id}/report/report.xlsx"

    asked = admin.get(at)

    assert asked.mimetype == "text/html"
    assert admin.post(at, {}).status_code == 400
    assert admin.post(at, {"reason": "the audit asks"}).data.startswith(b"PK")
