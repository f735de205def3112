"""What a door's page is told, in the shapes that its script knows; its instants are in milliseconds since 1970."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Response, request

from zoom_sync.records import Event, Trouble
from zoom_sync.rules.times import instant
from zoom_sync.store import listed
from zoom_sync.store.checkins import Passage
from zoom_sync.store.doors import Door
from zoom_sync.web.door_lists import DoorList

OVERLAP = timedelta(seconds=15)  # a check-in of another process may be committed after one that began later
SHORT = 12  # digits of a fact's id that tell it from others on one phone
LARGE = 4096  # bytes of an answer that is worth compressing


def state(
    door: Door, event: Event, people: DoorList, passages: list[Passage], *, until: datetime | None, csrf: str,
    now: datetime,
) -> dict[str, Any]:  # fmt: skip
    """What the page shows of its event, and who passed at any door.

    `upto`: until when these are all; `more`: later ones are there already, to be asked for from then on.
    """
    settled = now - OVERLAP
    upto = settled if until is None else min(until, settled)
    return {
        "now": millis(now),
        "until": millis(door.until),
        "door": door.name,
        "csrf": csrf,
        "protected": event.protected,
        "generation": people.generation,
        "event": {
            "title": event.title,
            "venue": event.venue,
            "timezone": event.timezone,
            "sessions": [{"id": one.id, "title": one.title} for one in event.sessions],
        },
        "passed": [told for one in passages if (told := passed(one, people.whose))[1]],
        "upto": upto.isoformat(),
        "more": until is not None and until < settled,
    }


def people(
    changes: listed.Changes, held: DoorList, codes: Mapping[str, str], *, salt: str, nameless: bool
) -> dict[str, Any]:
    """Whom the phone may find without a network. `codes`: by registration; they go out as salted hashes."""
    rows = []
    for one in changes.people:
        hashes = [salted(salt, codes[fact]) for fact in one.registrations]
        entry = held.entries.get(one.id)
        told = ("", "", "") if nameless else (one.name, one.organisation, entry.keys if entry else "")
        rows.append([one.id, *told, hashes])
    return {
        "generation": changes.generation,
        "whole": changes.whole,
        "salt": salt,
        "people": rows,
        "gone": list(changes.gone),
    }


def passed(one: Passage, whose: dict[str, str]) -> list[Any]:
    """A passage as the page keeps it: id, person, when, in or out, session, at which door, whether it stands."""
    person = whose.get(one.id) or whose.get(one.fact, "")
    return [
        one.id[:SHORT],
        person,
        millis(one.at),
        one.direction,
        one.session,
        one.place,
        one.undone is None,
    ]


def outcome(kept: dict[str, Any]) -> dict[str, Any]:
    """What became of a check-in, as the page knows it."""
    told = {name: millis(value) if name in ("at", "since") else value for name, value in kept.items()}
    return told | ({"id": kept["id"][:SHORT]} if "id" in kept else {})


def since(text: str) -> datetime:
    """The moment that a page names; the beginning of time for none."""
    try:
        return instant(text, UTC)
    except Trouble:
        return datetime.fromtimestamp(0, UTC)


def salted(salt: str, code: str) -> str:
    return hashlib.sha256(f"{salt}{code}".encode()).hexdigest()[:32]


def millis(instant: datetime) -> int:
    return round(instant.timestamp() * 1000)


def packed(body: dict[str, Any]) -> Response:
    """JSON, compressed where the browser takes that: a venue's network is slow."""
    data = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    answer = Response(data, mimetype="application/json")
    if len(data) > LARGE and "gzip" in request.headers.get("Accept-Encoding", ""):
        answer.set_data(gzip.compress(data, 5))
        answer.headers["Content-Encoding"] = "gzip"
    answer.headers["Vary"] = "Accept-Encoding"
    return answer
