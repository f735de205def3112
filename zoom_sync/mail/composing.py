"""A letter as bytes: headers, a plain part, and an HTML part made from the same Markdown.

Names and subjects come from attendees and organisers. Python 3.11.7 sends `=?utf-8?q?x=0d=0aBcc:…?=` in a
display name as a real Bcc header (CVE-2024-6923). So control characters and `=?` are taken out first, and
the finished bytes are read again as a mail server would read them: they go out only if they hold exactly
the headers and the one recipient that were meant. No picture is ever linked: it would tell who reads.
"""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import SMTP, EmailPolicy, compat32, default
from email.utils import format_datetime
from typing import Any

from email_validator import EmailNotValidError, validate_email
from markdown_it import MarkdownIt

from zoom_sync.records import Trouble

_AS_THEY_ARE = ("list-unsubscribe", "list-unsubscribe-post", "message-id")
_JOINERS = "\u200c\u200d"  # letters of Persian and Indian scripts need them; other format characters go
_markdown = MarkdownIt("js-default", {"html": False}).disable("image")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along. `name` in ASCII, ours and nobody else's; `type` as in `text/calendar`."""

    name: str
    type: str
    subtype: str
    data: bytes
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Message:
    """One letter to one address.

    `text` is the plain part. `markdown` is what the HTML part is made of ("": no such part); the two differ
    where a name holds characters that Markdown would read as its own. `unsubscribe` is the link for the
    headers of RFC 8058 ("": none, for letters that are no mailing). `id` names the letter in its Message-ID
    ("": one is made up); the same letter to the same reader has the same, whatever happens on the way. `language`
    is a tag such as "fr": a screen reader then knows how to say it.
    """

    to: str
    subject: str
    text: str
    markdown: str = ""
    name: str = ""
    unsubscribe: str = ""
    id: str = ""
    attachments: tuple[Attachment, ...] = ()
    language: str = ""


class NotSendable(Trouble):
    """A letter that cannot be written: the address is none, or the headers would not be those meant."""


@dataclass(frozen=True, slots=True)
class Composed:
    """The finished bytes (CRLF) and the envelope's addresses."""

    wire: bytes
    sender: str
    recipient: str


class _LetterPolicy(EmailPolicy):
    """EmailPolicy folds a word longer than 78 characters into `=?utf-8?q?…?=`, links in headers too."""

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name.lower() in _AS_THEY_ARE:
            return f"{name}: {value}\r\n".encode("ascii")
        return super().fold_binary(name, value)


_POLICY = _LetterPolicy(linesep=SMTP.linesep, cte_type="7bit")


def compose(message: Message, *, sender: str, at: datetime) -> Composed:
    """Write the letter. `sender` is `address` or `Name <address>`. Raises NotSendable."""
    recipient = address(message.to)
    own = parse_sender(sender)
    subject, name = clean(message.subject), clean(message.name)
    letter = EmailMessage(policy=_POLICY)
    letter["From"] = own
    letter["To"] = Address(display_name=name, addr_spec=recipient)
    letter["Subject"] = subject
    letter["Date"] = format_datetime(at)
    letter["Message-ID"] = f"<{message.id or secrets.token_hex(16)}@{own.domain}>"
    if message.unsubscribe:
        letter["List-Unsubscribe"] = f"<{message.unsubscribe}>"
        letter["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(_printable(message.text))
    if message.markdown:
        letter.add_alternative(html(message.markdown, language=message.language), subtype="html")
    for one in message.attachments:
        letter.add_attachment(
            one.data, maintype=one.type, subtype=one.subtype, filename=one.name, params=dict(one.params)
        )
    if message.language:  # last: what is attached would take it along into its part
        letter["Content-Language"] = message.language
    wire = letter.as_bytes()
    _see_through(wire, letter, recipient=recipient, sender=own.addr_spec, subject=subject)
    return Composed(wire=wire, sender=own.addr_spec, recipient=recipient)


def html(markdown: str, *, language: str = "") -> str:
    """A whole small HTML page of the Markdown text: no HTML of its own, no pictures, no scripts."""
    said = f' lang="{language}"' if language.isascii() and language.replace("-", "").isalpha() else ""
    return (
        f'<!doctype html>\n<html{said}><head><meta charset="utf-8"></head>\n<body>\n'
        f'<div dir="auto">\n{body(markdown)}</div>\n</body></html>\n'
    )


def body(markdown: str) -> str:
    """What stands in that page: safe to show, since whatever looks like HTML is text in it."""
    return str(_markdown.render(_printable(markdown)))


def address(text: str) -> str:
    """The address as it goes into the envelope, its domain in ASCII. Raises NotSendable."""
    try:
        found = validate_email(text.strip(), check_deliverability=False)
    except EmailNotValidError as why:
        raise NotSendable(
            "This is not an e-mail address.", "Nothing was sent to it.", "Correct the address at its source."
        ) from why
    if not found.ascii_email:  # the standard library's Address refuses them, and few servers carry them
        raise NotSendable(
            "This address holds letters before the @ that our mail cannot carry.",
            "Nothing was sent to it.",
            "Ask for another address.",
        )
    return found.ascii_email


def parse_sender(text: str) -> Address:
    """MAIL_FROM: `letters@mela.example` or `The Mela <letters@mela.example>`. Raises NotSendable."""
    name, opened, rest = text.strip().rpartition("<")
    plain = rest.removesuffix(">") if opened else rest
    try:
        found = validate_email(plain.strip(), check_deliverability=False, test_environment=True)
    except EmailNotValidError as why:
        raise NotSendable(
            "MAIL_FROM is not an e-mail address.",
            "Nothing was sent.",
            "Give it as letters@organisation.example or as Name <letters@organisation.example>.",
        ) from why
    return Address(
        display_name=clean(name.strip().strip('"')), addr_spec=found.ascii_email or found.normalized
    )


def clean(text: str) -> str:
    """One line without control or format characters and without the mark that opens an encoded word."""
    kept = "".join(" " if _breaks(letter) else letter for letter in text)
    while "=?" in kept:
        kept = kept.replace("=?", "")
    return " ".join(kept.split())[:300]


def _breaks(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") and letter not in _JOINERS


def _printable(text: str) -> str:
    """Text of several lines without control characters or lone surrogates, which no mail can carry."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        letter if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs") else "\ufffd"
        for letter in lines
    )


def _see_through(wire: bytes, meant: EmailMessage, *, recipient: str, sender: str, subject: str) -> None:
    """Read the bytes again, plainly as a server does and decoded as a reader does. Raises NotSendable."""
    plain = BytesHeaderParser(policy=compat32).parsebytes(wire)
    seen = message_from_bytes(wire, policy=default)
    to, by = seen["To"], seen["From"]
    fits = (
        [name.lower() for name in plain] == [name.lower() for name in meant]
        and [one.addr_spec for one in to.addresses] == [recipient]
        and [one.addr_spec for one in by.addresses] == [sender]
        and "".join(str(seen["Subject"]).split()) == "".join(subject.split())
    )
    if not fits:
        raise NotSendable(
            "This letter's headers would not have been those meant.",
            "Nothing was sent.",
            "Take unusual characters out of the subject, the name or the address.",
        )
