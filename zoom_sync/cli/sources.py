"""Where an event's evidence comes from: Zoom, and files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zoom_sync.cli import say, with_rooms
from zoom_sync.cli.events import BY, fresh_record
from zoom_sync.records import Trouble, Understood

if TYPE_CHECKING:
    from zoom_sync.wiring import Rooms


@click.command()
@click.argument("event_id", metavar="EVENT")
@with_rooms
def sync(rooms: Rooms, event_id: str) -> None:
    """Read the event's registrants, panelists and reports from Zoom. Exit 0 only if complete."""
    from zoom_sync.actions import read_inbox
    from zoom_sync.actions import sync as actions

    outcome = actions.sync_event(
        rooms.store, rooms.zoom(), event_id, clock=rooms.clock,
        holder=f"command line {os.getpid()}", progress=say,
    )  # fmt: skip
    while read_inbox.read_some(rooms.store, clock=rooms.clock, account=rooms.config.account_id):
        pass
    fresh_record(rooms, event_id)
    for instance in outcome.foreign:
        say(f"Not part of this event: the run {instance.uuid} of webinar {instance.webinar}.")
    for trouble in outcome.troubles:
        say(str(trouble))
    if not outcome.complete:
        raise Trouble(
            "The sync is not complete.", "What was read is kept.", "Run it again: it goes on from there."
        )


@click.command("import")
@click.argument("event_id", metavar="EVENT")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--kind", default="", metavar="KIND", help="registrants, participants, viewers or sign-in.")
@click.option("--map", "columns", multiple=True, metavar="'Column=field'", help="Say what a column is.")
@click.option("--file-timezone", default="", metavar="TZ", help="The zone of times in the file.")
@click.option("--dry-run", is_flag=True, help="Say what would be kept, and keep nothing.")
@with_rooms
def import_(
    rooms: Rooms, event_id: str, files: tuple[Path, ...], kind: str, columns: tuple[str, ...],
    file_timezone: str, dry_run: bool,
) -> None:  # fmt: skip
    """Take sign-in sheets, registration lists and Zoom's own CSV reports into an event.

    \b
    Example: zoom-sync import EVENT sheet.xlsx --map 'Delegate=name' --dry-run
    """
    from zoom_sync.actions import import_sheet
    from zoom_sync.actions.events import zone_named
    from zoom_sync.files import reading

    mapping = column_map(columns)
    failed = 0
    for path in files:
        try:
            data = reading.fetch(path, name=path.name, max_bytes=rooms.config.upload_max_bytes)
            understood, new = import_sheet.import_file(
                rooms.store, event_id, data=data, name=path.name, kind=kind, columns=mapping,
                zone=zone_named(file_timezone) if file_timezone else None,
                by=BY, clock=rooms.clock, dry_run=dry_run,
            )  # fmt: skip
        except Trouble as trouble:
            if len(files) == 1:
                raise
            say(str(trouble))
            failed += 1
            continue
        tell(path.name, understood, new=None if dry_run else new)
    if not dry_run:
        fresh_record(rooms, event_id)
    if failed:
        raise Trouble(f"{failed} of {len(files)} files could not be taken.", "The others were.")


def column_map(columns: tuple[str, ...]) -> dict[str, str]:
    """'Column=field' texts as a mapping; the column may hold an equals sign itself."""
    mapping = {}
    for text in columns:
        column, separator, field = text.rpartition("=")
        if not separator or not column.strip() or not field.strip():
            raise click.BadParameter(f"{text!r} is not 'Column=field'", param_hint="--map")
        mapping[column.strip()] = field.strip()
    return mapping


def tell(name: str, understood: Understood, *, new: int | None) -> None:
    """Say on stderr what a file was found to be, with each bad row."""
    taken = ", ".join(f"{column} = {field}" for column, field in understood.columns.items())
    kept = "nothing was kept (--dry-run)" if new is None else f"{new} new"
    say(
        f"{name}: {understood.kind}, {understood.rows} rows, {kept}."
        + (f" Columns: {taken}." if taken else "")
    )
    for note in understood.notes:
        say(f"{name}: {note}")
    for fault in understood.faults:
        say(f"{fault.ref}: {fault.reason}")
