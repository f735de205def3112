"""A small identity provider of its own: real keys, real signatures, on a loopback address.

`claims` and `about` change what it vouches for and says of itself; `token` replaces its whole token answer.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Thread
from typing import Any
from urllib.parse import urlencode

from flask import Flask, jsonify, redirect, request
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey
from werkzeug.serving import make_server

from tests.conftest import FakeClock

CLIENT, SECRET = "zoom-sync", "a client secret"
KEY = RSAKey.generate_key(2048, {"kid": "now", "use": "sig"})
STRANGER = RSAKey.generate_key(2048, {"kid": "now", "use": "sig"})


@dataclass
class Provider:
    clock: FakeClock
    issuer: str = ""
    email: str = "meera@mela.example"
    about: dict[str, Any] = field(default_factory=dict)
    claims: dict[str, Any] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)  # by userinfo
    sign: Callable[[dict[str, Any]], str] | None = None
    asked: list[dict[str, str]] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def token(self, wanted: dict[str, str]) -> str:
        now = int(self.clock.now().timestamp())
        claims = {
            "iss": self.issuer, "sub": "meera-1", "aud": CLIENT, "iat": now, "exp": now + 300,
            "nonce": wanted["nonce"], "email": self.email, "email_verified": True,
        } | self.claims  # fmt: skip
        claims = {name: value for name, value in claims.items() if value is not None}
        return (self.sign or signed)(claims)


def signed(claims: dict[str, Any], key: Any = KEY, alg: str = "RS256") -> str:
    return jwt.encode({"alg": alg, "kid": "now"}, claims, key, algorithms=[alg])


def by_a_stranger(claims: dict[str, Any]) -> str:
    return signed(claims, key=STRANGER)


def by_the_secret(claims: dict[str, Any]) -> str:
    return signed(claims, key=OctKey.import_key("s" * 32), alg="HS256")


def by_nobody(claims: dict[str, Any]) -> str:
    _, body, _ = signed(claims).split(".")
    none = base64.urlsafe_b64encode(b'{"alg":"none"}').rstrip(b"=").decode()
    return f"{none}.{body}."


def serve(provider: Provider) -> Callable[[], None]:
    """Start it on a free port; gives what ends it."""
    server = make_server("127.0.0.1", 0, _app(provider), threaded=True)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()

    def end() -> None:
        server.shutdown()
        thread.join(5)
        server.server_close()

    return end


def _app(provider: Provider) -> Flask:
    app = Flask("provider")

    @app.get("/.well-known/openid-configuration")
    def about() -> Any:
        return jsonify(
            {
                "issuer": provider.issuer,
                "authorization_endpoint": f"{provider.issuer}/authorize",
                "token_endpoint": f"{provider.issuer}/token",
                "jwks_uri": f"{provider.issuer}/keys",
                "userinfo_endpoint": f"{provider.issuer}/userinfo",
            }
            | provider.about
        )

    @app.get("/authorize")
    def authorize() -> Any:
        wanted = request.args.to_dict()
        provider.asked.append(wanted)
        code = secrets.token_urlsafe(16)
        provider.codes[code] = wanted
        back = urlencode({"code": code, "state": wanted["state"]})
        return redirect(f"{wanted['redirect_uri']}?{back}")

    @app.post("/token")
    def token() -> Any:
        wanted = provider.codes.pop(request.form.get("code", ""), None)
        mine = request.authorization
        if wanted is None or mine is None or (mine.username, mine.password) != (CLIENT, SECRET):
            return jsonify({"error": "invalid_grant"}), 400
        proof = hashlib.sha256(request.form["code_verifier"].encode()).digest()
        if base64.urlsafe_b64encode(proof).rstrip(b"=").decode() != wanted["code_challenge"]:
            return jsonify({"error": "invalid_grant"}), 400
        return jsonify({"access_token": "opaque", "token_type": "Bearer", "id_token": provider.token(wanted)})

    @app.get("/keys")
    def keys() -> Any:
        return jsonify(KeySet([KEY]).as_dict(private=False))

    @app.get("/userinfo")
    def userinfo() -> Any:
        if request.headers.get("Authorization") != "Bearer opaque":
            return jsonify({"error": "invalid_token"}), 401
        return jsonify(provider.told)

    return app
