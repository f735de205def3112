"""The methods beside us: fair fields in, every row out once."""

from __future__ import annotations

import importlib
import importlib.util
from collections import Counter
from pathlib import Path

import pytest

from bench.identity import causes, event, files, knobs, measuring, methods, page, targets
from bench.identity.peers import distance, exact, mailbox
from bench.identity.peers.rows import Row, read


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    folder = tmp_path_factory.mktemp("event")
    files.write(event.Event(knobs.of("stakeholder", people=200), "1"), folder)
    return read(folder)


def a_row(ref: str, name: str = "", mail: str = "") -> Row:
    return Row(ref, "", mail, "", name, "")


@pytest.mark.parametrize("method", [one for one in methods.METHODS if one.module], ids=lambda one: one.name)
def test_every_peer_gives_back_every_row_once(rows: list[Row], method: methods.Method) -> None:
    if method.missing:
        pytest.skip(method.missing)

    groups = importlib.import_module(f"bench.identity.peers.{method.module}").groups(rows)

    assert Counter(row.ref for group in groups for row in group) == Counter(row.ref for row in rows)
    assert len(groups) < len(rows)


def test_a_mailbox_is_the_same_with_a_plus_tag_dots_and_capitals(tmp_path: Path) -> None:
    first = ("", "asha.rao+zoom@gmail.com", "Asha", "Rao", "", "", 1)
    files.registrants(tmp_path, [first])
    files.sheet(tmp_path, [("ASHA RAO", "-do-", "Asharao@gmail.com", "+91 98765 43210", 5)])
    files.about(tmp_path, ("registrants.json", "sign-in.csv"))

    registered, signed = read(tmp_path)

    assert registered.mailbox == signed.mailbox == "asharao@gmail.com"
    assert registered.name == signed.name == "asha rao"
    assert (signed.phone, signed.organisation) == ("876543210", "")


def test_a_chain_of_mailboxes_and_names_is_one_group_where_names_are_looked_at() -> None:
    chain = [
        a_row("1", "asha rao", "a@x.example"),
        a_row("2", "a rao", "a@x.example"),
        a_row("3", "asha rao"),
    ]

    assert [len(group) for group in mailbox.groups(chain)] == [2, 1]
    assert [len(group) for group in exact.groups(chain)] == [3]


def test_string_distance_takes_words_in_any_order_and_a_slip_but_not_another_name() -> None:
    names = [
        a_row("1", "sunita chakraborty"),
        a_row("2", "chakraborty sunitha"),
        a_row("3", "anita chakraborty"),
    ]

    assert [[row.ref for row in group] for group in distance.groups(names)] == [["1", "2"], ["3"]]


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("asha rao", "asha rao", "same name"),
        ("asha rao", "rao asha", "same words, set otherwise"),
        ("asha rao", "asharao", "same words, set otherwise"),
        ("asha", "asha rao", "one name within the other"),
        ("a rao", "asha rao", "initials"),
        ("sunita chakraborty", "sunita chakrabarti", "other spelling"),
        ("asha rao", "bina rao", "some words in common"),
        ("asha rao", "bina sen", "nothing in common"),
        ("", "asha rao", "one shows no name"),
    ],
)
def test_how_two_names_stand_to_each_other_is_said_in_words(one: str, other: str, how: str) -> None:
    assert causes.names(one, other) == how == causes.names(other, one)


def test_a_target_is_held_or_missed_by_what_is_lacking() -> None:
    means = dict.fromkeys(measuring.SHOWN, 0.0) | {
        "across_recall": 0.95, "exact": 0.96, "answered": 0.99, "nameless": 1.0, "false_merges": 1.5,
    }  # fmt: skip
    row = measuring.Row("ilo", 340, "zoom-sync", 10, means)

    found = {target.measure: verdict for target, _, verdict in targets.verdicts(row)}

    assert found["across_recall"] == "missed by 0.010"
    assert found["false_merges"] == "missed by 0.3"
    assert found["exact"] == found["answered"] == found["lost"] == "held"


def test_a_peer_that_is_not_installed_says_so_in_its_row() -> None:
    absent = methods.Method("something", "x", "no_such_package")

    assert absent.missing == "no_such_package is not installed"
    row = measuring.Row("easy", 120, absent.name, 0, {}, absent.missing)
    assert measuring.table([row]).splitlines()[-1] == "| something | 0 | no_such_package is not installed |"


def test_the_peers_lock_names_no_index_host() -> None:
    text = (Path(__file__).parents[2] / "requirements-bench.lock").read_text()

    assert "://" not in text
    assert all(f"\n{name}==" in text for name in ("pseudopeople", "recordlinkage", "splink"))


def test_the_page_has_a_place_for_each_part_and_keeps_the_prose_around_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "accuracy.md"
    copy.write_text(page.PAGE.read_text())
    monkeypatch.setattr(page, "PAGE", copy)

    for key in (
        "made",
        "own",
        "own large",
        "own explained",
        "shared",
        "shared large",
        "shared explained",
        "public",
        "public explained",
    ):
        page.put(key, f"measured: {key}")
        page.put(key, f"measured again: {key}")

    text = copy.read_text()
    assert text.count("measured again: ") == 9
    assert "measured: " not in text
    assert text.rstrip().rpartition("\n## ")[2].startswith("What these figures cannot say")
    with pytest.raises(ValueError, match=r"accuracy\.md has no place for weather"):
        page.put("weather", "fine")
