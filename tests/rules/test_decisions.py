"""What a decision does to the record: joins, splits, binds, and gives way to a newer one."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations

from tests.builders import a_connection, a_join, a_registrant, a_signature, a_verdict, an_event
from tests.crowd import a_crowd
from zoom_sync.records import Evidence, Person, Readiness, Record, Trace, Verdict
from zoom_sync.rules.merge import record
from zoom_sync.rules.report import report
from zoom_sync.rules.verdicts import in_force, standing


def made(traces: Iterable[Trace], *verdicts: Verdict) -> Record:
    return record(an_event(), traces, verdicts, readiness=Readiness(False))


def holders(found: Record, *traces: Trace) -> list[Person]:
    """The people, or nameless entries, that the records stand with, in the order of the records."""
    return [
        person
        for trace in traces
        for person in (*found.people, *found.unidentified)
        if trace.id in {line.fact for line in person.evidence}
    ]


def test_a_connection_under_somebody_elses_link_is_split_off_and_what_else_was_theirs_stays():
    registered = a_registrant("Asha Rao", "asha@rao.example", id="R1")
    own = a_connection("Asha Rao", "09:00", "10:00", registrant_id="R1")
    guest = a_connection("Asha R.", "11:00", "12:00", registrant_id="R1")
    traces = [registered, own, guest]

    found = made(traces, a_verdict("different", registered, guest))

    stayed, other = holders(found, own, guest)
    assert (stayed.registered, stayed.virtual_minutes) == (True, 60)
    assert (other.registered, other.virtual_minutes) == (False, 60)


def test_two_that_went_off_together_stay_together():
    registered = a_registrant("Asha Rao", "asha@rao.example", id="R1")
    one, two = (a_connection("A.", f"{hour}:00", f"{hour}:30", registrant_id="R1") for hour in (10, 11))
    split = [a_verdict("same", one, two), a_verdict("different", registered, one)]

    found = made([registered, one, two], *split)

    alone, first, second = holders(found, registered, one, two)
    assert first is second
    assert alone is not first


def test_a_nameless_connection_is_bound_to_a_person_by_a_persons_word():
    registered = a_registrant("Asha Rao", "asha@rao.example")
    device = a_connection("iPhone", "09:00", "10:30")
    assert made([registered, device]).counts["unidentified"] == 1

    found = made([registered, device], a_verdict("same", device, registered, by="Meera"))

    (person,) = found.people
    assert (person.name, person.mode, person.virtual_minutes) == ("Asha Rao", "virtual", 90)
    assert (found.unidentified, found.counts["unidentified"]) == ((), 0)
    assert "decided by Meera" in {line.reason for line in person.evidence}


def test_a_decision_about_a_connection_heard_live_holds_when_the_report_comes():
    registered = a_registrant("Asha Rao", "asha@rao.example")
    live = a_join("iPhone", "09:00", user="u1")
    decided = a_verdict("same", live, registered)

    reported = a_connection("iPhone", "09:00", "10:30", user="u1")
    found = made([registered, live, reported], decided)

    (person,) = found.people
    assert person.virtual_minutes == 90


def test_the_newer_of_two_decisions_counts_and_the_older_is_named():
    one, other = a_registrant("Asha Rao", "a@rao.example"), a_registrant("Asha R.", "r@rao.example")
    older, newer = a_verdict("same", one, other, at="14:00"), a_verdict("different", one, other, at="14:05")

    found = made([one, other], older, newer)

    assert len(found.people) == 2
    assert any(older.id in note for note in found.notes)
    assert not any(newer.id in note for note in found.notes)


def test_a_decision_that_was_undone_asks_its_question_again():
    signed, online = a_signature("Sunita Chakrabarti"), a_connection("S. Chakraborty", "11:00", "12:00")
    registered = a_registrant("Sunita Chakraborty", "sunita@mill.example")
    traces = [signed, online, registered]
    before = made(traces)
    apart = a_verdict("different", *before.review[0].facts, at="14:00")
    undone = a_verdict("undo", undoes=apart.id, at="14:01")

    assert before.review[0].facts not in [pair.facts for pair in made(traces, apart).review]
    assert made(traces, apart, undone) == before


def test_a_confirmed_join_by_name_is_no_longer_one_by_name_alone():
    registered = a_registrant("Sunita Chakraborty", "sunita@mill.example")
    online = a_connection("Sunita Chakraborty", "09:00", "10:00")
    facts = [*a_crowd(), registered, online]
    (before, _) = holders(made(facts), registered, online)
    assert before.by_name

    (after, same) = holders(made(facts, a_verdict("same", registered, online)), registered, online)

    assert after is same
    assert not after.by_name


def test_a_reason_tells_whether_a_record_stands_on_the_name_alone():
    reasons = {"name (rare here, only candidate)": True, "same name, e-mail": False, "named by Zoom": False}

    assert {reason: Evidence("sign_in", "s.csv#1", reason, "f").by_name for reason in reasons} == reasons


def test_an_undo_may_be_undone_and_the_undo_of_that_too():
    first = a_verdict("attended", "f", id="v")
    undos = [
        a_verdict("undo", undoes=undone, id=id) for undone, id in (("v", "u1"), ("u1", "u2"), ("u2", "u3"))
    ]

    assert [[one.id for one in standing([first, *undos[:n]])] for n in range(4)] == [["v"], [], ["v"], []]
    assert in_force([first, *undos]) == {"v": False, "u1": True, "u2": False, "u3": True}


def test_undos_that_undo_one_another_settle_alike_in_whatever_order_they_come():
    ring = [
        a_verdict("attended", "f", id="v"),
        a_verdict("undo", undoes="c", id="a"),
        a_verdict("undo", undoes="a", id="b"),
        a_verdict("undo", undoes="b", id="c"),
        a_verdict("undo", undoes="v", id="d"),
        a_verdict("undo", undoes="d", id="a2"),
        a_verdict("undo", undoes="a2", id="a3"),
    ]

    assert len({tuple(sorted(in_force(order).items())) for order in permutations(ring)}) == 1


def test_a_name_that_somebody_gave_is_the_persons_until_it_is_taken_back() -> None:
    registered = a_registrant("Asha Rao", "asha@rao.example", id="R1")
    guest = a_connection("Asha Rao", "11:00", "12:00", registrant_id="R1")
    apart = a_verdict("different", registered, guest)
    given = a_verdict("named", guest, reason="  Meera   Rao ")

    stayed, other = holders(made([registered, guest], apart, given), registered, guest)
    assert (stayed.name, other.name, other.mode) == ("Asha Rao", "Meera Rao", "virtual")

    back = a_verdict("undo", undoes=given.id)
    assert holders(made([registered, guest], apart, given, back), guest)[0].name == "Asha Rao"


def test_a_record_says_how_many_times_somebody_decided_something_that_stands() -> None:
    registered = a_registrant("Asha Rao", "asha@rao.example", id="R1")
    own, one, two = (
        a_connection("A.", f"{hour}:00", f"{hour}:30", registrant_id="R1") for hour in (9, 10, 11)
    )
    split = [
        a_verdict("same", one, two),
        a_verdict("different", registered, one),
        a_verdict("different", own, one),
    ]
    traces = [registered, own, one, two]

    assert made(traces, *split).decisions == 1  # one split, said by three decisions
    assert made(traces).decisions == 0
    assert made(traces, *split, *(a_verdict("undo", undoes=one.id) for one in split)).decisions == 0
    assert report(made(traces, *split))["counting"]["decided_by_hand"] == 1
