"""The door on a phone: a page that goes on working without a network, and what it asks for.

The page itself holds nothing: everything on it is fetched with the cookie that opening the link gave, and kept on
the phone by its script. So a withdrawn door refuses there and then (401), and the page empties itself; one that is
over by itself (410) still hands in what it has kept.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from zoom_sync.actions import doors as acts
from zoom_sync.actions.check_in import Hand, hand_in
from zoom_sync.records import Trouble
from zoom_sync.store import checkins, codes, doors, events, listed
from zoom_sync.store.doors import Device, Door
from zoom_sync.web import door_answers as answers
from zoom_sync.web import languages, security, sessions
from zoom_sync.web.door_lists import DoorLists, hits
from zoom_sync.web.door_shapes import LAST_MILLIS, MOST_UNSENT, Handed, Search
from zoom_sync.web.door_words import words
from zoom_sync.web.numbers import number
from zoom_sync.web.rooms import rooms, the_event, visitor

pages = Blueprint("door", __name__, url_prefix="/door")

STATIC = Path(__file__).parents[1] / "static"
SHELL = (
    "tokens.css",
    "icon.svg",
    *sorted(f"door/{one.name}" for one in (STATIC / "door").glob("*.*") if one.name != "worker.js"),
)
# The reader of QR codes is WebAssembly; no other page of ours may run any, nor see through the camera.
POLICY = security.POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
CAMERA = security.HEADERS["Permissions-Policy"].replace("camera=()", "camera=(self)")
MOST_PASSAGES = 5_000  # in one answer; more are asked for at once


@pages.get("/")
def page() -> ResponseReturnValue:
    answer = make_response(_shell())
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["Permissions-Policy"] = CAMERA
    return answer


@pages.get("/manifest.webmanifest")
def manifest() -> ResponseReturnValue:
    icons = [{"src": url_for("assets.static", filename="icon.svg"), "sizes": "any", "type": "image/svg+xml"}]
    answer = jsonify(
        name=words()["title"], short_name=words()["title"], start_url=url_for("door.page"), scope=url_for("door.page"),
        display="standalone", background_color="#f4f6f5", theme_color="#0b5a65", icons=icons,
        lang=languages.chosen(), dir=languages.locale().text_direction,
    )  # fmt: skip
    answer.mimetype = "application/manifest+json"
    return answer


@pages.get("/worker.js")
def worker() -> ResponseReturnValue:
    """The service worker. It names all that the page is made of, so a change of any of it makes it a new one."""
    whole = hashlib.sha256(_shell().encode())
    for name in SHELL:
        whole.update((STATIC / name).read_bytes())
    about = {
        "version": whole.hexdigest()[:16],
        "page": url_for("door.page"),
        "files": [url_for("assets.static", filename=name) for name in SHELL],
        "later": url_for("assets.static", filename="vendor/"),
    }
    script = (STATIC / "door" / "worker.js").read_text()
    return Response(f"const ABOUT = {json.dumps(about)};\n{script}", mimetype="text/javascript")


@pages.route("/<secret>", methods=["GET", "POST"])
def link(secret: str) -> ResponseReturnValue:
    """The link of a door. Opening it changes nothing, for mail scanners and previews open links, too."""
    if request.method != "POST":
        return _link_page(secret)
    try:
        _, cookie = acts.open_on_phone(rooms().store, secret[:200], clock=rooms().clock)
    except Trouble:
        return _link_page(secret)
    answer = redirect(url_for("door.page"), 303)
    sessions.give_door(rooms(), answer, cookie)
    return answer


def _link_page(secret: str) -> ResponseReturnValue:
    def steps(tx: Any) -> tuple[Door, Any] | None:
        found = doors.by_link(tx, acts.digest(secret[:200]))
        if found is None or found.kind != "door" or not found.is_open(rooms().clock.now()):
            return None
        return found, events.get(tx, found.event)

    found = rooms().store.read(steps)
    door, event = found if found and found[1] is not None else (None, None)
    offline = acts.works_offline(rooms().config.public_url)
    return render_template("door_link.html", door=door, event=event, offline=offline), 200 if door else 404


@pages.get("/state")
def state() -> ResponseReturnValue:
    """What the page shows of its event, and who passed at any door since the moment in `since`; see `answers.state`."""
    device, door = _open()
    event, now = the_event(), rooms().clock.now()
    people = _lists().of(rooms().store, event.id)
    since = answers.since(request.args.get("since", ""))
    passed, until = rooms().store.read(lambda tx: checkins.since(tx, event.id, since, most=MOST_PASSAGES))
    _hear(device)
    csrf = rooms().keys.sign("door forms", device.digest)
    return answers.packed(answers.state(door, event, people, passed, until=until, csrf=csrf, now=now))


@pages.get("/people")
def people() -> ResponseReturnValue:
    """Whom the phone may find without a network: names, organisations, and salted hashes of codes, no more.

    `since`: the generation that the phone has; then it is what changed. Of a protected event hashes alone.
    """
    _, door = _open()
    event = the_event()
    since = number(request.args.get("since", "")) or 0
    salt = rooms().keys.sign("door salt", door.id)[:32]
    held = _lists().of(rooms().store, event.id)

    def steps(tx: Any) -> tuple[listed.Changes, dict[str, str]]:
        changes = listed.changes(tx, event.id, since)
        coded = (fact for one in changes.people for fact in one.registrations)
        return changes, codes.of_facts(tx, event.id, coded)

    changes, known = rooms().store.read(steps)
    return answers.packed(answers.people(changes, held, known, salt=salt, nameless=event.protected))


@pages.post("/search")
def search() -> ResponseReturnValue:
    """At most 8 people, for a phone that holds no list: a protected event's. 60 searches a minute."""
    _open()
    try:
        asked = Search.model_validate_json(request.get_data())
    except ValidationError:
        abort(422)
    found = hits(rooms().store, _lists(), the_event().id, asked.q, session=asked.session)
    return jsonify(
        people=[one | ({"since": answers.millis(one["since"])} if "since" in one else {}) for one in found]
    )


@pages.post("/check-ins")
def check_ins() -> ResponseReturnValue:
    """Take what the phone has kept; each nonce counts once, in whatever order and however often it comes."""
    device, door = _mine()
    now = rooms().clock.now()
    try:
        handed = Handed.model_validate_json(request.get_data())
    except ValidationError:
        abort(422)
    skew = handed.ahead(now)
    kept = hand_in(
        rooms().store,
        the_event().id,
        [one.passing() for one in handed.items],
        hand=Hand(by=visitor().name, door=door.id, device=device.digest, place=door.name),
        skew=skew,
        clock=rooms().clock,
    )
    acts.hear(rooms().store, device, unsent=handed.unsent, skew=skew, clock=rooms().clock)
    return jsonify(now=answers.millis(now), results=[answers.outcome(one) for one in kept])


@pages.post("/close")
def close() -> ResponseReturnValue:
    """The volunteer is done: this phone opens nothing any more."""
    device, door = _mine()
    acts.hand_back(rooms().store, device, clock=rooms().clock, by=visitor().name, event_id=door.event)
    answer = jsonify(closed=True)
    sessions.take_door(rooms(), answer)
    return answer


def _mine() -> tuple[Device, Door]:
    me = visitor()
    assert me.device is not None  # `access.guard` lets nobody else here
    assert me.door is not None
    return me.device, me.door


def _open() -> tuple[Device, Door]:
    """The door, while its time is not over; 410 then."""
    device, door = _mine()
    if not door.is_open(rooms().clock.now()):
        abort(410)
    return device, door


def _hear(device: Device) -> None:
    """Note what the page says of its queue and its clock, where it says so."""
    unsent = number(request.args.get("unsent", ""), most=MOST_UNSENT)
    now = number(request.args.get("now", ""), most=LAST_MILLIS)
    if unsent is None or now is None:
        return
    skew = datetime.fromtimestamp(now / 1000, UTC) - rooms().clock.now()
    acts.hear(rooms().store, device, unsent=unsent, skew=skew, clock=rooms().clock)


def _lists() -> DoorLists:
    found: DoorLists = current_app.extensions["door_lists"]
    return found


def _shell() -> str:
    return render_template("door.html", words=words())
