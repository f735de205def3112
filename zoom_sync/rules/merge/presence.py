"""One person's presence on both sides, by the event's rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from zoom_sync.records import Event, Mode, Rule, SessionMinutes, Span
from zoom_sync.rules.pieces import Piece
from zoom_sync.rules.presence import ABSENT, clip, minutes, room, side, union


class Presence(NamedTuple):
    """Both sides. `virtual` and `in_person` are bridged and clipped; their `..._seen` say whether at all.

    `room_known` and `zoom_known`: whether the whole stay is known. `untimed`: seen online in a list without
    times. `first`, `last`: the outermost instants told, before clipping. `flaws`: trace id -> why its times
    count nothing.
    """

    virtual: tuple[Span, ...] = ()
    in_person: tuple[Span, ...] = ()
    zoom_seen: bool = False
    room_seen: bool = False
    zoom_known: bool = True
    room_known: bool = True
    untimed: bool = False
    first: datetime | None = None
    last: datetime | None = None
    flaws: Mapping[str, str] = MappingProxyType({})

    @property
    def mode(self) -> Mode:
        if self.zoom_seen:
            return "both" if self.room_seen else "virtual"
        return "in_person" if self.room_seen else "absent"

    @property
    def virtual_minutes(self) -> float:
        return minutes(self.virtual)

    @property
    def room_minutes(self) -> float | None:
        """None: seen in the room, and no part of the stay is known."""
        return (
            None if self.room_seen and not self.room_known and not self.in_person else minutes(self.in_person)
        )

    @property
    def all_minutes(self) -> float:
        """Over both sides; a minute spent on both counts once, and nothing is bridged between them."""
        if not self.virtual or not self.in_person:  # nothing to unite
            return minutes(self.virtual or self.in_person)
        return minutes(union((*self.virtual, *self.in_person)))

    def attends(self, rule: Rule) -> bool:
        """Whether this meets the rule; whoever was seen in the room without an end does."""
        if self.mode == "absent":
            return False
        unknown = (self.room_seen and not self.room_known) or self.untimed
        return unknown or self.all_minutes >= rule.minimum_minutes

    def sessions(self, event: Event) -> tuple[SessionMinutes, ...]:
        if not event.sessions:
            return ()
        return tuple(
            SessionMinutes(
                session.id,
                minutes(clip(self.virtual, [session.span])),
                None if self.room_minutes is None else minutes(clip(self.in_person, [session.span])),
            )
            for session in event.sessions
        )


NOWHERE = Presence()


def presence(pieces: Sequence[Piece], event: Event) -> Presence:
    """Work out one person's presence from their pieces; excluded ones count nothing."""
    counted = [piece for piece in pieces if not piece.excluded and piece.main.kind != "registrant"]
    if not counted:
        return NOWHERE
    online = [piece for piece in counted if piece.connected]
    spans = [span for piece in online for span in piece.spans]
    others = [piece.main for piece in counted if not piece.connected]
    there = room(others, event) if others else ABSENT
    told = _moments(counted, spans)
    known = all(piece.known for piece in online)
    return Presence(
        virtual=tuple(side([span for span in spans if span.end is not None], event)) if spans else (),
        in_person=tuple(side(there.spans, event)) if there.spans else (),
        zoom_seen=bool(online),
        room_seen=there.seen,
        zoom_known=known,
        room_known=there.known,
        untimed=not known and any(not one.known and not one.spans and _untimed(one) for one in online),
        first=min(told, default=None),
        last=max(told, default=None),
        flaws={piece.main.id: piece.flaw for piece in online if piece.flaw} | dict(there.flaws),
    )


def _untimed(piece: Piece) -> bool:
    """A row of a list that says who was there and not when; not a connection that is still open."""
    return piece.main.kind in ("participant", "shared") and piece.main.span is None and piece.main.at is None


def _moments(counted: Iterable[Piece], spans: Iterable[Span]) -> list[datetime]:
    told: list[datetime | None] = [at for span in spans for at in (span.start, span.end)]
    for piece in counted:
        for trace in piece.traces if not piece.spans else ():
            if trace.kind != "panelist":
                told.append(trace.at)
            if trace.span is not None and trace.kind == "sign_in":
                told += (trace.span.start, trace.span.end)
    return [at for at in told if at is not None]
