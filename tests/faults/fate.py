"""What goes wrong, drawn from dice: deaths at named moments, a store that stumbles, a clock that jumps."""

from __future__ import annotations

import random
from collections import Counter
from datetime import datetime, timedelta
from typing import get_args

from sqlalchemy.exc import OperationalError

from zoom_sync.moments import Moment

MOMENTS: tuple[Moment, ...] = get_args(Moment)
BEGINS: Moment = "a transaction begins"
COMMITTED: Moment = "a transaction is committed, nobody told"
# deadlock, serialisation, lock, shutdown, connection lost; then what a retry does not mend
PASSING = ("40P01", "40001", "55P03", "57P01", "08006")
LASTING = ("53100", "57014", "25006")


class Killed(SystemExit):
    """The process is no more. Not an Exception, so nothing of ours handles it; threads end by it in silence."""


class DriverError(Exception):
    """As a driver raises it: with a code, and words that hold a value of a row."""

    def __init__(self, sqlstate: str) -> None:
        self.sqlstate = sqlstate
        super().__init__("Key (email)=(canary@mail.example) is in the words of the driver")


class Fate:
    """A watcher of moments. `kills`: how many deaths there are to be; `stumbles`: the share of transactions.

    Once dead, nothing is done any more: what a `finally` would still write, a killed process does not write.
    """

    def __init__(
        self, dice: random.Random, *, kills: int = 0, stumbles: float = 0.0, first: Moment | None = None
    ) -> None:
        self.dice, self.kills, self.stumbles = dice, kills, stumbles
        self.died: Moment | None = None
        self.deaths: Counter[Moment] = Counter()
        self.passed: Counter[Moment] = Counter()
        self.stumbled: Counter[str] = Counter()
        self._target: Moment | None = None
        self._left = self._streak = 0
        self._aim()
        if first is not None:  # the first death is to be there
            self._target, self._left = first, 1

    def __call__(self, moment: Moment) -> None:
        if self.died is not None:
            raise Killed(self.died)
        self.passed[moment] += 1
        if moment == self._target:
            self._left -= 1
            if self._left <= 0:
                self.died = moment
                self.deaths[moment] += 1
                raise Killed(moment)
        if moment == BEGINS and self._stumbles():
            self._stumble(PASSING if self.dice.random() < 0.8 else LASTING)
        if moment == COMMITTED and self.dice.random() < self.stumbles / 4:
            self._stumble(("08006",))  # it is there, and the word of it was lost on the way

    def rise(self) -> None:
        """A new process begins."""
        self.died = None
        self._streak = 0
        self._aim()

    def rest(self) -> None:
        """From now on nothing goes wrong."""
        self.kills, self.stumbles, self._target, self._streak = 0, 0.0, None, 0

    def _aim(self) -> None:
        """Choose the moment of the next death, the rare ones as often as the common."""
        self._target = None
        if self.kills > 0:
            self.kills -= 1
            self._target = self.dice.choice(MOMENTS)
            most = 40 if self._target in (BEGINS, COMMITTED) else 4
            self._left = self.dice.randint(1, most)

    def _stumbles(self) -> bool:
        if self._streak > 0:
            self._streak -= 1
            return True
        if self.dice.random() < self.stumbles:
            self._streak = self.dice.choice((0, 0, 1, 2, 3))  # three in a row are more than is tried
            return True
        return False

    def _stumble(self, states: tuple[str, ...]) -> None:
        state = self.dice.choice(states)
        self.stumbled[state] += 1
        raise OperationalError("(hidden)", {}, DriverError(state))


class WordLost:
    """A watcher of moments: the connection breaks in the first commits, each of which is made all the same."""

    def __init__(self, times: int) -> None:
        self._times = times

    def __call__(self, moment: Moment) -> None:
        if moment == COMMITTED and self._times:
            self._times -= 1
            raise OperationalError("(hidden)", {}, DriverError("08006"))


class EachWordLost:
    """A watcher of moments: the connection breaks in each commit, which is made all the same, and holds in the next."""

    _broken = False

    def __call__(self, moment: Moment) -> None:
        if moment == COMMITTED:
            self._broken = not self._broken
            if self._broken:
                raise OperationalError("(hidden)", {}, DriverError("08006"))


class Clock:
    """A clock that nobody waits for. `step` turns what the service sees, and neither Zoom's nor `monotonic`."""

    def __init__(self, start: datetime) -> None:
        self._start, self._passed, self._off = start, 0.0, 0.0

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._passed + self._off)

    def monotonic(self) -> float:
        return 1000.0 + self._passed

    def sleep(self, seconds: float) -> None:
        self._passed += max(0.0, seconds)

    def step(self, seconds: float) -> None:
        """Somebody sets the machine's clock: so far from the right time from now on."""
        self._off = seconds

    def until(self, instant: datetime) -> None:
        """Let the time pass, if it has not yet."""
        self.sleep((instant - self.right.now()).total_seconds())

    @property
    def right(self) -> RightClock:
        return RightClock(self)


class RightClock:
    """The same time as it really is: Zoom's."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now(self) -> datetime:
        return self._clock._start + timedelta(seconds=self._clock._passed)

    def sleep(self, seconds: float) -> None:
        self._clock.sleep(seconds)
