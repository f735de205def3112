"""Nouns that are made by the million are made as any other: by name or place, with their defaults."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from zoom_sync.records import Evidence, Person


def test_a_person_is_made_by_place_or_by_name_and_what_is_not_said_is_empty() -> None:
    said = (
        "p1",
        "Asha",
        "",
        "",
        "",
        "",
        "attendee",
        True,
        "approved",
        "absent",
        False,
        0.0,
        0.0,
        0.0,
        False,
        None,
        None,
    )

    one = Person(*said)  # type: ignore[arg-type]

    assert one == Person(**dict(zip((field.name for field in fields(Person)), said, strict=False)))  # type: ignore[arg-type]
    assert (one.sessions, one.evidence, one.virtual, one.in_person, one.notes, one.by_name) == ((),) * 5 + (
        False,
    )
    assert replace(one, notes=("late",)).notes == ("late",)
    with pytest.raises(TypeError):
        Person("p1")  # type: ignore[call-arg]


def test_the_same_evidence_is_found_again_in_a_set() -> None:
    line = Evidence("registrant", "R1", "first record", "f1")

    assert len({line, Evidence("registrant", "R1", "first record", "f1")}) == 1
