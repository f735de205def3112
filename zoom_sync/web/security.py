"""What holds for every request and answer: hosts, sizes, foreign senders, headers.

Source of the header values: the project's promises on roles and routes. No page here has a script or a style
inside it, so the content security policy needs no exception.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Flask, Response, abort, request
from werkzeug.middleware.proxy_fix import ProxyFix

from zoom_sync.web.sessions import is_https

if TYPE_CHECKING:
    from zoom_sync.wiring import Rooms

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "X-Frame-Options": "DENY",
}
LOOPBACK = ["127.0.0.1", "localhost", "::1", "[::1]"]
MOST_BODY = 1 << 20
MOST_FIELDS = 500  # Werkzeug bounds the parts of a multipart body, but not the fields of an urlencoded one
SAFE = ("GET", "HEAD", "OPTIONS")
LOOKED_AT_AGAIN = ("live.now", "live.curve")  # they say themselves how long what they gave holds
MOST_PARTS = 300  # a part for each of a sheet's columns, which are 200 at most, and what else its form says
UPLOADS = ("sheets.look", "questions.take")  # the addresses that take a file


def attach(app: Flask, rooms: Rooms) -> None:
    host = urlsplit(rooms.config.public_url).hostname or ""
    app.config["TRUSTED_HOSTS"] = [*LOOPBACK, host] if host else LOOPBACK
    app.config["MAX_CONTENT_LENGTH"] = MOST_BODY
    app.config["MAX_FORM_MEMORY_SIZE"] = MOST_BODY
    app.config["MAX_FORM_PARTS"] = MOST_PARTS
    upload = rooms.config.upload_max_bytes + MOST_BODY
    https = is_https(rooms)
    if proxies := rooms.config.trusted_proxies:
        # Else every visitor has the proxy's address, and one visitor's limit is everybody's. The host is
        # not taken from the proxy: it is the one in PUBLIC_URL.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies)  # type: ignore[method-assign]  # as Flask says to

    @app.before_request
    def bound_the_body() -> None:
        if request.blueprint == "webhooks":
            return  # it bounds and reads its body itself, untouched: the signature is over the raw bytes
        if request.endpoint in UPLOADS:
            request.max_content_length = upload
        if request.mimetype == "application/x-www-form-urlencoded":
            fields = sum(1 for _ in request.form.items(multi=True))
            if fields > MOST_FIELDS:
                abort(413)

    @app.after_request
    def harden(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if https:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        if request.endpoint == "assets.static" and response.status_code < 400:
            # An address with a version in it always means the same bytes; without one, the browser asks.
            kept = "max-age=31536000, immutable" if "v" in request.args else "no-cache"
            response.headers["Cache-Control"] = f"public, {kept}"
        elif request.endpoint not in LOOKED_AT_AGAIN or "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        return response


def refuse_foreign() -> None:
    """Refuse what another website makes a browser send; 400.

    Browsers with Sec-Fetch-Site tell it plainly. In older ones Origin does, except that our own
    `Referrer-Policy: no-referrer` makes it "null" there: then the form token alone decides. A program that
    sends neither is no browser, and holds no one else's cookie.
    """
    if request.method in SAFE:
        return
    site = request.headers.get("Sec-Fetch-Site", "")
    if site:
        if site not in ("same-origin", "none"):
            abort(400, "This form was sent from another website.")
        return
    origin = request.headers.get("Origin", "")
    if origin and origin != "null" and urlsplit(origin).netloc != request.host:
        abort(400, "This form was sent from another website.")
