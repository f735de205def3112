"""Events, their webinars and their files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zoom_sync.cli import say, with_rooms
from zoom_sync.records import Record, Trouble, Understood, Webinar

if TYPE_CHECKING:
    from zoom_sync.wiring import Rooms


BY = "the command line"  # who did it, in the audit and beside decisions


@click.group()
def event() -> None:
    """Make, list and close events."""


@event.command("add")
@click.option("--title", required=True, help="What the event is called.")
@click.option("--starts", required=True, metavar="ISO", help="Such as 2026-11-11T10:30, local to --timezone.")
@click.option("--ends", required=True, metavar="ISO", help="When the last day ends.")
@click.option("--timezone", required=True, metavar="IANA", help="Such as Asia/Kolkata.")
@click.option("--day", "days", multiple=True, metavar="'START;END'", help="One for each day of several.")
@click.option("--venue", default="", help="The hall; an event with a venue has a room.")
@click.option(
    "--session", "sessions", multiple=True, metavar="'TITLE;START;END[;PLACE]'", help="A part of the agenda."
)
@click.option("--webinar", "webinars", multiple=True, metavar="ID[/OCCURRENCE]", help="A number or any link.")
@with_rooms
def add(
    rooms: Rooms, title: str, starts: str, ends: str, timezone: str, days: tuple[str, ...], venue: str,
    sessions: tuple[str, ...], webinars: tuple[str, ...],
) -> None:  # fmt: skip
    """Make an event and print its id.

    \b
    Example: zoom-sync event add --title "Lessons learned" --starts 2026-11-11T10:30 \\
        --ends 2026-11-11T17:00 --timezone Asia/Kolkata --venue "Silver Oak" \\
        --session "Fair recruitment;13:30;15:00" --webinar "123 4567 8901"
    """
    from zoom_sync.actions import events as actions

    made = actions.add(
        rooms.store,
        actions.Plan(
            title=title, starts=starts, ends=ends, timezone=timezone, days=days, venue=venue,
            sessions=sessions, webinars=webinars,
        ),
        webinar=lambda text: named_webinar(rooms, text),
        clock=rooms.clock,
        by=BY,
    )  # fmt: skip
    click.echo(made.id)


def named_webinar(rooms: Rooms, text: str) -> Webinar:
    """The webinar that a number, a join link or a registration link names; the last is asked of Zoom."""
    from zoom_sync.zoom import finding

    found = finding.webinar_argument(text)
    return found if isinstance(found, Webinar) else finding.find(rooms.zoom(), text)


@event.command("list")
@with_rooms
def list_(rooms: Rooms) -> None:
    """Print each event: id, title, start, webinars."""
    from zoneinfo import ZoneInfo

    from zoom_sync.store import events

    for one in rooms.store.read(events.all):
        start = one.starts.astimezone(ZoneInfo(one.timezone)).strftime("%Y-%m-%d %H:%M")
        click.echo(
            "\t".join((one.id, one.title, f"{start} {one.timezone}", ", ".join(w.id for w in one.webinars)))
        )


@event.command("close")
@click.argument("event_id", metavar="EVENT")
@click.option(
    "--without-reports", default="", metavar="REASON", help="Do not wait for Zoom's reports, because …"
)
@with_rooms
def close(rooms: Rooms, event_id: str, without_reports: str) -> None:
    """Say that the room is complete: every sheet is in, every door closed."""
    from zoom_sync.actions import events as actions

    actions.close(rooms.store, event_id, clock=rooms.clock, by=BY, without_reports=without_reports)
    record = fresh_record(rooms, event_id)
    waiting = "; ".join(record.waiting_for)
    say(
        "The record is final."
        if record.status == "final"
        else f"The room is closed. Still waiting for: {waiting}."
    )


@event.command("reopen")
@click.argument("event_id", metavar="EVENT")
@with_rooms
def reopen(rooms: Rooms, event_id: str) -> None:
    """Take back a close: the room is open again, and waived reports are waited for."""
    from zoom_sync.actions import events as actions

    actions.reopen(rooms.store, event_id, clock=rooms.clock, by="the command line")
    fresh_record(rooms, event_id)
    say("The room is open again; the record is provisional until it is closed.")


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


def fresh_record(rooms: Rooms, event_id: str) -> Record:
    """Make the record anew and give it back."""
    from zoom_sync.actions import rebuild

    return rebuild.rebuild(rooms.store, event_id, reads=rooms.config.report_reads, clock=rooms.clock)
