"""One random day: a seed draws what happens and what goes wrong, the service lives through it until all is quiet."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import random
import shutil
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from tests.faults import scene as scenes
from tests.faults.fate import Clock, Fate, Killed
from tests.faults.life import KEYS, Life, Post, Receiver
from tests.faults.promises import broken, of_facts, wrong_on_show
from tests.faults.scene import EVENT, Doing, Scene
from tests.faults.wire import Bag, answered_by
from zoom_sync import moments
from zoom_sync.actions import export
from zoom_sync.demo.zoom_server import Fault, create_app
from zoom_sync.demo.zoom_server.switches import FaultKind
from zoom_sync.records import Trouble
from zoom_sync.store import events, hooks, inbox, jobs, laying, letters, outbox, publishing
from zoom_sync.store.database import Store, Tx
from zoom_sync.zoom import client

SCENES = 24  # different days; each has an undisturbed record to compare with
# so that a small day, too, comes in several pages, parts and batches
SMALL: tuple[tuple[Any, str, int], ...] = (
    (client, "PAGE", 4),
    (publishing, "BATCH", 3),
    (laying, "BATCH", 3),
)
PATHS = (
    "GET /v2/webinars/[0-9]+[?]", "status=approved", "status=pending", "/panelists", "/instances",
    "/report/webinars/[^/]+$", "/report/webinars/.*/participants", "/oauth/token",
)  # fmt: skip
LONG_AFTER = scenes.START + timedelta(days=4)  # by then all is read that will ever be
PATIENCE = 600  # looks after the day, each with some time before it
CALM = 60  # looks after which nothing goes wrong any more
# seconds until the next look: after one that found something to do, after another, and where little is to come
SOON, LATER, LATE = (5, 60, 600, 3600), (300, 900, 3600), (3600, 6 * 3600, 12 * 3600)


class BrokenPromise(AssertionError):
    """Says which promise, and how to see it again."""


@dataclass(slots=True)
class Weather:
    """How bad the day is; all zero: undisturbed."""

    kills: int = 0
    stumbles: float = 0.0
    loss: float = 0.0
    copies: int = 1
    zoom_faults: int = 0
    mail_trouble: float = 0.0
    receiver_trouble: float = 0.0
    clock_steps: float = 0.0
    paced: bool = False


@dataclass(slots=True)
class Day:
    """What is left of a day, for whoever checks the promises."""

    scene: Scene
    store: Store
    post: Post
    receiver: Receiver
    fate: Fate
    acknowledged: set[str] = field(default_factory=set)
    answered: Counter[str] = field(default_factory=Counter)  # acts of the organiser that were answered
    lives: int = 1
    lost: int = 0
    shown: list[str] = field(default_factory=list)  # what was wrong with a record that was on show
    record: bytes = b""


def weather(dice: random.Random) -> Weather:
    """Every kind of fault alone, and all at once."""
    return Weather(
        kills=dice.choice((0, 1, 2, 4, 8)),
        stumbles=dice.choice((0.0, 0.0, 0.02, 0.08)),
        loss=dice.choice((0.0, 0.3)),
        copies=dice.choice((1, 2, 3)),
        zoom_faults=dice.choice((0, 0, 1, 3)),
        mail_trouble=dice.choice((0.0, 0.3)),
        receiver_trouble=dice.choice((0.0, 0.3)),
        clock_steps=dice.choice((0.0, 0.0, 0.05)),
        paced=dice.random() < 0.2,
    )


class Run:
    """Plays one day on one store. `play` gives it back when nothing is left to do."""

    def __init__(
        self,
        url: str,
        scene: Scene,
        dice: random.Random,
        weather: Weather,
        first: moments.Moment | None = None,
    ) -> None:
        self.url, self.scene, self.dice, self.weather = url, scene, dice, weather
        self.clock = Clock(scenes.START - timedelta(hours=1))
        self.fate = Fate(dice, kills=weather.kills, stumbles=weather.stumbles, first=first)
        self.post = Post(dice, trouble=weather.mail_trouble)
        self.receiver = Receiver(dice, trouble=weather.receiver_trouble)
        self.world = scene.furnish(self.clock)
        loss = 0.0 if scene.never else weather.loss  # nothing could make it good
        self.happened = scenes.START
        self.bag = Bag(dice, loss=loss, most_copies=weather.copies, when=lambda: self.happened)
        self.world.listeners.append(self.bag.hear)
        self.undone: list[Doing] = []
        self.asked: set[str] = set()
        self.life = self._born(1)
        self.day = Day(scene, self.life.store, self.post, self.receiver, self.fate)

    def play(self) -> Day:
        self.life.store.run(lambda tx: _furnish(tx, self.clock.now()))
        with ExitStack() as stack:
            stack.enter_context(answered_by(create_app(self.world), self.clock.right.now))
            stack.enter_context(moments.watched(self.fate))
            hook, threading.excepthook = threading.excepthook, _quiet_deaths(threading.excepthook)
            stack.callback(setattr, threading, "excepthook", hook)
            # The day's clock is the store's, too: nobody waits for that of a server.
            stack.callback(setattr, jobs, "time_of", jobs.time_of)
            jobs.time_of = lambda tx, otherwise: otherwise
            for room, name, few in SMALL:
                stack.callback(setattr, room, name, getattr(room, name))
                setattr(room, name, few)
            for doing in self.scene.doings:
                self.clock.until(doing.at)
                self._happen(doing)
                self._meanwhile()
            self._after()
        self.day.lost = self.bag.lost
        return self.day

    def _happen(self, doing: Doing) -> None:
        self.happened = doing.at
        if doing.world is not None:
            doing.world(self.world)
        else:
            self.undone.append(doing)

    def _meanwhile(self) -> None:
        """Deliveries come, the organiser acts, the worker looks; something else goes wrong."""
        if self.dice.random() < self.weather.clock_steps:
            self.clock.step(self.dice.choice((-3600, -90, 0, 90, 3600)))
        if self.weather.zoom_faults and self.dice.random() < 0.05:
            self._zoom_fails()
        calm = self.weather == Weather()
        for _ in range(len(self.bag.waiting) if calm else self.dice.randint(0, 4)):
            self._deliver()
        self._organise()
        if self.dice.random() < 0.25:
            self._alive(lambda: self.life.look(self.dice))

    def _after(self) -> None:
        """Until nothing waits: time goes on, and nothing new goes wrong after a while."""
        # Where no report comes there is nothing but to ask for it again.
        calm = CALM // 3 if self.scene.never else CALM
        for turn in range(PATIENCE):
            if turn == calm:
                self.fate.rest()
                self.clock.step(0)
                self.world.switches.faults.clear()
            while self.bag.waiting and self.dice.random() < 0.9:
                self._deliver()
            self._organise()
            found = self._alive(lambda: self.life.look(self.dice))
            if turn > calm and turn % 20 == 0 and self.life.asked_for_help:
                self._alive(
                    lambda: self.life.sync()
                )  # what only a person could mend is mended, and they read again
            if self._is_quiet():
                self.day.record = self._record()
                return
            late = LATE if turn > calm and self.scene.never else LATER
            self.clock.sleep(self.dice.choice(SOON if found else late))
        raise BrokenPromise(f"it does not come to rest: {self.life.store.read(lambda tx: [*self._left(tx)])}")

    def _is_quiet(self) -> bool:
        if self.bag.waiting or self.undone or self.fate.died is not None:
            return False
        return self.life.store.read(lambda tx: next(self._left(tx), None)) is None

    def _left(self, tx: Tx) -> Iterator[str]:
        """What is still to be done; the record of a day without reports is not waited for."""
        if inbox.queue_age(tx) is not None:
            yield "deliveries"
        summary = events.summary(tx, EVENT.id)
        if summary is None or summary["status"] != ("provisional" if self.scene.never else "final"):
            yield f"the record: {summary and summary['waiting_for']}"
        elif self.scene.never and (self.clock.now() < LONG_AFTER or "the room" in summary["waiting_for"]):
            yield "time, and the room"
        for task in jobs.waiting(tx):
            # Where no report comes, syncs are asked for to the end; a dead process's is still to be taken over.
            if task["name"] != "sync" or task["state"] == "running" or not self.scene.never:
                yield f"{task['name']} {task['state']} {task['error']}"
        if untold := hooks.faring(tx).messages["waiting"]:
            yield f"{untold} messages to another system"
        if not self.scene.never and (copies := _open_copies(tx)):
            yield f"{copies} copies"

    def _deliver(self) -> None:
        if not self.bag.waiting:
            return
        parcel = self.bag.next()
        taken = self._alive(lambda: self.life.receive(parcel))
        if taken:
            self.day.acknowledged.add(_id(parcel.body))
        else:
            self.bag.again(parcel)

    def _organise(self) -> None:
        """The organiser does what is to be done, and does it again where no answer came."""
        waiting, self.undone = self.undone, []
        for number, doing in enumerate(waiting):
            if self._alive(lambda doing=doing: self._do(doing)):  # type: ignore[misc]
                self.day.answered[" ".join((doing.what, *doing.about))] += 1
            else:
                self.undone = waiting[number:]
                return

    def _do(self, doing: Doing) -> bool:
        life, about = self.life, doing.about
        if doing.what == "check in":
            life.check_in(self.scene.claims[about[0]], about[0], datetime.fromisoformat(about[1]))
        elif doing.what == "import":
            life.bring(self.scene.sheet)
        elif doing.what == "decide":
            life.decide(*about)
        elif doing.what == "plan a letter":
            life.plan_letter()
        elif doing.what == "approve the letter":
            life.approve_letter()
        else:
            life.close_room()
        return True

    def _alive(self, act: Callable[[], bool | None]) -> bool:
        """Whether the act was done and answered; after a death the next process is born."""
        try:
            return bool(act())
        except Trouble as trouble:
            self.life.heard(trouble)
        except Killed:
            pass
        if self.fate.died is not None:
            self._reborn()
        return False

    def _reborn(self) -> None:
        self.life.bury()
        self.fate.rise()
        self.day.lives += 1
        self.life = self._born(self.day.lives)
        self.day.store = self.life.store
        self.day.shown += wrong_on_show(self.life.store)

    def _born(self, number: int) -> Life:
        return Life(
            self.url, self.clock, self.fate, self.post, self.receiver, name=f"life {number}", paced=self.weather.paced,
            asked=self.asked,
        )  # fmt: skip

    def _zoom_fails(self) -> None:
        kind = self.dice.choice([kind for kind in get_args(FaultKind) if kind != "429 day silent"])
        fault = Fault(
            self.dice.choice(PATHS), kind, nth=self.dice.randint(1, 3), times=self.dice.choice((1, 1, 6))
        )
        self.world.switches.faults[:] = [*self.world.switches.faults, fault][-self.weather.zoom_faults :]

    def _record(self) -> bytes:
        out = io.BytesIO()
        export.export(self.life.store, EVENT.id, format="json", target=out)
        return of_facts(out.getvalue())


def _quiet_deaths(hook: Callable[[threading.ExceptHookArgs], object]) -> Callable[[Any], None]:
    """A thread of a process that was killed ends without a word."""

    def told(args: threading.ExceptHookArgs) -> None:
        if not issubclass(args.exc_type, Killed):
            hook(args)

    return told


def _furnish(tx: Tx, now: datetime) -> None:
    """The event, and another system that is told of it."""
    events.add(tx, EVENT, now=now)
    kinds: tuple[hooks.Kind, ...] = ("checked_in", "final", "corrected")
    sealed = KEYS.seal(b"whsec_" + base64.b64encode(b"s" * 32))
    hooks.add(
        tx,
        hooks.Hook("b" * 32, EVENT.id, "", "https://crm.example/in", kinds, sealed, created=now, by="meera"),
    )


def _open_copies(tx: Tx) -> int:
    """Copies that are still to go out, letters not addressed counting as one."""
    planned = letters.of_event(tx, EVENT.id)
    if not planned:
        return 1
    numbers = outbox.counts(tx)
    return numbers["planned"] + numbers["claimed"] + sum(one.addressed is None for one in planned)


def _id(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


@lru_cache(maxsize=SCENES)
def undisturbed(number: int, template: Path, folder: Path) -> Day:
    """The day as it is when nothing goes wrong."""
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".db", delete=False) as file:
        url = f"sqlite:///{shutil.copyfile(template, file.name)}"
    run = Run(url, scenes.draw(number), random.Random(0), Weather())
    day = run.play()
    wrong = broken(day, day)
    run.life.bury()
    assert not wrong, wrong
    assert day.lives == 1
    assert json.loads(day.record)["status"] == ("provisional" if day.scene.never else "final")
    return day


def live_through(
    seed: int, *, url: str, template: Path, folder: Path, first: moments.Moment | None = None
) -> Day:
    """A random day on the store of this address, which has all tables and nothing in them.

    `first`: the moment of its first death; without one it is drawn, too.

    Raises BrokenPromise, which names the seed: the same seed gives the same day, fault by fault.
    """
    dice = random.Random(seed)
    number = dice.randrange(SCENES)
    right = undisturbed(number, template, folder)
    run = Run(url, scenes.draw(number), dice, weather(dice), first)
    try:
        day = run.play()
        wrong = broken(day, right)
    except BrokenPromise as why:
        wrong = [str(why)]
    except Exception as why:
        why.add_note(f"Once more: python -m tests.faults --seed {seed}")
        raise
    finally:
        run.life.bury()
    if wrong:
        told = "; ".join(wrong)
        raise BrokenPromise(
            f"seed {seed} ({run.weather}, deaths {dict(run.fate.deaths)}): {told}\n"
            f"Once more: python -m tests.faults --seed {seed}"
        )
    return day
