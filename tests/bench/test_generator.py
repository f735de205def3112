"""Invented events: the same from the same seed, whole, and as untidy as their knobs say."""

from __future__ import annotations

import csv
import inspect
import json
from collections import Counter
from pathlib import Path

import pytest

from bench.identity import event, events, files, knobs, people, score, writing
from zoom_sync.actions.reconcile import reconcile


def laid(folder: Path, profile: str = "hard", seed: str = "1") -> Path:
    files.write(event.Event(knobs.of(profile), seed), folder)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_same_seed_makes_the_same_bytes_and_another_seed_another_event(tmp_path: Path) -> None:
    first, again, other = (laid(tmp_path / name, seed=name[0]) for name in ("1 first", "1 again", "2"))

    assert contents(first) == contents(again)
    assert contents(first)["truth.csv"] != contents(other)["truth.csv"]


@pytest.mark.parametrize("profile", knobs.PROFILES)
def test_every_record_stands_in_the_truth_once(tmp_path: Path, profile: str) -> None:
    folder = laid(tmp_path, profile)

    sizes = {
        "registrants.json": len(json.loads((folder / "registrants.json").read_text())["registrants"]),
        "participants.json": len(json.loads((folder / "participants.json").read_text())["participants"]),
        "sign-in.csv": len((folder / "sign-in.csv").read_text().splitlines()) - 1,
    }
    with (folder / "truth.csv").open() as handle:
        refs = [row["ref"] for row in csv.DictReader(handle)]
    assert Counter(refs) == Counter(f"{name}#{n + 1}" for name, size in sizes.items() for n in range(size))


@pytest.mark.parametrize("profile", knobs.PROFILES)
def test_reconcile_takes_the_files_as_they_are(tmp_path: Path, profile: str) -> None:
    folder = laid(tmp_path, profile)
    about = json.loads((folder / "event.json").read_text())
    out = folder / "out.json"

    when = {name: about[name] for name in ("starts", "ends", "timezone")}
    reconcile([folder / name for name in about["files"]], output=out, **when)

    scored = score.score(score.truth(folder), json.loads(out.read_text()))
    assert scored.lost == 0
    assert scored.across_precision > 0.9


def test_no_two_people_have_the_same_mailbox_however_it_is_written() -> None:
    crowd = event.Event(knobs.of("hard"), "1").crowd.people

    mailboxes = [mailbox.replace(".", "") for one in crowd for mailbox in (one.work, one.private)]
    assert len(set(mailboxes)) == len(mailboxes)


def test_every_knob_turns_something() -> None:
    code = "".join(inspect.getsource(module) for module in (event, people, writing))

    assert [name for name in knobs.KNOBS if f"knobs.{name}" not in code] == []


def test_links_and_e_mails_are_as_frequent_as_the_knobs_say() -> None:
    drawn = knobs.of("easy", people=3000)

    made = event.Event(drawn, "1")

    mails = [record for record in made.connections if record.cells[1]]
    rows_with_phone = [record for record in made.rows if record.cells[3]]
    assert len(mails) / len(made.connections) == pytest.approx(drawn.mail_online, abs=0.03)
    assert len(rows_with_phone) / len(made.rows) == pytest.approx(drawn.sheet_phone, abs=0.05)


def test_a_slip_of_the_pen_never_ties_two_records_together() -> None:
    """Whose mark it would be, nobody could say: a mistyped mailbox may even be somebody else's."""
    drawn = knobs.of("hard")
    drawn.sheet_mail = drawn.sheet_mail_wrong = 1.0
    drawn.office_mail = 0.0

    made = event.Event(drawn, "1")

    assert made.rows
    assert not [mark for record in made.rows for mark in record.marks if mark.startswith("mail")]


def test_a_larger_event_costs_in_proportion() -> None:
    small, large = (event.Event(knobs.of("stakeholder", size), "1") for size in (500, 5000))

    for few, many in ((small.registrations, large.registrations), (small.connections, large.connections)):
        assert len(many) / len(few) == pytest.approx(10, rel=0.15)


def test_the_generator_beside_this_checkout_is_passed_over_where_it_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "SHARED", tmp_path)

    assert events.shared("ilo") is None
