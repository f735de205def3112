"""The mailbox of a service that mails nobody: the demo's letters, to be looked at."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from typing import Any

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from zoom_sync.mail import Mailbox
from zoom_sync.store import mailbox
from zoom_sync.web.numbers import MOST, number
from zoom_sync.web.rooms import rooms

pages = Blueprint("mailbox", __name__, url_prefix="/mailbox")

A_PAGE = 50


@pages.get("")
def listing() -> ResponseReturnValue:
    before = number(request.args.get("before", ""))
    kept = rooms().store.read(lambda tx: mailbox.page(tx, before=before, limit=A_PAGE + 1))
    total = rooms().store.read(mailbox.count)
    return render_template(
        "mailbox.html",
        kept=kept[:A_PAGE],
        more=len(kept) > A_PAGE,
        total=total,
        in_use=in_use(),
        first=before is None,
        now=rooms().clock.now(),
    )


@pages.get("/<int:sequence>")
def letter(sequence: int) -> ResponseReturnValue:
    kept = rooms().store.read(lambda tx: mailbox.get(tx, sequence)) if sequence <= MOST else None
    if kept is None:
        abort(404)
    return render_template("mailbox_letter.html", kept=kept, **_read(kept.wire))


def in_use() -> bool:
    """Whether letters of this service land here."""
    return isinstance(rooms().mailer, Mailbox)


def _read(wire: bytes) -> dict[str, Any]:
    """What a mail program would show. The way out is a link only if it is one of ours."""
    read = message_from_bytes(wire, policy=default)
    plain, shown = read.get_body(("plain",)), read.get_body(("html",))
    leave = str(read.get("List-Unsubscribe", "")).strip("<>")
    ours = f"{rooms().config.public_url.rstrip('/')}/unsubscribe/"
    return {
        "headers": [
            (name, str(value)) for name, value in read.items() if name.lower() not in ("mime-version",)
        ],
        "text": plain.get_content() if plain is not None else "",
        "html": shown.get_content() if shown is not None else "",
        "files": [
            (one.get_filename() or "", len(one.get_payload(decode=True) or b""))
            for one in read.iter_attachments()
        ],
        "leave": leave.removeprefix(ours) if leave.startswith(ours) else "",
    }
