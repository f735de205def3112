"""What two groups' records say of their being one person, weighed at an event of people like any others."""

from __future__ import annotations

from dataclasses import replace
from math import log2

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import a_connection, a_registrant, a_signature, an_event, span
from tests.crowd import a_crowd
from zoom_sync.records import Readiness, Record, Trace
from zoom_sync.rules.identity import weights as w
from zoom_sync.rules.identity.blocks import candidates
from zoom_sync.rules.identity.evidence import Scale, Weight
from zoom_sync.rules.identity.frequencies import Frequencies
from zoom_sync.rules.identity.group import group
from zoom_sync.rules.identity.names import Names
from zoom_sync.rules.identity.profiles import Profile, profile
from zoom_sync.rules.merge import record
from zoom_sync.rules.pieces import pieces

UNION = "Mill Workers Union"


def made(*traces: Trace) -> Record:
    return record(an_event(), traces, (), readiness=Readiness(False))


def together(found: Record, *traces: Trace) -> bool:
    wanted = {trace.id for trace in traces}
    return any(wanted <= {line.fact for line in person.evidence} for person in found.people)


def known(*traces: Trace) -> list[Profile]:
    """The groups that keys alone make of these, in no order that means anything."""
    names = Names(trace.claim.organisation for trace in traces)
    bonds, _ = group(pieces(traces, {}), (), names)
    return [profile(bonds, members, names) for members in bonds.groups()]


def weighed(one: Trace, other: Trace, *others: Trace) -> Weight:
    """What is weighed of two records, each a group of its own, among the others of their event."""
    weight = Scale(known(one, other, *others)).weigh(*known(one), *known(other))
    assert weight is not None
    return weight


def test_no_name_among_colleagues_is_rarer_than_people_who_have_a_namesake_there():
    crowd = [
        replace(one, claim=replace(one.claim, organisation=f"Guild of {one.claim.name}"))
        for one in a_crowd(60)
    ]
    union = [a_registrant(f"Meera {a}", f"{a}@mill.example", organisation=UNION) for a in ("Iyer", "Das")]
    most = log2(Frequencies(known(*crowd, *union)).people / w.NAMESAKES)

    def bits(name: str, organisation: str) -> float:
        one = a_registrant(name, "one@mill.example", organisation=organisation)
        return weighed(one, a_signature(name, organisation=organisation), *union, *crowd).bits

    rare, single = "Zenobia Quill", "Zenobia"
    assert bits(rare, UNION) - bits(rare, "") < 1.5 < bits(single, UNION) - bits(single, "")
    assert bits(rare, UNION) < most + w.SEEN_NOWHERE + 0.1


def test_somebody_who_registered_twice_comes_or_stays_away_as_one():
    """The fewer stay away, the more two registrations of one name that both did speak for one person."""
    twice = [a_registrant("Asha Rao", f"asha@{at}.example", id=at) for at in ("work", "home")]
    crowd = a_crowd(40)
    absent = [one for n, one in enumerate(crowd) if n % 4 != 1]

    seldom, often = (weighed(*twice, *others).bits for others in (crowd, absent))

    assert seldom > often + 1


def test_of_two_registrations_of_one_name_both_that_came_speak_against_one_person():
    twice = [a_registrant("Asha Rao", f"asha@{at}.example", id=at) for at in ("work", "home")]
    came = [a_connection("Asha Rao", registrant_id=id, user=id) for id in ("work", "home")]
    absent = [a_registrant(f"{n}mona Kessler", f"k{n}@k.example") for n in "ABCDEFGH"]
    scale = Scale(known(*twice, *came, *a_crowd(), *absent))
    one, other = (each for each in known(*twice))
    here, there = (each._replace(rows=((each.names[0].words[0], None, None),)) for each in (one, other))

    neither, single, both = (
        scale.weigh(first, second).bits for first, second in ((one, other), (here, other), (here, there))
    )

    assert both < single < neither


@pytest.mark.parametrize(
    ("shown", "email"),
    [
        ("Meenakshi M.", "meenakshimuthukumar@mill.example"),
        ("Meenakshi", "meenakshi.muthukumar@mill.example"),
        ("M. Muthukumar", "muthukumar_meenakshi@mill.example"),
    ],
)
def test_a_mailbox_spells_its_owner_s_name_out_and_somebody_else_s_does_not(shown, email):
    row = a_signature("Meenakshi Muthukumar")
    connected = a_connection(shown, email=email)
    office = a_connection(shown, email="frontdesk@mill.example")

    own, other = weighed(row, connected, *a_crowd()), weighed(row, office, *a_crowd())

    assert "as the e-mail spells it" in own.reasons
    assert own.loose
    assert own.whole == 2
    assert "as the e-mail spells it" not in other.reasons
    assert own.bits > other.bits


def test_a_slip_that_each_side_s_own_mailbox_repeats_is_no_slip():
    one = a_registrant("Marina Kolar", "marina.kolar@mill.example")
    slip, another = (
        a_connection("Marina Kolas", email=email)
        for email in ("mk@home.example", "marina.kolas@home.example")
    )

    slipped, other = weighed(one, slip, *a_crowd()), weighed(one, another, *a_crowd())

    assert not slipped.contradicted
    assert other.contradicted
    assert not together(made(one, another, *a_crowd()), one, another)


def test_who_misread_both_words_of_a_name_on_a_sheet_is_looked_at_by_organisation_and_first_letters():
    registered = a_registrant("Farid Nazari", "farid@mill.example", organisation=UNION)
    misread = a_signature("Fareld Nasavi", organisation=UNION)
    elsewhere = a_signature("Fareld Nasavi", organisation="Dockers League")

    def looked_at(row: Trace) -> bool:
        return any(
            {each.kind for each in pair} == {"room", "registered"}
            for pair in candidates(known(registered, row))
        )

    assert looked_at(misread)
    assert not looked_at(elsewhere)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Banerjee", "Bandyopadhyay"),
        ("Mukherjee", "Mukhopadhyay"),
        ("Dubey", "Dwivedi"),
        ("Tiwari", "Tripathi"),
    ],
)
def test_a_family_name_in_short_and_in_sanskrit_is_one_name(one, other):
    registered = a_registrant(f"Sunita {one}", "sunita@mill.example", organisation=UNION)
    row = a_signature(f"Sunita {other}", organisation=UNION)

    weight = weighed(registered, row, *a_crowd())

    assert "other spelling" in weight.reasons
    assert not weight.contradicted
    assert weight.loose


def test_two_who_took_turns_are_likelier_one_the_longer_the_others_stay():
    first, again = (
        a_connection("Asha Rao", *stay, user=stay[0]) for stay in (("09:00", "10:00"), ("10:30", "11:00"))
    )
    staying = a_crowd(24)
    passing = [replace(one, span=span("11:30", "12:00")) if one.span else one for one in staying]

    long, short = (weighed(first, again, *others).bits for others in (staying, passing))
    overlapping = weighed(first, a_connection("Asha Rao", "09:30", "11:00", user="2"), *staying)

    assert long > short + 2
    assert overlapping.bits < short
    assert overlapping.against == w.AT_ONCE


def test_a_work_and_a_private_address_are_one_person_s_sooner_than_two_of_a_kind():
    work = a_registrant("Asha Rao", "asha@mill.example")
    others = ("asha@gmail.com", "a.rao@mill.example", "asha@dock.example")

    private, colleague, employer = (
        weighed(work, a_signature("Asha Rao", email=email), *a_crowd()).bits for email in others
    )

    assert private > employer > colleague


def test_the_rarer_a_name_the_more_it_says():
    one, other = a_registrant("Asha Rao", "asha@rao.example"), a_signature("Asha Rao")
    crowd = a_crowd(60)
    raos = [a_registrant(f"{g} Rao", f"{g}@rao.example") for g in ("Meera", "Ravi", "Anil", "Leela", "Nila")]
    ashas = [a_registrant("Asha Rao", f"a{n}@rao.example") for n in range(3)]

    rare, shared, common = (
        weighed(one, other, *others).bits for others in (crowd, [*crowd, *raos], [*crowd, *raos, *ashas])
    )

    assert rare > shared > common


def test_a_short_form_says_less_than_the_name_and_more_than_another_one():
    robert = a_registrant("Robert Quill", "rq@quill.example")

    exact, short, another = (
        weighed(robert, a_signature(f"{given} Quill"), *a_crowd()) for given in ("Robert", "Bob", "Oscar")
    )

    assert exact.bits > short.bits > another.bits
    assert another.contradicted
    assert not short.contradicted


@given(st.floats(0.05, 0.99), st.integers(1, w.SMALL), st.floats(0, 1))
def test_a_small_record_asks_for_what_is_written(probability, groups, grows):
    assert w.least(probability, groups, grows) == pytest.approx(probability)


@given(st.floats(0.05, 0.99), st.integers(1, 10**6), st.integers(1, 10**6), st.floats(0, 1))
def test_a_larger_record_asks_for_more_and_never_for_certainty(probability, one, other, grows):
    fewer, more = sorted((one, other))

    assert w.least(probability, fewer, grows) <= w.least(probability, more, grows) < 1


def test_odds_grow_with_the_root_of_the_size_and_those_of_a_question_half_as_fast():
    assert w.least(0.8, 4 * w.SMALL, w.GROWS) == pytest.approx(8 / 9)
    assert w.least(0.2, 16 * w.SMALL, w.ASK_GROWS) == pytest.approx(1 / 3)


DAY = (
    *a_crowd(),
    *(a_registrant("Asha Rao", f"asha@{at}.example", id=at) for at in ("work", "home")),
    a_connection("Meera Iyer", registrant_id="work", email="asha@work.example"),
    a_connection("Meera I.", "10:00", email="meeraiyer@mill.example"),
    a_connection("Asha Rao", "09:00", "10:00"),
    a_connection("Asha Rao", "10:30", "11:00"),
    a_signature("Ashe Raq", organisation=UNION),
)


@given(st.permutations(DAY))
@settings(max_examples=20, deadline=None)
def test_a_day_of_borrowed_links_and_namesakes_in_any_order_gives_one_record(shuffled):
    assert made(*shuffled) == made(*DAY)
