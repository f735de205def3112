"""Looks at the live page, most of them answered without a thread.

Who has it open asks every second, and what is on it is the same for all who may see it. So the application
draws it once for each state of the event, and what it drew is told to all until the store has another state, for
which it is asked five times a second at most. Whether somebody may look is asked of the application anew every few
seconds, for each of them; that also brings what time alone changes, such as the end of the day.

An answer names its state at the beginning of its tag (`"STATE.…"`), and its language (`Content-Language`).
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import structlog

from zoom_sync.front.words import Headers

PATH = re.compile(r"/events/[^/]+/live/now")
HOLDS_S = 0.2  # for so long nobody asks the store whether something moved
TRUSTED_S = 10.0  # for so long whoever was shown something is shown what follows
MOST = 1_000  # looks remembered
BODIES = (b"content-length", b"transfer-encoding")

Look = tuple[str, bytes, bytes, bytes]  # path, host, cookies, languages that are read

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Shown:
    """What the application answered last, to whomever: for one path in one language."""

    tag: bytes
    headers: Headers
    body: bytes
    until: float


class Looks:
    """`answer` before the application is asked, `learn` from what it said. Lives in the loop's own thread.

    `state`: the state of an event, by its id, as the store has it now; called in a thread, may raise.
    """

    def __init__(self, state: Callable[[str], str], *, clock: Callable[[], float] = time.monotonic) -> None:
        self._state, self._clock = state, clock
        self._languages: dict[Look, tuple[bytes, float]] = {}  # of whom the application lets look, until when
        self._shown: dict[tuple[str, bytes], _Shown] = {}

    async def answer(self, scope: Mapping[str, Any]) -> tuple[int, Headers, bytes] | None:
        """Status, headers and body, where they are known without asking the application."""
        look = _look(scope)
        if look is None:
            return None
        now = self._clock()
        language, until = self._languages.get(look, (b"", 0.0))
        shown = self._shown.get((look[0], language))
        if shown is None or now >= until:
            return None
        if now >= shown.until:
            shown.until = now + HOLDS_S  # one asks; the others are shown meanwhile what was shown before
            if not await self._holds(look[0], shown):
                return None
        if _header(scope["headers"], b"if-none-match") == shown.tag:
            return 304, [one for one in shown.headers if not one[0].startswith(b"content-")], b""
        return 200, shown.headers, shown.body

    async def _holds(self, path: str, shown: _Shown) -> bool:
        event_id = path.split("/")[2]
        try:
            state = await asyncio.get_running_loop().run_in_executor(None, self._state, event_id)
        except Exception as why:
            log.warning("the state of an event was not told", why=type(why).__name__)
            return False  # the application says in words what is wrong
        return shown.tag.startswith(b'"%s.' % state.encode())

    def learn(
        self, scope: Mapping[str, Any], status: int, headers: Headers, body: Callable[[], bytes]
    ) -> None:
        """Remember what the application answered, if it was to a look."""
        look = _look(scope)
        if look is None:
            return
        now, tag = self._clock(), _header(headers, b"etag")
        language = _header(headers, b"content-language") if status == 200 else self._language(look[0], tag)
        if status not in (200, 304) or not tag or language is None or _header(headers, b"set-cookie"):
            self._languages.pop(look, None)
            return
        self._forget(now)
        self._languages[look] = (language, now + TRUSTED_S)
        if status == 200:
            self._shown[look[0], language] = _Shown(tag, headers, body(), now + HOLDS_S)

    def _language(self, path: str, tag: bytes) -> bytes | None:
        """Of what was shown under this tag; an answer of 304 does not say it itself (RFC 9110, 15.4.5)."""
        return next(
            (of for (at, of), one in self._shown.items() if at == path and one.tag == tag and tag), None
        )

    def _forget(self, now: float) -> None:
        if len(self._languages) >= MOST:
            self._languages = {look: one for look, one in self._languages.items() if one[1] > now}
        if len(self._languages) >= MOST:
            self._languages.clear()
        if len(self._shown) >= MOST:
            self._shown.clear()


def _look(scope: Mapping[str, Any]) -> Look | None:
    if scope["method"] != "GET" or not PATH.fullmatch(scope["path"]) or scope["query_string"]:
        return None
    given = scope["headers"]
    cookies = _header(given, b"cookie")
    if not cookies or any(name.lower() in BODIES for name, _ in given):
        return None
    return scope["path"], _header(given, b"host"), cookies, _header(given, b"accept-language")


def _header(headers: Headers, name: bytes) -> bytes:
    return b"; ".join(value for key, value in headers if key.lower() == name)
