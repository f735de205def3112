"""Who may use the service: people by sign-in link, programs by token."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from zoom_sync.cli import with_rooms

if TYPE_CHECKING:
    from zoom_sync.wiring import Rooms

ROLES = click.Choice(["admin", "organiser", "viewer", "door", "operator"])


@click.group()
def user() -> None:
    """People who may sign in."""


@user.command("add")
@click.argument("email")
@click.option("--role", required=True, type=ROLES)
@with_rooms
def add_user(rooms: Rooms, email: str, role: str) -> None:
    """Add somebody (or change their role) and print a sign-in link: one use, 24 hours."""
    from zoom_sync.actions import access

    click.echo(
        access.add_user(rooms.store, email, role=role, public_url=rooms.config.public_url, clock=rooms.clock)
    )


@click.group()
def token() -> None:
    """Tokens for programs."""


@token.command("add")
@click.option("--role", required=True, type=ROLES)
@click.option("--event", "event_id", default="", metavar="EVENT", help="Good for this event only.")
@click.option("--until", default="", metavar="ISO", help="Good until then.")
@with_rooms
def add_token(rooms: Rooms, role: str, event_id: str, until: str) -> None:
    """Make an API token and print it. It is shown once."""
    from zoom_sync.actions import access

    click.echo(access.add_token(rooms.store, role=role, event_id=event_id, until=until, clock=rooms.clock))
