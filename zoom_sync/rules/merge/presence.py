"""One person's presence on both sides, by the event's rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from zoom_sync.records import Event, Mode, SessionMinutes, Span, Trace
from zoom_sync.rules.attending import attends, may_reach
from zoom_sync.rules.pieces import Piece
from zoom_sync.rules.presence import ABSENT, Open, clip, minutes, room, side, union

_NONE: Mapping[str, str] = MappingProxyType({})


class Presence(NamedTuple):
    """Both sides. `virtual` and `in_person` are bridged and clipped; their `..._seen` say whether at all.

    `virtual_minutes`: of the one side. `all_minutes`: over both; a minute spent on both counts once, and nothing
    is bridged between them.

    `room_known` and `zoom_known`: whether the whole stay is known. `untimed`: seen online in a list without
    times. `first`, `last`: the outermost instants told, before clipping. `flaws`: trace id -> why its times
    count nothing. `open`: the stays in the room that are not known whole, as far as it is known which.
    """

    virtual: tuple[Span, ...] = ()
    in_person: tuple[Span, ...] = ()
    virtual_minutes: float = 0.0
    all_minutes: float = 0.0
    zoom_seen: bool = False
    room_seen: bool = False
    zoom_known: bool = True
    room_known: bool = True
    untimed: bool = False
    first: datetime | None = None
    last: datetime | None = None
    flaws: Mapping[str, str] = _NONE
    open: tuple[Open, ...] = ()

    @property
    def mode(self) -> Mode:
        if self.zoom_seen:
            return "both" if self.room_seen else "virtual"
        return "in_person" if self.room_seen else "absent"

    @property
    def room_minutes(self) -> float | None:
        """None: seen in the room, and no part of the stay is known."""
        if not self.in_person:
            return None if self.room_seen and not self.room_known else 0.0
        return minutes(self.in_person)

    def attends(self, event: Event) -> bool:
        """Whether this meets the event's rule; see `rules.attending`."""
        if self.mode == "absent":
            return False
        is_open = (self.room_seen and not self.room_known) or self.untimed
        spans, stays = (*self.virtual, *self.in_person), self.open
        if self.untimed:
            stays += (Open(),)
        return attends(event, spans, self.all_minutes, is_open=is_open, stays=stays)

    def sessions(self, event: Event) -> tuple[SessionMinutes, ...]:
        """In the room None: no minute is known, and a stay that is not known whole may have been there."""
        stays = self.open or ((Open(),) if self.room_seen and not self.room_known else ())
        found = []
        for session in event.sessions:
            there: float | None = minutes(clip(self.in_person, [session.span]))
            if not there and any(may_reach(stay, session, event) for stay in stays):
                there = None
            found.append(SessionMinutes(session.id, minutes(clip(self.virtual, [session.span])), there))
        return tuple(found)


NOWHERE = Presence()


def presence(pieces: Sequence[Piece], event: Event) -> Presence:
    """Work out one person's presence from their pieces; excluded ones count nothing."""
    online: list[Piece] = []
    others: list[Trace] = []
    spans: list[Span] = []
    unknown: list[Piece] = []
    flaws: dict[str, str] = {}
    for piece in pieces:  # a plain loop, since a million come by
        main = piece.traces[0]
        if piece.excluded or main.kind == "registrant":
            continue
        if not piece.connected:
            others.append(main)
            continue
        online.append(piece)
        spans += piece.spans
        if not piece.known:
            unknown.append(piece)
        if piece.flaw:
            flaws[main.id] = piece.flaw
    if not online and not others:
        return NOWHERE
    there = room(others, event) if others else ABSENT
    virtual = tuple(side([span for span in spans if span.end is not None], event)) if spans else ()
    in_person = tuple(side(there.spans, event)) if there.spans else ()
    online_minutes = all_minutes = minutes(virtual)
    if in_person:
        all_minutes = minutes(union((*virtual, *in_person)) if virtual else in_person)
    first, last = _outermost(online, others, spans)
    return Presence(
        virtual,
        in_person,
        online_minutes,
        all_minutes,
        zoom_seen=bool(online),
        room_seen=there.seen,
        zoom_known=not unknown,
        room_known=there.known,
        untimed=bool(unknown) and any(not piece.spans and _untimed(piece) for piece in unknown),
        first=first,
        last=last,
        flaws=dict((*flaws.items(), *there.flaws)) if there.flaws else flaws or _NONE,
        open=there.open,
    )


def _untimed(piece: Piece) -> bool:
    """A row of a list that says who was there and not when; not a connection that is still open."""
    return piece.main.kind in ("participant", "shared") and piece.main.span is None and piece.main.at is None


def _outermost(
    online: Sequence[Piece], others: Sequence[Trace], spans: Sequence[Span]
) -> tuple[datetime | None, datetime | None]:
    """The first and the last instant told."""
    if len(online) == len(spans) == 1 and not others and spans[0].end is not None:  # nearly everybody
        return min(spans[0].start, spans[0].end), max(spans[0].start, spans[0].end)
    told = [at for span in spans for at in (span.start, span.end)]
    silent = (trace for piece in online if not piece.spans for trace in piece.traces)
    for trace in (*silent, *others):
        if trace.kind != "panelist":
            told.append(trace.at)
        if trace.kind == "sign_in":
            told += [at for stay in trace.stays if stay for at in (stay.start, stay.end)]
    known = [at for at in told if at is not None]
    return min(known, default=None), max(known, default=None)
