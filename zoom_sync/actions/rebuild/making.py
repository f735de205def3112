"""From the facts of an event to the lines of its record, and what else is told of it. Asks no store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from zoom_sync.contacts import contacts
from zoom_sync.records import (
    Contact,
    Event,
    Head,
    Instance,
    Known,
    Reading,
    Record,
    Tie,
    Verdict,
    WebinarInfo,
)
from zoom_sync.rules import finality, headline, joining, merge, search
from zoom_sync.rules.identity.ties import ties
from zoom_sync.store.codec import TRACE
from zoom_sync.store.lines import Line, Told, line, told

Ask = Callable[[set[Contact]], list[Known]]


@dataclass(frozen=True, slots=True)
class Facts:
    """All that an event's record is made of, of one moment, but the traces.

    `has_door`: check-ins may be on the way. `is_told`: earlier events may know some of its contacts.
    """

    event: Event
    verdicts: list[Verdict]
    instances: list[Instance]
    readings: list[Reading]
    infos: list[WebinarInfo]
    reads: tuple[timedelta, ...]
    now: datetime
    has_door: bool
    is_told: bool
    erased: list[Head] = field(default_factory=list)
    unlisted: list[str] = field(default_factory=list)  # these two: see `finality.readiness`
    listed: dict[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rest:
    """What is told besides the lines. `head`: the record without its people; `headline`: see `rules.headline`."""

    head: Record
    headline: dict[str, Any]


class Making:
    """Give it the traces as JSON, then ask for all lines, or for their first halves, for the rest, for the ties."""

    def __init__(self, facts: Facts, texts: Iterable[str], ask: Ask) -> None:
        """`ask`: what earlier events know of these contacts."""
        event, infos = facts.event, facts.infos
        own, foreign = finality.sort_instances(event, facts.instances, infos)
        traces = finality.counted(event, map(TRACE.of_text, texts), own, foreign)
        readiness = finality.readiness(
            event,
            own,
            [reading for reading in facts.readings if reading.instance not in foreign],
            reads=facts.reads,
            room=bool(event.venue)
            or facts.has_door
            or any(trace.kind in ("sign_in", "check_in") for trace in traces),
            now=facts.now,
            unlisted=facts.unlisted,
            listed=facts.listed,
        )
        here = {one for trace in traces for one in contacts(trace.claim)} if facts.is_told else set()
        self._event, self._verdicts = event, facts.verdicts
        self._draft = merge.Draft(
            event,
            traces,
            facts.verdicts,
            readiness=readiness,
            webinars=infos,
            ends=finality.ends(own),
            known=ask(here) if facts.is_told else (),
            erased=facts.erased,
        )

    def lines(self) -> Iterator[Line]:
        return map(finished, self.halves())

    def halves(self) -> Iterator[Told]:
        for entry in self._draft.entries():
            yield told(entry.person, nameless=entry.nameless, also=entry.names)

    def rest(self) -> Rest:
        people, unidentified = self._draft.sizes
        said = headline.headline(self._draft.asked_about())
        return Rest(self._draft.head(), said | {"people": people, "unidentified": unidentified})

    def ties(self) -> list[Tie]:
        """What later events may ask about; the record is shown without it."""
        return list(ties(self._event, self._draft.held(), self._verdicts))


def finished(half: Told) -> Line:
    return line(half, search.found_by, joining.joined)
