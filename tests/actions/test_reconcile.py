"""Files in, one record out: no store, no network."""

from __future__ import annotations

import contextlib
import csv
import gc
import json
from pathlib import Path
from typing import Any

import pytest

from tests.rules.sheet_platforms import EXPORTS, Export
from zoom_sync.actions.reconcile import Summary, reconcile
from zoom_sync.records import Trouble

TIMES = {"starts": "2022-11-22T09:30", "ends": "2022-11-22T13:00", "timezone": "Asia/Kolkata"}
REGISTRANTS = """First Name,Last Name,Email,Organization,Registration Time,Approval Status,Phone
Asha,Rao,asha@x.example,UNDP,"Nov 20, 2022 09:00:00",approved,
Ravi,Das,ravi@x.example,ILO,"Nov 20, 2022 09:00:00",approved,
Noor,Khan,noor@x.example,,"Nov 20, 2022 09:00:00",approved,
"""
MEETING = """Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest
Asha Rao,asha@x.example,11/22/2022 09:00:00 AM,11/22/2022 10:30:30 AM,91,Yes
iPhone,,11/22/2022 10:00:00 AM,11/22/2022 10:10:00 AM,10,Yes
"""
SHEET = """Name,Organisation,Email,Time In,Time Out
Ravi Das,ILO,ravi@x.example,9:30,1:00
Asha Rao,UNDP,asha@x.example,10:30,
"""
FILES = {"registrants.csv": REGISTRANTS, "participants.csv": MEETING, "sign-in.csv": SHEET}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(folder: Path, *names: str, output: str = "out.json", **options: Any) -> Summary:
    paths = [folder / name for name in names or FILES]
    return reconcile(paths, output=folder / output, **(TIMES | options))


def people(folder: Path) -> dict[str, dict[str, Any]]:
    record = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    return {person["name"]: person for person in record["people"]}


def test_three_files_become_one_record_with_each_row_once(folder: Path) -> None:
    summary = run(folder)

    record = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    refs = [one["ref"] for entry in record["people"] + record["unidentified"] for one in entry["evidence"]]
    rows = {"registrants.csv": 3, "participants.csv": 2, "sign-in.csv": 2}
    assert sorted(refs) == sorted(f"{name}#{n + 1}" for name, count in rows.items() for n in range(count))
    assert [understood.kind for _, understood in summary.files] == ["registrants", "participants", "sign-in"]
    assert record["status"] == "provisional"


def test_who_was_where_and_how_long_is_clipped_to_the_event(folder: Path) -> None:
    run(folder)

    found = people(folder)
    assert {name: person["mode"] for name, person in found.items()} == {
        "Asha Rao": "both", "Ravi Das": "in_person", "Noor Khan": "absent",
    }  # fmt: skip
    assert found["Asha Rao"]["virtual_minutes"] == 60.5
    assert found["Asha Rao"]["in_person_minutes"] is None
    assert found["Ravi Das"]["in_person_minutes"] == 210.0


def test_without_the_events_times_nothing_is_clipped_and_the_sheet_takes_the_others_day(folder: Path) -> None:
    run(folder, starts=None, ends=None)

    found = people(folder)
    assert found["Asha Rao"]["virtual_minutes"] == 90.5
    assert found["Ravi Das"]["first_seen"] == "2022-11-22T04:00:00Z"


def test_a_sheet_alone_without_any_day_tells_presence_and_says_why_no_minutes(folder: Path) -> None:
    summary = run(folder, "sign-in.csv", starts=None, ends=None)

    assert people(folder)["Ravi Das"]["in_person_minutes"] is None
    assert "nothing says which day" in summary.files[0][1].notes[0]


def test_the_zone_of_zooms_file_is_not_the_zone_of_the_sheet(folder: Path) -> None:
    utc = MEETING.replace("09:00:00 AM", "03:30:00 AM").replace("10:30:30 AM", "05:00:30 AM")
    (folder / "participants.csv").write_text(utc)

    run(folder, file_timezone="UTC")

    found = people(folder)
    assert found["Asha Rao"]["virtual_minutes"] == 60.5
    assert found["Ravi Das"]["first_seen"] == "2022-11-22T04:00:00Z"


def test_the_same_files_give_the_same_bytes_in_any_order(folder: Path) -> None:
    run(folder)
    once = (folder / "out.json").read_bytes()
    run(folder, *reversed(FILES))

    assert (folder / "out.json").read_bytes() == once


def test_the_same_file_twice_is_taken_once_and_two_files_of_one_name_are_told_apart(folder: Path) -> None:
    (folder / "day2").mkdir()
    (folder / "day2" / "sign-in.csv").write_text("Name,Organisation,Time In\nZoe Quinn,UNDP,9:40\n")
    (folder / "copy.csv").write_text(SHEET)

    summary = run(folder, "sign-in.csv", "copy.csv", "day2/sign-in.csv")

    assert "same file" in summary.notes[0]
    assert people(folder)["Zoe Quinn"]["evidence"][0]["ref"] == "day2-sign-in.csv#1"


def test_questions_are_written_answered_and_taken_as_decisions(folder: Path) -> None:
    (folder / "sign-in.csv").write_text("Name,Organisation,Time In\nAsha Raoo,UNDP,9:30\n")
    run(folder, review=folder / "review.csv")
    with (folder / "review.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    asked = next(row for row in rows if "sign-in.csv#1" in (row["ref_a"], row["ref_b"]))
    answers = folder / "answers.csv"
    answers.write_text(
        f"ref_a,ref_b,answer\n{asked['ref_a']},{asked['ref_b']},same\nsign-in.csv#1,gone.csv#9,same\n"
    )

    summary = run(folder, decisions=answers)

    evidence = people(folder)["Asha Rao"]["evidence"]
    assert "sign-in.csv#1" in {one["ref"] for one in evidence}
    assert any("answers.csv, line 3" in note for note in summary.notes)


@pytest.mark.parametrize("output", ["out.json", "out.csv", "out.xlsx"])
def test_the_ending_of_the_output_is_its_format(folder: Path, output: str) -> None:
    run(folder, output=output)

    assert (folder / output).stat().st_size > 100


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"output": "sign-in.csv"}, "one of the files that are read"),
        ({"output": "out.txt"}, "names no format"),
        ({"output": "gone/out.json"}, "no such folder"),
        ({"timezone": "Asia/Nowhere"}, "--timezone"),
        ({"file_timezone": "../etc"}, "--file-timezone"),
        ({"starts": "soon"}, "--starts"),
        ({"ends": None}, "go together"),
        ({"ends": "2022-11-22T09:00"}, "ends before it starts"),
        ({"kinds": {"gone.csv": "sign-in"}}, "not among the files"),
        ({"kinds": {"sign-in.csv": "guests"}}, "no kind of file"),
        ({"columns": {"Nickname": "name"}}, "No file has a column"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_written(
    folder: Path, options: dict[str, Any], said: str
) -> None:
    with pytest.raises(Trouble, match=said):
        run(folder, **options)

    assert not (folder / "out.json").exists()
    assert (folder / "sign-in.csv").read_text() == SHEET


def test_where_the_questions_cannot_be_written_no_record_is_written_either(folder: Path) -> None:
    with pytest.raises(Trouble, match="no such folder"):
        run(folder, review=folder / "gone" / "review.csv")

    assert not (folder / "out.json").exists()


def test_a_review_may_not_replace_the_answers_it_is_given(folder: Path) -> None:
    (folder / "review.csv").write_text("ref_a,ref_b,answer\n")

    with pytest.raises(Trouble, match="one of the files that are read"):
        run(folder, review=folder / "review.csv", decisions=folder / "review.csv")


def test_a_bad_file_among_good_ones_is_named_and_nothing_is_written(folder: Path) -> None:
    (folder / "photo.csv").write_bytes(b"\x89PNG\r\n\x1a\n")

    with pytest.raises(Trouble, match=r"photo\.csv is a picture"):
        run(folder, *FILES, "photo.csv")

    assert not (folder / "out.json").exists()


def test_an_odd_list_of_registrants_alone_needs_no_day(folder: Path) -> None:
    run(folder, "registrants.csv", starts=None, ends=None)

    assert {person["mode"] for person in people(folder).values()} == {"absent"}


def test_each_file_is_understood_before_the_next_is_read_and_sheets_at_the_end(folder: Path) -> None:
    said: list[tuple[int, str]] = []

    run(
        folder,
        "sign-in.csv",
        "registrants.csv",
        "participants.csv",
        progress=lambda done, total, what: said.append((done, what)),
    )

    assert [what for _, what in said] == [
        "reading sign-in.csv",
        "reading registrants.csv",
        "understanding registrants.csv",
        "reading participants.csv",
        "understanding participants.csv",
        "understanding sign-in.csv",
        "merging",
        "writing",
        "done",
    ]
    assert [done for done, _ in said] == list(range(9))


@pytest.mark.parametrize("names", [(), ("gone.csv",)], ids=["done", "failed"])
def test_the_collector_runs_again_afterwards(folder: Path, names: tuple[str, ...]) -> None:
    running: list[bool] = []

    with contextlib.suppress(Trouble):
        run(folder, *names, progress=lambda done, total, what: running.append(gc.isenabled()))

    assert running[0] is False
    assert gc.isenabled()


def test_nothing_is_made_that_only_the_collector_could_free(folder: Path) -> None:
    run(folder, review=folder / "review.csv")  # what is imported at first use is not looked at
    gc.collect()
    left: list[int] = []

    run(folder, review=folder / "review.csv", progress=lambda done, total, what: left.append(gc.collect()))

    assert sum(left) == 0


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.platform)
def test_the_export_of_any_platform_becomes_a_record_with_each_row_once(
    tmp_path: Path, export: Export
) -> None:
    text = export.text.strip().replace("|", "\t") if export.delimiter == "|" else export.text.strip()
    (tmp_path / "export.csv").write_text(text, encoding="utf-16" if export.delimiter == "|" else "utf-8")

    summary = run(tmp_path, "export.csv")

    record = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    refs = [one["ref"] for entry in record["people"] + record["unidentified"] for one in entry["evidence"]]
    assert sorted(refs) == sorted(f"export.csv#{n + 1}" for n in range(len(export.rows)))
    assert [understood.kind for _, understood in summary.files] == [export.kind]


def test_minutes_on_teams_are_those_of_the_connections_and_not_of_their_sum(tmp_path: Path) -> None:
    text = next(one.text for one in EXPORTS if one.platform == "Teams, a meeting")
    (tmp_path / "teams.csv").write_text(text.strip().replace("|", "\t"), encoding="utf-16")

    run(tmp_path, "teams.csv")

    found = people(tmp_path)
    assert (found["Asha Rao"]["virtual_minutes"], found["Ravi Das"]["virtual_minutes"]) == (140, 209)
