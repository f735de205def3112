"""Take a file back whole, and bring it back. What it said counts nothing meanwhile, and is not lost."""

from __future__ import annotations

from typing import Any

from zoom_sync.actions import Clock
from zoom_sync.records import Trouble
from zoom_sync.store import audit, imports, jobs
from zoom_sync.store.database import Store, Tx

NOTHING = "Nothing was changed."


def undo(
    store: Store, import_id: str, *, by: str, clock: Clock, event_id: str = "", reason: str = ""
) -> dict[str, Any]:
    """Take an import back: the record is made anew as if the file had never come. Gives the import.

    `event_id`: the event whose import it must be, "" for any. The same file may be imported again afterwards.
    Taking back twice is once. Raises Trouble for an import that is not known.
    """

    def steps(tx: Tx) -> dict[str, Any]:
        found = _known(tx, import_id, event_id)
        if found["withdrawn"] is None:
            _say(tx, found, withdrawn=True, by=by, reason=reason, clock=clock)
        return found

    return store.run(steps)


def redo(
    store: Store, import_id: str, *, by: str, clock: Clock, event_id: str = "", reason: str = ""
) -> dict[str, Any]:
    """Bring back an import that was taken back. Gives the import.

    Raises Trouble for one that is not known, and where the same file was imported again since.
    """

    def steps(tx: Tx) -> dict[str, Any]:
        found = _known(tx, import_id, event_id)
        if found["withdrawn"] is None:
            return found
        if imports.counts(tx, found["event"], found["sha256"]):
            raise Trouble(
                "The same file was imported again since.",
                NOTHING,
                "Take that import back first, if it is wrong.",
            )
        _say(tx, found, withdrawn=False, by=by, reason=reason, clock=clock)
        return found

    return store.run(steps)


def _known(tx: Tx, import_id: str, event_id: str) -> dict[str, Any]:
    found = imports.get(tx, import_id)
    if found is None or event_id not in ("", found["event"]):
        raise Trouble("There is no such import.", NOTHING, "`zoom-sync import list EVENT` shows them.")
    imports.queue(tx, found["event"], found["sha256"])
    # Looked at again: somebody may have said so while this waited for its turn.
    return imports.get(tx, import_id) or found


def _say(tx: Tx, found: dict[str, Any], *, withdrawn: bool, by: str, reason: str, clock: Clock) -> None:
    now, event_id = clock.now(), found["event"]
    imports.say(tx, event_id, found["id"], withdrawn=withdrawn, by=by, reason=reason, now=now)
    what = "import taken back" if withdrawn else "import brought back"
    audit.note(
        tx, who=by, what=what, event=event_id, about=found["id"], reason=reason,
        before={"counts": withdrawn}, after={"counts": not withdrawn}, now=now,
    )  # fmt: skip
    jobs.ask(tx, "rebuild", event_id, due=now)
