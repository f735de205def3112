"""Whatever is typed wrong or handed in broken: one clear sentence, exit 1 or 2, and never a traceback."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Answer

Run = Callable[..., Answer]

EVENT = [
    "event",
    "add",
    "--title",
    "T",
    "--starts",
    "2026-11-11T10:30",
    "--ends",
    "2026-11-11T17:00",
    "--timezone",
    "Asia/Kolkata",
]
OUT = ["--output", "out.json"]


def but(option: str, value: str) -> list[str]:
    """A right `event add` with one value changed."""
    arguments = list(EVENT)
    arguments[arguments.index(option) + 1] = value
    return arguments


WRONG_USAGE: list[list[str]] = [
    ["nonsense"],
    ["event"],
    ["event", "add"],
    ["event", "add", "--title", "T"],
    but("--title", " "),
    but("--starts", "yesterday"),
    but("--starts", "2026-11-11"),
    but("--starts", "2026-13-11T10:30"),
    but("--starts", "0001-01-01T00:00"),
    but("--ends", "9999-12-31T23:59-12:00"),
    but("--ends", "2026-11-11T09:00"),
    but("--timezone", "Mars/Olympus"),
    but("--timezone", "../../etc/passwd"),
    [*EVENT, "--session", "Only a title"],
    [*EVENT, "--session", "T;12:00;11:00"],
    [*EVENT, "--session", "T;2030-01-01T10:00;2030-01-01T11:00"],
    [*EVENT, "--keep-until", "9999-12-31"],
    [*EVENT, "--day", "2026-11-11T10:30"],
    [*EVENT, "--day", "2026-12-11T10:30;2026-12-11T11:30"],
    [*EVENT, "--webinar", "not a number"],
    [*EVENT, "--webinar", "https://zoom.example/webinar/register/WN_abc"],
    ["event", "close", "no-such-event"],
    ["event", "list", "surplus"],
    ["sync", "no-such-event"],
    ["merge", "no-such-event"],
    ["merge", "x" * 5000],
    ["export", "no-such-event", "--format", "json"],
    ["export", "no-such-event", "--format", "doc"],
    ["report", "no-such-event", "--format", "json"],
    ["review", "no-such-event"],
    ["decide", "no-such-event", "same", "a", "b"],
    ["decide", "no-such-event", "same", "a"],
    ["decide", "no-such-event", "marry", "a", "b"],
    ["decide", "no-such-event", "undo", "a", "b"],
    ["import", "no-such-event"],
    ["import", "no-such-event", "missing.csv"],
    ["import", "no-such-event", "good.csv", "--map", "no equals sign"],
    ["letter", "plan", "no-such-event", "--group", "both", "--subject", "S", "--text", "missing.md"],
    ["letter", "plan", "no-such-event", "--group", "everyone", "--subject", "S", "--text", "good.csv"],
    ["letter", "list", "no-such-event"],
    ["letter", "approve", "no-such-letter"],
    ["letter", "preview", "no-such-letter"],
    ["letter", "status", "no-such-letter"],
    ["letter", "test", "no-such-letter", "--to", "me@here.example"],
    ["objection", "list", "no-such-event"],
    ["hook", "list", "no-such-event"],
    ["hook", "messages", "no-such-hook"],
    ["door", "list", "no-such-event"],
    ["import", "list", "no-such-event"],
    ["audit", "list", "no-such-event"],
    ["event", "change", "no-such-event", "--day", "2026-11-11T10:30;2026-11-11T11:30", "--starts", "2026-11-11T10:30"],
    ["user", "add", "not an address", "--role", "admin"],
    ["user", "add", "me@here.example", "--role", "king"],
    ["token", "add", "--role", "viewer", "--event", "no-such-event"],
    ["token", "add", "--role", "viewer", "--until", "tomorrow"],
    ["token", "add", "--role", "viewer", "--until", "2001-01-01"],
    ["token", "add", "--role", "viewer", "--until", "9999-12-31T23:59-05:00"],
    ["reconcile"],
    ["reconcile", "good.csv"],
    ["reconcile", "missing.csv", *OUT],
    ["reconcile", "good.csv", "--output", "out.doc"],
    ["reconcile", "good.csv", "--output", "no/such/folder/out.json"],
    ["reconcile", "good.csv", "--output", "good.csv"],
    ["reconcile", "good.csv", *OUT, "--starts", "2026-11-11T10:30"],
    ["reconcile", "good.csv", *OUT, "--starts", "0001-01-01", "--ends", "2026-11-11"],
    ["reconcile", "good.csv", *OUT, "--timezone", "Mars/Olympus"],
    ["reconcile", "good.csv", *OUT, "--kind", "good.csv=poem"],
    ["reconcile", "good.csv", *OUT, "--kind", "good.csv"],
    ["reconcile", "good.csv", *OUT, "--map", "No such column=name"],
    ["reconcile", "good.csv", *OUT, "--map", "Name=shoe_size"],
    ["reconcile", "good.csv", *OUT, "--decisions", "missing.csv"],
]  # fmt: skip


def workbook_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 300_000_000)
    return out.getvalue()


POLLS = b"""Poll Report
Report generated time,08/30/2026 06:18:23 PM

Topic,Webinar ID,Actual Start Time,# Poll
T,1,08/30/2026 11:00:00 AM,1

#,User Name,User Email,Submitted Time,Question,Answer
1,A,a@x.example,08/30/2026,Q?,Yes
"""

BROKEN_FILES: list[tuple[str, bytes]] = [
    ("empty.csv", b""),
    ("blank.csv", b"\n\n \n"),
    ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4),
    ("paper.pdf", b"%PDF-1.7\n1 0 obj\n"),
    ("half.xlsx", b"PK\x03\x04\x14\x00\x06\x00\x08\x00"),
    ("not-really.xlsx", b"Name,Email\nA,a@x.example\n"[:0] + b"hello"),
    ("locked.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    ("bomb.xlsx", workbook_bomb()),
    ("cut.json", b'{"registrants": [{"id": "a", '),
    ("list.json", b"[1, 2, 3]"),
    ("other.json", b'{"people": []}'),
    ("deep.json", b"[" * 200_000),
    ("null.json", b'{"registrants": null}'),
    ("polls.csv", POLLS),
    ("nul.csv", b"Na\0me,Em\0ail\n\0,\0\n"),
]  # fmt: skip


@pytest.fixture
def good(here: Path) -> Path:
    path = here / "good.csv"
    path.write_text("Name,Email,Time In,Time Out\nMeera Nair,meera@ngo.example,10:30,17:00\n")
    return path


def assert_clear(answer: Answer) -> None:
    """It failed, said something, and showed nothing of the machinery."""
    assert answer.exit in (1, 2), answer
    said = answer.err.strip()
    assert said
    assert "Traceback" not in answer.err + answer.out
    assert "not foreseen" not in said, said
    assert answer.out == ""


@pytest.mark.parametrize("arguments", WRONG_USAGE, ids=[" ".join(a)[:70] for a in WRONG_USAGE])
def test_wrong_usage_is_told_in_a_sentence(zoom_sync: Run, good: Path, arguments: list[str]) -> None:
    answer = zoom_sync(*arguments)

    assert_clear(answer)


@pytest.mark.parametrize(("name", "content"), BROKEN_FILES, ids=[name for name, _ in BROKEN_FILES])
def test_a_broken_file_is_told_by_its_name_and_writes_nothing(
    zoom_sync: Run, here: Path, name: str, content: bytes
) -> None:
    (here / name).write_bytes(content)

    answer = zoom_sync("reconcile", name, *OUT)

    assert_clear(answer)
    assert name in answer.err
    assert not (here / "out.json").exists()


def test_a_broken_file_does_not_keep_the_others_of_an_import_out(
    zoom_sync: Run, here: Path, good: Path
) -> None:
    event = zoom_sync(*EVENT).out.strip()
    (here / "half.xlsx").write_bytes(b"PK\x03\x04")

    answer = zoom_sync("import", event, "half.xlsx", "good.csv")

    assert answer.exit == 1
    people = json.loads(zoom_sync("export", event, "--format", "json").out)["people"]
    assert [person["name"] for person in people] == ["Meera Nair"]


def test_where_no_file_could_be_taken_nothing_is_said_of_others(zoom_sync: Run, here: Path) -> None:
    event = zoom_sync(*EVENT).out.strip()
    (here / "half.xlsx").write_bytes(b"PK\x03\x04")

    answer = zoom_sync("import", event, "half.xlsx", "missing.csv")

    assert "2 of 2 files could not be taken. Nothing was imported." in answer.err


def test_what_was_not_foreseen_is_told_without_a_promise_that_nobody_keeps(
    zoom_sync: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError("Meera Nair")

    monkeypatch.setattr("zoom_sync.store.events.all", fails)
    answer = zoom_sync("event", "list")

    assert answer.exit == 1
    assert "not foreseen (ZeroDivisionError at " in answer.err
    assert "Meera" not in answer.err
    assert "each of its steps whole or not at all" in answer.err


def test_a_wrong_setting_stops_every_command_with_its_sentence(
    zoom_sync: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORT", "eighty")

    answer = zoom_sync("event", "list")

    assert answer.exit == 1
    assert answer.err.startswith("PORT: ")


def test_a_store_that_is_no_database_is_left_as_it_is(
    zoom_sync: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = here / "diary.db"
    path.write_text("Dear diary, today nothing was overwritten. " * 50)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")

    answer = zoom_sync("event", "list")

    assert_clear(answer)
    assert path.read_text().startswith("Dear diary")


def test_the_installed_command_says_the_same_as_a_process_of_its_own(here: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "zoom_sync", "merge", "no-such-event"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        check=False,
    )

    assert result.returncode == 1
    assert "no-such-event" in result.stderr or "no such event" in result.stderr
    assert "Traceback" not in result.stderr
