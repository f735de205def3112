"""Open questions, two people side by side; and the decisions made so far, each of which can be undone."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from zoom_sync.actions.decide import decide
from zoom_sync.records import Pair, Person, Verdict
from zoom_sync.store import events, people, verdicts
from zoom_sync.web.counting import figures
from zoom_sync.web.rooms import made as made_here
from zoom_sync.web.rooms import rooms, the_event, visitor

pages = Blueprint("review", __name__, url_prefix="/events/<event_id>")

AT_ONCE = 20


@pages.get("/review")
def pairs(event_id: str) -> ResponseReturnValue:
    """The questions whose answer tells most come first. `skip` is how many were put off for later."""
    skip = max(0, request.args.get("skip", 0, type=int))

    def steps(tx: Any) -> tuple[list[Pair], Any]:
        # A question that was just answered stands here until the record is rebuilt: leave it out.
        answered = _answered(verdicts.of_event(tx, event_id))
        asked = [pair for pair in people.review(tx, event_id) if frozenset(pair.facts) not in answered]
        return asked, events.summary(tx, event_id)

    questions, summary = rooms().store.read(steps)
    shown = questions[skip : skip + AT_ONCE]
    owners = figures(rooms().store, made_here(), the_event(), summary)["owners"]
    known = rooms().store.read(lambda tx: _sides(tx, event_id, shown, owners))
    return render_template(
        "review.html",
        event=the_event(),
        pairs=shown,
        known=known,
        total=len(questions),
        skip=skip,
        at_once=AT_ONCE,
        nonce=secrets.token_hex(8),
    )


def _sides(tx: Any, event_id: str, pairs: list[Pair], owners: dict[str, str]) -> dict[str, Person | None]:
    """The person of each ref. By their id it is one look; by a fact that is not theirs it is a search."""
    return {
        ref: people.person(tx, event_id, owners.get(fact, ref))
        for pair in pairs
        for ref, fact in zip(pair.refs, pair.facts or pair.refs, strict=True)
    }


def _answered(decisions: list[Verdict]) -> set[frozenset[str]]:
    """The sets of facts that a decision in force speaks of; an undone decision may itself be restored."""
    undone: set[str] = set()
    for verdict in reversed(decisions):  # a later undo takes away an earlier one before that is looked at
        if verdict.kind == "undo" and verdict.id not in undone:
            undone.add(verdict.undoes)
    return {
        frozenset(verdict.refs)
        for verdict in decisions
        if verdict.kind in ("same", "different") and verdict.id not in undone
    }


@pages.post("/review")
def answer(event_id: str) -> ResponseReturnValue:
    saying = request.form.get("saying", "")
    refs = request.form.getlist("ref")
    skip = request.form.get("skip", 0, type=int)
    if saying not in ("same", "different") or len(refs) != 2:
        abort(400, "This answer is not complete.")
    decide(
        rooms().store,
        event_id,
        kind=saying,  # type: ignore[arg-type]  # one of the two above
        refs=refs,
        by=visitor().name,
        clock=rooms().clock,
        reason=request.form.get("reason", "").strip()[:500],
        nonce=request.form.get("nonce", "")[:200],
    )
    return redirect(url_for("review.pairs", event_id=event_id, skip=skip or None), 303)


@pages.get("/decisions")
def decisions(event_id: str) -> ResponseReturnValue:
    """The newest first, a few at a time: whom a fact stands with is searched for."""
    skip = max(0, request.args.get("skip", 0, type=int))

    def steps(tx: Any) -> tuple[list[Verdict], dict[str, Person | None]]:
        made = list(reversed(verdicts.of_event(tx, event_id)))
        refs = {ref for verdict in made[skip : skip + AT_ONCE] for ref in verdict.refs}
        return made, {ref: people.person(tx, event_id, ref) for ref in refs}

    made, known = rooms().store.read(steps)
    return render_template(
        "decisions.html",
        event=the_event(),
        made=made[skip : skip + AT_ONCE],
        total=len(made),
        known=known,
        undone={verdict.undoes for verdict in made if verdict.kind == "undo"},
        following=skip + AT_ONCE if len(made) > skip + AT_ONCE else 0,
    )


@pages.post("/decisions/undo")
def undo(event_id: str) -> ResponseReturnValue:
    decide(
        rooms().store,
        event_id,
        kind="undo",
        refs=(),
        undoes=request.form.get("decision", ""),
        by=visitor().name,
        clock=rooms().clock,
        reason=request.form.get("reason", "").strip()[:500],
    )
    return redirect(url_for("review.decisions", event_id=event_id), 303)
