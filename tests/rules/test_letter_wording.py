"""Conditions in letters, and the language of each copy."""

from __future__ import annotations

from typing import Any

import pytest
from email_validator import validate_email
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.rules.test_followup import a_person
from zoom_sync.rules import followup
from zoom_sync.rules.followup import addressing, languages
from zoom_sync.rules.followup.wording import LetterFaulty


def copy_of(text: str, *, about: dict[str, str] | None = None, **person: Any) -> str:
    """The plain text that somebody gets."""
    fields = followup.fields_of(a_person(**person), subject="s", text=text, about=about)
    filled = followup.fill(
        subject="s", text=text + "{unsubscribe}", fields={**(about or {}), **fields}, unsubscribe=""
    )
    return filled.text


@pytest.mark.parametrize(
    ("text", "person", "said"),
    [
        ("{if minutes >= 60}long{else}short{end}", {"minutes": 60.0}, "long"),
        ("{if minutes >= 60}long{else}short{end}", {"minutes": 59.9}, "short"),
        ("{if minutes < 10}a{end}b", {"minutes": 83.5}, "b"),
        ("{if organisation}of {organisation}{end}", {"organisation": "Mela"}, "of Mela"),
        ("{if organisation}of {organisation}{end}", {"organisation": ""}, ""),
        ("{if not organisation}alone{end}", {"organisation": ""}, "alone"),
        ("{if organisation is mela  trust}us{else}them{end}", {"organisation": "Mela Trust"}, "us"),
        ("{if organisation is not Mela}them{end}", {"organisation": "Mela"}, ""),
        ("{if first_name is asha}you{else}them{end}", {"name": "Dr. Asha Rao"}, "you"),
        ("{if organisation}of {organisation}{end}", {"organisation": "\u200e "}, ""),
        ("{if both}both{else}{if virtual}online{else}here{end}{end}", {"mode": "virtual"}, "online"),
        ("{if both}both{else}{if virtual}online{else}here{end}{end}", {"mode": "in_person"}, "here"),
        ("{if room_minutes >= 1}x{else}y{end}", {"in_person_minutes": None}, "y"),
        ("a\n{if attended}\nb\n{end}\nc", {"attended": True}, "a\nb\nc"),
        ("a\n{if attended}\nb\n{end}\nc", {"attended": False}, "a\nc"),
    ],
)
def test_a_condition_chooses_by_what_is_known_of_the_reader(
    text: str, person: dict[str, Any], said: str
) -> None:
    assert copy_of(text, **person) == said


def test_a_copy_keeps_the_answer_of_a_condition_and_not_what_it_was_about() -> None:
    fields = followup.fields_of(a_person(minutes=83.5), subject="s", text="{if minutes >= 60}x{end}")

    assert fields == {"if minutes >= 60": "yes"}


def test_a_name_that_reads_like_a_condition_stays_a_name() -> None:
    assert copy_of("{name}", name="{if minutes >= 0}x{end}") == "{if minutes >= 0}x{end}"


def test_a_condition_about_somebody_makes_the_letter_personal_and_one_about_the_event_does_not() -> None:
    assert followup.is_personal("s", "{if attended}x{end}")
    assert not followup.is_personal("s", "{if recording}{recording}{end}{if venue}x{end}")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("{if minutes >= 60}x", "not closed"),
        ("x{end}", "belongs to no condition"),
        ("{else}", "belongs to no condition"),
        ("{if both}a{else}b{else}c{end}", "two"),
        ("{if shoe_size > 40}x{end}", "nothing that is known"),
        ("{if minutes >= many}x{end}", "no number"),
        ("{if attended is yes}x{end}", "cannot be compared"),
        ("{if organisation > 3}x{end}", "cannot be compared"),
        ("{if both}" * 6 + "{end}" * 6, "inside one another"),
        ("{recording}", "recording"),
        ("{if recording}see{end} {recording}", "recording"),
        ("{if not recording}{recording}{end}", "recording"),
        ("{if attended}{recording}{else}{if recording}x{end}{end}", "recording"),
        ("{if both}{naem}{end}", r"\{naem\}"),
    ],
)
def test_what_is_wrong_in_a_condition_is_said_before_anybody_gets_it(text: str, word: str) -> None:
    with pytest.raises(LetterFaulty, match=word):
        followup.check(group="virtual", subject="s", text=text)


@pytest.mark.parametrize(
    "text",
    ["{if recording}{recording}{end}", "{if not recording}later{else}{recording}{end}",
     "{if recording}{if attended}{recording}{end}{end}"],
)  # fmt: skip
def test_a_text_that_shows_the_recording_only_where_there_is_one_needs_none(text: str) -> None:
    followup.check(group="virtual", subject="s", text=text)


@pytest.mark.parametrize(
    "recording",
    ["http://zoom.example/r", "javascript:x", "https://a b", "https://u@zoom.example", "zoom", "https://x>y"],
)
def test_a_recordings_address_is_https_and_nothing_else(recording: str) -> None:
    with pytest.raises(LetterFaulty, match="https"):
        followup.check(group="virtual", subject="s", text="t", recording=recording)


@pytest.mark.parametrize(
    ("answer", "tag"),
    [
        ("fr", "fr"), ("French", "fr"), ("Français", "fr"), ("FRANÇAIS", "fr"), ("francais", "fr"), ("pt-BR", "pt-br"),
        ("हिन्दी", "hi"), ("Hindi", "hi"), ("العربية", "ar"), ("arabe", "ar"), ("বাংলা", "bn"), ("Bangla", "bn"),
        ("Hindi / हिन्दी", "hi"), ("", ""), ("no idea", ""), ("x" * 60, ""),
    ],
)  # fmt: skip
def test_a_language_is_known_by_whatever_name_people_give_it(answer: str, tag: str) -> None:
    assert languages.tag(answer) == tag


def test_everyone_gets_the_text_of_their_language_and_else_the_letters_own() -> None:
    people = [
        a_person("p1", email="a@mela.example", language="Français"),
        a_person("p2", email="b@mela.example", language="pt-BR"),
        a_person("p3", email="c@mela.example", language="Klingon"),
        a_person("p4", email="d@mela.example"),
    ]

    found = followup.addressees(
        people, group="virtual", subject="s", text="t", others={"fr": ("s", "t"), "pt": ("s", "t")}
    )

    assert [one.language for one in found] == ["fr", "pt", "en", "en"]


def test_a_letter_that_is_personal_in_one_language_goes_to_each_of_a_mailbox() -> None:
    people = [a_person("p1"), a_person("p2")]

    found = followup.addressees(
        people, group="virtual", subject="s", text="t", others={"fr": ("s", "{name}")}
    )

    assert [one.skipped for one in found] == ["", ""]


@pytest.mark.parametrize(
    ("language", "minutes", "date"),
    [
        ("en", "at least 60", "10 March 2026"),
        ("fr", "au moins 60", "10 mars 2026"),
        ("de", "mindestens 60", "10. März 2026"),
    ],
)
def test_what_we_put_in_ourselves_is_of_the_letters_language(language: str, minutes: str, date: str) -> None:
    from tests.builders import an_event

    assert followup.of_person(a_person(minutes=60.0, minutes_at_least=True), language)["minutes"] == minutes
    assert followup.of_event(an_event(), language)["date"] == date


def test_who_called_off_and_was_not_seen_gets_no_letter_whatever_filter_found_them() -> None:
    gone = a_person(mode="absent", attended=False, registration_status="cancelled")

    (found,) = followup.addressees([gone], group=followup.CHOSEN, subject="s", text="t")

    assert found.skipped == followup.NOT_APPROVED


@given(
    st.from_regex(addressing._PLAIN, fullmatch=True)
    | st.sampled_from(
        ["a@b.test", "a@xn--x.example", "a@a--b.example", "a@b.local", "a..b@c.example", "a@-b.example"]
    )
)
def test_an_address_that_is_taken_at_a_glance_is_one_for_the_library_too(address: str) -> None:
    assume(addressing._PLAIN.fullmatch(address) and not addressing._SPECIAL.search(address))

    assert validate_email(address, check_deliverability=False).normalized.lower() == address.lower()
