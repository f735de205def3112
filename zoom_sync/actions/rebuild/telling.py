"""What other systems are told of a record that is shown, in the transaction that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from zoom_sync.records import Final
from zoom_sync.rules import telling
from zoom_sync.store import hooks
from zoom_sync.store.codec import FINAL
from zoom_sync.store.dialect import Tx

Summary = Mapping[str, Any]


def tell(
    event_id: str, now: datetime, tx: Tx, before: Summary | None, after: Summary, generation: int
) -> None:
    """`before`, `after`: the summaries of the generation that was shown, and of the one that is."""
    was, is_now = _final(before or {}), _final(after)
    data = {
        "event": event_id,
        "generation": generation,
        "status": after["status"],
        "counts": after["counts"],
    }
    key, due = str(generation), now + telling.GATHERED
    hooks.tell(tx, event_id, "merged", key=key, at=now, data=data, now=now, due=due)
    kind = telling.told(was, is_now)
    if kind is not None:
        more: dict[str, Any] = {"stands": telling.stands(*is_now)}
        if kind == "corrected" and was[0] is not None:
            more["before"] = dict(was[0].counts)
        hooks.tell(tx, event_id, kind, key=key, at=now, data=data | more, now=now)


def _final(summary: Summary) -> tuple[Final | None, list[str]]:
    told = summary.get("final")
    return None if told is None else FINAL.of_json(told), summary.get("notes", [])
