"""What is known from an earlier event asks at the next one, and never joins."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import a_connection, a_registrant, a_signature, a_verdict, an_event
from zoom_sync.records import Contact, Known, Readiness, Record, Trace, Verdict
from zoom_sync.rules.merge import record

HOME: Contact = ("mail", "asha@rao.example")
WORK: Contact = ("mail", "a.rao@trust.example")
PHONE: Contact = ("phone", "845012345")
ACCOUNT: Contact = ("account", "Acc1")
SAID = "known from “Lessons learned”, 11 November 2022"


def a_tie(*contacts: Contact, **more) -> Known:
    return Known(frozenset(contacts), **{"title": "Lessons learned", "on": date(2022, 11, 11), **more})


def made(*traces: Trace, known: tuple[Known, ...] = (), verdicts: tuple[Verdict, ...] = ()) -> Record:
    return record(an_event(), traces, verdicts, readiness=Readiness(final=True), known=known)


def test_two_contacts_of_one_tie_that_stand_apart_are_a_question() -> None:
    person, device = a_registrant("Asha Rao"), a_connection("iPhone", account_id="Acc1")
    assert made(person, device).review == ()

    asked = made(person, device, known=(a_tie(HOME, ACCOUNT),))

    (question,) = asked.review
    assert set(question.facts) == {person.id, device.id}
    assert question.reasons == (SAID,)
    assert (question.score, question.gain) == (0.8, 1.6)
    assert (len(asked.people), len(asked.unidentified)) == (1, 1)


def test_a_number_that_dials_in_is_asked_about_too() -> None:
    person, phone = a_registrant("Asha Rao"), a_connection("919845012345")

    asked = made(person, phone, known=(a_tie(HOME, PHONE),))

    assert [set(question.facts) for question in asked.review] == [{person.id, phone.id}]
    assert [one.name for one in asked.unidentified] == ["919845012345"]


def test_two_registrations_are_asked_about_and_not_joined() -> None:
    home, work = a_registrant("Asha Rao"), a_registrant("Asha Rao", "a.rao@trust.example")

    asked = made(home, work, known=(a_tie(HOME, WORK, proof="decision"),))

    assert len(asked.people) == 2
    assert [(question.reasons[0], question.score) for question in asked.review] == [(SAID, 0.9)]


def test_a_question_that_is_asked_anyway_is_asked_once_with_both_reasons() -> None:
    person = a_registrant("Asha Rao", phone="98450 12345")
    row = a_signature("Ravi Iyer", phone="98450 12345", email="a.rao@trust.example")
    (before,) = made(person, row).review

    (after,) = made(person, row, known=(a_tie(HOME, WORK),)).review

    assert after.facts == before.facts
    assert set(after.reasons) >= {SAID, *before.reasons}
    assert (after.score, after.gain) >= (before.score, before.gain)


def test_another_name_here_makes_it_less_likely() -> None:
    person, row = a_registrant("Asha Rao"), a_signature("Ravi Iyer", phone="98450 12345")

    (question,) = made(person, row, known=(a_tie(HOME, PHONE),)).review

    assert question.reasons == (SAID, "another name")
    assert question.score < 0.5


def test_a_contact_that_several_people_here_have_asks_nothing() -> None:
    person = a_registrant("Asha Rao")
    rows = [a_signature(name, phone="98450 12345", row=n) for n, name in enumerate(("Tariq", "Leela"), 1)]

    asked = made(person, *rows, known=(a_tie(HOME, PHONE),))

    assert not [question for question in asked.review if SAID in question.reasons]


def test_who_is_one_person_here_already_is_not_asked_about() -> None:
    person = a_registrant("Asha Rao", phone="98450 12345")

    assert made(person, known=(a_tie(HOME, PHONE),)).review == ()


@pytest.mark.parametrize("kind", ["same", "different"])
def test_what_was_decided_here_is_not_asked_again(kind) -> None:
    person, device = a_registrant("Asha Rao"), a_connection("iPhone", account_id="Acc1")

    found = made(person, device, known=(a_tie(HOME, ACCOUNT),), verdicts=(a_verdict(kind, person, device),))

    assert found.review == ()
    assert len(found.unidentified) == (0 if kind == "same" else 1)


def test_of_several_earlier_events_the_surest_is_named_and_of_these_the_newest() -> None:
    facts = a_registrant("Asha Rao"), a_connection("iPhone", account_id="Acc1")
    ties = (
        a_tie(HOME, ACCOUNT, title="Newest", on=date(2025, 1, 1)),
        a_tie(HOME, ACCOUNT, title="Old", on=date(2020, 5, 2), proof="decision"),
        a_tie(HOME, ACCOUNT, title="Older", on=date(2019, 5, 2), proof="decision"),
    )

    for known in (ties, ties[::-1]):
        assert [one.reasons for one in made(*facts, known=known).review] == [
            ("known from “Old”, 2 May 2020",)
        ]


def test_what_is_known_changes_nothing_but_the_questions() -> None:
    traces = (a_registrant("Asha Rao"), a_connection("iPhone", account_id="Acc1"), a_signature("Tariq Aziz"))
    plain, asked = made(*traces), made(*traces, known=(a_tie(HOME, ACCOUNT), a_tie(HOME, WORK)))

    assert (asked.people, asked.unidentified, asked.counts) == (
        plain.people,
        plain.unidentified,
        plain.counts,
    )
    assert len(asked.review) == len(plain.review) + 1


def test_the_question_worth_most_comes_first() -> None:
    absent, device = a_registrant("Asha Rao"), a_connection("iPhone", account_id="Acc1")
    shared = [
        a_registrant("Tariq Aziz", "tariq@aziz.example", phone="98450 54321"),
        a_signature("Leela Iyer", phone="98450 54321", row=2),
    ]
    (other,) = made(*shared, absent, device).review

    first, second = made(*shared, absent, device, known=(a_tie(HOME, ACCOUNT),)).review

    assert set(first.facts) == {absent.id, device.id}
    assert second == other
    assert first.gain > second.gain


@pytest.mark.parametrize(("protected", "people"), [(False, 6), (True, 10)], ids=["usual", "protected"])
def test_a_protected_event_joins_nobody_by_name_alone(protected: bool, people: int) -> None:
    names = ["Asha Chandrasekharan", "Tariq Aziz", "Leela Iyer", "Sunita Rao", "Paul Adeyemi", "Meera Nair"]
    traces = [a_registrant(name, f"p{n}@x.example") for n, name in enumerate(names)]
    traces += [a_connection(name) for name in names[:4]]

    found = record(an_event(protected=protected), traces, [], readiness=Readiness(final=True))

    assert len(found.people) == people
    assert len(found.review) == people - 6
