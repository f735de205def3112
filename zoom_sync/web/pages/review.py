"""Open questions, two people side by side; and the decisions made so far, each of which can be undone."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from zoom_sync.actions.decide import decide
from zoom_sync.records import Pair, Person, Verdict
from zoom_sync.store import people, verdicts
from zoom_sync.web.rooms import rooms, the_event, visitor

pages = Blueprint("review", __name__, url_prefix="/events/<event_id>")

AT_ONCE = 20


@pages.get("/review")
def pairs(event_id: str) -> ResponseReturnValue:
    """The questions whose answer tells most come first. `skip` is how many were put off for later."""
    skip = request.args.get("skip", 0, type=int)

    def steps(tx: Any) -> tuple[list[Pair], dict[str, Person | None]]:
        # A question that was just answered stands here until the record is rebuilt: leave it out.
        answered = _answered(verdicts.of_event(tx, event_id))
        open_pairs = [pair for pair in people.review(tx, event_id) if frozenset(pair.facts) not in answered]
        shown = open_pairs[skip : skip + AT_ONCE]
        refs = {ref for pair in shown for ref in pair.refs}
        return open_pairs, {ref: people.person(tx, event_id, ref) for ref in refs}

    questions, known = rooms().store.read(steps)
    return render_template(
        "review.html",
        event=the_event(),
        pairs=questions[skip : skip + AT_ONCE],
        known=known,
        total=len(questions),
        skip=skip,
        at_once=AT_ONCE,
        nonce=secrets.token_hex(8),
    )


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
    def steps(tx: Any) -> tuple[list[Verdict], dict[str, Person | None]]:
        made = verdicts.of_event(tx, event_id)
        refs = {ref for verdict in made for ref in verdict.refs}
        return made, {ref: people.person(tx, event_id, ref) for ref in refs}

    made, known = rooms().store.read(steps)
    undone = {verdict.undoes for verdict in made if verdict.kind == "undo"}
    return render_template(
        "decisions.html", event=the_event(), made=list(reversed(made)), known=known, undone=undone
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
