"""What holds for any text at all, hostile ones included."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from zoom_sync.rules.identity.names import Names, alike, bones, contradict, nicknames, read

FEW = 100  # examples of each; a slow machine is no error
GIVEN = st.sampled_from(
    (
        "Asha",
        "Sunita",
        "Ravi",
        "Md",
        "Maria",
        "Juan",
        "Van",
        "de",
        "bin",
        "Kim",
        "Min",
        "Li",
        "Anne-Marie",
        "S.",
        "Zoë",
    )
)
FAMILY = st.sampled_from(
    (
        "Rao",
        "García",
        "Singh",
        "Devi",
        "Иванов",
        "राव",
        "王小明",
        "김민수",
        "محمد",
        "Smith",
        "Al-Hassan",
        "O'Brien",
    )
)
TITLE = st.sampled_from(["", "Dr. ", "Smt. ", "Prof. Dr. "])
ASIDE = st.sampled_from(["", " (she/her)", " | Speaker", " - ILO", ", Nairobi", "'s iPhone", " 🙏"])
WRITTEN = st.builds("{}{} {}{}".format, TITLE, GIVEN, FAMILY, ASIDE)
ANY = st.one_of(WRITTEN, st.text(max_size=80), st.text("aAbé.-_ '()/|王अद्मмم\u200d0", max_size=30))


@given(ANY)
@settings(max_examples=FEW, deadline=None)
def test_any_text_is_read_to_plain_words(text):
    name = read(text)

    assert all(word.isascii() and word.isalpha() and word == word.casefold() for word in name.words)
    assert (name.kind == "person") == bool(name.words)
    assert name.weak <= set(name.words)
    assert {word for part in name.parts for word in part} == set(name.bones)


@given(WRITTEN)
@settings(max_examples=FEW, deadline=None)
def test_a_name_read_again_from_its_own_words_is_the_same(text):
    words = read(text).words

    assert read(" ".join(words)).words == words


@given(ANY, ANY)
@settings(max_examples=FEW, deadline=None)
def test_contradiction_and_likeness_go_both_ways(one, other):
    first, second = read(one), read(other)

    assert contradict(first, second) == contradict(second, first)
    for a in first.words[:3]:
        for b in second.words[:3]:
            assert alike(a, b) == alike(b, a)
            assert nicknames(a, b) == nicknames(b, a)


@given(ANY)
@settings(max_examples=FEW, deadline=None)
def test_a_name_never_contradicts_itself(text):
    assert not contradict(read(text), read(text))


@given(st.lists(st.one_of(GIVEN, FAMILY), min_size=2, max_size=4, unique=True).flatmap(
    lambda words: st.tuples(st.just(words), st.permutations(words))
))  # fmt: skip
@settings(max_examples=FEW, deadline=None)
def test_another_order_has_the_same_words(orders):
    one, other = (read(" ".join(words)) for words in orders)

    assert sorted(one.words) == sorted(other.words)


@given(st.lists(ANY, max_size=5), ANY)
@settings(max_examples=FEW, deadline=None)
def test_whoever_is_named_is_named_beside_any_organisations(organisations, text):
    assert bool(Names(organisations).of(text).words) == bool(read(text).words)


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=20))
@settings(max_examples=FEW, deadline=None)
def test_a_skeleton_is_lower_case_letters_and_never_empty(word):
    assert bones(word).isalpha()
    assert bones(word).islower()
