"""One event: its figures, what is still waited for, where its evidence comes from."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from zoom_sync.actions import events as acts
from zoom_sync.actions import public_report
from zoom_sync.actions.follow_up.sending import mail_is_down
from zoom_sync.records import Event
from zoom_sync.rules import finality, reopening
from zoom_sync.rules import warnings as rules
from zoom_sync.store import (
    audit,
    checkins,
    events,
    imports,
    inbox,
    jobs,
    memory,
    objections,
    people,
    registrants,
    seals,
    series,
    traces,
    verdicts,
    webinars,
)
from zoom_sync.web import access, afterwards
from zoom_sync.web.counting import figures
from zoom_sync.web.health import worker_word
from zoom_sync.web.pages.certificates import certified
from zoom_sync.web.pages.live import current
from zoom_sync.web.rooms import made, rooms, the_event, visitor
from zoom_sync.web.showing import FIGURES
from zoom_sync.web.wording import rule_said

pages = Blueprint("event", __name__, url_prefix="/events/<event_id>")


@pages.get("")
def page(event_id: str) -> ResponseReturnValue:
    event = the_event()
    if not access.may("attendance", visitor()):
        out = public_report.published(rooms().store, event_id)
        return render_template("event_outside.html", event=event, out=out[::-1])
    return render_template("event.html", event=event, now=rooms().clock.now(), **_state(event_id))


def _state(event_id: str) -> dict[str, Any]:
    event = the_event()
    ids = [webinar.id for webinar in event.webinars]

    def steps(tx: Any) -> dict[str, Any]:
        return {
            "summary": events.summary(tx, event_id),
            "series": series.of_event(tx, event_id),
            "webinars": [(one, webinars.get(tx, one.id)) for one in event.webinars],
            "instances": webinars.instances(tx, ids),
            "readings": traces.readings(tx, event_id),
            "listings": registrants.last_listing(tx, event_id),
            "imports": imports.all(tx, event_id),
            "pairs": len(people.review(tx, event_id)),
            "decisions": len(verdicts.of_event(tx, event_id)),
            "last_delivery": inbox.last_delivery(tx),
            "opened_again": memory.recall(tx, memory.opened_again(event_id)),
            "objections": objections.open_in(tx, [event_id]).get(event_id, 0),
            "strays": checkins.beyond(tx, event_id, rules.around(event)),
            "busy": [task["name"] for task in jobs.waiting(tx) if task["key"] == event_id],
        }

    state = rooms().store.read(steps)
    infos = [info for _, info in state["webinars"] if info is not None]
    foreign = finality.sort_instances(event, state["instances"], infos)[1]
    found = figures(rooms().store, made(), event, state["summary"])
    more = {
        "seal": state["summary"]
        and rooms().store.read(
            lambda tx: seals.value(tx, event_id, generation=state["summary"]["generation"])
        ),
        "ranges": found["ranges"],
        "foreign": foreign,
        "warnings": _warnings(event, state["last_delivery"]),
        "rule": rule_said(event.rule),
        "opened_again": _instant(state["opened_again"]),
        **_reopened(state["summary"]),
    }
    now = rooms().clock.now()
    return state | more | {"live": current(event, now), "left": _left(event, state["summary"], now)}


def _left(event: Event, summary: dict[str, Any] | None, now: datetime) -> list[afterwards.Step]:
    if summary is None or not afterwards.is_over(event, summary, now=now):
        return []
    certificates = certified(event.id, summary)
    return rooms().store.read(lambda tx: afterwards.steps(tx, event, summary, certificates))


def _reopened(summary: dict[str, Any] | None) -> dict[str, Any]:
    """What differs since the record was final, until an organiser says that it is right."""
    told = summary or {}
    notes: list[str] = told.get("notes") or []
    changed = next(filter(None, map(reopening.since, notes)), None)
    return {
        "reopened": changed,
        "moved": [(FIGURES.get(name, name), was, now) for name, was, now in changed.figures]
        if changed
        else [],
        "waits_for_a_word": changed is not None and told["status"] == "final",
        "notes": [note for note in notes if reopening.since(note) is None],
    }


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _warnings(event: Event, last_delivery: datetime | None) -> list[str]:
    """What keeps this event's figures from moving by themselves, one sentence each."""
    said = []
    if worker_word() == "silent":
        said.append(
            _(
                "The worker is silent: what comes in is kept, but these figures stand still until it runs again."
            )
        )
    down = mail_is_down(rooms().store)
    if down is not None:
        said.append(f"{down.what} {down.safe}")
    if event.webinars and last_delivery is None:
        said.append(
            _(
                "Zoom has not delivered anything yet, so who is inside now is not known; registrations and reports "
                "are read all the same."
            )
        )
    return said


@pages.post("/sync")
def sync(event_id: str) -> ResponseReturnValue:
    """Ask the worker to read everything from Zoom now."""
    now, who = rooms().clock.now(), visitor()

    def steps(tx: Any) -> None:
        jobs.ask(tx, "sync", event_id, due=now)
        audit.note(tx, who=who.name, what="asked for a sync", event=event_id, now=now)

    rooms().store.once(steps)
    return redirect(url_for("event.page", event_id=event_id), 303)


@pages.post("/close")
def close(event_id: str) -> ResponseReturnValue:
    acts.close(
        rooms().store,
        event_id,
        clock=rooms().clock,
        by=visitor().name,
        without_reports=request.form.get("without_reports", "").strip()[:500],
    )
    return redirect(url_for("event.page", event_id=event_id), 303)


@pages.post("/reopen")
def reopen(event_id: str) -> ResponseReturnValue:
    acts.reopen(rooms().store, event_id, clock=rooms().clock, by=visitor().name)
    return redirect(url_for("event.page", event_id=event_id), 303)
