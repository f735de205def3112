"""Who is inside now: a page that keeps itself fresh, and works as well by being loaded again."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from flask import Blueprint, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from zoom_sync.files import drawing, report_page
from zoom_sync.records import Event
from zoom_sync.rules import live as rules
from zoom_sync.rules.report import picture
from zoom_sync.store import events
from zoom_sync.store import live as facts
from zoom_sync.web import now as counting
from zoom_sync.web.health import worker_word
from zoom_sync.web.languages import chosen, number
from zoom_sync.web.now import Counted
from zoom_sync.web.rooms import inside, made, rooms, the_event

pages = Blueprint("live", __name__, url_prefix="/events/<event_id>/live")


@pages.get("")
def page(event_id: str) -> ResponseReturnValue:
    event, at = the_event(), rooms().clock.now()
    summary = rooms().store.read(lambda tx: events.summary(tx, event_id))
    return render_template(
        "live.html",
        event=event,
        now=at,
        summary=summary,
        silent=worker_word() == "silent",
        live=current(event, at),
        **_curve(event, at),
    )


@pages.get("/now")
def now(event_id: str) -> ResponseReturnValue:
    """The figures, who came in last and the counts of the record, as a piece of a page; 304 if nothing moved."""
    event, at = the_event(), rooms().clock.now()
    counted = current(event, at)
    tag = f"{counted.look.state}.{_tag(counted.key)}"  # by its beginning `front.looks` knows the state
    if tag in request.if_none_match:
        return _tagged("", tag)
    if tag not in counted.pieces:
        summary = rooms().store.read(lambda tx: events.summary(tx, event_id))
        counts = summary["counts"] if summary else {}
        counted.pieces[tag] = render_template(
            "live_now.html", event=event, now=at, live=counted, counts=counts
        )
    return _tagged(counted.pieces[tag], tag)


@pages.get("/curve")
def curve(event_id: str) -> ResponseReturnValue:
    """The curve so far, made once a minute; 304 within it."""
    event, at = the_event(), rooms().clock.now()
    look = rooms().store.read(lambda tx: facts.look(tx, event.id))
    tag = _tag((event.generation, _minute(rules.moment(look.heard, look.told, at))))
    if tag in request.if_none_match:
        return _tagged("", tag)
    return _tagged(render_template("live_curve.html", event=event, **_curve(event, at)), tag)


def current(event: Event, at: datetime) -> Counted:
    """Who is inside, counted anew if something moved."""
    store = rooms().store
    look = store.read(lambda tx: facts.look(tx, event.id))
    at = rules.moment(look.heard, look.told, at)
    return inside().of(
        event.id, counting.key(event, look, at), lambda: counting.count(store, event, look, at)
    )


def _curve(event: Event, now: datetime) -> dict[str, Any]:
    look = rooms().store.read(lambda tx: facts.look(tx, event.id))
    at = rules.moment(look.heard, look.told, now)
    if at < event.starts or rules.is_over(event, at):
        return {"drawing": "", "table": [], "is_over": at >= event.starts}
    store = rooms().store

    def make() -> dict[str, Any]:
        return picture(event, counting.curve(store, event, look, at))

    found = made().once("live curve", event.id, _minute(at), make)
    svg = Markup(drawing.presence(found, id="live", say=_, number=number))  # noqa: S704  # our own drawing, its texts escaped there
    return {"drawing": svg, "table": report_page.table(found)}


def _minute(at: datetime) -> int:
    return int(at.timestamp()) // 60


def _tag(key: Any) -> str:
    return hashlib.sha256(repr((key, chosen())).encode()).hexdigest()[:32]


def _tagged(body: str, tag: str) -> ResponseReturnValue:
    answer = make_response(body, 200 if body else 304)
    answer.set_etag(tag)
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Content-Language"] = chosen()
    return answer
