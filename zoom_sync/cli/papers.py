"""Papers for the room, as PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from zoom_sync.cli import say, with_rooms
from zoom_sync.cli.events import BY
from zoom_sync.cli.progress import Progress
from zoom_sync.cli.record import up_to_date

if TYPE_CHECKING:
    from zoom_sync.files.printing import Paper
    from zoom_sync.wiring import Rooms


@click.command("print")
@click.argument("event_id", metavar="EVENT")
@click.argument("paper", type=click.Choice(["sheet", "badges", "letters", "pack"]))
@click.option("--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The PDF.")
@click.option("--reason", default="", help="What it is for; a protected event asks for it.")
@with_rooms
def print_(rooms: Rooms, event_id: str, paper: str, output: Path, reason: str) -> None:
    """Print the sign-in sheet, badges or letters with personal codes, or the pack for a dead network.

    For more than 500 guests it is a ZIP of several PDFs.

    Example: zoom-sync print EVENT badges --output badges.pdf
    """
    from zoom_sync.actions import printing
    from zoom_sync.files.writing.target import replacing
    from zoom_sync.rules.protection import reason_for
    from zoom_sync.store import events

    reason_for(rooms.store.read(lambda tx: events.known(tx, event_id)), reason)  # before a file is begun
    up_to_date(rooms, event_id)
    guests = printing.expected(rooms.store, event_id)
    if printing.ending(len(guests)) == "zip":
        output = output.with_suffix(".zip")
    with replacing(output) as target, Progress("Printing"):
        printed = printing.write(
            rooms.store,
            event_id,
            cast("Paper", paper),
            target,
            guests=guests,
            clock=rooms.clock,
            by=BY,
            reason=reason,
        )
    parts = f", {printed.files} files" if printed.files > 1 else ""
    say(f"Printed {printed.guests} guests to {output}{parts}.")
    if printed.scripts:
        say(
            f"No font of this machine has all letters of: {', '.join(printed.scripts)}. Empty boxes stand in their "
            "place. Install one, such as fonts-noto-cjk, and print again."
        )
