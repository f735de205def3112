"""The service as one process, from its start to its end: every act one call, in the caller's thread."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from werkzeug.datastructures import Headers

from tests.faults.fate import Clock, Fate, Killed
from tests.faults.scene import EVENT
from tests.faults.wire import SECRET, Parcel
from webhooks.events import Delivery, delivery_id
from webhooks.signature import Accepted, check
from zoom_sync.actions import (
    check_in,
    decide,
    events,
    follow_up,
    hooks,
    import_sheet,
    read_inbox,
    rebuild,
    timetable,
)
from zoom_sync.actions import sync as syncing
from zoom_sync.keys import Keys
from zoom_sync.mail import Message, Refused, Taken, Unknown
from zoom_sync.posting import Answer
from zoom_sync.records import Claim, Trouble
from zoom_sync.store import hooks as stored_hooks
from zoom_sync.store import inbox, jobs, letters
from zoom_sync.store.database import Store
from zoom_sync.store.faults import StoreUnavailable
from zoom_sync.store.shelf import StoredPace, StoredTokens
from zoom_sync.zoom.client import Zoom
from zoom_sync.zoom.oauth import ZoomAccount
from zoom_sync.zoom.troubles import PersonMustAct

READS = (timedelta(minutes=10), timedelta(minutes=30), timedelta(hours=24))
ACCOUNT = ZoomAccount("cid", "sec", "acc", "http://zoom.test/oauth", "http://zoom.test", "business")
KEYS = Keys(["0123456789abcdef" * 4])
RETRIES = (5, 30, 120, 600, 3600)  # as the worker's
LETTER = "Thank you for coming, {name}: {minutes} minutes."


class Post:
    """The mail server: outlives every process of ours, and does as the dice say."""

    def __init__(self, dice: random.Random, *, trouble: float) -> None:
        self._dice, self.trouble = dice, trouble
        self.taken: list[str] = []  # addresses, in the order in which copies came

    def send(self, letter: Message) -> Taken | Refused | Unknown:
        if self._dice.random() >= self.trouble:
            self.taken.append(letter.to)
            return Taken()
        fault = self._dice.randrange(4)
        if fault == 0:
            return Refused("450 try later", passing=True)
        if fault == 1:
            return Refused("550 nobody here", passing=False)
        if fault == 2:
            return Refused("421 closing", passing=True, server=True)
        if self._dice.random() < 0.5:
            self.taken.append(letter.to)
        return Unknown("the connection was lost after the dot")


class Receiver:
    """Another system that is told of the day: outlives every process of ours, and does as the dice say."""

    def __init__(self, dice: random.Random, *, trouble: float) -> None:
        self._dice, self.trouble = dice, trouble
        self.got: list[str] = []  # ids of messages, in the order in which they came

    def __call__(self, url: str, *, id: str, **_: Any) -> Answer:
        if self._dice.random() >= self.trouble:
            self.got.append(id)
            return Answer(204)
        if self._dice.random() < 0.5:
            return Answer(503)
        self.got.append(id)  # they have it, and the word of it was lost
        return Answer(trouble="the connection was lost")


@dataclass(frozen=True, slots=True)
class Config:
    public_url: str = "https://events.mela.example"
    mail_per_second: float = 50.0


class Free:
    """No pace of calls."""

    def wait(self, label: str) -> None: ...

    def block(self, label: str, until: Any) -> None: ...


class Life:
    """One process. What it does may raise Killed: then it is gone, and another Life takes over."""

    asked_for_help: set[str]  # by whom a person was told to mend something at Zoom; shared by all lives

    def __init__(
        self, url: str, clock: Clock, fate: Fate, post: Post, receiver: Receiver, *, name: str, paced: bool,
        asked: set[str],
    ) -> None:  # fmt: skip
        self.receiver = receiver
        self.asked_for_help = asked
        self.clock, self.fate, self.post, self.name = clock, fate, post, name
        self.store = Store(url, clock=clock)
        self.keeper = inbox.Keeper(self.store, deadline_s=60)
        shelf = StoredTokens(self.store, KEYS, clock, name="zoom:acc")
        pace = StoredPace(self.store, clock, account="zoom:acc", limit=ACCOUNT.limit) if paced else Free()
        self.zoom = Zoom(ACCOUNT, shelf, pace, clock, chance=fate.dice.random)

    def bury(self) -> None:
        """Give back what the operating system takes from the dead."""
        self.keeper.close()
        self.store.close()

    def receive(self, parcel: Parcel) -> bool:
        """A signed delivery comes. Whether it was answered 2xx."""
        now = self.clock.now()
        headers = Headers(parcel.headers(self.clock.right.now()))
        accepted = check(headers, parcel.body, [SECRET], now, 86_400)
        assert isinstance(accepted, Accepted)
        kept = True
        try:
            self.keeper.keep(Delivery(delivery_id(parcel.body), parcel.body, now, accepted.stamp))
        except StoreUnavailable:
            kept = False
        if self.fate.died is not None:  # the keeper's thread died: its process gives no answer any more
            raise Killed(self.fate.died)
        return kept

    def look(self, dice: random.Random) -> bool:
        """Some of what a worker does at its ticks, in any order. Whether there was anything to do."""
        looks: list[Callable[[], object]] = [
            self.beat, partial(self.read, dice.choice((1, 3, 500))), self.plan, self.do_due,
            partial(self.send, dice.randint(1, 4)), self.tell,
        ]  # fmt: skip
        dice.shuffle(looks)
        found = False
        for one in looks[: dice.randint(1, len(looks))]:
            try:
                found = bool(one()) or found
            except Trouble as trouble:
                self.heard(trouble)
                found = True
        return found

    def heard(self, trouble: Trouble) -> None:
        """No Trouble of the store may tell a value of a row, and none is a mistake of ours."""
        assert "canary" not in f"{trouble} {trouble.what}", trouble
        assert type(trouble).__name__ != "StoreRefused", trouble

    def beat(self) -> None:
        self.store.run(lambda tx: jobs.beat(tx, self.name, now=self.clock.now()))

    def read(self, limit: int) -> int:
        return read_inbox.read_some(self.store, clock=self.clock, account="acc", limit=limit)

    def plan(self) -> int:
        return timetable.plan(self.store, reads=READS, clock=self.clock)

    def send(self, most: int) -> int:
        return follow_up.send_some(
            self.store, self.post, clock=self.clock, keys=KEYS, config=Config(), most=most, worker=self.name
        )

    def tell(self) -> int:
        """Tell the other system what it is to hear."""
        due = self.store.read(lambda tx: stored_hooks.due(tx, now=self.clock.now()))
        return sum(hooks.send_some(self.store, id, self.receiver, keys=KEYS, clock=self.clock) for id in due)

    def do_due(self) -> bool:
        """Do one due task, as the worker does. Whether there was one."""
        task = self.store.run(partial(jobs.claim, now=self.clock.now(), lease_s=120))
        if task is None:
            return False
        error, again = "", None
        try:
            self.do(task.name)
        except Trouble as trouble:
            self.heard(trouble)
            error = str(trouble)
            again = self.clock.now() + timedelta(seconds=RETRIES[min(task.tries, len(RETRIES)) - 1])
        now = self.clock.now()
        self.store.run(lambda tx: jobs.settle(tx, task, now=now, error=error, retry_at=again))
        return True

    def do(self, task: str) -> None:
        if task == "sync":
            self.sync()
        elif task == "rebuild":
            rebuild.rebuild(self.store, EVENT.id, reads=READS, clock=self.clock)
        else:
            read_inbox.adopt(self.store, EVENT.id, clock=self.clock)

    def sync(self) -> None:
        outcome = syncing.sync_event(self.store, self.zoom, EVENT.id, clock=self.clock, holder=self.name)
        if any(isinstance(one, PersonMustAct) for one in outcome.troubles):
            self.asked_for_help.add(self.name)

    def check_in(self, claim: Claim, nonce: str, at: Any) -> None:
        check_in.check_in(self.store, EVENT.id, claim=claim, nonce=nonce, at=at, clock=self.clock)

    def bring(self, sheet: bytes) -> None:
        import_sheet.import_file(self.store, EVENT.id, data=sheet, name="sign-in.csv", clock=self.clock)

    def decide(self, kind: Any, ref: str) -> None:
        decide.decide(
            self.store, EVENT.id, kind=kind, refs=[ref], by="meera", clock=self.clock, nonce=f"{kind} {ref}"
        )

    def plan_letter(self) -> None:
        """Somebody who got no answer looks whether it is there before they do it again."""
        if not self.store.read(lambda tx: letters.of_event(tx, EVENT.id)):
            follow_up.plan(
                self.store, EVENT.id, group="virtual", subject="After {event}", text=LETTER, by="meera",
                clock=self.clock,
            )  # fmt: skip

    def approve_letter(self) -> None:
        (letter,) = self.store.read(lambda tx: letters.of_event(tx, EVENT.id))
        follow_up.approve(self.store, letter.id, by="meera", clock=self.clock)

    def close_room(self) -> None:
        events.close(self.store, EVENT.id, clock=self.clock, by="meera")
