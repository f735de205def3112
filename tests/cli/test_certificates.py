"""Certificates and rosters at the command line."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Answer
from tests.cli.test_everyday import ADD

Run = Callable[..., Answer]
SHEET = (
    "Name,Organisation,E-mail,Time in,Time out,Licence number\n"
    "Asha Rao,Mela Trust,asha@mela.example,10:30,16:00,NMC-0042\n"
    "প্রজ্ঞা শর্মা,Mela Trust,pragya@mela.example,10:30,13:00,=1+1\n"
    "Ravi Kumar,Mela Trust,ravi@mela.example,10:30,10:32,NMC-0077\n"
)


@pytest.fixture
def event(zoom_sync: Run, here: Path) -> str:
    (here / "sheet.csv").write_text(SHEET)
    made = zoom_sync(*ADD).out.strip()
    assert zoom_sync("import", made, "sheet.csv").exit == 0
    return made


def test_only_a_final_record_gives_certificates_unless_somebody_says_so(
    zoom_sync: Run, event: str, here: Path
) -> None:
    refused = zoom_sync("certificates", event, "--output", "out")
    assert (refused.exit, "not final" in refused.err, (here / "out").exists()) == (1, True, False)

    assert zoom_sync("certificates", event, "--output", "out", "--provisional").exit == 0
    assert zoom_sync("event", "close", event).exit == 0
    final = zoom_sync("certificates", event, "--output", "out", "--issuer", "Mela Trust")

    assert (final.exit, "2 new, 2 replaced" in final.err) == (0, True), final.err
    rows = list(csv.DictReader((here / "out" / "index.csv").open(encoding="utf-8-sig")))
    assert [(row["name"], row["hours"]) for row in rows] == [("Asha Rao", "5.5"), ("প্রজ্ঞা শর্মা", "2.5")]
    assert sorted(row["file"] for row in rows) == sorted(one.name for one in (here / "out").glob("*.pdf"))


def test_a_roster_has_the_licence_numbers_of_the_named_column_as_text(
    zoom_sync: Run, event: str, here: Path
) -> None:
    zoom_sync("event", "close", event)

    answer = zoom_sync("certificates", event, "--roster", "credits.xlsx", "--licence", "licence NUMBER")

    assert (answer.exit, "2 people" in answer.err, "2 of them with" in answer.err) == (0, True, True), (
        answer.err
    )
    _, *rows = openpyxl.load_workbook(here / "credits.xlsx").active.iter_rows()
    assert [(row[0].value, row[0].data_type, row[6].value) for row in rows] == [
        ("NMC-0042", "s", 5.5),
        ("=1+1", "s", 2.5),
    ]
    wrong = zoom_sync("certificates", event, "--roster", "other.xlsx", "--licence", "Shoe size")
    assert (wrong.exit, "Shoe size" in wrong.err, (here / "other.xlsx").exists()) == (1, True, False)


def test_certificates_of_two_events_never_get_into_one_folder(zoom_sync: Run, event: str, here: Path) -> None:
    assert zoom_sync("certificates", event, "--output", "out", "--provisional").exit == 0
    other = zoom_sync(*ADD).out.strip()
    assert zoom_sync("import", other, "sheet.csv").exit == 0
    (here / "out" / "invoice-20261111.pdf").write_text("of the caterer")
    before = {one.name: one.read_bytes() for one in (here / "out").iterdir()}

    answer = zoom_sync("certificates", other, "--output", "out", "--provisional")

    assert (answer.exit, "not of this event's certificates" in answer.err) == (1, True), answer.err
    assert "issued" not in zoom_sync("audit", "list", other).out
    assert zoom_sync("certificates", event, "--output", "out", "--provisional").exit == 0
    assert {one.name: one.read_bytes() for one in (here / "out").iterdir()} == before


def test_a_list_of_somebody_elses_is_not_overwritten(zoom_sync: Run, event: str, here: Path) -> None:
    (here / "index.csv").write_bytes(b"Titel;Jahr\nDie \xc4sthetik;1970\n")

    answer = zoom_sync("certificates", event, "--output", ".", "--provisional")

    assert (answer.exit, "Name another folder" in answer.err) == (1, True), answer.err
    assert (here / "index.csv").read_bytes().startswith(b"Titel")


def test_a_place_where_no_folder_can_be_is_told_before_anything_is_issued(zoom_sync: Run, event: str) -> None:
    answer = zoom_sync("certificates", event, "--output", "/proc/certificates", "--provisional")

    assert (answer.exit, "could not be made" in answer.err) == (1, True), answer.err
    assert "issued" not in zoom_sync("audit", "list", event).out


def test_where_to_write_and_in_which_language_has_to_be_said(zoom_sync: Run, event: str) -> None:
    assert zoom_sync("certificates", event).exit == 2
    wrong = zoom_sync("certificates", event, "--output", "out", "--provisional", "--language", "tlh")
    assert (wrong.exit, "en, fr, es, ar, hi" in wrong.err) == (1, True)
