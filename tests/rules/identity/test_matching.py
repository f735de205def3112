"""The parts that matching is made of: organisations, and what a name is worth."""

from __future__ import annotations

import pytest

from tests.builders import a_connection, a_registrant, an_event
from tests.crowd import a_crowd
from zoom_sync.records import Readiness
from zoom_sync.rules.identity.matching import CONTESTED
from zoom_sync.rules.identity.organisations import abbreviates, read
from zoom_sync.rules.merge import record


@pytest.mark.parametrize(
    ("text", "organisation", "short"),
    [
        ("unw", "un women", True),
        ("mole", "ministry of labour and employment", True),
        ("mwu", "mill workers union", True),
        ("mwx", "mill workers union", False),
        ("m", "mill workers union", False),
        ("mill", "mill", False),
    ],
)
def test_an_abbreviation_begins_each_word_in_order(text, organisation, short):
    assert abbreviates(text, tuple(organisation.split())) is short


def test_an_organisation_is_read_whole_and_in_parts():
    assert read("Mill Workers Union - M.W.U.") == (
        ("mill", "workers", "union", "mwu"),
        ("mill", "workers", "union"),
        ("mwu",),
    )
    assert read("") == ()


def test_the_more_share_a_name_the_less_likely_is_each():
    scores = []
    for many in (2, 3, 4):
        namesakes = [a_registrant("Asha Rao", f"a{n}@rao.example", id=f"R{n}") for n in range(many)]
        shown = a_connection("Asha Rao")
        traces = [*namesakes, shown, *a_crowd()]
        asked = record(an_event(), traces, (), readiness=Readiness(False)).review
        scores.append(max((pair.score for pair in asked if shown.ref in pair.refs), default=0.0))

    assert scores == sorted(scores, reverse=True)
    assert 0 < scores[0] <= 0.5


def test_the_order_of_the_records_changes_nothing():
    traces = [*a_crowd(), a_registrant("Asha Rao", "asha@rao.example"), a_connection("Asha Rao")]

    one, other = (record(an_event(), some, (), readiness=Readiness(False)) for some in (traces, traces[::-1]))

    assert one == other


@pytest.mark.parametrize(("back", "people"), [("10:05", 3), ("09:30", 4)])
def test_two_connections_of_a_name_that_two_registrants_bear_are_one_unless_both_were_there_at_once(
    back, people
):
    namesakes = [a_registrant("Asha Rao", f"a{n}@rao.example", id=f"R{n}") for n in range(2)]
    shown = [a_connection("Asha Rao", *stay) for stay in (("09:00", "10:00"), (back, "11:00"))]

    made = record(an_event(), [*namesakes, *shown, *a_crowd()], (), readiness=Readiness(False))

    bearers = [person for person in made.people if person.name == "Asha Rao"]
    assert len(bearers) == people
    reasons = {line.reason for person in bearers for line in person.evidence}
    assert reasons == {"first record", *([CONTESTED] if people == 3 else [])}
    assert any(person.by_name for person in bearers) == (people == 3)
    asked = {ref for pair in made.review for ref in pair.refs}
    assert {one.ref for one in namesakes} <= asked
