"""An organiser's day at the command line, from the event to the report."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Answer
from zoom_sync.demo.webinar_day.stage import Stage

Run = Callable[..., Answer]

SHEET = """Name,Organisation,E-mail,Time in,Time out
Meera Nair,Asha Trust,meera@asha.example,10:25,13:00
Tariq Aziz,Sahara Helpline,tariq@sahara.example,11:00,
M. Nair,Asha Trust,,14:00,16:00
"=HYPERLINK(""http://x.example"")",,,10:30,17:00
"""
ADD = [
    "event", "add", "--title", "Lessons learned", "--starts", "2022-11-11T10:30", "--ends", "2022-11-11T17:00",
    "--timezone", "Asia/Kolkata", "--venue", "Silver Oak", "--session", "Fair recruitment;13:30;15:00",
]  # fmt: skip


@pytest.fixture
def event(zoom_sync: Run, here: Path) -> str:
    (here / "sheet.csv").write_text(SHEET)
    made = zoom_sync(*ADD)
    assert made.exit == 0, made.err
    return made.out.strip()


def exported(zoom_sync: Run, event: str) -> dict:  # type: ignore[type-arg]
    answer = zoom_sync("export", event, "--format", "json")
    assert answer.exit == 0, answer.err
    return dict(json.loads(answer.out))


def test_the_events_id_stands_alone_on_stdout_and_in_the_list(zoom_sync: Run, event: str) -> None:
    listed = zoom_sync("event", "list")

    assert listed.out.split("\t")[:3] == [event, "Lessons learned", "2022-11-11 10:30 Asia/Kolkata"]


def test_a_sheet_is_imported_and_said_to_be_on_stderr_only(zoom_sync: Run, event: str) -> None:
    answer = zoom_sync("import", event, "sheet.csv")

    assert (answer.exit, answer.out) == (0, "")
    assert "sheet.csv: sign-in, 4 rows, 4 new." in answer.err
    assert "0 new" in zoom_sync("import", event, "sheet.csv").err
    assert len(exported(zoom_sync, event)["people"]) == 4


def test_a_file_is_taken_back_whole_and_brought_back(zoom_sync: Run, event: str) -> None:
    zoom_sync("import", event, "sheet.csv")
    (file, _when, kind, rows, name, state) = zoom_sync("import", "list", event).out.rstrip("\n").split("\t")
    assert (kind, rows, name, state) == ("sign-in", "4", "sheet.csv", "")

    taken = zoom_sync("import", "undo", file, "--reason", "the sheet of another day")

    assert taken.exit == 0, taken.err
    assert "sheet.csv is taken back" in taken.err
    assert exported(zoom_sync, event)["people"] == []
    assert zoom_sync("import", "list", event).out.endswith("\ttaken back\n")
    assert zoom_sync("import", "redo", file).exit == 0
    assert len(exported(zoom_sync, event)["people"]) == 4
    assert zoom_sync("import", "undo", "nothing").exit == 1


def test_a_dry_run_keeps_nothing(zoom_sync: Run, event: str) -> None:
    answer = zoom_sync("import", event, "sheet.csv", "--dry-run")

    assert answer.exit == 0
    assert "nothing was kept" in answer.err
    assert exported(zoom_sync, event)["people"] == []


def test_a_question_is_answered_undone_and_answered_again(zoom_sync: Run, event: str) -> None:
    zoom_sync("import", event, "sheet.csv")
    (question,) = json.loads(zoom_sync("review", event, "--format", "json").out)

    decided = zoom_sync("decide", event, "same", *question["refs"], "--reason", "I know her")

    assert decided.exit == 0
    assert len(exported(zoom_sync, event)["people"]) == 3
    assert zoom_sync("decide", event, "undo", decided.out.strip()).exit == 0
    assert len(exported(zoom_sync, event)["people"]) == 4
    assert zoom_sync("decide", event, "different", *question["refs"]).exit == 0
    assert json.loads(zoom_sync("review", event).out) == []


def test_an_absentee_is_said_to_have_attended(zoom_sync: Run, event: str, here: Path) -> None:
    (here / "list.csv").write_text("Name,Email\nLeela Rao,leela@asha.example\n")
    zoom_sync("import", event, "list.csv", "--kind", "registrants")

    zoom_sync("decide", event, "attended", "list.csv#1")

    (person,) = exported(zoom_sync, event)["people"]
    assert (person["attended"], person["mode"]) == (True, "in_person")
    assert [one["source"] for one in person["evidence"]] == ["registrant", "manual"]


def test_all_three_formats_hold_the_same_people_and_no_cell_runs(
    zoom_sync: Run, event: str, here: Path
) -> None:
    zoom_sync("import", event, "sheet.csv")
    names = sorted(person["name"] for person in exported(zoom_sync, event)["people"])

    for format in ("csv", "xlsx"):
        assert zoom_sync("export", event, "--format", format, "--output", f"record.{format}").exit == 0

    rows = list(csv.DictReader(io.StringIO((here / "record.csv").read_text(encoding="utf-8-sig"))))
    assert sorted(row["name"].lstrip("'") for row in rows) == names
    assert all(not value.startswith(("=", "+", "@", "-")) for row in rows for value in row.values() if value)
    book = openpyxl.load_workbook(here / "record.xlsx")
    people = list(book["people"].iter_rows(values_only=True))
    column = people[0].index("name")
    assert sorted(str(row[column]) for row in people[1:]) == names
    assert all(cell.data_type != "f" for row in book["people"].iter_rows() for cell in row)


def test_the_record_on_paper_is_the_report_of_its_figures(zoom_sync: Run, event: str, here: Path) -> None:
    zoom_sync("import", event, "sheet.csv")

    answer = zoom_sync("export", event, "--format", "pdf", "--output", "record.pdf")

    assert answer.exit == 0, answer.err
    assert (here / "record.pdf").read_bytes().startswith(b"%PDF-")
    assert "exported report" in zoom_sync("audit", "list", event).out


def test_closing_the_room_makes_the_record_final_until_it_is_opened_again(zoom_sync: Run, event: str) -> None:
    zoom_sync("import", event, "sheet.csv")

    closed = zoom_sync("event", "close", event)

    assert "final" in closed.err
    assert exported(zoom_sync, event)["status"] == "final"
    assert zoom_sync("event", "reopen", event).exit == 0
    assert exported(zoom_sync, event)["waiting_for"] == ["the room"]


def test_the_public_version_tells_no_small_number_and_stays_as_it_was_written(
    zoom_sync: Run, event: str, here: Path
) -> None:
    (here / "early.csv").write_text("Name,Time in,Time out\nMeera Nair,11:00,16:00\nTariq Aziz,11:00,16:00\n")
    zoom_sync("import", event, "early.csv")

    first = zoom_sync("report", event, "--public", "--format", "json")
    (here / "late.csv").write_text("Name,Time in,Time out\nLate Comer,12:00,16:00\n")
    zoom_sync("import", event, "late.csv")
    second = zoom_sync("report", event, "--public", "--format", "json")

    assert (first.exit, second.exit) == (0, 0)
    assert first.out == second.out
    found = json.loads(first.out)
    assert found["k"] == 5
    assert {cell for table in found["tables"] for row in table["cells"] for cell in row} == {"<5"}
    for kind in ("html", "pdf"):
        assert (
            zoom_sync("report", event, "--public", "--format", kind, "--output", f"public.{kind}").exit == 0
        )
        assert (here / f"public.{kind}").stat().st_size > 1000
    assert zoom_sync("report", event, "--public", "--format", "svg").exit == 2


def test_the_report_comes_as_figures_and_as_a_page(zoom_sync: Run, event: str, here: Path) -> None:
    zoom_sync("import", event, "sheet.csv")

    assert zoom_sync("report", event, "--format", "json", "--output", "report.json").exit == 0
    assert zoom_sync("report", event, "--format", "html", "--output", "report.html").exit == 0

    assert json.loads((here / "report.json").read_text())
    page = (here / "report.html").read_text()
    assert "<svg" in page
    assert "Fair recruitment" in page
    assert "<script" not in page


def test_a_letter_is_planned_looked_at_and_stopped(zoom_sync: Run, event: str, here: Path) -> None:
    zoom_sync("import", event, "sheet.csv")
    (here / "thanks.md").write_text("Dear {name},\n\nthank you for **{minutes}** minutes.\n")

    planned = zoom_sync(
        "letter", "plan", event, "--group", "in_person", "--subject", "Thank you", "--text", "thanks.md"
    )
    letter = planned.out.strip()
    shown = zoom_sync("letter", "preview", letter, "--person", "sheet.csv#1")
    refused = zoom_sync("letter", "test", letter, "--to", "me@here.example")
    stopped = zoom_sync("letter", "stop", letter)
    status = json.loads(zoom_sync("letter", "status", letter, "--format", "json").out)

    assert planned.exit == 0
    assert "Dear Meera Nair" in shown.out
    assert "meera@asha.example" in shown.out
    assert (refused.exit, "SMTP_URL" in refused.err) == (1, True)
    assert stopped.exit == 0
    assert {"planned", "claimed", "sent", "refused", "unknown", "skipped", "letters"} <= set(status)
    assert {copy["person"] for copy in status["letters"]}


def test_a_sign_in_link_and_a_token_stand_alone_on_stdout(zoom_sync: Run, event: str) -> None:
    link = zoom_sync("user", "add", "organiser@asha.example", "--role", "organiser")
    token = zoom_sync("token", "add", "--role", "door", "--event", event, "--until", "2099-01-01")

    assert link.out.startswith("http://127.0.0.1:8000/sign-in/")
    assert len(link.out.split()) == 1
    assert len(token.out.split()) == 1


def test_sync_reads_zoom_and_a_registration_link_names_the_webinar(
    zoom_sync: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Stage(service="http://127.0.0.1:1", secret="token", paused=True) as stage:
        for name, value in {
            "ZOOM_API_URL": stage.url, "ZOOM_OAUTH_URL": f"{stage.url}/oauth", "ZOOM_ACCOUNT_ID": "demo-account",
            "ZOOM_CLIENT_ID": "demo-client", "ZOOM_CLIENT_SECRET": "demo-client-secret",
        }.items():  # fmt: skip
            monkeypatch.setenv(name, value)
        (webinar,) = stage.world.webinars.values()
        link = f"https://zoom.example/webinar/register/{webinar.registration_key}"

        made = zoom_sync(*ADD, "--webinar", link)
        synced = zoom_sync("sync", made.out.strip())
        listed = zoom_sync("event", "list")

    assert made.exit == 0, made.err
    assert synced.exit == 0, synced.err
    assert listed.out.rstrip().endswith(str(webinar.id))


def test_reconcile_writes_questions_and_reads_their_answers(zoom_sync: Run, here: Path) -> None:
    (here / "sheet.csv").write_text(SHEET)
    options = ["--starts", "2022-11-11T10:30", "--ends", "2022-11-11T17:00", "--timezone", "Asia/Kolkata"]

    first = zoom_sync("reconcile", "sheet.csv", "--output", "a.json", "--review", "review.csv", *options)
    rows = list(csv.DictReader(io.StringIO((here / "review.csv").read_text(encoding="utf-8-sig"))))
    with (here / "answered.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows({**row, "answer": "same"} for row in rows)
    second = zoom_sync(
        "reconcile", "sheet.csv", "--output", "b.json", "--decisions", "answered.csv", *options
    )

    assert (first.exit, second.exit, first.out) == (0, 0, "")
    assert len(json.loads((here / "a.json").read_text())["people"]) == 4
    assert len(json.loads((here / "b.json").read_text())["people"]) == 3


COMMANDS = [
    ["event", "add"], ["event", "list"], ["event", "close"], ["event", "reopen"], ["sync"], ["import"], ["merge"],
    ["export"], ["reconcile"], ["decide"], ["review"], ["letter", "plan"], ["letter", "preview"], ["letter", "test"],
    ["letter", "approve"], ["letter", "stop"], ["letter", "status"], ["report"], ["doctor"], ["user", "add"],
    ["token", "add"], ["db", "upgrade"], ["web"], ["worker"], ["run"],
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=[" ".join(command) for command in COMMANDS])
def test_every_command_explains_itself(zoom_sync: Run, command: list[str]) -> None:
    answer = zoom_sync(*command, "--help")

    assert answer.exit == 0
    assert "Usage:" in answer.out


def test_people_go_to_another_system_under_its_own_header(zoom_sync: Run, event: str, here: Path) -> None:
    zoom_sync("import", event, "sheet.csv")

    answer = zoom_sync("export", event, "--format", "salesforce")
    zoom_sync("export", event, "--format", "civicrm", "--output", "participants.csv")

    rows = list(csv.DictReader(io.StringIO(answer.out)))
    assert [row["Email"] for row in rows] == ["meera@asha.example", "tariq@sahara.example"]
    assert {row["Status"] for row in rows} == {"Attended"}
    assert "2 have no address and were left out" in answer.err
    assert (here / "participants.csv").read_text().startswith("Event Title,Campaign ID,")


def test_a_report_is_written_in_every_form_and_language(zoom_sync: Run, event: str, here: Path) -> None:
    zoom_sync("import", event, "sheet.csv")

    for options, begins in (
        (["--format", "pdf"], b"%PDF-"), (["--format", "pdf", "--one-page", "--language", "hi"], b"%PDF-"),
        (["--format", "xlsx"], b"PK"), (["--format", "svg"], b"<svg"),
        (["--format", "png", "--picture", "stay"], b"\x89PNG"),
        (["--format", "html", "--language", "ar"], b"<!doctype html>"),
    ):  # fmt: skip
        answer = zoom_sync("report", event, *options, "--output", "report")
        assert answer.exit == 0, answer.err
        assert (here / "report").read_bytes().startswith(begins)
    assert 'lang="ar"' in (here / "report").read_text()
    wrong = zoom_sync("report", event, "--format", "svg", "--picture", "nothing")
    assert (wrong.exit, "presence, " in wrong.err) == (2, True)
