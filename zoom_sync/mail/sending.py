"""The SMTP side: a kept connection, one letter at a time, and an honest word on what became of it.

A letter whose connection was lost after the dot that ends it may or may not have arrived: `Unknown`, and
nobody sends it again by themselves. Lost before that dot, it cannot have arrived.
"""

from __future__ import annotations

import smtplib
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from zoom_sync.mail.composing import Composed, Message, NotSendable, clean, compose, parse_sender
from zoom_sync.records import Trouble

CONNECT_S, ANSWER_S = 10.0, 30.0
IDLE_S = 20.0  # a connection that rested longer is asked whether it still lives


class Clock(Protocol):
    def now(self) -> datetime: ...
    def monotonic(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Taken:
    """The server has it and answers for it."""


@dataclass(frozen=True, slots=True)
class Refused:
    """It did not go out. `passing`: a later attempt may succeed. `server`: no letter would have gone out."""

    reason: str
    passing: bool
    server: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have arrived: never to be sent again without a person's word."""

    reason: str


Outcome = Taken | Refused | Unknown


class Post(Protocol):
    """Whatever takes letters: a mail server, or a mailbox that keeps them all."""

    def send(self, letter: Message) -> Outcome: ...


class MailSettingWrong(Trouble):
    """SMTP_URL or MAIL_FROM cannot be used."""


class MailServerTrouble(Trouble):
    """The mail server could not be reached, or did not let us in."""


class Mailer:
    """Sends letters through the server of `url`, from `sender`. Threads may share it: they take turns.

    `url` is `smtp://user:password@host:port` (STARTTLS where the server offers it; a password never goes
    unencrypted to another machine) or `smtps://…`. Raises MailSettingWrong. Nothing is opened before the
    first letter. `tls` stands in for the certificates of the machine (tests).
    """

    def __init__(self, url: str, *, sender: str, clock: Clock, tls: ssl.SSLContext | None = None) -> None:
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError as why:
            raise _wrong_url() from why
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise _wrong_url()
        try:
            parse_sender(sender)
        except NotSendable as why:
            raise MailSettingWrong(why.what, why.safe, why.remedy) from why
        self._secure = parts.scheme == "smtps"
        self._host, self._port = parts.hostname, port or (465 if self._secure else 587)
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self._sender, self._clock, self._tls = sender, clock, tls
        self._connection: _Watched | None = None
        self._used = 0.0
        self._turn = threading.RLock()

    def send(self, letter: Message) -> Outcome:
        """Send one letter to its one address. Never raises for what a server or a network does."""
        try:
            composed = compose(letter, sender=self._sender, at=self._clock.now())
        except NotSendable as why:
            return Refused(why.what, passing=False)
        with self._turn:
            kept = self._connection is not None
            outcome = self._attempt(composed)
            if kept and isinstance(outcome, _Lost):  # a kept connection may have died while it rested
                outcome = self._attempt(composed)
        if isinstance(outcome, _Lost):
            return Refused(outcome.reason, passing=True, server=True)
        return outcome

    def check(self) -> str:
        """Sign in to the server and out again; says how. Raises MailServerTrouble."""
        with self._turn:
            self.close()
            try:
                connection = self._connect()
                _, answer = connection.noop()
            except (OSError, smtplib.SMTPException, MailServerTrouble) as why:
                raise MailServerTrouble(
                    f"The mail server {self._host}:{self._port} did not let us in: {_said(why)}.",
                    "No letter was lost: they wait.",
                    "Check SMTP_URL (host, port, user, password) and that this machine may reach the server.",
                ) from why
            finally:
                self.close()
        return f"{self._host}:{self._port} answers ({_text(answer)})"

    def close(self) -> None:
        """End the connection politely, if there is one."""
        with self._turn:
            connection, self._connection = self._connection, None
            if connection is None:
                return
            try:
                connection.quit()
            except (OSError, smtplib.SMTPException):
                connection.close()

    def _attempt(self, composed: Composed) -> Outcome | _Lost:
        connection: _Watched | None = None
        try:
            connection = self._connect()
            outcome = _deliver(connection, composed)
        except (OSError, smtplib.SMTPException, MailServerTrouble) as why:
            self._drop()
            if connection is not None and connection.ended:
                return Unknown(f"the connection was lost before the server confirmed it ({_said(why)})")
            return _Lost(_said(why))
        self._used = self._clock.monotonic()
        if isinstance(outcome, Refused) and outcome.server:
            self._drop()
        return outcome

    def _connect(self) -> _Watched:
        connection = self._connection
        if connection is not None:
            if self._clock.monotonic() - self._used > IDLE_S:
                connection.noop()
            return connection
        kind: Callable[..., _Watched] = _WatchedTls if self._secure else _Watched
        context = {"context": self._tls or ssl.create_default_context()} if self._secure else {}
        connection = kind(self._host, self._port, timeout=CONNECT_S, **context)
        self._connection = connection
        if connection.sock is not None:
            connection.sock.settimeout(ANSWER_S)
        connection.ehlo_or_helo_if_needed()
        if not self._secure and not _loopback(self._host):
            self._encrypt(connection)
        if self._user:
            connection.login(self._user, self._password)
        self._used = self._clock.monotonic()
        return connection

    def _encrypt(self, connection: _Watched) -> None:
        if connection.has_extn("starttls"):
            connection.starttls(context=self._tls or ssl.create_default_context())
            connection.ehlo()
        elif self._password:
            raise MailServerTrouble(
                "the server offers no encryption, and a password would go out in the open"
            )

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


@dataclass(frozen=True, slots=True)
class _Lost:
    """The connection failed before the letter can have arrived."""

    reason: str


class _Watched(smtplib.SMTP):
    """Knows whether the dot that ends a letter went out: from then on it may have arrived."""

    ended = False

    def send(self, s: Any) -> None:
        super().send(s)
        if isinstance(s, bytes | bytearray) and s.endswith(b"\r\n.\r\n"):
            self.ended = True


class _WatchedTls(_Watched, smtplib.SMTP_SSL):
    pass


def _deliver(connection: _Watched, composed: Composed) -> Outcome:
    connection.ended = False
    code, answer = connection.mail(composed.sender)
    if code != 250:  # it is us whom the server does not take: no fault of this letter
        return _refused(connection, code, answer, passing=True, server=True)
    code, answer = connection.rcpt(composed.recipient)
    if code not in (250, 251):
        return _refused(connection, code, answer, passing=code < 500, server=code == 421)
    try:
        code, answer = connection.data(composed.wire)
    except smtplib.SMTPDataError as why:
        code, answer = why.smtp_code, why.smtp_error if isinstance(why.smtp_error, bytes) else b""
    if 200 <= code < 300:
        return Taken()
    if not 400 <= code < 600:
        return Unknown(f"the server's answer was no answer: {code} {_text(answer)}")
    return _refused(connection, code, answer, passing=code < 500, server=code == 421)


def _refused(connection: _Watched, code: int, answer: bytes, *, passing: bool, server: bool) -> Refused:
    refused = Refused(f"{code} {_text(answer)}".strip(), passing=passing, server=server)
    if not server:
        try:
            connection.rset()
        except (OSError, smtplib.SMTPException):
            connection.close()  # the next letter finds it closed and opens another
    return refused


def _text(answer: bytes | str) -> str:
    return clean(answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer)


def _said(why: Exception) -> str:
    if isinstance(why, smtplib.SMTPResponseException):
        return f"{why.smtp_code} {_text(why.smtp_error)}"
    if isinstance(why, Trouble):
        return why.what
    return clean(str(why)) or type(why).__name__


def _loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _wrong_url() -> MailSettingWrong:
    return MailSettingWrong(
        "SMTP_URL is not an address of a mail server.",
        "Nothing was sent.",
        "Give it as smtp://user:password@host:port or smtps://user:password@host:port.",
    )
