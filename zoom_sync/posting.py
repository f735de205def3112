"""One message to the address of somebody else's system, signed after the Standard Webhooks specification.

The address comes from whoever may organise an event, so it is not trusted: only https, only to addresses of the
public internet, looked up once and connected to as they were found (a name that points elsewhere a moment later
leads nowhere else), no redirect, no proxy, no cookie. Of the answer the status alone is read, within `LONGEST_S`.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import ipaddress
import re
import secrets as randomness
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import SplitResult, urlsplit

from requests.utils import DEFAULT_CA_BUNDLE_PATH

from zoom_sync.records import Trouble

LONGEST_S = 15.0
LONGEST_URL = 2000
PREFIX = "whsec_"
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|[0-9a-f:.]+")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_TOO_LONG = f"no answer within {LONGEST_S:.0f} seconds"


@dataclass(frozen=True, slots=True)
class Answer:
    """`status` 0: none came, and `trouble` says why, in words that hold nothing of the address.

    `wait_s`: how long they asked us to wait before the next.
    """

    status: int = 0
    trouble: str = ""
    wait_s: float = 0

    @property
    def is_taken(self) -> bool:
        return 200 <= self.status < 300

    @property
    def is_gone(self) -> bool:
        """They want nothing any more."""
        return self.status == 410


def make_secret() -> str:
    """A new secret, as it is shown to people."""
    return PREFIX + base64.b64encode(randomness.token_bytes(32)).decode()


def sign(secret: str, id: str, at: datetime, body: bytes) -> str:
    """The header `webhook-signature`. Raises ValueError for what is no secret."""
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error as why:
        raise ValueError("no secret of a webhook") from why
    signed = b".".join((id.encode(), str(int(at.timestamp())).encode(), body))
    return "v1," + base64.b64encode(hmac.digest(key, signed, "sha256")).decode()


def checked(url: str, *, loopback: bool = False) -> SplitResult:
    """The address, if messages may be sent there. `loopback`: to this machine, too, and there without https.

    Where its name leads is looked up when a message is sent. Raises Trouble.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise _no_address("It is not an address.") from None
    if not url.isascii() or not url.isprintable() or " " in url or len(url) > LONGEST_URL:
        raise _no_address("It is too long, or holds signs that an address does not have.")
    if not _HOST.fullmatch(host) or parts.username is not None or parts.fragment:
        raise _no_address("It names no host, or holds a user or a part behind #.")
    is_here = loopback and (host == "localhost" or _is_loopback(host))
    if parts.scheme != "https" and not (parts.scheme == "http" and is_here):
        raise _no_address("It does not begin with https://.")
    with suppress(ValueError):  # a name, not an address: where it leads is looked at each time (`post`)
        if not is_here and not _is_public(ipaddress.ip_address(host)):
            raise _no_address("It leads into a network that is not public.")
    return parts


def post(
    url: str,
    *,
    id: str,
    body: bytes,
    secret: str,
    at: datetime,
    loopback: bool = False,
    within: float = LONGEST_S,
) -> Answer:
    """Send a message, once; nothing that goes wrong on the way raises. `at`: the moment of this attempt."""
    headers = {
        "content-type": "application/json",
        "user-agent": "zoom-sync",
        "webhook-id": id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": sign(secret, id, at, body),
    }
    late = threading.Event()
    try:
        parts = checked(url, loopback=loopback)
        where = _found(parts, loopback=loopback)
        with _connected(parts, where, within=within, late=late) as connection:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("POST", target, body=body, headers=headers)
            with connection.getresponse() as answer:
                said = Answer(answer.status, wait_s=_wait(answer))
                return Answer(trouble=_TOO_LONG) if late.is_set() else said  # cut off, it may look whole
    except Trouble:
        return Answer(trouble="its address is not allowed any more")
    except (OSError, HTTPException, ValueError) as why:
        return Answer(trouble=_TOO_LONG if late.is_set() else _said(why))


def _found(parts: SplitResult, *, loopback: bool) -> list[str]:
    """The addresses that the name leads to, all of which must be public."""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
    for one in addresses:
        is_here = loopback and _is_loopback(one)
        if not is_here and not _is_public(ipaddress.ip_address(one.partition("%")[0])):
            raise _NotPublic
    return addresses


@contextmanager
def _connected(
    parts: SplitResult, where: list[str], *, within: float, late: threading.Event
) -> Iterator[HTTPConnection]:
    """A connection to one of the addresses, which is cut when the time is over."""
    is_secure, host = parts.scheme == "https", parts.hostname or ""
    port = parts.port or (443 if is_secure else 80)
    made = (HTTPSConnection if is_secure else HTTPConnection)(host, port, timeout=within)
    plain = _socket(where, port, within)

    def cut() -> None:
        late.set()
        with suppress(OSError):
            plain.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(within, cut)
    timer.daemon = True
    timer.start()
    try:
        if is_secure:  # wrapping takes the plain one over, so the handshake comes after: it can be cut, too
            plain = secure = _context().wrap_socket(
                plain, server_hostname=host, do_handshake_on_connect=False
            )
            secure.do_handshake()
        made.sock = plain
        yield made
    finally:
        timer.cancel()
        made.close()
        plain.close()


def _socket(where: list[str], port: int, within: float) -> socket.socket:
    """Raises OSError, that of the last address, where none can be reached."""
    for address in where[:-1]:
        with suppress(OSError):
            return socket.create_connection((address, port), timeout=within / len(where))
    return socket.create_connection((where[-1], port), timeout=within / len(where))


def _context() -> ssl.SSLContext:
    """The machine's authorities, and those that `requests` brings along where it has none."""
    made = ssl.create_default_context()
    made.load_verify_locations(DEFAULT_CA_BUNDLE_PATH)
    return made


class _NotPublic(ValueError):
    """A name leads into a network that is not public."""


def _is_loopback(host: str) -> bool:
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return False


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether it is one of the public internet; an address that carries another in it is what it carries."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return _is_public(inner)
        if address.teredo is not None:
            return False
    return address.is_global and not address.is_multicast


def _wait(answer: HTTPResponse) -> float:
    said = (answer.getheader("retry-after") or "").strip()
    return float(said) if said.isascii() and said.isdigit() and len(said) < 7 else 0


def _said(why: Exception) -> str:
    for kind, text in (
        (_NotPublic, "its name leads into a network that is not public"),
        (socket.gaierror, "its name is not known"),
        (ssl.SSLCertVerificationError, "its certificate is not valid"),
        (ssl.SSLError, "no secure connection could be made"),
        (TimeoutError, _TOO_LONG),
        (ConnectionRefusedError, "nothing listens there"),
    ):
        if isinstance(why, kind):
            return text
    return "the connection broke"


def _no_address(what: str) -> Trouble:
    return Trouble(
        f"No messages can be sent to this address. {what}",
        "Nothing was changed.",
        "Give an https address on the public internet, as the other system shows it.",
    )
