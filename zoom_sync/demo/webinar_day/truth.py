"""What a right record says of the day, computed from the cast alone.

Run as a script it prints the truth as JSON: `python -m zoom_sync.demo.webinar_day.truth [SEED]`. It counts
by the rule of the event: gaps of up to 60 seconds on one side are present, then each side is cut to
10:30-17:00, then both are united; between two signatures of one person on one sheet a break of up to 30
minutes is present. Nothing here knows how the service does it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from zoom_sync.demo.webinar_day.cast import build
from zoom_sync.demo.webinar_day.parts import (
    AGENDA,
    ENDS,
    STARTS,
    TITLE,
    VENUE,
    ZONE,
    Cast,
    Doubt,
    Inference,
    Join,
    Person,
    Signature,
    at,
)

BRIDGE_S, SHEET_BREAK_S, MINIMUM_MIN = 60, 1800, 5
Seconds = tuple[int, int]  # from, until; Unix seconds
EVENT: Seconds = (int(STARTS.timestamp()), int(ENDS.timestamp()))


def truth(cast: Cast) -> dict[str, Any]:
    """`{"event", "people", "unidentified", "counts", "doubts", "inferences"}`.

    Each person is as in the record's JSON, in part. `evidence` holds the refs of everything that is of this
    person, sorted. `who` is told where the record can only show another name. The runs of other days count
    nothing and stand nowhere.
    """
    people = [_line(cast, person) for person in (cast.host, *cast.people) if not person.nameless]
    unidentified = [_line(cast, person) for person in cast.people if person.nameless]
    return {
        "event": event(),
        "people": people,
        "unidentified": unidentified,
        "counts": _counts(people, unidentified),
        "doubts": [_doubt(cast, doubt) for doubt in cast.doubts],
        "inferences": [_inference(cast, one) for one in cast.inferences],
    }


def event() -> dict[str, Any]:
    """The event as an organiser would write it down."""
    return {
        "title": TITLE,
        "starts": _iso(STARTS),
        "ends": _iso(ENDS),
        "timezone": ZONE,
        "venue": VENUE,
        "sessions": [
            {"title": title, "starts": _iso(at(start)), "ends": _iso(at(end)), "place": place}
            for title, start, end, place in AGENDA
        ],
    }


def _line(cast: Cast, person: Person) -> dict[str, Any]:
    joins = [join for join in person.joins if join.run != "rehearsal"]
    online = clipped(merged(((_s(join.start), _s(join.end)) for join in joins), BRIDGE_S), *EVENT)
    hall, known = _hall(person.signatures)
    virtual, in_person = minutes(online), minutes(hall)
    total = minutes(merged([*online, *hall], 0))
    mode = {(0, 0): "absent", (1, 0): "virtual", (0, 1): "in_person", (1, 1): "both"}
    stays = any(row.time_out is None for row in person.signatures)
    return {
        "name": person.name,
        "who": person.who or person.name,
        "role": person.role,
        "registered": person.registrant is not None,
        "registration_status": person.status or None,
        "mode": mode[bool(joins), bool(person.signatures)],
        "attended": stays or total >= MINIMUM_MIN,
        "virtual_minutes": virtual,
        "in_person_minutes": (in_person if known else None) if person.signatures else 0.0,
        "minutes": total,
        **_seen(joins, person.signatures),
        "sessions": [_session(part, online, hall, person) for part in AGENDA],
        "evidence": sorted(_evidence(cast, person)),
        "story": person.story,
    }


def _seen(joins: list[Join], rows: list[Signature]) -> dict[str, str | None]:
    """The first and the last instant at which there is a trace of somebody, within the event or not."""
    instants = [instant for join in joins for instant in (join.start, join.end)]
    instants += [instant for row in rows for instant in (row.time_in, row.time_out) if instant is not None]
    first, last = (min(instants), max(instants)) if instants else (None, None)
    return {"first_seen": _iso(first) if first else None, "last_seen": _iso(last) if last else None}


def _session(
    part: tuple[str, str, str, str], online: list[Seconds], hall: list[Seconds], person: Person
) -> dict[str, Any]:
    """Minutes within one part of the agenda; None for the hall where only a stay without an end may reach into it."""
    title, start, end, _ = part
    within = _s(at(start)), _s(at(end))
    reached = any(row.time_out is None and row.time_in < at(end) for row in person.signatures)
    in_person = minutes(clipped(hall, *within)) or (None if reached else 0.0)
    virtual = minutes(clipped(online, *within))
    return {"title": title, "virtual_minutes": virtual, "in_person_minutes": in_person}


def _hall(rows: Iterable[Signature]) -> tuple[list[Seconds], bool]:
    """The known stays in the hall, cut to the event; and whether any part is known at all."""
    sheets: dict[str, list[Seconds]] = {}
    for row in rows:
        if row.time_out is not None:
            sheets.setdefault(row.sheet, []).append((_s(row.time_in), _s(row.time_out)))
    stays = [stay for spans in sheets.values() for stay in merged(spans, SHEET_BREAK_S)]
    return clipped(merged(stays, BRIDGE_S), *EVENT), bool(stays)


def merged(spans: Iterable[Seconds], gap: int) -> list[Seconds]:
    """Stays that touch, overlap, or lie at most `gap` seconds apart, as one."""
    found: list[Seconds] = []
    for start, end in sorted(spans):
        if found and start - found[-1][1] <= gap:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def clipped(spans: Iterable[Seconds], opens: int, closes: int) -> list[Seconds]:
    """What of the stays lies between two instants."""
    cut = [(max(start, opens), min(end, closes)) for start, end in spans]
    return [(start, end) for start, end in cut if start < end]


def minutes(spans: Iterable[Seconds]) -> float:
    """Exact to the second, as a figure with three decimals."""
    return round(sum(end - start for start, end in spans) / 60, 3)


def _evidence(cast: Cast, person: Person) -> Iterable[str]:
    if person.registrant is not None:
        yield person.registrant.id
    if person.panelist is not None:
        yield f"panelist:{cast.webinar}/{person.panelist.id}"
    for join in person.joins:
        if join.run != "rehearsal":
            yield ref(cast, join)
    for row in person.signatures:
        yield ref(cast, row)


def ref(cast: Cast, thing: Join | Signature) -> str:
    """How a record calls a connection, or a row of a sheet."""
    if isinstance(thing, Signature):
        return f"{thing.sheet}#{thing.n}"
    return f"{cast.uuids[thing.run]}/{thing.user_id}/{_iso(thing.start)}"


def _doubt(cast: Cast, doubt: Doubt) -> dict[str, Any]:
    refs = [doubt.one.id, ref(cast, doubt.other)]
    questions = doubt.questions if doubt.kind == "same" else 0
    return {"what": doubt.what, "decision": {"kind": doubt.kind, "refs": refs}, "questions": questions}


def _inference(cast: Cast, one: Inference) -> dict[str, Any]:
    return {"what": one.what, "refs": [one.one.id, ref(cast, one.other)], "by_name_alone": one.alone}


def _counts(people: list[dict[str, Any]], unidentified: list[dict[str, Any]]) -> dict[str, int]:
    """Of attendees only; absent are the approved who were not seen."""
    crowd = [line for line in people if line["role"] == "attendee"]
    counts = {mode: sum(line["mode"] == mode for line in crowd) for mode in ("virtual", "in_person", "both")}
    counts["registered"] = sum(line["registered"] for line in crowd)
    counts["absent"] = sum(
        line["mode"] == "absent" and line["registration_status"] == "approved" for line in crowd
    )
    counts["brief"] = sum(line["mode"] != "absent" and not line["attended"] for line in crowd)
    counts["unidentified"] = len(unidentified)
    return counts


def _s(instant: datetime) -> int:
    return int(instant.timestamp())


def _iso(instant: datetime) -> str:
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")


if __name__ == "__main__":
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 2022
    json.dump(truth(build(seed)), sys.stdout, ensure_ascii=False, indent=1)
