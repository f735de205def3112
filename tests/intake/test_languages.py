"""In which language somebody wants letters: of all that people answer, only the question that the organiser names."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from tests.builders import an_event
from zoom_sync import intake
from zoom_sync.records import Event, Readiness, Trace
from zoom_sync.rules.merge import record
from zoom_sync.zoom import reading

EVENT = replace(an_event(), language_question="Preferred language")
ROW = {
    "id": "r1", "first_name": "Asha", "last_name": "Rao", "email": "asha@mela.example", "status": "approved",
    "custom_questions": [
        {"title": "Why do you attend?", "value": "I would rather not say"},
        {"title": "preferred  LANGUAGE", "value": "हिन्दी"},
    ],
}  # fmt: skip
SHEET = (
    b"Name,E-mail,Preferred language,Remarks,Registration time\n"
    b"Asha Rao,asha@mela.example,French,x,2026-03-01 10:00\n"
)


def registrant(event: Event, row: object = None) -> Trace:
    read = reading.registrant(
        {**ROW, "custom_questions": row} if row is not None else ROW, event=event, webinar="1", at=None
    )
    assert isinstance(read, Trace)
    return read


def test_the_answer_to_the_named_question_is_kept_and_no_other() -> None:
    trace = registrant(EVENT)

    assert trace.claim.language == "हिन्दी"
    assert "rather not say" not in repr(trace)


def test_the_answer_to_the_question_for_reports_is_kept_but_not_of_a_protected_event() -> None:
    event = replace(EVENT, report_question="Preferred language", language_question="")

    assert (registrant(event).claim.answer, registrant(event).claim.language) == ("हिन्दी", "")
    assert registrant(replace(event, protected=True)).claim.answer == ""


@pytest.mark.parametrize("question", ["", "Favourite colour"])
def test_where_no_such_question_is_named_no_answer_is_kept(question: str) -> None:
    assert registrant(replace(EVENT, language_question=question)).claim.language == ""


@pytest.mark.parametrize(
    "answers", ["x", [], [1], [{}], [{"title": None, "value": 3}], {"title": "Preferred language"}]
)
def test_answers_in_another_shape_than_zooms_are_passed_over(answers: object) -> None:
    assert registrant(EVENT, answers).claim.language == ""


def test_a_column_of_that_name_tells_it_in_any_file() -> None:
    named = intake.understand(SHEET, name="list.csv", event=EVENT, zone=ZoneInfo("Asia/Kolkata"))
    unnamed = intake.understand(SHEET, name="list.csv", event=an_event(), zone=ZoneInfo("Asia/Kolkata"))

    assert [trace.claim.language for trace in named.traces] == ["French"]
    assert [trace.claim.language for trace in unnamed.traces] == [""]


def test_a_file_without_that_column_is_read_as_ever() -> None:
    bare = intake.understand(
        b"Name,Time in\nAsha Rao,09:10\n", name="s.csv", event=EVENT, zone=ZoneInfo("Asia/Kolkata")
    )

    assert [trace.claim.name for trace in bare.traces] == ["Asha Rao"]


def test_the_record_knows_it_of_the_person_whoever_told_it() -> None:
    sheet = intake.understand(SHEET, name="list.csv", event=EVENT, zone=ZoneInfo("Asia/Kolkata"))
    without = registrant(EVENT, [])

    made = record(EVENT, [without, *sheet.traces], [], readiness=Readiness(final=False))

    assert [(person.name, person.language) for person in made.people] == [("Asha Rao", "French")]
