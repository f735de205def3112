"""Who gets which letter, once, and what it says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from zoom_sync.records import Event, Person, Span
from zoom_sync.rules import followup
from zoom_sync.rules.followup import LetterFaulty, addressees, check, fill, first_name, is_personal, member

SEEN = datetime(2026, 3, 12, 10, tzinfo=UTC)


def a_person(id: str = "p1", **fields: Any) -> Person:
    known = {
        "name": "Asha Sharma", "email": "asha@mela.example", "organisation": "Mela", "phone": "",
        "country": "",
        "role": "attendee", "registered": True, "registration_status": "approved", "mode": "virtual",
        "attended": True, "virtual_minutes": 83.5, "in_person_minutes": 0.0, "minutes": 83.5,
        "minutes_at_least": False, "first_seen": SEEN, "last_seen": SEEN,
    }  # fmt: skip
    return Person(id=id, **(known | fields))


def copies(
    *people: Person, subject: str = "Thank you", text: str = "Hello", **options: Any
) -> list[tuple[str, str]]:
    found = addressees(people, group=options.pop("group", "virtual"), subject=subject, text=text, **options)
    return [(one.person, one.skipped) for one in found]


@pytest.mark.parametrize(
    ("fields", "groups"),
    [
        ({"mode": "virtual"}, {"virtual"}),
        ({"mode": "in_person"}, {"in_person"}),
        ({"mode": "both"}, {"both"}),
        ({"mode": "virtual", "attended": False}, {"brief"}),
        ({"mode": "in_person", "registered": False, "registration_status": None}, {"in_person"}),
        ({"mode": "absent", "attended": False}, {"absent"}),
        ({"mode": "absent", "attended": False, "registration_status": "denied"}, set()),
        ({"mode": "absent", "attended": False, "registration_status": "cancelled"}, set()),
        ({"mode": "absent", "attended": False, "registration_status": "pending"}, set()),
        ({"mode": "absent", "attended": False, "registration_status": "missing"}, set()),
        ({"mode": "absent", "attended": False, "registration_status": None}, set()),
        ({"mode": "virtual", "role": "panelist"}, set()),
        ({"mode": "virtual", "role": "host"}, set()),
        ({"mode": "absent", "attended": False, "role": "host"}, set()),
    ],
)
def test_everybody_is_in_at_most_one_group(fields: dict[str, Any], groups: set[str]) -> None:
    person = a_person(**fields)

    assert {group for group in followup.GROUPS if member(person, group)} == groups


def test_two_people_of_one_mailbox_get_one_letter() -> None:
    asha, bela = a_person("p1"), a_person("p2", name="Bela", email=" ASHA@mela.example ")

    assert copies(asha, bela) == [("p1", ""), ("p2", followup.SECOND)]


@pytest.mark.parametrize("why", ["cancelled", "no certificate"])
def test_somebody_who_gets_no_letter_takes_nobody_elses_of_the_same_mailbox(why: str) -> None:
    cancelled = a_person("p1", mode="absent", attended=False, registration_status="cancelled")
    first = cancelled if why == "cancelled" else a_person("p1")

    found = copies(
        first, a_person("p2"), a_person("p3"), group="chosen", lacks=lambda one: why * (one is first)
    )

    assert found[1:] == [("p2", ""), ("p3", followup.SECOND)]
    assert found[0][1]


def test_a_letter_with_something_personal_goes_to_each_of_them() -> None:
    asha, bela = a_person("p1"), a_person("p2", name="Bela")

    assert copies(asha, bela, text="You were there for {minutes} minutes") == [("p1", ""), ("p2", "")]
    assert copies(asha, bela, subject="For {name}") == [("p1", ""), ("p2", "")]


def test_who_has_no_address_or_opted_out_is_listed_as_skipped() -> None:
    people = [
        a_person("p1", email=""),
        a_person("p2", email="not an address"),
        a_person("p3", email="Out@mela.example"),
        a_person("p4"),
    ]

    assert copies(*people, opted_out={"out@mela.example"}.__contains__) == [
        ("p1", followup.NO_ADDRESS),
        ("p2", followup.NOT_AN_ADDRESS),
        ("p3", followup.OPTED_OUT),
        ("p4", ""),
    ]


@given(
    st.lists(st.sampled_from(["", "x", "a@b.example", "A@b.example", "c@d.example"]), max_size=8),
    st.booleans(),
)
def test_every_member_stands_in_the_list_once_under_a_key_of_their_own(
    emails: list[str], personal: bool
) -> None:
    people = [a_person(f"p{number}", email=email) for number, email in enumerate(emails)]

    found = addressees(people, group="virtual", subject="s", text="{name}" if personal else "t")

    assert [one.person for one in found] == [person.id for person in people]
    assert len({one.key for one in found}) == len(people)
    going = [followup.mailbox(one.address) for one in found if not one.skipped]
    assert personal or len(going) == len(set(going))


def test_a_copy_keeps_only_the_fields_its_letter_uses() -> None:
    (copy,) = addressees([a_person()], group="virtual", subject="Hello {first_name}", text="x")

    assert copy.fields == {"first_name": "Asha"}


@pytest.mark.parametrize("placeholder", ["naem", "phone", "NAME", "email", "config"])
def test_an_unknown_placeholder_is_named_when_the_letter_is_planned(placeholder: str) -> None:
    with pytest.raises(LetterFaulty, match=rf"\{{{placeholder}\}}"):
        check(group="virtual", subject="s", text=f"Dear {{{placeholder}}}")


@pytest.mark.parametrize(
    ("letter", "word"),
    [
        ({"group": "everyone"}, "group"),
        ({"subject": " "}, "subject"),
        ({"text": ""}, "text"),
        ({"subject": "a\nBcc: b"}, "line"),
        ({"subject": "a\u2028b"}, "line"),
        ({"subject": "x" * 201}, "long"),
        ({"text": "x" * 50_001}, "long"),
        ({"subject": "{unsubscribe}"}, "unsubscribe"),
    ],
)
def test_a_letter_that_cannot_be_sent_is_refused_with_a_sentence(letter: dict[str, str], word: str) -> None:
    with pytest.raises(LetterFaulty, match=word):
        check(**({"group": "virtual", "subject": "s", "text": "t"} | letter))


def test_braces_that_are_no_placeholder_stay() -> None:
    text = "{ } {1} {{7*7}} {a b} {% x %}"

    check(group="virtual", subject="s", text=text)
    assert fill(subject="s", text=text + "{unsubscribe}", fields={}, unsubscribe="u").text == text + "u"


def test_only_what_is_of_one_person_makes_a_letter_personal() -> None:
    assert not is_personal("{event}", "{date} {venue} {unsubscribe}")
    assert all(is_personal("s", "{" + name + "}") for name in followup.PERSONAL)


@pytest.mark.parametrize(
    "name",
    ["**bold**", "<script>x</script>", "[a](https://e.example)", "{minutes}", "{{7*7}}", "a_b_c", "1. x",
     "# x", "`x`", "\\", "&lt;", "![p](https://e.example/p.gif)", "<https://e.example>", "- x", "শর্মা"],
)  # fmt: skip
def test_a_name_reads_in_both_parts_as_it_was_typed(name: str) -> None:
    filled = fill(
        subject="{name}",
        text="{name}\n\n{unsubscribe}",
        fields={"name": name, "minutes": "5"},
        unsubscribe="u:u",
    )

    shown = MarkdownIt("js-default", {"html": False}).parse(filled.markdown)[1]
    assert filled.subject == name
    assert filled.text.startswith(name + "\n")
    assert "".join(part.content for part in shown.children or []) == name
    assert all(part.type in ("text", "text_special") for part in shown.children or [])


def test_the_way_out_is_added_where_the_text_has_none() -> None:
    bare = fill(subject="s", text="Hello", fields={}, unsubscribe="https://o.example/unsubscribe/x")
    own = fill(
        subject="s", text="[leave]({unsubscribe})", fields={}, unsubscribe="https://o.example/unsubscribe/x"
    )

    render = MarkdownIt("js-default", {"html": False}).render
    assert "https://o.example/unsubscribe/x" in bare.text
    assert render(bare.markdown).count('href="https://o.example/unsubscribe/x"') == 1
    assert render(own.markdown) == '<p><a href="https://o.example/unsubscribe/x">leave</a></p>\n'


@pytest.mark.parametrize("minutes", [5.0, 90.0])
def test_the_way_out_is_in_each_copy_where_a_condition_shows_it_to_some(minutes: float) -> None:
    text = "Hello\n{if minutes >= 60}\n[leave]({unsubscribe})\n{end}"
    fields = followup.fields_of(a_person(minutes=minutes), subject="s", text=text)

    filled = fill(subject="s", text=text, fields=fields, unsubscribe="https://o.example/unsubscribe/x")

    for words in (filled.text, filled.markdown):
        assert words.count("https://o.example/unsubscribe/x") == 1


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Asha Sharma", "Asha"), ("Dr. Asha Sharma", "Asha"), ("Sharma, Asha", "Asha"), ("Asha", "Asha"),
        ("A. Sharma", "A. Sharma"), ("", ""), ("王小明", "王小明"), ("Dr.", "Dr."), ("  Md  Karim ", "Md"),
    ],
)  # fmt: skip
def test_the_first_name_is_taken_only_where_it_can_be_told(name: str, first: str) -> None:
    assert first_name(name) == first


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"minutes": 83.5}, "84"),
        ({"minutes": 60.0, "minutes_at_least": True}, "at least 60"),
        ({"minutes": 0.0, "minutes_at_least": True, "in_person_minutes": None}, "an unrecorded number of"),
    ],
)
def test_minutes_say_how_sure_they_are(fields: dict[str, Any], words: str) -> None:
    assert followup.of_person(a_person(**fields))["minutes"] == words


def an_event(*days: tuple[datetime, datetime], timezone: str = "Asia/Kolkata") -> Event:
    return Event(
        id="e", title="Mela", days=tuple(Span(*day) for day in days), timezone=timezone, venue="Hall 1"
    )


def test_the_date_is_the_events_own() -> None:
    late = datetime(2026, 3, 12, 20, tzinfo=UTC)
    one = an_event((late, late.replace(hour=23)))
    two = replace(one, days=(*one.days, Span(late.replace(day=14), late.replace(day=14, hour=22))))
    over = replace(one, days=(*one.days, Span(late.replace(month=4), late.replace(month=4, hour=22))))

    assert followup.of_event(one) == {"event": "Mela", "date": "13 March 2026", "venue": "Hall 1"}
    assert followup.of_event(two)["date"] == "13–15 March 2026"
    assert followup.of_event(over)["date"] == "13 March 2026 – 13 April 2026"
