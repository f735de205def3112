"""Signing in through the organisation's own identity provider.

Only somebody who was let in here before gets in, by the mail address that the provider vouches for. What ties the
provider's answer to the browser is a cookie that only we can read: one, so that thirty beginnings leave one behind.
"""

from __future__ import annotations

import json
import logging
from dataclasses import asdict
from datetime import datetime, timedelta

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from zoom_sync.keys import SealBroken
from zoom_sync.oidc import Begun, Provider, Refused, Unreachable
from zoom_sync.records import Trouble
from zoom_sync.store import audit, users
from zoom_sync.web import problems, sessions
from zoom_sync.web.rooms import rooms

pages = Blueprint("oidc", __name__, url_prefix="/sign-in/organisation")
log = logging.getLogger("zoom_sync.web")

GOOD_FOR = timedelta(minutes=15)
MOST_COOKIE = 4096  # bytes, what browsers keep at most


@pages.get("")
def begin() -> ResponseReturnValue:
    """A link and not a form: `form-action` of our policy would stop the redirect of a form."""
    url, begun = _provider().begin()
    answer = redirect(url)
    until = (rooms().clock.now() + GOOD_FOR).isoformat()
    sealed = rooms().keys.seal(json.dumps(asdict(begun) | {"for": "oidc", "until": until}).encode())
    answer.set_cookie(
        _cookie(),
        sealed.decode(),
        max_age=GOOD_FOR,
        path="/",
        secure=sessions.is_https(rooms()),
        httponly=True,
        samesite="Lax",
    )
    return answer


@pages.get("/back")
def back() -> ResponseReturnValue:
    """The browser comes back from the provider. Whatever becomes of it, the same answer is not taken again."""
    try:
        answer: Response = _sign_in(_provider().finish(_begun(), request.args))
    except Trouble as trouble:
        if isinstance(trouble, Refused | Unreachable):
            log.warning("a sign-in by the identity provider failed: %s", trouble.why)
        status = 503 if isinstance(trouble, Unreachable) else 400
        answer = problems.answer_with(problems.Said(trouble.what, trouble.safe, trouble.remedy), status)
    answer.delete_cookie(
        _cookie(), path="/", secure=sessions.is_https(rooms()), httponly=True, samesite="Lax"
    )
    return answer


def _sign_in(email: str) -> Response:
    now = rooms().clock.now()
    user = rooms().store.read(lambda tx: users.by_email(tx, email))
    if user is None:
        said = problems.Said(
            _("Your organisation knows you, but nobody has let you in here yet."),
            _("Nobody was signed in."),
            _("Ask an administrator of this service to add your address."),
        )
        return problems.answer_with(said, 403)
    answer = redirect(url_for("events.start"), 303)
    sessions.start(rooms(), user.id, answer)
    how = "through the identity provider"
    rooms().store.once(
        lambda tx: audit.note(tx, who=user.email, what="signed in", about=user.id, reason=how, now=now)
    )
    return answer


def _provider() -> Provider:
    found = rooms().provider
    if found is None:
        raise Trouble(
            _("No identity provider is set up here."),
            _("Nobody was signed in."),
            _("Ask for a link by mail instead."),
        )
    return found


def _begun() -> Begun:
    given = request.cookies.get(_cookie(), "")
    try:
        kept = json.loads(rooms().keys.unseal(given.encode())) if len(given) <= MOST_COOKIE else {}
    except SealBroken:
        kept = {}
    if kept.get("for") != "oidc" or datetime.fromisoformat(kept["until"]) < rooms().clock.now():
        raise Refused("nothing was begun in this browser, or too long ago")
    return Begun(kept["state"], kept["nonce"], kept["verifier"])


def _cookie() -> str:
    return "__Host-oidc" if sessions.is_https(rooms()) else "oidc"
