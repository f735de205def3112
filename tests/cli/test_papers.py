"""Papers for the room at the command line."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Answer
from tests.cli.test_everyday import ADD
from zoom_sync import wiring
from zoom_sync.actions import printing
from zoom_sync.store import audit

Run = Callable[..., Answer]


@pytest.fixture
def event(zoom_sync: Run, here: Path) -> str:
    (here / "list.csv").write_text("Name,Email\nAsha Rao,asha@mela.example\n")
    made = zoom_sync(*ADD).out.strip()
    assert zoom_sync("import", made, "list.csv", "--kind", "registrants").exit == 0
    return made


def test_badges_with_codes_can_be_read_by_whoever_printed_them_alone(
    zoom_sync: Run, event: str, here: Path
) -> None:
    answer = zoom_sync("print", event, "badges", "--output", "badges.pdf")

    assert answer.exit == 0, answer.err
    assert (here / "badges.pdf").read_bytes().startswith(b"%PDF-")
    assert (here / "badges.pdf").stat().st_mode & 0o777 == 0o600


def test_a_paper_that_cannot_be_set_leaves_the_former_one_as_it_was(
    zoom_sync: Run, event: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "badges.pdf").write_text("printed yesterday")

    def torn(*_: object, **__: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("zoom_sync.files.printing.print_paper", torn)
    answer = zoom_sync("print", event, "badges", "--output", "badges.pdf")

    assert (answer.exit, "unchanged" in answer.err) == (1, True)
    assert (here / "badges.pdf").read_text() == "printed yesterday"
    assert sorted(one.name for one in here.glob(".badges*")) == []


def test_a_place_where_no_file_can_be_is_told_in_a_sentence_and_nothing_counts_as_printed(
    zoom_sync: Run, event: str
) -> None:
    answer = zoom_sync("print", event, "badges", "--output", "no/badges.pdf")

    assert (answer.exit, "there is no such folder" in answer.err) == (1, True)
    assert "printed" not in zoom_sync("audit", "list", event).out


def test_who_printed_is_on_record_before_the_first_byte_is_out(zoom_sync: Run, event: str) -> None:
    rooms = wiring.rooms(wiring.load())
    known: list[str] = []

    class Paper(io.BytesIO):
        def write(self, data: object) -> int:
            known.extend(
                one.what for one in rooms.store.read(lambda tx: audit.lines(tx, event=event, limit=1))
            )
            return 0

    guests = printing.expected(rooms.store, event)
    printing.write(rooms.store, event, "badges", Paper(), guests=guests, clock=rooms.clock, by="Ritu")
    rooms.store.close()

    assert known[:1] == ["printed badges"]
