"""Signing in through an organisation's identity provider: OpenID Connect, authorization code with PKCE.

It answers one question: which confirmed mail address does the provider vouch for? Whether somebody of that address
may come in is for others to say. Sources: OpenID Connect Core 1.0 and Discovery 1.0, RFC 7636 (PKCE), RFC 9207 (`iss`
in the answer). The provider's own texts are not repeated: they may hold codes and tokens.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol
from urllib.parse import urlsplit

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from zoom_sync.records import Trouble

TIMEOUT = (5, 10)  # seconds to connect, and between two bytes
SCOPE = "openid email"
# Signatures of a key pair only: with an HMAC whoever knows the client secret could vouch for anybody.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
LEEWAY_S = 120  # how far the provider's clock may be from ours
KEPT = timedelta(minutes=10)  # how long what the provider says of itself is believed
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class Clock(Protocol):
    def now(self) -> datetime: ...


class Refused(Trouble):
    """The provider's answer does not prove who somebody is. `why` is for the log; it holds nothing of the answer."""

    def __init__(self, why: str, *, remedy: str = "Try again from the sign-in page.") -> None:
        self.why = why
        super().__init__("Your organisation's sign-in was not accepted.", "Nobody was signed in.", remedy)


class Unreachable(Trouble):
    """The provider could not be asked."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(
            "Your organisation's sign-in cannot be reached just now.",
            "Nobody was signed in.",
            "Try again in a minute, or ask for a link by mail.",
        )


@dataclass(frozen=True, slots=True)
class Client:
    """This service, as the provider knows it."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    redirect_uri: str


@dataclass(frozen=True, slots=True)
class Begun:
    """What ties an answer to the browser that asked. Kept by that browser, sealed, for some minutes."""

    state: str
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)


class Provider:
    """One identity provider. Safe to share between threads."""

    def __init__(self, client: Client, *, clock: Clock) -> None:
        self._client, self._clock = client, clock
        self._known: tuple[datetime, dict[str, Any]] | None = None

    @property
    def host(self) -> str:
        return urlsplit(self._client.issuer).hostname or ""

    def begin(self) -> tuple[str, Begun]:
        """Where to send the browser, and what to remember of it. Raises Unreachable."""
        begun = Begun(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48))
        address = self._about()["authorization_endpoint"]
        with self._session() as session:
            url, _ = session.create_authorization_url(
                address, state=begun.state, nonce=begun.nonce, code_verifier=begun.verifier
            )
        return str(url), begun

    def finish(self, begun: Begun, answer: Mapping[str, str]) -> str:
        """The mail address that the provider vouches for, from the parameters of the browser's return.

        Raises Refused for an answer that was not asked for, that is too late or not for us, or that confirms no
        mail address; Unreachable where the provider could not be asked.
        """
        if not hmac.compare_digest(begun.state.encode(), answer.get("state", "").encode()):
            raise Refused("another state")
        about = self._about()
        if answer.get("iss", about["issuer"]) != about["issuer"]:
            raise Refused("another issuer answered")
        if not answer.get("code"):
            raise Refused("no consent", remedy="Try again, and allow it there.")
        try:
            return self._vouched(about, begun, answer["code"])
        except requests.RequestException as why:
            raise Unreachable(type(why).__name__) from None
        except (AuthlibBaseError, JoseError, ValueError, KeyError, TypeError) as why:
            raise Refused(type(why).__name__) from None

    def _vouched(self, about: dict[str, Any], begun: Begun, code: str) -> str:
        with self._session() as session:
            token = session.fetch_token(
                about["token_endpoint"],
                grant_type="authorization_code",
                code=code,
                redirect_uri=self._client.redirect_uri,
                code_verifier=begun.verifier,
                allow_redirects=False,
            )
            claims: Mapping[str, Any] = self._claims(about, begun, token, self._keys(about))
            if "email" not in claims and about.get("userinfo_endpoint"):
                told = session.get(about["userinfo_endpoint"], allow_redirects=False).json()
                if told["sub"] != claims["sub"]:
                    raise Refused("another subject")
                claims = told
        return _address(claims)

    def _claims(
        self, about: dict[str, Any], begun: Begun, token: Mapping[str, Any], keys: KeySet
    ) -> Mapping[str, Any]:
        """The claims of the ID token, once its signature, issuer, audience, nonce and times are right."""
        signed = jwt.decode(token["id_token"], keys, algorithms=ALGORITHMS)
        claims = CodeIDToken(
            signed.claims,
            signed.header,
            options={
                "iss": {"essential": True, "value": about["issuer"]},
                "aud": {"essential": True, "value": self._client.client_id},
            },
            params={
                "nonce": begun.nonce,
                "client_id": self._client.client_id,
                "access_token": token.get("access_token", ""),
            },
        )
        claims.validate(now=int(self._clock.now().timestamp()), leeway=LEEWAY_S)
        return dict(claims)

    def _keys(self, about: dict[str, Any]) -> KeySet:
        """The provider's signing keys. Asked for each time: it may have changed them since."""
        given = _json(about["jwks_uri"]).get("keys", [])
        keys = [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []
        usable = [
            one for one in keys if one.get("kty") in ("RSA", "EC", "OKP") and one.get("use") in (None, "sig")
        ]
        return KeySet.import_key_set({"keys": usable})

    def _about(self) -> dict[str, Any]:
        """What the provider says of itself. Raises Unreachable."""
        now = self._clock.now()
        if self._known is not None and now - self._known[0] < KEPT:
            return self._known[1]
        issuer = self._client.issuer.rstrip("/")
        try:
            told = _json(f"{issuer}/.well-known/openid-configuration")
        except (requests.RequestException, ValueError) as why:
            raise Unreachable(type(why).__name__) from None
        # A provider that speaks for another issuer could have an answer of one taken for the other's.
        if str(told.get("issuer", "")).rstrip("/") != issuer:
            raise Unreachable("it says it is another issuer")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if not _is_safe(told.get(name)):
                raise Unreachable(f"no usable {name}")
        if not _is_safe(told.get("userinfo_endpoint")):
            told.pop("userinfo_endpoint", None)
        self._known = (now, told)
        return told

    def _session(self) -> Any:
        session = OAuth2Session(
            self._client.client_id,
            self._client.client_secret,
            scope=SCOPE,
            redirect_uri=self._client.redirect_uri,
            code_challenge_method="S256",
            default_timeout=TIMEOUT,
        )
        session.trust_env = False  # a line of ~/.netrc would take the place of our own credentials
        return session


def _json(address: str) -> dict[str, Any]:
    """A document of the provider's. Raises requests.RequestException, ValueError."""
    with requests.Session() as session:
        session.trust_env = False
        answer = session.get(address, timeout=TIMEOUT, allow_redirects=False)
    answer.raise_for_status()
    told = answer.json()
    if not isinstance(told, dict):
        raise ValueError("no object")
    return told


def _is_safe(address: object) -> bool:
    if not isinstance(address, str):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)


def _address(claims: Mapping[str, Any]) -> str:
    email = claims.get("email")
    if not isinstance(email, str) or not email.strip():
        raise Refused("no address", remedy="Ask whoever runs the sign-in to send `email` along.")
    if claims.get("email_verified") not in (True, "true"):  # some providers write it as text
        raise Refused("an address that is not confirmed", remedy="Confirm your mail address there first.")
    return email.strip()
