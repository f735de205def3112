"""What an answer would change is told before it is given, and then it is so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import given, settings

from tests.builders import a_connection, a_registrant, a_signature, a_verdict, an_event
from tests.rules.test_merge_properties import facts
from zoom_sync.records import Pair, Person, Readiness, Record, Trace, Verdict
from zoom_sync.rules.merge import record
from zoom_sync.rules.merge.effect import Entry, effect
from zoom_sync.rules.merge.uniting import as_one
from zoom_sync.rules.peaks import peak_ranges
from zoom_sync.rules.ranges import ranges
from zoom_sync.rules.report import report

EVENT = an_event()


def made(traces: Iterable[Trace], verdicts: Iterable[Verdict] = ()) -> Record:
    return record(EVENT, traces, verdicts, readiness=Readiness(False))


def entry(*traces: Trace) -> Entry:
    """The one line of the record that these make."""
    found = made(traces)
    (person,) = (*found.people, *found.unidentified)
    return Entry(person, nameless=bool(found.unidentified))


def test_an_absentee_who_was_online_becomes_one_who_attended():
    absent = entry(a_registrant("Sunita Chakraborty", "sunita@mill.example"))
    online = entry(a_connection("S. Chakraborty", "09:00", "10:23"))

    assert effect([absent, online], EVENT) == (
        "One entry instead of two: virtual, 83 minutes (before: absent; virtual, 83 minutes).",
        "Counts: absent −1.",
    )


def test_a_minute_on_both_sides_is_not_counted_twice():
    online = entry(a_connection("Asha Rao", "09:00", "10:00"))
    room = entry(a_signature("Asha R.", "09:30", "11:00"))

    said = effect([online, room], EVENT)

    assert said[0].startswith("One entry instead of two: both, 120 minutes")
    assert said[-1] == "Counts: virtual −1, in person −1, both +1."


def test_two_stays_that_were_too_brief_may_be_enough_together():
    first, second = (entry(a_connection(name, "09:00", "09:03")) for name in ("Asha Rao", "Asha"))
    later = entry(a_connection("A. Rao", "09:30", "09:33"))

    assert effect([first, later], EVENT)[1] == "Together they attended; apart neither was there long enough."
    assert effect([first, second], EVENT)[-1] == "Counts: virtual −1, brief −1."


def test_two_brief_stays_with_a_short_gap_are_enough_together_and_the_range_knows_it():
    facts = [a_registrant("Sunita Chakraborty"), a_connection("S. Chakraborty", "09:00", "09:02")]
    again = a_connection("Sunita C", "09:03", "09:05", user="again")
    one, other = made(facts, [a_verdict("same", *facts)]), made([again])
    pair = Pair((), 0.5, (), (facts[0].id, again.id))
    asked = replace(
        made([*facts, again], [a_verdict("same", *facts), a_verdict("different", facts[0], again)]),
        review=(pair,),
    )
    joined = made([*facts, again], [a_verdict("same", *facts, again)])

    said = effect([Entry(found.people[0]) for found in (one, other)], EVENT)

    assert said[-1] == "Counts: virtual −1, brief −2."
    assert (asked.counts["brief"], joined.counts["brief"]) == (2, 0)
    assert ranges(asked)["brief"] == (0, 2)


def test_a_gap_that_an_answer_would_bridge_is_in_the_range_of_the_peak():
    first, later = (
        a_connection("Sunita C", "09:00", "09:10"),
        a_connection("S. Chakraborty", "09:11", "09:20"),
    )
    facts = [first, later, a_connection("Asha Rao", "09:10", "09:11")]
    asked = replace(
        made(facts, [a_verdict("different", first, later)]), review=(Pair((), 0.5, (), (first.id, later.id)),)
    )

    joined = report(made(facts, [a_verdict("same", first, later)]))

    assert joined["curve"]["peaks"]["zoom"]["people"] == 2
    assert peak_ranges(asked)["zoom"] == (1, 2)


def test_a_nameless_connection_leaves_the_unidentified():
    phone = entry(a_connection("iPhone", "09:00", "10:00"))
    absent = entry(a_registrant())

    assert effect([phone, absent], EVENT)[-1] == "Counts: virtual +1, absent −1, unidentified −1."


def test_a_stay_that_is_not_known_stays_so():
    room = entry(a_signature("Asha R.", None))
    absent = entry(a_registrant())

    assert effect([absent, room], EVENT)[0] == (
        "One entry instead of two: in person, stay unknown (before: absent; in person, stay unknown)."
    )


def test_of_somebody_decided_absent_no_figures_are_foretold():
    absent, online = a_registrant(), a_connection("Asha R.", "09:00", "10:00")
    found = made([absent, online], [a_verdict("absent", absent), a_verdict("different", absent, online)])

    said = effect([Entry(person) for person in found.people], EVENT)

    assert said == (
        "One entry instead of two.",
        "What was decided of one of them, attended or absent, then holds for both.",
    )


def test_no_name_and_no_address_stands_in_the_sentences():
    absent = entry(a_registrant("Asha Rao", "asha@rao.example"))
    online = entry(a_connection("Asha R.", "09:00", "10:00"))

    assert not any(word in " ".join(effect([absent, online], EVENT)) for word in ("Asha", "Rao", "rao"))


def test_every_question_of_a_record_says_what_its_answer_changes():
    namesakes = [a_registrant("Asha Rao", f"{name}@rao.example") for name in ("asha", "a.rao")]
    found = made([*namesakes, a_connection("Asha Rao", "09:00", "10:00")])

    assert found.review
    assert all(pair.effect[0].startswith("One entry instead of two: ") for pair in found.review)


@settings(max_examples=200, deadline=None)
@given(facts())
def test_what_was_foretold_comes_true(known):
    traces, verdicts = known
    before = made(traces, verdicts)

    for pair in before.review[:3]:
        after = made(traces, [*verdicts, a_verdict("same", *pair.facts, at="15:00")])

        _compare(before, after, pair)


def _compare(before: Record, after: Record, pair: Pair) -> None:
    """Where only the two became one, and no sheet's break was bridged between them."""
    one, other = (_owner(before, fact) for fact in pair.facts)
    joined = _owner(after, pair.facts[0])
    facts = {line.fact for person in (one, other) for line in person.evidence}
    if {line.fact for line in joined.evidence} != facts or any(
        line.source in ("manual", "sign_in", "check_in") for line in joined.evidence
    ):
        return
    expected = as_one((one, other), EVENT)
    for field in ("mode", "attended", "virtual_minutes", "minutes", "role", "registration_status"):
        assert getattr(joined, field) == getattr(expected, field), field
    last = pair.effect[-1]
    parts = last.removeprefix("Counts: ").removesuffix(".").split(", ") if last.startswith("Counts") else []
    told = dict(part.rsplit(" ", 1) for part in parts)
    moved = {
        name.replace("_", " "): f"{'+' if by > 0 else '−'}{abs(by)}"
        for name in before.counts
        if (by := after.counts[name] - before.counts[name])
    }
    assert told == moved


def _owner(found: Record, fact: str) -> Person:
    return next(
        person
        for person in (*found.people, *found.unidentified)
        if fact in {line.fact for line in person.evidence}
    )


def test_an_answer_of_which_a_record_knows_one_side_only_foretells_nothing():
    absent = entry(a_registrant())

    assert effect([absent], EVENT) == ()
    assert effect([absent, absent], EVENT) == ()
