"""Letters after the event: planned, looked at, approved, and only then sent by the worker."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zoom_sync.cli import say, with_rooms
from zoom_sync.cli.events import BY
from zoom_sync.records import Trouble

if TYPE_CHECKING:
    from zoom_sync.wiring import Rooms


@click.group()
def letter() -> None:
    """Plan, preview, test, approve and stop letters."""


@letter.command("plan")
@click.argument("event_id", metavar="EVENT")
@click.option(
    "--group", required=True, type=click.Choice(["virtual", "in_person", "both", "absent", "brief"])
)
@click.option("--subject", required=True)
@click.option("--text", required=True, metavar="FILE.md", type=click.Path(path_type=Path), help="Markdown.")
@with_rooms
def plan(rooms: Rooms, event_id: str, group: str, subject: str, text: Path) -> None:
    """Plan one letter to everyone of a group; prints its id. Nothing is sent before `letter approve`."""
    from zoom_sync.actions import follow_up

    try:
        body = text.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as why:
        raise Trouble(
            f"The letter's text {str(text)!r} cannot be read.",
            "Nothing was planned.",
            "Give a UTF-8 text file.",
        ) from why
    click.echo(
        follow_up.plan(
            rooms.store, event_id, group=group, subject=subject, text=body, by=BY, clock=rooms.clock
        )
    )


@letter.command("preview")
@click.argument("letter_id", metavar="ID")
@click.option("--person", default="", metavar="REF", help="As this person would get it.")
@with_rooms
def preview(rooms: Rooms, letter_id: str, person: str) -> None:
    """Print a letter as one person would get it."""
    from zoom_sync.actions import follow_up

    seen = follow_up.preview(rooms.store, letter_id, person=person)
    click.echo(f"To: {seen['to']}\nSubject: {seen['subject']}\n\n{seen['text']}")


@letter.command("test")
@click.argument("letter_id", metavar="ID")
@click.option("--to", required=True, metavar="EMAIL")
@with_rooms
def test(rooms: Rooms, letter_id: str, to: str) -> None:
    """Send a letter once, to yourself."""
    from zoom_sync.actions import follow_up

    follow_up.test(rooms.store, rooms.mailer, letter_id, to=to, by=BY, clock=rooms.clock)
    say("The test letter was taken by the mail server.")


@letter.command("approve")
@click.argument("letter_id", metavar="ID")
@click.option("--before-final", is_flag=True, help="Do not wait for the record to be final.")
@with_rooms
def approve(rooms: Rooms, letter_id: str, before_final: bool) -> None:
    """Let the worker send it, once the record is final."""
    from zoom_sync.actions import follow_up

    follow_up.approve(rooms.store, letter_id, by=BY, before_final=before_final, clock=rooms.clock)
    say("Approved. The worker sends it" + (" now." if before_final else " when the record is final."))


@letter.command("stop")
@click.argument("letter_id", metavar="ID")
@with_rooms
def stop(rooms: Rooms, letter_id: str) -> None:
    """Stop sending, within one letter."""
    from zoom_sync.actions import follow_up

    follow_up.stop(rooms.store, letter_id, by=BY, clock=rooms.clock)
    say("Stopped. Nothing more of it is sent.")


@letter.command("status")
@click.argument("letter_id", metavar="ID")
@click.option("--format", type=click.Choice(["json"]), default="json", expose_value=False)
@with_rooms
def status(rooms: Rooms, letter_id: str) -> None:
    """Print what became of each copy."""
    from zoom_sync.actions import follow_up

    click.echo(
        json.dumps(follow_up.status(rooms.store, letter_id, keys=rooms.keys), ensure_ascii=False, indent=1)
    )
