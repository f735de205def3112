"""The store: its schema, backups, a move to another one; and the secrets that it was written with."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

import click

from zoom_sync.cli import say, with_rooms
from zoom_sync.cli.events import BY
from zoom_sync.cli.progress import Progress
from zoom_sync.records import Trouble

if TYPE_CHECKING:
    from zoom_sync.store.copying import Heard
    from zoom_sync.store.database import Store
    from zoom_sync.wiring import Rooms

FILE = click.Path(path_type=Path, dir_okay=False)


@click.group()
def db() -> None:
    """The store's schema, and moving to another store."""


@db.command("upgrade")
@click.option("--without-backup", is_flag=True, help="Where you have made one yourself.")
def upgrade(without_backup: bool) -> None:
    """Bring the store to the newest schema; what it was before is written to a file first.

    \b
    The file lies beside a SQLite store, and in the folder `data` for PostgreSQL.
    `zoom-sync restore FILE` puts it back, into an empty store.
    """
    from zoom_sync.actions import backing_up
    from zoom_sync.store import backups

    with _rooms() as rooms:
        folder = None if without_backup else backups.folder_of(rooms.store)
        recipient = rooms.config.backup_recipient
        kept = backing_up.upgrade(rooms.store, folder, recipient=recipient, now=rooms.clock.now())
        if kept is not None:
            say(f"As it was before, the store is kept in {kept}.")
        say(f"The store is of the newest schema ({rooms.store.describe()}).")


@db.command("copy")
@click.option("--to", "address", required=True, metavar="DATABASE_URL", help="An empty store.")
def copy(address: str) -> None:
    """Move to another store, as from SQLite to PostgreSQL: copies all, and compares every export.

    \b
    Stop web and worker first; Zoom repeats for 85 minutes what it could not deliver.
    Example: zoom-sync db copy --to postgresql://user:password@host/zoom_sync
    Then set DATABASE_URL (and SECRET_KEY, from data/secret-key) and start again.
    """
    from zoom_sync.store import backups
    from zoom_sync.store.database import Store

    with _rooms() as rooms:
        _refuse_running(rooms)
        other = Store(address, clock=rooms.clock)
        try:
            with _progress("Copying") as heard:
                copied = backups.move(rooms.store, other, now=rooms.clock.now(), heard=heard)
            compared = _compare(rooms.store, other)
        finally:
            other.close()
    say(f"Copied {sum(copied.values())} rows; the exports of {compared} events are identical byte for byte.")
    say(
        "The old store was left as it was. Set DATABASE_URL to the new one, keep SECRET_KEY, and start again."
    )


@click.command()
@click.argument("file", type=FILE)
def backup(file: Path) -> None:
    """Write the whole store to FILE, while the service runs.

    \b
    The file holds names and addresses: it is readable by you alone. With BACKUP_RECIPIENT set it is
    encrypted, and nobody reads it without the private key.
    SECRET_KEY (or data/secret-key) is not in it; keep that too, and elsewhere.
    """
    from zoom_sync.actions import backing_up
    from zoom_sync.store import audit

    with _rooms() as rooms, _progress("Writing") as heard:
        recipient = rooms.config.backup_recipient
        counted, line = backing_up.back_up(
            rooms.store, file, recipient=recipient, look=audit.newest, heard=heard
        )
    say(f"{sum(counted.values())} rows of {counted.get('event', 0)} events are in {file}, and were checked.")
    if recipient:
        say(f"It opens with the private key of {recipient} alone.")
    if line is not None:
        say(
            f"The newest line of its audit: {line.number}:{line.hash}\n"
            "Write that down elsewhere: `zoom-sync audit verify --mark` then proves that no line of before was changed."
        )


@click.command()
@click.argument("file", type=FILE)
@click.option("--key", type=FILE, help="The file with the private key, for a backup that is encrypted.")
def restore(file: Path, key: Path | None) -> None:
    """Fill the store, which must be empty, from a backup. Everybody has to sign in again.

    \b
    Example: zoom-sync restore 2026-11-26.backup --key backup.key
    What Zoom delivered since the backup is read from its reports once web and worker run.
    """
    from zoom_sync.actions import backing_up, privacy
    from zoom_sync.store import audit

    with _rooms() as rooms, _progress("Reading") as heard:
        now = rooms.clock.now()
        copied = backing_up.bring_back(rooms.store, file, key=key, now=now, heard=heard)
        kept_out = privacy.apply_marks(rooms.store, rooms.erased_file(), clock=rooms.clock, by=BY)
        rooms.store.once(lambda tx: audit.note(tx, who=BY, what="restored a backup", now=now))
    say(f"{sum(copied.values())} rows of {copied.get('event', 0)} events are back.")
    if kept_out:
        say("Who was erased since the backup was made is erased again.")


@click.group()
def secrets() -> None:
    """The secrets of SECRET_KEY."""


@secrets.command("backup-key")
@click.argument("file", type=FILE)
def backup_key(file: Path) -> None:
    """Make a pair of keys for backups: the private one goes to FILE, the public one to stdout.

    \b
    Set BACKUP_RECIPIENT to the public one. Take FILE off this machine, and keep it twice: without it
    no backup is ever read again. It is a key of `age`, which opens the backups, too.
    """
    from zoom_sync import age

    private, public = age.make_keys()
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as target:
            target.write(f"# public key: {public}\n{private}\n")
    except OSError as why:
        raise Trouble(
            f"{file} could not be written ({why.strerror}).", "No key was made.", "Name another file."
        ) from why
    click.echo(public)
    say(f"The private key is in {file}: take it off this machine, and keep it twice.")


@secrets.command("rotate")
@with_rooms
def rotate(rooms: Rooms) -> None:
    """Use the newest secret of SECRET_KEY for what an older one was used for.

    \b
    1. Put a new secret in front: SECRET_KEY=new,old. Restart web and worker.
    2. Run this.
    3. Take the old one away when no letter with its "no more letters" link matters any more.
    """
    from zoom_sync.actions import follow_up
    from zoom_sync.actions import secrets as actions

    tokens, hooks = actions.reseal(rooms.store, rooms.keys)
    marked, unknown = follow_up.mark_anew(rooms.store, rooms.keys, clock=rooms.clock)
    say(f"Sealed anew: {tokens.done} tokens of Zoom, {hooks.done} secrets of hooks.")
    say(f"Marked anew: {marked} who want no letters.")
    if tokens.lost:
        say(
            f"{tokens.lost} tokens are opened by no secret of SECRET_KEY: connect the account again on the page Zoom."
        )
    if hooks.lost:
        say(
            f"{hooks.lost} hooks have secrets that no secret of SECRET_KEY opens: end them, and add them anew."
        )
    if unknown:
        say(
            f"{unknown} who want no letters may be known by an older secret alone: keep it behind the new one."
        )


@contextmanager
def _rooms() -> Iterator[Rooms]:
    """The rooms over a store of whatever schema."""
    from zoom_sync import wiring

    rooms = wiring.rooms(wiring.load())
    try:
        yield rooms
    finally:
        rooms.store.close()


@contextmanager
def _progress(label: str) -> Iterator[Heard]:
    with Progress(label) as progress:
        yield lambda table, rows: progress(rows, None, f"rows of {table}")


def _refuse_running(rooms: Rooms) -> None:
    """Nobody may write to a store that is being left: what came after the copy would be lost."""
    from zoom_sync.store import watch

    last = rooms.store.read(watch.last_sign)
    ago = None if last is None else (rooms.clock.now() - last).total_seconds()
    if ago is not None and ago < watch.SILENT_S:
        raise Trouble(
            f"Web or worker was at work on this store {max(0, round(ago))} s ago.",
            "Nothing was copied.",
            f"Stop them, wait {watch.SILENT_S} s, and try again.",
        )


def _compare(store: Store, other: Store) -> int:
    """How many events have an export, each the same in both stores. Raises Trouble for one that is not."""
    from zoom_sync.store import events

    ids = [event.id for event in store.read(events.all)]
    with Progress("Comparing") as progress:
        for number, event_id in enumerate(ids, 1):
            if _digest(store, event_id) != _digest(other, event_id):
                raise Trouble(
                    f"The record of event {event_id} is not the same in the new store.",
                    "The old store is as it was.",
                    "Go on with the old one, and please report this.",
                )
            progress(number, len(ids), "events")
    return len(ids)


def _digest(store: Store, event_id: str) -> str:
    """SHA-256 of an event's export; "" for an event without a record."""
    from zoom_sync.actions import export
    from zoom_sync.store import events

    if store.read(lambda tx: events.summary(tx, event_id)) is None:
        return ""
    sink = _Sink()
    export.export(store, event_id, format="json", target=cast(IO[bytes], sink), names=True)
    return sink.hash.hexdigest()


class _Sink(io.RawIOBase):
    """A file that keeps nothing but the digest of what is written to it."""

    def __init__(self) -> None:
        super().__init__()
        self.hash = hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.hash.update(data)
        return len(data)
