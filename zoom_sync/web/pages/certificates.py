"""The certificates of an event: who gets one, how it looks, issuing them, and taking them away."""

from __future__ import annotations

import base64
import tempfile
from io import BytesIO
from typing import IO, Any, cast

from flask import Blueprint, abort, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from zoom_sync.actions import certificates as acts
from zoom_sync.actions.certificates import Order
from zoom_sync.records import Trouble
from zoom_sync.rules.protection import LONGEST
from zoom_sync.store import certificates as kept
from zoom_sync.store import events, jobs, objections
from zoom_sync.web import languages, leaving
from zoom_sync.web.afterwards import Certified
from zoom_sync.web.rooms import made, rooms, the_event, visitor

pages = Blueprint("certificates", __name__, url_prefix="/events/<event_id>/certificates")

HERE = "certificates.page"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
IN_MEMORY = 8 << 20  # bytes; larger files wait on disk, without a name
SHOWN = 50  # of those who get none, by name
LOOKED_THROUGH = (
    5_000  # certificates that are held against the record for the event's own page, which must be quick
)


@pages.get("")
def page(event_id: str) -> ResponseReturnValue:
    return _show(event_id, _order_before(event_id))


@pages.post("")
def issue(event_id: str) -> ResponseReturnValue:
    """Let the worker issue them; or only look at one with these words, which changes nothing."""
    form = request.form
    order = Order(
        language=form.get("language", "en"),
        issuer=form.get("issuer", "").strip(),
        signatory=form.get("signatory", "").strip(),
        provisional=bool(form.get("provisional")),
    )
    if form.get("do") == "look":
        return _show(event_id, order)
    try:
        reason = form.get("reason", "")
        acts.ask_for(rooms().store, event_id, order, by=visitor().name, reason=reason, clock=rooms().clock)
    except Trouble as trouble:
        return _show(event_id, order, trouble=trouble, status=400)
    return redirect(url_for("certificates.page", event_id=event_id), 303)


@pages.get("/progress")
def progress(event_id: str) -> ResponseReturnValue:
    """The figures that move while they are made."""
    return render_template("certificates_now.html", state=_state(event_id))


@pages.route("/all.zip", methods=["GET", "POST"])
def archive(event_id: str) -> ResponseReturnValue:
    """All that stand, with their index. Of a protected event it is asked first what for."""
    asked = leaving.asked_why(_("Take the certificates"), _("Take them as ZIP"), here=HERE)
    if asked is not None:
        return asked
    _note("certificates")
    file = _file()
    acts.write_archive(rooms().store, event_id, file, public_url=rooms().config.public_url)
    return _send(file, "application/zip", "certificates", "zip")


@pages.route("/roster.xlsx", methods=["GET", "POST"])
def roster(event_id: str) -> ResponseReturnValue:
    """Hours by person and day, with the licence numbers of a column."""
    column = request.values.get("column", "").strip()[:200]
    asked = leaving.asked_why(
        _("Take the roster"), _("Take it as XLSX"), here=HERE, names="must", typed={"column": column}
    )
    if asked is not None:
        return asked
    file = _file()
    try:
        acts.roster(rooms().store, event_id, file, column=column, names=leaving.with_names())
    except Trouble as trouble:
        return _show(event_id, _order_before(event_id), trouble=trouble, status=400)
    _note("a roster")
    return _send(file, XLSX, "credit-hours", "xlsx")


@pages.route("/of/<path:ref>", methods=["GET", "POST"])
def one(event_id: str, ref: str) -> ResponseReturnValue:
    """The certificate of one person."""
    asked = leaving.asked_why(_("Take the certificate"), _("Take it as PDF"), here=HERE)
    if asked is not None:
        return asked
    found = acts.of_person(rooms().store, event_id, ref, public_url=rooms().config.public_url)
    if found is None:
        abort(404)
    _note("a certificate")
    return send_file(
        BytesIO(found[1]), mimetype="application/pdf", as_attachment=True, download_name=found[0]
    )


def certified(event_id: str, summary: dict[str, Any]) -> Certified:
    """What an event's own page says of them: how far they are from a final record."""
    state = _state(event_id)
    differ = 0
    if summary["status"] == "final" and 0 < state["all"] <= LOOKED_THROUGH and not state["busy"]:
        plan = _planned(event_id, summary, state, _order_before(event_id))
        differ = max(len(plan.new), len(plan.replaced)) + len(plan.withdrawn)
    return Certified(state["all"], differ, state["busy"])


def _planned(event_id: str, summary: dict[str, Any], state: dict[str, Any], order: Order) -> acts.Plan:
    """Made once for all who look, as long as neither the record nor what stands changes."""
    key = f"certificates {state['all']} {state['last']} {order.language} {order.issuer} {order.signatory}"
    store = rooms().store
    plan: acts.Plan = made().once(
        key, event_id, int(summary["generation"]), lambda: acts.plan(store, event_id, order)
    )
    return plan


def _show(
    event_id: str, order: Order, *, trouble: Trouble | None = None, status: int = 200
) -> ResponseReturnValue:
    store = rooms().store
    summary, state = store.read(lambda tx: events.summary(tx, event_id)), _state(event_id)
    plan = sample = None
    if summary is not None:
        plan = _planned(event_id, summary, state, order)
        told = acts.sample(store, event_id, order, public_url=rooms().config.public_url, clock=rooms().clock)
        sample = None if told is None else base64.b64encode(told).decode()
    html = render_template(
        "certificates.html",
        event=the_event(),
        summary=summary,
        plan=plan,
        sample=sample,
        order=order,
        state=state,
        trouble=trouble,
        objections=store.read(lambda tx: objections.open_in(tx, [event_id])).get(event_id, 0),
        most=SHOWN,
        longest=LONGEST,
        tongues={code: one.name for code, one in languages.LANGUAGES.items()},
    )
    return html, status


def _state(event_id: str) -> dict[str, Any]:
    def steps(tx: Any) -> dict[str, Any]:
        done, all_ = kept.progress(tx, event_id)
        busy = jobs.is_open(tx, "certificates", key=event_id)
        last = kept.last_issued(tx, event_id)
        return {"made": done, "all": all_, "last": last, "busy": busy, "key": f"{done}/{all_}/{busy}"}

    return rooms().store.read(steps)


def _order_before(event_id: str) -> Order:
    """With the words of the certificate that was issued last."""
    said = rooms().store.read(lambda tx: kept.newest(tx, event_id))
    if said is None:
        return Order(language=languages.chosen())
    return Order(said.language, said.issuer, said.signatory)


def _note(what: str) -> None:
    reason = leaving.reason()
    acts.note(rooms().store, the_event().id, what, by=visitor().name, reason=reason, clock=rooms().clock)


def _file() -> IO[bytes]:
    return cast(IO[bytes], tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))  # closed by Flask


def _send(file: IO[bytes], type: str, stem: str, ending: str) -> ResponseReturnValue:
    file.seek(0)
    name = f"{stem}-{the_event().starts:%Y-%m-%d}.{ending}"
    return send_file(file, mimetype=type, as_attachment=True, download_name=name)
