"""Whether all evidence is in, and which runs of a webinar belong to an event.

A record is final once nothing that is still to come could change it: the reports have been read twice, far
enough apart, and agree; no list of registrants or panelists could last not be read; and an organiser has said that
the room is complete. Open review pairs do not hold it up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from types import MappingProxyType

from zoom_sync.records import Event, Instance, Readiness, Reading, Span, Trace, Webinar, WebinarInfo

AROUND = timedelta(hours=2)  # a host opens early and closes late
LONGEST = timedelta(hours=12)  # how long a run may have lasted whose end nobody told
THE_ROOM = "the room"
_REPORT, _EACH_DAY = "report of instance ", "whether webinar "


def readiness(
    event: Event,
    instances: Iterable[Instance],
    readings: Iterable[Reading],
    *,
    reads: tuple[timedelta, ...],
    room: bool,
    now: datetime,
    unlisted: Collection[str] = (),
    listed: Mapping[str, datetime] = MappingProxyType({}),
) -> Readiness:
    """Say whether the record of `event` is final, and in words what it waits for.

    `instances`: known runs; those that do not belong, and practice sessions, are not waited for.
    `reads`: REPORT_READS, each the time after an instance's end. `room`: the event has a venue, a door or a
    sheet. An event without a webinar waits for its room, whatever it has. `unlisted`: webinars of which the newest
    sync could not read who registered or who spoke, though Zoom has it: a panelist would pass for an attendee.
    `listed`: when Zoom last told the runs of a webinar; until it was asked after each day, a day on which no run is
    known may have had one.
    """
    waiting: list[str] = []
    if not event.waived:
        known, taken = list(instances), list(readings)
        for webinar in event.webinars:
            runs = [one for one in known if _is_of(one, webinar)]
            waiting += _reports(webinar, runs, taken, interval(reads))
            begun = [day for day in event.days if day.start <= now]
            if runs and not _all_known(runs, begun, listed.get(webinar.id), interval(reads)):
                waiting.append(f"{_EACH_DAY}{webinar.id} ran on each day")
            if webinar.id in unlisted:
                waiting.append(f"registrants and panelists of webinar {webinar.id}")
        if event.webinars and any(day.start > now for day in event.days):
            waiting.append("a day of the event that is still to come")
    if (room or not event.webinars) and event.room_closed is None:
        waiting.append(THE_ROOM)
    return Readiness(final=not waiting, waiting_for=tuple(dict.fromkeys(waiting)))


def is_of_zoom(wanted: str) -> bool:
    """Whether another reading may bring this, that a record waits for: the report of a run, or what runs there were."""
    return wanted.startswith((_REPORT, _EACH_DAY))


def interval(reads: Sequence[timedelta]) -> timedelta:
    """How far apart two equal readings must lie: the least step between reads, or the only one."""
    steps = [later - sooner for sooner, later in pairwise(reads) if later > sooner]
    if steps:
        return min(steps)
    return reads[0] if reads else timedelta(0)


def _is_of(one: Instance, webinar: Webinar) -> bool:
    return (
        one.webinar == webinar.id
        and one.belongs
        and not one.practice
        and webinar.occurrence in ("", one.occurrence or webinar.occurrence)
    )


def _all_known(
    runs: Iterable[Instance], days: Iterable[Span], listed: datetime | None, apart: timedelta
) -> bool:
    """Whether each of these days had a run, or Zoom was asked for the runs so long after it that it had none."""
    return all(
        any(_meets(run, day) for run in runs)
        or (listed is not None and listed >= (day.end or day.start) + apart)
        for day in days
    )


def _reports(webinar: Webinar, runs: list[Instance], readings: list[Reading], apart: timedelta) -> list[str]:
    if not runs:
        return [f"webinar {webinar.id} has not run yet"]
    runs.sort(key=lambda run: (run.start is None, run.start.timestamp() if run.start else 0.0, run.uuid))
    return [
        f"{_REPORT}{run.uuid}"
        for run in runs
        if not _settled([reading for reading in readings if reading.instance == run.uuid], apart)
    ]


def _settled(readings: list[Reading], apart: timedelta) -> bool:
    """Whether the newest reading is complete and agrees with all before it, back to one `apart` ago."""
    # One without any row says nothing: Zoom was not ready, or for a moment did not answer.
    readings = [reading for reading in readings if reading.complete or reading.rows]
    readings.sort(key=lambda reading: (reading.number, reading.at, reading.digest), reverse=True)
    for reading in readings:
        newest = readings[0]
        if not reading.complete or reading.digest != newest.digest:
            return False
        if reading is not newest and newest.at - reading.at >= apart:
            return True
    return False


def sort_instances(
    event: Event, instances: Iterable[Instance], infos: Iterable[WebinarInfo] = ()
) -> tuple[list[Instance], frozenset[str]]:
    """Part the runs into those that belong to the event and the UUIDs of those that do not."""
    told = {info.id: info for info in infos}
    own: list[Instance] = []
    foreign: set[str] = set()
    for instance in instances:
        if belongs(instance, event, told.get(instance.webinar)):
            own.append(instance)
        else:
            foreign.add(instance.uuid)
    return own, frozenset(foreign)


def counted(
    event: Event, traces: Iterable[Trace], own: Iterable[Instance], foreign: Collection[str]
) -> list[Trace]:
    """The facts that the record is made of: none of a foreign run, and those of a practice count nothing.

    Nor what Zoom told of a webinar that is no entrance any more; a file is the event's whatever it names.
    """
    practice = {instance.uuid for instance in own if instance.practice}
    entrances = {webinar.id for webinar in event.webinars} | {""}
    return [
        replace(trace, excluded=trace.excluded or "practice") if trace.instance in practice else trace
        for trace in traces
        if trace.instance not in foreign and (trace.webinar in entrances or trace.file)
    ]


def ends(own: Iterable[Instance]) -> dict[str, datetime]:
    """When each run ended, by its UUID, as far as that is known."""
    return {instance.uuid: instance.end for instance in own if instance.end is not None}


def belongs(instance: Instance, event: Event, info: WebinarInfo | None = None) -> bool:
    """Whether a run is part of the event: it overlaps the days widened by two hours, in the right occurrence.

    `info` tells the webinar's occurrences, for a run of which Zoom did not say whose it is: it is then that
    of the nearest start (contract 2.5). A run of which neither start nor end is known counts as the event's.
    """
    wanted = {entrance.occurrence for entrance in event.webinars if entrance.id == instance.webinar}
    if not wanted or not instance.belongs:
        return False
    if "" not in wanted and _occurrence(instance, info) not in wanted | {""}:
        return False
    return any(_meets(instance, day) for day in event.days)


def _meets(instance: Instance, day: Span) -> bool:
    begun, ended = instance.start or instance.end, instance.end
    if begun is None:
        return True
    over = ended if ended is not None else begun + LONGEST
    return begun <= (day.end or day.start) + AROUND and over >= day.start - AROUND


def _occurrence(instance: Instance, info: WebinarInfo | None) -> str:
    if instance.occurrence or info is None or instance.start is None or not info.occurrences:
        return instance.occurrence
    begun = instance.start
    return min(info.occurrences, key=lambda planned: (abs(planned[1] - begun), planned[0]))[0]
