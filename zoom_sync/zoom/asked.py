"""What was asked in a run: Zoom's reports of polls, and of questions and answers (contract 2.4).

Names and addresses only tell one person from another while they are counted, and the words of questions are not
taken over. None: Zoom has no such report (yet, or any more).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from zoom_sync.records import PollAnswer, Question
from zoom_sync.zoom.calls import segment
from zoom_sync.zoom.client import Zoom
from zoom_sync.zoom.scopes import POLLS, QUESTIONS, Need
from zoom_sync.zoom.troubles import NotFound, ScopeMissing, TooOld
from zoom_sync.zoom.words import instant, text

ANONYMOUS = "Anonymous Attendee"  # Zoom's word for whoever gives no name
LONGEST_QUESTION, LONGEST_ANSWER = 500, 4_000  # characters
_BY_HOSTS = ("default", "host_answered", "host_answered_publicly", "host_answered_privately")


def answers(zoom: Zoom, uuid: str) -> list[PollAnswer] | None:
    """All answers to polls of a run. Raises Trouble; ScopeMissing says which scope."""
    rows = _rows(zoom, uuid, "polls", POLLS)
    if rows is None:
        return None
    return [
        PollAnswer(
            who=_who(row),
            poll=text(one, "polling_id"),
            question=text(one, "question", most=LONGEST_QUESTION),
            answer=text(one, "answer", most=LONGEST_ANSWER),
            at=instant(one, "date_time"),
        )
        for row in rows
        for one in _details(row)
    ]


def questions(zoom: Zoom, uuid: str) -> list[Question] | None:
    """All questions of a run's audience, without their words. Raises Trouble; ScopeMissing says which scope."""
    rows = _rows(zoom, uuid, "qa", QUESTIONS)
    if rows is None:
        return None
    return [
        Question(text(one, "question_id"), text(one, "question_status") or "default", _is_replied(one))
        for row in rows
        for one in _details(row)
    ]


def _rows(
    zoom: Zoom, uuid: str, report: Literal["polls", "qa"], need: Need
) -> list[Mapping[str, Any]] | None:
    try:
        body = zoom.get(
            f"/report/webinars/{segment(uuid)}/{report}", label="heavy", what=f"{need.what} of run {uuid}"
        )
    except (NotFound, TooOld):
        return None
    except ScopeMissing:
        raise ScopeMissing((need.granular, need.classic)) from None
    return _objects(body, "questions")


def _details(row: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from _objects(row, "question_details")


def _objects(within: Mapping[str, Any], field: str) -> list[Mapping[str, Any]]:
    listed = within.get(field)
    return [one for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []


def _who(row: Mapping[str, Any]) -> str:
    name = text(row, "name")
    return text(row, "email").lower() or ("" if name == ANONYMOUS else name)


def _is_replied(one: Mapping[str, Any]) -> bool:
    """Whether a host answered; what a participant adds is a comment."""
    told = _objects(one, "answer_details")
    if told:
        return any((text(reply, "type") or "default") in _BY_HOSTS for reply in told)
    return bool(text(one, "answer"))
