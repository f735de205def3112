"""Builds the rooms from the settings, once per process. Rooms get plain values, never the settings."""

from __future__ import annotations

import os
import secrets
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import settings as settings_module
from settings import Settings
from zoom_sync.keys import Keys
from zoom_sync.records import Trouble

if TYPE_CHECKING:  # heavy, and not needed by every command
    from zoom_sync.mail import Mailbox, Mailer
    from zoom_sync.mail.composing import Composed
    from zoom_sync.oidc import Provider
    from zoom_sync.store.database import Store
    from zoom_sync.store.shelf import StoredTokens
    from zoom_sync.zoom.client import Zoom
    from zoom_sync.zoom.oauth import ZoomAccount


SWITCH_S = 0.001  # how long a thread that only computes keeps others waiting; Python's own is five times that


class SystemClock:
    """The one place that looks at the machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


@dataclass(frozen=True, slots=True)
class Config:
    """Plain values that rooms need from the settings. Secrets are in here: never logged, never shown."""

    public_url: str
    loopback: bool
    report_reads: tuple[timedelta, ...]
    webhook_secrets: tuple[str, ...]
    webhook_max_age_s: int
    upload_max_bytes: int
    mail_per_second: float
    trusted_proxies: int
    account_id: str
    code_flow: bool  # connect by /zoom/connect instead of server-to-server
    backup_recipient: str = ""  # whose public key backups are encrypted to


@dataclass(slots=True)
class Rooms:
    """What a process works with."""

    store: Store
    keys: Keys
    clock: SystemClock
    config: Config
    account: ZoomAccount | None
    mailer: Mailer | Mailbox | None
    provider: Provider | None = None  # the organisation's own sign-in

    def zoom(self) -> Zoom:
        """A client of Zoom that keeps its tokens in the store. Raises Trouble without credentials."""
        from zoom_sync.store.shelf import StoredPace
        from zoom_sync.zoom.client import Zoom

        if self.account is None:
            raise Trouble(
                "No Zoom app is set up.",
                "Nothing was read from Zoom.",
                "Set ZOOM_CLIENT_ID and ZOOM_CLIENT_SECRET (and ZOOM_ACCOUNT_ID for server-to-server).",
            )
        return Zoom(
            self.account,
            self.tokens(),
            StoredPace(self.store, self.clock, account=self.account_name(), limit=self.account.limit),
            self.clock,
        )

    def erased_file(self) -> Path:
        """Where the marks of who was erased lie besides: beside SQLite's file, or in `data` for PostgreSQL."""
        from zoom_sync.store import backups, erasures

        return backups.folder_of(self.store) / erasures.NAME

    def account_name(self) -> str:
        """What this Zoom account is called in the store; without an account id it is the one connected."""
        return f"zoom:{self.account.account_id or 'connected'}" if self.account else ""

    def tokens(self) -> StoredTokens:
        """Where the account's tokens are kept."""
        from zoom_sync.store.shelf import StoredTokens

        rotates = self.account is None or not self.account.server_to_server
        return StoredTokens(self.store, self.keys, self.clock, name=self.account_name()[:64], rotates=rotates)


def let_threads_alternate() -> None:
    """For a process in which some threads compute and others answer.

    Beside two downloads the p99 of deliveries fell by a third; a transaction gives way at each of its statements, and
    waited five milliseconds each time while a record was made.
    """
    sys.setswitchinterval(SWITCH_S)


def rooms(settings: Settings, *, clock: SystemClock | None = None) -> Rooms:
    """The rooms of one process. Opens the store, but does not change its schema."""
    from zoom_sync.store.database import Store

    clock = clock or SystemClock()
    store = Store(settings.database_url, clock=clock)
    return Rooms(
        store=store,
        keys=Keys(secret_keys(settings)),
        clock=clock,
        config=config(settings),
        account=zoom_account(settings),
        mailer=_mailer(settings, store, clock),
        provider=provider(settings, clock=clock),
    )


def _mailer(settings: Settings, store: Store, clock: SystemClock) -> Mailer | Mailbox | None:
    url = settings.smtp_url.get_secret_value()
    if not url:
        return None
    from zoom_sync.mail import Mailbox, Mailer

    if not url.startswith("mailbox:"):
        return Mailer(url, sender=settings.mail_from, clock=clock)
    from zoom_sync.store import mailbox

    def keep(made: Composed, subject: str) -> None:
        now = clock.now()
        store.run(
            lambda tx: mailbox.keep(tx, address=made.recipient, subject=subject, wire=made.wire, now=now)
        )

    return Mailbox(keep, sender=settings.mail_from, clock=clock)


def newest_schema(rooms: Rooms) -> Path | None:
    """Bring a SQLite store to the newest schema, after a backup of one that is older; gives its file.

    Raises Trouble for a PostgreSQL store that is not of the newest: several machines may be at work on it,
    so a person says when.
    """
    from zoom_sync.actions import backing_up
    from zoom_sync.store import backups

    store, state = rooms.store, rooms.store.schema_state()
    if state in ("empty", "older") and store.dialect == "sqlite":
        recipient, folder = rooms.config.backup_recipient, backups.folder_of(store)
        return backing_up.upgrade(store, folder, recipient=recipient, now=rooms.clock.now())
    if state == "newer":
        store.upgrade()  # says what that means
    if state != "current":
        raise Trouble(
            "The store's schema is not the newest.", "Nothing was changed.", "Run `zoom-sync db upgrade`."
        )
    return None


def config(settings: Settings) -> Config:
    return Config(
        public_url=settings.address,
        loopback=settings.is_loopback,
        report_reads=settings.report_reads,
        webhook_secrets=tuple(one.get_secret_value() for one in settings.zoom_webhook_secret_token),
        webhook_max_age_s=settings.zoom_webhook_max_age_s,
        upload_max_bytes=settings.upload_max_mb * 1024 * 1024,
        mail_per_second=settings.mail_per_second,
        trusted_proxies=settings.trusted_proxies,
        account_id=settings.zoom_account_id,
        code_flow=bool(settings.zoom_client_id) and not settings.zoom_account_id,
        backup_recipient=settings.backup_recipient,
    )


def zoom_account(settings: Settings) -> ZoomAccount | None:
    if not settings.zoom_client_id:
        return None
    from zoom_sync.zoom.oauth import ZoomAccount

    return ZoomAccount(
        client_id=settings.zoom_client_id,
        client_secret=settings.zoom_client_secret.get_secret_value(),
        account_id=settings.zoom_account_id,
        oauth_url=settings.zoom_oauth_url,
        api_url=settings.zoom_api_url,
        plan=settings.zoom_plan,
        redirect_uri=f"{settings.address}/zoom/callback",
    )


def provider(settings: Settings, *, clock: SystemClock) -> Provider | None:
    if not settings.oidc_issuer:
        return None
    from zoom_sync.oidc import Client, Provider

    client = Client(
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret.get_secret_value(),
        redirect_uri=f"{settings.address}/sign-in/organisation/back",
    )
    return Provider(client, clock=clock)


def secret_keys(settings: Settings) -> list[str]:
    """The keys as set; on a loopback SQLite service one is made on the first run and kept beside the store.

    Two processes may start at once: the first to create the file wins, both read it.
    """
    if settings.secret_key:
        return [one.get_secret_value() for one in settings.secret_key]
    path = Path(settings.database_url.removeprefix("sqlite:///")).parent / "secret-key"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    scratch = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    if not path.exists():
        descriptor = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(scratch, path)
        scratch.unlink()
    return [path.read_text().strip()]


def load() -> Settings:
    """The settings of this process, from its environment and `.env`. Raises settings.SettingWrong."""
    return settings_module.load(os.environ)
