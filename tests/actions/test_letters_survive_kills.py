"""The sender is killed outright, again and again, in the middle of a mailing: nobody is written to twice."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator

import pytest
from aiosmtpd.controller import Controller

from tests.actions.test_follow_up import EVENT, Desk, a_person
from tests.conftest import FakeClock
from tests.post import PostOffice, free_port, mail_url
from tests.store.lapsing import lapse
from zoom_sync.actions import follow_up
from zoom_sync.keys import Keys, make_secret
from zoom_sync.store import events
from zoom_sync.store.database import Store

SENDER = """
import sys, time
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from zoom_sync.actions import follow_up
from zoom_sync.keys import Keys
from zoom_sync.mail import Mailer
from zoom_sync.store.database import Store

url, smtp, secret, late = sys.argv[1:]
clock = SimpleNamespace(
    now=lambda: datetime.now(UTC) + timedelta(seconds=float(late)), monotonic=time.monotonic, sleep=time.sleep
)
config = SimpleNamespace(public_url="https://events.mela.example", mail_per_second=5000.0)
mailer = Mailer(smtp, sender="letters@mela.example", clock=clock)
print("ready", flush=True)
while follow_up.send_some(
    Store(url), mailer, clock=clock, keys=Keys([secret]), config=config, most=50, worker="w"
):
    pass
"""


@pytest.fixture
def post() -> PostOffice:
    return PostOffice()


@pytest.fixture
def smtp(post: PostOffice) -> Iterator[str]:
    server = Controller(post, hostname="127.0.0.1", port=free_port())
    server.start()
    yield mail_url(server)
    server.stop()


@pytest.mark.parametrize(
    ("people", "kills"),
    [(100, 2), pytest.param(5000, 100, marks=[pytest.mark.long, pytest.mark.timeout(1800)])],
)
def test_kills_in_the_middle_leave_everyone_in_one_state_and_nobody_with_two_letters(
    store: Store, store_url: str, smtp: str, post: PostOffice, people: int, kills: int
) -> None:
    clock, secret, dice = FakeClock(EVENT.ends), make_secret(), random.Random(people)
    store.run(lambda tx: events.add(tx, EVENT, now=clock.now()))
    desk = Desk(store, clock, Keys([secret]))
    desk.publish(*(a_person(number) for number in range(people)))
    letter = desk.approved()

    for run in range(kills + 1):
        # each run's clock is a minute on, so that the lease of the killed one has run out
        lapse(store, follow_up.sending.LEASE)
        sender = subprocess.Popen(
            [sys.executable, "-c", SENDER, store_url, smtp, secret, str(60 * run)], stdout=subprocess.PIPE
        )
        assert sender.stdout is not None
        sender.stdout.readline()
        if run < kills:
            time.sleep(dice.uniform(0.02, 0.25))
            sender.send_signal(signal.SIGKILL)
        assert sender.wait(timeout=600) in (0, -signal.SIGKILL)
        sender.stdout.close()

    got = Counter(post.addresses())
    copies = follow_up.status(store, letter)["letters"]
    states = Counter(copy["state"] for copy in copies)
    assert max(got.values()) == 1
    assert states["sent"] + states["unknown"] == len(copies) == people
    assert states["unknown"] <= kills
    assert {copy["address"] for copy in copies if copy["state"] == "sent"} <= set(got)
