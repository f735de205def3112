"""Decisions as facts, and the questions that are open."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from zoom_sync.cli import with_rooms
from zoom_sync.cli.events import BY, fresh_record
from zoom_sync.cli.record import up_to_date

if TYPE_CHECKING:
    from zoom_sync.records import VerdictKind
    from zoom_sync.wiring import Rooms

KINDS = ["same", "different", "attended", "absent", "undo"]


@click.command()
@click.argument("event_id", metavar="EVENT")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("refs", metavar="REF...", nargs=-1, required=True)
@click.option("--reason", default="", help="Why; it stands beside the decision.")
@with_rooms
def decide(rooms: Rooms, event_id: str, kind: VerdictKind, refs: tuple[str, ...], reason: str) -> None:
    """Decide who is who, or who was there; prints the decision's id.

    \b
    Examples:
      zoom-sync decide EVENT same 'sheet.csv#4' 'aBcD-registrant-id'
      zoom-sync decide EVENT attended 'registrants.csv#7'
      zoom-sync decide EVENT undo DECISION
    """
    from zoom_sync.actions import decide as actions

    if kind in ("same", "different") and len(refs) < 2:
        raise click.UsageError(f"{kind} needs at least two REFs.")
    if kind in ("attended", "absent", "undo") and len(refs) != 1:
        raise click.UsageError(f"{kind} takes exactly one argument.")
    up_to_date(rooms, event_id)
    verdict = actions.decide(
        rooms.store, event_id, kind=kind, refs=() if kind == "undo" else refs, by=BY,
        reason=reason, undoes=refs[0] if kind == "undo" else "", clock=rooms.clock,
    )  # fmt: skip
    fresh_record(rooms, event_id)
    click.echo(verdict.id)


@click.command()
@click.argument("event_id", metavar="EVENT")
@click.option("--format", type=click.Choice(["json"]), default="json", expose_value=False)
@with_rooms
def review(rooms: Rooms, event_id: str) -> None:
    """Print the open questions, the most useful first."""
    from zoom_sync.store import people

    up_to_date(rooms, event_id)
    pairs = rooms.store.read(lambda tx: people.review(tx, event_id))
    shown = [{"refs": list(pair.refs), "score": pair.score, "reasons": list(pair.reasons)} for pair in pairs]
    click.echo(json.dumps(shown, ensure_ascii=False, indent=1))
