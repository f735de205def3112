"""The limits of the account: so many calls a second and a day for each label, and a few per person."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time, timedelta

from zoom_sync.demo.zoom_server.clock import Clock
from zoom_sync.demo.zoom_server.problems import ZoomProblem
from zoom_sync.demo.zoom_server.switches import Switches

# plan -> label -> (calls a second, the day's pool, calls a day); Heavy shares its pool from pro on
PLANS: dict[str, dict[str, tuple[int, str, int]]] = {
    "free": {"LIGHT": (4, "Light", 6000), "MEDIUM": (2, "Medium", 2000), "HEAVY": (1, "Heavy", 1000)},
    "pro": {"LIGHT": (30, "", 0), "MEDIUM": (20, "", 0), "HEAVY": (10, "Heavy", 30_000)},
    "business": {"LIGHT": (80, "", 0), "MEDIUM": (60, "", 0), "HEAVY": (40, "Heavy", 60_000)},
}

PER_SECOND = "You have reached the maximum per-second rate limit for this API. Try again later."
DAILY = (
    "You have reached the maximum daily rate limit for this API. Refer to the response header for details "
    "on when you can make another request."
)


class Limits:
    """Counts calls; `take` raises the 429 of the call that is one too many. Days end at 00:00 UTC."""

    def __init__(self, clock: Clock, switches: Switches) -> None:
        self.clock, self.switches = clock, switches
        self._second: Counter[tuple[str, int]] = Counter()
        self._day: Counter[tuple[str, str]] = Counter()

    def take(self, label: str) -> None:
        if not self.switches.limits:
            return
        now = self.clock.now()
        a_second, pool, a_day = PLANS[self.switches.plan][label]
        second = (label, int(now.timestamp()))
        if self._second[second] >= a_second:
            raise self.per_second(label)
        if pool and self._day[pool, now.date().isoformat()] >= a_day:
            raise self.daily(label)
        if second not in self._second:
            self._second = Counter({key: n for key, n in self._second.items() if key[1] >= second[1]})
        self._second[second] += 1
        self._day[pool, now.date().isoformat()] += 1

    def take_personal(self, kind: str, person: str, a_day: int, message: str) -> None:
        """A cap per registrant or per host: `message` has the text, the headers say little."""
        key = (f"{kind}/{person}", self.clock.now().date().isoformat())
        if self._day[key] >= a_day:
            raise ZoomProblem(429, 429, message, headers={"X-RateLimit-Limit": str(a_day)})
        self._day[key] += 1

    def per_second(self, label: str, *, code: int = 429) -> ZoomProblem:
        return ZoomProblem(429, code, PER_SECOND, headers=self.headers(label, "QPS"))

    def daily(self, label: str, *, silent: bool = False) -> ZoomProblem:
        headers = {} if silent else self.headers(label, "Daily-limit")
        if headers and self.switches.rate_headers == "full":
            midnight = datetime.combine(self.clock.now().date() + timedelta(days=1), time(0))
            headers["Retry-After"] = midnight.strftime("%Y-%m-%dT%H:%M:%SZ")
        return ZoomProblem(429, 429, DAILY, headers=headers)

    def headers(self, label: str, kind: str = "") -> dict[str, str]:
        """What stands on an answer about the limits; the real ones are not to be relied on."""
        if self.switches.rate_headers == "none":
            return {}
        headers = {"X-RateLimit-Category": label.capitalize()}
        if kind and self.switches.rate_headers == "full":
            a_second, _, a_day = PLANS[self.switches.plan][label]
            limit = a_day if kind == "Daily-limit" else a_second
            headers |= {"X-RateLimit-Type": kind, "X-RateLimit-Limit": str(limit)}
            headers["X-RateLimit-Remaining"] = "0"
        return headers
