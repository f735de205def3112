"""The questions' CSV: two records side by side, and their answers, however they were written and saved."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from tests.builders import a_connection, a_registrant, a_signature, an_event
from tests.crowd import a_crowd
from tests.files.test_writing import FORMULAS, a_person, a_record
from zoom_sync.files.writing import read_answers, write_review
from zoom_sync.files.writing.answers import WORDS, understood
from zoom_sync.files.writing.questions import BY_NAME, HEADER
from zoom_sync.records import Evidence, Pair, Readiness, Record, Trouble
from zoom_sync.rules.merge import record

PAIR = Pair(
    ("a#1", "b#1"), 0.712, ("same surname", "first name is an initial"), effect=("One entry.", "No more.")
)


def rows_of(found: Record, folder: Path, **more: object) -> list[dict[str, str]]:
    write_review(found, folder / "review.csv", **more)  # type: ignore[arg-type]
    return list(csv.DictReader(io.StringIO((folder / "review.csv").read_text(encoding="utf-8-sig"))))


def an_asked_record() -> tuple[Record, list]:
    traces = [
        a_registrant(
            "Sunita Chakraborty", "sunita@mill.example", organisation="Mill Union", phone="9811122233"
        ),
        a_connection("S. Chakraborty", "09:00", "10:23"),
        a_signature("Ravi Das", "09:30", "11:00", organisation="Mill Union"),
    ]
    people = [
        a_person(id=trace.id, name=trace.claim.name, email=trace.claim.email, organisation="", first_seen=None,
                 evidence=(Evidence(trace.source, trace.ref, "first record", trace.id),))
        for trace in traces
    ]  # fmt: skip
    asked = Pair(
        tuple(trace.ref for trace in traces[:2]),
        0.9,
        ("an initial",),
        tuple(trace.id for trace in traces[:2]),
    )
    return a_record(*people, review=(asked,)), traces


def test_a_row_shows_what_either_record_says_side_by_side(tmp_path: Path) -> None:
    found, traces = an_asked_record()

    (row,) = rows_of(found, tmp_path, traces=traces)

    assert list(row) == list(HEADER)
    assert (row["number"], row["answer"], row["score"]) == ("1", "", "0.9")
    assert (row["name_a"], row["name_b"]) == ("Sunita Chakraborty", "S. Chakraborty")
    assert (row["organisation_a"], row["email_a"], row["phone_a"]) == (
        "Mill Union",
        "sunita@mill.example",
        "9811122233",
    )
    assert (row["source_a"], row["source_b"]) == ("registration", "Zoom connection")
    assert (row["seen_a"], row["seen_b"]) == ("", "2026-03-10 14:30:00 to 15:53:00 (Asia/Kolkata)")
    assert (row["ref_a"], row["ref_b"]) == tuple(trace.ref for trace in traces[:2])


def test_without_the_facts_a_row_shows_what_the_entries_know(tmp_path: Path) -> None:
    found, _ = an_asked_record()

    (row,) = rows_of(found, tmp_path)

    assert (row["name_a"], row["email_a"], row["name_b"]) == (
        "Sunita Chakraborty",
        "sunita@mill.example",
        "S. Chakraborty",
    )


def test_names_stand_beside_one_another_before_all_else_of_the_records() -> None:
    order = [
        HEADER.index(column) for column in ("question", "answer", "name_a", "name_b", "reasons", "email_a")
    ]

    assert order == sorted(order)
    assert HEADER.index("name_b") - HEADER.index("name_a") == 1


def test_a_join_by_name_alone_stands_behind_the_questions_and_apart(tmp_path: Path) -> None:
    lines = (
        Evidence("registrant", "R1", "first record", "f1"),
        Evidence("participant", "run/u1/09", "name (rare here, only candidate)", "f2"),
        Evidence("sign_in", "s.csv#1", "e-mail", "f3"),
    )
    found = a_record(a_person(evidence=lines, by_name=True), review=(PAIR,))

    asked, joined = rows_of(found, tmp_path)

    assert (asked["number"], joined["number"]) == ("1", "2")
    assert asked["what_it_changes"] == "One entry. No more."
    assert joined["question"] == BY_NAME
    assert (joined["ref_a"], joined["ref_b"]) == ("R1", "run/u1/09")
    assert joined["reasons"] == "name (rare here, only candidate)"


def test_a_join_by_name_alone_shows_of_either_side_its_own_record_only(tmp_path: Path) -> None:
    registered = a_registrant("Sunita Chakraborty", "sunita@mill.example")
    online = a_connection("Sunita Chakraborty", "09:00", "10:00")
    facts = [*a_crowd(), registered, online]
    found = record(an_event(), facts, [], readiness=Readiness(False))
    assert any(person.by_name for person in found.people)

    (row,) = rows_of(found, tmp_path, traces=facts)

    assert (row["email_a"], row["email_b"]) == ("sunita@mill.example", "")


@pytest.mark.parametrize("name", FORMULAS)
def test_no_cell_of_a_stranger_runs_in_a_spreadsheet(name: str, tmp_path: Path) -> None:
    pair = Pair((f"{name}.csv#1", "b#1"), 0.9, ("same name",), ("f", "g"))
    person = a_person(name, organisation=name, evidence=(Evidence("sign_in", f"{name}.csv#1", name, "f"),))

    (row,) = rows_of(a_record(person, review=(pair,)), tmp_path)

    assert all(row[column].startswith("'") for column in ("name_a", "organisation_a", "ref_a"))


REFS = [
    "=odd.csv#1",
    "R1",
    "12345678901234567890",
    "1234e567",
    "00042",
    "run==/u1/2026-03-10T09:00:00Z",
    "'x",
]


@pytest.mark.parametrize("ref", REFS)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_what_a_spreadsheet_saved_is_read_as_it_was_written(
    ref: str, delimiter: str, encoding: str, tmp_path: Path
) -> None:
    rows = rows_of(a_record(review=(Pair((ref, "b#1"), 0.9, ("same name, or so",)), PAIR)), tmp_path)
    with (tmp_path / "saved.csv").open("w", newline="", encoding=encoding, errors="replace") as file:
        writer = csv.DictWriter(file, HEADER, delimiter=delimiter, lineterminator="\r\n")
        writer.writeheader()
        writer.writerows([{**rows[0], "answer": "Même"}, rows[1]])

    answers, notes = read_answers(tmp_path / "saved.csv")

    assert [(one.refs, one.kind, one.line) for one in answers] == [((ref, "b#1"), "same", 2)]
    assert notes == []


def test_a_workbook_that_the_answers_were_saved_in_is_read_too(tmp_path: Path) -> None:
    rows = rows_of(a_record(review=(PAIR, PAIR)), tmp_path)
    book = openpyxl.Workbook()
    book.active.append(list(HEADER))
    for row, answer in zip(rows, ("DIFFERENT ", True), strict=True):
        book.active.append([*({**row, "answer": answer}[column] for column in HEADER)])
    book.save(tmp_path / "answered.xlsx")

    answers, notes = read_answers(tmp_path / "answered.xlsx")

    assert [one.kind for one in answers] == ["different", "same"]
    assert notes == []


def test_columns_may_be_moved_left_out_and_added(tmp_path: Path) -> None:
    path = tmp_path / "answered.csv"
    path.write_text("my note,Decision,REF_B,ref_a\nlooks right,yes,b#1,a#1\n")

    answers, _ = read_answers(path)

    assert [(one.refs, one.kind) for one in answers] == [(("a#1", "b#1"), "same")]


SAID = [
    (" Same ", "same"), ("SAME", "same"), ("same person.", "same"), ("Same-person", "same"), ("Y", "same"),
    ("s", "same"), ("yes!", "same"), ("même", "same"), ("MEME", "same"), ("Sí", "same"), ("हाँ", "same"),
    ("एक ही", "same"), ("हां", "same"), ("是", "same"), ("نعم", "same"), ("ｓａｍｅ", "same"), ("TRUE", "same"),
    ("confirm", "same"),
    ("d", "different"), ("No", "different"), ("não", "different"), ("Différent", "different"), ("अलग", "different"),
    ("नहीं", "different"), ("নেই", None), ("split", "different"), ("\u200eنه", "different"), ("нет", "different"),
    ("later", "later"), ("plus  tard", "later"), ("?", "later"), ("बाद में", "later"),
    ("perhaps", None), ("same?", None), ("a#1", None), ("different or same", None),
]  # fmt: skip


@pytest.mark.parametrize(("said", "meant"), SAID)
def test_an_answer_is_understood_in_many_languages_and_spellings(said: str, meant: str | None) -> None:
    assert understood(said) == meant


def test_no_word_means_two_things() -> None:
    meanings = Counter(
        (word, understood(word.replace("_", " ")) == meaning)
        for meaning, words in WORDS.items()
        for word in words.split()
    )

    assert all(is_meant for _, is_meant in meanings)


def test_a_row_that_cannot_be_understood_is_said_and_the_others_go_on(tmp_path: Path) -> None:
    path = tmp_path / "review.csv"
    path.write_text(
        "ref_a,ref_b,answer\na#1,b#1,perhaps\na#2,,same\na#3,a#3,different\na#4,b#4,different\na#5,b#5,later\n"
        "a#6\na#7,b#7,\n"
    )

    answers, notes = read_answers(path)

    assert [(one.refs, one.kind, one.line) for one in answers] == [(("a#4", "b#4"), "different", 5)]
    assert [note.split(":")[0] for note in notes] == [f"review.csv, line {number}" for number in (2, 3, 4)]
    assert "“perhaps” is no answer" in notes[0]


def test_another_file_than_ours_is_no_file_of_answers(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text("Name,Organisation\nAsha,UNDP\n")

    with pytest.raises(Trouble, match="ref_a, ref_b and answer"):
        read_answers(path)
