"""The link to somebody's own record in a letter: one each, made as the letter goes out."""

from __future__ import annotations

import re

import pytest

from tests.actions import test_letters_with_certificates as letters
from tests.actions.test_letters_with_certificates import URL, Desk, one, received
from tests.web import sample
from zoom_sync.actions import follow_up, own_record
from zoom_sync.keys import Keys, make_secret
from zoom_sync.records import Trouble
from zoom_sync.rules.followup import LetterFaulty
from zoom_sync.store import outbox

desk, event, mailer, post = letters.desk, letters.event, letters.mailer, letters.post  # its fixtures
LINK = re.compile(re.escape(URL) + r"/my-record/([\w-]+)")


def test_each_reader_gets_a_link_of_their_own_that_opens_their_own_record(desk, event, mailer, post):
    desk.publish(one(0, event, email="family@mela.example"), one(1, event, email="family@mela.example"))
    letter = desk.plan("", text="See [what is kept of you]({my_record}), or {my_record}.")
    desk.approve(letter)

    desk.send(mailer)

    now, seen = desk.clock.now(), []
    for to, mail in received(post):
        text, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
        (secret,) = set(LINK.findall(text)) | set(LINK.findall(html))
        assert f'href="{URL}/my-record/{secret}"' in html
        whose = desk.store.read(lambda tx, s=secret: own_record.owner(tx, s, now=now))
        seen.append((to, whose.person.id))
    assert sorted(seen) == sorted(("family@mela.example", one(number, event).id) for number in (0, 1))
    copies = desk.store.read(lambda tx: outbox.states(tx, letter))
    assert not [one for one in copies if "my-record" in repr(one)]  # the secret is in the letter alone


def test_a_preview_and_a_test_show_a_link_that_opens_nothing(desk, event, mailer, post):
    desk.publish(one(0, event))
    letter = desk.plan("", text="{my_record}")

    seen = follow_up.preview(desk.store, letter)
    follow_up.test(desk.store, mailer, letter, to="olga@mela.example", by="olga", clock=desk.clock)

    assert follow_up.SAMPLE_RECORD_LINK in seen["text"]
    ((_, mail),) = received(post)
    assert follow_up.SAMPLE_RECORD_LINK in mail.get_body(("plain",)).get_content()


def test_it_stands_in_no_subject_and_in_no_letter_of_a_protected_event(store, clock):
    event = sample.the_event(protected=True)
    desk = Desk(store, clock, Keys([make_secret()]), event)
    desk.publish(one(0, event))

    with pytest.raises(LetterFaulty, match="subject cannot hold"):
        desk.plan("", subject="Look: {my_record}")
    with pytest.raises(Trouble, match="protected"):
        desk.plan("", text="Look: {my_record}")
    with pytest.raises(Trouble, match="protected"):
        desk.plan("", others={"hi": ("धन्यवाद", "{my_record}")})
