"""One request to Zoom's REST API and its answer, whatever it says. Patience is `client`'s.

No error of `requests` leaves here, no redirect is followed (the token would go with it), and neither the
size nor the slowness of an answer is without bounds.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import requests
import structlog
from pydantic_core import from_json

from zoom_sync.zoom.oauth import TIMEOUT, Clock, ZoomAccount, api_base
from zoom_sync.zoom.tokens import ApiSession, Tokens

log = structlog.get_logger(__name__)
BIGGEST = 64 << 20  # bytes of one answer
LONGEST_S = 120  # of one answer: a byte a second is an outage too


@dataclass(frozen=True, slots=True)
class Answer:
    """`body` is empty where the answer held no JSON object; `tracking` is what Zoom's support asks for."""

    status: int
    headers: Mapping[str, str]
    body: Mapping[str, Any]
    tracking: str


class Passing(Exception):
    """What may be over at the next try, after `seconds` if it said so."""

    def __init__(self, why: str, seconds: float = 0) -> None:
        self.why, self.seconds = why, seconds
        super().__init__(why)


class Calls:
    """Sends requests with the account's token; each thread has its own session."""

    def __init__(self, account: ZoomAccount, tokens: Tokens, clock: Clock) -> None:
        self._account, self._tokens, self._clock = account, tokens, clock
        self._mine = threading.local()

    def send(self, path: str, params: Mapping[str, str | int]) -> Answer:
        """GET `path` under the account's base. Raises Passing where the connection failed."""
        session = self._session()
        url = api_base(self._account, session.token) + path
        request = requests.Request("GET", url, params=dict(params), auth=session.token_auth)
        prepared = session.prepare_request(request)
        # A UUID with a slash is quoted twice (contract 2.5); were it tidied up, another would be asked for.
        if (prepared.url or "").split("?")[0] != url:
            raise AssertionError("the address was changed on its way")
        try:
            answer = session.send(prepared, timeout=TIMEOUT, allow_redirects=False, stream=True)
            with answer:
                content = self._content(answer)
        except requests.RequestException as why:
            raise Passing(f"the connection broke ({type(why).__name__})") from why
        tracking = answer.headers.get("x-zm-trackingid", "")[:200]
        log.debug("zoom answered", path=path, status=answer.status_code, tracking=tracking)
        return Answer(answer.status_code, answer.headers, _json_object(content), tracking)

    def renew(self) -> None:
        """Get another token than the one this thread sent last."""
        self._tokens.renew(str(self._session().token.get("access_token", "")))

    def may_lack(self) -> bool:
        """Whether another token than the one this thread sent last may have a scope more."""
        return self._tokens.may_lack(self._session().token)

    def _content(self, answer: requests.Response) -> bytes:
        started, chunks, size = self._clock.monotonic(), [], 0
        for chunk in answer.iter_content(1 << 16):
            chunks.append(chunk)
            size += len(chunk)
            if size > BIGGEST:
                raise Passing("its answer was too big")
            if self._clock.monotonic() - started > LONGEST_S:
                raise Passing("its answer came too slowly")
        return b"".join(chunks)

    def _session(self) -> ApiSession:
        session: ApiSession | None = getattr(self._mine, "session", None)
        if session is None:
            # The token first: a session of authlib that was half made complains when it is let go.
            session = self._mine.session = ApiSession(self._tokens, token=self._tokens.current())
        return session


def segment(value: str) -> str:
    """One path segment: quoted, and a UUID that begins with a slash or holds two together quoted twice."""
    quoted = quote(value, safe="")
    return quote(quoted, safe="") if value.startswith("/") or "//" in value else quoted


def _json_object(content: bytes) -> dict[str, Any]:
    try:
        body = from_json(content, cache_strings="keys")  # a page of rows in half the time
    except ValueError:
        try:
            body = json.loads(content)  # which takes what no UTF-8 can hold, too
        except (ValueError, RecursionError):
            return {}
    return body if isinstance(body, dict) else {}
