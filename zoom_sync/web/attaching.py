"""Puts everything this room has onto a Flask app, in the order in which requests meet it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Flask
from flask_wtf.csrf import CSRFProtect

from zoom_sync.web import (
    access,
    api,
    health,
    languages,
    limits,
    metrics,
    problems,
    security,
    sessions,
    showing,
    unsubscribing,
)
from zoom_sync.web.counting import Made
from zoom_sync.web.door_lists import DoorLists
from zoom_sync.web.now import Shared
from zoom_sync.web.pages import (
    account,
    certificates,
    checking,
    connection,
    design,
    desk,
    door,
    doors,
    downloads,
    event,
    events,
    here,
    hooks,
    leaving,
    letter_writing,
    letters,
    live,
    mailbox,
    my_record,
    objections,
    oidc,
    papers,
    people,
    planning,
    privacy,
    publishing,
    questions,
    reporting,
    review,
    rows,
    series,
    sheets,
    signin,
    trail,
    users,
    whatif,
)
from zoom_sync.web.spool import Spool

if TYPE_CHECKING:
    from zoom_sync.wiring import Rooms

PAGES = (
    signin,
    events,
    event,
    live,
    planning,
    privacy,
    people,
    rows,
    whatif,
    series,
    review,
    questions,
    sheets,
    doors,
    desk,
    door,
    here,
    papers,
    certificates,
    checking,
    my_record,
    objections,
    hooks,
    letters,
    letter_writing,
    leaving,
    mailbox,
    reporting,
    publishing,
    downloads,
    connection,
    users,
    account,
    oidc,
    trail,
    design,
)


def attach(app: Flask, rooms: Rooms) -> None:
    """Register pages, API, health and the guards before them. One call per app.

    The app's static files and templates are this package's. An endpoint that others add to the app (the
    webhook's) must stand in `access.TABLE`, or it is refused.
    """
    app.extensions["rooms"] = rooms
    app.extensions["made"] = Made()
    app.extensions["door_lists"] = DoorLists()
    app.extensions["inside"] = Shared()
    app.extensions["spool"] = Spool()
    app.register_blueprint(
        Blueprint(
            "assets", __name__, template_folder="templates", static_folder="static", static_url_path="/static"
        )
    )
    security.attach(app, rooms)
    sessions.attach(app, rooms)
    # The token is checked by `access.guard`, for every request that a cookie authorises.
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    app.config["WTF_CSRF_SECRET_KEY"] = rooms.keys.mark("sessions", "forms")
    app.config["WTF_CSRF_TIME_LIMIT"] = None  # it lives as long as the session it is bound to
    # flask-wtf would want a Referer on https, which our own `Referrer-Policy: no-referrer` takes away;
    # `security.refuse_foreign` looks at Origin and Sec-Fetch-Site instead.
    app.config["WTF_CSRF_SSL_STRICT"] = False
    CSRFProtect(app)
    app.before_request(access.guard)
    problems.attach(app)
    languages.attach(app)
    showing.attach(app)
    health.attach(app)
    for page in PAGES:
        app.register_blueprint(page.pages)
    app.register_blueprint(health.health)
    app.register_blueprint(metrics.metrics)
    app.register_blueprint(unsubscribing.unsubscribing)
    api.attach(app)
    limits.attach(app)
