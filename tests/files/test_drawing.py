"""The presence curve as a picture, and the report as a page."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from zoom_sync.files import bars, drawing, report_page
from zoom_sync.files.document import Figure, Section, Table
from zoom_sync.web import languages, report_words

START = datetime(2026, 3, 10, 4, 0, tzinfo=UTC)
SVG = "{http://www.w3.org/2000/svg}"


def iso(minute: float) -> str:
    return (START + timedelta(minutes=minute)).strftime("%Y-%m-%dT%H:%M:%SZ")


def a_report(*numbers: int, titles: tuple[str, ...] = (), days: int = 1, **changes: Any) -> dict[str, Any]:
    """A report whose curve has these numbers of people in Zoom, one a minute, on each of its days."""
    points = [
        {"at": iso(day * 1440 + minute), "zoom": people, "room": 0, "both": 0, "all": people}
        for day in range(days)
        for minute, people in enumerate(numbers)
    ]
    most = max(numbers, default=0)
    peak = {"people": most, "at": iso(numbers.index(most)) if most else None}
    nobody = {"people": 0, "at": None}
    row = {"people": 1, "virtual": 1, "in_person": 0, "both": 0, "absent": 0}
    bands = {
        "bands": [{"over": None, "to": 0, "people": 1}, {"over": 0, "to": None, "people": 0}],
        "unknown": 1,
    }
    agenda = [
        {"id": str(n), "title": title, "starts": iso(0), "ends": iso(len(numbers)), "place": ""}
        for n, title in enumerate(titles)
    ]
    return {
        "event": {"title": "Mela", "starts": iso(0), "ends": iso(60), "timezone": "Asia/Kolkata", "venue": "Hall",
                  "days": [{"starts": iso(0), "ends": iso(60)}] * days},
        "status": "provisional", "waiting_for": ["the room"],
        "counts": {"registered": 3, "virtual": most, "in_person": 0, "both": 0, "absent": 1, "brief": 0,
                   "unidentified": 0, "erased": 0},
        "ranges": {"virtual": [0, most]}, "funnel": [{"step": "registered", "people": 3}], "no_show_rate": 0.25,
        "no_show_range": [0.25, 0.5],
        "curve": {"step_s": 60, "points": points, "peaks": {"zoom": peak, "room": nobody, "both": nobody, "all": peak}},
        "agenda": agenda,
        "stay": {"bands": [{"from": 0, "to": None, "virtual": 1, "in_person": 0, "both": 0}], "known": 1,
                 "unknown": 1, "mean_minutes": 5.0, "median_minutes": 5.0},
        "arrivals": bands, "departures": bands,
        "sessions": [one | row | {"room_unknown": 0} for one in agenda],
        "organisations": {"rows": [{"name": "Mela Trust", **row}], "others": row, "not_told": row},
        "countries": {"rows": [], "others": row, "not_told": row},
        "languages": {"rows": [], "others": row, "not_told": row},
        "answers": {"rows": [], "others": row, "not_told": row},
        "question": "",
        "roles": [{"role": "attendee", **row}],
        "recording": [{"mode": "absent", "people": 0}],
        "counting": {"rule": {"clip_to_event": True, "bridge_gaps_s": 60, "minimum_minutes": 5}, "records": 4,
                     "sources": {"sign_in": 4}, "not_counted": 0, "joined_by_name_only": 0, "decided_by_hand": 0,
                     "unidentified": 0, "open_reviews": 1, "stay_unknown": 1, "notes": []},
    } | changes  # fmt: skip


def a_page(report: dict[str, Any]) -> str:
    with languages.speaking("en"):
        return report_page.page(report_words.in_words(report))


def drawn(report: dict[str, Any]) -> Element:
    return fromstring(drawing.presence(report))


def words(svg: Element) -> str:
    return " ".join(text.text or "" for text in svg.iter(f"{SVG}text"))


def test_a_drawing_says_in_words_what_it_shows() -> None:
    svg = drawn(a_report(0, 2, 5, 1))

    assert svg.get("role") == "img"
    titles = {child.get("id"): child.text for child in svg if child.tag in (f"{SVG}title", f"{SVG}desc")}
    assert set((svg.get("aria-labelledby") or "").split()) == set(titles)
    assert any("in Zoom: at most 5 at 09:32" in title for title in titles.values())


def test_times_are_those_of_the_events_zone() -> None:
    assert "09:30" in words(drawn(a_report(*range(30))))


@pytest.mark.parametrize(
    "title", ['<script>x</script>"', "a & b", "\x00\x08\ufffe", "শর্মা", "]]>", "x" * 5000]
)
def test_no_title_breaks_out_of_the_drawing(title: str) -> None:
    svg = drawn(a_report(1, 2, 3, titles=(title,)))

    allowed = {"svg", "title", "desc", "path", "text", "g", "rect"}
    assert {child.tag.removeprefix(SVG) for child in svg.iter()} <= allowed


def test_a_strict_security_policy_has_nothing_to_object_to() -> None:
    text = drawing.presence(a_report(1, 2, 3, titles=("Opening",)))

    assert not re.search(r"style=|<style|<script|\son\w+=|href|url\(", text)


@pytest.mark.parametrize("numbers", [(), (0,), (1,), (0, 0, 0), (7,) * 10_000])
def test_few_points_and_many_make_a_small_drawing(numbers: tuple[int, ...]) -> None:
    assert len(drawing.presence(a_report(*numbers))) < 15_000


def test_a_night_is_not_drawn_as_a_line() -> None:
    one, two = drawn(a_report(3, 4, 5)), drawn(a_report(3, 4, 5, days=2))

    def strokes(svg: Element) -> int:
        (line,) = [
            path
            for path in svg.iter(f"{SVG}path")
            if path.get("fill") == "none" and "zoom" in path.get("class", "")
        ]
        return (line.get("d") or "").count("M")

    assert (strokes(one), strokes(two)) == (1, 2)
    assert "11 Mar 2026" in words(two)


def test_sessions_at_the_same_time_lie_under_one_another() -> None:
    svg = drawn(a_report(*range(60), titles=("Workshop A", "Workshop B")))

    assert len({rect.get("y") for rect in svg.iter(f"{SVG}rect")}) == 2


@pytest.mark.parametrize("most", [0, 1, 4, 5, 39, 40, 41, 99, 100, 1234, 10_000, 999_999])
def test_the_scale_is_round_and_high_enough(most: int) -> None:
    top = drawing._ceiling(most)

    assert top >= most
    assert top % 4 == 0
    assert top <= max(4, most * 2)


def test_the_page_loads_nothing_and_closes_what_it_opens() -> None:
    text = a_page(a_report(*range(60), titles=("Opening",)))

    class Reader(HTMLParser):
        opened: list[str] = []  # noqa: RUF012

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            assert not {"src", "href", "style"} & {name for name, _ in attrs}
            if tag not in ("meta", "path", "rect", "circle"):
                self.opened.append(tag)

        def handle_endtag(self, tag: str) -> None:
            if tag not in ("path", "rect", "circle"):
                assert self.opened.pop() == tag

    reader = Reader()
    reader.feed(text)
    assert reader.opened == []
    assert "<script" not in text


def test_the_page_shows_what_people_wrote_as_they_wrote_it() -> None:
    hostile = "<script>alert(1)</script>{{7*7}}"
    found = a_report(1, titles=(hostile,))
    found["event"]["title"] = found["organisations"]["rows"][0]["name"] = hostile

    text = a_page(found)

    assert "<script" not in text
    assert "{{7*7}}" in text


def test_the_page_says_what_it_waits_for_and_what_is_not_sure() -> None:
    text = a_page(a_report(0, 5))

    assert "Provisional" in text
    assert "the room" in text
    assert "(0 to 5)" in text
    assert "How this was counted" in text
    assert "Final" in a_page(a_report(0, 5, status="final", waiting_for=[]))


@pytest.mark.parametrize("length", [0, 1, 15, 61, 481, 3001])
def test_the_table_beside_the_curve_is_short_and_has_both_ends(length: int) -> None:
    found = a_report(*range(length))

    rows = report_page.table(found)

    assert len(rows) <= report_page.TABLE_ROWS + 2
    assert rows[:1] == found["curve"]["points"][:1]
    assert rows[-1:] == found["curve"]["points"][-1:]


def test_the_table_begins_anew_with_each_day() -> None:
    found = a_report(*range(301), days=2)

    clocks = [row["at"][11:16] for row in report_page.table(found)]

    assert clocks[:3] == ["04:00", "05:00", "06:00"]
    assert clocks == clocks[: len(clocks) // 2] * 2


def test_the_numbers_of_a_picture_are_written_as_the_language_writes_them() -> None:
    table = Table(("Country", "People"), (("Kenya", (Figure(12_345, 12_345, 12_345),)),), ("people",))

    drawn = bars.bars(Section("countries", "By country", table, "bars", ("people",)), number="{:,}".format)

    assert ">12,345</text>" in drawn
    assert "Kenya: 12,345</desc>" in drawn
