"""The one mail that the pages send themselves: a sign-in link to whoever asked for it."""

from __future__ import annotations

import logging
from threading import Lock, Thread
from typing import TYPE_CHECKING

from zoom_sync.mail import Message, Taken

if TYPE_CHECKING:
    from zoom_sync.wiring import Rooms

log = logging.getLogger("zoom_sync.web")
ONE_AT_A_TIME = Lock()  # a mailer keeps one connection, and this process has many threads

TEXT = """Somebody, probably you, asked to sign in to zoom-sync.

Open this address and press the button there. It works once, for 15 minutes:

{link}

If it was not you, there is nothing to do: without the link nobody gets in.
"""


def send_sign_in(rooms: Rooms, *, to: str, link: str) -> None:
    """Send it from a thread of its own: waiting for the mail server would tell that the address is known."""
    Thread(target=_send, args=(rooms, to, link), name="sign-in mail", daemon=True).start()


def _send(rooms: Rooms, to: str, link: str) -> None:
    message = Message(to=to, subject="Your sign-in link", text=TEXT.format(link=link))
    with ONE_AT_A_TIME:
        outcome = rooms.mailer.send(message) if rooms.mailer is not None else None
    if not isinstance(outcome, Taken):
        # Told to the operator, not to the visitor: another answer would tell who is known here.
        log.error("a sign-in link could not be mailed: %s", type(outcome).__name__)
