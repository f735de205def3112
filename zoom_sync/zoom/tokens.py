"""The account's token, while it lives and when it must be renewed.

A new token is put on the shelf before its first use, and one process at a time asks for one: refresh tokens
rotate, and what was given up for a lost one may be dead at once (contract 1.2).
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any, Protocol

from authlib.integrations.requests_client import OAuth2Session

from zoom_sync.moments import reached
from zoom_sync.zoom.oauth import Clock, ZoomAccount, obtain
from zoom_sync.zoom.troubles import PersonMustAct, ZoomUnreachable

LEEWAY_S = 300  # a token that lives no longer than this is renewed before it is used
FRESH_S = 60  # a token that was given so lately has all scopes of the app; an older one has those of then
TRIES = 4
PATIENCE_S = 20  # no try begins later: with its own half minute it ends while the shelf's lock still holds


class TokenShelf(Protocol):
    """Where an account's token lives, shared by all processes."""

    def load(self) -> dict[str, Any] | None: ...
    def keep(self, token: dict[str, Any]) -> None: ...
    def lock(self) -> AbstractContextManager[None]: ...


class Tokens:
    """The account's token, renewed when it is about to end. One object serves all threads of a process."""

    def __init__(self, account: ZoomAccount, shelf: TokenShelf, clock: Clock) -> None:
        self._account, self._shelf, self._clock = account, shelf, clock
        self._token: dict[str, Any] | None = None
        self._mutex = threading.Lock()

    def current(self) -> dict[str, Any]:
        """A token that lives for at least `LEEWAY_S`. Raises Trouble where there can be none."""
        token = self._token
        return token if token is not None and self._lives(token) else self.renew("")

    def may_lack(self, token: Mapping[str, Any]) -> bool:
        """Whether a scope may have been added since this token was given, which another one would have.

        A connection has the scopes that a person consented to, until they do so again.
        """
        age_s = self._clock.now().timestamp() - int(token.get("given_at", 0))
        return self._account.server_to_server and age_s > FRESH_S

    def newest(self) -> dict[str, Any]:
        """A token with the scopes that the app has now."""
        token = self.current()
        return self.renew(token["access_token"]) if self.may_lack(token) else token

    def renew(self, dead: str) -> dict[str, Any]:
        """A token other than `dead` (an access token that Zoom refused; "" for any)."""
        with self._mutex:
            if self._token is not None and self._usable(self._token, dead):
                return self._token  # another thread has been here
            shelved = self._shelf.load()
            if shelved is None or not self._usable(shelved, dead):
                with self._shelf.lock():
                    # Another process may have renewed it while this one waited for the lock.
                    shelved = self._shelf.load()
                    if shelved is None or not self._usable(shelved, dead):
                        shelved = self._new(shelved)
                        reached("a token given, not kept")
                        self._shelf.keep(shelved)
                        reached("a token kept, not used")
            self._token = shelved
            return shelved

    def _usable(self, token: dict[str, Any], dead: str) -> bool:
        return token.get("access_token") != dead and self._lives(token)

    def _lives(self, token: dict[str, Any]) -> bool:
        return int(token.get("expires_at", 0)) - LEEWAY_S > self._clock.now().timestamp()

    def _new(self, old: dict[str, Any] | None) -> dict[str, Any]:
        refresh = (old or {}).get("refresh_token")
        if not self._account.server_to_server and not refresh:
            raise PersonMustAct(
                "No Zoom account is connected.",
                "Nothing was read from Zoom.",
                "Open /zoom/connect as an admin, or set ZOOM_ACCOUNT_ID for a server-to-server app.",
            )
        started = self._clock.monotonic()
        for number in range(1, TRIES + 1):
            try:
                return obtain(self._account, refresh_token=refresh or "", clock=self._clock)
            except ZoomUnreachable:
                if number == TRIES or self._clock.monotonic() - started > PATIENCE_S:
                    raise
                self._clock.sleep(0.5 * 2**number)
        raise AssertionError("unreachable")


class ApiSession(OAuth2Session):  # type: ignore[misc]  # authlib has no types
    """A session of one thread, whose requests carry the account's living token.

    Authlib itself renews only client_credentials and refresh tokens: with Zoom's own grant it would send an
    old token for ever.
    """

    def __init__(self, tokens: Tokens, *, token: dict[str, Any]) -> None:
        super().__init__(token=token)
        self.trust_env = False  # an entry of ~/.netrc would replace the Bearer header
        self._tokens = tokens

    def ensure_active_token(self, token: Any = None) -> bool:
        self.token = self._tokens.current()
        return True
