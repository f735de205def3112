"""Signing in by a link, and out again. There are no passwords.

Programs that scan mail open every link in it. So opening a sign-in link only shows a page with one button;
pressing it uses the link up.
"""

from __future__ import annotations

import secrets
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from zoom_sync.actions.access import LINK_BY_MAIL, digest
from zoom_sync.store import audit, users
from zoom_sync.web import mailing, sessions
from zoom_sync.web.rooms import rooms, visitor
from zoom_sync.web.visitor import MOST_SECRET

pages = Blueprint("signin", __name__)

HOUR = 3600
MOST_PER_PLACE, MOST_PER_MAILBOX = 20, 10  # asks per hour: from one network address, for one mailbox


@pages.route("/sign-in", methods=["GET", "POST"])
def ask() -> ResponseReturnValue:
    """Ask for a link by mail. Known and unknown addresses get the same answer."""
    can_mail = rooms().mailer is not None
    if request.method != "POST":
        return _show(sent=False)
    if not can_mail:
        return _show(sent=False), 503
    email = request.form.get("email", "").strip()[:320]
    if not _may_try(email):
        return _show(sent=False, too_often=True), 429
    _send_link(email)
    return _show(sent=True)


def _show(*, sent: bool, too_often: bool = False) -> str:
    can_mail, provider = rooms().mailer is not None, rooms().provider
    return render_template(
        "signin.html", can_mail=can_mail, provider=provider, sent=sent, too_often=too_often
    )


def _may_try(email: str) -> bool:
    keys, now = rooms().keys, rooms().clock.now()
    place = keys.mark("marks", f"sign-in from {request.remote_addr}")
    mailbox = keys.mark("marks", f"sign-in for {email.casefold()}")
    return rooms().store.run(
        lambda tx: (
            users.attempt(tx, place, now=now, within_s=HOUR, most=MOST_PER_PLACE)
            and users.attempt(tx, mailbox, now=now, within_s=HOUR, most=MOST_PER_MAILBOX)
        )
    )


def _send_link(email: str) -> None:
    user = rooms().store.read(lambda tx: users.by_email(tx, email.casefold()))
    if user is None:
        return
    secret = secrets.token_urlsafe(32)
    now = rooms().clock.now()

    def steps(tx: Any) -> None:
        users.make_link(tx, user.id, secret_digest=digest(secret), expires=now + LINK_BY_MAIL)
        audit.note(tx, who=user.email, what="sign-in link mailed", about=user.id, now=now)

    rooms().store.once(steps)
    mailing.send_sign_in(rooms(), to=user.email, link=f"{rooms().config.public_url}/sign-in/{secret}")


@pages.route("/sign-in/<secret>", methods=["GET", "POST"])
def link(secret: str) -> ResponseReturnValue:
    now = rooms().clock.now()
    mark = digest(secret[:MOST_SECRET])
    if request.method != "POST":
        user = rooms().store.read(lambda tx: users.link_user(tx, mark, now=now))
        return render_template("signin_link.html", user=user), 200 if user else 404
    user = rooms().store.once(lambda tx: users.use_link(tx, mark, now=now))
    if user is None:
        return render_template("signin_link.html", user=None), 404
    answer = redirect(url_for("events.start"), 303)
    sessions.start(rooms(), user.id, answer)
    rooms().store.once(lambda tx: audit.note(tx, who=user.email, what="signed in", about=user.id, now=now))
    return answer


@pages.post("/sign-out")
def out() -> ResponseReturnValue:
    who = visitor()
    answer = redirect(url_for("signin.ask"), 303)
    sessions.end(rooms(), answer)
    now = rooms().clock.now()
    rooms().store.once(lambda tx: audit.note(tx, who=who.name, what="signed out", about=who.user, now=now))
    return answer
