"""Examine the whole installation: a line for each thing that can be wrong, with its remedy."""

from __future__ import annotations

import smtplib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal, Protocol
from urllib.parse import urlsplit

import requests

from zoom_sync.actions import Clock
from zoom_sync.records import Trouble
from zoom_sync.store import inbox, jobs, memory, scrubbing
from zoom_sync.store.database import Store
from zoom_sync.zoom.scopes import NEEDED, OPTIONAL, WEBHOOK_EVENTS, Need, missing

if TYPE_CHECKING:
    from zoom_sync.zoom.client import Zoom

VALIDATED_EVERY = timedelta(hours=76)  # Zoom asks every 72 hours (contract 4.3); some slack


class Config(Protocol):
    @property
    def public_url(self) -> str: ...
    @property
    def loopback(self) -> bool: ...
    @property
    def code_flow(self) -> bool: ...
    @property
    def webhook_secrets(self) -> tuple[str, ...]: ...


class MailServer(Protocol):
    def check(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Finding:
    """`unknown`: cannot be found out from here (whether Zoom sends an event can only be seen)."""

    about: str
    state: Literal["well", "ill", "unknown"]
    text: str


def examine(
    store: Store,
    *,
    zoom: Callable[[], Zoom] | None,
    mailer: MailServer | None,
    config: Config,
    clock: Clock,
) -> list[Finding]:
    """Every finding, in the order in which one would mend them. Sends nothing but questions."""
    return [
        Finding("settings", "well", "all read"),
        _store(store),
        *_server_log(store),
        _worker(store, clock),
        *_zoom(zoom, config, clock),
        *_webhooks(store, config, clock),
        _address(config),
        _door(config),
        _mail(mailer),
    ]


def _store(store: Store) -> Finding:
    try:
        store.writable()
    except Trouble as trouble:
        return Finding("store", "ill", str(trouble))
    return Finding("store", "well", store.describe())


def _server_log(store: Store) -> Iterator[Finding]:
    if store.read(scrubbing.logs_failed_statements):
        text = (
            "PostgreSQL logs statements that failed, and with them may log names that are erased later. "
            "Set log_min_error_statement = panic, or keep its log as short as the backups."
        )
        yield Finding("database log", "unknown", text)


def _worker(store: Store, clock: Clock) -> Finding:
    beat = store.read(jobs.last_beat)
    if beat is None or clock.now() - beat > timedelta(seconds=60):
        return Finding("worker", "ill", "not seen for a minute. Start one: `zoom-sync worker`.")
    return Finding("worker", "well", "seen just now")


def _zoom(zoom: Callable[[], Zoom] | None, config: Config, clock: Clock) -> Iterator[Finding]:
    if zoom is None:
        yield Finding(
            "Zoom app", "ill", "not set. Set ZOOM_CLIENT_ID, ZOOM_CLIENT_SECRET and ZOOM_ACCOUNT_ID."
        )
        return
    try:
        standing = zoom().standing()
    except Trouble as trouble:
        yield Finding("Zoom sign-in", "ill", str(trouble))
        return
    yield Finding("Zoom sign-in", "well", "a token was given")
    lacking = missing(standing.scopes, user_level=config.code_flow)
    for need in NEEDED:
        if need in lacking:
            then = "connect again" if config.code_flow else "wait: Zoom may take an hour"
            text = f"missing: {_add(need)}, then {then}."
            yield Finding(f"scope for {need.what}", "ill", text)
        elif not (need.report_only and config.code_flow):
            yield Finding(f"scope for {need.what}", "well", "granted")
    if not config.code_flow:
        without = missing(standing.scopes, of=OPTIONAL)
        for need in OPTIONAL:
            text = f"missing, and needed only by events that have it switched on: {_add(need)}."
            is_there = need not in without
            yield Finding(
                f"scope for {need.what}", "well" if is_there else "unknown", "granted" if is_there else text
            )
    yield _clock(standing.now, clock)


def _add(need: Need) -> str:
    return f"add {need.granular} (or {need.classic}) in the app's page, Scopes"


def _clock(zooms: datetime | None, clock: Clock) -> Finding:
    if zooms is None:
        return Finding("clock", "unknown", "Zoom did not say what time it is.")
    off = abs((zooms - clock.now()).total_seconds())
    if off > 60:
        text = f"differs from Zoom's by {off:.0f} s; beyond a day deliveries are refused. Turn on time synchronisation."
        return Finding("clock", "ill", text)
    return Finding("clock", "well", f"within {max(1, round(off))} s of Zoom's")


def _webhooks(store: Store, config: Config, clock: Clock) -> Iterator[Finding]:
    if not config.webhook_secrets:
        text = "not set. Copy the Secret Token from the app's page, Features, to ZOOM_WEBHOOK_SECRET_TOKEN."
        yield Finding("webhook secret", "ill", text)
    else:
        yield Finding("webhook secret", "well", f"{len(config.webhook_secrets)} set")
    challenged = store.read(lambda tx: memory.recall(tx, memory.CHALLENGED))
    if challenged is None:
        yield Finding(
            "webhook address", "unknown", "not validated yet: press Validate in the app's page, Features"
        )
    else:
        asked = datetime.fromisoformat(challenged)
        state: Literal["well", "ill"] = "ill" if clock.now() - asked > VALIDATED_EVERY else "well"
        late = (
            "; Zoom asks every 72 hours and gives up after six misses: press Validate"
            if state == "ill"
            else ""
        )
        yield Finding("webhook address", state, f"validated on {asked:%Y-%m-%d %H:%M} UTC{late}")
    seen = store.read(inbox.seen)
    for name in WEBHOOK_EVENTS:
        when = seen.get(name)
        if when is None:
            yield Finding(
                f"event {name}", "unknown", "not seen yet (Zoom cannot be asked which are subscribed)"
            )
        else:
            yield Finding(f"event {name}", "well", f"seen on {when:%Y-%m-%d %H:%M} UTC")


def _address(config: Config) -> Finding:
    if config.loopback:
        text = "PUBLIC_URL is not set: Zoom cannot reach this machine. Use a tunnel to try webhooks, see the README."
        return Finding("public address", "unknown", text)
    try:
        reply = requests.get(f"{config.public_url}/healthz", timeout=(5, 10), allow_redirects=False)
    except requests.RequestException as why:
        return Finding(
            "public address", "ill", f"{config.public_url} does not answer ({type(why).__name__})."
        )
    if reply.status_code != 200:
        text = f"{config.public_url}/healthz answers {reply.status_code}, not 200. Check the proxy in front."
        return Finding("public address", "ill", text)
    return Finding("public address", "well", config.public_url)


def _door(config: Config) -> Finding:
    """Phones allow camera and offline work over https alone; see `actions.doors`."""
    parts = urlsplit(config.public_url)
    if parts.scheme == "https":
        return Finding("doors", "well", "phones can use the camera, and work without a network")
    if config.loopback:
        text = "phones cannot reach this machine's own address. Set PUBLIC_URL to an https address for doors."
        return Finding("doors", "unknown", text)
    text = (
        "PUBLIC_URL is plain http: doors have no camera there, and stop without a network. They need https; "
        "the README's page 'One laptop at the venue' says how to get it."
    )
    return Finding("doors", "ill", text)


def _mail(mailer: MailServer | None) -> Finding:
    if mailer is None:
        return Finding("mail", "unknown", "SMTP_URL is not set: letters cannot be sent.")
    try:
        return Finding("mail", "well", mailer.check())
    except (Trouble, OSError, smtplib.SMTPException) as why:
        return Finding(
            "mail", "ill", str(why) if isinstance(why, Trouble) else f"no answer ({type(why).__name__})."
        )
