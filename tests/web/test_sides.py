"""Two records side by side: what agrees, what differs, and what only one of them says."""

from __future__ import annotations

import pytest

from tests.builders import a_connection, a_registrant, an_event
from tests.web import sample
from zoom_sync.records import Claim, Evidence, Pair
from zoom_sync.web.sides import Question, of_name, of_pair

ONE = a_registrant(
    "Sunita Chakraborty", "sunita@mill.example", organisation="Mill Union", phone="+91 98111 22233"
)


def a_question(name: str = "", **claim: str) -> Question:
    other = a_connection(name, **claim)
    pair = Pair((ONE.ref, other.ref), 0.7, ("why",), (ONE.id, other.id))
    return of_pair(pair, {}, {ONE.id: ONE, other.id: other})


CASES = [
    ("Name", {"name": "S. Chakraborty"}, "differs", (["Sunita"], ["S."])),
    ("Name", {"name": "CHAKRABORTY, Sunita"}, "equal", ([], [])),
    ("Name", {"name": "Sunitá Chakraborty"}, "equal", ([], [])),
    ("Name", {"name": ""}, "", ([], [])),
    ("E-mail", {"email": "Sunita@Mill.example"}, "equal", ([], [])),
    ("E-mail", {"email": "sunita@gmail.com"}, "differs", (["sunita@mill.example"], ["sunita@gmail.com"])),
    ("Phone", {"phone": "098111-22233"}, "equal", ([], [])),
    ("Phone", {"phone": "98111 22234"}, "differs", (["+91 98111 22233"], ["98111 22234"])),
    ("Organisation", {"organisation": "Mill Union of Eastern Workers"}, "differs", ([], ["of", "Eastern", "Workers"])),
]  # fmt: skip


@pytest.mark.parametrize(("label", "claim", "likeness", "marked"), CASES)
def test_what_differs_is_marked_word_by_word(label, claim, likeness, marked):
    line = next(line for line in a_question(**claim).lines if line.label == label)

    assert line.likeness == likeness
    assert tuple([word for word, lacking in side.words if lacking] for side in line.sides) == marked


def test_what_neither_says_has_no_line():
    assert "Country" not in [line.label for line in a_question(name="Sunita").lines]


def test_a_record_that_says_little_is_shown_with_what_its_entry_knows():
    event = an_event()
    person = sample.a_person(0, event)
    pair = Pair((person.evidence[0].ref, "b#1"), 0.7, ("why",), (person.id, "f"))

    question = of_pair(pair, {person.evidence[0].ref: person, "b#1": None}, {})

    assert question.sides[0].claim.email == person.email
    assert question.sides[0].evidence == person.evidence[0]
    assert question.sides[1].person is None


def test_a_join_by_name_lends_no_side_what_only_the_other_says():
    online = a_connection("Sunita Chakraborty")
    lines = (
        Evidence("registrant", ONE.ref, "first record", ONE.id),
        Evidence("participant", online.ref, "name (rare here, only candidate)", online.id),
    )
    person = sample.a_person(0, an_event(), evidence=lines, by_name=True)

    question = of_name(person, lines[1], {ONE.id: ONE, online.id: online})

    assert (question.sides[0].claim.email, question.sides[1].claim.email) == ("sunita@mill.example", "")
    assert of_name(person, lines[1], {}).sides[1].claim == Claim(person.name)
