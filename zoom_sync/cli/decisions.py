"""Decisions as facts, and the questions that are open."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from zoom_sync.cli import say, with_rooms
from zoom_sync.cli.events import BY, fresh_record
from zoom_sync.cli.record import up_to_date

if TYPE_CHECKING:
    from zoom_sync.records import VerdictKind
    from zoom_sync.wiring import Rooms

KINDS = ["same", "different", "split", "shared", "attended", "absent", "named", "undo"]


@click.command()
@click.argument("event_id", metavar="EVENT")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("refs", metavar="REF...", nargs=-1, required=True)
@click.option("--reason", default="", help="Why; it stands beside the decision.")
@with_rooms
def decide(rooms: Rooms, event_id: str, kind: str, refs: tuple[str, ...], reason: str) -> None:
    """Decide who is who, or who was there; prints each decision's id.

    `split PERSON REF...` says that some of a person's evidence is somebody else's; `shared CONNECTION PERSON`
    that a second person sat at the screen of a connection; `named REF --reason NAME` what somebody is called.

    \b
    Examples:
      zoom-sync decide EVENT same 'sheet.csv#4' 'aBcD-registrant-id'
      zoom-sync decide EVENT split 'aBcD-registrant-id' 'sheet.csv#9'
      zoom-sync decide EVENT attended 'registrants.csv#7'
      zoom-sync decide EVENT undo DECISION
    """
    from zoom_sync.actions import decide as actions

    if kind in ("same", "different", "split") and len(refs) < 2:
        raise click.UsageError(f"{kind} needs at least two REFs.")
    if kind == "shared" and len(refs) != 2:
        raise click.UsageError("shared takes a connection and a person.")
    if kind in ("attended", "absent", "named", "undo") and len(refs) != 1:
        raise click.UsageError(f"{kind} takes exactly one argument.")
    up_to_date(rooms, event_id)
    store, clock = rooms.store, rooms.clock
    if kind == "undo":
        made = actions.undo(store, event_id, decisions=refs, by=BY, clock=clock, reason=reason)
    elif kind == "split":
        made = actions.split(
            store, event_id, person=refs[0], others=refs[1:], by=BY, clock=clock, reason=reason
        )
    else:
        made = [
            actions.decide(
                store, event_id, kind=cast("VerdictKind", kind), refs=refs, by=BY, clock=clock, reason=reason
            )
        ]
    fresh_record(rooms, event_id)
    for verdict in made:
        click.echo(verdict.id)


@click.command()
@click.argument("event_id", metavar="EVENT")
@click.option("--format", "format_", type=click.Choice(["json", "csv"]), default="json")
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file, not to stdout."
)
@click.option(
    "--answers", type=click.Path(path_type=Path), metavar="ANSWERED.csv", help="Take answered questions."
)
@click.option("--reason", default="", help="What the table is for; a protected event asks for it.")
@with_rooms
def review(
    rooms: Rooms, event_id: str, format_: str, output: Path | None, answers: Path | None, reason: str
) -> None:
    """Print the open questions, the most useful first; as CSV with the joins by name alone behind them.

    \b
    Examples:
      zoom-sync review EVENT --format csv --output questions.csv
      zoom-sync review EVENT --answers questions.csv
    """
    up_to_date(rooms, event_id)
    if answers is not None:
        _take(rooms, event_id, answers)
    elif format_ == "csv":
        _table(rooms, event_id, output, reason)
    else:
        _print(rooms, event_id, output)


def _print(rooms: Rooms, event_id: str, output: Path | None) -> None:
    from zoom_sync.files import writing
    from zoom_sync.store import people

    pairs = rooms.store.read(lambda tx: people.review(tx, event_id))
    text = json.dumps([writing.pair_dict(pair) for pair in pairs], ensure_ascii=False, indent=1)
    if output is None:
        click.echo(text)
    else:
        writing.write_text(text + "\n", output)


def _table(rooms: Rooms, event_id: str, output: Path | None, reason: str) -> None:
    from zoom_sync.actions import export
    from zoom_sync.files import writing
    from zoom_sync.store import snapshot, traces

    export.note(rooms.store, event_id, "questions", by=BY, clock=rooms.clock, reason=reason)
    record, facts = rooms.store.read(
        lambda tx: (snapshot.record(tx, event_id), traces.of_event(tx, event_id))
    )
    assert record is not None  # brought up to date before
    if output is None:
        writing.write_questions(record, sys.stdout.buffer, facts)
    else:
        writing.write_review(record, output, facts)


def _take(rooms: Rooms, event_id: str, path: Path) -> None:
    from zoom_sync.actions import decide as actions
    from zoom_sync.files import writing

    answers, notes = writing.read_answers(path)
    made, strangers = actions.answer(
        rooms.store, event_id, answers, by=BY, clock=rooms.clock, reason=path.name
    )
    for note in notes:
        say(note)
    for one in strangers:
        say(f"{path.name}, line {one.line}: it names a record that is not at this event; left aside.")
    if made:
        fresh_record(rooms, event_id)
    say(f"{len(made)} new decisions from {len(answers)} answers.")
    for verdict in made:
        click.echo(verdict.id)
