"""The same words on the screen again: whom they may mean, and when they are one person."""

from __future__ import annotations

import pytest

from tests.builders import a_connection, a_registrant, an_event
from tests.crowd import a_crowd
from zoom_sync.records import Readiness, Record, Trace
from zoom_sync.rules.identity.group import group
from zoom_sync.rules.identity.names import Names, read
from zoom_sync.rules.identity.profiles import profile
from zoom_sync.rules.identity.screens import MOST, REASON, _meant, _registrants
from zoom_sync.rules.merge import record
from zoom_sync.rules.pieces import pieces


def meant(shown: str, *registered: str) -> int:
    traces = [a_registrant(name, f"r{n}@mill.example") for n, name in enumerate(registered)]
    names = Names()
    bonds, _ = group(pieces(traces, {}), (), names)
    profiles = [profile(bonds, members, names) for members in bonds.groups()]
    name = read(shown)
    return _meant(name, _registrants(profiles, {name.words: None}))


def made(*traces: Trace) -> Record:
    return record(an_event(), traces, (), readiness=Readiness(False))


def again(found: Record) -> int:
    """How many connections stand with another because they showed the same words."""
    return sum(line.reason == REASON for person in found.people for line in person.evidence)


@pytest.mark.parametrize(
    ("shown", "registered", "many"),
    [
        ("Asha Rao", (), 0),
        ("Asha Rao", ("Meera Iyer", "Farid Khan"), 0),
        ("Asha Rao", ("Asha Rao", "Meera Rao"), 1),
        ("Asha Rao", ("Asha Rao", "Rao Asha"), 2),
        ("Asha Rao", ("Asha Rao", "Aasha Raao"), 2),
        ("Asha", ("Asha Rao", "Asha Iyer"), 2),
        ("A. Rao", ("Asha Rao", "Anil Rao", "Meera Rao"), 2),
    ],
)
def test_the_registrants_that_a_screen_may_mean_are_counted_in_any_order_and_spelling(
    shown, registered, many
):
    assert meant(shown, *registered) == many


def test_a_word_that_very_many_registered_with_may_mean_more_than_one():
    letters = "abcdefghijklmnopqrstuvwxyz"
    crowd = [f"{a}{b}ma Rao" for a in letters for b in letters[:8]]

    assert len(crowd) > MOST
    assert meant("Zed Rao", *crowd[: MOST // 2]) == 0
    assert meant("Rao", *crowd) == 2


@pytest.mark.parametrize(("start", "joined"), [("10:05", 1), ("09:30", 0)])
def test_who_shows_the_same_words_again_is_one_person_unless_both_were_there_at_once(start, joined):
    first, second = a_connection("Asha Rao", "09:00", "10:00"), a_connection("Asha Rao", start, "11:00")

    assert again(made(first, second, *a_crowd())) == joined


def test_the_same_words_of_which_two_registered_are_not_joined_by_the_screen():
    shown = [a_connection("A. Rao", *stay) for stay in (("09:00", "10:00"), ("10:05", "11:00"))]
    two = [a_registrant(f"{given} Rao", f"{given}@rao.example") for given in ("Asha", "Anil")]

    assert again(made(*shown, two[0], *a_crowd())) == 1
    assert again(made(*shown, *two, *a_crowd())) == 0
