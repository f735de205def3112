"""What lies on the disk for a short while is for us alone, and goes: with its use, in an hour, at the next start."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.files.test_writing import a_person, a_record
from zoom_sync.files import aside
from zoom_sync.files.writing.as_workbook import write_workbook
from zoom_sync.records import Person
from zoom_sync.web import spool
from zoom_sync.web.spool import Spool


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def is_old(path: Path, *, hours: float) -> None:
    then = time.time() - hours * 3600
    os.utime(path, (then, then))


def test_a_workbook_that_was_broken_off_leaves_no_row_behind(temporary: Path) -> None:
    def people() -> Iterator[Person]:
        for number in range(100):
            yield a_person(f"Asha {number}")
        raise ConnectionError("the store is gone")

    with pytest.raises(ConnectionError):
        write_workbook(a_record(), people(), (), io.BytesIO())

    assert list(temporary.iterdir()) == []


def test_what_a_killed_process_left_goes_with_the_next_use_and_what_is_in_use_stays(temporary: Path) -> None:
    left, used = aside.make("workbook"), aside.make("workbook")
    for folder in (left, used):
        (folder / "rows").write_text("Asha Rao")
    is_old(used / "rows", hours=400_000)  # whoever writes workbooks dates them back to 1980
    is_old(left, hours=25)

    with aside.folder("workbook") as fresh:
        assert fresh.stat().st_mode & 0o777 == 0o700
        assert not left.exists()
        assert (used / "rows").exists()

    assert not fresh.exists()


def test_a_list_that_was_looked_at_and_not_taken_is_gone_after_an_hour_and_after_a_restart(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Spool()
    old = before.keep(b"Asha Rao")
    (folder,) = temporary.iterdir()
    is_old(folder, hours=1.1)

    after = Spool()  # of a process that was started after that one was killed

    assert not folder.exists()
    assert before.peek(old) is None
    monkeypatch.setattr(spool, "KEPT_S", -1)
    brief = after.keep(b"Chitra Sen")
    until = time.monotonic() + 30
    while after.peek(brief) is not None and time.monotonic() < until:
        time.sleep(0.01)
    assert after.peek(brief) is None
