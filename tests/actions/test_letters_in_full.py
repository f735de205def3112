"""What an organiser may ask of a letter besides a group and a text: a filter, languages, a time, two pairs of eyes."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from html.parser import HTMLParser
from typing import Any

import pytest

from tests.actions.test_follow_up import EVENT, Config, Desk, Pen, a_person, desk, mailer, post
from tests.hostile_names import NAMES
from tests.post import PostOffice
from zoom_sync.actions import follow_up
from zoom_sync.mail import Mailer, Refused
from zoom_sync.records import Trouble
from zoom_sync.store import audit, events, letters


class Reader(HTMLParser):
    """Reads the HTML part of a letter, and writes down whatever stands in it besides what our text was made of."""

    tags = frozenset(("html", "head", "meta", "body", "div", "p", "em", "a"))
    attributes = frozenset((("lang", "en"), ("charset", "utf-8"), ("dir", "auto")))

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        links = {
            ("href", value)
            for _, value in attrs
            if (value or "").startswith(f"{Config.public_url}/unsubscribe/")
        }
        strange = set(attrs) - self.attributes - links
        if tag not in self.tags or strange:
            self.wrong.append(f"<{tag} {strange}>")

    def handle_data(self, data: str) -> None:
        self.wrong += [f"unseen {sign!r}" for sign in data if is_unseen(sign)]

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"comment {data!r}")

    def unknown_decl(self, data: str) -> None:
        self.wrong.append(f"declaration {data!r}")

    def handle_pi(self, data: str) -> None:
        self.wrong.append(f"instruction {data!r}")


def is_unseen(sign: str) -> bool:
    return sign not in "\n\t\r\u200c\u200d" and unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp")


__all__ = ["desk", "mailer", "post"]  # fixtures


def plan(desk: Desk, **written: Any) -> str:
    given = {"group": "virtual", "subject": "Thank you", "text": "Hello"} | written
    return follow_up.plan(desk.store, EVENT.id, by="olga", clock=desk.clock, **given)  # type: ignore[arg-type]


def sent(desk: Desk, pen: Pen | None = None, **written: Any) -> Pen:
    letter, pen = plan(desk, **written), pen or Pen()
    follow_up.approve(desk.store, letter, by="olga", clock=desk.clock)
    desk.send(pen)
    return pen


def test_a_letter_goes_to_whom_the_filters_of_the_table_name(desk: Desk) -> None:
    desk.publish(
        a_person(1, organisation="Mela Trust"),
        a_person(2, organisation="Other"),
        a_person(3, organisation="MELA trust", mode="both"),
        a_person(4, organisation="Mela Trust", role="panelist"),
        a_person(5, organisation="Mela Trust", attended=False),
    )

    pen = sent(desk, group="chosen", chosen={"group": "Mela Trust", "attended": "yes", "q": ""})

    assert sorted(pen.addresses()) == ["p01@mela.example", "p03@mela.example", "p04@mela.example"]


@pytest.mark.parametrize("chosen", [{}, {"mode": "here"}, {"session": "s9"}, {"colour": "red"}])
def test_a_filter_that_the_table_does_not_have_is_refused(desk: Desk, chosen: dict[str, str]) -> None:
    with pytest.raises(Trouble, match="filter"):
        plan(desk, group="chosen", chosen=chosen)


def test_a_filter_is_kept_and_asked_again_when_the_letter_is_addressed(desk: Desk) -> None:
    desk.publish(a_person(1, organisation="Mela"))
    letter = plan(desk, group="chosen", chosen={"group": "Mela"})
    desk.publish(a_person(1, organisation="Mela"), a_person(2, organisation="Mela"))

    follow_up.approve(desk.store, letter, by="olga", clock=desk.clock)

    assert desk.send(Pen()) == 2
    assert follow_up.status(desk.store, letter)["chosen"] == {"group": "Mela"}


def test_everyone_is_written_to_in_the_language_they_asked_for(desk: Desk) -> None:
    desk.publish(a_person(1, language="Français"), a_person(2, language="Klingon"), a_person(3))

    pen = sent(desk, text="Hello {if attended}x{end}", others={"fr": ("Merci", "Bonjour, {minutes} minutes")})

    told = {one.to: (one.subject, one.text.partition("\n")[0], one.language) for one in pen.written}
    assert told == {
        "p01@mela.example": ("Merci", "Bonjour, 60 minutes", "fr"),
        "p02@mela.example": ("Thank you", "Hello x", "en"),
        "p03@mela.example": ("Thank you", "Hello x", "en"),
    }
    assert "Ne plus recevoir" in pen.written[0].text + pen.written[1].text + pen.written[2].text


def test_a_letter_waits_for_its_time_in_the_events_zone(desk: Desk) -> None:
    desk.publish(a_person(1))
    begins = desk.clock.now() + timedelta(hours=5, minutes=30 + 60)  # Kolkata's wall, an hour on
    letter = plan(desk, at=f"{begins:%Y-%m-%dT%H:%M}")
    follow_up.approve(desk.store, letter, by="olga", clock=desk.clock)

    assert desk.send(Pen()) == 0
    assert follow_up.status(desk.store, letter, now=desk.clock.now())["waiting_for"] == "its time"

    desk.clock.advance(3601)
    assert desk.send(Pen()) == 1


def test_what_is_not_a_time_is_said(desk: Desk) -> None:
    for text in ("tomorrow", "2026-11-12", "25:00"):
        with pytest.raises(Trouble, match="not a time"):
            plan(desk, at=text)


def by_two(desk: Desk) -> None:
    desk.store.run(lambda tx: events.change(tx, replace(EVENT, letters_by_two=True)))


def test_where_two_are_wanted_nobody_approves_what_they_wrote(desk: Desk) -> None:
    by_two(desk)
    desk.publish(a_person(1))
    letter = plan(desk)

    with pytest.raises(Trouble, match="somebody else"):
        follow_up.approve(desk.store, letter, by="olga", clock=desk.clock)
    assert desk.send(Pen()) == 0

    follow_up.approve(desk.store, letter, by="ritu", clock=desk.clock)
    assert desk.send(Pen()) == 1


def test_whoever_changed_it_last_has_written_it(desk: Desk) -> None:
    by_two(desk)
    letter = plan(desk)
    follow_up.change(desk.store, letter, by="ritu", clock=desk.clock, text="Other words")

    with pytest.raises(Trouble, match="somebody else"):
        follow_up.approve(desk.store, letter, by="ritu", clock=desk.clock)
    follow_up.approve(desk.store, letter, by="olga", clock=desk.clock)


def test_a_letter_is_written_on_until_it_is_approved(desk: Desk) -> None:
    letter = plan(desk, at="2026-12-01T09:00", others={"fr": ("Merci", "Bonjour")})
    follow_up.change(desk.store, letter, by="olga", clock=desk.clock, subject="Many thanks")

    kept = desk.store.read(lambda tx: letters.get(tx, letter))
    assert kept is not None
    assert (kept.subject, kept.text, kept.others["fr"]) == ("Many thanks", "Hello", ("Merci", "Bonjour"))
    assert kept.not_before is not None

    follow_up.approve(desk.store, letter, by="olga", clock=desk.clock)
    with pytest.raises(Trouble, match="approved"):
        follow_up.change(desk.store, letter, by="olga", clock=desk.clock, subject="Other")


def test_a_copy_is_sent_again_by_a_persons_word_alone(desk: Desk) -> None:
    desk.publish(a_person(1), a_person(2))
    letter = plan(desk)
    follow_up.approve(desk.store, letter, by="olga", clock=desk.clock)
    desk.send(Pen(Refused("550 no such user", passing=False)))
    assert desk.states(letter) == {"refused": 1, "sent": 1}
    refused, sent_ = sorted(follow_up.status(desk.store, letter)["letters"], key=lambda one: one["state"])

    with pytest.raises(Trouble, match="neither refused"):
        follow_up.again(desk.store, letter, person=sent_["person"], by="olga", clock=desk.clock)
    follow_up.again(desk.store, letter, person=refused["person"], by="olga", clock=desk.clock)

    pen = Pen()
    assert desk.send(pen) == 1
    assert pen.addresses() == [refused["address"]]
    told = [line.what for line in desk.store.read(lambda tx: audit.lines(tx, limit=10))]
    assert "sent a copy again" in told


def test_the_subject_of_a_protected_event_says_nothing(desk: Desk) -> None:
    desk.store.run(lambda tx: events.change(tx, replace(EVENT, protected=True)))
    desk.publish(a_person(1, language="fr"), a_person(2))

    pen = sent(
        desk, subject="After {event}, {name}", others={"fr": ("{event}", "Bonjour")}, calendar=EVENT.id
    )

    assert sorted(one.subject for one in pen.written) == ["A message for you", "Un message pour vous"]
    assert {one.name for one in pen.written} == {""}
    assert EVENT.title.encode() not in pen.written[0].attachments[0].data


def test_what_goes_along_is_there_once_it_arrived(desk: Desk, mailer: Mailer, post: PostOffice) -> None:
    desk.publish(a_person(1))

    sent(
        desk,
        mailer,
        text="{if recording}See {recording}{end}",
        recording="https://zoom.example/rec/1",
        calendar=EVENT.id,
    )  # type: ignore[arg-type]

    seen = message_from_bytes(post.taken[0].original_content or b"", policy=default)
    assert seen.get_content_type() == "multipart/mixed"
    assert seen["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    body, calendar = seen.iter_parts()
    assert [part.get_content_type() for part in body.iter_parts()] == ["text/plain", "text/html"]  # type: ignore[attr-defined]
    plain, shown = (part.get_content() for part in body.iter_parts())  # type: ignore[attr-defined]
    assert "https://zoom.example/rec/1" in plain
    assert 'href="https://zoom.example/rec/1"' in shown
    assert '<html lang="en">' in shown
    assert calendar.get_content_type() == "text/calendar"
    assert calendar.get_content().startswith("BEGIN:VCALENDAR")  # type: ignore[attr-defined]


def test_no_name_becomes_more_than_a_name_in_what_a_mail_server_received(
    desk: Desk, mailer: Mailer, post: PostOffice
) -> None:
    """Each hostile name in every part of a letter at once; what arrived is read again."""
    desk.publish(*(a_person(number, name=name, organisation=name) for number, name in enumerate(NAMES)))
    text = "Dear {name} of {organisation}\n\n{if organisation}*{first_name}*{end} [link]({unsubscribe})"
    fine = {
        "from", "to", "subject", "date", "message-id", "list-unsubscribe", "list-unsubscribe-post", "auto-submitted",
        "content-language", "mime-version", "content-type",
    }  # fmt: skip
    letter = plan(desk, subject="For {name} of {organisation}", text=text, calendar=EVENT.id)
    follow_up.approve(desk.store, letter, by="olga", clock=desk.clock)
    while desk.send(mailer, most=500):
        pass

    states = desk.states(letter)
    assert states.get("sent", 0) + states.get("refused", 0) == len(NAMES)
    assert len(post.taken) == states["sent"] >= len(NAMES) - 5
    for envelope in post.taken:
        seen = message_from_bytes(envelope.original_content or b"", policy=default)
        assert {name.lower() for name in seen.keys()} == fine  # noqa: SIM118  # of a message
        assert len(seen.keys()) == len(fine)
        assert [one.addr_spec for one in seen["To"].addresses] == envelope.rcpt_tos
        body, calendar = seen.iter_parts()
        plain, shown = body.iter_parts()  # type: ignore[attr-defined]
        assert plain.get_content_type() == "text/plain"
        reader = Reader()
        reader.feed(shown.get_content())
        assert not reader.wrong, reader.wrong
        assert not [sign for sign in plain.get_content() if is_unseen(sign)]
        assert calendar.get_content_type() == "text/calendar"
