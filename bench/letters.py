"""How fast a letter is written out to its copies, and how fast they go to a mail server on this machine.

    python -m bench letters [--people N]

Planning is what stands between the approval and the first letter: everybody of the record is read, each copy is
thought out (group, language, conditions, address, opt-out) and written.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

from tests.builders import an_event
from tests.rules.test_followup import a_person
from zoom_sync.actions import follow_up
from zoom_sync.actions.follow_up import leaving, sending
from zoom_sync.keys import Keys, make_secret
from zoom_sync.mail import Message, Taken
from zoom_sync.records import Evidence, Record
from zoom_sync.store import events, optouts, people
from zoom_sync.store.database import Store
from zoom_sync.wiring import SystemClock

PEOPLE = 50_000
LEAST = 10_000  # copies a second
TEXT = "Dear {first_name},\n\n{if minutes >= 60}thank you for {minutes} minutes.{else}thank you.{end}"
HINDI = ("धन्यवाद {first_name}", "नमस्ते {name},\n\n{if minutes >= 60}{minutes} मिनट के लिए धन्यवाद।{end}")


class NoPost:
    """Takes everything at once: what is measured is us."""

    def send(self, letter: Message) -> Taken:
        return Taken()


def run(people_: int = PEOPLE) -> None:
    event, clock, keys = an_event(), SystemClock(), Keys([make_secret()])
    with _store() as store:
        store.run(lambda tx: events.add(tx, event, now=clock.now()))
        persons = tuple(
            a_person(
                f"{n:032x}", name=f"Asha Rao {n}", email=f"asha.rao{n}@mela.example", minutes=n % 120 + 0.5,
                language="Hindi" if n % 3 == 0 else "", evidence=(Evidence("participant", f"r{n}", "", f"{n:032x}"),),
            )
            for n in range(people_)
        )  # fmt: skip
        people.publish(store, event.id, Record(event, "final", (), {}, persons, (), ()), now=clock.now())
        left = leaving.marks(keys, "asha.rao7@mela.example")[0]
        store.run(lambda tx: optouts.add(tx, left, now=clock.now()))
        for language, others in (("one language", {}), ("two languages", {"hi": HINDI})):
            letter = follow_up.plan(
                store,
                event.id,
                group="virtual",
                subject="Thank you",
                text=TEXT,
                others=others,
                by="b",
                clock=clock,
            )
            follow_up.approve(store, letter, by="b", clock=clock)
            began, spent = time.monotonic(), time.process_time()
            sending._address_all(store, keys=keys, clock=clock)
            took, cpu = time.monotonic() - began, time.process_time() - spent
            print(
                f"{people_:,} copies in {language}: {took:.1f} s, {cpu:.1f} s of a processor: "
                f"{people_ / cpu:,.0f} a second of it (at least {LEAST:,})"
            )
        config = SimpleNamespace(public_url="https://events.mela.example", mail_per_second=100_000.0)
        given: dict[str, Any] = {"clock": clock, "keys": keys, "config": config, "worker": "bench"}
        began, spent = time.monotonic(), time.process_time()
        sent = follow_up.send_some(store, NoPost(), most=300, **given)
        took, cpu = time.monotonic() - began, time.process_time() - spent
        print(
            f"{sent:,} copies claimed, filled and settled, each safe on disk: {sent / took:,.0f} a second, "
            f"{cpu / sent * 1000:.1f} ms of a processor each"
        )


@contextmanager
def _store() -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/store.db")
        store.upgrade()
        yield store
        store.close()
