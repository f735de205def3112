"""The little language of letters: `{name}`, and `{if minutes >= 60}` … `{else}` … `{end}`.

A text is read into pieces once; values are put in afterwards and are not looked at again. A condition is answered
when a letter is addressed, and its copy keeps the answer alone: whoever reads the store learns no more of somebody
than the letter says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from zoom_sync.records import Trouble
from zoom_sync.rules.followup.values import FLAGS, NUMBERS, PERSONAL, PLACEHOLDERS, TEXTS

DEEPEST = 5  # conditions inside one another
YES = "yes"  # what a copy keeps of a condition that is met

_TOKEN = re.compile(r"\{(?:if\s+(?P<asked>[^{}\n]{1,120})|(?P<word>[A-Za-z_]{1,40}))\}")
_ALONE = re.compile(r"^[ \t]*(\{(?:if\s[^{}\n]+|else|end)\})[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_CONDITION = re.compile(
    r"(?P<no>not\s+)?(?P<name>[A-Za-z_]+)(?:\s*(?P<how>>=|<=|=|<|>|is not|is)\s*(?P<value>.+))?"
)
_COMPARED: Mapping[str, Callable[[float, float], bool]] = {
    ">=": lambda a, b: a >= b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    "<": lambda a, b: a < b,
    "=": lambda a, b: a == b,
    "is": lambda a, b: a == b,
    "is not": lambda a, b: a != b,
}
Fact = str | float | bool


class LetterFaulty(Trouble):
    """A letter that cannot be planned as it is written."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what, "No letter was planned.", remedy)


@dataclass(frozen=True, slots=True)
class Condition:
    """`source`: as it was typed, with single spaces; what a copy keeps its answer under."""

    source: str
    name: str
    negated: bool = False
    how: str = ""
    value: str = ""

    def holds(self, facts: Mapping[str, Fact]) -> bool:
        """Whether it is met by what is known; what is not known is as if it were empty."""
        fact = facts.get(self.name, "")
        if not self.how:
            met = bool(fact)
        elif self.name in NUMBERS:
            met = _COMPARED[self.how](float(fact or 0), float(self.value))
        else:
            same = " ".join(str(fact).casefold().split()) == " ".join(self.value.casefold().split())
            met = same != (self.how == "is not")
        return met != self.negated


@dataclass(frozen=True, slots=True)
class Field:
    """A placeholder. `typed`: as it stands in the text, braces and all."""

    name: str
    typed: str


@dataclass(frozen=True, slots=True)
class Choice:
    condition: Condition
    met: tuple[Piece, ...]
    unmet: tuple[Piece, ...]


Piece = str | Field | Choice


@lru_cache(maxsize=256)  # the texts of the letters that go out now
def read(text: str) -> tuple[Piece, ...]:
    """The pieces of a text. Raises LetterFaulty where conditions do not open and close."""
    text = _ALONE.sub(r"\1", text)  # a mark alone on its line takes the line with it
    open_: list[tuple[Condition | None, list[Piece], list[Piece] | None]] = [(None, [], None)]
    last = 0
    for token in _TOKEN.finditer(text):
        condition, met, unmet = open_[-1]
        here = met if unmet is None else unmet
        here.append(text[last : token.start()])
        last = token.end()
        word = token["word"]
        if token["asked"] is not None:
            open_.append((_condition(token["asked"]), [], None))
            if len(open_) > DEEPEST + 1:
                raise LetterFaulty(
                    f"More than {DEEPEST} conditions stand inside one another.", "Write it plainer."
                )
        elif word in ("else", "end") and condition is None:
            raise LetterFaulty(f"{{{word}}} belongs to no condition.", "Write {if …} before it.")
        elif word == "else" and unmet is not None:
            raise LetterFaulty(
                f"{{if {condition.source if condition else ''}}} has two {{else}}.", "Take one out."
            )
        elif word == "else":
            open_[-1] = (condition, met, [])
        elif word == "end" and condition is not None:
            open_.pop()
            above = open_[-1]
            (above[1] if above[2] is None else above[2]).append(
                Choice(condition, tuple(met), tuple(unmet or ()))
            )
        else:
            here.append(Field(word, token[0]))
    condition, met, _ = open_[-1]
    if condition is not None:
        raise LetterFaulty(f"{{if {condition.source}}} is not closed.", "Write {end} where it ends.")
    return (*met, text[last:])


def used(subject: str, text: str, *, without: str = "") -> set[str]:
    """The names of all placeholders in a letter, known or not.

    `without`: the name of what is empty for everybody; then those that some copy may have.
    """
    parts = (_all(read(part), without) for part in (subject, text))
    return {one.name for part in parts for one in part if isinstance(one, Field)}


def conditions(subject: str, text: str) -> dict[str, Condition]:
    """All conditions of a letter, by what a copy keeps their answers under."""
    found = (one.condition for part in (subject, text) for one in _all(read(part)) if isinstance(one, Choice))
    return {f"if {one.source}": one for one in found}


def is_personal(subject: str, text: str) -> bool:
    """Whether a copy says something of one person, so that it may not serve another of the same mailbox."""
    asked = {one.name for one in conditions(subject, text).values()}
    return bool((used(subject, text) | asked) & PERSONAL)


def shown(text: str, answers: Mapping[str, str]) -> set[str]:
    """The names of the placeholders that a copy with these answers to conditions has."""
    return {one.name for one in _met(read(text), answers) if isinstance(one, Field)}


def put(text: str, values: Mapping[str, str], answers: Mapping[str, str]) -> str:
    """The text with values in its placeholders; one without a value stays as it was typed."""
    return "".join(
        one if isinstance(one, str) else values.get(one.name, one.typed) for one in _met(read(text), answers)
    )


def _met(pieces: tuple[Piece, ...], answers: Mapping[str, str]) -> Iterator[str | Field]:
    for one in pieces:
        if isinstance(one, Choice):
            is_met = answers.get(f"if {one.condition.source}") == YES
            yield from _met(one.met if is_met else one.unmet, answers)
        else:
            yield one


def _all(pieces: tuple[Piece, ...], without: str = "") -> Iterator[Field | Choice]:
    for one in pieces:
        if isinstance(one, Choice):
            is_known = one.condition.name == without
            is_met = is_known and one.condition.holds({})
            yield one
            if is_met or not is_known:
                yield from _all(one.met, without)
            if not is_met:
                yield from _all(one.unmet, without)
        elif isinstance(one, Field):
            yield one


def _condition(asked: str) -> Condition:
    source = " ".join(asked.split())
    found = _CONDITION.fullmatch(source)
    known = (*NUMBERS, *FLAGS, *TEXTS)
    if found is None or found["name"] not in known:
        raise LetterFaulty(
            f"The condition {{if {source}}} asks of nothing that is known.",
            f"It may ask of: {', '.join(known)}; for example {{if minutes >= 60}} or {{if not organisation}}.",
        )
    name, how, value = found["name"], found["how"] or "", (found["value"] or "").strip().strip('"')
    if name in NUMBERS and how and not _is_number(value):
        raise LetterFaulty(
            f"The condition {{if {source}}} compares with no number.", "Write one, such as 60."
        )
    if (name in FLAGS and how) or (name in TEXTS and how and not how.startswith("is") and how != "="):
        raise LetterFaulty(
            f"The condition {{if {source}}} compares what cannot be compared so.",
            f"Ask {{if {name}}} or {{if not {name}}}"
            + ("." if name in FLAGS else f", or {{if {name} is …}}."),
        )
    return Condition(source, name, found["no"] is not None, how, value)


def _is_number(text: str) -> bool:
    return re.fullmatch(r"\d{1,6}(\.\d{1,3})?", text) is not None


assert set(PLACEHOLDERS) >= set(TEXTS)  # what can be asked of can be said
