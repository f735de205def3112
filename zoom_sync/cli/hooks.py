"""Other systems that are told what happens at events."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from zoom_sync.cli import row, say, with_rooms
from zoom_sync.cli.events import BY

if TYPE_CHECKING:
    from zoom_sync.wiring import Rooms

KINDS = ("checked_in", "merged", "final", "corrected")


@click.group()
def hook() -> None:
    """Other systems that are told what happens, in signed messages (Standard Webhooks)."""


@hook.command("add")
@click.argument("event_id", metavar="EVENT")
@click.option("--url", required=True, help="Its https address.")
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="What it is told; default: everything."
)
@click.option("--names", is_flag=True, help="Tell who was checked in, too; never of a protected event.")
@click.option("--all-events", is_flag=True, help="Of all events of this one's owner, later ones too.")
@with_rooms
def add(rooms: Rooms, event_id: str, url: str, kinds: tuple[str, ...], names: bool, all_events: bool) -> None:
    """Tell a system of an event; prints the hook's id and its secret, which is shown only now.

    \b
    Example: zoom-sync hook add EVENT --url https://crm.example/in --kind final --kind corrected
    """
    from zoom_sync.actions import hooks

    added = hooks.add(
        rooms.store, event_id, url=url, kinds=kinds or KINDS, keys=rooms.keys, clock=rooms.clock, by=BY,
        names=names, all_events=all_events, loopback=rooms.config.loopback,
    )  # fmt: skip
    click.echo(row(added.hook.id, added.secret))
    say("Give the secret to the other system: with it it checks that a message is ours.")


@hook.command("list")
@click.argument("event_id", metavar="EVENT")
@with_rooms
def list_(rooms: Rooms, event_id: str) -> None:
    """Print each hook that hears of an event: id, address, what it is told, state, messages by state."""
    from zoom_sync.actions import hooks
    from zoom_sync.store import events

    rooms.store.read(lambda tx: events.known(tx, event_id))
    for told in hooks.overview(rooms.store, event_id):
        one = told.hook
        state = one.ending or ("failing" if one.failing else "standing")
        counts = ", ".join(f"{count} {name}" for name, count in sorted(told.counts.items())) or "no messages"
        click.echo(row(one.id, one.url, ",".join(one.kinds), state, counts))


@hook.command("messages")
@click.argument("hook_id", metavar="ID")
@click.option("--limit", default=100, show_default=True, type=click.IntRange(1, 10_000))
@with_rooms
def messages(rooms: Rooms, hook_id: str, limit: int) -> None:
    """Print what a hook was told, the newest first: id, kind, when, state, attempts, what the last came to."""
    from zoom_sync.actions import hooks

    for one in hooks.messages(rooms.store, hook_id, limit=limit):
        last = one.answers[-1] if one.answers else {}
        came = last.get("status") or last.get("trouble") or "-"
        click.echo(row(one.id, one.kind, f"{one.at:%Y-%m-%dT%H:%M:%SZ}", one.state, one.tries, came))


@hook.command("test")
@click.argument("hook_id", metavar="ID")
@with_rooms
def test(rooms: Rooms, hook_id: str) -> None:
    """Send a message that tells nothing; prints its id. `hook messages ID` says what came of it."""
    from zoom_sync.actions import hooks

    click.echo(hooks.probe(rooms.store, hook_id, clock=rooms.clock, by=BY))
    say("The worker sends it within a second.")


@hook.command("replay")
@click.argument("hook_id", metavar="ID")
@click.option("--message", default="", metavar="MESSAGE", help="Only this one.")
@click.option("--since", default="", metavar="ISO", help="Everything that happened since.")
@with_rooms
def replay(rooms: Rooms, hook_id: str, message: str, since: str) -> None:
    """Send again what was sent or given up, under the ids that the messages had.

    Example: zoom-sync hook replay ID --since 2026-11-11T10:00
    """
    from zoom_sync.actions import hooks

    if bool(message) == bool(since):
        raise click.UsageError("Give either --message or --since.")
    count = hooks.replay(rooms.store, hook_id, message=message, since=since, clock=rooms.clock, by=BY)
    say(f"{count} messages go out again.")


@hook.command("end")
@click.argument("hook_id", metavar="ID")
@with_rooms
def end(rooms: Rooms, hook_id: str) -> None:
    """Tell it nothing any more; what still waits does not go out."""
    from zoom_sync.actions import hooks

    hooks.end(rooms.store, hook_id, clock=rooms.clock, by=BY)
    say("It is told nothing from now on.")
