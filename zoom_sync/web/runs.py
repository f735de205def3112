"""The runs of an event's webinars by what people call them: the webinar's title, and the day and hour of the run.

Zoom's own ids of runs stand in the record and its exports; on a page they would tell nobody anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import g

from zoom_sync.records import Event
from zoom_sync.store import webinars
from zoom_sync.web.rooms import rooms


@dataclass(frozen=True, slots=True)
class Run:
    title: str
    start: datetime
    timezone: str


def run(id: str) -> Run | None:
    """The run with this id, if it is one of the event's that is looked at and its start is known."""
    event = g.get("event")
    if event is None:
        return None
    if "runs" not in g:
        g.runs = rooms().store.read(lambda tx: _of_event(tx, event))
    found: Run | None = g.runs.get(id)
    return found


def webinar(id: str) -> str:
    """What the webinar is called, "" where nobody knows."""
    event = g.get("event")
    if event is None or all(one.id != id for one in event.webinars):
        return ""
    info = rooms().store.read(lambda tx: webinars.get(tx, id))
    return info.topic if info else ""


def _of_event(tx: Any, event: Event) -> dict[str, Run]:
    ids = [one.id for one in event.webinars]
    topics = {one.id: one.topic for one in webinars.infos(tx, ids)}
    return {
        one.uuid: Run(topics.get(one.webinar) or event.title, one.start, event.timezone)
        for one in webinars.instances(tx, ids)
        if one.start
    }
