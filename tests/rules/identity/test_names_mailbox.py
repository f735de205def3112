"""Names as their own mailboxes spell them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zoom_sync.rules.identity.names import alike, read, spelled_out

FEW = 200


@pytest.mark.parametrize(
    ("name", "address", "words"),
    [
        ("Meenakshi M.", "meenakshimuthukumar@mill.example", "meenakshi muthukumar"),
        ("Meenakshi M.", "muthukumar.meenakshi@mill.example", "meenakshi muthukumar"),
        ("M. Muthukumar", "meenakshi_muthukumar@mill.example", "meenakshi muthukumar"),
        ("Meenakshi", "meenakshi.muthukumar@mill.example", "meenakshi muthukumar"),
        ("Meenakshi", "muthukumarmeenakshi7@mill.example", "meenakshi muthukumar"),
        ("Sunita Chakrabarti", "sunita.chakraborty@mill.example", "sunita chakraborty"),
        ("Sunita Chakrabarti", "s.chakraborty@mill.example", "sunita chakraborty"),
    ],
)
def test_a_mailbox_spells_out_what_the_name_says_already(name, address, words):
    spelled = spelled_out(read(name), address)

    assert spelled is not None
    assert spelled.words == tuple(words.split())
    assert spelled.mailbox


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Meenakshi Muthukumar", "meenakshi.muthukumar@mill.example"),
        ("Meenakshi Muthukumar", "mmuthukumar@mill.example"),
        ("Meenakshi M.", "frontdesk@mill.example"),
        ("Meenakshi M.", "asha.rao@mill.example"),
        ("Meenakshi M.", "meenakshi@mill.example"),
        ("Aruna A.", "aruna7@mill.example"),
        ("Meenakshi M.", "meenakshi.rao@mill.example"),
        ("Meenakshi", "meenakshi.mu@mill.example"),
        ("Meenakshi Devi Muthu", "meenakshi.muthukumar@mill.example"),
        ("iPhone", "meenakshi.muthukumar@mill.example"),
        ("Meenakshi M.", ""),
        ("Meenakshi M.", "@"),
    ],
)
def test_a_mailbox_that_says_nothing_more_or_is_somebody_else_s_spells_nothing(name, address):
    assert spelled_out(read(name), address) is None


@given(
    st.one_of(st.text(max_size=30), st.sampled_from(("Meenakshi M.", "Asha", "A. Rao", "Rao Asha", "K R"))),
    st.one_of(
        st.text(max_size=40),
        st.text("ashrom.k_@", max_size=20),
        st.sampled_from(
            ("meenakshimuthu@m.example", "asharao@m.example", "arao@m.example", "rao.kiran@m.example")
        ),
    ),
)
@settings(max_examples=FEW, deadline=None)
def test_whatever_a_mailbox_says_a_reading_shares_a_word_or_an_initial_with_the_name(text, address):
    name = read(text)

    spelled = spelled_out(name, address)

    if spelled is not None:
        assert len(spelled.words) == 2
        assert set(spelled.words) & set(name.words) or any(
            one[0] == other[0] for one in spelled.words for other in name.words
        )
        assert all(any(alike(own, word) for word in spelled.words) for own in name.words)
        assert set(spelled.bones) == set(spelled.words)
