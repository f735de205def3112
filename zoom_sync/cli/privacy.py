"""What people may ask of their own data: who is known, what is held about them, and that it is gone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zoom_sync.cli import row, say, with_rooms
from zoom_sync.cli.events import BY, event, fresh_record
from zoom_sync.records import Trouble

if TYPE_CHECKING:
    from zoom_sync.store.holding import Held
    from zoom_sync.wiring import Rooms

REASON = click.option("--reason", required=True, help="Why, without a name: it stays in the audit.")
FOR_PROTECTED = click.option("--reason", default="", help="Why, without a name: for a protected event.")


@click.group()
def person() -> None:
    """What is held about one person, over all events."""


@person.command("find")
@click.argument("text")
@FOR_PROTECTED
@with_rooms
def find(rooms: Rooms, text: str, reason: str) -> None:
    """Print who is found by a name or an address: event, id, name, organisation, e-mail, the event's title.

    \b
    Example: zoom-sync person find "asha rao"
    """
    from zoom_sync.actions import privacy

    for one in privacy.find(rooms.store, text, by=BY, clock=rooms.clock, reason=reason):
        who = one.person
        click.echo(row(one.event.id, who.id, who.name, who.organisation, who.email, one.event.title))


@person.command("export")
@click.argument("ref", metavar="REF")
@click.option("--output", required=True, metavar="FILE.json", type=click.Path(path_type=Path, dir_okay=False))
@FOR_PROTECTED
@with_rooms
def export(rooms: Rooms, ref: str, output: Path, reason: str) -> None:
    """Write all that is held about one person to a file that only you may read.

    \b
    Every table of the data map (docs/privacy.md), at every event that knows their mailbox.
    Example: zoom-sync person export 3f0c… --output asha.json
    """
    from zoom_sync.actions import privacy
    from zoom_sync.files.writing.target import replacing

    held = privacy.with_strays(rooms.store, _held(rooms, ref))
    with replacing(output) as file:  # where it cannot be written, nothing is put on record
        told = privacy.give(rooms.store, held, clock=rooms.clock, by=BY, reason=reason)
        file.write(json.dumps(told, ensure_ascii=False, indent=1).encode())
    rows = sum(len(found) for one in told["events"] for found in one["tables"].values())
    say(f"{rows} rows of {len(told['events'])} events are in {output}.")


@person.command("link")
@click.argument("ref", metavar="REF")
@click.option("--event", "event_id", metavar="EVENT", help="At which event, where several know the REF.")
@FOR_PROTECTED
@click.option("--withdraw", is_flag=True, help="End every link to their record instead.")
@with_rooms
def link(rooms: Rooms, ref: str, event_id: str | None, reason: str, withdraw: bool) -> None:
    """Print a link by which somebody sees their own record, and can object to it; nothing of anybody else.

    \b
    It lasts 90 days, and no longer than the names of the event.
    Example: zoom-sync person link 3f0c…
    """
    from zoom_sync.actions import own_record

    at = event_id or _event_of(rooms, ref)
    if withdraw:
        ended = own_record.withdraw(rooms.store, at, ref, by=BY, clock=rooms.clock)
        say(f"{ended} links were withdrawn.")
        return
    url = rooms.config.public_url
    given = own_record.give(rooms.store, at, ref, public_url=url, by=BY, reason=reason, clock=rooms.clock)
    say(f"It works until {given.link.until:%Y-%m-%d %H:%M} UTC. Give it to them and to nobody else.")
    click.echo(given.address)


def _event_of(rooms: Rooms, ref: str) -> str:
    """The one event that knows a REF. Raises Trouble where none does, or several do."""
    from zoom_sync.store import events, people

    having = rooms.store.read(
        lambda tx: [one.id for one in events.all(tx) if people.person(tx, one.id, ref) is not None]
    )
    if len(having) != 1:
        what = f"{len(having)} events know" if having else "No event knows"
        raise Trouble(
            f"{what} the id or ref {ref[:60]!r}.", "Nothing was changed.", "Name the event: --event EVENT."
        )
    return having[0]


@click.group()
def objection() -> None:
    """What people say is wrong in their own record, and the answers."""


@objection.command("list")
@click.argument("event_id", metavar="EVENT")
@with_rooms
def objection_list(rooms: Rooms, event_id: str) -> None:
    """Print those that wait for an answer: id, person, what it is about, the words."""
    from zoom_sync.store import events, objections

    rooms.store.read(lambda tx: events.known(tx, event_id))
    for one in rooms.store.read(lambda tx: objections.of_event(tx, event_id, is_open=True, limit=1000)):
        click.echo(row(one.id, one.fact, one.about, " ".join(one.text.split())))


@objection.command("answer")
@click.argument("event_id", metavar="EVENT")
@click.argument("id", metavar="ID")
@click.option("--accept/--decline", "is_right", required=True)
@click.option("--text", required=True, help="Why; whoever objected reads it on their page.")
@click.option("--decision", default="", metavar="DECISION", help="The one that put the record right.")
@with_rooms
def objection_answer(rooms: Rooms, event_id: str, id: str, is_right: bool, text: str, decision: str) -> None:
    """Answer an objection, once.

    \b
    Example: zoom-sync objection answer EVENT ID --decline --text "The sheet has your signature until 11:20."
    """
    from zoom_sync.actions import own_record

    own_record.answer(
        rooms.store, event_id, id, outcome="accepted" if is_right else "declined", text=text, decision=decision,
        by=BY, clock=rooms.clock,
    )  # fmt: skip
    say("The answer stands on their page.")


@person.command("erase")
@click.argument("ref", metavar="REF")
@REASON
@with_rooms
def erase(rooms: Rooms, ref: str, reason: str) -> None:
    """Erase one person from every event that knows their mailbox. It cannot be undone.

    \b
    They stay one nameless head in the counts. Nothing brings them back: no sync, file or restored backup.
    Example: zoom-sync person erase 3f0c… --reason "asked for it by letter"
    """
    from zoom_sync.actions import privacy
    from zoom_sync.store import events

    erased = privacy.erase_person(
        rooms.store, _held(rooms, ref), reason=reason, marks=rooms.erased_file(), clock=rooms.clock, by=BY
    )
    there = {one.id for one in rooms.store.read(events.all)}
    for event_id in there.intersection(
        erased.events
    ):  # one that was removed is made anew when it is recovered
        fresh_record(rooms, event_id)
    say(f"Erased from {len(erased.events)} events: {', '.join(erased.events)}.")
    _say_rest(rooms)


@event.command("erase")
@click.argument("event_id", metavar="EVENT")
@REASON
@with_rooms
def erase_event(rooms: Rooms, event_id: str, reason: str) -> None:
    """Erase everybody from an event. Its title, times and sums stay. It cannot be undone.

    \b
    Example: zoom-sync event erase EVENT --reason "its time is over"
    """
    from zoom_sync.actions import privacy

    erased = privacy.erase_event(
        rooms.store, event_id, reason=reason, marks=rooms.erased_file(), clock=rooms.clock, by=BY
    )
    say(f"{erased.heads} people were erased; the sums of the event stay.")
    _say_rest(rooms)


def _held(rooms: Rooms, ref: str) -> list[Held]:
    from zoom_sync.actions import follow_up, privacy

    return privacy.of_ref(rooms.store, ref, optout=lambda address: follow_up.marks(rooms.keys, address))


def _say_rest(rooms: Rooms) -> None:
    if rooms.store.dialect == "postgresql":
        say("The worker writes the tables anew once no session is live; then no freed page holds a name.")
    say("At Zoom delete them too: the registrant of the webinar, and the webinar's reports.")
    say("Files that you exported and backups that you made are yours to delete; see docs/privacy.md.")
