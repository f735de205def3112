"""Series: events that follow one another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from zoom_sync.cli import row, say, with_rooms
from zoom_sync.cli.events import BY

if TYPE_CHECKING:
    from zoom_sync.wiring import Rooms


@click.group()
def series() -> None:
    """Events that follow one another, and who comes back."""


@series.command("add")
@click.argument("title")
@click.argument("event_ids", metavar="EVENT…", nargs=-1, required=True)
@with_rooms
def add(rooms: Rooms, title: str, event_ids: tuple[str, ...]) -> None:
    """Make a series of events and print its id.

    \b
    Example: zoom-sync series add "Monthly call" EVENT EVENT
    """
    from zoom_sync.actions import series as actions

    click.echo(actions.make(rooms.store, title, event_ids, clock=rooms.clock, by=BY).id)


@series.command("of-webinar")
@click.argument("event_id", metavar="EVENT")
@with_rooms
def of_webinar(rooms: Rooms, event_id: str) -> None:
    """Make a series of an event's recurring webinar, an event for each occurrence, and print its id."""
    from zoom_sync.actions import series as actions

    click.echo(actions.of_webinar(rooms.store, event_id, clock=rooms.clock, by=BY).id)


@series.command("join")
@click.argument("series_id", metavar="SERIES")
@click.argument("event_ids", metavar="EVENT…", nargs=-1, required=True)
@with_rooms
def join(rooms: Rooms, series_id: str, event_ids: tuple[str, ...]) -> None:
    """Put events into a series; they belong to no other then."""
    from zoom_sync.actions import series as actions

    actions.join(rooms.store, series_id, *event_ids, clock=rooms.clock, by=BY)
    say(f"{len(event_ids)} in the series." if len(event_ids) > 1 else "It is in the series.")


@series.command("leave")
@click.argument("event_id", metavar="EVENT")
@with_rooms
def leave(rooms: Rooms, event_id: str) -> None:
    """Take an event out of its series. With its last event a series is gone."""
    from zoom_sync.actions import series as actions

    actions.leave(rooms.store, event_id, clock=rooms.clock, by=BY)
    say("The event belongs to no series.")


@series.command("list")
@with_rooms
def list_(rooms: Rooms) -> None:
    """Print each series: id, title, its events."""
    from zoom_sync.store import series as kept

    for one, events in rooms.store.read(kept.all):
        click.echo(row(one.id, one.title, ", ".join(events)))


@series.command("show")
@click.argument("series_id", metavar="SERIES")
@with_rooms
def show(rooms: Rooms, series_id: str) -> None:
    """Print of each event: id, title, who attended, was new, came back, and stayed away after the one before."""
    from zoom_sync.actions import series as actions
    from zoom_sync.store import series as kept

    rooms.store.read(lambda tx: kept.known(tx, series_id))
    found = actions.comings(rooms.store, rooms.store.read(lambda tx: kept.members(tx, series_id)))
    click.echo(row("event", "title", "attended", "new", "back", "gone"))
    for one in found.members:
        told = one.turnout
        cells = (told.attended, told.new, told.back, told.gone) if told else ("", "", "", "")
        click.echo(row(one.event.id, one.event.title, *cells))
    if found.is_too_large:
        say("These events have too many people to look for each of them at the others.")
    erased = sum(one.turnout.erased for one in found.members if one.turnout)
    if erased:
        say(f"Of those who attended, {erased} were erased since, and count as neither new nor back.")
    if any(one.event.protected for one in found.members):
        say("A protected event takes no part: nothing is known from it to others.")


@series.command("report")
@click.argument("series_id", metavar="SERIES")
@click.option("--format", "format_", required=True, type=click.Choice(["json", "html", "pdf"]))
@click.option(
    "--language", default="en", type=click.Choice(["en", "fr", "es", "ar", "hi"]), help="Of its words."
)
@click.option("--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The file.")
@with_rooms
def report(rooms: Rooms, series_id: str, format_: str, language: str, output: Path) -> None:
    """Write who was new at each event, who came back and who stayed away: figures, no names.

    Example: zoom-sync series report SERIES --format pdf --language fr --output series.pdf
    """
    import json

    from zoom_sync.actions import series as actions
    from zoom_sync.files import report_page, writing
    from zoom_sync.files.printing import reports
    from zoom_sync.store import series as kept
    from zoom_sync.web import languages, series_words

    one = rooms.store.read(lambda tx: kept.known(tx, series_id))
    found = actions.comings(rooms.store, rooms.store.read(lambda tx: kept.members(tx, series_id)))
    with languages.speaking(language):
        document = series_words.in_words(one.title, found)
    if format_ == "pdf":
        content = reports.paper(document)[0]
    elif format_ == "html":
        content = report_page.page(document).encode("utf-8", "replace")
    else:
        content = json.dumps(series_words.as_json(one.title, found), ensure_ascii=False, indent=1).encode()
    writing.write_bytes(content, output)
    say(f"Wrote {output}.")
