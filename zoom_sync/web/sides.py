"""Two records side by side, as a page shows them: line by line, with what differs marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from flask_babel import gettext as _

from zoom_sync.records import Claim, Event, Evidence, Pair, Person, Trace
from zoom_sync.rules import masking
from zoom_sync.store.lines import plain

PHONE_DIGITS = 9  # of a number's end; codes of countries and leading zeros differ
Likeness = Literal["equal", "differs", ""]


@dataclass(frozen=True, slots=True)
class Words:
    """A text in words, each with whether the other side lacks it."""

    words: tuple[tuple[str, bool], ...] = ()

    def __str__(self) -> str:
        return " ".join(word for word, _ in self.words)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that both sides may tell. `likeness` "": one of them says nothing."""

    label: str
    sides: tuple[Words, Words]
    likeness: Likeness
    name: str  # the field of the claim


@dataclass(frozen=True, slots=True)
class Side:
    """One record: where it stands, who is there, and what the record itself says."""

    ref: str
    fact: str
    person: Person | None
    evidence: Evidence | None
    claim: Claim
    trace: Trace | None


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of two records. `lines`: what they say; `effect`: what the answer that changes it would change."""

    sides: tuple[Side, Side]
    score: float | None
    reasons: Sequence[str]
    effect: Sequence[str] = ()
    lines: Sequence[Line] = field(default_factory=tuple)


def of_pair(pair: Pair, people: Mapping[str, Person | None], traces: Mapping[str, Trace]) -> Question:
    """An open question. `people`: ref -> whom it stands with; `traces`: fact -> the record as it came."""
    one, other = (
        _side(ref, fact, people.get(ref), traces.get(fact))
        for ref, fact in zip(pair.refs, pair.facts or pair.refs, strict=True)
    )
    return Question((one, other), pair.score, pair.reasons, pair.effect, _lines(one, other))


def of_name(
    person: Person, line: Evidence, traces: Mapping[str, Trace], effect: Sequence[str] = ()
) -> Question:
    """A join by name alone: the person's first record, and the one that only a name ties to it; `effect` of a split.

    Each side says what its own record says: their entry holds both, and would lend the one what the other says.
    """
    one, other = (
        Side(each.ref, each.fact, person, each, trace.claim if trace else Claim(person.name), trace)
        for each in (person.evidence[0], line)
        for trace in (traces.get(each.fact),)
    )
    return Question((one, other), None, (line.reason,), effect, _lines(one, other))


def said(claim: Claim, person: Person | None) -> list[Line]:
    """What one record says of whom it is of; words that their entry does not have are marked."""
    found = []
    for label, name in _told():
        own, theirs = getattr(claim, name), getattr(person, name) if person else ""
        if own.strip():
            mine = _keys(name, own)
            marked = _marked(mine, _keys(name, theirs)) if theirs.strip() else _plain(own)
            found.append(Line(label, (marked, _plain(theirs)), "", name))
    return found


def guarded(lines: Sequence[Line], event: Event) -> list[Line]:
    """The lines as a page shows them: of a protected event addresses are masked, phones and countries left out.

    They were compared as they are, so what agrees and what differs is still told.
    """
    if not event.protected:
        return list(lines)
    return [_masked(line) for line in lines if line.name not in ("phone", "country")]


def _masked(line: Line) -> Line:
    if line.name != "email":
        return line
    one, other = (
        Words(tuple((masking.email(word) or masking.whole(word), lacking) for word, lacking in side.words))
        for side in line.sides
    )
    return replace(line, sides=(one, other))


def _side(ref: str, fact: str, person: Person | None, trace: Trace | None) -> Side:
    """A record with what its entry knows beside it."""
    if person is None:
        return Side(ref, fact, None, None, trace.claim if trace else Claim(), trace)
    own = trace.claim if trace else Claim()
    claim = Claim(
        name=own.name or person.name,
        organisation=own.organisation or person.organisation,
        email=own.email or person.email,
        phone=own.phone or person.phone,
        country=own.country or person.country,
    )
    evidence = next((line for line in person.evidence if line.fact == fact or line.ref == ref), None)
    return Side(ref, fact, person, evidence, claim, trace)


def _told() -> tuple[tuple[str, str], ...]:
    return (
        (_("Name"), "name"), (_("Organisation"), "organisation"), (_("E-mail"), "email"), (_("Phone"), "phone"),
        (_("Country"), "country"),
    )  # fmt: skip


def _lines(one: Side, other: Side) -> list[Line]:
    found = []
    for label, name in _told():
        first, second = getattr(one.claim, name), getattr(other.claim, name)
        if first or second:
            found.append(_line(label, name, first, second))
    return found


def _line(label: str, name: str, first: str, second: str) -> Line:
    mine, theirs = (_keys(name, text) for text in (first, second))
    if not first.strip() or not second.strip():
        return Line(label, (_plain(first), _plain(second)), "", name)
    likeness: Likeness = "equal" if set(mine.values()) == set(theirs.values()) else "differs"
    return Line(label, (_marked(mine, theirs), _marked(theirs, mine)), likeness, name)


def _keys(name: str, text: str) -> dict[str, str]:
    """Each word of a text, with that by which it is compared; a phone number or address is one word."""
    if name == "phone":
        digits = "".join(sign for sign in text if sign.isdecimal())
        return {text: digits[-PHONE_DIGITS:] or text}
    words: list[Any] = [text] if name == "email" else text.split()
    return {word: plain(word).strip(".,;") for word in words}


def _marked(mine: Mapping[str, str], theirs: Mapping[str, str]) -> Words:
    other = set(theirs.values())
    return Words(tuple((word, key not in other) for word, key in mine.items()))


def _plain(text: str) -> Words:
    return Words(tuple((word, False) for word in text.split()))
