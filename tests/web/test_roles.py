"""Every address × method × credential, own event and foreign: what is said here is what is answered.

The addresses come from the app's own map. Who finds what stands here a second time, told from the address alone and
written down from the project's promises, so that a slip in `access.TABLE` is a difference and not a new rule.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.routing import RequestRedirect

from tests.web import sample
from tests.web.conftest import Seat
from zoom_sync.actions import doors
from zoom_sync.store import events
from zoom_sync.web.access import GROUPS, ROLES, TABLE
from zoom_sync.wiring import Rooms

BASE = "http://127.0.0.1:8000"
OWN, FOREIGN = "a" * 32, "b" * 32
REACHED = 299
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")

# What a role is answered, per group of addresses; "own": reached at the own event, 404 at others'.
#            nobody viewer door   organiser admin  operator
WORDS: dict[str, tuple[Any, ...]] = {
    "open": (REACHED, REACHED, REACHED, REACHED, REACHED, REACHED),
    "signed in": (401, REACHED, REACHED, REACHED, REACHED, REACHED),
    "operation": (401, 403, 403, 403, REACHED, REACHED),
    "events": (401, REACHED, "own", "own", REACHED, 403),
    "attendance": (401, 404, 404, "own", REACHED, 404),
    "door": (401, 404, "own", "own", REACHED, 404),
    "settings": (401, 404, 404, 404, REACHED, 404),
}
# The first that an address begins with says its group and by which credential it is opened.
ADDRESSES = [
    ("/static", "open", "none"),
    ("/language", "open", "none"),
    ("/healthz", "open", "none"),
    ("/readyz", "open", "either"),
    ("/metrics", "operation", "either"),
    ("/status", "operation", "cookie"),
    ("/api/v1/openapi.json", "open", "none"),
    ("/api/v1/events/<event_id>/attendance", "attendance", "bearer"),
    ("/api/v1/events/<event_id>/report", "attendance", "bearer"),
    ("/api/v1/events/<event_id>/lists/", "attendance", "bearer"),
    ("/api/v1/events/<event_id>/", "door", "bearer"),
    ("/api/v1/events", "events", "bearer"),
    ("/unsubscribe", "open", "none"),
    ("/my-record", "open", "none"),  # whoever has the link of somebody sees what is kept of them
    ("/certificates", "open", "none"),  # whoever has the code of one checks it
    ("/here/", "open", "none"),  # who is in the room checks in with their own phone
    ("/door/state", "door", "door"),
    ("/door/people", "door", "door"),
    ("/door/search", "door", "door"),
    ("/door/check-ins", "door", "door"),
    ("/door/close", "door", "door"),
    ("/door/", "open", "none"),  # its page, which holds nothing, and its link
    ("/sign-in", "open", "cookie"),
    ("/sign-out", "signed in", "cookie"),
    ("/account", "signed in", "cookie"),
    ("/design", "signed in", "cookie"),
    ("/users", "settings", "cookie"),
    ("/opt-outs", "settings", "cookie"),
    ("/mailbox", "settings", "cookie"),
    ("/audit", "settings", "cookie"),
    ("/privacy", "attendance", "cookie"),
    ("/zoom", "settings", "cookie"),
    ("/events/new", "attendance", "cookie"),
    ("/events/removed", "attendance", "cookie"),
    ("/events/<event_id>/report/public/", "events", "cookie"),
    ("/events/<event_id>/", "attendance", "cookie"),
    ("/events", "events", "cookie"),
    ("/series", "attendance", "cookie"),
]


def told(rule: str) -> tuple[str, str]:
    """The group of an address, and by which credential it is opened."""
    if rule == "/":
        return "signed in", "cookie"
    return next((group, by) for start, group, by in ADDRESSES if rule.startswith(start))


@dataclass
class Credential:
    """`event`: the one event a token or a door is good for, "" for all."""

    kind: str  # none, cookie, bearer, door
    role: str
    event: str = ""
    seat: Seat = field(default_factory=lambda: Seat(None))  # type: ignore[arg-type]
    headers: dict[str, str] = field(default_factory=dict)


CREDENTIALS = [
    ("none", "nobody", ""),
    *(("cookie", role, "") for role in ROLES[1:]),
    *(("bearer", role, event) for role in ROLES[1:] for event in ("", OWN, FOREIGN)),
    ("door", "door", OWN),
]


@pytest.fixture
def credential(
    request: pytest.FixtureRequest,
    app: Flask,
    rooms: Rooms,
    seat: Callable[..., Seat],
    bearer: Callable[..., dict[str, str]],
) -> Credential:
    kind, role, event = request.param
    if kind == "door" and "door.link" not in app.view_functions:
        pytest.skip("There are no doors yet.")
    browser = seat(role if kind == "cookie" else "")
    now = rooms.clock.now()
    for id in (OWN, FOREIGN):
        owner = browser.user if id == OWN else "somebody else"
        rooms.store.run(lambda tx, i=id, o=owner: events.add(tx, sample.the_event(id=i, owner=o), now=now))
    headers = bearer(role, event) if kind == "bearer" else {}
    if kind == "door":
        made = doors.add(rooms.store, OWN, name="Door A", clock=rooms.clock, public_url=BASE, by="asha")
        assert browser.post(made.link.removeprefix(BASE)).status_code == 303
        headers = {"X-CSRFToken": browser.get("/door/state").json["csrf"]}
    return Credential(kind, role, event, browser, headers)


def expected(app: Flask, rule: str, path: str, method: str, id: str, who: Credential) -> int:
    try:
        found, _ = app.url_map.bind("127.0.0.1:8000").match(path, method=method, return_rule=True)
    except RequestRedirect as other:
        return int(other.code)
    except MethodNotAllowed:
        return 405
    except HTTPException:
        return 404
    rule = found.rule  # another one, where this address is also a link with that word for its secret
    group, by = told(rule)
    opens = by in (who.kind, "none") or (by == "either" and who.kind in ("cookie", "bearer"))
    role = who.role if opens else "nobody"
    word = WORDS[group][ROLES.index(role)]
    at_event = "<event_id>" in rule
    if opens and at_event and who.event not in ("", id) and word not in (401, 403):
        word = 404
    if word == "own":
        word = REACHED if not at_event or id == OWN or who.kind == "bearer" else 404
    return 200 if word == REACHED and method == "OPTIONS" else int(word)


@pytest.mark.parametrize("credential", CREDENTIALS, ids=[" ".join(one) for one in CREDENTIALS], indirect=True)
def test_every_address_answers_every_credential_as_it_is_said_here(
    app: Flask, credential: Credential
) -> None:
    who, form_token = credential, credential.seat.token
    app.view_functions = dict.fromkeys(app.view_functions, lambda **_: ("reached", REACHED))
    differences, asked = [], 0

    for rule in app.url_map.iter_rules():
        for method in METHODS:
            if method not in (rule.methods or ()) and who.role not in ("nobody", "admin"):
                continue  # there is no view behind it: two of them are enough
            for id in (OWN, FOREIGN) if "<event_id>" in rule.rule else (OWN,):
                path = fill(rule.rule, id)
                form = (
                    {"csrf_token": form_token} if who.kind == "cookie" and method not in METHODS[:3] else None
                )
                answer = who.seat.client.open(
                    path, method=method, base_url=BASE, headers=who.headers, data=form
                )
                asked += 1
                word = expected(app, rule.rule, path, method, id, who)
                if answer.status_code != word:
                    differences.append((method, path, "expected", word, "was", answer.status_code))

    assert differences == []
    assert asked > 100


def test_the_groups_and_credentials_of_the_one_table_are_those_said_here(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        place = TABLE[rule.endpoint]
        group, by = told(rule.rule)

        assert place.group == group, rule
        assert place.by == by or {place.by, by} == {"none", "cookie"}, rule
    words = {"yes": REACHED, "own": "own", "hidden": 404}
    for group, of in GROUPS.items():
        for role, word in zip(ROLES, WORDS[group], strict=True):
            assert words.get(of[role], 401 if role == "nobody" else 403) == word, (group, role)


def fill(rule: str, event_id: str) -> str:
    values = {"event_id": event_id, "path:ref": "r" * 32, "path:filename": "base.css"}
    for name, value in values.items():
        rule = rule.replace(f"<{name}>", value)
    while "<" in rule:
        start, _, rest = rule.partition("<")
        rule = start + "x" * 8 + rest.partition(">")[2]
    return rule


def test_a_signed_in_person_without_the_form_token_changes_nothing_anywhere(
    app: Flask, rooms: Rooms, seat: Callable[..., Seat]
) -> None:
    admin = seat("admin")
    rooms.store.run(lambda tx: events.add(tx, sample.the_event(id=OWN), now=rooms.clock.now()))
    reached = []
    app.view_functions = dict.fromkeys(
        app.view_functions, lambda **_: reached.append(1) or ("reached", REACHED)
    )

    for rule in app.url_map.iter_rules():
        for method in set(rule.methods or ()) - {"GET", "HEAD", "OPTIONS"}:
            if told(rule.rule)[1] != "cookie" or rule.endpoint in ("signin.ask", "signin.link"):
                continue
            for token in ("", secrets.token_hex(20)):
                path = fill(rule.rule, OWN)
                answer = admin.client.open(path, method=method, base_url=BASE, data={"csrf_token": token})
                assert (answer.status_code, reached) == (400, []), rule
