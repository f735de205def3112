"""The record as JSON, CSV and XLSX: whole, exact, and nothing in it runs."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.builders import an_event
from zoom_sync.files.writing import as_workbook, record_dict, write_record
from zoom_sync.files.writing.clean import alive, inert
from zoom_sync.records import Evidence, Pair, Person, Record, SessionMinutes, Trouble

SEEN = datetime(2026, 3, 10, 9, 0, 5, tzinfo=UTC)
FORMULAS = [
    "=HYPERLINK(1)",
    "@SUM(A1)",
    "+1",
    "-1",
    "\t=1",
    "\r=1",
    "＝1",
    "＠x",
    " =1",
    "\u200b=1",
    "\ufeff+1",
]


def a_person(name: str = "Asha Rao", **changes: Any) -> Person:
    person = Person(
        id="a" * 32, name=name, email="asha@rao.example", organisation="UNDP", phone="+919812345670", country="India",
        role="attendee", registered=True, registration_status="approved", mode="both", attended=True,
        virtual_minutes=83.5, in_person_minutes=None, minutes=83.5, minutes_at_least=True,
        first_seen=SEEN, last_seen=SEEN + timedelta(minutes=90),
        evidence=(Evidence("sign_in", "s.csv#1", "e-mail", "f"),),
    )  # fmt: skip
    return replace(person, **changes)


def a_record(*people: Person, review: tuple[Pair, ...] = (), **changes: Any) -> Record:
    record = Record(
        event=an_event(),
        status="provisional",
        waiting_for=("the room",),
        counts={"registered": len(people)},
        people=people,
        unidentified=(),
        review=review,
    )
    return replace(record, **changes)


def written(record: Record, format: str) -> bytes:
    out = io.BytesIO()
    write_record(record, format, out)
    return out.getvalue()


def csv_rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_json_written_row_by_row_is_the_whole_record() -> None:
    record = a_record(
        a_person(), a_person("Ravi"), review=(Pair(("a#1", "b#1"), 0.71234567, ("same surname",)),)
    )

    assert json.loads(written(record, "json")) == record_dict(record)


def test_a_person_says_whether_they_rest_on_a_name_and_a_question_what_it_is_worth() -> None:
    pair = Pair(("a#1", "b#1"), 0.7, ("same surname",), gain=1.25, effect=("One entry instead of two.",))

    record = json.loads(written(a_record(a_person(by_name=True), a_person("Ravi"), review=(pair,)), "json"))
    rows = csv_rows(written(a_record(a_person(by_name=True)), "csv"))

    assert [one["by_name_alone"] for one in record["people"]] == [True, False]
    assert rows[0]["by_name_alone"] == "yes"
    assert record["review"][0]["gain"] == 1.25
    assert record["review"][0]["effect"] == ["One entry instead of two."]


def test_times_are_utc_with_z_and_unknown_minutes_are_null() -> None:
    person = json.loads(written(a_record(a_person()), "json"))["people"][0]

    assert person["first_seen"] == "2026-03-10T09:00:05Z"
    assert person["in_person_minutes"] is None
    assert person["virtual_minutes"] == 83.5


def test_minutes_of_a_session_stand_in_the_table_under_its_title() -> None:
    from tests.builders import a_session

    event = an_event(sessions=(a_session("Opening", "09:00", "10:00"),))
    person = a_person(sessions=(SessionMinutes("opening", 12.25, None),))

    row = csv_rows(written(a_record(person, event=event), "csv"))[0]

    assert row["Opening virtual_minutes"] == "12.25"
    assert row["Opening in_person_minutes"] == ""


@pytest.mark.parametrize("name", FORMULAS)
def test_a_name_that_a_spreadsheet_would_run_is_text_in_csv_and_xlsx(name: str) -> None:
    record = a_record(a_person(name))

    in_csv = csv_rows(written(record, "csv"))[0]["name"]
    cell = openpyxl.load_workbook(io.BytesIO(written(record, "xlsx")))["people"]["B2"]

    assert in_csv.startswith("'")
    assert cell.data_type == "s"
    assert alive(inert(name)) == name


def test_plain_names_are_left_as_they_are() -> None:
    assert inert("O'Brien") == "O'Brien"
    assert alive("'Brien") == "'Brien"


@pytest.mark.parametrize("format", ["json", "csv", "xlsx"])
def test_control_characters_and_half_letters_of_a_name_spoil_no_file(format: str) -> None:
    record = a_record(a_person("Asha\x00\x1b[2J\ud800 Rao\uffff"))

    data = written(record, format)

    if format == "xlsx":
        assert openpyxl.load_workbook(io.BytesIO(data))["people"]["B2"].value == "Asha[2J Rao"
    else:
        assert b"\x1b" not in data
        assert "Asha\ufffd\ufffd[2J\ufffd Rao\ufffd" in data.decode("utf-8-sig")


def test_a_workbook_has_its_four_sheets_with_frozen_headers_and_real_dates() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(a_record(a_person()), "xlsx")))

    assert book.sheetnames == ["people", "evidence", "unidentified", "how counted"]
    assert book["people"].freeze_panes == "A2"
    header = [cell.value for cell in book["people"][1]]
    assert book["people"].cell(2, header.index("first_seen") + 1).value == SEEN.replace(tzinfo=None)
    assert [cell.value for cell in book["evidence"][2]] == [
        "a" * 32,
        "Asha Rao",
        "sign_in",
        "s.csv#1",
        "e-mail",
    ]


def test_the_same_record_gives_the_same_bytes() -> None:
    record = a_record(a_person())

    assert written(record, "json") == written(record, "json")
    assert written(record, "csv") == written(record, "csv")


def test_a_name_longer_than_a_cell_does_not_vanish() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(a_record(a_person("x" * 50_000)), "xlsx")))

    assert str(book["people"]["B2"].value).startswith("xxx")


def test_a_file_is_replaced_only_when_the_new_one_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("what stood there")
    broken = a_record(a_person(virtual_minutes=float("nan")))

    with pytest.raises(ValueError, match="JSON"):
        write_record(broken, "json", target)

    assert target.read_text() == "what stood there"
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="no such folder"):
        write_record(a_record(), "json", tmp_path / "gone" / "out.json")


def test_a_list_of_people_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    write_record(a_record(a_person()), "csv", tmp_path / "out.csv")

    assert (tmp_path / "out.csv").stat().st_mode & 0o077 == 0


def test_what_is_too_long_for_a_sheet_goes_on_in_further_ones(tmp_path, monkeypatch):
    monkeypatch.setattr(as_workbook, "MOST_ROWS", 3)
    people = [a_person(id=f"p{number}", name=f"Person {number}") for number in range(7)]

    write_record(a_record(*people), "xlsx", tmp_path / "out.xlsx")

    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    told = [name for name in book.sheetnames if name.startswith("evidence")]
    rows = [row for name in told for row in list(book[name].iter_rows(values_only=True))[1:]]
    assert {book[name]["A1"].value for name in told} == {"person"}
    assert max(book[name].max_row for name in told) == 1 + 3
    assert [(row[0], row[3]) for row in rows] == [
        (one.id, line.ref) for one in people for line in one.evidence
    ]
    listed = [name for name in book.sheetnames if name.startswith("people")]
    assert [row[0] for name in listed for row in list(book[name].iter_rows(values_only=True))[1:]] == [
        one.id for one in people
    ]
