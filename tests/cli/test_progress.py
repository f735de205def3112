"""What is seen of long work."""

from __future__ import annotations

import contextlib
import io
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Answer
from tests.cli.test_everyday import ADD
from zoom_sync.cli import progress
from zoom_sync.cli.progress import Progress


class Screen(io.StringIO):
    """A terminal, or none, that tells when something is on it."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__()
        self._is_terminal, self.shown = is_terminal, threading.Event()

    def isatty(self) -> bool:
        return self._is_terminal

    def write(self, text: str) -> int:
        if " s" in text:
            self.shown.set()
        return super().write(text)


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], Screen]:
    def made(is_terminal: bool) -> Screen:
        found = Screen(is_terminal=is_terminal)
        monkeypatch.setattr(sys, "stderr", found)
        return found

    return made


def test_on_a_terminal_the_seconds_go_by_where_nobody_knows_how_much_there_is(
    screen: Callable[[bool], Screen], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "TICK_S", 0.01)
    terminal = screen(True)

    with Progress("Copying") as heard:
        heard(12, None, "rows of trace")
        assert terminal.shown.wait(30)

    assert "Copying: 12 rows of trace, 0 s" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_a_bar_is_ended_before_another_one_begins(screen: Callable[[bool], Screen]) -> None:
    terminal = screen(True)

    with Progress("Copying") as heard:
        for total in (2, 3):
            for done in range(1, total + 1):
                heard(done, total)

    assert terminal.getvalue().count("\x1b[?25h\n") == 2  # the cursor is back, on a line of its own


def test_elsewhere_short_work_says_nothing_and_long_work_a_line_now_and_then(
    screen: Callable[[bool], Screen], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = screen(False)
    with Progress("Making the record") as heard:
        heard(1, 2, "people")
    assert file.getvalue() == ""

    monkeypatch.setattr(progress, "SILENT_S", 0.01)
    with Progress("Making the record"):
        assert file.shown.wait(30)

    assert file.getvalue().startswith("Making the record: 0 s\n")
    assert "\x1b" not in file.getvalue()


def test_making_importing_exporting_reporting_and_printing_show_that_they_go_on(
    zoom_sync: Callable[..., Answer], here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    class Seen(Progress):
        def __init__(self, label: str) -> None:
            super().__init__(label)
            seen.append(label)

    for module in ("events", "papers", "record", "sources"):
        monkeypatch.setattr(f"zoom_sync.cli.{module}.Progress", Seen)
    (here / "sheet.csv").write_text("Name,Email\nAsha Rao,asha@mela.example\n")
    event = zoom_sync(*ADD).out.strip()

    for command, shown in (
        (["import", event, "sheet.csv", "--kind", "registrants"], ["Reading the file", "Making the record"]),
        (["merge", event], ["Making the record"]),
        (["export", event, "--format", "json", "--output", "record.json"], ["Writing"]),
        (["report", event, "--format", "json", "--output", "report.json"], ["Writing"]),
        (["print", event, "sheet", "--output", "sheet.pdf"], ["Printing"]),
    ):
        seen.clear()
        assert zoom_sync(*command).exit == 0
        assert seen[-len(shown) :] == shown


def test_short_work_leaves_the_line_of_a_terminal_alone_and_work_that_fails_leaves_it_free(
    screen: Callable[[bool], Screen], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = screen(True)
    with Progress("Making the record"):
        pass
    assert terminal.getvalue() == ""

    monkeypatch.setattr(progress, "TICK_S", 0.01)
    with contextlib.suppress(ZeroDivisionError), Progress("Making the record"):
        assert terminal.shown.wait(30)
        raise ZeroDivisionError

    assert terminal.getvalue().endswith("\r\x1b[K")
