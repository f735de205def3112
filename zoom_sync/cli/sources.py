"""Where an event's evidence comes from: Zoom, and files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zoom_sync.cli import row, say, with_rooms
from zoom_sync.cli.events import BY, fresh_record
from zoom_sync.cli.progress import Progress
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
    for trouble in (*outcome.troubles, *outcome.warnings):
        say(str(trouble))
    if not outcome.complete:
        raise Trouble(
            "The sync is not complete.", "What was read is kept.", "Run it again: it reads all of it anew."
        )


class WithDefault(click.Group):
    """A group that takes what names none of its commands for the arguments of `take`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or args[0] not in {*self.commands, *ctx.help_option_names}:
            args = ["take", *args]
        return super().parse_args(ctx, args)


@click.group("import", cls=WithDefault)
def import_() -> None:
    """Take files into an event, list them, take one back whole.

    `zoom-sync import EVENT FILE...` takes files; `import take --help` says with which options.

    \b
    Examples:
      zoom-sync import EVENT sheet.xlsx
      zoom-sync import list EVENT
      zoom-sync import undo IMPORT
    """


@import_.command("take")
@click.argument("event_id", metavar="EVENT")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--kind", default="", metavar="KIND", help="registrants, participants, viewers or sign-in.")
@click.option("--map", "columns", multiple=True, metavar="'Column=field'", help="Say what a column is.")
@click.option("--file-timezone", default="", metavar="TZ", help="The zone of times in the file.")
@click.option("--dry-run", is_flag=True, help="Say what would be kept, and keep nothing.")
@with_rooms
def take(
    rooms: Rooms, event_id: str, files: tuple[Path, ...], kind: str, columns: tuple[str, ...],
    file_timezone: str, dry_run: bool,
) -> None:  # fmt: skip
    """Take sign-in sheets, registration lists and Zoom's own CSV reports into an event.

    \b
    Example: zoom-sync import EVENT sheet.xlsx --map 'Delegate=name' --dry-run
    """
    from zoom_sync.actions import import_sheet
    from zoom_sync.files import reading
    from zoom_sync.rules.times import zone_named

    mapping = column_map(columns)
    failed = 0
    for path in files:
        try:
            data = reading.fetch(path, name=path.name, max_bytes=rooms.config.upload_max_bytes)
            with Progress("Reading the file"):
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
        others = "Nothing was imported." if failed == len(files) else "The others were."
        raise Trouble(f"{failed} of {len(files)} files could not be taken.", others)


@import_.command("list")
@click.argument("event_id", metavar="EVENT")
@with_rooms
def list_(rooms: Rooms, event_id: str) -> None:
    """Print each file of an event: import id, when, kind, rows, name, whether it was taken back."""
    from zoom_sync.store import events, imports

    def steps(tx: Any) -> list[dict[str, Any]]:
        events.known(tx, event_id)
        return imports.all(tx, event_id)

    for one in rooms.store.read(steps):
        state = "taken back" if one["withdrawn"] else ""
        when = f"{one['at']:%Y-%m-%dT%H:%MZ}"
        click.echo(row(one["id"], when, one["kind"], one["rows"], one["name"], state))


@import_.command("undo")
@click.argument("import_id", metavar="IMPORT")
@click.option("--reason", default="", help="Why; it stands in the audit.")
@with_rooms
def undo(rooms: Rooms, import_id: str, reason: str) -> None:
    """Take a file back whole: the record is made anew as if it had never come.

    Its rows stay in the store and count nothing; `import redo` brings them back, and the file may be imported again.

    Example: zoom-sync import undo IMPORT --reason "the sheet of another day"
    """
    from zoom_sync.actions import imports as actions

    found = actions.undo(rooms.store, import_id, by=BY, clock=rooms.clock, reason=reason)
    fresh_record(rooms, found["event"])
    say(
        f"{found['name']} is taken back: its {found['rows']} rows count no more. `import redo` brings them back."
    )


@import_.command("redo")
@click.argument("import_id", metavar="IMPORT")
@click.option("--reason", default="", help="Why; it stands in the audit.")
@with_rooms
def redo(rooms: Rooms, import_id: str, reason: str) -> None:
    """Bring back a file that was taken back.

    Example: zoom-sync import redo IMPORT --reason "it was ours after all"
    """
    from zoom_sync.actions import imports as actions

    found = actions.redo(rooms.store, import_id, by=BY, clock=rooms.clock, reason=reason)
    fresh_record(rooms, found["event"])
    say(f"{found['name']} counts again.")


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
