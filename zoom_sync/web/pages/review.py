"""Open questions, two records side by side; joins by name alone; and the decisions made so far, with undo.

An answer is kept and the next question is there at once: what follows from it is left out by
`rules.following`, and the record is made anew meanwhile. `review.js` answers in the background and by keys.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask import Blueprint, abort, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from zoom_sync.actions.decide import decide
from zoom_sync.actions.decide import undo as take_back
from zoom_sync.records import Pair, Person, Verdict
from zoom_sync.rules.following import settled, still_open
from zoom_sync.rules.verdicts import standing
from zoom_sync.store import events, people, verdicts
from zoom_sync.web import about, afterwards, history, sides
from zoom_sync.web.asking import REGISTRATIONS
from zoom_sync.web.counting import figures
from zoom_sync.web.numbers import number
from zoom_sync.web.rooms import made as made_here
from zoom_sync.web.rooms import rooms, the_event, visitor

pages = Blueprint("review", __name__, url_prefix="/events/<event_id>")

AT_ONCE = 20
LISTS = ("questions", "names")
AT_PAGE = 500  # questions of which a script may ask whether they are open still
NEWEST = 1_000  # decisions that may not be in the record yet
A_SITTING = timedelta(hours=12)
ANSWERS = ("same", "different")


@pages.get("/review")
def pairs(event_id: str) -> ResponseReturnValue:
    """The questions whose answer tells most come first. `skip` is how many were put off for later.

    With `?list=names` the joins that rest on a name alone, by name.
    """
    return page(event_id)


def page(event_id: str, **more: Any) -> str:
    """The page; `more` is what was just done with a file of answers."""
    which = request.args.get("list", "questions")
    if which not in LISTS:
        abort(400, "There is no such list of questions.")
    skip = number(request.args.get("skip", "")) or 0
    summary = rooms().store.read(lambda tx: events.summary(tx, event_id))
    decided = rooms().store.read(lambda tx: standing(verdicts.of_event(tx, event_id)))
    asked = _asked(decided)
    by_name = summary.get("by_name", 0) if summary else 0  # of a large event, not worth a look at every line
    if which == "questions":
        shown = _questions(asked[skip : skip + AT_ONCE], summary)
    else:
        names = _unconfirmed(decided, summary)
        by_name = len(names)
        shown = _joins(names[skip : skip + AT_ONCE])
    return render_template(
        "review.html",
        event=the_event(),
        which=which,
        shown=shown,
        totals={"questions": len(asked), "names": by_name},
        doubtful=summary.get("doubtful", 0) if summary else 0,
        in_both=afterwards.in_both(summary),
        answered=_answered_lately(decided),
        skip=skip,
        at_once=AT_ONCE,
        nonce=secrets.token_hex(8),
        REGISTRATIONS=REGISTRATIONS,
        **{"taken": None, "trouble": None, **more},
    )


def _asked(decided: Sequence[Verdict]) -> list[Pair]:
    """The questions that are open still. What was just answered stands in the record until it is made anew."""
    return _asked_and_settled(decided, ())[0]


def _asked_and_settled(
    decided: Sequence[Verdict], shown: Sequence[tuple[str, str]]
) -> tuple[list[Pair], list[tuple[str, str]]]:
    """The questions that are open still; and of those that a page shows, by their facts, which are not."""
    event_id = the_event().id

    def steps(tx: Any) -> tuple[list[Pair], list[tuple[str, str]]]:
        pairs = people.review(tx, event_id)
        newest = decided[:NEWEST]
        facts = [fact for pair in (*(one.facts for one in pairs), *shown) for fact in pair]
        owners = people.owners(tx, event_id, [*facts, *(ref for one in newest for ref in one.refs)])
        asked = still_open(pairs, newest, owners)
        return asked, settled(shown, asked, newest, owners)

    return rooms().store.read(steps)


def _unconfirmed(decided: Sequence[Verdict], summary: dict[str, Any] | None) -> list[tuple[str, str, str]]:
    """The joins by name alone of which nobody said anything yet."""
    said = {frozenset(one.refs) for one in decided if one.kind in ANSWERS}
    return [one for one in _by_name(summary) if frozenset(one[1:]) not in said]


def _answered_lately(decided: Sequence[Verdict]) -> int:
    """How many questions this visitor answered in this sitting."""
    since, by = rooms().clock.now() - A_SITTING, visitor().name
    return sum(one.kind in ANSWERS and one.by == by and one.at > since for one in decided)


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
    event = the_event()
    event_id = event.id

    def steps(tx: Any) -> list[sides.Question]:
        said = verdicts.of_event(tx, event_id)
        came = people.claims(tx, event_id, [fact for _, *facts in asked for fact in facts])
        found = ((people.person(tx, event_id, person), fact) for person, _, fact in asked)
        return [
            sides.of_name(person, line, came, about.of_parting(tx, event, person, line.fact, said))
            for person, fact in found
            if person is not None
            for line in person.evidence
            if line.fact == fact
        ]

    return rooms().store.read(steps)


@pages.post("/review")
def answer(event_id: str) -> ResponseReturnValue:
    saying = request.form.get("saying", "")
    refs = request.form.getlist("ref")
    skip = number(request.form.get("skip", ""))
    which = request.form.get("list", "questions")
    if saying not in ANSWERS or len(refs) != 2 or which not in LISTS:
        abort(400, "This answer is not complete.")
    verdict = decide(
        rooms().store,
        event_id,
        kind=saying,  # type: ignore[arg-type]  # one of the two above
        refs=refs,
        by=visitor().name,
        clock=rooms().clock,
        reason=request.form.get("reason", "").strip()[:500],
        nonce=request.form.get("nonce", "")[:200],
    )
    if _by_script():
        return _open_now(which, [verdict.id])
    shown = which if which != "questions" else None
    return redirect(url_for("review.pairs", event_id=event_id, skip=skip or None, list=shown), 303)


def _by_script() -> bool:
    """Whether a script asks, which wants to know and not to be led on."""
    return request.accept_mimetypes.best == "application/json"


def _open_now(which: str, decisions: Sequence[str]) -> ResponseReturnValue:
    """What a script has to know after an answer: which of the questions that it shows are settled, and the counts.

    `known`: how many decisions there are; the more, the newer are the counts, in whatever order they arrive.
    Form `shown`: each question by its facts, `one|other`, as the page named it.
    """
    event_id = the_event().id
    shown = [(one, other) for one, bar, other in map(_parted, request.form.getlist("shown")[:AT_PAGE]) if bar]
    summary = rooms().store.read(lambda tx: events.summary(tx, event_id))
    known = rooms().store.read(lambda tx: verdicts.of_event(tx, event_id))
    decided = standing(known)
    if which == "questions":
        asked, gone = _asked_and_settled(decided, shown)
        total = len(asked)
    else:
        names = _unconfirmed(decided, summary)
        tied = {fact for *_, fact in names}
        gone, total = [one for one in shown if one[1] not in tied], len(names)
    return jsonify(
        decisions=list(decisions),
        settled=["|".join(one) for one in gone],
        total=total,
        answered=_answered_lately(decided),
        known=len(known),
    )


def _parted(key: str) -> tuple[str, str, str]:
    return key[:1_000].partition("|")


@pages.get("/decisions")
def decisions(event_id: str) -> ResponseReturnValue:
    """The newest first, a few at a time: whom a fact stands with is searched for. `person`: only those of one."""
    skip = number(request.args.get("skip", "")) or 0
    whose = request.args.get("person", "")

    def steps(tx: Any) -> tuple[list[history.Step], Person | None, dict[str, Person | None], dict[str, Any]]:
        taken = history.steps(verdicts.of_event(tx, event_id))
        only = people.person(tx, event_id, whose) if whose else None
        if only is not None:
            taken = history.about(taken, only)
        said = [one for step in taken[skip : skip + AT_ONCE] for one in step.said]
        refs = {ref for one in said for ref in one.refs}
        came = people.claims(tx, event_id, refs)
        apart = {one.id: history.apart(one, came) for one in said}
        return taken, only, {ref: people.person(tx, event_id, ref) for ref in refs}, apart

    taken, only, known, apart = rooms().store.read(steps)
    if whose and only is None:
        abort(404)
    return render_template(
        "decisions.html",
        event=the_event(),
        steps=taken[skip : skip + AT_ONCE],
        total=len(taken),
        only=only,
        known=known,
        apart=apart,
        following=skip + AT_ONCE if len(taken) > skip + AT_ONCE else 0,
    )


@pages.post("/decisions/undo")
def undo(event_id: str) -> ResponseReturnValue:
    """Take back decisions that were made in one step, or bring them back by taking back their undos."""
    chosen = request.form.getlist("decision")
    if not chosen:
        abort(400, "No decision was named.")
    taken_back = take_back(
        rooms().store,
        event_id,
        decisions=chosen,
        by=visitor().name,
        clock=rooms().clock,
        reason=request.form.get("reason", "").strip()[:500],
    )
    if _by_script():
        which = request.form.get("list", "questions")
        return _open_now(which if which in LISTS else "questions", [one.id for one in taken_back])
    whose = request.form.get("person", "")[:400]
    if whose:
        return redirect(url_for("people.listing", event_id=event_id, ref=whose), 303)
    return redirect(url_for("review.decisions", event_id=event_id), 303)
