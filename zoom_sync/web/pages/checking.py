"""Whether a certificate stands: asked by anybody who has its code, and answered with no more than stands on it."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from zoom_sync.actions import certificates
from zoom_sync.store import codes
from zoom_sync.web.rooms import rooms

pages = Blueprint("checking", __name__, url_prefix="/certificates")


@pages.route("", methods=["GET", "POST"])
def ask(**_: object) -> ResponseReturnValue:
    """A field for the code. It is posted, and leads to the address that the certificate bears."""
    if request.method != "POST":
        return render_template("check.html", told=None, missing=False)
    tidy = codes.tidied(request.form.get("code", "")[:60])
    if not tidy:
        return render_template("check.html", told=None, missing=True), 400
    return redirect(url_for("checking.page", code=tidy), 303)


@pages.get("/<code>")
def page(code: str) -> ResponseReturnValue:
    told = certificates.check(rooms().store, code[:60])
    if told is None:
        return render_template("check.html", told=None, missing=True), 404
    return render_template("check.html", told=told, missing=False)
