"""Whether a record contradicts itself: all that can be said of a file without the store that sealed it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

_MODES = ("virtual", "in_person", "both")
_ROUNDED = 0.002  # minutes: figures are rounded to 0.001


def contradictions(given: dict[str, Any]) -> Iterator[str]:
    """Each as a sentence. Whatever shape the file has, it is read and not believed."""
    people, unidentified = (_entries(given.get(name)) for name in ("people", "unidentified"))
    is_final = given.get("status") == "final"
    if is_final != isinstance(given.get("seal"), str) or is_final == bool(given.get("waiting_for")):
        yield "status, seal and waiting_for do not go together"
    yield from _counts(given.get("counts"), people, len(unidentified))
    everybody = [("people", one) for one in people] + [("unidentified", one) for one in unidentified]
    ids = Counter(str(one.get("id")) for _, one in everybody)
    refs = Counter(
        (str(line.get("source")), str(line.get("ref"))) for _, one in everybody for line in _own(one)
    )
    for number, (name, one) in enumerate(everybody, 1):
        place = f"{name}, line {number if name == 'people' else number - len(people)}"
        if ids[str(one.get("id"))] > 1:
            yield f"{place}: its id stands twice"
        yield from (f"{place}: {said}" for said in _entry(one))
        for line in _own(one):
            if refs[str(line.get("source")), str(line.get("ref"))] > 1:
                yield f"{place}: a record is evidence of two entries"


def _counts(counts: Any, people: list[dict[str, Any]], unidentified: int) -> Iterator[str]:
    if not isinstance(counts, dict):
        yield "counts are missing"
        return
    attendees = [one for one in people if one.get("role") == "attendee"]
    modes = Counter(str(one.get("mode")) for one in attendees)
    right = {
        "registered": sum(one.get("registered") is True for one in attendees),
        **{mode: modes[mode] for mode in _MODES},
        "absent": sum(
            one.get("mode") == "absent" and one.get("registration_status") == "approved" for one in attendees
        ),
        "brief": sum(one.get("mode") != "absent" and one.get("attended") is not True for one in attendees),
        "unidentified": unidentified,
    }
    erased = counts.get("erased") or 0  # who stay in the other counts, and have no line
    if not isinstance(erased, int):
        yield "counts.erased is no number"
        return
    for name, number in right.items():
        told = counts.get(name)
        if not isinstance(told, int) or not number <= told <= number + erased:
            yield f"counts.{name} is {told}, and its lines give {number}"


def _entry(one: dict[str, Any]) -> Iterator[str]:
    virtual, both = _minutes(one.get("virtual_minutes")), _minutes(one.get("minutes"))
    room = _minutes(one.get("in_person_minutes") or 0)
    if virtual is None or room is None or both is None:
        yield "its minutes are no numbers"
        return
    if not max(virtual, room) - _ROUNDED <= both <= virtual + room + _ROUNDED:
        yield (
            f"minutes is {one['minutes']}, and its sides give {one['virtual_minutes']} and "
            f"{one.get('in_person_minutes')}"
        )
    if (one.get("mode") == "absent") != (one.get("first_seen") is None and not both):
        yield "mode, minutes and first_seen do not go together"


def _minutes(value: Any) -> float | None:
    """None for what is no length of time."""
    try:
        found = float(value) if isinstance(value, int | float) else -1.0
    except OverflowError:  # a whole number of hundreds of digits
        return None
    return found if found >= 0 else None


def _own(one: dict[str, Any]) -> list[dict[str, Any]]:
    """The records that stand nowhere else: a decision may speak of two people."""
    return [line for line in _entries(one.get("evidence")) if line.get("source") != "manual"]


def _entries(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
