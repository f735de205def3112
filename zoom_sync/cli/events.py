"""Events: make, change, list and close them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from zoom_sync.cli import row, say, with_rooms
from zoom_sync.records import Record, Webinar

if TYPE_CHECKING:
    from zoom_sync.wiring import Rooms


BY = "the command line"  # who did it, in the audit and beside decisions
CAUTION = click.Choice(["careful", "usual"])
YES_NO = click.Choice(["yes", "no"])
CAUTION_HELP = "How sure a match must be: careful joins nobody by name alone."
PROTECTED_HELP = "Always careful; nothing is known from or to other events."


@click.group()
def event() -> None:
    """Make, change, list and close events."""


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
@click.option("--caution", type=CAUTION, default="usual", help=CAUTION_HELP)
@click.option("--protected", type=YES_NO, default="no", help=PROTECTED_HELP)
@with_rooms
def add(
    rooms: Rooms, title: str, starts: str, ends: str, timezone: str, days: tuple[str, ...], venue: str,
    sessions: tuple[str, ...], webinars: tuple[str, ...], caution: str, protected: str,
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
            sessions=sessions, webinars=webinars, caution=caution, protected=protected,
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


@event.command("change")
@click.argument("event_id", metavar="EVENT")
@click.option("--title", help="What the event is called.")
@click.option("--starts", metavar="ISO", help="Of an event of one day.")
@click.option("--ends", metavar="ISO", help="Of an event of one day.")
@click.option("--venue", help="The hall; '' for none.")
@click.option("--webinar", "webinars", multiple=True, metavar="+ID[/OCCURRENCE]", help="Add an entrance.")
@click.option("--rule", multiple=True, metavar="KEY=VALUE", help="Such as minimum_minutes=10.")
@click.option("--caution", type=CAUTION, help=CAUTION_HELP)
@click.option("--protected", type=YES_NO, help=PROTECTED_HELP)
@with_rooms
def change(
    rooms: Rooms, event_id: str, title: str | None, starts: str | None, ends: str | None, venue: str | None,
    webinars: tuple[str, ...], rule: tuple[str, ...], caution: str | None, protected: str | None,
) -> None:  # fmt: skip
    """Change an event that is there; what is not named stays. The record is made anew.

    \b
    Example: zoom-sync event change EVENT --caution careful --rule minimum_minutes=10
    """
    from zoom_sync.actions import events as actions

    changes = actions.Changes(
        title, starts, ends, venue, caution, protected, tuple(_added(text) for text in webinars), rule
    )
    if changes == actions.Changes():
        raise click.UsageError("Name at least one thing to change.")
    made = actions.change(
        rooms.store,
        event_id,
        changes,
        webinar=lambda text: named_webinar(rooms, text),
        clock=rooms.clock,
        by=BY,
    )
    fresh_record(rooms, event_id)
    say(f"{made.title}: {made.caution}{', protected' if made.protected else ''}. The record is made anew.")


def _added(text: str) -> str:
    if not text.startswith("+"):
        raise click.BadParameter(
            f"{text!r} is not '+ID'; an entrance cannot be taken away", param_hint="--webinar"
        )
    return text[1:]


@event.command("list")
@with_rooms
def list_(rooms: Rooms) -> None:
    """Print each event: id, title, start, webinars."""
    from zoneinfo import ZoneInfo

    from zoom_sync.store import events

    for one in rooms.store.read(events.all):
        start = one.starts.astimezone(ZoneInfo(one.timezone)).strftime("%Y-%m-%d %H:%M")
        click.echo(row(one.id, one.title, f"{start} {one.timezone}", ", ".join(w.id for w in one.webinars)))


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


def fresh_record(rooms: Rooms, event_id: str) -> Record:
    """Make the record anew and give it back."""
    from zoom_sync.actions import rebuild

    return rebuild.rebuild(rooms.store, event_id, reads=rooms.config.report_reads, clock=rooms.clock)
