"""The walk over an event's webinars: each thing read whole, and kept before the next is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from zoom_sync.actions import Timer
from zoom_sync.actions.sync.alone import StillOurs
from zoom_sync.actions.sync.notes import Notes
from zoom_sync.garbage import uncollected
from zoom_sync.moments import reached
from zoom_sync.records import Asked, Event, Instance, Reading, Trouble, WebinarInfo
from zoom_sync.rules import asked as counting
from zoom_sync.rules import finality
from zoom_sync.store import asked as kept_asked
from zoom_sync.store import memory, registrants, traces
from zoom_sync.store import webinars as kept
from zoom_sync.store.database import Store, Tx
from zoom_sync.store.laying import Laying
from zoom_sync.zoom import asked, reading, reports, webinars
from zoom_sync.zoom.client import Zoom
from zoom_sync.zoom.troubles import NoPermission, NotFound, NotReady, OccurrenceUnknown, ScopeMissing, TooOld

T = TypeVar("T")
# Rows of a list that are kept at once: three pages take less than the pause before the next may be asked for, seven
# took longer, and the whole sync with them.
AT_ONCE = 900
# A page of a list: its status; the instant before it was asked for, since what a notice says from then on is newer than
# the page; its rows.
Page = tuple[str, datetime, webinars.Rows]
_GONE = (NotFound, TooOld, OccurrenceUnknown)  # no later sync reads what Zoom has no more


@dataclass
class Walk:
    """One sync of one event, while it goes on; afterwards, what it found."""

    store: Store
    zoom: Zoom
    event: Event
    clock: Timer
    notes: Notes
    still_ours: StillOurs
    foreign: list[Instance] = field(default_factory=list)
    over: list[Instance] = field(default_factory=list)  # runs of the event that have ended
    speakers: frozenset[str] = frozenset()  # addresses of the panelists of the webinar just read

    def event_whole(self) -> None:
        """Webinar after webinar. An outage, or a sign-in that only a person can mend, ends it.

        A limit that is reached does not: it is of one kind of call, and the others may still go.
        """
        for id in dict.fromkeys(entrance.id for entrance in self.event.webinars):
            try:
                self.webinar(id)
            except Trouble as trouble:
                self.notes.add(trouble)
                return
        # Last, since nothing else rests on it and Zoom's heavy calls are few.
        if self.event.polls and not self.event.protected:
            try:
                for instance in self.over:
                    self.asked(instance)
            except Trouble as trouble:
                self.notes.add(trouble)

    def webinar(self, id: str) -> None:
        self.speakers = frozenset()
        before = len(self.notes.troubles)
        with self.notes.going_on():
            seen = webinars.look(self.zoom, id)
            self.keep(lambda tx: kept.put(tx, seen.info, now=self.clock.now()))
            for occurrence in self.lists(seen):
                with self.notes.going_on():
                    self.registrants(id, occurrence)
            with self.notes.going_on():
                self.panelists(id)
            self.look_for_occurrences(seen.info)
        missing = [one for one in self.notes.troubles[before:] if not isinstance(one, _GONE)]
        self.keep(
            lambda tx: _note_lists(tx, self.event.id, id, is_missing=bool(missing), now=self.clock.now())
        )
        # A number expires 30 days after its last use, its runs do not: they are read all the same.
        with self.notes.going_on():
            runs = self.runs(id)
            self.over += [instance for instance in runs if not instance.practice]
            for instance in runs:
                with self.notes.going_on():
                    self.participants(instance)

    def look_for_occurrences(self, info: WebinarInfo) -> None:
        """Tell of an occurrence that the event names and Zoom does not know: it would be waited for in vain."""
        known = {occurrence for occurrence, _, _ in info.occurrences}
        for entrance in self.event.webinars:
            if entrance.id == info.id and known and entrance.occurrence and entrance.occurrence not in known:
                self.notes.add(OccurrenceUnknown(info.id, entrance.occurrence))

    def lists(self, seen: webinars.Seen) -> list[str]:
        """The occurrences whose registrants are this event's; [""] where people register once for all."""
        if not seen.has_registration:
            return []
        chosen = [entrance.occurrence for entrance in self.event.webinars if entrance.id == seen.info.id]
        if "" not in chosen:
            return list(dict.fromkeys(chosen))
        if not seen.per_occurrence:
            return [""]
        planned = [
            Instance(seen.info.id, id, start, start + timedelta(minutes=minutes), id)
            for id, start, minutes in seen.info.occurrences
        ]
        during, _ = finality.sort_instances(self.event, planned, [seen.info])
        return [instance.occurrence for instance in during] or [""]

    def registrants(self, id: str, occurrence: str) -> None:
        """All three lists, a few pages a transaction. Only after the last page is anybody missing."""
        # What lists and notices say is put in order by Zoom's clock, whose word a notice bears; what we
        # wrote ourselves while the list was read is told by ours.
        event, began = self.event.id, self.clock.now()
        told = began + self.zoom.ahead
        is_first, run = self.keep(
            lambda tx: (
                not registrants.is_any(tx, event),
                registrants.start_run(tx, event, webinar=id, occurrence=occurrence, now=told),
            )
        )
        reached("a listing begun, no page asked for")
        count = 0
        held = list[Page]()
        try:
            for status in webinars.STATUSES:
                pages = webinars.registrants(self.zoom, id, status, occurrence)
                while (page := self.next_page(pages)) is not None:
                    held.append((status, *page))
                    # Not each page by itself: a commit costs a sync, and most of the index's pages all over again.
                    if sum(len(rows) for *_, rows in held) >= AT_ONCE:
                        count += self.put(run, id, held)
                        held = []
                        self.notes.progress(f"Webinar {id}: registrants so far: {count}.")
        except Trouble:
            self.put(run, id, held)  # a list that is cut short stands as far as it was read
            raise
        count += self.put(run, id, held)
        end = partial(registrants.finish_run, event_id=event, run=run, began=began, is_first=is_first)
        self.keep(lambda tx: end(tx, now=self.clock.now()))
        reached("a listing finished, no report read")
        of = f" of occurrence {occurrence}" if occurrence else ""
        self.notes.done(f"Webinar {id}: registrants{of}: {count}.")

    def put(self, run: str, webinar: str, held: Sequence[Page]) -> int:
        """Understand and keep what was read of a listing. Returns how many rows were understood."""
        if not held:
            return 0
        with uncollected():
            found = self.notes.understood(
                reading.registrant(row, event=self.event, webinar=webinar, at=asked, status=status)
                for status, asked, rows in held
                for row in rows
            )
            put = partial(registrants.put, event_id=self.event.id, run=run, traces=found)
            self.keep_soon(lambda tx: put(tx, now=self.clock.now()))
        reached("a page stored, its listing not finished")
        return len(found)

    def panelists(self, id: str) -> None:
        now = self.clock.now()
        found = self.notes.understood(
            reading.panelist(row, event=self.event, webinar=id, at=now)
            for row in webinars.panelists(self.zoom, id)
        )
        self.keep(lambda tx: traces.append(tx, self.event.id, found, now=now))
        self.speakers = frozenset(trace.claim.email.lower() for trace in found if trace.claim.email)
        self.notes.done(f"Webinar {id}: panelists: {len(found)}.")

    def runs(self, id: str) -> list[Instance]:
        """The webinar's runs that belong to the event and are over, as far as Zoom tells."""
        listed: list[Instance] = []
        with self.notes.going_on():  # without the list, the runs that were heard of are read all the same
            asked = self.clock.now()
            listed = webinars.instances(self.zoom, id)
            self.keep(lambda tx: _put_all(tx, self.event.id, id, listed, asked=asked))
        over = {instance.uuid for instance in listed}
        own, _ = self.sorted_runs(id)
        for instance in own:
            if instance.end is None and instance.uuid in over:
                with self.notes.going_on():
                    self.complete(instance)
        own, foreign = self.sorted_runs(id)
        self.foreign += foreign
        self.notes.done(f"Webinar {id}: runs of this event: {len(own)}; others: {len(foreign)}.")
        return [instance for instance in own if instance.uuid in over or instance.end is not None]

    def sorted_runs(self, id: str) -> tuple[list[Instance], list[Instance]]:
        known, info = self.store.read(lambda tx: (kept.instances(tx, [id]), kept.get(tx, id)))
        own, foreign = finality.sort_instances(self.event, known, [info] if info else [])
        return own, [instance for instance in known if instance.uuid in foreign]

    def complete(self, instance: Instance) -> None:
        """Ask when a run ended: it closes the connections whose leave never came, and may show it foreign."""
        try:
            told = webinars.run(self.zoom, instance.uuid)
        except (ScopeMissing, NoPermission, TooOld):
            return  # its participants will say whether that matters
        if told is not None:
            ended = replace(instance, start=instance.start or told[0], end=told[1])
            self.keep(lambda tx: kept.put_instance(tx, ended))

    def participants(self, instance: Instance) -> None:
        """One reading of a run, whole or not at all."""
        self.still_ours()
        event, now = self.event.id, self.clock.now()
        info = self.store.read(lambda tx: kept.get(tx, instance.webinar))
        is_read = self.store.read(lambda tx: traces.is_read(tx, event, instance.uuid))
        # A later reading is likely to say what the one before said: it is not kept before that is known.
        laying = None if is_read else Laying(self.keep_soon, event, now=now)
        found = reports.participants(
            self.zoom, self.event, instance, info=info, panelists=self.speakers, into=laying
        )
        if found is None:
            raise NotReady(instance.uuid)
        rows = self.notes.understood(found.found)
        now = self.clock.now()
        reading_ = Reading(
            webinar=instance.webinar,
            instance=instance.uuid,
            at=now,
            complete=found.complete,
            digest=found.digest,
            source=found.source,
            rows=len(rows),
        )
        reached("a report read, not kept")
        laid = laying.whole() if laying is not None else ""
        traces.keep_reading(self.keep, event, reading_, rows, now=now, laid=laid)
        reached("a reading kept, its sync not noted")
        self.notes.done(f"Run {instance.uuid}: connections: {len(rows)}.")
        if not found.complete:
            raise NotReady(instance.uuid, begun=True)

    def asked(self, instance: Instance) -> None:
        """The sums of a run's polls and of its audience's questions; each as far as Zoom has a report of it."""
        with self.notes.going_on(), self.notes.going_without():
            answers = asked.answers(self.zoom, instance.uuid)
            if answers is not None:
                polls = counting.polls(answers)
                self.put_asked(Asked(instance.uuid, polls=polls))
                self.notes.done(f"Run {instance.uuid}: questions of polls: {len(polls)}.")
        with self.notes.going_on(), self.notes.going_without():
            found = asked.questions(self.zoom, instance.uuid)
            if found is not None:
                number, answered = counting.questions(found)
                self.put_asked(Asked(instance.uuid, questions=number, answered=answered))
                self.notes.done(f"Run {instance.uuid}: questions of the audience: {number}.")

    def put_asked(self, found: Asked) -> None:
        self.keep(lambda tx: kept_asked.put(tx, self.event.id, found, now=self.clock.now()))

    def next_page(self, pages: Iterator[webinars.Rows]) -> tuple[datetime, webinars.Rows] | None:
        """The next page and the instant before it was asked for, by Zoom's clock; None after the last."""
        self.still_ours()
        asked = self.clock.now()
        rows = next(pages, None)
        return None if rows is None else (asked + self.zoom.ahead, rows)

    def keep(self, steps: Callable[[Tx], T]) -> T:
        """One transaction, refused where another sync has taken the event over."""
        return self.store.run(self.fenced(steps))

    def keep_soon(self, steps: Callable[[Tx], T]) -> T:
        """`keep`, for what Zoom would tell again: all of it is on the disk with the next `keep`."""
        return self.store.soon(self.fenced(steps))

    def fenced(self, steps: Callable[[Tx], T]) -> Callable[[Tx], T]:
        def fenced(tx: Tx) -> T:
            self.still_ours(tx)
            return steps(tx)

        return fenced


def _note_lists(tx: Tx, event_id: str, webinar: str, *, is_missing: bool, now: datetime) -> None:
    """Note whether all was read of who registered and who speaks, before anybody is told who came."""
    known = memory.recall(tx, memory.unlisted(event_id)) or []
    others = [one for one in known if one != webinar]
    if (wanted := [*others, webinar] if is_missing else others) != known:
        memory.remember(tx, memory.unlisted(event_id), wanted, now=now)


def _put_all(tx: Tx, event_id: str, webinar: str, listed: Iterable[Instance], *, asked: datetime) -> None:
    """Keep a webinar's runs, and since when it is known that there are no others."""
    for instance in listed:
        kept.put_instance(tx, instance)
    known = memory.recall(tx, memory.listed(event_id)) or {}
    memory.remember(tx, memory.listed(event_id), known | {webinar: asked.isoformat()}, now=asked)
