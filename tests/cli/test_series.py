"""Series at the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Answer
from tests.cli.test_everyday import ADD

Run = Callable[..., Answer]
SHEET = "Name,E-mail,Time in,Time out\nMeera Nair,meera@asha.example,10:40,12:46\n"


def test_a_series_is_made_listed_shown_and_taken_apart(zoom_sync: Run, here: Path) -> None:
    (here / "sheet.csv").write_text(SHEET)
    one, other = (zoom_sync(*ADD).out.strip() for _ in range(2))
    for event in (one, other):
        zoom_sync("import", event, "sheet.csv")

    made = zoom_sync("series", "add", "Monthly call", one)
    id = made.out.strip()
    assert (made.exit, made.err) == (0, "")
    assert zoom_sync("series", "join", id, other).exit == 0
    assert zoom_sync("series", "list").out.split("\t")[:2] == [id, "Monthly call"]
    lines = [line.split("\t") for line in zoom_sync("series", "show", id).out.splitlines()]
    assert sorted(line[2:] for line in lines[1:]) == [["1", "0", "1", "0"], ["1", "1", "0", "0"]]

    assert zoom_sync("series", "leave", one).exit == 0
    assert zoom_sync("series", "leave", one).err.startswith("This event belongs to no series.")
    assert zoom_sync("series", "show", "nothing").exit == 1


def test_events_join_a_series_all_or_none(zoom_sync: Run) -> None:
    one, other = (zoom_sync(*ADD).out.strip() for _ in range(2))
    id = zoom_sync("series", "add", "Monthly call", one).out.strip()

    answer = zoom_sync("series", "join", id, other, "no-such-event")

    assert (answer.exit, "Nothing was changed" in answer.err) == (1, True)
    assert zoom_sync("series", "list").out.rstrip("\n").split("\t")[2] == one


def test_a_series_that_is_too_large_says_why_its_figures_are_missing(
    zoom_sync: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "sheet.csv").write_text(SHEET)
    event = zoom_sync(*ADD).out.strip()
    zoom_sync("import", event, "sheet.csv")
    id = zoom_sync("series", "add", "Monthly call", event).out.strip()
    monkeypatch.setattr("zoom_sync.actions.series.MOST", 0)

    shown = zoom_sync("series", "show", id)

    assert shown.out.splitlines()[1].split("\t")[2:] == ["", "", "", ""]
    assert "too many people" in shown.err


def test_a_series_has_a_report_in_figures_that_names_nobody(zoom_sync: Run, here: Path) -> None:
    (here / "sheet.csv").write_text(SHEET)
    events = [zoom_sync(*ADD).out.strip() for _ in range(2)]
    for event in events:
        zoom_sync("import", event, "sheet.csv")
    id = zoom_sync("series", "add", "Monthly call", *events).out.strip()

    for format, begins in (("json", b"{"), ("html", b"<!doctype html>"), ("pdf", b"%PDF-")):
        answer = zoom_sync("series", "report", id, "--format", format, "--output", f"series.{format}")
        assert answer.exit == 0, answer.err
        assert (here / f"series.{format}").read_bytes().startswith(begins)

    told = json.loads((here / "series.json").read_text())
    assert sorted(one["turnout"]["back"] for one in told["events"]) == [0, 1]
    assert told["people_by_events"] == {"2": 1}
    page = (here / "series.html").read_text()
    assert "2 of 2" in page
    assert "Meera" not in page
