"""The open questions as a CSV that a person answers, and the answers read again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

from zoom_sync.files import reading
from zoom_sync.files.writing.as_text import write_rows
from zoom_sync.files.writing.clean import alive
from zoom_sync.records import Pair, Record, Table, Trouble

HEADER = ("ref_a", "ref_b", "name_a", "name_b", "score", "reasons", "answer")
ANSWERS: dict[str, Literal["same", "different"]] = {"same": "same", "different": "different"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person said of two records. `line`: where, for sentences about it."""

    refs: tuple[str, str]
    kind: Literal["same", "different"]
    line: int


def write_questions(record: Record, stream: IO[bytes]) -> None:
    """One row a pair, the most useful first; the column `answer` is left empty."""
    names = {
        one.ref: person.name
        for people in (record.people, record.unidentified)
        for person in people
        for one in person.evidence
    }
    write_rows([HEADER], (_row(pair, names) for pair in record.review), stream=stream)


def _row(pair: Pair, names: Mapping[str, str]) -> Iterable[str | float]:
    a, b = pair.refs[0], pair.refs[1]
    return (a, b, names.get(a, ""), names.get(b, ""), round(pair.score, 4), "; ".join(pair.reasons), "")


def read_answers(path: Path, *, name: str = "") -> list[Answer]:
    """The answered rows; rows without an answer stay open. However the file was saved since, XLSX included.

    Raises Trouble for a file that is none of ours, or an answer that is neither `same` nor `different`.
    """
    name = name or path.name
    table = reading.read(path, name=name)
    header = _header(table, name)
    columns = [header.index(column) for column in ("ref_a", "ref_b", "answer")]
    found = []
    for number, row in _below(table):
        a, b, said = (alive(row[column]) if column < len(row) else "" for column in columns)
        answer = said.strip().casefold()
        if not answer:
            continue
        if answer not in ANSWERS:
            raise Trouble(
                f"{name}, line {number}: “{said[:40]}” is no answer.",
                "Nothing was written.",
                "Write `same` or `different`, or leave it empty.",
            )
        found.append(Answer((a, b), ANSWERS[answer], number))
    return found


def _header(table: object, name: str) -> list[str]:
    if isinstance(table, Table) and table.rows:
        header = [cell.strip().casefold() for cell in table.rows[0]]
        if {"ref_a", "ref_b", "answer"} <= set(header):
            return header
    raise Trouble(
        f"{name} is no file of answered questions: it lacks the columns ref_a, ref_b and answer.",
        "Nothing was written.",
        "Give the file that --review wrote, with its answers.",
    )


def _below(table: object) -> Iterable[tuple[int, tuple[str, ...]]]:
    assert isinstance(table, Table)
    return zip(table.numbers[1:], table.rows[1:], strict=True)
