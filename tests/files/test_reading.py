"""What a file is, its content says; what cannot be read is refused in one sentence with one remedy."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import os
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from zoom_sync.files.reading import fetch, read, shown_name
from zoom_sync.records import Listing, Table, Trouble


def a_workbook(
    rows: list[list[object]],
    *,
    hidden: list[list[object]] | None = None,
    more: dict[str, list[list[object]]] | None = None,
) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"default_date_format": "yyyy-mm-dd hh:mm"})
    if hidden is not None:
        sheet = book.add_worksheet("Secret")
        sheet.hide()
        for n, row in enumerate(hidden):
            sheet.write_row(n, 0, row)
    for title, cells in ({"Sheet1": rows} | (more or {})).items():
        sheet = book.add_worksheet(title)
        if title == "Sheet1":
            sheet.activate()
            sheet.set_first_sheet()
        for n, row in enumerate(cells):
            sheet.write_row(n, 0, row)
    book.close()
    return out.getvalue()


def a_zip(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


def rows_of(data: bytes) -> tuple[tuple[str, ...], ...]:
    found = read(data, name="a.xlsx")
    assert isinstance(found, Table)
    return found.rows


def test_a_workbook_is_read_whatever_its_name_says() -> None:
    data = a_workbook([["Name", "Phone"], ["Asha Rao", 9812345670]])

    found = read(data, name="list.csv")

    assert isinstance(found, Table)
    assert found.rows == (("Name", "Phone"), ("Asha Rao", "9812345670"))


def test_dates_and_times_of_a_workbook_become_iso_text() -> None:

    data = a_workbook(
        [
            ["Date", "In"],
            [dt.datetime.fromisoformat("2026-11-11"), dt.time(9, 30)],
            [dt.datetime.fromisoformat("2026-11-11T14:05"), True],
        ]
    )

    assert rows_of(data)[1:] == (("2026-11-11", "09:30:00"), ("2026-11-11 14:05:00", "TRUE"))


def test_hidden_sheets_are_not_read_and_sheets_with_the_same_header_follow_one_another() -> None:
    header = ["Name", "Time In"]
    data = a_workbook(
        [header, ["Asha", "9:30"]],
        hidden=[["Name"], ["Somebody else"]],
        more={"Day 2": [header, ["Ravi", "9:40"]], "Notes": [["Remark", "By"], ["x", "y"]]},
    )

    found = read(data, name="a.xlsx")

    assert isinstance(found, Table)
    assert found.rows == (("Name", "Time In"), ("Asha", "9:30"), ("Name", "Time In"), ("Ravi", "9:40"))
    assert "Notes" in found.notes[0]


@pytest.mark.parametrize(
    "value",
    [
        {"registrants": [{"id": "a"}, {"id": "b"}]},
        [{"registrants": [{"id": "a"}]}, {"registrants": [{"id": "b"}], "next_page_token": ""}],
        [{"id": "a", "first_name": "Asha"}, {"id": "b", "first_name": "Ravi"}],
    ],
)
def test_json_in_the_shape_of_zooms_api_is_the_rows_of_all_pages(value: object) -> None:
    found = read(json.dumps(value).encode(), name="a.json")

    assert isinstance(found, Listing)
    assert found.kind == "registrants"
    assert [row["id"] for row in found.items] == ["a", "b"]


def test_pages_saved_one_after_the_other_are_read_as_pages() -> None:
    found = read(b'{"participants":[{"name":"a"}]}\n{"participants":[{"name":"b"}]}\n', name="a.json")

    assert isinstance(found, Listing)
    assert len(found.items) == 2


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WHOLE = a_workbook([["Name"], ["Asha"]])
MEGABYTE = b"0" * 2**20
STRANGE = {
    "empty.csv": (b"", "is empty"),
    "blank.csv": (b" \r\n\r\n ", "is empty"),
    "a mark and nothing else.csv": (b"\xef\xbb\xbf", "is empty"),
    "report.pdf": (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
    "photo.csv": (b"\x89PNG\r\n\x1a\n" + bytes(100), "a picture"),
    "scan.xlsx": (b"\xff\xd8\xff\xe0" + bytes(100), "a picture"),
    "old.xls": (OLE + bytes(2000), "old format"),
    "locked.xlsx": (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(99), "password"),
    "half.xlsx": (WHOLE[: len(WHOLE) // 2], "damaged"),
    "letter.docx": (a_zip({"word/document.xml": b"<x/>"}), "no XLSX workbook"),
    "files.zip": (a_zip({"a.csv": b"Name\nAsha\n"}), "no XLSX workbook"),
    "bomb.xlsx": (a_zip({"xl/workbook.xml": MEGABYTE * 60}), "too large"),
    "many.xlsx": (a_zip({f"xl/{n}.xml": b"" for n in range(1001)} | {"xl/workbook.xml": b""}), "too large"),
    "wrong.xlsx": (a_zip({"xl/workbook.xml": b"<nonsense"}), "damaged"),
    "page.xls": (b"<html><table><tr><td>Name</td></tr></table></html>", "a web page"),
    "packed.csv": (gzip.compress(b"Name\nAsha\n"), "compressed"),
    "noise.csv": (bytes(range(9)) * 200, "neither text nor a workbook"),
    "cut.json": (b'{"registrants": [{"id": "a"}, {"id"', "not whole JSON"),
    "deep.json": (b"[" * 100_000, "not whole JSON"),
    "other.json": (b'{"users": []}', "not in the shape"),
    "both.json": (b'[{"registrants": []}, {"participants": []}]', "two files"),
    "nothing.json": (b"[]", "empty list"),
    "number.json": (b"[1, 2]", "not in the shape"),
    "long.csv": (b"Name,Org\nAsha," + b"x" * 5_000_000, "cell"),
}


@pytest.mark.parametrize("name", STRANGE)
def test_a_file_that_cannot_be_read_is_refused_by_name_with_a_remedy(name: str) -> None:
    data, what = STRANGE[name]

    with pytest.raises(Trouble) as trouble:
        read(data, name=name)

    assert what in trouble.value.what
    assert name in trouble.value.what
    assert trouble.value.remedy


def test_a_dimension_that_lies_and_a_cell_far_out_are_refused_in_seconds() -> None:
    honest = a_workbook([["Name", *[""] * 16_382, "far"]] * 300)
    with zipfile.ZipFile(io.BytesIO(honest)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b'ref="A1:XFD300"', b'ref="A1"')

    with pytest.raises(Trouble, match="200 columns"):
        read(a_zip(parts), name="far.xlsx")


def test_entities_of_a_workbook_are_not_expanded() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><workbook>&b;</workbook>'

    with pytest.raises(Trouble, match="could not be read as a workbook"):
        read(a_zip({"xl/workbook.xml": bomb, "[Content_Types].xml": bomb}), name="entities.xlsx")


def test_a_path_that_leads_nowhere_or_to_a_folder_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"no file gone\.csv"):
        read(tmp_path / "gone.csv")
    with pytest.raises(Trouble, match=f"{tmp_path.name} is a folder"):
        read(tmp_path)
    with pytest.raises(Trouble, match=r"^/ is a folder"):
        fetch(Path("/"), name="", max_bytes=9)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    locked = tmp_path / "locked.csv"
    locked.write_text("Name\nAsha\n")
    locked.chmod(0)

    with pytest.raises(Trouble, match="may not be read"):
        read(locked)


def test_a_file_over_the_limit_is_refused_with_the_limit() -> None:
    with pytest.raises(Trouble, match="larger than 1 MB"):
        read(b"Name\n" + b"x\n" * 2**20, name="big.csv", max_bytes=2**20)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\lists\\sheet.csv", "sheet.csv"),
        ("x.csv\r\nSet-Cookie: a", "x.csvSet-Cookie: a"),
        ("a\0b.csv", "ab.csv"),
        ("y" * 5000 + ".csv", "y" * 116 + ".csv"),
        ("", "file"),
        ("..", "file"),
    ],
)
def test_a_shown_name_has_no_folder_no_controls_and_at_most_120_letters(name: str, shown: str) -> None:
    assert shown_name(name) == shown
