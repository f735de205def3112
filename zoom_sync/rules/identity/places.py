"""Where two groups were at which time: who is in two places at once is two people, mostly."""

from __future__ import annotations

from collections.abc import Sequence

from zoom_sync.rules.identity import weights as w
from zoom_sync.rules.identity.profiles import Profile

TOUCHING_S = 60  # two connections may be open together for so long while one takes over from the other
SIGNED_AGAIN_S = 3600  # between two signatures of one person on a sheet without ends, at least


def room_and_zoom(one: Profile, other: Profile) -> tuple[float, str]:
    """Against: in the room and online at once."""
    for first, second in ((one, other), (other, one)):
        for _, start, end in first.rows:
            for begin, leave in second.stays:
                if start is None or leave is None:
                    return w.ROOM_AND_ZOOM / 2, ""
                if begin < (end if end is not None else leave) and start < leave:
                    return w.ROOM_AND_ZOOM, ""
    return 0.0, ""


def together(one: Sequence[tuple[int, int | None]], other: Sequence[tuple[int, int | None]]) -> bool:
    """Whether two people's connections were open at once for longer than one takes over from the other."""
    for start, end in one:
        for begin, leave in other:
            first = min(end if end is not None else start, leave if leave is not None else begin)
            if first - max(start, begin) > TOUCHING_S:
                return True
    return False


def two_in_a_room(one: Profile, other: Profile) -> bool:
    """Whether both stand on one sheet at overlapping times, or without times: so they are two people.

    Whoever signs in twice does so after a while; without an end, two who sign within the hour are two.
    """
    return any(
        file and file == another and _at_once(start, end, begin, leave)
        for file, start, end in one.rows
        for another, begin, leave in other.rows
    )


def _at_once(start: int | None, end: int | None, begin: int | None, leave: int | None) -> bool:
    if start is None or begin is None:
        return True
    first_end, second = (end, begin) if start <= begin else (leave, start)
    return second < (min(start, begin) + SIGNED_AGAIN_S if first_end is None else first_end)
