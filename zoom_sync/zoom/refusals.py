"""Zoom's refusals, turned into what can be done about them. Never keyed on Zoom's wording alone."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import requests

from zoom_sync.records import Trouble
from zoom_sync.zoom.troubles import (
    NoPermission,
    NotFound,
    PersonMustAct,
    Refused,
    ScopeMissing,
    TooOld,
)
from zoom_sync.zoom.words import text

_SCOPES = re.compile(r"scopes?:?\s*\[([^\]]{1,2000})\]")
_CREDENTIALS = "Check ZOOM_CLIENT_ID and ZOOM_CLIENT_SECRET against the app's page, App Credentials."
_AGAIN = "Open /zoom/connect as an admin and connect the account again."
# Contract 1.4: what a person has to do, by Zoom's number or, where it sends none, by its word.
_SIGN_IN: Mapping[str, tuple[str, str]] = {
    "4702": ("Zoom does not know this client id, or not with this secret", _CREDENTIALS),
    "4704": ("Zoom does not know this client id, or not with this secret", _CREDENTIALS),
    "invalid_client": ("Zoom does not know this client id, or not with this secret", _CREDENTIALS),
    "4705": (
        "This Zoom app is not of the kind that the settings say",
        "ZOOM_ACCOUNT_ID belongs to a server-to-server app; leave it out for one that people connect.",
    ),
    "4706": ("Zoom missed the credentials", _CREDENTIALS),
    "4709": (
        "The redirect address does not match the one in the Zoom app",
        "Put PUBLIC_URL followed by /zoom/callback into the app as its redirect URL.",
    ),
    "4711": ("The scopes of the Zoom app have changed since it was connected", _AGAIN),
    "4717": ("The Zoom app is switched off", "Activate it on its page of Zoom's App Marketplace."),
    "4733": ("Zoom's code was older than five minutes", _AGAIN),
    "4734": ("Zoom does not know this code", _AGAIN),
    "4735": ("Whoever connected the Zoom account is no longer in it", _AGAIN),
    "4737": ("Zoom no longer knows this connection", _AGAIN),
    "4738": (
        "An admin of the Zoom account has switched the app off",
        "Ask them to allow it again, then connect again.",
    ),
    "4740": ("Zoom's refresh token was used too often", _AGAIN),
    "4741": ("A later connection has replaced this one", _AGAIN),
    "invalid_grant": ("Zoom no longer accepts this connection", _AGAIN),
    "invalid_token": ("Zoom no longer accepts this connection", _AGAIN),
}
_SIGN_IN = {**_SIGN_IN, "unsupported_grant_type": _SIGN_IN["4705"]}


def body_of(answer: requests.Response) -> dict[str, Any]:
    """The JSON object of an answer; an empty one if it holds none."""
    try:
        body = json.loads(answer.content)
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


def code_of(body: Mapping[str, Any]) -> int:
    """Zoom's own error number, 0 if it sent none."""
    digits = text(body, "code", most=10)
    return int(digits) if digits.isascii() and digits.isdigit() else 0


def scopes_of(message: str) -> list[str]:
    """The scopes that a refusal says are missing; any one of them suffices."""
    found = _SCOPES.search(message)
    if not found:
        return []
    named = (scope.strip() for scope in found[1].split(","))
    return [scope for scope in named if re.fullmatch(r"[A-Za-z0-9_:.\-]{1,100}", scope)]


def of_token(status: int, body: Mapping[str, Any]) -> PersonMustAct:
    """Why Zoom gave no token. Its `reason` is not repeated: it may hold the code or the token."""
    scopes = scopes_of(text(body, "message") + text(body, "reason"))
    if scopes:
        return ScopeMissing(scopes)
    code, word = code_of(body), text(body, "error")
    known = _SIGN_IN.get(str(code)) or _SIGN_IN.get(word)
    what, remedy = known or (
        "Zoom refused the sign-in",
        "Check ZOOM_ACCOUNT_ID, ZOOM_CLIENT_ID and ZOOM_CLIENT_SECRET, or connect again.",
    )
    named = str(code) if code else word if re.fullmatch(r"[a-z_]{1,40}", word) else f"HTTP {status}"
    return PersonMustAct(f"{what} ({named}).", "Nothing was read from Zoom.", remedy)


def of_request(what: str, status: int, body: Mapping[str, Any], tracking: str) -> Trouble:
    """Why Zoom refused a request for `what`; `status` is 400 or above (401 as a last word only)."""
    code, message = code_of(body), text(body, "message")
    scopes = scopes_of(message)
    # A missing scope is 400/4711; older forms are 4700 and 124, and some clients met 403 (contract 3.3).
    if code == 4711 or scopes:
        return ScopeMissing(scopes)
    if status == 401 or code == 124:
        return PersonMustAct(
            f"Zoom refuses the access token, a fresh one too (HTTP {status}).",
            "What had arrived before is kept.",
            _CREDENTIALS + " Or connect again.",
        )
    kind, said, remedy = Refused, f"Zoom refused {what}", "Run `zoom-sync doctor`."
    if status == 404 or code in (1001, 3001):
        kind, said = NotFound, f"Zoom knows no {what}"
        remedy = "Check the number; a webinar that is over for 30 days, or was deleted, is gone at Zoom too."
    elif status == 403 or code == 200:
        kind, said = NoPermission, f"Zoom gives no access to {what}"
        remedy = "Check the host's webinar licence and the rights of the app's owner."
    elif code == 12702:
        kind, said = TooOld, f"Zoom no longer keeps {what}"
        remedy = "Import the CSV report, if somebody has it."
    return kind(said, remedy, status=status, code=code, tracking=tracking)
