"""One event in numbers: who came, when they were there, how long they stayed, and how that was counted.

About attendees; panelists and hosts are left out everywhere, as in the counts. Everything is made of one
record, so that no figure contradicts another. Instants are UTC texts with `Z`; whoever shows them puts them
into the event's zone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from types import MappingProxyType
from typing import Any

from zoom_sync.records import Event, Person, Record
from zoom_sync.rules.curve import Curve, of_moves
from zoom_sync.rules.figures import COLUMNS, ROLES, ROWS, SEEN_MODES, STEPS
from zoom_sync.rules.found import Found
from zoom_sync.rules.gathering import Gathered, Spellings, gather
from zoom_sync.rules.peaks import peak_ranges
from zoom_sync.rules.presence import days
from zoom_sync.rules.ranges import ranges
from zoom_sync.rules.staying import around, stay

TOP = 15


def report(
    record: Record,
    *,
    people: Iterable[Person] | None = None,
    unidentified: Iterable[Person] | None = None,
    timezone: str = "",
    until: datetime | None = None,
) -> dict[str, Any]:
    """The report as JSON-able values; `timezone` ("": the event's) is only named in it.

    `people`, `unidentified`: each once, where they are not in the record, so that nobody has to hold them all.

    `until`: up to when the record of an event that is not over knows; the curve ends there.

    `counts` and `seal` as in the record, and `ranges`: the least and most that open questions leave of each; `funnel`;
    `no_show_rate` (of approved registrations, None without any) with `no_show_range`; `curve`: `points` (at, zoom,
    room, both, all) a `step_s` apart, and `peaks`; `agenda`; `stay`, `arrivals`, `departures`: people by minutes;
    `sessions`; `organisations`, `countries`, `languages` (in which people asked for letters), `answers` (to the
    event's `question`); `roles`, where alone panelists and hosts stand; `recording`: who watched it, by where they
    were seen before;
    `counting`: the rule and what the figures rest on. A row whose figures may move has their `ranges`.
    """
    all = gather(
        record,
        record.people if people is None else people,
        record.unidentified if unidentified is None else unidentified,
    )
    found, moves = Found(all.asked, all.figures), ranges(all.asked)
    approved, absent = found["funnel", "registration approved", "people"], record.counts.get("absent", 0)
    return {
        "event": _event(record.event, timezone),
        "status": record.status,
        "seal": record.seal,
        "waiting_for": list(record.waiting_for),
        "counts": dict(record.counts),
        "ranges": {name: list(range_) for name, range_ in moves.items()},
        "funnel": [{"step": step, **found.row("funnel", step, ("people",))} for step in STEPS],
        "no_show_rate": round(absent / approved, 4) if approved else None,
        "no_show_range": _share(moves["absent"], found.range(("funnel", "registration approved", "people"))),
        "curve": _curve(of_moves(record.event, all.moves, until=until), peak_ranges(all.asked, all.sure)),
        "agenda": _agenda(record.event),
        "stay": stay(found, all.lengths),
        "arrivals": around(found, "arrivals"),
        "departures": around(found, "departures"),
        "sessions": [
            one | found.row("sessions", one["id"], ("people", *SEEN_MODES, "room_unknown"))
            for one in _agenda(record.event)
        ],
        **{section: _breakdown(found, all.spelled[section], section) for section in ROWS},
        "question": record.event.report_question,
        "roles": [{"role": role, **found.row("roles", role, COLUMNS)} for role in ROLES],
        "recording": [
            {"mode": mode, **found.row("recording", mode, ("people",))} for mode in (*SEEN_MODES, "absent")
        ],
        "counting": _counting(record, all),
    }


def picture(event: Event, found: Curve) -> dict[str, Any]:
    """As much of a report as its drawing needs: `event`, `curve`, `agenda`."""
    return {"event": _event(event, ""), "curve": _curve(found), "agenda": _agenda(event)}


def _event(event: Event, timezone: str) -> dict[str, Any]:
    return {
        "title": event.title,
        "starts": iso(event.starts),
        "ends": iso(event.ends),
        "timezone": timezone or event.timezone,
        "venue": event.venue,
        "days": [{"starts": iso(day.start), "ends": iso(day.end)} for day in days(event)],
    }


def _share(some: Sequence[int], all: Sequence[int]) -> list[float] | None:
    """The least and the most that a part may be of a whole, when both may move; None without a whole."""
    return [round(some[0] / all[1], 4), round(min(1.0, some[1] / max(all[0], 1)), 4)] if all[1] else None


def _curve(found: Curve, ranges: Mapping[str, tuple[int, int]] = MappingProxyType({})) -> dict[str, Any]:
    return {
        "step_s": int(found.step.total_seconds()),
        "points": [{"at": iso(point.at), **point.crowd._asdict()} for point in found.points],
        "peaks": {
            name: {"people": peak.people, "at": iso(peak.at)}
            | ({"range": list(ranges[name])} if name in ranges else {})
            for name, peak in found.peaks.items()
        },
    }


def _agenda(event: Event) -> list[dict[str, Any]]:
    return [
        {
            "id": session.id,
            "title": session.title,
            "starts": iso(session.span.start),
            "ends": iso(session.span.end),
            "place": session.place,
        }
        for session in sorted(event.sessions, key=lambda session: (session.span.start, session.id))
    ]


def _breakdown(found: Found, spelled: Spellings, section: str) -> dict[str, Any]:
    """The `TOP` most frequent, then `others` and `not_told`, by the spelling that most use."""
    order = sorted(spelled, key=lambda row: (-spelled[row].total(), row))
    rows = [
        {"name": min(spelled[row].items(), key=_by_use)[0], **found.row(section, row, COLUMNS)}
        for row in order[:TOP]
    ]
    return {
        "rows": rows,
        "others": found.rows(section, order[TOP:], COLUMNS),
        "not_told": found.row(section, "", COLUMNS),
    }


def _by_use(spelling: tuple[str, int]) -> tuple[int, str]:
    return -spelling[1], spelling[0]


def _counting(record: Record, all: Gathered) -> dict[str, Any]:
    return {
        "rule": asdict(record.event.rule),
        "records": all.sources.total(),
        "sources": dict(sorted(all.sources.items())),
        "not_counted": all.not_counted,
        "joined_by_name_only": all.by_name,
        "decided_by_hand": record.decisions,
        "unidentified": all.unidentified,
        "open_reviews": len(record.review),
        "stay_unknown": all.unknown,
        "notes": list(record.notes),
    }


def iso(moment: datetime | None) -> str | None:
    """UTC with `Z`, to the second."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment is not None else None
