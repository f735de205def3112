"""The audit at the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zoom_sync.cli import row, say, with_rooms
from zoom_sync.records import Trouble

if TYPE_CHECKING:
    from zoom_sync.actions.verify import Outcome
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


@audit.command("verify")
@click.option("--mark", "marks", multiple=True, metavar="NUMBER:HASH", help="A line as you wrote it down.")
@click.option(
    "--backup",
    "backups_",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="A backup of before, whose newest line must still stand.",
)
@with_rooms
def verify(rooms: Rooms, marks: tuple[str, ...], backups_: tuple[Path, ...]) -> None:
    """Say whether the audit is as it was written, or which line differs first (exit 1).

    \b
    Each line holds a hash over itself and the line before. That the newest lines are all there, only a mark from
    elsewhere proves: the page Audit shows the newest one, and `zoom-sync backup` prints it.
    Example: zoom-sync audit verify --backup last-week.backup
    """
    from zoom_sync.actions import verify as actions
    from zoom_sync.store import audit, backups

    noted = [actions.Mark.of(text) for text in marks]
    for file in backups_:
        newest = backups.look(file, audit.newest)
        noted += [actions.Mark(newest.number, newest.hash)] if newest is not None else []
    whole = actions.trail(rooms.store, noted)
    say(f"The audit is as it was written, {whole.lines} lines.")
    if whole.newest is not None:
        click.echo(whole.newest)


@click.command("verify")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--alone", is_flag=True, help="Without a store: only whether the file contradicts itself.")
def verify_file(file: Path, alone: bool) -> None:
    """Say whether a final record or a report, as JSON, is as it was sealed, or which line or figure differs (exit 1).

    \b
    A record is compared with the hashes that its seal stands on, and so are the facts and decisions in the store. The
    figures of a report are made again from the sealed record; a public version is compared with what was published.
    Example: zoom-sync verify record.json
    """
    from zoom_sync.actions import verify as actions

    @with_rooms
    def in_its_store(rooms: Rooms) -> Outcome:
        return actions.file(rooms.store, file)

    _tell(file, actions.file_alone(file) if alone else in_its_store())


def _tell(file: Path, outcome: Outcome) -> None:
    for sentence in outcome.said:
        say(sentence)
    for one in outcome.differs[:AT_ONCE]:
        click.echo(row(one))
    if outcome.differs:
        many = len(outcome.differs)
        what = "One thing differs" if many == 1 else f"{many} things differ"
        raise Trouble(f"{file.name} is not as it should be. {what}.", "Nothing was changed.")
    say(f"{file.name}: nothing differs.")
