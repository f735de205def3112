"""What is asked on the day: two polls with options, one with the people's own words, and questions of the audience.

Only those who are connected answer, some of them without their name; nothing of it changes the record.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from zoom_sync.demo.webinar_day.parts import Cast, Person, Run, at
from zoom_sync.demo.zoom_server.people import Answers, Question
from zoom_sync.demo.zoom_server.shapes import ANONYMOUS
from zoom_sync.demo.zoom_server.world import World


@dataclass(frozen=True, slots=True)
class _Poll:
    """`several`: of the options more than one may be chosen; `own`: words that people write themselves."""

    run: Run
    at: str
    question: str
    options: Sequence[str]
    weights: Sequence[int] = ()
    several: bool = False
    own: bool = False


POLLS = (
    _Poll(
        "morning", "10:52", "Where do you mostly work?",
        ("In an area of origin", "In an area of destination", "In both", "Elsewhere"), (5, 3, 2, 1),
    ),
    _Poll(
        "morning", "12:21", "In a few words: what is missing most before departure?",
        ("a written contract", "somebody to ask", "contracts in our own language", "time to think it over",
         "honest fees"), own=True,
    ),
    _Poll(
        "afternoon", "14:48", "What should be done first? (several answers)",
        ("Contracts in the worker's language", "No recruitment fees", "A helpline that answers at night"),
        several=True,
    ),
)  # fmt: skip
# run, when, question, answer
QUESTIONS: tuple[tuple[Run, str, str, str], ...] = (
    ("morning", "11:31", "Were women who stayed at home asked, too?", "Yes, in the second round."),
    ("morning", "11:58", "Is the study of the brick kilns public?", "It is in the library of the programme."),
    ("morning", "12:14", "Who pays for the training before departure?", ""),
    (
        "afternoon",
        "14:07",
        "Do agents sign the code of conduct themselves?",
        "They do, and it is on their door.",
    ),
    ("afternoon", "15:40", "Will the slides be sent around?", "live answered"),
)


def ask(world: World, cast: Cast) -> None:
    """Lay down what the runs' reports will say of polls and questions. The same cast gives the same."""
    rng = random.Random(cast.seed + 17)  # noqa: S311  # repeatable on purpose
    for run in ("morning", "afternoon"):
        polls = [poll for poll in POLLS if poll.run == run]
        people = [
            person
            for person in cast.people
            if any(join.run == run for join in person.joins) and not person.nameless
        ]
        rows = [_answers(rng, person, polls) for person in people]
        world.answers[cast.uuids[run]] = [row for row in rows if row.given]
        world.questions[cast.uuids[run]] = [
            _question(rng, number, cast, one, people) for number, one in enumerate(QUESTIONS) if one[0] == run
        ]


def _answers(rng: random.Random, person: Person, polls: Sequence[_Poll]) -> Answers:
    given = []
    for number, poll in enumerate(polls):
        when = at(poll.at)
        here = any(join.run == poll.run and join.start <= when < join.end for join in person.joins)
        if here and rng.random() < (0.35 if poll.own else 0.8):
            instant = when + timedelta(seconds=rng.randrange(5, 90))
            given.append((f"poll-{poll.run}-{number}", poll.question, _answer(rng, poll), instant))
    hidden = rng.random() < 0.15
    return Answers(ANONYMOUS if hidden else person.name, "" if hidden else person.email, tuple(given))


def _answer(rng: random.Random, poll: _Poll) -> str:
    if poll.own:
        return f"{rng.choice(poll.options)}, as {rng.choice(('I', 'we'))} saw in {rng.randrange(2009, 2022)}"
    if poll.several:
        return ";".join(one for one in poll.options if rng.random() < 0.6) or poll.options[0]
    return rng.choices(poll.options, poll.weights)[0]


def _question(
    rng: random.Random, number: int, cast: Cast, asked: tuple[Run, str, str, str], people: Sequence[Person]
) -> Question:
    _run, when, text, reply = asked
    who = rng.choice(people)
    hidden = number % 3 == 2
    return Question(
        id=f"question-{number}",
        name=ANONYMOUS if hidden else who.name,
        email="" if hidden else who.email,
        text=text,
        at=at(when),
        reply=reply,
        reply_by=cast.host.name if reply else "",
        status="answered" if reply else "open",
    )
