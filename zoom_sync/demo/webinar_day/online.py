"""How people watch: whole or part of a run, with rejoins, a second device now and then, and what Zoom tells."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from zoom_sync.demo.webinar_day.crowd import DEVICES, Crowd
from zoom_sync.demo.webinar_day.parts import RUNS, Person, Run, at


def watches(crowd: Crowd, person: Person) -> None:
    """Some hours online: one run or both, with rejoins, a second device now and then."""
    style: Literal["morning", "afternoon", "both"]
    style = crowd.rng.choices(("morning", "afternoon", "both"), (3, 2, 5))[0]
    if style in ("morning", "both"):
        _stay(crowd, person, "morning", _arrival(crowd, "10:19", "10:31", "11:20"))
    if style in ("afternoon", "both"):
        _stay(crowd, person, "afternoon", _arrival(crowd, "13:17", "13:33", "14:40"))
    if crowd.rng.random() < 0.08:
        _second_device(crowd, person)
    _keys(crowd, person)


def _arrival(crowd: Crowd, opens: str, rush: str, late: str) -> datetime:
    start, mid, end = at(opens), at(rush), at(late)
    if crowd.rng.random() < 0.55:
        return start + (mid - start) * float(crowd.rng.random() ** 0.5)
    return mid + (end - mid) * float(crowd.rng.random() ** 2)


def _stay(crowd: Crowd, person: Person, run: Run, start: datetime) -> None:
    """One stay in a run, cut by lost networks into connections."""
    start = start.replace(microsecond=0)
    close = RUNS[run][1]
    end = close if crowd.rng.random() < 0.6 else start + (close - start) * crowd.rng.uniform(0.15, 0.95)
    end = end.replace(microsecond=0)
    shown = crowd.shown(person)
    for _ in range(crowd.rng.choices((0, 1, 2, 3), (60, 26, 10, 4))[0]):
        cut = start + timedelta(seconds=crowd.rng.randrange(240, 4000))
        if cut >= end - timedelta(minutes=8):
            break
        crowd.join(person, run, start, cut, shown)
        start = cut + timedelta(seconds=_gap(crowd))
        shown = crowd.shown(person) if crowd.rng.random() < 0.2 else shown
    crowd.join(person, run, start, end, shown)


def _gap(crowd: Crowd) -> int:
    """Seconds between two connections; below zero the new one begins before the old one is given up."""
    return crowd.rng.choices(
        (crowd.rng.randrange(-45, 0), crowd.rng.randrange(3, 61), crowd.rng.randrange(61, 420)), (15, 40, 45)
    )[0]


def _second_device(crowd: Crowd, person: Person) -> None:
    first = person.joins[0]
    length = first.end - first.start
    start = (first.start + length * crowd.rng.uniform(0.2, 0.5)).replace(microsecond=0)
    minutes = timedelta(minutes=crowd.rng.randrange(12, 55))
    crowd.join(person, first.run, start, start + minutes, crowd.rng.choice(DEVICES))


def _keys(crowd: Crowd, person: Person) -> None:
    """What Zoom tells of each connection: always the registrant's id or the e-mail, mostly both.

    Without the id the name on the screen has to agree with the registration, or it would be a doubt.
    """
    for join in person.joins:
        chance = crowd.rng.random()
        if chance < 0.2:
            join.email = ""
        elif chance < 0.3 and join.shown not in DEVICES:
            join.registrant_id = ""
