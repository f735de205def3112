"""An organisation of the event that somebody wrote beside a name: "Sunita Rao - ILO", "ILO Sunita Rao"."""

from __future__ import annotations

from collections.abc import Container

from zoom_sync.rules.identity.names.segments import Word

Words = tuple[str, ...]
Segment = tuple[Word, ...]


def own(
    named: list[Segment], organisations: Container[Words], capitals: frozenset[str], short: frozenset[str]
) -> tuple[list[Segment], tuple[Words, ...]]:
    """The segments that are no organisation, and those that are one. All are the name if nothing else is left."""
    kept, others = [], []
    for segment in named:
        words = letters(segment)
        if words in organisations:
            others.append(words)
            continue
        head, tail = _edges(words, organisations, capitals, short)
        others += [part for part in (words[:head], words[tail:]) if part]
        kept.append(segment[head:tail])
    if not any(len(word.letters) > 1 for segment in kept for word in segment):
        named = [segment for segment in named if len(segment) > 1 or segment[0].letters not in short] or named
        return named, ()
    return kept, tuple(others)


def _edges(
    words: Words, organisations: Container[Words], capitals: frozenset[str], short: frozenset[str]
) -> tuple[int, int]:
    """How many words at the beginning are an organisation, and where the name ends before one.

    An organisation of one word is known by its capitals, or stands before two words: "ILO Sunita", "ilo sunita rao".
    """
    end = len(words)
    if not short:
        return 0, end
    for long in range(end - 1, 0, -1):
        if long == 1 and not _abbreviated(words[0], words[1:], capitals, short):
            continue
        if words[:long] in organisations:
            return long, end
    for long in range(end - 1, 0, -1):
        if long == 1 and not _abbreviated(words[-1], words[:-1], capitals, short):
            continue
        if words[end - long :] in organisations:
            return 0, end - long
    return 0, end


def _abbreviated(word: str, rest: Words, capitals: frozenset[str], short: frozenset[str]) -> bool:
    if word not in capitals and word not in short:
        return False
    full = sum(len(one) > 1 for one in rest) > 1
    return (word in capitals or full) and (len(word) > 2 or (word in capitals and full))


def letters(segment: Segment) -> Words:
    return tuple(word.letters for word in segment)
