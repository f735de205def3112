"""Finding somebody, a copy of what is held, and erasing, at the command line."""

from __future__ import annotations

import json

import pytest

SHEET = (
    "Name,Organisation,E-mail,Time in\n"
    "Zebediah Quillfeather,Feather works,zebediah@quillfeather.example,10:00\n"
    "Meera Nair,Field office,meera@nair.example,10:05\n"
)


@pytest.fixture
def event(zoom_sync, here):
    """An event with two people in the room."""
    (here / "room.csv").write_text(SHEET)
    day = ("--starts", "2026-03-03T09:00", "--ends", "2026-03-03T13:00", "--timezone", "UTC")
    id = zoom_sync("event", "add", "--title", "A meeting", *day).out.strip()
    assert zoom_sync("import", id, "room.csv").exit == 0
    assert zoom_sync("merge", id).exit == 0
    return id


def found(zoom_sync, text):
    return [line.split("\t") for line in zoom_sync("person", "find", text).out.splitlines()]


def counts(zoom_sync, event):
    return json.loads(zoom_sync("export", event, "--format", "json").out)["counts"]


def test_somebody_is_found_given_a_copy_and_erased(zoom_sync, here, event):
    ((where, id, name, organisation, mail, title),) = found(zoom_sync, "quillfeather")
    assert (where, name, organisation, title) == (
        event,
        "Zebediah Quillfeather",
        "Feather works",
        "A meeting",
    )

    copied = zoom_sync("person", "export", id, "--output", "copy.json")
    told = json.loads((here / "copy.json").read_text())
    before = counts(zoom_sync, event)
    erased = zoom_sync("person", "erase", id, "--reason", "asked for it")

    assert (copied.exit, erased.exit) == (0, 0)
    assert told["events"][0]["tables"]["trace"][0]["fact"]["claim"]["email"] == mail
    assert oct((here / "copy.json").stat().st_mode)[-3:] == "600"
    assert found(zoom_sync, "quillfeather") == []
    assert counts(zoom_sync, event) == {**before, "erased": 1}
    assert zoom_sync("person", "erase", id, "--reason", "again").exit == 1


def test_a_copy_takes_the_place_of_a_file_that_others_could_read(zoom_sync, here, event):
    ((_, id, *_),) = found(zoom_sync, "quillfeather")
    (here / "copy.json").write_text("{}")
    (here / "copy.json").chmod(0o644)

    assert zoom_sync("person", "export", id, "--output", "copy.json").exit == 0

    assert oct((here / "copy.json").stat().st_mode)[-3:] == "600"
    assert json.loads((here / "copy.json").read_text())["events"]


def test_a_copy_that_cannot_be_written_is_told_so_and_is_not_on_record(zoom_sync, here, event):
    ((_, id, *_),) = found(zoom_sync, "quillfeather")

    refused = zoom_sync("person", "export", id, "--output", "nowhere/copy.json")

    assert refused.exit == 1
    assert "What stood there is unchanged" in refused.err
    assert "person exported" not in zoom_sync("audit", "list", event).out


def test_who_looks_for_people_of_a_protected_event_says_why_and_that_is_on_record(zoom_sync, here, event):
    ((_, id, *_),) = found(zoom_sync, "quillfeather")
    (here / "thanks.md").write_text("Thank you, {name}")
    letter = zoom_sync(
        "letter", "plan", event, "--group", "in_person", "--subject", "Thanks", "--text", "thanks.md"
    ).out.strip()
    assert zoom_sync("event", "change", event, "--protected", "yes").exit == 0
    asked = [
        ("person", "find", "quillfeather"),
        ("person", "export", id, "--output", "copy.json"),
        ("letter", "status", letter),
    ]

    for command in asked:
        refused = zoom_sync(*command)
        assert (refused.exit, refused.out) == (1, ""), command
        assert "says why" in refused.err
    assert not (here / "copy.json").exists()
    before = len(zoom_sync("audit", "list", event).out.splitlines())

    for command in asked:
        assert zoom_sync(*command, "--reason", "asked by letter").exit == 0, command
    told = zoom_sync("audit", "list", event).out.splitlines()
    assert len(told) == before + len(asked)
    assert sum("asked by letter" in line for line in told) == len(asked)
    assert "uillfeather" not in "".join(told)


def test_somebody_is_erased_from_an_event_that_was_removed_too(zoom_sync, event):
    ((_, id, *_),) = found(zoom_sync, "quillfeather")
    assert zoom_sync("event", "remove", event).exit == 0

    assert [row[0] for row in found(zoom_sync, "quillfeather")] == [event]
    erased = zoom_sync("person", "erase", id, "--reason", "asked for it")

    assert (erased.exit, found(zoom_sync, "quillfeather")) == (0, [])
    assert zoom_sync("event", "recover", event).exit == 0
    assert zoom_sync("merge", event).exit == 0
    assert counts(zoom_sync, event)["erased"] == 1


def test_a_restored_backup_brings_nobody_back(zoom_sync, here, event, monkeypatch):
    assert zoom_sync("backup", "older.backup").exit == 0
    ((_, id, *_),) = found(zoom_sync, "quillfeather")
    zoom_sync("person", "erase", id, "--reason", "asked for it")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{here}/new.db")

    restored = zoom_sync("restore", "older.backup")

    assert restored.exit == 0
    assert "erased again" in restored.err
    assert b"uillfeather" not in (here / "new.db").read_bytes()


def test_an_event_is_erased_and_its_sums_stay(zoom_sync, here, event):
    before = counts(zoom_sync, event)

    erased = zoom_sync("event", "erase", event, "--reason", "its time is over")
    again = zoom_sync("event", "erase", event, "--reason", "once more")
    refused = zoom_sync("import", event, "room.csv")

    assert (erased.exit, again.exit) == (0, 1)
    assert counts(zoom_sync, event) == {**before, "erased": 2}
    assert b"uillfeather" not in (here / "store.db").read_bytes()
    assert refused.exit == 1


def test_an_erasure_without_a_reason_is_wrong_usage(zoom_sync, event):
    assert zoom_sync("person", "erase", "x").exit == 2


def test_a_link_to_their_own_page_is_printed_alone_and_withdrawn(zoom_sync, event):
    ((_, id, *_),) = found(zoom_sync, "quillfeather")

    given = zoom_sync("person", "link", id)
    withdrawn = zoom_sync("person", "link", id, "--withdraw")
    nobody = zoom_sync("person", "link", "nobody")

    assert (given.exit, withdrawn.exit, nobody.exit) == (0, 0, 1)
    assert "/my-record/" in given.out.strip()
    assert len(given.out.splitlines()) == 1
    assert "1 links were withdrawn" in withdrawn.err
    assert "No event knows" in nobody.err


def test_objections_are_listed_and_an_answer_to_none_of_them_is_refused(zoom_sync, event):
    listed = zoom_sync("objection", "list", event)
    said = ("--decline", "--text", "The sheet has your signature.")
    refused = zoom_sync("objection", "answer", event, "0" * 32, *said)

    assert (listed.exit, listed.out, refused.exit) == (0, "", 1)
    assert "There is no such objection" in refused.err
