"""Series of events: which there are, who came to each, and who comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from zoom_sync.actions import series as acts
from zoom_sync.files.printing import reports
from zoom_sync.records import Event, Trouble
from zoom_sync.rules.series import Guest, faithful
from zoom_sync.store import events, series
from zoom_sync.store.series import Series
from zoom_sync.web import languages, series_words
from zoom_sync.web.pages.events import of_visitor, visible
from zoom_sync.web.rooms import rooms, the_event, visitor

pages = Blueprint("series", __name__)

NAMED = 100  # people of each kind that are named
TALL, WIDE, GAP = 116.0, 48.0, 28.0  # of the drawing, in its own units


@dataclass(frozen=True, slots=True)
class Bar:
    """An event in the drawing, in its own units: heights of the two parts, one upon the other."""

    x: float
    back: float
    new: float
    attended: int
    label: str


@pages.get("/series")
def listing() -> ResponseReturnValue:
    """The series of which somebody may see an event, with the events that they may see."""

    def steps(tx: Any) -> list[tuple[Series, list[Event]]]:
        mine = {line.id for line in visible(tx, visitor())}
        found = [(one, [id for id in ids if id in mine]) for one, ids in series.all(tx)]
        return [
            (one, [event for id in ids if (event := events.get(tx, id)) is not None])
            for one, ids in found
            if ids
        ]

    return render_template("series_all.html", all=rooms().store.read(steps))


@pages.get("/series/<series_id>")
def page(series_id: str) -> ResponseReturnValue:
    one, ids = _mine(series_id)
    return _page(one, ids)


@pages.get("/series/<series_id>/report.pdf")
def report(series_id: str) -> ResponseReturnValue:
    """The figures of the events that the visitor may see, on paper; nobody is named."""
    one, ids = _mine(series_id)
    content = reports.paper(series_words.in_words(one.title, acts.comings(rooms().store, ids)))[0]
    answer = Response(content, content_type="application/pdf")
    answer.headers["Content-Disposition"] = 'attachment; filename="series.pdf"'
    return answer


@pages.post("/series/<series_id>/change")
def change(series_id: str) -> ResponseReturnValue:
    """Take an event in (`add`), take one out (`leave`), or give the series another title."""
    one, ids = _mine(series_id)
    store, clock, by = rooms().store, rooms().clock, visitor().name
    added, left = request.form.get("add", ""), request.form.get("leave", "")
    try:
        if added:
            _seen(added)
            acts.join(store, series_id, added, clock=clock, by=by)
        elif left in ids:
            acts.leave(store, left, clock=clock, by=by)
            if ids == [left]:
                return redirect(url_for("series.listing"), 303)
        else:
            acts.rename(store, series_id, request.form.get("title", ""), clock=clock, by=by)
    except Trouble as trouble:
        return _page(one, ids, trouble), 400
    return redirect(url_for("series.page", series_id=series_id), 303)


@pages.post("/events/<event_id>/series")
def begin(event_id: str) -> ResponseReturnValue:
    """A series that begins with this event: of its recurring webinar (`webinar`), or of it alone, under a title."""
    store, clock, by = rooms().store, rooms().clock, visitor().name
    if request.form.get("webinar"):
        made = acts.of_webinar(store, event_id, clock=clock, by=by)
    else:
        title = request.form.get("title", "").strip() or the_event().title
        made = acts.make(store, title, [event_id], clock=clock, owner=visitor().user, by=by)
    return redirect(url_for("series.page", series_id=made.id), 303)


def _mine(series_id: str) -> tuple[Series, list[str]]:
    """The series with those of its events that this visitor may see; nobody is told of one of which they see none."""

    def steps(tx: Any) -> tuple[Series, list[str]] | None:
        mine = {line.id for line in visible(tx, visitor())}
        ids = [id for id in series.members(tx, series_id) if id in mine]
        return (series.known(tx, series_id), ids) if ids else None

    found = rooms().store.read(steps)
    if found is None:
        abort(404)
    return found


def _seen(event_id: str) -> None:
    if event_id not in {line.id for line in rooms().store.read(lambda tx: visible(tx, visitor()))}:
        abort(404)


def _page(one: Series, ids: Sequence[str], trouble: Trouble | None = None) -> str:
    found = acts.comings(rooms().store, ids)
    last = len(found.counted) - 1
    back = [guest for guest in found.guests if guest.last == last and guest.first < last]
    new = [guest for guest in found.guests if guest.first == last and last > 0]
    gone = [guest for guest in found.guests if guest.last < last]
    return render_template(
        "series.html",
        series=one,
        found=found,
        last=found.counted[last] if found.counted else None,
        bars=_bars(found),
        back=_named(back),
        new=_named(new),
        gone=_named(gone),
        named=NAMED,
        erased=series_words.erased(found),
        others=_others(ids),
        trouble=trouble,
    )


def _named(some: Sequence[Guest]) -> tuple[int, list[Guest]]:
    """How many they are, and those that are named."""
    return len(some), faithful(some)[:NAMED]


def _others(ids: Sequence[str]) -> list[Event]:
    """The events that may be taken in, the last first."""
    return [one for one in rooms().store.read(lambda tx: of_visitor(tx, visitor())) if one.id not in ids]


def _bars(found: acts.Comings) -> list[Bar]:
    told = [one for one in found.members if one.turnout is not None]
    most = max((one.turnout.attended for one in told if one.turnout), default=0) or 1
    bars = []
    for number, one in enumerate(told):
        if one.turnout is not None:
            new, back = (TALL * part / most for part in (one.turnout.new, one.turnout.back))
            label = languages.date(one.event.starts, one.event.timezone, skeleton="MMMd")
            x = GAP / 2 + number * (WIDE + GAP)
            bars.append(Bar(x, round(back, 1), round(new, 1), one.turnout.attended, label))
    return bars
