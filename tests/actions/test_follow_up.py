"""A letter from its plan to its last copy, with a mail server that misbehaves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from tests.builders import an_event
from tests.conftest import FakeClock
from tests.faults.fate import EachWordLost
from tests.post import PostOffice, free_port, mail_url
from tests.store.lapsing import lapse
from zoom_sync.actions import follow_up
from zoom_sync.actions.events import handing
from zoom_sync.keys import Keys, make_secret
from zoom_sync.mail import Mailer, Message, Refused, Taken, Unknown
from zoom_sync.moments import watched
from zoom_sync.records import Evidence, Person, Record, Trouble
from zoom_sync.rules.followup import LetterFaulty
from zoom_sync.store import events, letters, outbox, people
from zoom_sync.store.database import Store

EVENT = an_event()
SEEN = EVENT.starts


def a_person(number: int, **fields: Any) -> Person:
    known = {
        "name": f"Person {number:02}", "email": f"p{number:02}@mela.example", "organisation": "", "phone": "",
        "country": "", "role": "attendee", "registered": True, "registration_status": "approved",
        "mode": "virtual", "attended": True, "virtual_minutes": 60.0, "in_person_minutes": 0.0, "minutes": 60.0,
        "minutes_at_least": False, "first_seen": SEEN, "last_seen": SEEN,
        "evidence": (Evidence("participant", f"ref{number}", "first record", f"{number:032x}"),),
    }  # fmt: skip
    return Person(id=f"{number:032x}", **(known | fields))


@dataclass
class Config:
    public_url: str = "https://events.mela.example"
    mail_per_second: float = 5.0


class Pen:
    """A mailer that only writes down, or does what it is told on a given letter."""

    def __init__(self, *outcomes: Taken | Refused | Unknown | Callable[[], None]) -> None:
        self.outcomes, self.written = list(outcomes), list[Message]()

    def send(self, letter: Message) -> Taken | Refused | Unknown:
        outcome = self.outcomes.pop(0) if self.outcomes else Taken()
        if callable(outcome):
            outcome()
            outcome = Taken()
        self.written.append(letter)
        return outcome

    def addresses(self) -> list[str]:
        return [one.to for one in self.written]


@dataclass
class Desk:
    """Everything a test of letters needs at hand."""

    store: Store
    clock: FakeClock
    keys: Keys

    def publish(self, *persons: Person, status: str = "final") -> None:
        record = Record(EVENT, status, (), {}, persons, (), ())  # type: ignore[arg-type]
        people.publish(self.store, EVENT.id, record, now=self.clock.now())

    def plan(self, text: str = "Thank you", group: str = "virtual", subject: str = "After {event}") -> str:
        return follow_up.plan(
            self.store, EVENT.id, group=group, subject=subject, text=text, by="olga", clock=self.clock
        )

    def approved(self, text: str = "Thank you", *, before_final: bool = False, group: str = "virtual") -> str:
        letter = self.plan(text, group)
        follow_up.approve(self.store, letter, by="olga", before_final=before_final, clock=self.clock)
        return letter

    def send(self, pen: Any, most: int = 100) -> int:
        return follow_up.send_some(
            self.store, pen, clock=self.clock, keys=self.keys, config=Config(), most=most, worker="w1"
        )

    def states(self, letter: str) -> dict[str, int]:
        told = follow_up.status(self.store, letter, keys=self.keys)
        return {
            name: told[name]
            for name in ("planned", "claimed", "sent", "refused", "unknown", "skipped")
            if told[name]
        }


@pytest.fixture
def desk(store: Store, clock: FakeClock) -> Desk:
    store.run(lambda tx: events.add(tx, EVENT, now=clock.now()))
    return Desk(store, clock, Keys([make_secret()]))


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


def test_everyone_of_the_group_gets_one_letter(desk: Desk, mailer: Mailer, post: PostOffice) -> None:
    desk.publish(
        a_person(1), a_person(2), a_person(3, mode="absent", attended=False), a_person(4, role="host")
    )
    letter = desk.approved()

    assert desk.send(mailer) == 2
    assert desk.send(mailer) == 0
    assert sorted(post.addresses()) == ["p01@mela.example", "p02@mela.example"]
    assert desk.states(letter) == {"sent": 2}


def test_nothing_is_sent_without_approval(desk: Desk) -> None:
    desk.publish(a_person(1))
    letter = desk.plan()

    assert desk.send(Pen()) == 0
    assert desk.states(letter) == {"planned": 1}
    assert follow_up.status(desk.store, letter)["waiting_for"] == "approval"


def test_a_letter_waits_for_the_final_record(desk: Desk) -> None:
    desk.publish(a_person(1), status="provisional")
    letter = desk.approved()

    assert desk.send(Pen()) == 0
    assert follow_up.status(desk.store, letter)["waiting_for"] == "the final record"

    desk.publish(a_person(1), a_person(2))
    assert desk.send(Pen()) == 2


def test_an_organiser_may_knowingly_not_wait(desk: Desk) -> None:
    desk.publish(a_person(1), status="provisional")
    letter = desk.approved(before_final=True)

    assert desk.send(Pen()) == 1
    assert desk.states(letter) == {"sent": 1}


def test_a_record_that_opens_again_holds_the_rest_back(desk: Desk) -> None:
    desk.publish(a_person(1), a_person(2))
    desk.approved()
    assert desk.send(Pen(), most=1) == 1

    desk.publish(a_person(1), a_person(2), a_person(3), status="provisional")
    assert desk.send(Pen()) == 0
    desk.publish(a_person(1), a_person(2), a_person(3))
    assert desk.send(Pen()) == 1


def test_another_events_final_record_lets_nothing_of_this_one_out(desk: Desk) -> None:
    other = an_event(id="o" * 32)
    desk.store.run(lambda tx: events.add(tx, other, now=desk.clock.now()))
    desk.publish(a_person(1), a_person(2))
    desk.approved()
    desk.send(Pen(), most=1)
    desk.publish(a_person(1), a_person(2), status="provisional")
    record = Record(other, "final", (), {}, (a_person(3),), (), ())
    people.publish(desk.store, other.id, record, now=desk.clock.now())
    letter = follow_up.plan(
        desk.store, other.id, group="virtual", subject="s", text="t", by="olga", clock=desk.clock
    )
    follow_up.approve(desk.store, letter, by="olga", clock=desk.clock)
    pen = Pen()

    desk.send(pen)

    assert pen.addresses() == ["p03@mela.example"]


def test_later_changes_send_nothing_more_and_are_listed(desk: Desk) -> None:
    desk.publish(a_person(1), a_person(2))
    letter = desk.approved()
    desk.send(Pen())

    desk.publish(a_person(1, mode="both"), a_person(2), a_person(3))

    assert desk.send(Pen()) == 0
    assert follow_up.status(desk.store, letter)["differences"] == [
        {"person": a_person(1).id, "now": "no longer in the group"},
        {"person": a_person(3).id, "now": "in the group, not written to"},
    ]


def test_the_status_names_every_copy(desk: Desk) -> None:
    desk.publish(a_person(1), a_person(2, email="P01@mela.example"), a_person(3, email=""))
    letter = desk.approved()
    desk.send(Pen())

    told = follow_up.status(desk.store, letter)

    assert {name: told[name] for name in ("planned", "claimed", "sent", "refused", "unknown", "skipped")} == {
        "planned": 0, "claimed": 0, "sent": 1, "refused": 0, "unknown": 0, "skipped": 2,
    }  # fmt: skip
    assert told["letters"] == [
        {"person": a_person(1).id, "address": "p01@mela.example", "state": "sent", "reason": ""},
        {"person": a_person(2).id, "address": "P01@mela.example", "state": "skipped",
         "reason": "second person of one mailbox"},
        {"person": a_person(3).id, "address": "", "state": "skipped", "reason": "no address"},
    ]  # fmt: skip


def test_a_personal_letter_goes_to_each_person_of_a_mailbox(desk: Desk) -> None:
    desk.publish(a_person(1), a_person(2, email="p01@mela.example"))
    desk.approved("Dear {name}, {minutes} minutes")
    pen = Pen()

    desk.send(pen)

    assert sorted(one.text.splitlines()[0] for one in pen.written) == [
        "Dear Person 01, 60 minutes",
        "Dear Person 02, 60 minutes",
    ]


def test_a_letter_that_may_serve_two_names_nobody(desk: Desk) -> None:
    desk.publish(a_person(1), a_person(2, email="p01@mela.example"))
    desk.approved("Hello {event}")
    pen = Pen()

    desk.send(pen)

    (only,) = pen.written
    assert only.name == ""
    assert "Person" not in only.text + only.markdown + only.subject


def test_a_kill_after_the_claim_leaves_one_unknown_and_sends_nothing_twice(desk: Desk) -> None:
    desk.publish(*(a_person(number) for number in range(5)))
    letter = desk.approved()
    pen = Pen(Taken(), _killed)

    with pytest.raises(KeyboardInterrupt):
        desk.send(pen)
    desk.clock.advance(60)
    desk.send(pen)

    assert desk.states(letter) == {"sent": 4, "unknown": 1}
    assert len(set(pen.addresses())) == len(pen.addresses()) == 4


def test_a_claim_whose_word_is_lost_leaves_no_copy_behind(desk: Desk) -> None:
    desk.publish(*(a_person(number) for number in range(5)))
    letter = desk.approved()
    pen = Pen()

    with watched(EachWordLost()):
        desk.send(pen)

    assert desk.states(letter) == {"sent": 5}
    assert len(set(pen.addresses())) == len(pen.addresses()) == 5


def test_a_kill_between_send_and_settle_leaves_one_unknown_and_sends_nothing_twice(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.publish(*(a_person(number) for number in range(5)))
    letter = desk.approved()
    pen = Pen()
    with monkeypatch.context() as patched:
        patched.setattr(follow_up.sending, "_settle", lambda *_, **__: _killed())
        with pytest.raises(KeyboardInterrupt):
            desk.send(pen)

    desk.clock.advance(60)
    desk.send(pen)

    assert desk.states(letter) == {"sent": 4, "unknown": 1}
    assert sorted(pen.addresses()) == [f"p{number:02}@mela.example" for number in range(5)]


def test_a_sender_that_was_killed_outright_is_followed_within_a_minute(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.publish(a_person(1), a_person(2))
    letter = desk.approved()
    with monkeypatch.context() as patched:  # a SIGKILL releases no lease
        patched.setattr(follow_up.sending, "_end", lambda *_, **__: None)
        with pytest.raises(KeyboardInterrupt):
            desk.send(Pen(_killed))

    assert desk.send(Pen()) == 0
    desk.clock.advance(31)
    lapse(desk.store, follow_up.sending.LEASE)
    assert desk.send(Pen()) == 1
    assert desk.states(letter) == {"sent": 1, "unknown": 1}


def test_a_connection_lost_after_the_last_dot_is_unknown_and_not_repeated(
    desk: Desk, mailer: Mailer, post: PostOffice
) -> None:
    desk.publish(a_person(1), a_person(2))
    letter = desk.approved()
    post.after_data["p01@mela.example"] = "drop"

    desk.send(mailer)
    desk.clock.advance(10**6)
    desk.send(mailer)

    assert desk.states(letter) == {"sent": 1, "unknown": 1}
    assert sorted(post.addresses()) == ["p01@mela.example", "p02@mela.example"]


def test_a_refused_recipient_is_refused_with_its_text(desk: Desk, mailer: Mailer, post: PostOffice) -> None:
    desk.publish(a_person(1), a_person(2))
    letter = desk.approved()
    post.at_rcpt["p01@mela.example"] = "550 5.1.1 No such mailbox"

    desk.send(mailer)

    assert desk.states(letter) == {"sent": 1, "refused": 1}
    reasons = {one["address"]: one["reason"] for one in follow_up.status(desk.store, letter)["letters"]}
    assert reasons["p01@mela.example"] == "550 5.1.1 No such mailbox"


def test_a_passing_refusal_is_tried_five_times_over_a_day(desk: Desk) -> None:
    desk.publish(a_person(1))
    letter = desk.approved()
    pen, tries, began = Pen(*[Refused("451 later", passing=True)] * 9), list[float](), desk.clock.monotonic()

    for _ in range(30 * 12):
        if desk.send(pen):
            tries.append((desk.clock.monotonic() - began) / 3600)
        desk.clock.advance(300)

    assert len(tries) == 5
    assert 24 <= tries[-1] < 24.5
    assert desk.states(letter) == {"refused": 1}


def test_a_server_that_is_down_costs_no_try_and_loses_nothing(desk: Desk) -> None:
    desk.publish(*(a_person(number) for number in range(3)))
    letter = desk.approved()
    down = Pen(*[Refused("connection refused", passing=True, server=True)] * 10_000)

    for _ in range(12 * 6):
        assert desk.send(down) == 0
        desk.clock.advance(300)

    assert desk.states(letter) == {"planned": 3}
    trouble = follow_up.mail_is_down(desk.store)
    assert trouble is not None
    assert "connection refused" in trouble.what
    desk.clock.advance(600)
    assert desk.send(Pen()) == 3
    assert follow_up.mail_is_down(desk.store) is None


def test_after_two_days_without_a_server_the_letters_are_given_up_by_name(desk: Desk) -> None:
    desk.publish(*(a_person(number) for number in range(3)))
    letter = desk.approved()
    down = Pen(*[Refused("connection refused", passing=True, server=True)] * 10_000)

    for _ in range(50):
        desk.send(down)
        desk.clock.advance(3600)

    assert desk.states(letter) == {"refused": 3}
    reasons = {one["reason"] for one in follow_up.status(desk.store, letter)["letters"]}
    assert reasons == {"the mail server took nothing for 48 hours: connection refused"}


def test_the_stop_button_works_within_one_letter(desk: Desk) -> None:
    desk.publish(*(a_person(number) for number in range(5)))
    letter = desk.approved()
    pen = Pen(Taken(), lambda: follow_up.stop(desk.store, letter, by="olga", clock=desk.clock))

    desk.send(pen)

    assert desk.states(letter) == {"sent": 2, "planned": 3}
    assert desk.send(pen) == 0
    follow_up.approve(desk.store, letter, by="olga", clock=desk.clock)
    assert desk.send(pen) == 3
    assert len(set(pen.addresses())) == 5


def test_no_more_go_out_in_a_second_than_the_setting_says(desk: Desk) -> None:
    desk.publish(*(a_person(number) for number in range(20)))
    desk.approved()
    began = desk.clock.monotonic()

    while desk.send(Pen(), most=1):
        pass

    assert desk.clock.monotonic() - began >= 20 / 5.0


def test_two_senders_at_once_send_nothing_twice(desk: Desk) -> None:
    desk.publish(*(a_person(number) for number in range(4)))
    letter = desk.approved()
    other = Pen()
    pen = Pen(lambda: desk.send(other) and None)

    desk.send(pen)

    assert other.written == []
    assert desk.states(letter) == {"sent": 4}


def test_the_link_in_the_letter_ends_all_letters_to_that_mailbox(
    desk: Desk, mailer: Mailer, post: PostOffice
) -> None:
    desk.publish(a_person(1), a_person(2))
    desk.approved()
    desk.send(mailer)
    sent = {one.rcpt_tos[0]: message_from_bytes(bytes(one.content), policy=default) for one in post.taken}
    link = str(sent["p01@mela.example"]["List-Unsubscribe"]).strip("<>")
    assert link.startswith("https://events.mela.example/unsubscribe/")
    assert "p01" not in link
    token = link.rpartition("/")[2]

    assert follow_up.can_unsubscribe(desk.keys, token)
    follow_up.unsubscribe(desk.store, desk.keys, token, clock=desk.clock)
    follow_up.unsubscribe(desk.store, desk.keys, token, clock=desk.clock)

    desk.publish(a_person(1, email=" P01@Mela.example"), a_person(2))
    second = desk.approved("Again")
    assert desk.states(second) == {"planned": 1, "skipped": 1}
    pen = Pen()
    desk.send(pen)
    assert pen.addresses() == ["p02@mela.example"]
    assert desk.states(second) == {"sent": 1, "skipped": 1}


def test_opting_out_between_planning_and_claiming_counts(desk: Desk) -> None:
    desk.publish(a_person(1), a_person(2))
    letter = desk.approved()
    pen = Pen()
    desk.send(pen, most=1)
    other = ({"p01@mela.example", "p02@mela.example"} - set(pen.addresses())).pop()

    token = follow_up.leaving.token(desk.keys, other)
    follow_up.unsubscribe(desk.store, desk.keys, token, clock=desk.clock)
    desk.send(pen)

    assert other not in pen.addresses()
    assert desk.states(letter) == {"sent": 1, "skipped": 1}


@pytest.mark.parametrize("is_addressed", [False, True])
def test_a_letter_of_a_removed_event_waits_holds_no_other_up_and_goes_once_the_event_is_back(
    desk: Desk, is_addressed: bool
) -> None:
    desk.publish(a_person(1), a_person(2))
    letter, pen = desk.approved(), Pen()
    if is_addressed:
        assert desk.send(pen, most=1) == 1
    other = an_event(id="f" * 32, title="Another")
    desk.store.run(lambda tx: events.add(tx, other, now=desk.clock.now()))
    record = Record(other, "final", (), {}, (a_person(3),), (), ())
    people.publish(desk.store, other.id, record, now=desk.clock.now())
    desk.clock.advance(1)
    beside = follow_up.plan(
        desk.store, other.id, group="virtual", subject="Thanks", text="T", by="olga", clock=desk.clock
    )
    follow_up.approve(desk.store, beside, by="olga", clock=desk.clock)
    handing.put_away(desk.store, EVENT.id, clock=desk.clock)
    sent = len(pen.written)

    assert desk.send(pen) == 1
    assert pen.addresses()[sent:] == ["p03@mela.example"]
    assert desk.send(pen) == 0

    handing.bring_back(desk.store, EVENT.id, clock=desk.clock)
    assert desk.send(pen) == 2 - sent
    assert desk.states(letter) == {"sent": 2}


def test_copies_of_a_removed_event_are_not_given_up_when_the_mail_server_is_long_gone(desk: Desk) -> None:
    desk.publish(a_person(1), a_person(2))
    letter = desk.approved()
    assert desk.send(Pen(), most=1) == 1
    handing.put_away(desk.store, EVENT.id, clock=desk.clock)

    given_up = desk.store.run(lambda tx: outbox.give_up_waiting(tx, now=desk.clock.now(), reason="gone"))

    handing.bring_back(desk.store, EVENT.id, clock=desk.clock)
    assert given_up == 0
    assert desk.states(letter) == {"sent": 1, "planned": 1}


def test_an_opt_out_survives_a_new_secret_and_a_removed_event(desk: Desk) -> None:
    old, new = make_secret(), make_secret()
    token = follow_up.leaving.token(Keys([old]), "p01@mela.example")
    desk.store.run(lambda tx: events.remove(tx, EVENT.id))
    follow_up.unsubscribe(desk.store, Keys([new, old]), token, clock=desk.clock)

    desk.keys = Keys([new, old])
    desk.store.run(lambda tx: events.add(tx, EVENT, now=desk.clock.now()))
    desk.publish(a_person(1))
    pen = Pen()
    letter = desk.approved()
    desk.send(pen)

    assert pen.written == []
    assert desk.states(letter) == {"skipped": 1}


@pytest.mark.parametrize(
    "change", [lambda t: t[:-4], lambda t: "A" * 64, lambda t: "ü" + t[1:], lambda t: "", lambda t: t[::-1]]
)
def test_a_changed_link_changes_nothing(desk: Desk, change: Callable[[str], str]) -> None:
    token = change(follow_up.leaving.token(desk.keys, "p01@mela.example"))

    assert not follow_up.can_unsubscribe(desk.keys, token)
    with pytest.raises(follow_up.UnsubscribeLinkWrong):
        follow_up.unsubscribe(desk.store, desk.keys, token, clock=desk.clock)


def test_a_preview_shows_one_reader_and_a_test_letter_shows_none(
    desk: Desk, mailer: Mailer, post: PostOffice
) -> None:
    desk.publish(a_person(1), a_person(2, name="Zoe **Bela**"), a_person(3, mode="absent", attended=False))
    letter = desk.plan("Dear {name}")

    first = follow_up.preview(desk.store, letter)
    second = follow_up.preview(desk.store, letter, person=a_person(2).id)
    follow_up.test(desk.store, mailer, letter, to="olga@mela.example", by="meera", clock=desk.clock)

    assert (first["to"], first["subject"]) == ("p01@mela.example", "After A meeting")
    assert second["text"].startswith("Dear Zoe **Bela**")
    assert "Dear Zoe **Bela**" in second["html"]
    (sent,) = post.taken
    assert sent.rcpt_tos == ["olga@mela.example"]
    assert b"Person" not in bytes(sent.content)
    with pytest.raises(Trouble, match="not in the group"):
        follow_up.preview(desk.store, letter, person=a_person(3).id)
    with pytest.raises(Trouble, match="nobody"):
        follow_up.preview(desk.store, letter, person="who")


def test_a_test_letter_that_is_not_taken_says_so(desk: Desk, mailer: Mailer, post: PostOffice) -> None:
    letter = desk.plan()
    post.at_rcpt["olga@mela.example"] = "550 unknown"

    with pytest.raises(Trouble, match="550 unknown"):
        follow_up.test(desk.store, mailer, letter, to="olga@mela.example", by="meera", clock=desk.clock)
    with pytest.raises(Trouble, match="SMTP_URL"):
        follow_up.test(desk.store, None, letter, to="olga@mela.example", by="meera", clock=desk.clock)


def test_a_faulty_letter_is_not_planned(desk: Desk) -> None:
    with pytest.raises(LetterFaulty, match="naem"):
        desk.plan("Dear {naem}")
    with pytest.raises(Trouble, match="There is no event"):
        follow_up.plan(desk.store, "x", group="both", subject="s", text="t", by="olga", clock=desk.clock)
    with pytest.raises(follow_up.LetterUnknown):
        follow_up.approve(desk.store, "x", by="olga", clock=desk.clock)

    assert desk.store.read(lambda tx: letters.of_event(tx, EVENT.id)) == []


def test_an_events_letters_are_listed_with_their_numbers(desk: Desk) -> None:
    desk.publish(a_person(1), a_person(2, mode="both"))
    first = desk.approved()
    desk.send(Pen())
    desk.clock.advance(1)
    second = desk.plan(group="both")

    listed = desk.store.read(lambda tx: letters.of_event(tx, EVENT.id))
    told = [follow_up.status(desk.store, letter.id) for letter in listed]

    assert [(one["id"], one["planned"], one["sent"]) for one in told] == [(second, 1, 0), (first, 0, 1)]


def _killed() -> None:
    raise KeyboardInterrupt
