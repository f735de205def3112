"""A record for pages: invented people of many scripts, made without the rules, so that pages are tested alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from tests.builders import a_session, an_event, instant, span
from zoom_sync.records import (
    Claim,
    Event,
    Evidence,
    Mode,
    Pair,
    Person,
    Record,
    Registration,
    SessionMinutes,
    Source,
    Span,
    Trace,
    TraceKind,
    fact_id,
)
from zoom_sync.rules import search
from zoom_sync.rules.joining import joined
from zoom_sync.store import events, people
from zoom_sync.store import traces as keep_traces
from zoom_sync.store.database import Store

GIVEN = [
    "Asha", "রহিমা", "Bikram", "فاطمة", "Sita", "করিম", "अनिता", "Yusuf", "María José", "Nguyễn Thị", "Priyanka",
    "عبد الرحمن",
]  # fmt: skip
FAMILY = ["Pradhan", "খাতুন", "Thapa", "الزهراء", "Devi", "উদ্দিন", "शर्मा", "Ó Briain", "Fernández", "Lama"]
HOUSES = ["Mela Trust", "Unión de Trabajadoras", "Workers' Resource Centre", "শ্রমিক কেন্দ্র", "مركز العمل", ""]
MODES: tuple[Mode, ...] = ("virtual", "virtual", "virtual", "in_person", "both", "absent")


def the_event(**changes: Any) -> Event:
    """One day, 09:00 to 13:00 UTC, with two parts of an agenda."""
    sessions = (a_session("Opening", "09:00", "09:45"), a_session("Fair recruitment", "10:00", "12:30"))
    changes = {"key": b"k" * 32, "sessions": sessions} | changes
    return an_event(**changes)


def a_person(number: int, event: Event, **changes: Any) -> Person:
    mode: Mode = changes.pop("mode", MODES[number % len(MODES)])
    virtual = (span("09:05", "10:00"), span("10:20", "12:50")) if mode in ("virtual", "both") else ()
    in_person = (span("09:30", None if number % 2 else "12:00"),) if mode in ("in_person", "both") else ()
    fact = fact_id(event.key, "registrant", "1", str(number))
    room: float | None = (None if number % 2 else 150.0) if in_person else 0.0
    minutes = 205.0 if virtual else (room or 0.0)
    values: dict[str, Any] = {
        "id": fact,
        "name": f"{GIVEN[number % len(GIVEN)]} {FAMILY[number // len(GIVEN) % len(FAMILY)]}",
        "email": f"person{number}@mela.example",
        "organisation": HOUSES[number % len(HOUSES)],
        "phone": f"+91 98{number:08}",
        "country": "IN",
        "role": "panelist" if number == 7 else "attendee",
        "registered": True,
        "registration_status": "approved",
        "mode": mode,
        "attended": mode != "absent",
        "virtual_minutes": 205.0 if virtual else 0.0,
        "in_person_minutes": room,
        "minutes": minutes,
        "minutes_at_least": bool(in_person and number % 2),
        "first_seen": instant("09:05") if mode != "absent" else None,
        "last_seen": instant("12:50") if mode != "absent" else None,
        "sessions": tuple(
            SessionMinutes(session.id, 40.0 if virtual else 0.0, 15.0 if in_person else 0.0)
            for session in event.sessions
        ),
        "evidence": _evidence(number, mode, fact),
        "virtual": virtual,
        "in_person": in_person,
    }
    return Person(**(values | changes))


def _evidence(number: int, mode: Mode, fact: str) -> tuple[Evidence, ...]:
    found = [Evidence("registrant", f"reg{number}", "first record", fact)]
    if mode in ("virtual", "both"):
        connection = fact_id(b"x", "joined", str(number))
        found.append(
            Evidence("participant", f"abcd==/{number}/2026-03-10T09:05:00Z", "registrant id", connection)
        )
    if mode in ("in_person", "both") and number % 2:
        found.append(
            Evidence("check_in", f"door{number}", "registrant id", fact_id(b"x", "check_in", str(number)))
        )
    elif mode in ("in_person", "both"):
        doubt = "" if number % 8 else "shared by several people, first name is an initial"
        found.append(
            Evidence("sign_in", f"sheet.csv#{number}", "e-mail", fact_id(b"x", "row", str(number)), doubt)
        )
    return tuple(found)


def a_record(event: Event, people: int, *, final: bool = False) -> Record:
    """So many people, one unidentified entry and a question for every hundred."""
    everybody = [a_person(number, event) for number in range(people)]
    strangers = [_stranger(number, event) for number in range(people // 100)]
    return Record(
        event=event,
        status="final" if final else "provisional",
        waiting_for=() if final else ("report of instance abcd==", "the room"),
        counts=_counts(everybody, strangers),
        people=tuple(everybody),
        unidentified=tuple(strangers),
        review=tuple(_question(everybody, number) for number in range(people // 100)),
    )


def _stranger(number: int, event: Event) -> Person:
    fact = fact_id(event.key, "joined", "stranger", str(number))
    return a_person(
        number, event, id=fact, name="iPhone", email="", organisation="", phone="", country="", mode="virtual",
        registered=False, registration_status=None,
        evidence=(Evidence("participant", f"abcd==/stranger{number}/", "no name", fact),),
        virtual=(Span(instant("09:10"), None, certain=False),), in_person=(), minutes_at_least=True,
    )  # fmt: skip


def _question(people: Sequence[Person], number: int) -> Pair:
    one, other = people[number * 12], people[number * 12 + 3]
    return Pair(
        refs=(one.evidence[0].ref, other.evidence[0].ref),
        score=0.71,
        reasons=("same surname", "first name is an initial"),
        facts=(one.id, other.id),
    )


def _counts(people: Sequence[Person], strangers: Sequence[Person]) -> dict[str, int]:
    modes = Counter(person.mode for person in people if person.role == "attendee")
    return {
        "registered": len(people),
        "virtual": modes["virtual"],
        "in_person": modes["in_person"],
        "both": modes["both"],
        "absent": modes["absent"],
        "brief": 0,
        "unidentified": len(strangers),
        "erased": 0,
    }


def keep(store: Store, record: Record, *, now: datetime, owner: str = "") -> Event:
    """Put an event with this record into a store, its evidence as traces too, so that every ref is known."""
    event = replace(record.event, owner=owner)
    store.run(lambda tx: events.add(tx, event, now=now))
    keep_record(store, record, now=now)
    return event


def keep_record(store: Store, record: Record, *, now: datetime) -> None:
    """Make this the record of its event, which is there already."""
    event, entries = record.event, [*record.people, *record.unidentified]
    traces = [trace for person in entries for one in person.evidence for trace in _traces(person, one, event)]
    store.run(lambda tx: keep_traces.append(tx, event.id, traces, now=now))
    people.publish(store, event.id, record, now=now, found_by=search.found_by, joined_by=joined)


def _traces(person: Person, evidence: Evidence, event: Event) -> list[Trace]:
    """The trace behind a piece of evidence; a connection of somebody with a name has ended, too."""
    kinds: dict[Source, TraceKind] = {"registrant": "registrant", "participant": "joined"}
    trace = Trace(
        id=evidence.fact,
        kind=kinds.get(evidence.source, cast(TraceKind, evidence.source)),
        source=evidence.source,
        ref=evidence.ref,
        claim=Claim(name=person.name, registrant_id=evidence.ref if evidence.source == "registrant" else ""),
        at=person.first_seen or instant("09:05"),
        webinar=event.webinars[0].id if event.webinars else "",
        registration=Registration() if evidence.source == "registrant" else None,
    )
    if evidence.source == "sign_in" and person.in_person:
        return [replace(trace, at=None, span=person.in_person[0])]
    if evidence.source != "participant":
        return [trace]
    joined = replace(trace, instance="abcd==", connection=evidence.ref.split("/")[1])
    left = replace(
        joined, id=f"left{evidence.fact[4:]}", kind="left", at=person.last_seen or instant("12:50")
    )
    return [joined, left] if person.registered else [joined]
