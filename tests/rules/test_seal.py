"""The arithmetic of seals."""

from __future__ import annotations

import hashlib
import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoom_sync.records import Leaf
from zoom_sync.rules import seal
from zoom_sync.rules.seal import Content, Kind

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def slowly(value: object) -> object:
    """As `canonical` means it, said in the plainest way."""
    if isinstance(value, dict):
        return {name: slowly(value[name]) for name in sorted(value)}
    if isinstance(value, list):
        return [slowly(one) for one in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


@given(VALUES)
def test_equal_values_have_one_text_whoever_wrote_them(value: object) -> None:
    text = seal.canonical(value)

    assert text == json.dumps(slowly(value), separators=(",", ":"), ensure_ascii=False)
    assert seal.canonical(json.loads(json.dumps(value, indent=2))) == text


@pytest.mark.parametrize("number", [42.0, 1e16, 0.0, 1e300])
def test_a_whole_number_is_the_same_however_it_is_written(number: float) -> None:
    assert seal.canonical({"a": [number], "b": number}) == seal.canonical(
        {"b": int(number), "a": [int(number)]}
    )
    assert seal.canonical(number) == seal.canonical(int(number))


def test_truth_is_no_number_and_a_text_is_never_read_as_one() -> None:
    texts = [seal.canonical(one) for one in (True, 1, "1", "1.0", "1.0,", [1.0], ["1.0"])]

    assert len(set(texts)) == len(texts)


def test_the_root_is_that_of_the_tree_of_rfc_6962() -> None:
    """The same by its recursive definition, for trees of every shape."""

    def tree(leaves: list[bytes]) -> bytes:
        if len(leaves) == 1:
            return leaves[0]
        left = 1 << (len(leaves) - 1).bit_length() - 1
        return hashlib.sha256(b"\1" + tree(leaves[:left]) + tree(leaves[left:])).digest()

    drawn = random.Random(1)
    for many in range(1, 40):
        leaves = [drawn.randbytes(32) for _ in range(many)]
        assert seal.root(leaves) == tree(leaves).hex()
    assert seal.root([]) == hashlib.sha256(b"").hexdigest()


def test_whatever_leaf_changes_the_root_does() -> None:
    leaves = [bytes([number]) * 32 for number in range(13)]
    roots = {seal.root(leaves)}
    for place in range(13):
        roots.add(seal.root([*leaves[:place], b"x" * 32, *leaves[place + 1 :]]))
        roots.add(seal.root([*leaves[:place], *leaves[place + 1 :]]))
    roots.add(seal.root([leaves[1], leaves[0], *leaves[2:]]))

    assert len(roots) == 28


def test_a_leaf_holds_its_text_under_its_salt_and_kind_only() -> None:
    made = seal.made(Content(Kind.FACT, "a" * 32, "text"), b"s" * 16)

    assert seal.holds(made, "text")
    assert not seal.holds(made, "Text")
    assert seal.made(Content(Kind.PERSON, "a" * 32, "text"), b"s" * 16).hash != made.hash
    assert seal.made(Content(Kind.FACT, "a" * 32, "text"), b"t" * 16).hash != made.hash
    blank = Leaf(made.kind, bytes(16), bytes(16), bytes(16), made.hash)
    assert blank.is_erased
    assert not seal.holds(blank, "text")


def test_the_order_in_which_facts_are_read_changes_nothing_but_that_of_questions_counts() -> None:
    drawn = random.Random(2)
    leaves = [
        seal.made(Content(kind, f"{number:032x}", f"{number}"), bytes([number + 1]) * 16)
        for number in range(20)
        for kind in (Kind.FACT, Kind.PERSON, Kind.HEAD)
    ]
    questions = [seal.made(Content(Kind.QUESTION, f"{n}", f"{n}"), b"q" * 16) for n in (5, 1, 3)]
    ordered = seal.ordered([*leaves, *questions])

    drawn.shuffle(leaves)

    assert seal.ordered([*leaves[:9], *questions, *leaves[9:]]) == ordered
    assert ordered[-3:] == questions
