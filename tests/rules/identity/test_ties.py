"""What an event proves of its contacts: which are one person's beyond doubt."""

from __future__ import annotations

from collections.abc import Sequence

from tests.builders import a_connection, a_join, a_registrant, a_signature, a_verdict, an_event
from zoom_sync.contacts import contacts
from zoom_sync.records import Claim, Readiness, Tie, Trace, Verdict
from zoom_sync.rules import merge
from zoom_sync.rules.identity.ties import Held, ties

HOME, WORK = ("mail", "asha@rao.example"), ("mail", "a.rao@trust.example")
PHONE = ("phone", "845012345")


def tied(
    traces: Sequence[Trace], verdicts: Sequence[Verdict] = (), *, protected: bool = False
) -> dict[frozenset[tuple[str, str]], str]:
    """Contacts -> proof, as the record of these facts has it."""
    event = an_event(protected=protected)
    draft = merge.Draft(event, traces, verdicts, readiness=Readiness(final=True))
    list(draft.entries())
    found: list[Tie] = list(ties(event, draft.held(), verdicts))
    return {tie.contacts: tie.proof for tie in found}


def test_contacts_are_read_as_the_keys_are() -> None:
    claim = Claim("Asha Rao", "Asha.Rao+zoom@googlemail.com", "+91 98450 12345", account_id="Acc1")

    assert contacts(claim) == [("mail", "asharao@gmail.com"), PHONE, ("account", "Acc1")]


def test_a_dial_in_shows_its_number_as_its_name() -> None:
    assert contacts(Claim("+91 98450 12345")) == [PHONE]
    assert contacts(Claim("Asha 9845012345")) == []


def test_a_registration_with_mail_and_phone_ties_them() -> None:
    traces = [a_registrant(phone="98450 12345")]

    assert tied(traces) == {frozenset({HOME, PHONE}): "keys"}


def test_one_contact_ties_nothing() -> None:
    assert tied([a_registrant(), a_connection(email="asha@rao.example")]) == {}


def test_records_that_share_a_mailbox_tie_what_each_of_them_adds() -> None:
    traces = [
        a_registrant(phone="98450 12345"),
        a_connection("Asha", email="asha@rao.example", account_id="Acc1"),
    ]

    assert tied(traces) == {frozenset({HOME, PHONE, ("account", "Acc1")}): "keys"}


def test_a_registrant_id_ties_too() -> None:
    traces = [a_registrant(id="R1"), a_connection("Asha Rao", registrant_id="R1", account_id="Acc1")]

    assert tied(traces) == {frozenset({HOME, ("account", "Acc1")}): "keys"}


def test_a_decision_ties_what_no_key_does_and_says_so() -> None:
    home, work = a_registrant(), a_registrant(email="a.rao@trust.example")

    assert tied([home, work], [a_verdict("same", home, work)]) == {frozenset({HOME, WORK}): "decision"}


def test_a_decision_that_was_undone_ties_nothing() -> None:
    home, work = a_registrant(), a_registrant(email="a.rao@trust.example")
    same = a_verdict("same", home, work)

    assert tied([home, work], [same, a_verdict("undo", at="15:00", undoes=same.id)]) == {}


def test_a_decision_about_the_live_half_of_a_connection_counts_for_its_report() -> None:
    person = a_registrant()
    report = a_connection("iPhone", user="u1", account_id="Acc1")
    live = a_join("iPhone", user="u1")
    assert live.ref == report.ref

    found = tied([person, report, live], [a_verdict("same", person, live)])

    assert found == {frozenset({HOME, ("account", "Acc1")}): "decision"}


def test_what_stands_with_a_person_by_name_alone_ties_nothing() -> None:
    traces = [a_registrant(), a_signature("Asha Rao", phone="98450 12345")]
    draft = merge.Draft(an_event(), traces, [], readiness=Readiness(final=True))
    lines = [line for one in draft.held() for line in one.lines]

    assert len(lines) == 2
    assert list(ties(an_event(), [Held(lines)], [])) == []


def test_a_phone_that_several_people_have_ties_nobody() -> None:
    traces = [
        a_registrant(phone="98450 12345"),
        a_registrant("Ravi Iyer", "ravi@iyer.example", phone="98450 12345"),
    ]

    assert tied(traces) == {}


def test_a_link_that_was_used_under_another_name_ties_nothing() -> None:
    traces = [a_registrant(id="R1"), a_connection("Ravi Iyer", registrant_id="R1", account_id="Acc1")]

    assert tied(traces) == {}


def test_a_protected_event_proves_nothing_to_others() -> None:
    assert tied([a_registrant(phone="98450 12345")], protected=True) == {}


def test_the_order_of_the_facts_changes_nothing() -> None:
    home, work = a_registrant(phone="98450 12345"), a_registrant(email="a.rao@trust.example")
    traces = [home, work, a_connection("Asha", email="asha@rao.example", account_id="Acc1")]
    same = [a_verdict("same", home, work)]

    assert tied(traces, same) == tied(traces[::-1], same)
    assert list(tied(traces, same).values()) == ["decision"]
