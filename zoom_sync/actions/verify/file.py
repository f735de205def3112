"""Whether a file that was given out is what was sealed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any

from zoom_sync.actions.verify import alone, figures, record
from zoom_sync.actions.verify.reading import read
from zoom_sync.actions.verify.record import Sealed
from zoom_sync.records import Trouble
from zoom_sync.rules.seal import Kind
from zoom_sync.store import jobs
from zoom_sync.store.database import Store

_SEAL = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Outcome:
    """`said`: sentences, the first what the file is; `differs`: each line or figure that does."""

    said: tuple[str, ...]
    differs: tuple[str, ...] = ()


def file(store: Store, path: Path) -> Outcome:
    """Compare a file with the seal that it names. Raises Trouble for what is none, or names no seal of this store."""
    what, given = read(path)
    if what == "public":
        about, wrong = figures.published(store, given)
        return Outcome(about, tuple(wrong))
    one = _sealed(store, given)
    if what == "report":
        return Outcome(_about(one, "report"), tuple(figures.report(store, one, given)))
    differs = list(record.in_file(store, one, given))
    since = list(record.in_store(store, one))
    said = _about(one, "record")
    if one.record is None:
        return Outcome((*said, *_since(since)), tuple(differs))
    if since and _is_asked(store, one.seal.event):
        said += ("The record is about to be made anew of what came in since: try again when it was.",)
    return Outcome(said, (*differs, *since))


def file_alone(path: Path) -> Outcome:
    """What can be said of a file without the store that sealed it: whether it contradicts itself."""
    what, given = read(path)
    if what != "record":
        raise Trouble("Without its store only a record can be looked at, not a report.", "", "")
    said = (
        "Looked at without the store that sealed it: only whether it contradicts itself can be said, not whether it "
        "was changed.",
    )
    return Outcome(said, tuple(alone.contradictions(given)))


def _sealed(store: Store, given: dict[str, Any]) -> Sealed:
    value = given.get("seal")
    if given.get("pseudonymised"):
        raise Trouble(
            "This record has codes in place of names, and a seal is of a record with its names.",
            "Nothing can be said of whether it was changed.",
            "Export it with --names, and verify that.",
        )
    if given["status"] != "final" or value is None:
        raise Trouble(
            f"Its status is {str(given['status'])[:40]!r} and its seal {'none' if value is None else 'there'}: only a "
            "final record has a seal, and both are needed.",
            "Nothing can be said of whether it was changed.",
            "Export it again once it is final.",
        )
    one = record.opened(store, value) if isinstance(value, str) and _SEAL.fullmatch(value) else None
    if one is None:
        raise Trouble(
            f"seal: this store has sealed no record with {str(value)[:64]!r}.",
            "The file, or its seal, was changed, or it is of another store.",
            "`zoom-sync verify --alone FILE` says whether it contradicts itself.",
        )
    return one


def _about(one: Sealed, what: str) -> tuple[str, ...]:
    people = sum(leaf.kind == Kind.PERSON for leaf in one.leaves)
    erased = one.erased(Kind.PERSON, Kind.UNIDENTIFIED)
    at = one.seal.at.astimezone(UTC)
    said = [f"A final {what} of {people} people, sealed on {at:%Y-%m-%d %H:%M} UTC."]
    if erased:
        said.append(
            f"{erased} {'was' if erased == 1 else 'were'} erased since, and cannot be compared any more."
        )
    if one.record is None:
        said.append("The record was opened again since: there is a newer one.")
    return tuple(said)


def _since(differs: Sequence[str]) -> tuple[str, ...]:
    if not differs:
        return ("All facts and decisions that it was made of are still there, unchanged.",)
    return ("Since it was sealed:", *(f"  {one}" for one in differs[:20]))


def _is_asked(store: Store, event_id: str) -> bool:
    """Whether the record is about to be made anew."""
    return store.read(lambda tx: jobs.is_open(tx, "rebuild", key=event_id))
