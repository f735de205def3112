"""What of an organiser's events needs a person now, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Literal, get_args

from zoom_sync.records import Standing
from zoom_sync.rules.finality import THE_ROOM
from zoom_sync.rules.reopening import is_changed

Kind = Literal[
    "failing",
    "stuck",
    "ending",
    "report",
    "changed",
    "objections",
    "questions",
    "doubtful",
    "faults",
    "room",
    "unknown",
    "drafts",
]
LATE = timedelta(
    hours=2
)  # Zoom's reports are read 10 and 30 minutes after the end; this long it should not take
FAILING = timedelta(
    minutes=10
)  # for so long a receiver fails before somebody is told: the third attempt is over


@dataclass(frozen=True, slots=True)
class Need:
    """`count`: of how many things; `words`: what was said of it, for those that have words."""

    kind: Kind
    event: str
    title: str
    count: int = 1
    words: str = ""


def needs(
    standings: Iterable[Standing], now: datetime, played: Mapping[str, datetime] = MappingProxyType({})
) -> list[Need]:
    """One line for each thing that somebody has to do, by urgency, then by event in the order given.

    `played`: event -> where it stands whose day is played again; see `rules.live.moment`.
    """
    found = [need for one in standings for need in _of(one, played.get(one.event, now))]
    order = {kind: place for place, kind in enumerate(get_args(Kind))}
    return sorted(found, key=lambda need: order[need.kind])


def _of(one: Standing, now: datetime) -> Iterator[Need]:
    def need(kind: Kind, count: int = 1, words: str = "") -> Need:
        return Need(kind, one.event, one.title, count, words)

    if one.failing:
        yield need("failing", words=one.failing)
    if one.stuck:
        yield need("stuck", one.stuck)
    reports = sum(1 for wanted in one.waiting_for if wanted != THE_ROOM)
    if reports and now > one.ends + LATE:
        yield need("report", reports)
    if one.status == "final" and is_changed(one.notes):
        yield need("changed")
    if one.objections:
        yield need("objections", one.objections)
    if one.questions:
        yield need("questions", one.questions)
    if one.doubtful and now > one.ends:
        yield need("doubtful", one.doubtful)
    if one.faults and one.status != "final":
        yield need("faults", one.faults)
    if THE_ROOM in one.waiting_for and now > one.ends:
        yield need("room")
    if one.unknown:
        yield need("unknown", one.unknown)
    if one.drafts and one.status == "final":
        yield need("drafts", one.drafts)
