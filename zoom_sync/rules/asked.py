"""What was asked at an event, in sums: polls by their answers, and how many questions the audience had.

Nobody's answer is kept. An answer that fewer than `LEAST` people gave is counted among the others, so that words
somebody wrote themselves are never in a sum, only that they wrote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from zoom_sync.records import Asked, Poll, PollAnswer, Question

LEAST = 3  # people who gave one and the same answer
MOST = 50  # answers of one question that are told apart
_LATE = datetime.max.replace(tzinfo=UTC)


def polls(given: Iterable[PollAnswer]) -> tuple[Poll, ...]:
    """Each question of each poll, in the order of their first answers; of each person what they said last."""
    said: dict[tuple[str, str], dict[tuple[str, int], PollAnswer]] = {}
    first: dict[tuple[str, str], datetime] = {}
    for number, one in enumerate(given):
        if not _chosen(one.answer):
            continue
        asked, at = (one.poll, one.question), one.at or _LATE
        first[asked] = min(first.get(asked, _LATE), at)
        people = said.setdefault(asked, {})
        who = (one.who, 0 if one.who else number)
        before = people.get(who)
        if before is None or (before.at or _LATE) <= at:
            people[who] = one
    return tuple(
        _poll(question, [one.answer for one in said[poll, question].values()])
        for poll, question in sorted(said, key=first.__getitem__)
    )


def questions(found: Iterable[Question]) -> tuple[int, int]:
    """How many questions the audience asked, and how many of them were answered; deleted ones are left out."""
    known = {(one.id, 0 if one.id else number): one for number, one in enumerate(found)}
    asked = [one for one in known.values() if one.status != "deleted"]
    return len(asked), sum(one.is_replied or one.status == "answered" for one in asked)


def told(found: Sequence[Asked]) -> dict[str, Any]:
    """The sums of all runs as JSON-able values, as they stand in a report.

    `polls`: one for each question and run (`run`: its start, None if not known), with `answered`, `answers` (`answer`
    and `people`) and `others`; `questions`, `answered`: of the audience, None where Zoom has not told.
    """
    heard = [one for one in found if one.questions is not None]
    return {
        "polls": [
            {
                "question": poll.question,
                "run": one.start.strftime("%Y-%m-%dT%H:%M:%SZ") if one.start else None,
                "answered": poll.answered,
                "answers": [{"answer": answer, "people": people} for answer, people in poll.answers],
                "others": poll.others,
            }
            for one in found
            for poll in one.polls or ()
        ],
        "questions": sum(one.questions or 0 for one in heard) if heard else None,
        "answered": sum(one.answered or 0 for one in heard) if heard else None,
    }


def _poll(question: str, answers: Sequence[str]) -> Poll:
    chosen = [_chosen(answer) for answer in answers]
    people = Counter(option for options in chosen for option in options)
    order = sorted(
        (option for option in people if people[option] >= LEAST), key=lambda one: (-people[one], one)
    )
    shown = dict.fromkeys(order[:MOST])
    others = sum(1 for options in chosen if not shown.keys() >= options)
    return Poll(question, len(chosen), tuple((option, people[option]) for option in shown), others)


def _chosen(answer: str) -> frozenset[str]:
    """The options of one answer: of several that somebody chose Zoom makes one text."""
    return frozenset(" ".join(part.split()) for part in answer.split(";")) - {""}
