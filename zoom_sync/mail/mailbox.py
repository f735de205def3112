"""A mailbox in the place of a mail server: whatever is sent lands there, and nobody gets it.

The demo's mail goes this way, and so may a rehearsal's. A letter is composed as for a server, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable

from zoom_sync.mail.composing import Composed, Message, NotSendable, clean, compose, parse_sender
from zoom_sync.mail.sending import Clock, MailSettingWrong, Outcome, Refused, Taken

URL = "mailbox:"  # what SMTP_URL says for it


class Mailbox:
    """Keeps letters by `keep(composed, subject)`. Raises MailSettingWrong for a sender that is none."""

    def __init__(self, keep: Callable[[Composed, str], None], *, sender: str, clock: Clock) -> None:
        try:
            parse_sender(sender)
        except NotSendable as why:
            raise MailSettingWrong(why.what, why.safe, why.remedy) from why
        self._keep, self._sender, self._clock = keep, sender, clock

    def send(self, letter: Message) -> Outcome:
        """Keep one letter; refused is only what could not be written at all."""
        try:
            composed = compose(letter, sender=self._sender, at=self._clock.now())
        except NotSendable as why:
            return Refused(why.what, passing=False)
        self._keep(composed, clean(letter.subject))
        return Taken()

    def check(self) -> str:
        return "letters land in the mailbox page and are mailed to nobody (SMTP_URL is mailbox:)"

    def close(self) -> None:
        """There is nothing to end."""
