"""Events that follow one another: put them into a series, make one of a recurring webinar, see who comes back."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from zoom_sync.actions import Clock
from zoom_sync.records import Event, Span, Trouble, Webinar, WebinarInfo
from zoom_sync.rules.series import Came, Guest, Turnout, guests, keys, turnouts
from zoom_sync.store import audit, erasing, events, jobs, series, webinars
from zoom_sync.store.database import Store, Tx
from zoom_sync.store.series import Series

MOST = 100_000  # attendances: to find so many again takes some five seconds of a processor
MOST_EVENTS = 200  # of one series
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Member:
    """An event of a series. `turnout`: None where it takes no part: it is protected, or has no record yet."""

    event: Event
    turnout: Turnout | None = None


@dataclass(frozen=True, slots=True)
class Comings:
    """Who came to the events of a series. `counted`: the events that `guests` number, in that order.

    `is_too_large`: there are too many people to look for each of them.
    """

    members: Sequence[Member]
    counted: Sequence[Event] = ()
    guests: Sequence[Guest] = ()
    is_too_large: bool = False


def make(
    store: Store, title: str, event_ids: Sequence[str], *, clock: Clock, owner: str = "", by: str = ""
) -> Series:
    """A series of these events. Raises Trouble for a title or an event that is none."""
    made = Series(secrets.token_hex(16), _titled(title), owner)
    if not event_ids:
        raise Trouble("A series needs an event.", "Nothing was made.", "Name at least one.")

    def steps(tx: Tx) -> Series:
        series.add(tx, made, now=clock.now())
        _put_all(tx, event_ids, made, by, clock.now())
        return made

    return store.once(steps)


def join(store: Store, series_id: str, *event_ids: str, clock: Clock, by: str = "") -> None:
    """Let events belong to a series; they belong to no other then. Raises Trouble, and none joins, where one cannot."""
    store.once(lambda tx: _put_all(tx, event_ids, series.known(tx, series_id), by, clock.now()))


def leave(store: Store, event_id: str, *, clock: Clock, by: str = "") -> None:
    """Take an event out of its series. With its last event a series is gone."""

    def steps(tx: Tx) -> None:
        events.known(tx, event_id)
        left = series.of_event(tx, event_id)
        if left is None:
            raise Trouble("This event belongs to no series.", "Nothing was changed.")
        series.put(tx, event_id, "")
        audit.note(tx, who=by, what="event left a series", event=event_id, about=left.id, now=clock.now())

    store.once(steps)


def rename(store: Store, series_id: str, title: str, *, clock: Clock, by: str = "") -> None:
    def steps(tx: Tx) -> None:
        series.known(tx, series_id)
        series.rename(tx, series_id, _titled(title))
        audit.note(tx, who=by, what="series renamed", about=series_id, now=clock.now())

    store.once(steps)


def recurring(tx: Tx, event: Event) -> WebinarInfo | None:
    """The first of an event's webinars that Zoom says takes place several times."""
    infos = {info.id: info for info in webinars.infos(tx, [one.id for one in event.webinars])}
    known = (infos.get(one.id) for one in event.webinars)
    return next((info for info in known if info is not None and len(info.occurrences) > 1), None)


def of_webinar(store: Store, event_id: str, *, clock: Clock, by: str = "") -> Series:
    """A series of an event's recurring webinar: an event for each occurrence that has none yet.

    New ones have the room, the rule, the care and the owner of this one, and are shared as it is. Raises Trouble for
    a webinar that takes place once.
    """
    now = clock.now()

    def steps(tx: Tx) -> Series:
        event = events.known(tx, event_id, hold=True)
        info = recurring(tx, event)
        if info is None:
            raise Trouble(
                "Zoom names no further occurrences of this event's webinars.",
                "Nothing was made.",
                "Read from Zoom first, or put events into a series by hand.",
            )
        made = series.of_event(tx, event_id)
        if made is None:
            made = Series(secrets.token_hex(16), _titled(info.topic or event.title), event.owner)
            series.add(tx, made, now=now)
            _put(tx, event_id, made, by, now)
        there = [one for one in events.of_webinar(tx, info.id) if one.owner == event.owner]
        for occurrence, start, minutes in info.occurrences[:MOST_EVENTS]:
            span = Span(start, start + timedelta(minutes=minutes or 60))
            own = [one for one in there if _is_of(one, info.id, occurrence, span)]
            for one in own or [_added(tx, event, Webinar(info.id, occurrence), span, by, now)]:
                if one.id != event_id and series.of_event(tx, one.id) is None:
                    _put(tx, one.id, made, by, now)
        return made

    return store.once(steps)


def comings(store: Store, event_ids: Sequence[str]) -> Comings:
    """Who came to these events of a series, in their order, and who came back. Reads all their facts."""

    def steps(tx: Tx) -> Comings:
        found = [one for id in event_ids if (one := events.get(tx, id)) is not None]
        counted = [one for one in found if one.generation and not one.protected]
        sizes = [(events.summary(tx, one.id) or {}).get("counts", {}) for one in counted]
        seen = sum(size.get(mode, 0) for size in sizes for mode in ("virtual", "in_person", "both"))
        if seen > MOST:
            return Comings([Member(one) for one in found], counted, is_too_large=True)
        met = guests(_came(tx, one.id) for one in counted)
        erased = [_erased(tx, one.id) for one in counted]
        figures = {one.id: turnout for one, turnout in zip(counted, turnouts(met, erased), strict=True)}
        return Comings([Member(one, figures.get(one.id)) for one in found], counted, met)

    return store.read(steps)


def _came(tx: Tx, event_id: str) -> list[Came]:
    return [
        Came(id, name, frozenset(key for one in told for key in keys(*one)))
        for id, name, told in series.attended(tx, event_id)
    ]


def _erased(tx: Tx, event_id: str) -> int:
    """How many attendees were erased."""
    heads = erasing.heads(tx, event_id)
    return sum(one.heads for one in heads if one.attended and one.role == "attendee" and not one.nameless)


def _put_all(tx: Tx, event_ids: Sequence[str], into: Series, by: str, now: datetime) -> None:
    if len({*series.members(tx, into.id), *event_ids}) > MOST_EVENTS:
        raise Trouble(
            f"A series has {MOST_EVENTS} events at most.", "Nothing was changed.", "Begin another one."
        )
    for id in dict.fromkeys(event_ids):
        _put(tx, id, into, by, now)


def _put(tx: Tx, event_id: str, into: Series, by: str, now: datetime) -> None:
    events.known(tx, event_id)
    series.put(tx, event_id, into.id)
    audit.note(tx, who=by, what="event joined a series", event=event_id, about=into.id, now=now)


def _is_of(event: Event, webinar: str, occurrence: str, span: Span) -> bool:
    """Whether an event is that occurrence: it names it, or names the whole webinar and has its hours."""
    if Webinar(webinar, occurrence) in event.webinars:
        return True
    return Webinar(webinar) in event.webinars and any(
        day.start < (span.end or span.start) and span.start < (day.end or day.start) for day in event.days
    )


def _added(tx: Tx, like: Event, entrance: Webinar, day: Span, by: str, now: datetime) -> Event:
    made = replace(
        like,
        id=secrets.token_hex(16),
        key=secrets.token_bytes(32),
        days=(day,),
        sessions=(),
        webinars=(entrance,),
        room_closed=None,
        waived="",
        generation=0,
        keep_until=None,
    )
    events.add(tx, made, now=now)
    for user in events.sharers(tx, like.id):
        events.share(tx, made.id, user=user)
    audit.note(tx, who=by, what="event added", event=made.id, now=now)
    jobs.ask(tx, "adopt", made.id, due=now)
    return made


def _titled(title: str) -> str:
    if not title.strip():
        raise Trouble("A series needs a title.", "Nothing was made.", "Give it one.")
    return title.strip()[:_LONGEST]
