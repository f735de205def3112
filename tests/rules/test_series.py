"""Who comes back to the events of a series."""

from __future__ import annotations

import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from zoom_sync.rules.series import Came, Guest, Turnout, faithful, guests, keys, turnouts


def came(
    id: str, name: str = "", *mails: str, account: str = "", registrant: str = "", webinar: str = "9"
) -> Came:
    found = [key for mail in mails or ("",) for key in keys(mail, account, registrant, webinar)]
    return Came(id, name, frozenset(found))


def who(found: list[Guest]) -> list[list[str]]:
    """The ids of each guest, over the events."""
    return sorted([guest.came[number].id for number in sorted(guest.came)] for guest in found)


def test_somebody_is_found_again_by_e_mail_by_account_and_by_registration() -> None:
    first = [
        came("a1", "Asha Rao", "asha@rao.example"),
        came("b1", "Ravi Das", account="Z1"),
        came("c1", "রহিমা খাতুন", registrant="R1"),
    ]
    second = [
        came("a2", "A. Rao", "ASHA+call@rao.example"),
        came("b2", "Ravi Das", account="Z1"),
        came("c2", "Rahima", registrant="R1"),
    ]

    assert who(guests([first, second])) == [["a1", "a2"], ["b1", "b2"], ["c1", "c2"]]


def test_nobody_is_found_again_by_a_name() -> None:
    assert who(guests([[came("a1", "Asha Rao")], [came("a2", "Asha Rao")]])) == [["a1"], ["a2"]]


def test_a_registration_of_another_webinar_is_another() -> None:
    one, other = came("a1", "Asha Rao", registrant="R1"), came("a2", "Asha Rao", registrant="R1", webinar="8")

    assert who(guests([[one], [other]])) == [["a1"], ["a2"]]


def test_a_mailbox_of_two_people_at_one_event_finds_neither() -> None:
    office = "office@mela.example"
    first = [came("a1", "Asha Rao", office), came("b1", "Ravi Das", office)]

    assert who(guests([first, [came("a2", "Asha Rao", office)]])) == [["a1"], ["a2"], ["b1"]]


def test_a_mailbox_under_another_name_is_not_somebody_who_comes_back() -> None:
    office = "office@mela.example"

    assert who(guests([[came("a1", "Asha Rao", office)], [came("b2", "Ravi Das", office)]])) == [
        ["a1"],
        ["b2"],
    ]


def test_two_people_who_might_be_one_guest_are_neither() -> None:
    first = [came("a1", "Asha", "asha@rao.example", account="Z1")]
    second = [came("a2", "Asha", "asha@rao.example"), came("b2", "Asha", account="Z1")]

    assert who(guests([first, second])) == [["a1"], ["a2"], ["b2"]]


def test_two_guests_turn_out_to_be_one_at_a_later_event() -> None:
    events = [
        [came("a1", "Asha Rao", "asha@rao.example")],
        [came("a2", "Asha Rao", account="Z1")],
        [came("a3", "Asha Rao", "asha@rao.example", account="Z1")],
    ]

    assert who(guests(events)) == [["a1", "a2", "a3"]]


def test_who_was_at_one_event_as_two_people_stays_two() -> None:
    first = [came("a1", "Asha", "asha@rao.example"), came("b1", "Asha", account="Z1")]

    found = guests([first, [came("a2", "Asha", "asha@rao.example", account="Z1")]])

    assert sorted(map(len, who(found))) == [1, 2]


def test_each_event_says_who_was_new_who_came_back_and_who_stayed_away() -> None:
    asha, ravi, sita = (
        lambda n, x=x: came(f"{x}{n}", x, f"{x}@mela.example") for x in ("asha", "ravi", "sita")
    )

    found = guests([[asha(1), ravi(1)], [ravi(2), sita(2)], [asha(3), ravi(3)]])

    assert turnouts(found, [0, 0, 0]) == [Turnout(2, 2, 0, 0), Turnout(2, 1, 1, 1), Turnout(2, 0, 2, 1)]
    assert [one.name for one in faithful(found)] == ["ravi", "asha", "sita"]


PEOPLE = st.lists(
    st.builds(
        lambda n, mail, account: came(f"p{n}", "", *mail, account=account),
        st.integers(0, 6),
        st.lists(st.sampled_from(["a@m.example", "b@m.example", "c@m.example"]), max_size=2),
        st.sampled_from(["", "Z1", "Z2"]),
    ),
    max_size=5,
    unique_by=lambda one: one.id,
)


@given(st.lists(PEOPLE, max_size=5), st.randoms())
def test_everybody_is_one_guest_once_at_each_event_in_any_order(
    events: list[list[Came]], chance: random.Random
) -> None:
    found = guests(events)
    mixed = guests([chance.sample(people, len(people)) for people in events])

    assert sorted((n, one.id) for guest in found for n, one in guest.came.items()) == sorted(
        (n, one.id) for n, people in enumerate(events) for one in people
    )
    assert who(found) == who(mixed)
    told = turnouts(found, [0] * len(events))
    assert [one.attended for one in told] == [len(people) for people in events]
    assert all(before.attended >= after.gone for before, after in pairwise(told))
