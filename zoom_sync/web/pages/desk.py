"""The desk: an organiser checks people in or out on this page, and adds who walks in. A door without its phone."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from zoom_sync.actions import check_in as passages
from zoom_sync.records import Claim, Event, Trouble
from zoom_sync.rules.times import instant
from zoom_sync.rules.warnings import is_stray
from zoom_sync.store import checkins, codes, people
from zoom_sync.web.door_lists import hits
from zoom_sync.web.rooms import rooms, the_event, visitor

pages = Blueprint("desk", __name__, url_prefix="/events/<event_id>/desk")

PLACE = "Desk"  # in the record, where a door's name would stand
LONGEST = 100  # characters of a search


@pages.get("")
def page(event_id: str) -> ResponseReturnValue:
    """`q`: a name, or a personal code as it was typed or scanned; `done`: the check-in that was just kept."""
    return _show(event_id)


def _show(event_id: str, status: int = 200, **more: Any) -> ResponseReturnValue:
    event, query = the_event(), request.values.get("q", "").strip()[:LONGEST]
    now = rooms().clock.now()

    def steps(tx: Any) -> dict[str, Any]:
        done = checkins.get(tx, event_id, request.args.get("done", "")[:32])
        facts = people.claims(tx, event_id, [done.id]) if done else {}
        return {"done": done, "name": facts[done.id].claim.name if done and done.id in facts else ""}

    found = _found(event, query)
    return render_template(
        "desk.html",
        event=event,
        query=query,
        walks_in=_walks_in(query, found),
        found=found,
        is_stray=is_stray(event, now),
        usual=_usual(event, now),
        nonce=secrets.token_hex(16),
        **rooms().store.read(steps),
        **{"trouble": None, "given": {}, **more},
    ), status


def _found(event: Event, query: str) -> list[dict[str, Any]]:
    """Whom a code or a search finds. With their address, by which an organiser tells those of one name apart."""
    if codes.tidied(query) and (holder := _holder(event, query)):
        return holder
    met = hits(rooms().store, current_app.extensions["door_lists"], event.id, query)
    known = rooms().store.read(lambda tx: [people.person(tx, event.id, one["ref"]) for one in met])
    return [one | {"email": who.email if who else ""} for one, who in zip(met, known, strict=True)]


def _holder(event: Event, query: str) -> list[dict[str, Any]]:
    """Whose personal code this is. A name of as many letters looks like a code, and is none."""

    def steps(tx: Any) -> list[dict[str, Any]]:
        stands = codes.resolve(tx, event.id, query)
        if stands is None or stands.state != "valid":
            return []
        one = people.person(tx, event.id, stands.fact)
        told = {"ref": one.id, "name": one.name, "organisation": one.organisation} if one else {}
        return [told] if told else []

    return rooms().store.run(steps)


def _walks_in(query: str, found: list[dict[str, Any]]) -> str:
    """What was looked for, where it is the name of somebody who is not on the list: more than one word, if some are."""
    is_code = bool(codes.tidied(query)) and any(sign.isdigit() for sign in query)
    return "" if is_code or (found and len(query.split()) < 2) else query


def _usual(event: Event, now: datetime) -> str:
    """When it was most likely, where it is not now: as the day of the event began that is the nearest before now."""
    if not is_stray(event, now):
        return ""  # a page may stand open for hours, and what is left out is now
    begun = [day.start for day in event.days if day.start <= now] or [event.starts]
    return begun[-1].astimezone(ZoneInfo(event.timezone)).strftime("%Y-%m-%dT%H:%M")


@pages.post("/check-in")
def check_in(event_id: str) -> ResponseReturnValue:
    """Somebody who was found (`in` or `out` is their ref), or who walks in with a name and more."""
    form = request.form
    direction: Literal["in", "out"] = "out" if form.get("out") else "in"
    ref = (form.get("in") or form.get("out") or "")[:400]
    try:
        kept = passages.check_in(
            rooms().store,
            event_id,
            claim=Claim() if ref else _claim(),
            # The form's own, and the person's: pressing a button twice is one check-in.
            nonce=f"desk-{form.get('nonce', '')[:32] or secrets.token_hex(16)}-{direction}-{ref[:32]}",
            at=_at(form.get("at", ""), the_event()),
            direction=direction,
            session=form.get("session", "")[:64],
            ref=ref,
            by=visitor().name,
            place=PLACE,
            clock=rooms().clock,
        )
    except Trouble as trouble:
        return _show(event_id, 400, trouble=trouble, given=form)
    return redirect(url_for("desk.page", event_id=event_id, done=kept["id"]), 303)


def _claim() -> Claim:
    form = request.form
    return Claim(
        name=" ".join(form.get("name", "").split())[:200],
        email=form.get("email", "").strip()[:320],
        phone=form.get("phone", "").strip()[:60],
        organisation=" ".join(form.get("organisation", "").split())[:200],
    )


def _at(text: str, event: Event) -> datetime | None:
    """When it happened, as typed in the event's zone; None: now. Raises Trouble where now cannot be meant."""
    if not text.strip():
        if is_stray(event, rooms().clock.now()):
            raise Trouble(
                "Now is far from this event's hours.",
                passages.KEPT_NOTHING,
                "Say when it was, in the field When.",
            )
        return None
    return instant(text, ZoneInfo(event.timezone), safe=passages.KEPT_NOTHING)
