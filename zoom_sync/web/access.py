"""Who may open what: the one role table.

`GROUPS` says what each role finds at a group of addresses, `TABLE` puts every endpoint into a group and says
by which credential it is opened. What stands in neither is refused. An event's address is further bound to
that event: its owner and those it is shared with, or a token made for it; everybody else is told that there
is no such page, so that ids cannot be tried out.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from flask import abort, current_app, g, request
from werkzeug.exceptions import NotFound

from zoom_sync.store import events
from zoom_sync.web import security
from zoom_sync.web.rooms import rooms
from zoom_sync.web.visitor import NOBODY, Visitor, by_bearer, by_cookie, by_door

Word = Literal["yes", "own", "refused", "hidden"]  # refused: 401 or 403; hidden: 404
By = Literal["cookie", "bearer", "either", "door", "none"]

ROLES = ("nobody", "viewer", "door", "organiser", "admin", "operator")


def _all(word: Word, **but: Word) -> dict[str, Word]:
    return dict.fromkeys(ROLES, word) | but


GROUPS: dict[str, dict[str, Word]] = {
    "open": _all("yes"),
    "signed in": _all("yes", nobody="refused"),
    "operation": _all("refused", admin="yes", operator="yes"),
    "events": {
        "nobody": "refused", "viewer": "yes", "door": "own",
        "organiser": "own", "admin": "yes", "operator": "refused",
    },
    "attendance": {
        "nobody": "refused", "viewer": "hidden", "door": "hidden",
        "organiser": "own", "admin": "yes", "operator": "hidden",
    },
    "door": {
        "nobody": "refused", "viewer": "hidden", "door": "own",
        "organiser": "own", "admin": "yes", "operator": "hidden",
    },
    "settings": {
        "nobody": "refused", "viewer": "hidden", "door": "hidden",
        "organiser": "hidden", "admin": "yes", "operator": "hidden",
    },
}  # fmt: skip


class Place(NamedTuple):
    group: str
    by: By


TABLE: dict[str, Place] = {
    "assets.static": Place("open", "none"),
    "languages.choose": Place("open", "none"),  # a cookie of no worth to others; it refuses them itself
    "webhooks.receive": Place("open", "none"),  # opened by Zoom's signature, which it checks itself
    "health.healthz": Place("open", "none"),
    "health.readyz": Place("open", "either"),
    "health.status": Place("operation", "cookie"),
    "metrics.metrics_text": Place("operation", "either"),
    "unsubscribing.page": Place("open", "none"),
    "checking.ask": Place("open", "none"),
    "checking.page": Place("open", "none"),
    "my_record.page": Place("open", "none"),  # whoever has the link of somebody sees what is kept of them
    "signin.ask": Place("open", "cookie"),
    "signin.link": Place("open", "none"),
    "oidc.begin": Place("open", "none"),
    "oidc.back": Place("open", "none"),
    "design.page": Place("signed in", "cookie"),
    "signin.out": Place("signed in", "cookie"),
    "events.start": Place("signed in", "cookie"),
    "events.listing": Place("events", "cookie"),
    "events.new": Place("attendance", "cookie"),
    "event.page": Place("events", "cookie"),
    "live.page": Place("attendance", "cookie"),
    "live.now": Place("attendance", "cookie"),
    "live.curve": Place("attendance", "cookie"),
    "event.sync": Place("attendance", "cookie"),
    "event.close": Place("attendance", "cookie"),
    "event.reopen": Place("attendance", "cookie"),
    "planning.form": Place("attendance", "cookie"),
    "planning.share": Place("attendance", "cookie"),
    "planning.remove": Place("attendance", "cookie"),
    "planning.removed": Place("attendance", "cookie"),
    "planning.recover": Place("attendance", "cookie"),
    "series.listing": Place("attendance", "cookie"),  # each with the events that the visitor may see
    "series.page": Place("attendance", "cookie"),
    "series.report": Place("attendance", "cookie"),  # exact figures, which are nowhere published
    "series.change": Place("attendance", "cookie"),
    "series.begin": Place("attendance", "cookie"),
    "privacy.page": Place("attendance", "cookie"),
    "privacy.of_event": Place("attendance", "cookie"),
    "privacy.put_notice": Place("attendance", "cookie"),
    "privacy.erase_event": Place("attendance", "cookie"),
    "privacy.of_person": Place("attendance", "cookie"),
    "privacy.copy": Place("attendance", "cookie"),
    "privacy.erase_person": Place("attendance", "cookie"),
    "people.listing": Place("attendance", "cookie"),
    "people.person": Place("attendance", "cookie"),
    "people.decide": Place("attendance", "cookie"),
    "objections.listing": Place("attendance", "cookie"),
    "objections.answer": Place("attendance", "cookie"),
    "objections.link": Place("attendance", "cookie"),
    "rows.page": Place("attendance", "cookie"),
    "rows.read": Place("attendance", "cookie"),  # with a reason, and audited
    "whatif.page": Place("attendance", "cookie"),
    "whatif.take": Place("attendance", "cookie"),
    "review.pairs": Place("attendance", "cookie"),
    "questions.download": Place("attendance", "cookie"),
    "questions.take": Place("attendance", "cookie"),
    "review.answer": Place("attendance", "cookie"),
    "review.decisions": Place("attendance", "cookie"),
    "review.undo": Place("attendance", "cookie"),
    "sheets.page": Place("attendance", "cookie"),
    "sheets.look": Place("attendance", "cookie"),
    "sheets.take": Place("attendance", "cookie"),
    "sheets.undo": Place("attendance", "cookie"),
    "sheets.redo": Place("attendance", "cookie"),
    "letters.listing": Place("attendance", "cookie"),
    "letters.rules": Place("attendance", "cookie"),
    "letters.again": Place("attendance", "cookie"),
    "letter_writing.new": Place("attendance", "cookie"),
    "letter_writing.plan": Place("attendance", "cookie"),
    "letter_writing.edit": Place("attendance", "cookie"),
    "letter_writing.change": Place("attendance", "cookie"),
    "letter_writing.preview": Place("attendance", "cookie"),
    "leaving.page": Place("settings", "cookie"),
    "leaving.change": Place("settings", "cookie"),
    "mailbox.listing": Place("settings", "cookie"),
    "mailbox.letter": Place("settings", "cookie"),
    "letters.letter": Place("attendance", "cookie"),
    "letters.test": Place("attendance", "cookie"),
    "letters.approve": Place("attendance", "cookie"),
    "letters.stop": Place("attendance", "cookie"),
    "reporting.page": Place("attendance", "cookie"),
    "reporting.printable": Place("attendance", "cookie"),
    "reporting.paper": Place("attendance", "cookie"),
    "reporting.one_page": Place("attendance", "cookie"),
    "reporting.picture": Place("attendance", "cookie"),
    "reporting.workbook": Place("attendance", "cookie"),
    "publishing.page": Place("attendance", "cookie"),
    "publishing.publish": Place("attendance", "cookie"),
    "publishing.download": Place("events", "cookie"),  # what is published is for everybody who may look
    "downloads.record": Place("attendance", "cookie"),
    "papers.page": Place("attendance", "cookie"),
    "papers.printed": Place("attendance", "cookie"),
    "certificates.page": Place("attendance", "cookie"),
    "certificates.issue": Place("attendance", "cookie"),
    "certificates.progress": Place("attendance", "cookie"),
    "certificates.archive": Place("attendance", "cookie"),
    "certificates.roster": Place("attendance", "cookie"),
    "certificates.one": Place("attendance", "cookie"),
    "connection.page": Place("settings", "cookie"),
    "connection.examine": Place("settings", "cookie"),
    "connection.connect": Place("settings", "cookie"),
    "connection.callback": Place("settings", "cookie"),
    "users.page": Place("settings", "cookie"),
    "account.page": Place("signed in", "cookie"),
    "account.end_session": Place("signed in", "cookie"),
    "trail.everything": Place("settings", "cookie"),
    "trail.of_event": Place("attendance", "cookie"),
    "trail.say_why": Place("attendance", "cookie"),
    "users.end_user": Place("settings", "cookie"),
    "users.add_user": Place("settings", "cookie"),
    "users.add_token": Place("settings", "cookie"),
    "users.end_token": Place("settings", "cookie"),
    "doors.page": Place("attendance", "cookie"),
    "doors.add": Place("attendance", "cookie"),
    "doors.end": Place("attendance", "cookie"),
    "doors.open_here": Place("attendance", "cookie"),
    "doors.take_back": Place("attendance", "cookie"),
    "doors.new_code": Place("attendance", "cookie"),
    "desk.page": Place("attendance", "cookie"),
    "desk.check_in": Place("attendance", "cookie"),
    "doors.self_check_in": Place("attendance", "cookie"),
    "doors.begin_self_check_in": Place("attendance", "cookie"),
    "doors.end_self_check_in": Place("attendance", "cookie"),
    "hooks.page": Place("attendance", "cookie"),
    "hooks.add": Place("attendance", "cookie"),
    "hooks.test": Place("attendance", "cookie"),
    "hooks.again": Place("attendance", "cookie"),
    "hooks.end": Place("attendance", "cookie"),
    "door.page": Place("open", "none"),  # the page alone: whatever it shows it asks for with its cookie
    "door.manifest": Place("open", "none"),
    "door.worker": Place("open", "none"),
    "door.link": Place("open", "none"),
    "door.state": Place("door", "door"),
    "door.people": Place("door", "door"),
    "door.search": Place("door", "door"),
    "door.check_ins": Place("door", "door"),
    "door.close": Place("door", "door"),
    "here.page": Place("open", "none"),
    "here.check_in": Place("open", "none"),
    "api.description": Place("open", "none"),
    "api.list_events": Place("events", "bearer"),
    "api.attendance": Place("attendance", "bearer"),
    "api.report": Place("attendance", "bearer"),
    "api.people_for": Place("attendance", "bearer"),
    "api.door": Place("door", "bearer"),
    "api.check_in": Place("door", "bearer"),
}


def guard() -> None:
    """Before every request: find out who asks, and refuse what the table does not allow them."""
    if request.endpoint is None:
        return  # no such address or method; Flask says so itself
    place = TABLE.get(request.endpoint)
    if place is None:
        abort(404)
    g.visitor = visitor = _who(place.by)
    word = GROUPS[place.group][visitor.role]
    if word == "hidden":
        abort(404)
    if word == "refused":
        abort(403 if visitor.signed_in else 401)
    event_id = (request.view_args or {}).get("event_id")
    if event_id is not None:
        _bind(event_id, visitor, own=word == "own")
    if place.by != "none" or request.endpoint in ("signin.link", "door.link"):
        security.refuse_foreign()
    if visitor.user:
        current_app.extensions["csrf"].protect()
    elif visitor.device is not None:
        try:
            _bind(visitor.event, visitor, own=False)
        except NotFound:
            abort(410)  # its event was removed: the list goes, what was not sent waits, for it may come back
        given = request.headers.get("X-CSRFToken", "")
        if request.method not in security.SAFE and not rooms().keys.check(
            "door forms", visitor.device.digest, given
        ):
            abort(400, "This request was not made by the door's own page.")


def _who(by: By) -> Visitor:
    if by == "none":
        return NOBODY
    if by == "cookie":
        return by_cookie(rooms())
    if by == "door":
        return by_door(rooms())
    if by == "bearer" or "Authorization" in request.headers:
        return by_bearer(rooms())
    return by_cookie(rooms())


def _bind(event_id: str, visitor: Visitor, *, own: bool) -> None:
    """Find the event of this address for this visitor, or say that there is none."""
    if visitor.event and visitor.event != event_id:
        abort(404)
    needs_share = own and not visitor.token
    found = rooms().store.read(
        lambda tx: (
            events.get(tx, event_id)
            if not needs_share or events.may_see(tx, event_id, user=visitor.user)
            else None
        )
    )
    if found is None:
        abort(404)
    g.event = found


def may(group: str, visitor: Visitor) -> bool:
    """Whether a visitor finds something at a group of addresses; pages show only such links."""
    return GROUPS[group][visitor.role] in ("yes", "own")
