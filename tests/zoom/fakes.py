"""A Zoom that answers over HTTP (by `responses`), and what its client keeps beside it.

The answers are written from Zoom's own description, not from our client.
"""

from __future__ import annotations

import base64
import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import requests
import responses

from tests.conftest import FakeClock
from zoom_sync.zoom.client import Zoom
from zoom_sync.zoom.oauth import ZoomAccount

ACCOUNT = ZoomAccount("client-1", "s3cret-of-the-app", account_id="account-1", plan="pro")
Reply = tuple[int, dict[str, str], str]


class MemoryShelf:
    """A shelf of one process. `kept` has every token that was ever put on it."""

    def __init__(self, token: dict[str, Any] | None = None) -> None:
        self.token, self.kept = token, []  # type: ignore[var-annotated]
        self._lock = threading.Lock()

    def load(self) -> dict[str, Any] | None:
        return self.token

    def keep(self, token: dict[str, Any]) -> None:
        self.token = dict(token)
        self.kept.append(dict(token))

    @contextmanager
    def lock(self) -> Iterator[None]:
        with self._lock:
            yield


class FreePace:
    """Lets every call go at once; notes who waited and what was blocked."""

    def __init__(self) -> None:
        self.waited: list[str] = []
        self.blocked: list[tuple[str, datetime]] = []

    def wait(self, label: str) -> None:
        self.waited.append(label)

    def block(self, label: str, until: datetime) -> None:
        self.blocked.append((label, until))


def a_zoom(
    clock: FakeClock,
    *,
    account: ZoomAccount = ACCOUNT,
    shelf: MemoryShelf | None = None,
    pace: FreePace | None = None,
) -> Zoom:
    return Zoom(account, shelf or MemoryShelf(), pace or FreePace(), clock, chance=lambda: 0.5)


def answer(body: Any, status: int = 200, **headers: str) -> Reply:
    return status, headers, json.dumps(body)


class FakeZoom:
    """Zoom's sign-in and API for one account, with lists in pages of `page` rows.

    `lists`: rows by the path under /v2 (with `?status=…` for registrants); `objects`: one answer by its path.
    `now`: what time it is there, told with each answer; None where it does not say.
    `cut_at`: from this request on (counted from 1, sign-in included) every connection breaks.
    """

    def __init__(self, mock: responses.RequestsMock, *, page: int = 2) -> None:
        self.page = page
        self.lists: dict[str, tuple[str, list[dict[str, Any]]]] = {}
        self.objects: dict[str, dict[str, Any]] = {}
        self.answers: dict[str, list[Reply | Exception]] = {}  # given first, one by one, by path
        self.asked: list[str] = []
        self.tokens = 0
        self.now: Callable[[], datetime] | None = None
        self.cut_at: int | None = None
        self.sign_in: Callable[[Mapping[str, str]], Reply] = self._sign_in
        mock.add_callback(responses.POST, "https://zoom.us/oauth/token", self._token)
        mock.add_callback(responses.GET, _ANYTHING, self._get_dated)

    def _token(self, request: requests.PreparedRequest) -> Reply:
        self._note("/oauth/token")
        form = dict(parse_qsl(str(request.body or "")))
        basic = base64.b64encode(b"client-1:s3cret-of-the-app").decode()
        if request.headers.get("Authorization") != f"Basic {basic}":
            return answer({"reason": "Invalid client_id or client_secret", "error": "invalid_client"}, 400)
        return self.sign_in(form)

    def _sign_in(self, form: Mapping[str, str]) -> Reply:
        if form.get("grant_type") != "account_credentials" or form.get("account_id") != "account-1":
            return answer({"reason": "unsupported grant type", "error": "unsupported_grant_type"}, 400)
        self.tokens += 1
        return answer(
            {
                "access_token": f"token-{self.tokens}",
                "token_type": "bearer",
                "expires_in": 3600,
                "scope": "webinar:read:admin report:read:admin",
                "api_url": "https://api.zoom.us",
            }
        )

    def _get_dated(self, request: requests.PreparedRequest) -> Reply:
        status, headers, body = self._get(request)
        date = {"Date": format_datetime(self.now(), usegmt=True)} if self.now else {}
        return status, {**headers, **date}, body

    def _get(self, request: requests.PreparedRequest) -> Reply:
        parts = urlsplit(str(request.url))
        query = dict(parse_qsl(parts.query))
        path = parts.path.removeprefix("/v2")
        self._note(path + (f"?{parts.query}" if parts.query else ""))
        if request.headers.get("Authorization") != f"Bearer token-{self.tokens}":
            return answer({"code": 124, "message": "Invalid access token."}, 401)
        if self.answers.get(path):
            first = self.answers[path].pop(0)
            if isinstance(first, Exception):
                raise first
            return first
        name = unquote(unquote(path)) + (f"?status={query['status']}" if "status" in query else "")
        if name in self.objects:
            return answer(self.objects[name])
        if name in self.lists:
            return answer(self._a_page(name, query))
        return answer({"code": 3001, "message": "Webinar does not exist."}, 404)

    def _a_page(self, name: str, query: Mapping[str, str]) -> dict[str, Any]:
        key, rows = self.lists[name]
        start = int(query.get("next_page_token", f"{name}@0").rpartition("@")[2])
        end = start + self.page
        token = f"{name}@{end}" if end < len(rows) else ""
        return {
            "page_size": 300,
            "total_records": len(rows),
            "next_page_token": token,
            key: rows[start:end],
        }

    def _note(self, what: str) -> None:
        self.asked.append(what)
        if self.cut_at is not None and len(self.asked) >= self.cut_at:
            raise requests.ConnectionError("cut")


_ANYTHING = re.compile(r"https://api\.zoom\.us/v2/.*")
