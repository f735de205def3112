"""Who may use the service: people by sign-in link, programs by token."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from zoom_sync.cli import row, say, with_rooms

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
    """Add somebody (or change their role) and print a sign-in link: one use, 24 hours.

    Example: zoom-sync user add you@your.org --role admin
    """
    from zoom_sync.actions import access

    click.echo(
        access.add_user(rooms.store, email, role=role, public_url=rooms.config.public_url, clock=rooms.clock)
    )


@user.command("list")
@with_rooms
def list_users(rooms: Rooms) -> None:
    """Print everyone who may sign in: address, role, when they were last here if they are signed in."""
    from zoom_sync.store import users

    people, seen = rooms.store.read(lambda tx: (users.all(tx), users.seen(tx)))
    for one in people:
        click.echo(row(one.email, one.role, f"{seen[one.id]:%Y-%m-%dT%H:%MZ}" if one.id in seen else ""))


@user.command("end")
@click.argument("email")
@with_rooms
def end_user(rooms: Rooms, email: str) -> None:
    """Let somebody in no more, at once. What they made and decided stays; `user add` lets them in again."""
    from zoom_sync.actions import access

    ended = access.end_user(rooms.store, email, clock=rooms.clock)
    say(f"{ended.email} cannot sign in any more; their sessions and hooks for all their events are ended.")


@click.group()
def token() -> None:
    """Tokens for programs."""


@token.command("add")
@click.option("--role", required=True, type=ROLES)
@click.option("--event", "event_id", default="", metavar="EVENT", help="Good for this event only.")
@click.option("--until", default="", metavar="ISO", help="Good until then.")
@with_rooms
def add_token(rooms: Rooms, role: str, event_id: str, until: str) -> None:
    """Make an API token and print it. It is shown once.

    Example: zoom-sync token add --role viewer --event EVENT --until 2026-12-31
    """
    from zoom_sync.actions import access

    click.echo(access.add_token(rooms.store, role=role, event_id=event_id, until=until, clock=rooms.clock))


@token.command("list")
@with_rooms
def list_tokens(rooms: Rooms) -> None:
    """Print each token: id, role, event (all without one), until when it is good. Never the token itself."""
    from zoom_sync.store import users

    for one in rooms.store.read(users.tokens):
        until = f"{one['until']:%Y-%m-%dT%H:%MZ}" if one["until"] else ""
        click.echo(row(one["id"], one["role"], one["event"], until))


@token.command("end")
@click.argument("token_id", metavar="ID")
@with_rooms
def end_token(rooms: Rooms, token_id: str) -> None:
    """End a token, at once and for good."""
    from zoom_sync.actions import access

    access.end_token(rooms.store, token_id, clock=rooms.clock)
    say("The token is ended.")
