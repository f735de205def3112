"""Joins that can be doubted are questions that count as yes: figures say how far they move if the answer is no."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, combinations

import pytest
from hypothesis import given, settings

from tests.builders import (
    WEBINAR,
    a_connection,
    a_file_row,
    a_panelist,
    a_registrant,
    a_session,
    a_signature,
    a_verdict,
    an_event,
)
from tests.crowd import a_crowd
from tests.rules.test_merge_properties import facts as facts_of_an_event
from zoom_sync.records import Event, Evidence, Pair, Person, Readiness, Record, Trace, Verdict, WebinarInfo
from zoom_sync.rules.halves import halves
from zoom_sync.rules.joining import doubted
from zoom_sync.rules.merge import record
from zoom_sync.rules.peaks import peak_ranges
from zoom_sync.rules.ranges import ranges
from zoom_sync.rules.report import report

OFFICE = "info@mill.example"
EVENT = an_event(sessions=(a_session("Opening", "09:00", "10:00"),))
REKHA = a_registrant("Rekha Sharma", OFFICE, id="R1")
ONLINE = a_connection("Rekha Sharma", "09:30", "11:00", registrant_id="R1")
SHORT = a_signature("R. Sharma", "09:00", "10:15", row=3, email=OFFICE)
GOPAL = a_registrant("Gopal Menon", "gopal@menon.example", id="G1")
INITIAL = a_signature("G. Menon", "09:00", "12:00", row=2, email="gopal@menon.example")
ZENOBIA = a_registrant("Zenobia Thackersey", "zenobia@parsi.example", id="Z1")
NAMESAKE = a_connection("Zenobia Thackersey", "09:00", "12:00", user="8")
FACTS = (REKHA, ONLINE, SHORT, GOPAL, INITIAL, ZENOBIA, NAMESAKE, *a_crowd())
DOUBTFUL = ((REKHA, SHORT), (GOPAL, INITIAL), (ZENOBIA, NAMESAKE))


def made(facts: Sequence[Trace], *said: Verdict, event: Event = EVENT) -> Record:
    return record(event, facts, said, readiness=Readiness(True), webinars=[HOSTED])


def of(found: Record, fact: Trace) -> Person:
    return holder(found, fact.id)


def holder(found: Record, fact: str) -> Person:
    everybody = (*found.people, *found.unidentified)
    return next(one for one in everybody if fact in {line.fact for line in one.evidence})


def test_whoever_is_in_both_by_a_doubtful_join_may_be_two_people() -> None:
    found = made((REKHA, ONLINE, SHORT))

    assert found.counts["both"] == 1
    moves = ranges(found)
    assert (moves["both"], moves["virtual"], moves["in_person"]) == ((0, 1), (0, 1), (0, 1))
    assert moves["registered"] == (1, 1)


def test_who_registered_may_have_stayed_away_if_the_row_on_the_sheet_is_somebody_elses() -> None:
    moves = ranges(made((GOPAL, INITIAL)))

    assert (moves["absent"], moves["in_person"]) == ((0, 1), (1, 1))


@pytest.mark.parametrize("word", ["same", "different"])
def test_the_range_closes_as_somebody_says_what_is_right(word: str) -> None:
    found = made((REKHA, ONLINE, SHORT), a_verdict(word, REKHA, SHORT))

    assert all(low == high for low, high in ranges(found).values())


def test_a_join_by_the_persons_own_link_is_in_no_doubt() -> None:
    found = made((REKHA, ONLINE))

    assert doubted(found.people[0]) == []
    assert halves(found.people[0], EVENT) is None


def test_whatever_turns_out_to_be_wrong_the_figures_of_then_lie_within_the_ranges_of_now() -> None:
    now = made(FACTS)
    assert all(of(now, one).id == of(now, other).id for one, other in DOUBTFUL)
    moves, peaks, told = ranges(now), peak_ranges(now), report(now)

    for wrong in chain.from_iterable(combinations(DOUBTFUL, size) for size in range(len(DOUBTFUL) + 1)):
        then = made(FACTS, *(a_verdict("different", one, other) for one, other in wrong))
        for name, (low, high) in moves.items():
            assert low <= then.counts[name] <= high, (name, wrong)
        for name, peak in report(then)["curve"]["peaks"].items():
            assert peaks[name][0] <= peak["people"] <= peaks[name][1], name
    assert moves["both"] == (now.counts["both"] - 1, now.counts["both"])
    assert told["ranges"]["both"] == list(moves["both"])
    assert told["sessions"][0]["ranges"]["both"][0] < told["sessions"][0]["both"]


PANELIST = a_panelist("Asha Rao", "office@rao.example")
ASHA = a_registrant("A. Rao", "office@rao.example", id="A1")
CAME = a_connection("A. Rao", "09:00", "12:00", registrant_id="A1")
HOSTED = WebinarInfo(id=WEBINAR, host_id="H1")
HOST = a_connection("Asha Rao", "09:00", "09:30", user="9", account_id="H1", email="office@rao.example")
REPORTED = a_file_row("Z. Thackersey", "09:00", "12:00", email="zenobia@parsi.example", status="approved")


@pytest.mark.parametrize(
    ("facts", "one", "other", "moved"),
    [
        ((PANELIST, ASHA, CAME), ASHA, PANELIST, {"registered": 1, "virtual": 1}),
        ((HOST, ASHA, CAME), ASHA, HOST, {"registered": 1, "virtual": 1}),
        ((ZENOBIA, REPORTED), ZENOBIA, REPORTED, {"registered": 1, "absent": 1}),
    ],
    ids=("a panelist's row", "a host's connection", "a row that tells of a registration"),
)
def test_a_role_and_a_registration_go_with_the_records_that_have_them(
    facts: tuple[Trace, ...], one: Trace, other: Trace, moved: dict[str, int]
) -> None:
    now, then = made(facts), made(facts, a_verdict("different", one, other))
    assert of(now, one).id == of(now, other).id
    assert {name: by for name in then.counts if (by := then.counts[name] - now.counts[name])} == moved

    for name, (low, high) in ranges(now).items():
        by = moved.get(name, 0)
        assert (low, high) == (now.counts[name] + min(by, 0), now.counts[name] + max(by, 0)), name


def test_a_doubtful_join_and_an_open_question_about_one_row_are_thought_through_together() -> None:
    facts = (*FACTS, rita := a_registrant("Rita Sharma", "rita@sharma.example", id="R2"))
    now = replace(made(facts), review=(Pair((), 0.5, (), (SHORT.id, rita.id)),))
    moves = ranges(now)

    for said in (("different", REKHA, SHORT), ("different", SHORT, rita)), (("same", SHORT, rita),):
        for apart in ((), (("different", REKHA, rita), ("different", REKHA, SHORT))):
            then = made(facts, *(a_verdict(*one) for one in (*said, *apart)))
            for name, (low, high) in moves.items():
                assert low <= then.counts[name] <= high, (name, said, apart)
    absent = now.counts["absent"]
    assert moves["absent"] == (absent - 1, absent + 2)  # Rita was there; Gopal and Zenobia were not


def test_what_was_decided_of_somebody_stays_with_what_is_surely_theirs() -> None:
    found = made((GOPAL, INITIAL), a_verdict("attended", GOPAL))

    half, other = halves(of(found, INITIAL), EVENT) or (None, None)

    assert half is not None
    assert other is not None
    assert (half.id, half.mode, half.attended) == (GOPAL.id, "in_person", True)
    assert (other.id, other.mode, other.registered) == (INITIAL.id, "in_person", False)


@settings(max_examples=200, deadline=None)
@given(facts_of_an_event())
def test_the_halves_of_somebody_have_the_role_the_registration_and_the_mode_that_a_split_gives_them(
    known: tuple[list[Trace], list[Verdict]],
) -> None:
    traces, verdicts = known
    now = made(traces, *verdicts)
    moves = ranges(now)

    for person in now.people:
        two = halves(person, EVENT)
        if two is None or any(line.source == "manual" for line in person.evidence):
            continue
        staying, going = ([line.fact for line in _mains(half)] for half in two)
        said = [("same", going[0], one) for one in going[1:]]
        said += [("different", one, other) for one in staying for other in going]
        then = made(traces, *verdicts, *(a_verdict(*one, at="15:00", id=f"split {one}") for one in said))
        before, after = groups(now), groups(then)
        parted = {frozenset(line.fact for line in half.evidence) for half in two}
        if before - after != {frozenset.union(*parted)} or after - before != parted:
            continue  # one of them fell apart, or drew in somebody else
        for half in two:
            told, found = (
                (one.role, one.registered, one.registration_status, one.mode)
                for one in (half, holder(then, half.evidence[0].fact))
            )
            assert told == found
        for name in moves.keys() - {"brief"}:  # how long a half was there is not known
            assert moves[name][0] <= then.counts[name] <= moves[name][1], name


def groups(found: Record) -> set[frozenset[str]]:
    everybody = (*found.people, *found.unidentified)
    return {frozenset(line.fact for line in one.evidence) for one in everybody}


def _mains(half: Person) -> list[Evidence]:
    return [line for line in half.evidence if line.reason != "same connection"]
