"""Signing in to Zoom: the server-to-server grant and the authorization code with PKCE.

What is asked here is asked once; `tokens` keeps what was got, and asks again. Secrets stand in no text here:
Zoom's own reasons are not repeated, since they hold codes and tokens.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

import requests
import structlog
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session

from zoom_sync.zoom import refusals
from zoom_sync.zoom.limits import Label, Limit, limit
from zoom_sync.zoom.troubles import ZoomUnreachable

log = structlog.get_logger(__name__)
ZOOM_OAUTH, ZOOM_API = "https://zoom.us/oauth", "https://api.zoom.us"
TIMEOUT = (5, 30)  # seconds to connect, and between two bytes
# One full match: `urlsplit` calls `https://evil\.zoom.us` a host of Zoom, and requests would go to `evil`.
_API_URL = re.compile(r"https://([a-z0-9-]+\.)+zoom\.us")


class Clock(Protocol):
    def now(self) -> datetime: ...
    def monotonic(self) -> float: ...
    def sleep(self, seconds: float) -> None: ...


@dataclass(frozen=True, slots=True)
class ZoomAccount:
    """Credentials of one Zoom app. With `account_id` it is server-to-server, else authorization code.

    `oauth_url` is the base of /token, /authorize and /revoke; `api_url`, if set, is where the API is,
    whatever Zoom's token replies say.
    """

    client_id: str
    client_secret: str = field(repr=False)
    account_id: str = ""
    oauth_url: str = ZOOM_OAUTH
    api_url: str = ""
    plan: str = "free"
    redirect_uri: str = ""

    @property
    def server_to_server(self) -> bool:
        return bool(self.account_id)

    def limit(self, label: Label) -> Limit:
        return limit(self.plan, label)


def authorize_url(account: ZoomAccount, state: str, verifier: str) -> str:
    """Where an admin's browser is sent to let Zoom ask for consent. Scopes are set in the app, not here."""
    with _session(account) as session:
        address = f"{account.oauth_url.rstrip('/')}/authorize"
        url, _ = session.create_authorization_url(address, state=state, code_verifier=verifier)
    return str(url)


def exchange(account: ZoomAccount, code: str, verifier: str, *, clock: Clock | None = None) -> dict[str, Any]:
    """Turn the code of the callback into a token. It is used once, so nothing is tried again.

    Raises PersonMustAct where Zoom refuses it, ZoomUnreachable where no answer came.
    """
    with _session(account) as session:
        token = _asked(
            lambda: session.fetch_token(
                grant_type="authorization_code",
                code=code,
                redirect_uri=account.redirect_uri,
                code_verifier=verifier,
                allow_redirects=False,
            )
        )
    return _dated(token, clock)


def obtain(account: ZoomAccount, *, refresh_token: str = "", clock: Clock) -> dict[str, Any]:
    """Ask for a new token: by the account's own credentials, else by its refresh token.

    Raises PersonMustAct where Zoom refuses, ZoomUnreachable where no usable answer came.
    """
    with _session(account) as session:
        if account.server_to_server:
            token = _asked(
                lambda: session.fetch_token(
                    grant_type="account_credentials", account_id=account.account_id, allow_redirects=False
                )
            )
        else:
            token = _asked(lambda: session.refresh_token(refresh_token=refresh_token, allow_redirects=False))
    dated = _dated(token, clock)
    if refresh_token and not dated.get("refresh_token"):
        dated["refresh_token"] = refresh_token
    return dated


def revoke(account: ZoomAccount, token: dict[str, Any]) -> None:
    """Tell Zoom that this token is to be of no more use. Raises Trouble if Zoom could not be told."""
    with _session(account) as session:
        answer = _asked(
            lambda: session.revoke_token(
                f"{account.oauth_url.rstrip('/')}/revoke",
                token=token.get("access_token", ""),
                allow_redirects=False,
            )
        )
    if answer.status_code != 200:
        raise refusals.of_token(answer.status_code, refusals.body_of(answer))


def api_base(account: ZoomAccount, token: dict[str, Any]) -> str:
    """The address that paths are put behind, with `/v2`. Zoom's own word for it is taken only as Zoom's."""
    if account.api_url:
        base = account.api_url.rstrip("/")
        return base if base.endswith("/v2") else base + "/v2"
    said = token.get("api_url")
    if isinstance(said, str) and said:
        if _API_URL.fullmatch(said):
            return said + "/v2"
        log.warning("the token reply names a foreign api_url; it is not used")
    return ZOOM_API + "/v2"


def _session(account: ZoomAccount) -> Any:
    session = OAuth2Session(
        account.client_id,
        account.client_secret or None,
        token_endpoint=f"{account.oauth_url.rstrip('/')}/token",
        redirect_uri=account.redirect_uri or None,
        code_challenge_method="S256",
        default_timeout=TIMEOUT,
    )
    session.trust_env = False
    # Authlib would take a 200 that carries an error code for a token, and lose Zoom's own code.
    session.register_compliance_hook("access_token_response", _checked)
    session.register_compliance_hook("refresh_token_response", _checked)
    return session


def _checked(answer: requests.Response) -> requests.Response:
    body = refusals.body_of(answer)
    if answer.status_code == 200 and isinstance(body.get("access_token"), str):
        return answer
    if answer.status_code >= 500 or answer.status_code == 429 or not body:
        raise ZoomUnreachable(f"the sign-in answered HTTP {answer.status_code}", 1)
    raise refusals.of_token(answer.status_code, body)


def _asked(ask: Callable[[], Any]) -> Any:
    try:
        return ask()
    except requests.RequestException as why:
        raise ZoomUnreachable(f"the sign-in was cut off ({type(why).__name__})", 1) from why
    except AuthlibBaseError as why:
        raise ZoomUnreachable(f"the sign-in answered oddly ({type(why).__name__})", 1) from None
    except ValueError:
        raise ZoomUnreachable("the sign-in answered oddly", 1) from None


def _dated(token: Any, clock: Clock | None) -> dict[str, Any]:
    """A plain dict with `expires_at` as an int: with a float Authlib takes a token as one without an end.

    `given_at`: when we got it, in the same seconds.
    """
    dated = dict(token)
    try:
        lives = int(dated.get("expires_in", 3600))
    except (TypeError, ValueError):
        lives = 3600
    if clock is not None:
        dated["given_at"] = int(clock.now().timestamp())
        dated["expires_at"] = dated["given_at"] + lives
    else:
        dated["expires_at"] = int(dated.get("expires_at", 0))
    return dated
