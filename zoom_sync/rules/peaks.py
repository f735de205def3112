"""How far the highest points of the presence curve may move while questions are open.

Not every answer is tried: at each instant the crowd is at least that of the people who are there whatever is answered,
and at most that of all who might be people of their own. The ranges may be wider than what can be, never narrower.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from zoom_sync.records import Record, Span
from zoom_sync.rules.curve import Moves, Stay, closed, stay_of
from zoom_sync.rules.presence import clip, union
from zoom_sync.rules.ranges import Knot, knots


def peak_ranges(record: Record, sure: Moves | None = None) -> dict[str, tuple[int, int]]:
    """The least and the most of each peak, by the names of `curve.Crowd`'s fields; {} while nothing is open.

    `sure`: the moves of the attendees that no question is about; None: they are in the record.
    """
    found = list(knots(record))
    if not found:
        return {}
    asked = {id for knot in found for id in knot.entries}
    if sure is None:
        attendees = (one for one in record.people if one.role == "attendee")
        sure = Moves(stay_of(one) for one in attendees if one.id not in asked)
    low = sure.beside(stay for knot in found for stay in _least(knot)).peaks()
    bridge = timedelta(seconds=record.event.rule.bridge_gaps_s)
    high = sure.beside(stay for knot in found for stay in _most(knot, bridge)).peaks()
    surely = sure.beside(stay for knot in found for stay in _least_in_both(knot)).peaks()
    both = sure.beside(stay for knot in found for stay in _most_in_both(knot, bridge)).peaks()
    return {name: (low[name].people, high[name].people) for name in ("zoom", "room", "all")} | {
        "both": (surely["both"].people, both["both"].people)
    }


def _is_sure(knot: Knot) -> bool:
    """Whether its people are attendees, whatever is answered."""
    return all(one.role == "attendee" for one in knot.entries.values())


def _sides(knot: Knot, *, nameless: bool) -> list[Stay]:
    return [
        (closed(one.virtual), closed(one.in_person))
        for id, one in knot.entries.items()
        if one.role == "attendee" and (nameless or id not in knot.nameless)
    ]


def _least(knot: Knot) -> list[Stay]:
    """All are one person; nobody, if that one may turn out to be a panelist or a host."""
    sides = _sides(knot, nameless=False) if _is_sure(knot) else []
    return [(_all(sides, 0), _all(sides, 1))] if sides else []


def _most(knot: Knot, bridge: timedelta) -> list[Stay]:
    """Each is a person of their own, who stays until another comes back who may be the same one."""
    sides = _sides(knot, nameless=True)
    zoom, room = (sorted(span.start for one in sides for span in one[side]) for side in (0, 1))
    return [(_bridged(one[0], zoom, bridge), _bridged(one[1], room, bridge)) for one in sides]


def _bridged(spans: Iterable[Span], starts: Sequence[datetime], bridge: timedelta) -> list[Span]:
    """Each span until the last of `starts` to which a gap after it may be bridged."""
    found = []
    for span in spans:
        if span.end is not None:
            last = starts[bisect_right(starts, span.end + bridge) - 1]
            found.append(replace(span, end=max(span.end, last)))
    return union(found)


def _least_in_both(knot: Knot) -> list[Stay]:
    sides = _sides(knot, nameless=False) if _is_sure(knot) else []
    spans = union(span for zoom, room in sides for span in clip(zoom, room))
    return [(spans, spans)] if spans else []


def _most_in_both(knot: Knot, bridge: timedelta) -> list[Stay]:
    """Each who is on Zoom while anybody of them is in the room."""
    sides = _most(knot, bridge)
    room = _all(sides, 1)
    spans = [clip(zoom, room) for zoom, _ in sides]
    return [(one, one) for one in spans if one]


def _all(sides: Iterable[Stay], side: int) -> list[Span]:
    return union(span for one in sides for span in one[side])
