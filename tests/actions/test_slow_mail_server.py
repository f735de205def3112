"""A mail server may take longer to answer than a sender may be silent: the sender is not taken for dead."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from tests.actions.test_follow_up import EVENT, Desk, a_person
from zoom_sync.actions.follow_up import sending
from zoom_sync.keys import Keys, make_secret
from zoom_sync.mail import Message, Taken
from zoom_sync.store import events
from zoom_sync.store.database import Store
from zoom_sync.wiring import SystemClock


class SlowPost:
    """Takes a letter when it is told to."""

    def __init__(self) -> None:
        self.begun, self.goes_on = threading.Event(), threading.Event()
        self.taken: list[str] = []

    def send(self, letter: Message) -> Taken:
        self.begun.set()
        assert self.goes_on.wait(30)
        self.taken.append(letter.to)
        return Taken()


@pytest.fixture
def desk(store: Store, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(sending, "LEASE_S", 1.0)
    monkeypatch.setattr(sending, "RENEW_S", 0.2)
    clock: Any = SystemClock()
    store.run(lambda tx: events.add(tx, EVENT, now=clock.now()))
    made = Desk(store, clock, Keys([make_secret()]))
    made.publish(a_person(1), a_person(2))
    return made


def test_nobody_else_sends_meanwhile_and_the_letter_is_not_called_unknown(desk: Desk) -> None:
    letter, post = desk.approved(), SlowPost()
    sender = threading.Thread(target=desk.send, args=(post,))
    sender.start()
    assert post.begun.wait(10)

    others = []
    for _ in range(15):
        others.append(desk.send(post))
        threading.Event().wait(0.1)
    assert set(others) == {0}
    assert desk.states(letter) == {"claimed": 1, "planned": 1}

    post.goes_on.set()
    sender.join(20)
    assert desk.states(letter) == {"sent": 2}
    assert sorted(post.taken) == ["p01@mela.example", "p02@mela.example"]


def test_a_sender_that_stood_still_is_overtaken_and_its_renewal_takes_nothing_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter, post = desk.approved(), SlowPost()
    monkeypatch.setattr(sending, "RENEW_S", 2.0)
    sender = threading.Thread(target=desk.send, args=(post,))
    sender.start()
    assert post.begun.wait(10)
    threading.Event().wait(1.2)

    quick = SlowPost()
    quick.goes_on.set()
    assert desk.send(quick) == 1
    assert desk.states(letter) == {"sent": 1, "unknown": 1}

    post.goes_on.set()
    sender.join(20)
    assert len(post.taken) == len(quick.taken) == 1
    assert set(post.taken).isdisjoint(quick.taken)
