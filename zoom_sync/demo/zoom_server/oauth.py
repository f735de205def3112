"""OAuth: `/oauth/token`, `/oauth/authorize`, `/oauth/revoke`.

Errors are `{"reason", "error"}`; the status of an invalid token differs by Zoom's year (see the switch).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import Blueprint, Response, jsonify, make_response, redirect, render_template_string, request

from zoom_sync.demo.zoom_server.people import App
from zoom_sync.demo.zoom_server.tokens import Grant, Tokens, s256, same
from zoom_sync.demo.zoom_server.world import World

Answer = Response | tuple[Response, int]

CONSENT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Demo Zoom: allow access</title>
<body style="font:16px/1.5 system-ui;max-width:36rem;margin:4rem auto;padding:0 1rem">
<h1>Demo Zoom</h1><p>The app <b>{{ app.client_id }}</b> asks to act for <b>{{ user }}</b> with:</p>
<ul>{% for scope in scopes %}<li><code>{{ scope }}</code></li>{% endfor %}</ul>
<form method="post"><button name="answer" value="allow">Allow</button>
<button name="answer" value="decline">Decline</button></form></body></html>"""


def blueprint(world: World, tokens: Tokens) -> Blueprint:
    """The three addresses of OAuth for the apps of this world."""
    oauth = Blueprint("oauth", __name__, url_prefix="/oauth")

    @oauth.post("/token")
    def token() -> Answer:
        asked = {**request.args.to_dict(), **request.form.to_dict()}
        app = _client(world, asked)
        if app is None:
            return _refusal(400, "Invalid client_id or client_secret", "invalid_client")
        grant = GRANTS.get(asked.get("grant_type", ""))
        if grant is None:
            return _refusal(400, "unsupported grant type", "unsupported_grant_type")
        with world.lock:
            return grant(world, tokens, app, asked)

    @oauth.route("/authorize", methods=["GET", "POST"])
    def authorize() -> Any:
        app = world.apps.get(request.args.get("client_id", ""))
        target = request.args.get("redirect_uri", "")
        if app is None or app.kind != "user":
            return make_response("Invalid client_id (4702).", 400)
        if not _redirects(app, target):
            return make_response("Invalid redirect url (4,709).", 400)
        if request.args.get("response_type") != "code":
            return make_response("Invalid response_type.", 400)
        if request.method == "GET":
            user = world.users[app.user_id].email if app.user_id in world.users else app.user_id
            return render_template_string(CONSENT, app=app, user=user, scopes=sorted(app.scopes))
        return redirect(_answered(tokens, app, target), 302)

    @oauth.post("/revoke")
    def revoke() -> Answer:
        asked = {**request.args.to_dict(), **request.form.to_dict()}
        if _client(world, asked) is None:
            return _refusal(400, "Invalid client_id or client_secret", "invalid_client")
        with world.lock:
            if not tokens.revoke(asked.get("token", "")):
                return _invalid_token(world)
        return jsonify(status="success")

    return oauth


def _for_account(world: World, tokens: Tokens, app: App, asked: Mapping[str, str]) -> Answer:
    if app.kind != "server-to-server":
        return _refusal(400, "unsupported grant type", "unsupported_grant_type")
    if asked.get("account_id") != app.account_id:
        return _refusal(400, "Bad Request", "invalid_request")
    return _granted(world, tokens.for_account(app))


def _for_code(world: World, tokens: Tokens, app: App, asked: Mapping[str, str]) -> Answer:
    code = tokens.codes.get(asked.get("code", ""))
    spent = code is None or code.used or code.client_id != app.client_id
    if code is None or spent or code.until <= tokens.clock.now():
        return _refusal(400, f"Invalid authorization code {asked.get('code', '')}", "invalid_request")
    code.used = True
    if code.redirect_uri != asked.get("redirect_uri"):
        return _refusal(400, "Redirect URI mismatch.", "invalid_request")
    if code.challenge and not same(code.challenge, s256(asked.get("code_verifier", ""))):
        return _refusal(400, "Invalid code verifier.", "invalid_grant")
    if app.public and not code.challenge:
        return _refusal(400, "A public client needs PKCE.", "invalid_request")
    return _granted(world, *tokens.pair(app))


def _for_refresh(world: World, tokens: Tokens, app: App, asked: Mapping[str, str]) -> Answer:
    pair = tokens.renew(app, asked.get("refresh_token", ""))
    return _granted(world, *pair) if pair else _invalid_token(world)


GRANTS = {
    "account_credentials": _for_account,
    "authorization_code": _for_code,
    "refresh_token": _for_refresh,
}


def _granted(world: World, access: Grant, refresh: Grant | None = None) -> Response:
    body: dict[str, Any] = {
        "access_token": access.token,
        "token_type": "bearer",
        "expires_in": world.switches.access_token_s,
        "scope": " ".join(sorted(access.scopes)),
        "api_url": world.switches.api_url or request.host_url.rstrip("/"),
    }
    if refresh is not None:
        body["refresh_token"] = refresh.token
    return jsonify(body)


def _client(world: World, asked: Mapping[str, str]) -> App | None:
    """Who asks: by Basic auth, or a public client by its id alone."""
    given = request.authorization
    if given is not None and given.type == "basic":
        app = world.apps.get(given.username or "")
        return app if app and same(app.client_secret, given.password or "") else None
    app = world.apps.get(asked.get("client_id", ""))
    return app if app and app.public else None


def _redirects(app: App, target: str) -> bool:
    """Exactly one of the app's addresses; a public client may use any port of the loopback address."""
    if target in app.redirect_uris:
        return True
    plain = re.sub(r"^(http://127\.0\.0\.1):\d+/", r"\1/", target)
    return app.public and plain in app.redirect_uris


def _answered(tokens: Tokens, app: App, target: str) -> str:
    """Where the browser goes after the button."""
    query = {"state": request.args["state"]} if "state" in request.args else {}
    method = request.args.get("code_challenge_method", "plain")
    challenge = request.args.get("code_challenge", "")
    if request.form.get("answer") != "allow":
        query |= {"error": "access_denied"}
    elif challenge and method != "S256":
        query |= {"error": "invalid_request"}
    else:
        query |= {"code": tokens.code(app, target, challenge).token}
    return f"{target}{'&' if urlsplit(target).query else '?'}{urlencode(query)}"


def _invalid_token(world: World) -> Answer:
    if world.switches.older_token_errors:
        return _refusal(401, "Invalid Token!", "invalid_request")
    return _refusal(400, "Invalid Token!", "invalid_grant")


def _refusal(status: int, reason: str, error: str) -> Answer:
    return jsonify(reason=reason, error=error), status
