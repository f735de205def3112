"""What people object to in their own records, with the answers; and the links by which they see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from zoom_sync.actions import own_record as acts
from zoom_sync.records import Person, Trouble
from zoom_sync.rules import own_record as rules
from zoom_sync.rules.protection import LONGEST
from zoom_sync.store import objections, people, verdicts
from zoom_sync.store.database import Tx
from zoom_sync.store.objections import Objection
from zoom_sync.web import history
from zoom_sync.web.pages.my_record import ABOUT
from zoom_sync.web.rooms import rooms, the_event, visitor

pages = Blueprint("objections", __name__, url_prefix="/events/<event_id>/objections")

SHOWN = 50  # of the open ones, and of the answered ones


@dataclass(frozen=True, slots=True)
class Shown:
    """`person`: None where nobody has that fact any more. `steps`: what was decided about them and stands.

    `put_right`: when the decision was taken that its answer points to.
    """

    said: Objection
    person: Person | None
    steps: Sequence[history.Step] = ()
    put_right: datetime | None = None


@pages.get("")
def listing(event_id: str) -> ResponseReturnValue:
    """All of them; with `objection` that one is open to be answered, with `decision` as put right by it."""
    given = {name: request.args.get(name, "")[:LONGEST] for name in ("objection", "decision")}
    return _show(given=given | {"outcome": "accepted" if given["decision"] else ""})


@pages.post("")
def answer(event_id: str) -> ResponseReturnValue:
    form = request.form
    given = {name: form.get(name, "") for name in ("outcome", "text", "decision")}
    try:
        acts.answer(
            rooms().store,
            event_id,
            form.get("objection", "")[:32],
            by=visitor().name,
            clock=rooms().clock,
            **given,
        )
    except Trouble as trouble:
        return _show(400, trouble=trouble, given=given | {"objection": form.get("objection", "")})
    return redirect(url_for("objections.listing", event_id=event_id), 303)


@pages.post("/link")
def link(event_id: str) -> ResponseReturnValue:
    """Make a link to somebody's own record, which the answer alone shows, or end all of theirs."""
    ref, who = request.form.get("ref", "")[:400], visitor().name
    person = rooms().store.read(lambda tx: people.person(tx, event_id, ref))
    if person is None:
        abort(404)
    if request.form.get("do") == "withdraw":
        acts.withdraw(rooms().store, event_id, ref, by=who, clock=rooms().clock)
        return redirect(url_for("people.person", event_id=event_id, ref=person.id, _anchor="own-record"), 303)
    given = trouble = None
    try:
        given = acts.give(
            rooms().store,
            event_id,
            ref,
            public_url=rooms().config.public_url,
            by=who,
            reason=request.form.get("reason", ""),
            clock=rooms().clock,
        )
    except Trouble as why:
        trouble = why
    page = render_template(
        "person_link.html", event=the_event(), person=person, given=given, trouble=trouble, longest=LONGEST
    )
    return page, 400 if trouble else 200


def _show(status: int = 200, **more: Any) -> ResponseReturnValue:
    event_id = the_event().id
    waiting, answered = rooms().store.read(lambda tx: _found(tx, event_id))
    page = render_template(
        "objections.html",
        event=the_event(),
        waiting=waiting,
        answered=answered,
        ABOUT=ABOUT,
        most=SHOWN,
        longest=rules.LONGEST,
        **({"trouble": None, "given": {}} | more),
    )
    return page, status


def _found(tx: Tx, event_id: str) -> tuple[list[Shown], list[Shown]]:
    waiting = objections.of_event(tx, event_id, is_open=True, limit=SHOWN)
    answered = objections.of_event(tx, event_id, is_open=False, limit=SHOWN)
    said = verdicts.of_event(tx, event_id)
    taken = [step for step in history.steps(said) if step.stands]
    moments = {one.id: one.at for one in said}

    def shown(one: Objection) -> Shown:
        person = people.person(tx, event_id, one.fact)
        steps = history.about(taken, person) if person is not None and not one.outcome else ()
        return Shown(one, person, steps, moments.get(one.decision))

    return [shown(one) for one in waiting], [shown(one) for one in answered]
