"""What a display name is that names nobody: a robot, a room, a telephone line, a device.

Words come folded, with their digits: `iphone`, `13`, `a52`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from zoom_sync.rules.identity.names.name import Kind
from zoom_sync.rules.identity.tables import devices as d
from zoom_sync.rules.identity.tables import robots as r

_ROBOT_WORDS = (
    r.ROBOTS | r.BRANDS | r.PROGRAMS | r.RECORDERS | {one for pair in (*r.PAIRS, *r.DOTTED) for one in pair}
)
_ROOM_WORDS = d.ROOM_WORDS | d.ROOM_KINDS | {one for pair in d.ROOM_PAIRS for one in pair}
# A word of these is worth a closer look; a name without any is a person's.
SUSPECT = _ROBOT_WORDS | _ROOM_WORDS | d.DEVICES | d.NOBODY


def robot(segments: Sequence[Sequence[str]]) -> bool:
    """Whether a note-taking program calls itself so. Each segment of the text as its words, with digits."""
    everything = [word for words in segments for word in words]
    if not _ROBOT_WORDS.isdisjoint(everything):
        tokens = frozenset(everything)
        if not tokens.isdisjoint(r.ROBOTS) or (
            tokens <= r.RECORDERS and not tokens <= {"zoom", "meeting", "webinar"}
        ):
            return True
        return any(_robot(words) for words in segments) or _dotted(everything)
    return False


def _robot(words: Sequence[str]) -> bool:
    tokens = frozenset(words)
    return (
        (not tokens.isdisjoint(r.BRANDS) and not tokens.isdisjoint(r.TELLTALES))
        or (not tokens.isdisjoint(r.PROGRAMS) and not tokens.isdisjoint(r.TASKS - r.PROGRAMS))
        or any(tokens.issuperset(pair) for pair in r.PAIRS)
    )


def _dotted(words: Sequence[str]) -> bool:
    return any(pair in r.DOTTED for pair in pairwise(words))


def native(text: str) -> Kind:
    """A room, a robot or a device that its own script names; "" if it names none."""
    if any(phrase in text for phrase in r.NATIVE_ROBOTS):
        return "robot"
    if any(phrase in text for phrase in d.NATIVE_ROOMS):
        return "room"
    return "device" if text.strip(" ()0123456789") in d.NATIVE_DEVICES else ""


def room(words: Sequence[str]) -> bool:
    """Whether a segment, as its words, is the name of a room or of its equipment."""
    if not d.ROOM_WORDS.isdisjoint(words):
        return True
    pairs = list(pairwise(words))
    if any(pair in d.ROOM_PAIRS for pair in pairs):
        return True
    return any(
        (one in d.ROOM_BEFORE and other in d.ROOM_KINDS)
        or (one == "room" and other in d.ROOM_AFTER)
        or (one in d.ROOM_NUMBERED and other.isdigit())
        for one, other in pairs
    )


def leftover(segments: Sequence[Sequence[str]]) -> Kind:
    """What a text without any naming word is."""
    words = [word for segment in segments for word in segment]
    lettered = [word for word in words if not word.isdigit()]
    if any(word in d.DEVICES for word in lettered):
        return "device"
    if any(word in d.ROOM_KINDS for word in lettered):
        return "room"
    if any(word in d.LINES for word in lettered) or (not lettered and sum(map(len, words)) > 3):
        return "number"
    return ""
