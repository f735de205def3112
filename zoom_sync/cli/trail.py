"""The audit at the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from zoom_sync.cli import row, with_rooms

if TYPE_CHECKING:
    from zoom_sync.wiring import Rooms

AT_ONCE = 500  # lines read in one transaction


@click.group()
def audit() -> None:
    """Who did what, to which id, when and why."""


@audit.command("list")
@click.argument("event_id", metavar="[EVENT]", default="")
@click.option("--limit", default=100, type=click.IntRange(1), help="How many lines, the newest first (100).")
@with_rooms
def list_(rooms: Rooms, event_id: str, limit: int) -> None:
    """Print the audit, the newest first: number, when, who, what, event, about which id, why.

    \b
    Example: zoom-sync audit list EVENT --limit 1000
    """
    from zoom_sync.store import audit, events

    def steps(tx: Any, before: int | None, many: int) -> list[audit.Line]:
        if event_id:
            events.known(tx, event_id)
        return audit.lines(tx, event=event_id or None, before=before, limit=many)

    before = None
    while limit > 0:
        found = rooms.store.read(lambda tx: steps(tx, before, min(limit, AT_ONCE)))  # noqa: B023  # run at once
        for one in found:
            when = f"{one.at:%Y-%m-%dT%H:%M:%SZ}"
            click.echo(row(one.number, when, one.who, one.what, one.event, one.about, one.reason))
        if len(found) < min(limit, AT_ONCE):
            return
        limit, before = limit - len(found), found[-1].number
