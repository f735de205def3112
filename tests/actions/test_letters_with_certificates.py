"""Certificates that go with a letter: each to the person it is of, and to nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, cast

import pytest
from aiosmtpd.controller import Controller

from tests.conftest import FakeClock
from tests.post import PostOffice, free_port, mail_url
from tests.web import sample
from zoom_sync.actions import certificates, follow_up
from zoom_sync.files.printing import Press, Proof
from zoom_sync.keys import Keys, make_secret
from zoom_sync.mail import Mailer, Message, Taken
from zoom_sync.records import Event, Person, Trouble
from zoom_sync.store import certificates as kept
from zoom_sync.store import events, jobs, letters
from zoom_sync.store.database import Store

URL = "https://attendance.mela.example"
FAMILY = "family@mela.example"
MOST_BYTES = 300_000  # of a letter with its certificate


@dataclass
class Config:
    public_url: str = URL
    mail_per_second: float = 5.0


@dataclass
class Desk:
    store: Store
    clock: FakeClock
    keys: Keys
    event: Event

    def publish(self, *everybody: Person) -> None:
        record = replace(sample.a_record(self.event, 0, final=True), people=everybody)
        if self.store.read(lambda tx: events.get(tx, self.event.id)) is None:
            sample.keep(self.store, record, now=self.clock.now())
        else:
            sample.keep_record(self.store, record, now=self.clock.now())

    def issue(self, *, made: bool = True) -> None:
        order = certificates.Order(issuer="Mela Trust")
        certificates.issue(self.store, self.event.id, order, by="asha", clock=self.clock)
        if made:
            certificates.make(self.store, self.event.id, public_url=URL)

    def plan(self, which: str, group: str = "virtual", **more: Any) -> str:
        given = {"subject": "Thank you", "text": "With thanks.", "certificate": which} | more
        return follow_up.plan(self.store, self.event.id, group=group, by="olga", clock=self.clock, **given)

    def approve(self, letter: str) -> None:
        follow_up.approve(self.store, letter, by="olga", clock=self.clock)

    def send(self, mailer: Any) -> int:
        return follow_up.send_some(
            self.store, mailer, clock=self.clock, keys=self.keys, config=Config(), most=100, worker="w"
        )

    def status(self, letter: str) -> dict[str, Any]:
        return follow_up.status(self.store, letter, keys=self.keys)


@pytest.fixture
def event() -> Event:
    return sample.the_event()


@pytest.fixture
def desk(store: Store, clock: FakeClock, event: Event) -> Desk:
    return Desk(store, clock, Keys([make_secret()]), event)


@pytest.fixture
def post() -> PostOffice:
    return PostOffice()


@pytest.fixture
def mailer(post: PostOffice, clock: FakeClock) -> Iterator[Mailer]:
    server = Controller(post, hostname="127.0.0.1", port=free_port())
    server.start()
    made = Mailer(mail_url(server), sender="Mela <letters@mela.example>", clock=clock)
    yield made
    made.close()
    server.stop()


def one(number: int, event: Event, **changes: Any) -> Person:
    return sample.a_person(number, event, mode="virtual", **changes)


def received(post: PostOffice) -> list[tuple[str, EmailMessage]]:
    return [
        (one.rcpt_tos[0], cast(EmailMessage, message_from_bytes(cast(bytes, one.content), policy=default)))
        for one in post.taken
    ]


def papers(letter: EmailMessage) -> list[tuple[str | None, bytes]]:
    """The PDFs that are attached: their names and bytes."""
    return [
        (part.get_filename(), part.get_content())
        for part in letter.iter_attachments()
        if part.get_content_type() == "application/pdf"
    ]


def test_everybody_gets_a_pdf_that_bears_their_own_name_and_code(desk, event, mailer, post):
    rahima = one(1, event, name="রহিমা খাতুন")
    desk.publish(one(0, event, name="Asha Rao"), rahima, one(2, event, name="Bikram Thapa", by_name=True))
    desk.issue()
    letter = desk.plan("all")
    told = desk.status(letter)
    assert (told["planned"], told["certified"]) == (3, 2)
    desk.approve(letter)

    assert desk.send(mailer) == 3

    found = {to: papers(mail) for to, mail in received(post)}
    ((name, paper),) = found["person0@mela.example"]
    (standing,) = desk.store.read(lambda tx: kept.of_facts(tx, event.id, [one(0, event).id]))
    code = kept.code_of(event.key, standing.id)
    proof = Proof(code, f"{URL}/certificates/{code}", standing.issued, standing.seal)
    assert (name, standing.said.name) == (f"asha-rao-{standing.id[:8]}.pdf", "Asha Rao")
    assert (paper[:5], paper.rstrip()[-5:]) == (b"%PDF-", b"%%EOF")
    assert paper == Press().pdf(standing.said, proof)
    assert found["person1@mela.example"][0][0].startswith("rhima-khatun-")
    assert found["person2@mela.example"] == []  # joined by the name alone: none yet
    assert max(len(cast(bytes, one.content)) for one in post.taken) < MOST_BYTES


def test_two_people_of_one_mailbox_get_a_letter_each_with_their_own(desk, event, mailer, post):
    desk.publish(one(0, event, name="Asha Rao", email=FAMILY), one(1, event, name="Sita Rao", email=FAMILY))
    desk.issue()
    letter = desk.plan("only")  # its words are the same for everybody: what goes along makes it personal
    desk.approve(letter)

    desk.send(mailer)

    assert [to for to, _ in received(post)] == [FAMILY, FAMILY]
    names = [papers(mail) for _, mail in received(post)]
    assert [len(one) for one in names] == [1, 1]
    assert {name.rpartition("-")[0] for ((name, _),) in names} == {"asha-rao", "sita-rao"}


def test_who_has_none_gets_no_letter_where_it_is_only_for_those_who_have_one(desk, event, mailer, post):
    desk.publish(one(0, event), one(1, event, by_name=True))
    desk.issue()
    letter = desk.plan("only")
    assert [(one["state"], one["reason"]) for one in desk.status(letter)["letters"]] == [
        ("planned", ""),
        ("skipped", "no certificate"),
    ]
    desk.approve(letter)

    desk.send(mailer)

    assert [to for to, _ in received(post)] == ["person0@mela.example"]


def test_a_certificate_that_the_record_no_longer_bears_out_does_not_go(desk, event, mailer, post):
    people = [one(0, event), one(1, event)]
    desk.publish(*people)
    desk.issue()
    only, everybody = desk.plan("only"), desk.plan("all")
    for letter in (only, everybody):
        desk.approve(letter)
    _address(desk, only, everybody)

    desk.publish(replace(people[0], minutes=10.0), people[1])  # corrected after the copies were written
    desk.send(mailer)

    states = {one["person"]: (one["state"], one["reason"]) for one in desk.status(only)["letters"]}
    assert states == {people[0].id: ("skipped", "no certificate"), people[1].id: ("sent", "")}
    sent = [(to, len(papers(mail))) for to, mail in received(post)]
    assert sorted(sent) == [
        ("person0@mela.example", 0),
        ("person1@mela.example", 1),
        ("person1@mela.example", 1),
    ]


def test_a_certificate_never_goes_to_an_address_that_is_another_persons_by_now(desk, event, mailer, post):
    asha, sita = one(0, event), one(1, event)
    desk.publish(asha, sita)
    desk.issue()
    letter = desk.plan("all")
    desk.approve(letter)
    _address(desk, letter)

    desk.publish(replace(asha, email="asha.new@mela.example"), replace(sita, email=asha.email))
    desk.send(mailer)

    assert {to: len(papers(mail)) for to, mail in received(post)} == {asha.email: 0, sita.email: 0}


def test_a_letter_waits_until_the_certificates_are_made(desk, event, mailer, post):
    desk.publish(one(0, event))
    desk.issue(made=False)
    letter = desk.plan("only")
    desk.approve(letter)

    assert desk.send(mailer) == 0
    assert desk.status(letter)["waiting_for"] == "the certificates"
    certificates.make(desk.store, event.id, public_url=URL)
    now = desk.clock.now()
    desk.store.run(lambda tx: jobs.defer(tx, "certificates", key=event.id, due=now))
    assert desk.send(mailer) == 0  # more are being issued
    desk.store.run(lambda tx: jobs.settle(tx, jobs.claim(tx, now=now), now=now))

    assert desk.send(mailer) == 1
    assert len(papers(received(post)[0][1])) == 1


def test_a_paper_is_made_once_and_the_letter_brings_the_same_bytes(desk, event, mailer, post, monkeypatch):
    desk.publish(one(0, event))
    desk.issue()
    (standing,) = desk.store.read(lambda tx: kept.of_event(tx, event.id))
    paper = desk.store.read(lambda tx: kept.papers(tx, [standing.id]))[standing.id]
    monkeypatch.setattr("zoom_sync.files.printing.Press.pdf", lambda *_: pytest.fail("set a second time"))
    letter = desk.plan("only")
    desk.approve(letter)

    desk.send(mailer)

    (part,) = received(post)[0][1].iter_attachments()
    assert part.get_content() == paper


def test_a_sender_that_is_killed_leaves_a_copy_unknown_and_sends_no_certificate_twice(desk, event):
    desk.publish(*(one(number, event) for number in range(3)))
    desk.issue()
    letter = desk.plan("only")
    desk.approve(letter)
    written: list[Message] = []

    class Killed(BaseException):
        pass

    class Pen:
        def send(self, letter: Message) -> Taken:
            written.append(letter)
            if len(written) == 2:
                raise Killed
            return Taken()

    with pytest.raises(Killed):
        desk.send(Pen())
    desk.clock.advance(3600)
    desk.send(Pen())

    told = desk.status(letter)
    assert (told["sent"], told["unknown"], told["planned"]) == (2, 1, 0)
    assert len({one.attachments[0].name for one in written}) == len(written) == 3


def test_a_letter_with_certificates_is_not_approved_before_any_is_issued(desk, event):
    desk.publish(one(0, event))
    letter = desk.plan("all")

    with pytest.raises(Trouble, match="the event has none yet"):
        desk.approve(letter)

    assert desk.store.read(lambda tx: letters.get(tx, letter)).approved is None


def test_a_protected_events_certificates_go_with_no_letter(store, clock):
    event = sample.the_event(protected=True)
    desk = Desk(store, clock, Keys([make_secret()]), event)
    desk.publish(one(0, event))

    with pytest.raises(Trouble, match="protected"):
        desk.plan("all")
    with pytest.raises(Trouble, match="“all” or “only”"):
        desk.plan("some")


def test_a_test_brings_a_certificate_of_nobody(desk, event, mailer, post):
    desk.publish(one(0, event))
    desk.issue()
    letter = desk.plan("only")

    follow_up.test(
        desk.store, mailer, letter, to="olga@mela.example", by="olga", clock=desk.clock, public_url=URL
    )

    ((name, paper),) = papers(received(post)[0][1])
    (own,) = desk.store.read(lambda tx: list(kept.papers(tx, [kept.of_event(tx, event.id)[0].id]).values()))
    assert name == "asha-example-0000-000.pdf"
    assert (paper[:5], paper == own) == (b"%PDF-", False)


def _address(desk: Desk, *planned: str) -> None:
    """Write the copies of letters, and send none: the mail server is told to take nothing."""
    from zoom_sync.actions.follow_up import sending

    sending._address_all(desk.store, keys=desk.keys, clock=desk.clock)
    for letter in planned:
        assert desk.store.read(lambda tx, asked=letter: letters.get(tx, asked)).addressed
