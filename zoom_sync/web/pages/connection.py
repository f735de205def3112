"""The connection to Zoom: what is set up, what has been heard, and connecting an account by its consent.

The authorization code flow with PKCE: one state per session, used once, bound to the admin who began it. The
start is a link and not a form, since `form-action` of the content security policy binds redirects too.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as later

from zoom_sync.actions import doctor
from zoom_sync.records import Trouble
from zoom_sync.store import audit, inbox, memory
from zoom_sync.web.rooms import rooms, visitor
from zoom_sync.zoom import oauth, scopes

pages = Blueprint("connection", __name__, url_prefix="/zoom")

GOOD_FOR = timedelta(minutes=15)
MEANS = {
    "webinar.started": later("the webinar began"),
    "webinar.ended": later("it ended: reports are read after this"),
    "webinar.participant_joined": later("somebody joined"),
    "webinar.participant_left": later("somebody left"),
    "webinar.participant_bind": later("a phone line belongs to somebody"),
    "webinar.registration_created": later("somebody registered"),
    "webinar.registration_approved": later("a registration was approved"),
    "webinar.registration_denied": later("a registration was denied"),
    "webinar.registration_cancelled": later("a registration was cancelled"),
}
READS = {
    "the list of webinars": later("the list of webinars"),
    "one webinar": later("one webinar"),
    "registrants": later("registrants"),
    "panelists": later("panelists"),
    "past instances": later("past instances"),
    "past participants": later("past participants"),
    "participant reports": later("participant reports"),
    "the run of a webinar": later("the run of a webinar"),
    "the hosts": later("the hosts"),
}


@pages.get("")
def page() -> ResponseReturnValue:
    return _show()


@pages.post("/examine")
def examine() -> ResponseReturnValue:
    """Ask Zoom, the mail server and our own address, as `zoom-sync doctor` does. Changes nothing."""
    findings = doctor.examine(
        rooms().store,
        zoom=rooms().zoom if rooms().account else None,
        mailer=rooms().mailer,
        config=rooms().config,
        clock=rooms().clock,
    )
    return _show(findings)


def _show(findings: list[doctor.Finding] | None = None) -> ResponseReturnValue:
    def steps(tx: Any) -> dict[str, Any]:
        return {
            "seen": inbox.seen(tx),
            "last_delivery": inbox.last_delivery(tx),
            "last_sync": _instant(memory.recall(tx, memory.LAST_COMPLETE_SYNC)),
            "deauthorized": memory.recall(tx, memory.DEAUTHORIZED),
            "challenged": _instant(memory.recall(tx, memory.CHALLENGED)),
        }

    account = rooms().account
    token = rooms().tokens().load() if account else None
    granted = set(str((token or {}).get("scope", "")).split())
    return render_template(
        "connection.html",
        account=account,
        config=rooms().config,
        token=bool(token),
        granted=granted,
        findings=findings,
        reads=READS,
        needed=scopes.NEEDED,
        missing=scopes.missing(granted, user_level=account is not None and not account.server_to_server),
        deliveries={name: MEANS[name] for name in scopes.WEBHOOK_EVENTS},
        now=rooms().clock.now(),
        webhook_url=f"{rooms().config.public_url}/webhooks/zoom",
        **rooms().store.read(steps),
    )


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


@pages.get("/connect")
def connect() -> ResponseReturnValue:
    account = rooms().account
    if account is None or account.server_to_server:
        raise Trouble(
            "There is nothing to connect.",
            "Nothing was changed.",
            "Set ZOOM_CLIENT_ID and ZOOM_CLIENT_SECRET without ZOOM_ACCOUNT_ID to connect by consent.",
        )
    state, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(48)
    until = (rooms().clock.now() + GOOD_FOR).isoformat()
    session["zoom_connect"] = {"state": state, "verifier": verifier, "until": until}  # one; an older is gone
    return redirect(oauth.authorize_url(account, state, verifier))


@pages.get("/callback")
def callback() -> ResponseReturnValue:
    begun = session.pop("zoom_connect", None)
    session.modified = True
    given = request.args.get("state", "")
    account = rooms().account
    now = rooms().clock.now()
    if account is None or not begun or not hmac.compare_digest(begun["state"].encode(), given.encode()):
        abort(400, "This answer from Zoom belongs to no connection that was begun here.")
    if begun["until"] < now.isoformat():
        abort(400, "This connection took too long; start it again.")
    if not request.args.get("code"):
        raise Trouble(
            "Zoom did not give its consent.", "Nothing was changed.", "Connect again and press Allow."
        )
    token = oauth.exchange(account, request.args["code"], begun["verifier"], clock=rooms().clock)
    rooms().tokens().keep(token)
    who = visitor().name
    rooms().store.once(lambda tx: audit.note(tx, who=who, what="Zoom account connected", now=now))
    return redirect(url_for("connection.page"), 303)
