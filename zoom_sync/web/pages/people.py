"""The people of an event: the list, and one person with the evidence they rest on."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from zoom_sync.actions.decide import decide as keep_decision
from zoom_sync.actions.decide import split
from zoom_sync.records import Event, Person
from zoom_sync.rules import certifying, search
from zoom_sync.store import certificates, events, finding, objections, people, person_links
from zoom_sync.store.finding import Query
from zoom_sync.web import about, asking, doubts, turning
from zoom_sync.web.counting import figures
from zoom_sync.web.pages.my_record import ABOUT
from zoom_sync.web.rooms import made, rooms, the_event, visitor
from zoom_sync.web.visible import shown

pages = Blueprint("people", __name__, url_prefix="/events/<event_id>/people")

NAMELESS = 5  # entries without a name that are shown beside the people whom the words find
GROUPS = 40  # organisations that are offered
SAYINGS = ("same", "different", "split", "shared", "attended", "absent", "named")
LONGEST = 100  # characters of a search, or of a ref


@pages.get("")
def listing(event_id: str) -> ResponseReturnValue:
    """The table; with `?ref=` the one person of that evidence, whatever slashes its address has."""
    if "ref" in request.args:
        return person(event_id, request.args["ref"])
    event = the_event()
    asked = asking.asked(request.args, event)
    summary = rooms().store.read(lambda tx: events.summary(tx, event_id))
    totals = _totals(summary)
    found = turning.turned(
        rooms(), event_id, asked.query(event), request.args, summary, _known(asked, totals)
    )
    beside = rooms().store.read(lambda tx: _beside(tx, event, asked, found))
    return render_template(
        "people.html",
        event=event,
        asked=asked,
        found=found,
        rows=found.rows,
        totals=totals,
        a_page=turning.A_PAGE,
        groups=_groups(summary),
        everybody=asked.everybody(),
        tabs={
            "person": asked.everybody(kind="", sort=""),
            "unidentified": asked.everybody(kind="unidentified", sort=""),
        },
        usual=asking.USUAL,
        COLUMNS=asking.columns(event),
        SORTS=asking.SORTS,
        REGISTRATIONS=asking.REGISTRATIONS,
        PARTS=asking.ROLES,
        FILTERS=asking.FILTERS,
        **beside,
    )


def _known(asked: asking.Asked, totals: dict[str, int]) -> int | None:
    """How many stand in this list, where that is known beforehand."""
    return None if asked.narrowed else totals[asked.kind]


def _beside(tx: Any, event: Event, asked: asking.Asked, found: turning.Found) -> dict[str, Any]:
    """What stands beside the lines: who else is found by the words, and why the figures count fewer."""
    nameless, more = list[Person](), 0
    named = None
    if asked.text and asked.kind == "person":
        query = Query(kind="unidentified", words=search.asked(asked.text))
        nameless, _, more = finding.first_page(tx, event.id, query, limit=NAMELESS)
        named = people.person(tx, event.id, asked.text)
    attendees = None
    if "mode" in asked.given and "role" not in asked.given and asked.kind == "person":
        attendees = finding.count(tx, event.id, replace(asked.query(event), role="attendee"))
    return {
        "nameless": nameless,
        "nameless_in_all": more,
        "by_address": named,
        "attendees": attendees,
        "joins": doubts.of_people(tx, event.id, found.rows, asked.given.get("joined", ""))
        if "joined" in asked.columns
        else {},
    }


def _totals(summary: dict[str, Any] | None) -> dict[str, int]:
    """How many stand in each list; known beforehand, once per record."""
    event, store = the_event(), rooms().store
    found = figures(store, made(), event, summary)
    return {
        "person": int(found["people"]),
        "unidentified": int(found["unidentified"]),
        "doubtful": summary.get("doubtful", 0) if summary else 0,
    }


def _groups(summary: dict[str, Any] | None) -> list[dict[str, Any]]:
    """The largest organisations, each as one of its people wrote it; looked for once per record."""
    event_id, store = the_event().id, rooms().store
    if summary is None:
        return []

    def steps(tx: Any) -> list[dict[str, Any]]:
        largest = finding.groups(tx, event_id, most=GROUPS)
        somebody = [(people.person(tx, event_id, group.someone), group) for group in largest]
        return [
            {"name": one.organisation, "people": group.people}
            for one, group in somebody
            if one is not None and shown(one.organisation) == one.organisation
        ]

    found: list[dict[str, Any]] = made().once(
        "groups", event_id, summary["generation"], lambda: store.read(steps)
    )
    return found


@pages.get("/<path:ref>")
def person(event_id: str, ref: str) -> ResponseReturnValue:
    """One person, by their id or the address of any evidence of theirs; answers with the present address.

    `who` searches for somebody to join with them, or whose an entry without a name is; `with` shows what joining
    the two would change, before it is decided; `beside` searches for the second person at the screen of a
    connection of theirs; `done` is a decision that was just taken here.
    """
    found = rooms().store.read(lambda tx: people.person(tx, event_id, ref))
    if found is None:
        abort(404)
    asked = {name: request.args.get(name, "").strip()[:LONGEST] for name in ("who", "with", "beside", "done")}
    if ref != found.id:
        done = request.args.get("done", "")[:LONGEST]
        return redirect(url_for("people.person", event_id=event_id, ref=found.id, done=done or None))
    event = the_event()
    more = rooms().store.read(lambda tx: about.of_person(tx, event, found, asked))
    facts, now = certifying.facts(found), rooms().clock.now()
    given = rooms().store.read(lambda tx: certificates.of_facts(tx, event_id, facts))
    links = rooms().store.read(lambda tx: person_links.of_facts(tx, event_id, facts))
    objected = rooms().store.read(lambda tx: objections.of_facts(tx, event_id, facts))
    return render_template(
        "person.html",
        event=event,
        person=found,
        asked=asked,
        is_certified=any(one.said and certifying.standing(one.said, found) == "valid" for one in given),
        links=[one for one in links if one.is_open(now)],
        objected=objected,
        ABOUT=ABOUT,
        nonce=secrets.token_hex(8),
        PARTS=asking.ROLES,
        REGISTRATIONS=asking.REGISTRATIONS,
        **more,
    )


@pages.post("/decide")
def decide(event_id: str) -> ResponseReturnValue:
    """A decision about one person (was there, was not, is in part somebody else) or about two."""
    saying = request.form.get("saying", "")
    refs = [ref.strip() for ref in request.form.getlist("ref") if ref.strip()]
    others = request.form.getlist("other")
    if saying not in SAYINGS or not 1 <= len(refs) <= 10 or (saying == "split" and not others):
        abort(400, "This decision is not complete.")
    said: dict[str, Any] = {
        "by": visitor().name,
        "clock": rooms().clock,
        "reason": request.form.get("name" if saying == "named" else "reason", "").strip()[:500],
        "nonce": request.form.get("nonce", "")[:200],
    }
    if saying == "split":
        kept = split(rooms().store, event_id, person=refs[0], others=others, **said)[-1]
    else:
        kept = keep_decision(rooms().store, event_id, kind=saying, refs=refs, **said)  # type: ignore[arg-type]  # one of SAYINGS
    return redirect(url_for("people.listing", event_id=event_id, ref=refs[0], done=kept.id), 303)
