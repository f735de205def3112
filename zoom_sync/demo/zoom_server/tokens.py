"""The tokens that this Zoom has given out, and what each is good for."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from zoom_sync.demo.zoom_server.clock import Clock
from zoom_sync.demo.zoom_server.people import App
from zoom_sync.demo.zoom_server.switches import Switches


@dataclass(slots=True)
class Grant:
    """An access token, a refresh token or a code. `family`: everything from one press of "Allow"."""

    token: str
    client_id: str
    user_id: str  # "" for server-to-server
    scopes: frozenset[str]
    until: datetime
    family: str = ""
    redirect_uri: str = ""
    challenge: str = ""
    used: bool = False


class Tokens:
    """Issues, finds and ends grants."""

    def __init__(self, clock: Clock, switches: Switches) -> None:
        self.clock, self.switches = clock, switches
        self.access: dict[str, Grant] = {}
        self.refresh: dict[str, Grant] = {}
        self.codes: dict[str, Grant] = {}

    def for_account(self, app: App) -> Grant:
        """A server-to-server token; several are good at once, unless the switch says otherwise."""
        if self.switches.second_token_kills_first:
            self._drop(self.access, lambda grant: grant.client_id == app.client_id)
        grant = self._grant(app, "", self.switches.access_token_s)
        self.access[grant.token] = grant
        return grant

    def code(self, app: App, redirect_uri: str, challenge: str) -> Grant:
        grant = self._grant(app, app.user_id, self.switches.code_s)
        grant.redirect_uri, grant.challenge = redirect_uri, challenge
        self.codes[grant.token] = grant
        return grant

    def pair(self, app: App, family: str = "") -> tuple[Grant, Grant]:
        """An access and a refresh token. A new press of "Allow" (no `family`) ends the pairs before it."""
        if not family:
            family = secrets.token_hex(8)
            for shelf in (self.access, self.refresh):
                self._drop(shelf, lambda grant: grant.client_id == app.client_id)
        access = self._grant(app, app.user_id, self.switches.access_token_s, family)
        refresh = self._grant(app, app.user_id, self.switches.refresh_token_s, family)
        self.access[access.token], self.refresh[refresh.token] = access, refresh
        return access, refresh

    def renew(self, app: App, token: str) -> tuple[Grant, Grant] | None:
        """The next pair for a refresh token, or None if that is no longer (or was never) good."""
        old = self.refresh.get(token)
        if old is None or old.client_id != app.client_id or old.until <= self.clock.now():
            return None
        if self.switches.refresh == "old dies at once":
            del self.refresh[token]
            self._drop(self.access, lambda grant: grant.family == old.family)
        return self.pair(app, old.family)

    def revoke(self, token: str) -> bool:
        """End a token and all of its family."""
        grant = self.access.pop(token, None) or self.refresh.pop(token, None)
        if grant is None:
            return False
        if grant.family:
            for shelf in (self.access, self.refresh):
                self._drop(shelf, lambda other: other.family == grant.family)
        return True

    def end_all(self, client_id: str) -> None:
        """The app was switched off or removed."""
        for shelf in (self.access, self.refresh, self.codes):
            self._drop(shelf, lambda grant: grant.client_id == client_id)

    def _grant(self, app: App, user_id: str, seconds: int, family: str = "") -> Grant:
        until = self.clock.now() + timedelta(seconds=seconds)
        return Grant(secrets.token_urlsafe(48), app.client_id, user_id, app.scopes, until, family)

    @staticmethod
    def _drop(shelf: dict[str, Grant], ends: Callable[[Grant], bool]) -> None:
        for token in [token for token, grant in shelf.items() if ends(grant)]:
            del shelf[token]


def s256(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode("ascii", "replace")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())
