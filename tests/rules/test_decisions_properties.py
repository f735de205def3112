"""What holds of decisions, whatever the event and whatever was decided before and since.

The events are small and poor in names and addresses, so that almost everything could be almost everybody.
"""

from __future__ import annotations

import io
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import (
    RUN,
    a_bind,
    a_check_in,
    a_connection,
    a_file_row,
    a_join,
    a_leave,
    a_registrant,
    a_signature,
    a_verdict,
    an_event,
    instant,
)
from zoom_sync.files.writing import write_record
from zoom_sync.records import Person, Readiness, Record, Trace, Verdict
from zoom_sync.rules.merge import record
from zoom_sync.rules.pieces import pieces
from zoom_sync.rules.verdicts import standing

FEW, MANY = 80, 4000

NAMES = st.sampled_from(
    [
        "Priya Sharma",
        "P. Sharma",
        "Sharma Priya",
        "Priya Sharma - Mill Union",
        "Asha Rao",
        "आशा राव",
        "iPhone",
        "",
    ]
)
MAILS = st.sampled_from(["", "", "priya@sharma.example", "priya.s@mill.example", "office@mill.example"])
PHONES = st.sampled_from(["", "", "+91 98111 22233", "9811122233"])
HOUSES = st.sampled_from(["", "Mill Union"])
IDS = st.sampled_from(["R1", "R2", "R3"])
CLOCKS = st.sampled_from(["09:00", "09:01", "10:00", "10:20", "11:59"])
USERS = st.sampled_from(["u1", "u2", "u3", "u4"])
FILES = st.sampled_from(["a.csv", "b.csv"])
CLAIM = {"email": MAILS, "phone": PHONES, "organisation": HOUSES}
BINDS = st.builds(a_bind, USERS, USERS)

TRACES = st.one_of(
    st.builds(lambda email, **rest: a_registrant(email=email, **rest), name=NAMES, id=IDS,
              status=st.sampled_from(["approved", "cancelled"]), **CLAIM),
    st.builds(a_connection, NAMES, CLOCKS, st.one_of(CLOCKS, st.none()), user=USERS,
              registrant_id=st.one_of(st.just(""), IDS), account_id=st.sampled_from(["", "Z1"]), **CLAIM),
    st.builds(a_join, NAMES, CLOCKS, user=USERS, **CLAIM),
    st.builds(a_leave, NAMES, CLOCKS, user=USERS),
    BINDS,
    st.builds(a_signature, NAMES, CLOCKS, st.one_of(CLOCKS, st.none()), row=st.integers(1, 3), file=FILES,
              cells=st.sampled_from(["same", ""]), **CLAIM),
    st.builds(a_file_row, NAMES, CLOCKS, CLOCKS, row=st.integers(1, 2), **CLAIM),
    st.builds(a_check_in, NAMES, CLOCKS, direction=st.sampled_from(["in", "out"]), **CLAIM),
)  # fmt: skip


@dataclass(frozen=True)
class Story:
    """An event and what was decided of it, the oldest first; some of it is undone."""

    traces: list[Trace]
    verdicts: list[Verdict]


@st.composite
def stories(draw: st.DrawFn, *, least: int = 0) -> Story:
    traces = list({trace.id: trace for trace in draw(st.lists(TRACES, min_size=2, max_size=10))}.values())
    verdicts: list[Verdict] = []
    for number in range(draw(st.integers(least, 6))):
        verdicts.append(draw(decisions(traces, verdicts, number)))
    return Story(traces, verdicts)


@st.composite
def decisions(draw: st.DrawFn, traces: list[Trace], before: list[Verdict], number: int) -> Verdict:
    kinds = ["same", "same", "different", "different", "attended", "absent"] + ["undo"] * bool(before)
    kind = draw(st.sampled_from(kinds))
    about: list[Trace] = []
    if kind != "undo":
        most = 3 if kind in ("same", "different") else 1
        least = 2 if most == 3 else 1
        about = draw(st.lists(st.sampled_from(traces), min_size=least, max_size=most, unique=True)) \
            if len(traces) >= least else [traces[0]]  # fmt: skip
    undoes = draw(st.sampled_from(before)).id if kind == "undo" else ""
    # Two may be made in the same minute: then their ids decide, and never the order in which they come.
    minute = draw(st.integers(max(0, number - 1), number))
    return a_verdict(kind, *about, undoes=undoes, at=f"14:{minute:02}", id=f"verdict {number}")


def made(traces: Iterable[Trace], verdicts: Iterable[Verdict]) -> Record:
    return record(an_event(), traces, verdicts, readiness=Readiness(False), ends={RUN: instant("13:05")})


def written(found: Record) -> bytes:
    out = io.BytesIO()
    write_record(found, "json", out)
    return out.getvalue()


def everybody(found: Record) -> tuple[Person, ...]:
    return (*found.people, *found.unidentified)


def undoing_brings_the_very_record_back(story: Story, place: int, chance: random.Random) -> None:
    """One decision, at any place among the others, and its undo, at any place behind it."""
    story, tried = _pulled(story, place)
    undo = a_verdict("undo", undoes=tried.id, at="15:30", id="the undo")

    before = made(story.traces, story.verdicts)
    after = made(story.traces, _mixed([*story.verdicts, tried, undo], chance))

    assert after == before
    assert written(after) == written(before)


def undoing_the_undo_brings_the_decision_back(story: Story, place: int, chance: random.Random) -> None:
    story, tried = _pulled(story, place)
    undo = a_verdict("undo", undoes=tried.id, at="15:30", id="the undo")
    again = a_verdict("undo", undoes="the undo", at="15:40", id="the undo of the undo")

    decided = made(story.traces, [*story.verdicts, tried])
    back = made(story.traces, _mixed([*story.verdicts, tried, undo, again], chance))

    assert back == decided
    assert written(back) == written(decided)


def no_order_changes_a_byte(story: Story, chance: random.Random) -> None:
    again = made(_mixed(story.traces, chance), _mixed(story.verdicts, chance))

    assert written(again) == written(made(story.traces, story.verdicts))


def every_fact_is_evidence_once(story: Story) -> None:
    found = made(story.traces, story.verdicts)

    told = Counter(
        line.fact for person in everybody(found) for line in person.evidence if line.source != "manual"
    )
    rows = {one.id for piece in pieces(story.traces, {}) for one in (piece.main, *piece.copies)}
    assert told == Counter(rows)


def decisions_are_followed_unless_a_newer_one_contradicts(story: Story) -> None:
    found = made(story.traces, story.verdicts)

    home = {line.fact: person.id for person in everybody(found) for line in person.evidence}
    main = _mains(story.traces)
    followed = _followed(story)
    for verdict in standing(story.verdicts):
        if verdict.kind not in ("same", "different"):
            continue
        facts = list(dict.fromkeys(main[ref] for ref in verdict.refs))
        said = any(verdict.id in note and "not followed" in note for note in found.notes)
        assert said == (not followed[verdict.id])
        if not said and verdict.kind == "same":
            assert len({home[fact] for fact in facts}) == 1
        if not said and verdict.kind == "different":
            assert all(home[one] != home[other] for one, other in combinations(facts, 2))


def what_rests_on_a_name_is_confirmed_and_split_by_one_answer(story: Story) -> None:
    found = made(story.traces, story.verdicts)

    for person in found.people:
        assert person.by_name == any(line.by_name for line in person.evidence)
        for line in [line for line in person.evidence if line.by_name][:2]:
            facts = person.evidence[0].fact, line.fact
            confirmed = made(story.traces, [*story.verdicts, a_verdict("same", *facts, at="16:00")])
            parted = made(story.traces, [*story.verdicts, a_verdict("different", *facts, at="16:00")])
            (one,) = _with(confirmed, *facts)
            assert not any(each.by_name and each.fact == line.fact for each in one.evidence)
            assert len(_with(parted, *facts)) == 2


def _pulled(story: Story, place: int) -> tuple[Story, Verdict]:
    """One decision of the story, and the story without it; an undo in it that named it names nothing then."""
    tried = story.verdicts[place % len(story.verdicts)]
    return replace(story, verdicts=[one for one in story.verdicts if one is not tried]), tried


def _mixed(items: Sequence, chance: random.Random) -> list:
    return chance.sample(items, len(items))


def _mains(traces: Iterable[Trace]) -> dict[str, str]:
    """For each fact the one that stands for it in the evidence."""
    return {
        trace.id: piece.main.id
        for piece in pieces(traces, {RUN: instant("13:05")})
        for trace in (*piece.traces, *piece.copies)
    }


def _followed(story: Story) -> dict[str, bool]:
    """Which decisions can be followed, worked out from nothing but the decisions: the newest first."""
    main = _mains(story.traces)
    group = {fact: {fact} for fact in main.values()}
    apart: list[tuple[str, str]] = []
    followed = {}
    for verdict in standing(story.verdicts):
        facts = [main[ref] for ref in dict.fromkeys(verdict.refs)]
        good = True
        for one, other in combinations(facts, 2) if verdict.kind in ("same", "different") else ():
            if verdict.kind == "different":
                good = good and other not in group[one]
                apart += [(one, other)] if other not in group[one] else []
            elif any({a, b} <= group[one] | group[other] and b not in group[a] for a, b in apart):
                good = False
            else:
                joined = group[one] | group[other]
                group |= dict.fromkeys(joined, joined)
        followed[verdict.id] = good
    return followed


def _with(found: Record, *facts: str) -> list[Person]:
    return [one for one in everybody(found) if set(facts) & {line.fact for line in one.evidence}]


PLACES = st.integers(0, 5)
CHANCE = st.randoms(use_true_random=False)
DECIDED = stories(least=1)


@settings(max_examples=FEW, deadline=None)
@given(DECIDED, PLACES, CHANCE)
def test_undoing_a_decision_brings_back_the_very_record_with_all_that_came_since(story, place, chance):
    undoing_brings_the_very_record_back(story, place, chance)


@settings(max_examples=FEW, deadline=None)
@given(DECIDED, PLACES, CHANCE)
def test_undoing_an_undo_brings_the_decision_back(story, place, chance):
    undoing_the_undo_brings_the_decision_back(story, place, chance)


@settings(max_examples=FEW, deadline=None)
@given(stories(), CHANCE)
def test_no_order_of_facts_and_decisions_changes_a_byte(story, chance):
    no_order_changes_a_byte(story, chance)


@settings(max_examples=FEW, deadline=None)
@given(stories())
def test_every_fact_is_evidence_exactly_once_whatever_was_decided(story):
    every_fact_is_evidence_once(story)


@settings(max_examples=FEW, deadline=None)
@given(stories())
def test_a_decision_is_followed_or_a_note_names_it(story):
    decisions_are_followed_unless_a_newer_one_contradicts(story)


@settings(max_examples=FEW, deadline=None)
@given(stories())
def test_a_join_by_name_alone_is_confirmed_or_split_by_one_answer(story):
    what_rests_on_a_name_is_confirmed_and_split_by_one_answer(story)


@pytest.mark.long
@pytest.mark.timeout(1800)
@settings(max_examples=MANY, deadline=None)
@given(DECIDED, PLACES, CHANCE)
def test_all_of_this_holds_of_thousands_of_events(story, place, chance):
    undoing_brings_the_very_record_back(story, place, chance)
    undoing_the_undo_brings_the_decision_back(story, place, chance)
    no_order_changes_a_byte(story, chance)
    every_fact_is_evidence_once(story)
    decisions_are_followed_unless_a_newer_one_contradicts(story)
    what_rests_on_a_name_is_confirmed_and_split_by_one_answer(story)
