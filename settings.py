"""Every setting, one line each. `load(environ)` reads the environment and `.env` once per process.

A wrong or missing value raises `SettingWrong`, one sentence naming the setting and the remedy. The values
given are never repeated in it: they may be secrets (pydantic's own error list carries them).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import SplitResult, urlsplit

from dotenv import dotenv_values
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

ZOOM_API = "https://api.zoom.us"
ZOOM_OAUTH = "https://zoom.us/oauth"
_LONGEST = {"s": 31_536_000, "m": 525_600, "h": 8760, "d": 365}  # a year, in each unit
_RECIPIENT = "age1[02-9ac-hj-np-z]{58}"  # in Bech32, whose own check a backup makes
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class SettingWrong(Exception):
    """A setting is missing or cannot be used; the text says which, and the remedy."""


def _line(name: str, text: str, default: object = None) -> Any:
    return Field(default, validation_alias=name, description=text)


class Settings(BaseModel):
    """Read-only once built. `load` is the only way to build it."""

    model_config = ConfigDict(frozen=True, extra="ignore", validate_default=True)

    database_url: str = _line(
        "DATABASE_URL", "the store: a SQLite file or postgresql://…", "sqlite:///data/zoom-sync.db"
    )
    secret_key: tuple[SecretStr, ...] = _line(
        "SECRET_KEY", "keys of the service, newest first; 32 random bytes or more", ()
    )
    public_url: str = _line("PUBLIC_URL", "the address people and Zoom reach the service at", "")
    host: str = _line("HOST", "the address to listen on", "127.0.0.1")
    port: int = _line("PORT", "the port to listen on", 8000)
    trusted_proxies: int = _line(
        "TRUSTED_PROXIES", "how many proxies stand in front and set X-Forwarded-*", 0
    )

    zoom_account_id: str = _line(
        "ZOOM_ACCOUNT_ID", "set: server-to-server; not set: connect by /zoom/connect", ""
    )
    zoom_client_id: str = _line("ZOOM_CLIENT_ID", "the Zoom app's client id", "")
    zoom_client_secret: SecretStr = _line("ZOOM_CLIENT_SECRET", "the Zoom app's client secret", SecretStr(""))
    zoom_webhook_secret_token: tuple[SecretStr, ...] = _line(
        "ZOOM_WEBHOOK_SECRET_TOKEN", "signs Zoom's deliveries; several while rotating", ()
    )
    zoom_webhook_max_age_s: int = _line(
        "ZOOM_WEBHOOK_MAX_AGE_S", "a delivery's time may be this far from ours, seconds", 86400
    )
    zoom_api_url: str = _line(
        "ZOOM_API_URL", "Zoom's API, with or without /v2; set: api_url of token replies is ignored", ""
    )
    zoom_oauth_url: str = _line("ZOOM_OAUTH_URL", "the base of /token, /authorize and /revoke", ZOOM_OAUTH)
    zoom_plan: Literal["free", "pro", "business"] = _line(
        "ZOOM_PLAN", "the account's plan: the rate limits to stay under", "pro"
    )
    report_reads: tuple[timedelta, ...] = _line(
        "REPORT_READS", "when reports are read after an instance ended", "10m,30m,24h"
    )

    backup_recipient: str = _line(
        "BACKUP_RECIPIENT", "backups are encrypted to this public key of age (age1…)", ""
    )

    smtp_url: SecretStr = _line(
        "SMTP_URL",
        "the mail server: smtp://user:password@host:port or smtps://…; mailbox: keeps letters and mails nobody",
        SecretStr(""),
    )
    mail_from: str = _line("MAIL_FROM", "the address that letters come from", "")
    mail_per_second: float = _line("MAIL_PER_SECOND", "letters a second at most", 5.0)
    oidc_issuer: str = _line("OIDC_ISSUER", "the organisation's identity provider, for signing in", "")
    oidc_client_id: str = _line("OIDC_CLIENT_ID", "this service's client id there", "")
    oidc_client_secret: SecretStr = _line(
        "OIDC_CLIENT_SECRET", "this service's client secret there", SecretStr("")
    )
    log_level: Literal["debug", "info", "warning", "error"] = _line(
        "LOG_LEVEL", "how much is logged: debug, info, warning or error", "info"
    )
    upload_max_mb: int = _line("UPLOAD_MAX_MB", "the largest file that is taken, megabytes", 100)

    @field_validator("secret_key", "zoom_webhook_secret_token", mode="before")
    @classmethod
    def _several(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("report_reads", mode="before")
    @classmethod
    def _durations(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        reads = tuple(_duration(part) for part in value.split(",") if part.strip())
        if not reads:
            raise ValueError("needs at least one time, such as 10m,30m,24h")
        if list(reads) != sorted(set(reads)):
            raise ValueError("must rise from one time to the next, such as 10m,30m,24h")
        return reads

    @field_validator("port")
    @classmethod
    def _port(cls, value: int) -> int:
        if not 1 <= value <= 65535:
            raise ValueError("must be a number from 1 to 65535")
        return value

    @field_validator("trusted_proxies")
    @classmethod
    def _proxies(cls, value: int) -> int:
        if not 0 <= value <= 10:
            raise ValueError("must be a number from 0 to 10: how many proxies stand in front")
        return value

    @field_validator("zoom_webhook_max_age_s", "upload_max_mb")
    @classmethod
    def _positive(cls, value: int) -> int:
        if value < 1:
            raise ValueError("must be 1 or more")
        return value

    @field_validator("mail_per_second")
    @classmethod
    def _rate(cls, value: float) -> float:
        if not 0 < value <= 1000:
            raise ValueError("must be more than 0 and at most 1000")
        return value

    @field_validator("zoom_api_url", "zoom_oauth_url", "public_url", "oidc_issuer")
    @classmethod
    def _address(cls, value: str, of: ValidationInfo) -> str:
        if not value:
            return value
        parts = _parted(value)
        if (
            parts.scheme not in ("https", "http")
            or not parts.hostname
            or parts.query
            or parts.fragment
            or parts.username
        ):
            raise ValueError("must be a plain https:// address")
        own = _in_the_house(parts.hostname) if of.field_name == "public_url" else False
        if parts.scheme == "http" and parts.hostname not in LOOPBACK and not own:
            raise ValueError("must be https://, unless it is a loopback address")
        return value.rstrip("/")

    @field_validator("zoom_api_url")
    @classmethod
    def _with_version(cls, value: str) -> str:
        return value if not value or value.endswith("/v2") else value + "/v2"

    @field_validator("database_url")
    @classmethod
    def _store(cls, value: str) -> str:
        if not re.match(r"^(sqlite:///.+|postgres(ql)?(\+psycopg)?://.+)$", value):
            raise ValueError("must be sqlite:///path/to/file or postgresql://user:password@host/name")
        if not value.startswith("sqlite"):
            _parted(value)
        return value

    @field_validator("backup_recipient")
    @classmethod
    def _recipient(cls, value: str) -> str:
        if value and not re.fullmatch(_RECIPIENT, value):
            made = "`zoom-sync secrets backup-key FILE` makes a pair of keys"
            raise ValueError(f"must be a public key of age (age1…); {made}")
        return value

    @field_validator("smtp_url")
    @classmethod
    def _mail_server(cls, value: SecretStr) -> SecretStr:
        text = value.get_secret_value()
        if text == "mailbox:":
            return value
        parts = _parted(text)
        if text and (parts.scheme not in ("smtp", "smtps") or not parts.hostname):
            raise ValueError("must be smtp://user:password@host:port or smtps://user:password@host:port")
        return value

    @model_validator(mode="after")
    def _together(self) -> Self:
        make = "`openssl rand -hex 32` makes one"
        if any(len(key.get_secret_value().encode()) < 32 for key in self.secret_key):
            raise ValueError(f"SECRET_KEY: is too short; give 32 random bytes or more ({make})")
        if not self.secret_key and (self.on_postgresql or not self.is_loopback):
            why = "with PostgreSQL or a public address every machine needs the same one"
            raise ValueError(f"SECRET_KEY: is missing; {why} ({make})")
        if self.zoom_client_id and not self.zoom_client_secret.get_secret_value():
            raise ValueError(
                "ZOOM_CLIENT_SECRET: is missing; copy it from the Zoom app's page, App Credentials"
            )
        if self.oidc_issuer and not (self.oidc_client_id and self.oidc_client_secret.get_secret_value()):
            name = "OIDC_CLIENT_SECRET" if self.oidc_client_id else "OIDC_CLIENT_ID"
            raise ValueError(f"{name}: is missing; the identity provider gives it to each registered client")
        if self.smtp_url.get_secret_value() and not self.mail_from:
            raise ValueError("MAIL_FROM: is missing; give the address that letters come from")
        return self

    @property
    def on_postgresql(self) -> bool:
        return self.database_url.startswith("postgres")

    @property
    def is_loopback(self) -> bool:
        return not self.public_url or urlsplit(self.public_url).hostname in LOOPBACK

    @property
    def address(self) -> str:
        """Where links point to: PUBLIC_URL, or the address listened on."""
        return self.public_url or self.listening

    @property
    def listening(self) -> str:
        """The address listened on."""
        return f"http://[{self.host}]:{self.port}" if ":" in self.host else f"http://{self.host}:{self.port}"


def load(environ: Mapping[str, str], *, dotenv: Path | None = Path(".env")) -> Settings:
    """Read the settings; the environment goes before `.env`. Raises SettingWrong."""
    values: dict[str, str | None] = {}
    if dotenv is not None and dotenv.is_file():
        try:
            values.update(dotenv_values(dotenv))
        except UnicodeDecodeError:
            raise SettingWrong(f"{dotenv}: is not written in UTF-8; save it in that encoding.") from None
    values.update(environ)
    known = {str(field.validation_alias) for field in Settings.model_fields.values()}
    given = {
        name: text.strip()
        for name, text in values.items()
        if name in known and text is not None and text.strip()
    }
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as wrong:
        first = wrong.errors(include_input=False, include_context=False, include_url=False)[0]
        text = first["msg"].removeprefix("Value error, ")
        name = str(first["loc"][0]) if first["loc"] else ""
        raise SettingWrong(f"{name}: {text}." if name else f"{text}.") from None


def _in_the_house(host: str) -> bool:
    """Whether a host is on a local network only: one laptop at the venue, without a certificate."""
    try:
        return ip_address(host).is_private
    except ValueError:
        return host.endswith(".local")


def _parted(address: str) -> SplitResult:
    """The parts of an address whose port, where it has one, is a number of a port."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        raise ValueError("must be an address whose port is a number from 1 to 65535") from None
    return parts


def _duration(text: str) -> timedelta:
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*(s|m|h|d)\s*", text)
    if not match:
        raise ValueError("must be times such as 10m,30m,24h (s, m, h or d)")
    unit = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}[match[2]]
    value = float(match[1])
    if value > _LONGEST[match[2]]:
        raise ValueError("must be times of at most a year")
    return timedelta(**{unit: value})
