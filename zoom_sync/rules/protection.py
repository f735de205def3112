"""A protected event: to be on its list may endanger somebody.

Whoever takes its list says what for, and gets codes in place of names unless names are asked for. A code is the id
that the record itself has for somebody: whoever may open the event finds the person by it, and it tells others nothing.
With names go the organisation and the address, but neither phone nor country, except in the record as JSON: what it was
sealed as can be held against its seal whole alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from zoom_sync.records import DECIDED, TAKEN_BACK, Event, Evidence, Pair, Person, Record, Trouble

REASON_MISSING = Trouble(
    "This event is protected: whoever takes its list says why.", "Nothing was written.", "Give a reason."
)
NAMES_MISSING = Trouble(
    "This event is protected: names leave it only where they are asked for, and this list is nothing without.",
    "Nothing was written.",
    "Ask for the names, or take the record with codes in their place.",
)
LONGEST = 300  # characters of a reason


def reason_for(event: Event, given: str) -> str:
    """The reason as it stands in the audit. Raises Trouble where a protected event has none."""
    reason = given.strip()[:LONGEST]
    if event.protected and not reason:
        raise REASON_MISSING
    return reason


def is_coded(event: Event, *, names: bool) -> bool:
    """Whether people leave under codes. `names`: whether names were asked for."""
    return event.protected and not names


def named(event: Event, *, names: bool) -> None:
    """Before what bears names by its nature. Raises Trouble where they leave only when asked for, and were not."""
    if is_coded(event, names=names):
        raise NAMES_MISSING


def coded(record: Record) -> Record:
    """A record under codes. It bears no seal: that is of the record with its names."""
    return replace(
        record,
        people=tuple(map(under_code, record.people)),
        unidentified=tuple(map(under_code, record.unidentified)),
        review=tuple(map(_question, record.review)),
        notes=(),
        seal=None,
        pseudonymised=True,
    )


def under_code(person: Person) -> Person:
    """Who it was is left out, with all by which they are found; how they took part stays.

    Evidence is named by its fact, for a ref may be a registrant's id or a row of a list.
    """
    return replace(
        person,
        name="",
        email="",
        organisation="",
        phone="",
        country="",
        language="",
        answer="",
        notes=(),
        evidence=tuple(_evidence(person.evidence)),
    )


def under_names(record: Record) -> Record:
    """A record with names, as a program gets it. It bears no seal: that is of whole lines."""
    return replace(
        record,
        people=tuple(map(under_name, record.people)),
        unidentified=tuple(map(under_name, record.unidentified)),
        seal=None,
    )


def under_name(person: Person) -> Person:
    """Who it was and where they are written to; not what a list can do without, once names were asked for."""
    return replace(person, phone="", country="")


def beside_codes(report: Mapping[str, Any]) -> dict[str, Any]:
    """The figures of a report that go with people under codes: a row of one organisation would be as good as a name,
    and notes name who decided."""
    rows = {name: {**report[name], "rows": []} for name in _FOUND_BY}
    return {**report, **rows, "counting": {**report["counting"], "notes": []}}


_FOUND_BY = ("countries", "organisations", "languages", "answers")


def _evidence(lines: Iterable[Evidence]) -> Iterable[Evidence]:
    for one in lines:
        yield replace(one, ref=one.fact, reason=_without_who(one.reason))


def _without_who(reason: str) -> str:
    """A reason up to who it was: what else a name may hold, nobody can tell from what follows it."""
    for deed in (DECIDED, TAKEN_BACK):
        before, found, _ = reason.partition(deed)
        if found:
            return before + deed.removesuffix(" by ")
    return reason


def _question(pair: Pair) -> Pair:
    return replace(pair, refs=pair.facts, effect=())
