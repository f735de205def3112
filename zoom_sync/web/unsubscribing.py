"""Opting out of letters, by the link in one. Opening it changes nothing; its button does.

A mail program that knows RFC 8058 posts to the same address by itself; that too opts out, without a page.
"""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from zoom_sync.actions import follow_up
from zoom_sync.web.rooms import rooms

unsubscribing = Blueprint("unsubscribing", __name__)

MOST_TOKEN = 400  # characters


@unsubscribing.route("/unsubscribe/<token>", methods=["GET", "POST"])
def page(token: str) -> ResponseReturnValue:
    if len(token) > MOST_TOKEN:
        abort(404)
    if request.method != "POST":
        if not follow_up.can_unsubscribe(rooms().keys, token):
            raise follow_up.UnsubscribeLinkWrong
        return render_template("unsubscribe.html", done=False)
    follow_up.unsubscribe(rooms().store, rooms().keys, token, clock=rooms().clock)
    return render_template("unsubscribe.html", done=True)
