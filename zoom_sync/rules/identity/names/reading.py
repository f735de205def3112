"""Reading a display name: who is named, what stands beside the name, or what it is that names nobody."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence

from zoom_sync.rules.identity.names import nameless
from zoom_sync.rules.identity.names.affiliation import Segment, Words, letters, own
from zoom_sync.rules.identity.names.name import NOBODYS, Kind, Name, initials
from zoom_sync.rules.identity.names.segments import Text, Word, cut
from zoom_sync.rules.identity.names.skeleton import bones
from zoom_sync.rules.identity.names.weight import TAILS, bare, compounds, weak
from zoom_sync.rules.identity.tables import asides, particles
from zoom_sync.rules.identity.tables import devices as d
from zoom_sync.rules.identity.tables.places import PLACES

LONGEST = 200  # characters of a text that are looked at
_PLAIN = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)?")
_ASIDES = asides.TITLES | asides.SOFT | asides.ROLES | asides.FILLERS
_PARTICLES = particles.PARTICLES | particles.INNER | particles.HONORIFICS | particles.FAITH | particles.GLUED
_SPECIAL = _ASIDES | _PARTICLES | nameless.SUSPECT | frozenset(("and", "et", "und"))
_NOBODYS: dict[Kind, Name] = {
    kind: Name((), kind=kind) for kind in ("device", "number", "room", "robot")
} | {"": NOBODYS}  # fmt: skip
_DROPPED = ((asides.TITLES, 2), (asides.TITLES - asides.SHORT, 1), (asides.FILLERS, 1))
_BARE = (
    (d.NOBODY | asides.TITLES) - asides.SHORT - frozenset("abcdefghijklmnopqrstuvwxyz")
)  # alone, a title names nobody; with an initial it does


class Names:
    """Reads each different text once. Made for one record and dropped with it.

    `organisations`: those named at the event. A segment of a display name that is one of them ("Sunita Rao -
    Asha Trust", "ILO - Sunita", "ILO Sunita Rao") names nobody: colleagues would all be alike by it.
    """

    def __init__(self, organisations: Iterable[str] = ()) -> None:
        self._read: dict[str, Name] = {}
        self.fields: dict[
            str, tuple[Words, ...]
        ] = {}  # organisations in a field of their own, read once each
        self._bones: dict[str, str] = {}
        forms: set[Words] = set()
        short: set[str] = set()
        for text in dict.fromkeys(organisations):
            for words in read(text).parts:
                called = initials(words)
                forms.update(form for form in (words, (called,)) if len("".join(form)) > 1)
                if len(words) > 1 or text.isupper():
                    short.add(called)
        self._organisations, self._short = frozenset(forms), frozenset(short)

    def of(self, text: str) -> Name:
        known = self._read.get(text)
        if known is None:
            known = self._read[text] = _read(text, self._organisations, self._short, self._bones)
        return known


def read(text: str, organisations: Container[Words] = ()) -> Name:
    """Understand a display name, or as much of it as a name can be long.

    A segment that is one of `organisations` (folded words) is no part of the name.
    """
    return _read(text, organisations, frozenset(), {})


def _read(
    text: str, organisations: Container[Words], short: frozenset[str], skeletons: dict[str, str]
) -> Name:
    text = text[:LONGEST]
    words = _plain(text)
    if words is None or (short and not short.isdisjoint(words)):
        return _careful(text, organisations, short, skeletons)
    return Name(words, (words,), False, _skeletons((words,), skeletons), "person")


def _plain(text: str) -> Words | None:
    """The words of a name of one or two in which nothing calls for a closer look: most are so."""
    if not _PLAIN.fullmatch(text) or not (text.istitle() or text.islower() or text.isupper()):
        return None
    words = tuple(text.casefold().split())
    if not _SPECIAL.isdisjoint(words) or len(words[0]) < 3 or len(words[-1]) < 3:
        return None
    return None if any(word[-3:] in TAILS for word in words) else words


def _skeletons(parts: Iterable[Words], known: dict[str, str]) -> dict[str, str]:
    found = {}
    for part in parts:
        for word in part:
            skeleton = known.get(word)
            if skeleton is None:
                skeleton = known[word] = bones(word)
            found[word] = skeleton
    return found


def _careful(
    text: str, organisations: Container[Words], short: frozenset[str], skeletons: dict[str, str]
) -> Name:
    kind: Kind = "" if text.isascii() else nameless.native(text)
    if kind:
        return _NOBODYS[kind]
    seen = cut(text)
    segments, room, device = list(seen.segments), False, False
    if seen.coded or not all(map(nameless.SUSPECT.isdisjoint, seen.raw)):
        if nameless.robot(seen.raw):
            return _NOBODYS["robot"]
        segments, room = _outside_rooms(seen)
        device = _is_device(seen)
    if seen.owner:
        segments = _owned(segments, seen, device=device)
    named = [kept for segment in segments if (kept := _naming(segment, device=device))]
    named, affiliations = own(_untitled(_unplaced(named)), organisations, short & seen.capitals, short)
    words = _once(named)
    if _nobody(words):
        return _NOBODYS["room" if room else "device" if seen.coded or device else nameless.leftover(seen.raw)]
    together = compounds(words, _ties(named, words))
    parts = tuple(dict.fromkeys((words, *map(letters, named), *together)))
    return Name(words, parts, seen.foreign, _skeletons(parts, skeletons), "person", affiliations, weak(words))


def _once(named: list[Segment]) -> Words:
    """The words in order; what two segments say both, once: "Sunita Rao (Sunita R.)"."""
    words = tuple(word.letters for segment in named for word in segment)
    return tuple(dict.fromkeys(words)) if len(named) > 1 else words


def _nobody(words: Words) -> bool:
    return all(len(word) == 1 or word in d.NOBODY for word in words) or _BARE.issuperset(words)


def _outside_rooms(seen: Text) -> tuple[list[Segment], bool]:
    """The segments, and whether a room is named; then only a full name before it is left ("Sunita Rao - Room 2")."""
    rooms = [place for place, words in enumerate(seen.raw) if nameless.room(words)]
    if not rooms:
        return list(seen.segments), False
    before = seen.segments[: rooms[0]] if rooms[0] < len(seen.segments) else ()
    full = [segment for segment in before if len(_naming(segment, device=False)) > 1]
    return [segment for segment in full if not any(word.letters in d.NOBODY for word in segment)], True


def _is_device(seen: Text) -> bool:
    words = [word for segment in seen.segments for word in segment]
    if any(word.letters in d.DEVICES and word.letters not in d.DOUBTFUL for word in words):
        return True
    if not any(word.letters in d.DOUBTFUL for word in words):
        return False
    return any(word.digits for word in words) or all(
        word.letters in d.DEVICES or word.letters in d.MODELS for word in words
    )


def _owned(segments: list[Segment], seen: Text, *, device: bool) -> list[Segment]:
    """What stands before "'s" where a device follows: there "Max" is a man and no model."""
    before = segments[: seen.owner]
    owner = [word for segment in before for word in segment if word.letters and word.letters not in d.DEVICES]
    if not device or not owner:
        return segments
    return [tuple(Word(word.letters, tied=word.tied, sure=True) for word in owner)]


def _naming(segment: Sequence[Word], *, device: bool) -> Segment:
    """The words of a segment that name somebody: no roles, and beside a device no models and no numbers."""
    kept: list[Word] = []
    booth = any(word.letters in asides.INTERPRETERS for word in segment)
    for word in segment:
        letters = word.letters
        model = device and not word.sure and (word.digits or letters in d.DEVICES or letters in d.MODELS)
        if not letters or model or letters in asides.ROLES or (booth and letters in asides.LANGUAGES):
            continue
        kept.append(Word(bare(letters), word.digits, word.tied) if letters[-3:] in TAILS else word)
    return tuple(kept)


def _unplaced(named: list[Segment]) -> list[Segment]:
    """Without a place after a full name; "Jordan, Michael" is no place."""
    if len(named) < 2 or sum(len(word.letters) > 1 for word in named[0]) < 2:
        return named
    return [segment for at, segment in enumerate(named) if not at or letters(segment) not in PLACES]


def _untitled(named: list[Segment]) -> list[Segment]:
    """Without titles and fillers, wherever another whole word is left."""
    for asided, whole in _DROPPED:
        if all(word.letters not in asided for segment in named for word in segment):
            continue
        left = [tuple(word for word in segment if word.letters not in asided) for segment in named]
        if sum(len(word.letters) > 1 for segment in left for word in segment) >= whole:
            named = [segment for segment in left if segment]
    return named


def _ties(named: list[Segment], words: Words) -> list[bool]:
    """For each word whether a hyphen ties it to the one before it; none where a word was said twice."""
    tied = [word.tied for segment in named for word in segment]
    return tied if len(tied) == len(words) else [False] * len(words)
