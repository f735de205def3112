"""Doors: links that open the check-in page on a volunteer's phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from zoom_sync.cli import row, say, with_rooms
from zoom_sync.cli.events import BY

if TYPE_CHECKING:
    from zoom_sync.wiring import Rooms


@click.group()
def door() -> None:
    """Links that open the check-in page on a phone, each for one event."""


@door.command("add")
@click.argument("event_id", metavar="EVENT")
@click.option("--name", required=True, help="As people will know it: 'North entrance'.")
@click.option(
    "--until", default="", metavar="ISO", help="When it ends by itself; default: 24 hours after the event."
)
@with_rooms
def add(rooms: Rooms, event_id: str, name: str, until: str) -> None:
    """Add a door and print its link, alone on stdout. Open it on the phone that stands there.

    \b
    Example: zoom-sync door add EVENT --name "North entrance"
    """
    from zoom_sync.actions import doors

    config = rooms.config
    opened = doors.add(
        rooms.store, event_id, name=name, until=until, public_url=config.public_url, clock=rooms.clock, by=BY
    )
    click.echo(opened.link)
    say(
        f"{opened.door.name}: open this link on the phone. It works until {opened.door.until:%Y-%m-%d %H:%M} UTC."
    )
    if not doors.works_offline(config.public_url):
        say(doors.NEEDS_HTTPS)
    elif config.loopback:
        say(
            "This address is this machine's own: phones cannot reach it. Set PUBLIC_URL to one that they can."
        )


@door.command("list")
@click.argument("event_id", metavar="EVENT")
@with_rooms
def list_(rooms: Rooms, event_id: str) -> None:
    """Print each door: id, name, until when, how many phones, last contact, unsent check-ins."""
    from zoom_sync.store import doors, events
    from zoom_sync.store.database import Tx

    def steps(tx: Tx) -> tuple[list[doors.Door], dict[str, list[doors.Device]]]:
        events.known(tx, event_id)
        return doors.of_event(tx, event_id), doors.devices(tx, event_id)

    found, devices = rooms.store.read(steps)
    now = rooms.clock.now()
    for one in found:
        mine = devices.get(one.id, [])
        state = (
            "withdrawn" if one.ended else f"until {one.until:%Y-%m-%dT%H:%MZ}" if now < one.until else "over"
        )
        seen = f"last heard {max(each.seen for each in mine):%Y-%m-%dT%H:%MZ}" if mine else "not opened yet"
        unsent = sum(each.unsent for each in mine)
        click.echo(row(one.id, one.name, state, f"{len(mine)} phones", seen, f"{unsent} unsent"))


@door.command("end")
@click.argument("door_id", metavar="ID")
@with_rooms
def end(rooms: Rooms, door_id: str) -> None:
    """Withdraw a door: its link, and every phone it is open on, are refused from now on."""
    from zoom_sync.actions import doors

    ended = doors.end(rooms.store, door_id, clock=rooms.clock, by=BY)
    say(f"{ended.name} is withdrawn. A phone that it is open on empties itself at its next contact.")


@door.command("new-code")
@click.argument("event_id", metavar="EVENT")
@click.argument("ref", metavar="REF")
@with_rooms
def new_code(rooms: Rooms, event_id: str, ref: str) -> None:
    """Withdraw somebody's personal code and print the one that takes its place."""
    from zoom_sync.actions import doors

    click.echo(doors.new_code(rooms.store, event_id, ref, clock=rooms.clock, by=BY))


@door.command("self-check-in")
@click.argument("event_id", metavar="EVENT")
@with_rooms
def self_check_in(rooms: Rooms, event_id: str) -> None:
    """Print the link by which people in the room check in on their own phones; a former one ends."""
    from zoom_sync.actions import doors

    made = doors.let_check_themselves_in(rooms.store, event_id, clock=rooms.clock, by=BY)
    click.echo(f"{rooms.config.public_url}/here/{made.shown}")
