"""The same days, each act of the service in a process of its own, some of which are really killed, at any instant."""

from __future__ import annotations

import os
import random
import signal
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.faults import scene as scenes
from tests.faults.life import Post, Receiver
from tests.faults.promises import broken, wrong_on_show
from tests.faults.run import SCENES, BrokenPromise, Run, Weather, undisturbed
from zoom_sync.mail import Message, Refused, Taken, Unknown
from zoom_sync.posting import Answer
from zoom_sync.records import Trouble

LONGEST_S = 0.15  # a process that is to be killed is, after so long at most
SHARE = 0.3  # of the processes


class Lines:
    """A file that all processes add to, line by line, and that none of them loses with its death."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.write_bytes(b"")

    def add(self, line: str) -> None:
        handle = os.open(self._path, os.O_WRONLY | os.O_APPEND)
        os.write(handle, f"{line}\n".encode())
        os.close(handle)

    def all(self) -> list[str]:
        return self._path.read_text().split()


class SharedPost(Post):
    """A mail server that all processes reach: what it took stands in a file, address by address."""

    def __init__(self, path: Path) -> None:
        self._lines = Lines(path)
        super().__init__(random.Random(0), trouble=0.0)

    def send(self, letter: Message) -> Taken | Refused | Unknown:
        self._lines.add(letter.to)
        return Taken()

    @property
    def taken(self) -> list[str]:  # type: ignore[override]
        return self._lines.all()

    @taken.setter
    def taken(self, value: list[str]) -> None:
        assert value == []


class SharedReceiver(Receiver):
    """Another system that all processes reach, likewise."""

    def __init__(self, path: Path) -> None:
        self._lines = Lines(path)
        super().__init__(random.Random(0), trouble=0.0)

    def __call__(self, url: str, *, id: str, **_: Any) -> Answer:
        self._lines.add(id)
        return Answer(204)

    @property
    def got(self) -> list[str]:  # type: ignore[override]
        return self._lines.all()

    @got.setter
    def got(self, value: list[str]) -> None:
        assert value == []


class Forked(Run):
    """A day whose processes are real. Zoom and the organiser are in this one, which is not killed."""

    def __init__(self, url: str, number: int, dice: random.Random, weather: Weather, folder: Path) -> None:
        super().__init__(url, scenes.draw(number), dice, weather)
        self.life.bury()
        self.fate.rest()  # here nobody dies by a moment's name
        self.post = self.day.post = SharedPost(folder / "taken")
        self.receiver = self.day.receiver = SharedReceiver(folder / "told")
        self.killed = 0

    def _alive(self, act: Callable[[], bool | None]) -> bool:
        heard, say = os.pipe()
        self.life.store.close()  # a connection must not be shared with a child
        child = os.fork()
        if child == 0:
            self._be_a_process(act, say)
        os.close(say)
        if self.killed < self.weather.kills and self.dice.random() < SHARE:
            time.sleep(self.dice.uniform(0, LONGEST_S))
            os.kill(child, signal.SIGKILL)
        answer = os.read(heard, 1)
        os.close(heard)
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            self.killed += 1
            self.day.lives += 1
            self.day.shown += wrong_on_show(self.life.store)
        elif status:
            raise BrokenPromise(f"a process ended with {os.waitstatus_to_exitcode(status)}")
        self.clock.sleep(self.dice.uniform(0, 3))
        return answer == b"1"

    def _be_a_process(self, act: Callable[[], bool | None], say: int) -> None:
        code = 1
        try:
            self.life = self._born(os.getpid())
            try:
                done = bool(act())
            except Trouble as trouble:
                self.life.heard(trouble)
                done = False
            os.write(say, b"1" if done else b"0")
            code = 0
        except BaseException:
            traceback.print_exc()  # there is nobody above to tell
        finally:
            os._exit(code)


def live_through_with_processes(seed: int, *, url: str, template: Path, folder: Path) -> int:
    """One such day; gives how many of its processes were killed. Raises BrokenPromise."""
    dice = random.Random(seed)
    number = dice.randrange(SCENES)
    right = undisturbed(number, template, folder)
    weather = Weather(kills=12, loss=dice.choice((0.0, 0.3)), copies=dice.choice((2, 3)))
    run = Forked(url, number, dice, weather, folder)
    try:
        wrong = broken(run.play(), right)
    except BrokenPromise as why:
        wrong = [str(why)]
    finally:
        run.life.bury()
    if wrong:
        raise BrokenPromise(f"seed {seed}, {run.killed} processes killed: {'; '.join(wrong)}")
    return run.killed
