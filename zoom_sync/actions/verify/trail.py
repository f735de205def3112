"""Whether any line of the audit was changed, taken out or put in since it was written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from zoom_sync.records import Trouble
from zoom_sync.store import audit
from zoom_sync.store.database import Store

AT_ONCE = 2_000  # lines read in one transaction
REMEDY = "Compare it with a backup of before: somebody had access to the store itself. It was left as it is."
_MARK = re.compile(r"\s*(\d{1,10}):([0-9a-f]{64})\s*")


@dataclass(frozen=True, slots=True)
class Mark:
    """A line's number and hash, as somebody wrote them down: no line up to it can be changed unnoticed."""

    number: int
    hash: str

    @classmethod
    def of(cls, text: str) -> Mark:
        """'NUMBER:HASH'. Raises Trouble."""
        found = _MARK.fullmatch(text.lower())
        if found is None:
            raise Trouble(
                f"{text[:80]!r} is no mark of a line.",
                "Nothing was looked at.",
                "Write NUMBER:HASH, as a backup and the audit's page say it.",
            )
        return cls(int(found[1]), found[2])

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"


@dataclass(frozen=True, slots=True)
class Whole:
    """An audit in which nothing differs."""

    lines: int
    newest: Mark | None


def trail(store: Store, marks: Iterable[Mark] = ()) -> Whole:
    """Follow the chain from the first line to the newest. Raises Trouble that names the first line that differs.

    `marks`: of lines that were written down before; without one, nobody can tell whether the newest lines were
    taken away, or all lines written anew.
    """
    asked = {mark.number: mark.hash for mark in marks}
    last, hash, count = 0, audit.START, 0
    while True:
        lines = store.read(partial(audit.following, after=last, limit=AT_ONCE))
        for line in lines:
            if audit.link(hash, line) != line.hash:
                raise _differs(line.number, last)
            if asked.pop(line.number, line.hash) != line.hash:
                raise _is_another(line.number)
            last, hash, count = line.number, line.hash, count + 1
        if len(lines) < AT_ONCE:
            break
    if asked:
        raise _is_gone(min(asked))
    return Whole(count, Mark(last, hash) if count else None)


def _differs(number: int, before: int) -> Trouble:
    """The first line that does not follow: itself changed, or the one before it gone."""
    if number > before + 1:
        missing = (
            f"line {before + 1} is" if number == before + 2 else f"lines {before + 1} to {number - 1} are"
        )
        what = f"The audit is not as it was written: {missing} missing, or line {number} was changed."
    else:
        what = f"The audit is not as it was written: line {number} was changed, or put in."
    return Trouble(what, "All lines before it are unchanged." if before else "", REMEDY)


def _is_another(number: int) -> Trouble:
    return Trouble(
        f"The audit was written anew: its line {number} is not the one that was noted, or one before it was changed.",
        "",
        REMEDY,
    )


def _is_gone(number: int) -> Trouble:
    return Trouble(
        f"The audit's newest lines are missing: line {number}, which was noted, is not there.", "", REMEDY
    )
