"""Who is who: what joins, what asks, what stays apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import (
    a_bind,
    a_check_in,
    a_connection,
    a_join,
    a_panelist,
    a_registrant,
    a_signature,
    a_verdict,
    an_event,
)
from tests.crowd import a_crowd
from zoom_sync.contacts import mails, phones
from zoom_sync.records import Readiness, Record, Trace, Verdict, Webinar
from zoom_sync.rules.identity.group import group
from zoom_sync.rules.identity.matching import NAME_ALONE
from zoom_sync.rules.identity.names import Names
from zoom_sync.rules.identity.profiles import profile
from zoom_sync.rules.identity.screens import REASON
from zoom_sync.rules.merge import record
from zoom_sync.rules.pieces import pieces

ASHA = a_registrant("Asha Rao", "asha@rao.example", id="R1", phone="+91 98765 43210")


def made(*traces: Trace, verdicts: tuple[Verdict, ...] = ()) -> Record:
    return record(an_event(), traces, verdicts, readiness=Readiness(False))


def reason(found: Record, trace: Trace) -> str:
    lines = [line for person in (*found.people, *found.unidentified) for line in person.evidence]
    return next(line.reason for line in lines if line.fact == trace.id)


def together(found: Record, *traces: Trace) -> bool:
    wanted = {trace.id for trace in traces}
    return any(
        wanted <= {line.fact for line in person.evidence} for person in (*found.people, *found.unidentified)
    )


@pytest.mark.parametrize(
    ("trace", "why"),
    [
        (a_connection("A.", registrant_id="R1"), "registrant id"),
        (a_connection("Asha Iyer", registrant_id="R1", email="asha@iyer.example"), "registrant id"),
        (a_connection("asharao92", registrant_id="R1"), "registrant id"),
        (a_connection("arao", registrant_id="R1"), "registrant id"),
        (a_connection("iPhone", registrant_id="R1", email="other@rao.example"), "registrant id"),
        (a_connection("Asha", email="Asha@Rao.example"), "e-mail"),
        (a_connection("iPhone", email="asha@rao.example"), "e-mail"),
        (a_signature("A Rao", phone="098765 43210"), "phone"),
        (a_signature("আশা রাও", phone="00919876543210"), "phone"),
        (a_check_in("Asha Rao", email="asha@rao.example"), "e-mail"),
        (a_connection("9876543210"), "phone"),
    ],
)
def test_a_sure_key_joins_and_the_record_says_which(trace, why):
    found = made(trace, ASHA)

    assert len(found.people) == 1
    assert reason(found, trace) == why
    assert reason(found, ASHA) == "first record"


@pytest.mark.parametrize(
    ("trace", "reasons"),
    [
        (a_connection("Meera Iyer", email="asha@rao.example"), ("same e-mail", "another name")),
        (a_signature("Meera Iyer", phone="9876543210"), ("same phone", "another name")),
        (a_connection("Meera Iyer", registrant_id="R1"), ("same registrant id", "another name")),
        (
            a_connection("Meera Iyer", registrant_id="R1", email="ASHA+zoom@rao.example"),
            ("same registrant id", "same e-mail", "another name"),
        ),
        (
            a_connection("Meera Iyer", registrant_id="R1", email="meera@iyer.example"),
            ("same registrant id", "another name"),
        ),
    ],
)
def test_a_key_that_something_contradicts_asks_instead_of_joining(trace, reasons):
    found = made(trace, ASHA)

    assert len(found.people) == 2
    assert len(found.review) == 1
    assert set(reasons) <= set(found.review[0].reasons)
    assert set(found.review[0].refs) == {ASHA.ref, trace.ref}
    assert set(found.review[0].facts) == {ASHA.id, trace.id}


def test_two_registrations_join_by_name_and_phone_and_not_by_name_alone():
    other = a_registrant("Asha Rao", "asha@home.example", id="R2")
    phone = a_registrant("Asha Rao", "asha@home.example", id="R2", phone="9876543210")

    assert not together(made(ASHA, other), ASHA, other)
    found = made(ASHA, phone)
    assert together(found, ASHA, phone)
    assert "same name, same phone" in {reason(found, ASHA), reason(found, phone)}
    assert not found.people[0].by_name


def test_whoever_used_somebody_s_link_is_not_them_and_does_not_pull_in_their_records():
    guest = a_connection("Meera Iyer", registrant_id="R1")
    signature = a_signature("Meera Iyer", email="asha@rao.example")

    found = made(ASHA, guest, signature)

    assert not together(found, ASHA, guest)
    assert not together(found, ASHA, signature)
    asked = {frozenset(pair.refs): set(pair.reasons) for pair in found.review}
    assert asked[frozenset((ASHA.ref, guest.ref))] == {"same registrant id", "another name"}
    assert asked[frozenset((ASHA.ref, signature.ref))] == {"same e-mail", "another name"}


def test_the_address_that_a_borrowed_link_shows_is_not_the_guest_s_own():
    """Zoom shows the registrant's address beside whatever name joins by the link."""
    guest = a_connection("Meera Iyer", registrant_id="R1", email="asha@rao.example")

    bonds, _ = group(pieces([ASHA, guest], {}), (), Names())
    hers, theirs = (profile(bonds, members, Names()) for members in bonds.groups())

    assert hers.mails == ("asha@rao.example",)
    assert theirs.mails == ()
    assert (hers.borrowed, theirs.borrowed) == (False, True)


def test_a_number_once_among_the_registrants_and_once_on_the_sheet_is_one_person_s_however_the_name_was_heard():
    signature = a_signature("Isha Rao", phone="9876543210")

    assert together(made(ASHA, signature), ASHA, signature)


def test_a_number_that_two_on_the_sheet_gave_is_a_household_s():
    own = a_signature("Asha Rao", phone="9876543210")
    sister = a_signature("Meera Rao", row=2, phone="9876543210")

    found = made(ASHA, own, sister)

    assert together(found, ASHA, own)
    assert not together(found, ASHA, sister)
    assert any("same phone" in pair.reasons for pair in found.review)


def test_a_number_of_somebody_who_was_online_meanwhile_may_have_been_given_by_another_of_the_family():
    online = a_connection("Asha Rao", registrant_id="R1")
    sister = a_signature("Meera Rao", phone="9876543210")

    found = made(ASHA, online, sister)

    assert not together(found, ASHA, sister)
    assert any("same phone" in pair.reasons for pair in found.review)


def test_keys_of_three_names_are_three_questions_and_no_chain():
    second = a_signature("Meera Iyer", phone="9811122233", email="asha@rao.example")
    third = a_signature("Gita Iyer", row=2, phone="9876543210 / 9811122233")

    found = made(ASHA, second, third)

    assert len(found.people) == 3
    assert {frozenset(pair.refs) for pair in found.review} == {
        frozenset((ASHA.ref, second.ref)),
        frozenset((ASHA.ref, third.ref)),
        frozenset((second.ref, third.ref)),
    }


def test_a_registrant_id_that_two_webinars_gave_tells_somebody_only_within_one():
    event = an_event(webinars=(Webinar("111"), Webinar("222")))
    asha = a_registrant("Asha Rao", "asha@rao.example", id="R1", webinar="111", event=event)
    zed = a_registrant("Zed Other", "zed@other.example", id="R1", webinar="222", event=event)
    hers = a_connection("A", registrant_id="R1", webinar="111", run="a==")
    his = a_connection("Z", registrant_id="R1", webinar="222", run="b==")
    unknown = a_connection("Q", registrant_id="R1", webinar="", run="c==")

    found = record(event, [his, zed, unknown, hers, asha], (), readiness=Readiness(False))

    assert together(found, asha, hers)
    assert together(found, zed, his)
    assert not together(found, asha, zed)
    assert not together(found, asha, unknown)
    assert not together(found, zed, unknown)


def test_those_who_share_a_mailbox_keep_their_own_rejoins():
    first, again = (a_connection("Meera Iyer", at, email="asha@rao.example") for at in ("09:00", "10:00"))

    found = made(ASHA, again, first)

    assert together(found, first, again)
    assert not together(found, ASHA, first)


def test_colleagues_who_show_their_organisation_are_not_alike_by_it():
    first = a_connection("Asha Rao - Mill Workers Union", email="asha@rao.example")
    colleague = a_connection("Meera Iyer | Mill Workers Union", email="meera@mill.example")
    another = a_connection("MWU - Farid Khan", email="farid@mill.example")
    row = a_signature("Leela Menon", organisation="Mill Workers Union", email="leela@mill.example")
    far = a_registrant(
        "Nila Sen", "nila@iwm.example", id="R7", organisation="Institute for Work and Mobility, Pune"
    )
    near = a_connection("Nila Sen - Institute for Work and Mobility, Pune", email="nila@iwm.example")
    beside = a_connection("Omar Haq - Institute for Work and Mobility, Pune", email="omar@iwm.example")

    found = made(ASHA, first, colleague, another, row, far, near, beside)

    assert found.review == ()
    assert len(found.people) == 6


def test_those_who_share_a_mailbox_stay_apart_though_both_show_their_organisation():
    first = a_connection("Asha Rao - Mill Workers Union", email="office@mill.example")
    second = a_connection("Meera Iyer - Mill Workers Union", "10:00", email="office@mill.example")
    row = a_signature("Leela Menon", organisation="Mill Workers Union")

    assert not together(made(first, second, row), first, second)


def test_a_device_on_a_shared_mailbox_is_nobody_s():
    device = a_connection("iPhone", email="asha@rao.example")

    found = made(ASHA, a_connection("Meera Iyer", email="asha@rao.example"), device)

    assert not together(found, ASHA, device)


@pytest.mark.parametrize(
    "trace",
    [
        a_connection("Asha Rao"),
        a_connection("Rao Asha"),
        a_connection("asharao"),
        a_connection("Asha Rao (Mill Workers Union)"),
        a_signature("ASHA RAO", organisation="Mill Workers Union"),
    ],
)
@pytest.mark.parametrize("crowd", [[], a_crowd()])
def test_a_full_name_that_one_registrant_alone_has_joins_and_says_so(trace, crowd):
    found = made(ASHA, trace, *crowd)

    assert together(found, ASHA, trace)
    assert reason(found, trace) == NAME_ALONE
    assert [person.name for person in found.people if person.by_name] == ["Asha Rao"]


@pytest.mark.parametrize("care", [{"caution": "careful"}, {"protected": True}])
def test_a_name_alone_joins_nobody_where_care_is_asked_for(care):
    connection = a_connection("Asha Rao")
    event = replace(an_event(), **care)

    found = record(event, (ASHA, connection), (), readiness=Readiness(False))

    assert not together(found, ASHA, connection)
    assert "same name" in found.review[0].reasons


def test_a_name_that_two_registrants_have_asks_about_both():
    other, connection = a_registrant("Asha Rao", "asha@home.example", id="R2"), a_connection("Asha Rao")

    found = made(ASHA, other, connection, *a_crowd())

    assert not together(found, ASHA, connection)
    assert not together(found, other, connection)
    assert [set(pair.refs) for pair in found.review if ASHA.ref in pair.refs] == [{ASHA.ref, connection.ref}]
    assert [set(pair.refs) for pair in found.review if other.ref in pair.refs] == [
        {other.ref, connection.ref}
    ]


@pytest.mark.parametrize(
    "traces",
    [
        [a_connection("Asha Rao", email="asha@home.example")],
        [a_connection("Asha Rao", registrant_id="R1", user="1"), a_connection("Asha Rao", user="9")],
    ],
)
def test_another_address_or_being_there_at_once_makes_a_name_a_question(traces):
    found = made(ASHA, *traces, *a_crowd())

    assert not together(found, ASHA, traces[-1])
    (pair,) = found.review
    assert "same name" in pair.reasons
    assert traces[-1].ref in pair.refs


def test_who_comes_back_under_the_same_name_is_one_person():
    first = a_connection("Asha Rao", "09:00", "10:00", user="8")
    again = a_connection("Asha Rao", "10:05", "11:00", user="9")

    found = made(first, again, *a_crowd())

    assert together(found, first, again)
    assert REASON in {reason(found, first), reason(found, again)}


def test_two_people_at_one_screen_join_neither_by_name():
    ravi, screen = a_registrant("Ravi Rao", "ravi@rao.example", id="R2"), a_connection("Asha & Ravi")

    found = made(ASHA, ravi, screen, *a_crowd())

    assert not together(found, ASHA, screen)
    assert not together(found, ravi, screen)


@pytest.mark.parametrize(
    ("name", "reasons"),
    [
        ("Aasha Raao", {"same name", "other spelling"}),
        ("Asha", {"only one of the names is given"}),
    ],
)
def test_a_question_says_what_speaks_for_it(name, reasons):
    (pair,) = made(ASHA, a_connection(name)).review

    assert reasons <= set(pair.reasons)


def test_an_initial_that_fits_two_registrants_asks_about_both():
    anil, connection = a_registrant("Anil Rao", "anil@rao.example", id="R2"), a_connection("A. Rao")

    found = made(ASHA, anil, connection, *a_crowd())

    assert {frozenset(pair.refs) for pair in found.review} == {
        frozenset((ASHA.ref, connection.ref)),
        frozenset((anil.ref, connection.ref)),
    }
    assert {"same surname", "first name is an initial"} <= set(found.review[0].reasons)


def test_people_who_share_only_a_surname_are_not_asked_about():
    assert made(ASHA, a_connection("Meera Rao")).review == ()


def test_one_of_the_names_alone_joins_nobody_however_often_it_is_shown():
    crowd = [a_connection("Asha", at, user=at) for at in ("09:00", "10:00", "11:00", "12:00")]

    found = made(ASHA, *crowd)

    assert not any(together(found, ASHA, one) for one in crowd)
    assert all(pair.score < 0.5 for pair in found.review)


def test_the_question_that_resolves_most_comes_first():
    twin = a_signature("Meera Iyer", email="meera@home.example")
    unseen = a_registrant("Meera Iyer", "meera@iyer.example")
    pair = [a_connection("Asha Rao", user="1"), a_signature("Asha Rao", row=2)]

    found = made(*pair, twin, unseen)

    assert set(found.review[0].refs) == {twin.ref, unseen.ref}


def test_one_account_is_one_person_under_any_name():
    first, second = (
        a_connection("Asha Rao", account_id="Z1"),
        a_connection("Mill Union", "10:00", account_id="Z1"),
    )

    found = made(first, second)

    assert together(found, first, second)


def test_a_phone_leg_that_zoom_bound_belongs_to_the_person():
    person, leg = a_join("Asha Rao", user="u1"), a_join("14155550100", user="u9", at="09:05")

    found = made(leg, person, a_bind("u9", "u1"))

    assert together(found, person, leg)
    assert found.unidentified == ()


def test_a_personal_code_stands_for_the_person():
    first, second = a_check_in("", "09:00", code="K7"), a_check_in("Asha", "10:00", code="k7 ")

    assert together(made(first, second), first, second)


def test_the_same_row_in_two_sheets_is_one_person_and_two_namesakes_in_one_stay_two():
    sheet = [a_signature("Asha Rao", row=n, cells="asha rao") for n in (1, 2)]
    again = [a_signature("Asha Rao", row=n, cells="asha rao", file="again.csv") for n in (1, 2, 3)]

    found = made(*sheet, *again)

    assert len(found.people) == 3
    assert together(found, sheet[0], again[0])
    assert together(found, sheet[1], again[1])
    assert reason(found, again[0]) == "same row in another file"


@pytest.mark.parametrize(
    "name", ["iPhone", "Zoom user", "919811122233", "Conference Room 2", "Asha's Notetaker (Read AI)", ""]
)
def test_connections_that_name_nobody_are_unidentified(name):
    found = made(ASHA, a_connection(name))

    assert len(found.unidentified) == 1
    assert found.counts["unidentified"] == 1
    assert len(found.people) == 1


def test_nameless_connections_of_one_account_are_one_entry_and_others_are_apart():
    keyed = [a_connection("iPhone", at, account_id="Z1") for at in ("09:00", "10:00")]

    found = made(*keyed, a_connection("iPhone", "11:00"))

    assert sorted(len(one.evidence) for one in found.unidentified) == [1, 2]


def test_panelists_join_by_address_and_keep_their_role():
    panelist, connection = a_panelist(), a_connection("Paul", email="paul@adeyemi.example")

    (person,) = made(connection, panelist).people

    assert person.role == "panelist"
    assert not person.registered


def test_a_decision_joins_what_nothing_else_would():
    connection = a_connection("Mill Union")

    found = made(ASHA, connection, verdicts=(a_verdict("same", ASHA, connection, by="Meera"),))

    assert together(found, ASHA, connection)
    assert reason(found, connection) == "decided by Meera"


def test_a_decision_parts_what_a_key_would_join_and_is_not_asked_again():
    connection = a_connection("Asha Rao", email="asha@rao.example")

    found = made(ASHA, connection, verdicts=(a_verdict("different", ASHA, connection),))

    assert not together(found, ASHA, connection)
    assert found.review == ()


def test_a_third_record_goes_with_one_of_those_decided_different_and_asks_about_the_other():
    other = a_registrant("Asha Rao", "asha@rao.example", id="R2", webinar="2")
    third = a_connection("Asha Rao", registrant_id="R2", phone="9876543210")

    found = made(ASHA, other, third, verdicts=(a_verdict("different", ASHA, other),))

    assert together(found, other, third)
    (pair,) = found.review
    assert set(pair.refs) == {ASHA.ref, third.ref}
    assert "decided to be different" in pair.reasons


def test_the_newest_decision_wins_and_the_older_is_noted():
    connection = a_connection("Asha Rao")
    older = a_verdict("same", ASHA, connection, at="14:00")
    newer = a_verdict("different", ASHA, connection, at="15:00")

    found = made(ASHA, connection, verdicts=(newer, older))

    assert not together(found, ASHA, connection)
    assert any(older.id in note for note in found.notes)


def test_an_undo_takes_a_decision_back_and_its_own_undo_restores_it():
    connection = a_connection("Mill Union")
    same = a_verdict("same", ASHA, connection, at="14:00")
    undo = a_verdict("undo", undoes=same.id, at="15:00")
    redo = a_verdict("undo", undoes=undo.id, at="16:00")

    assert not together(made(ASHA, connection, verdicts=(undo, same)), ASHA, connection)
    assert together(made(ASHA, connection, verdicts=(redo, undo, same)), ASHA, connection)


def test_undos_that_undo_one_another_end():
    one, other = (
        a_verdict("undo", id="a" * 32, undoes="b" * 32),
        a_verdict("undo", id="b" * 32, undoes="a" * 32),
    )

    assert made(ASHA, verdicts=(one, other)).notes == ()


def test_a_decision_about_a_record_that_is_gone_is_noted():
    gone = a_verdict("same", ASHA, "f" * 32)

    assert any(gone.id in note for note in made(ASHA, verdicts=(gone,)).notes)


def test_a_decision_made_live_holds_when_the_report_s_row_comes():
    live = a_join("Mill Union", user="u1")
    row = replace(a_connection("Mill Union", user="u1"), ref=live.ref)

    found = made(ASHA, live, row, verdicts=(a_verdict("same", ASHA, live),))

    assert together(found, ASHA, row)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Asha.Rao+zoom@Example.ORG", ["asha.rao@example.org"]),
        ("a.s.h.a+x@googlemail.com", ["asha@gmail.com"]),
        ("<asha@rao.example>; meera@iyer.example", ["asha@rao.example", "meera@iyer.example"]),
        ("none", []),
        ("asha@", []),
        ("@rao.example", []),
        ("+tag@rao.example", []),
    ],
)
def test_an_address_is_compared_as_a_mailbox(text, found):
    assert mails(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("+91 98765 43210", ["876543210"]),
        ("(+33) 6 12 34 56 78", ["612345678"]),
        ("9123405678 / 9876501234", ["123405678", "876501234"]),
        ("12345678", []),
        ("0000000000", []),
        ("९८७६५०१२३४", ["876501234"]),
        ("", []),
    ],
)
def test_a_phone_is_compared_by_its_last_nine_digits(text, found):
    assert phones(text) == found
