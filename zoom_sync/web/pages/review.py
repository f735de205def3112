"""Open questions, two records side by side; joins by name alone; and the decisions made so far, with undo."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from zoom_sync.actions.decide import decide
from zoom_sync.actions.decide import undo as take_back
from zoom_sync.records import Pair, Person, Verdict
from zoom_sync.rules.verdicts import standing
from zoom_sync.store import events, people, verdicts
from zoom_sync.web import history, sides
from zoom_sync.web.counting import figures
from zoom_sync.web.rooms import made as made_here
from zoom_sync.web.rooms import rooms, the_event, visitor

pages = Blueprint("review", __name__, url_prefix="/events/<event_id>")

AT_ONCE = 20
LISTS = ("questions", "names")


@pages.get("/review")
def pairs(event_id: str) -> ResponseReturnValue:
    """The questions whose answer tells most come first. `skip` is how many were put off for later.

    With `?list=names` the joins that rest on a name alone, by name.
    """
    which = request.args.get("list", "questions")
    if which not in LISTS:
        abort(400, "There is no such list of questions.")
    skip = max(0, request.args.get("skip", 0, type=int))
    store = rooms().store
    decided = store.read(lambda tx: _answered(verdicts.of_event(tx, event_id)))
    summary = store.read(lambda tx: events.summary(tx, event_id))
    # What was just answered stands in the record until it is rebuilt: leave it out.
    asked = [
        pair
        for pair in store.read(lambda tx: people.review(tx, event_id))
        if frozenset(pair.facts) not in decided
    ]
    by_name = summary.get("by_name", 0) if summary else 0  # of a large event, not worth a look at every line
    if which == "questions":
        shown = _questions(asked[skip : skip + AT_ONCE], summary)
    else:
        names = [one for one in _by_name(summary) if frozenset(one[1:]) not in decided]
        by_name = len(names)
        shown = _joins(names[skip : skip + AT_ONCE])
    return render_template(
        "review.html",
        event=the_event(),
        which=which,
        shown=shown,
        totals={"questions": len(asked), "names": by_name},
        skip=skip,
        at_once=AT_ONCE,
        nonce=secrets.token_hex(8),
    )


def _by_name(summary: dict[str, Any] | None) -> list[tuple[str, str, str]]:
    """Each join by name alone, as the person's id, their first fact and the one that a name ties to it."""
    if summary is None:
        return []
    event_id, store = the_event().id, rooms().store

    def look() -> list[tuple[str, str, str]]:
        resting = store.read(lambda tx: people.by_name(tx, event_id))
        return [
            (person.id, person.evidence[0].fact, line.fact)
            for person in resting
            for line in person.evidence[1:]
            if line.by_name
        ]

    found: list[tuple[str, str, str]] = made_here().once("names", event_id, summary["generation"], look)
    return found


def _questions(asked: list[Pair], summary: dict[str, Any] | None) -> list[sides.Question]:
    event, store = the_event(), rooms().store
    owners = figures(store, made_here(), event, summary)["owners"]

    def steps(tx: Any) -> list[sides.Question]:
        # By their id it is one look; by a fact that is not theirs it is a search.
        known = {
            ref: people.person(tx, event.id, owners.get(fact, ref))
            for pair in asked
            for ref, fact in zip(pair.refs, pair.facts or pair.refs, strict=True)
        }
        came = people.claims(tx, event.id, [fact for pair in asked for fact in pair.facts])
        return [sides.of_pair(pair, known, came) for pair in asked]

    return store.read(steps)


def _joins(asked: list[tuple[str, str, str]]) -> list[sides.Question]:
    event_id = the_event().id

    def steps(tx: Any) -> list[sides.Question]:
        came = people.claims(tx, event_id, [fact for _, *facts in asked for fact in facts])
        found = ((people.person(tx, event_id, person), fact) for person, _, fact in asked)
        return [
            sides.of_name(person, line, came)
            for person, fact in found
            if person is not None
            for line in person.evidence
            if line.fact == fact
        ]

    return rooms().store.read(steps)


def _answered(decisions: Iterable[Verdict]) -> set[frozenset[str]]:
    """The sets of facts that a decision in force speaks of."""
    return {frozenset(one.refs) for one in standing(decisions) if one.kind in ("same", "different")}


@pages.post("/review")
def answer(event_id: str) -> ResponseReturnValue:
    saying = request.form.get("saying", "")
    refs = request.form.getlist("ref")
    skip = request.form.get("skip", 0, type=int)
    which = request.form.get("list", "questions")
    if saying not in ("same", "different") or len(refs) != 2 or which not in LISTS:
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
    shown = which if which != "questions" else None
    return redirect(url_for("review.pairs", event_id=event_id, skip=skip or None, list=shown), 303)


@pages.get("/decisions")
def decisions(event_id: str) -> ResponseReturnValue:
    """The newest first, a few at a time: whom a fact stands with is searched for."""
    skip = max(0, request.args.get("skip", 0, type=int))

    def steps(tx: Any) -> tuple[list[history.Step], dict[str, Person | None]]:
        taken = history.steps(verdicts.of_event(tx, event_id))
        refs = {ref for step in taken[skip : skip + AT_ONCE] for one in step.said for ref in one.refs}
        return taken, {ref: people.person(tx, event_id, ref) for ref in refs}

    taken, known = rooms().store.read(steps)
    return render_template(
        "decisions.html",
        event=the_event(),
        steps=taken[skip : skip + AT_ONCE],
        total=len(taken),
        known=known,
        following=skip + AT_ONCE if len(taken) > skip + AT_ONCE else 0,
    )


@pages.post("/decisions/undo")
def undo(event_id: str) -> ResponseReturnValue:
    """Take back decisions that were made in one step, or bring them back by taking back their undos."""
    chosen = request.form.getlist("decision")
    if not chosen:
        abort(400, "No decision was named.")
    take_back(
        rooms().store,
        event_id,
        decisions=chosen,
        by=visitor().name,
        clock=rooms().clock,
        reason=request.form.get("reason", "").strip()[:500],
    )
    return redirect(url_for("review.decisions", event_id=event_id), 303)
