"""How large an event may be before anybody waits."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest

from tests.builders import a_connection, a_join, a_leave, a_registrant, a_signature, an_event
from zoom_sync.records import Pair, Readiness, Trace
from zoom_sync.rules.merge import record
from zoom_sync.rules.ranges import ranges

FIRST = [
    a + b
    for a in ("As", "Mee", "Ra", "Su", "Pri", "La", "Ni", "Ka", "Vi", "De")
    for b in ("ha", "ra", "vi", "ni", "ta")
]
LAST = [
    a + b
    for a in ("Ra", "Iye", "Da", "Se", "Kuma", "Shar", "Bo", "Mitt", "Gho", "Pat")
    for b in ("o", "r", "s", "n", "ma", "se")
]


def an_audience(people: int) -> list[Trace]:
    """Each registered, half with a link; three reports of each connection; a tenth on paper as well."""
    chance = random.Random(7)
    traces: list[Trace] = []
    for n in range(people):
        name, mail = f"{chance.choice(FIRST)} {chance.choice(LAST)}", f"p{n}@people.example"
        traces.append(a_registrant(name, mail, id=f"R{n}"))
        key = {"registrant_id": f"R{n}"} if n % 2 else {"email": mail} if n % 5 else {}
        traces.append(a_connection(name, "09:30", "12:00", user=f"u{n}", **key))
        traces += [a_join(name, "09:30", user=f"u{n}", **key), a_leave(name, "12:00", user=f"u{n}")]
        if n % 10 == 0:
            traces.append(a_signature(name, "09:00", row=n, email=mail if n % 20 else ""))
    return traces


@pytest.mark.long
def test_ten_thousand_people_are_merged_within_seconds():
    traces = an_audience(10_000)

    began = time.process_time()
    found = record(an_event(), traces, [], readiness=Readiness(False))
    took = time.process_time() - began

    assert found.counts["registered"] == 10_000
    assert took < 15, f"{len(traces)} traces took {took:.1f} s; 3 to 5 were measured"


@pytest.mark.long
def test_a_mailbox_that_everybody_shares_does_not_make_it_slow():
    traces = [
        a_connection(f"{one} {other}", user=f"{one} {other}", email="office@rao.example")
        for one in FIRST
        for other in LAST
    ]

    began = time.process_time()
    record(an_event(), traces, [], readiness=Readiness(False))

    assert time.process_time() - began < 15


@pytest.mark.long
def test_as_many_questions_as_people_do_not_hold_up_the_ranges():
    traces = [a_registrant("Asha Rao", f"p{n}@people.example", id=f"R{n}") for n in range(20_000)]
    found = record(an_event(), traces[:2], [], readiness=Readiness(False))
    person = found.people[0]
    people = tuple(
        replace(person, id=trace.id, evidence=(replace(person.evidence[0], fact=trace.id),))
        for trace in traces
    )
    asked = tuple(
        Pair((), 0.5, (), facts=(one.id, other.id))
        for one, other in zip(traces[::2], traces[1::2], strict=True)
    )

    began = time.process_time()
    spread = ranges(replace(found, people=people, review=asked, counts={"registered": 20_000}))

    assert spread["registered"] == (10_000, 20_000)
    assert time.process_time() - began < 5
