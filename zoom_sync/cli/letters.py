"""Letters after the event: planned, looked at, approved, and only then sent by the worker."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zoom_sync.cli import row, say, with_rooms
from zoom_sync.cli.events import BY
from zoom_sync.records import Trouble

if TYPE_CHECKING:
    from zoom_sync.wiring import Rooms

GROUPS = click.Choice(["virtual", "in_person", "both", "absent", "brief"])
STATES = click.Choice(["planned", "claimed", "sent", "refused", "unknown", "skipped"])


@click.group()
def letter() -> None:
    """Plan, preview, test, approve and stop letters; and note who wants none."""


def _written(command: Callable[..., None]) -> Callable[..., None]:
    """The options of what is written in a letter."""
    options = (
        click.option("--group", type=GROUPS, help="To everyone of a group."),
        click.option(
            "--filter", "chosen", multiple=True, metavar="NAME=VALUE",
            help="To whom the table of people shows with these filters, such as attended=yes or q=Kolkata.",
        ),
        click.option("--subject"),
        click.option("--text", metavar="FILE.md", type=click.Path(path_type=Path), help="Markdown."),
        click.option("--language", metavar="TAG", help="Of subject and text, such as en (the default) or hi."),
        click.option(
            "--in", "others", multiple=True, nargs=3, metavar="TAG SUBJECT FILE.md", help="In one more language.",
        ),
        click.option("--recording", metavar="URL", help="What {recording} says."),
        click.option("--calendar", metavar="EVENT", help="Attach the calendar entry of this event."),
        click.option(
            "--certificate", type=click.Choice(["all", "only"]),
            help="Attach everybody's own; “only”: who has none gets no letter, “all”: they get it without.",
        ),
        click.option("--at", metavar="ISO", help="Not before this time, in the event's zone."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


@letter.command("plan")
@click.argument("event_id", metavar="EVENT")
@_written
@with_rooms
def plan(rooms: Rooms, /, event_id: str, **given: Any) -> None:
    """Plan one letter to everyone of a group; prints its id. Nothing is sent before `letter approve`.

    \b
    Example: zoom-sync letter plan EVENT --group virtual --subject "Thank you, {first_name}" \\
        --text thanks.md --in hi "धन्यवाद" dhanyavad.md --recording https://zoom.us/rec/share/…
    """
    from zoom_sync.actions import follow_up

    written = _as_written(given)
    if not ({"group", "subject", "text"} <= written.keys()):
        raise click.UsageError("A letter needs --group (or --filter), --subject and --text.")
    click.echo(follow_up.plan(rooms.store, event_id, by=BY, clock=rooms.clock, **written))


@letter.command("change")
@click.argument("letter_id", metavar="ID")
@_written
@with_rooms
def change(rooms: Rooms, /, letter_id: str, **given: Any) -> None:
    """Write on a letter that is not approved yet; what is not named stays.

    Example: zoom-sync letter change ID --subject "Thank you" --at 2026-11-13T09:00
    """
    from zoom_sync.actions import follow_up

    written = _as_written(given)
    if not written:
        raise click.UsageError("Name at least one thing to change.")
    follow_up.change(rooms.store, letter_id, by=BY, clock=rooms.clock, **written)
    say("The letter is changed.")


def _as_written(given: dict[str, Any]) -> dict[str, Any]:
    written = {name: value for name, value in given.items() if value is not None and value != ()}
    if "chosen" in written:
        if "group" in written:
            raise click.UsageError("Give --group or --filter, not both.")
        pairs = [text.partition("=") for text in written["chosen"]]
        written |= {"group": "chosen", "chosen": {name: value for name, _, value in pairs}}
    if "text" in written:
        written["text"] = _text_of(written["text"])
    if "others" in written:
        written["others"] = {tag: (subject, _text_of(Path(file))) for tag, subject, file in written["others"]}
    return written


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as why:
        raise Trouble(
            f"The letter's text {str(file)!r} cannot be read.",
            "Nothing was planned.",
            "Give a UTF-8 text file.",
        ) from why


@letter.command("list")
@click.argument("event_id", metavar="EVENT")
@with_rooms
def list_(rooms: Rooms, event_id: str) -> None:
    """Print each letter of an event: id, group, state, subject."""
    from zoom_sync.store import events, letters

    rooms.store.read(lambda tx: events.known(tx, event_id))
    for one in rooms.store.read(lambda tx: letters.of_event(tx, event_id)):
        state = "stopped" if one.stopped else "approved" if one.approved else "not approved"
        click.echo(row(one.id, one.group, state, one.subject))


@letter.command("preview")
@click.argument("letter_id", metavar="ID")
@click.option("--person", default="", metavar="REF", help="As this person would get it.")
@click.option("--language", default="", metavar="TAG", help="In this language instead of the person's own.")
@with_rooms
def preview(rooms: Rooms, letter_id: str, person: str, language: str) -> None:
    """Print a letter as one person would get it.

    Example: zoom-sync letter preview ID --person REF --language hi
    """
    from zoom_sync.actions import follow_up

    seen = follow_up.preview(rooms.store, letter_id, person=person, language=language)
    click.echo(f"To: {seen['to']}\nSubject: {seen['subject']}\n\n{seen['text']}")


@letter.command("test")
@click.argument("letter_id", metavar="ID")
@click.option("--to", required=True, metavar="EMAIL")
@click.option("--language", default="", metavar="TAG", help="In this one of its languages.")
@with_rooms
def test(rooms: Rooms, letter_id: str, to: str, language: str) -> None:
    """Send a letter once, to yourself.

    Example: zoom-sync letter test ID --to you@your.org
    """
    from zoom_sync.actions import follow_up

    follow_up.test(
        rooms.store, rooms.mailer, letter_id, to=to, by=BY, clock=rooms.clock, language=language,
        public_url=rooms.config.public_url,
    )  # fmt: skip
    say("The test letter was taken by the mail server.")


@letter.command("approve")
@click.argument("letter_id", metavar="ID")
@click.option("--before-final", is_flag=True, help="Do not wait for the record to be final.")
@with_rooms
def approve(rooms: Rooms, letter_id: str, before_final: bool) -> None:
    """Let the worker send it, once the record is final."""
    from zoom_sync.actions import follow_up

    follow_up.approve(rooms.store, letter_id, by=BY, before_final=before_final, clock=rooms.clock)
    say("Approved. The worker sends it" + (" now." if before_final else " when the record is final."))


@letter.command("stop")
@click.argument("letter_id", metavar="ID")
@with_rooms
def stop(rooms: Rooms, letter_id: str) -> None:
    """Stop sending, within one letter."""
    from zoom_sync.actions import follow_up

    follow_up.stop(rooms.store, letter_id, by=BY, clock=rooms.clock)
    say("Stopped. Nothing more of it is sent.")


@letter.command("again")
@click.argument("letter_id", metavar="ID")
@click.option("--person", required=True, metavar="REF", help="Whose copy.")
@with_rooms
def again(rooms: Rooms, letter_id: str, person: str) -> None:
    """Send a copy once more that was refused, or of which nobody knows whether it arrived."""
    from zoom_sync.actions import follow_up

    follow_up.again(rooms.store, letter_id, person=person, by=BY, clock=rooms.clock)
    say("The worker sends it once more.")


@letter.command("status")
@click.argument("letter_id", metavar="ID")
@click.option("--state", default=None, type=STATES, help="Only the copies in this state.")
@click.option("--format", type=click.Choice(["json"]), default="json", expose_value=False)
@click.option("--reason", default="", help="What the addresses are for; a protected event asks for it.")
@with_rooms
def status(rooms: Rooms, letter_id: str, state: str | None, reason: str) -> None:
    """Print what became of each copy.

    Example: zoom-sync letter status ID --state refused
    """
    from zoom_sync.actions import follow_up

    follow_up.note_look(rooms.store, letter_id, by=BY, reason=reason, clock=rooms.clock)
    told = follow_up.status(rooms.store, letter_id, keys=rooms.keys, now=rooms.clock.now())
    if state is not None:
        told["letters"] = [one for one in told["letters"] if one["state"] == state]
    click.echo(json.dumps(told, ensure_ascii=False, indent=1))


@letter.command("opt-out")
@click.argument("email", metavar="EMAIL")
@click.option("--end", is_flag=True, help="They want letters again.")
@click.option("--check", is_flag=True, help="Only say whether they opted out: exit 0 if so, 1 if not.")
@with_rooms
def opt_out(rooms: Rooms, email: str, end: bool, check: bool) -> None:
    """Note that somebody wants no letters of any event, who said so otherwise than by the link in one.

    \b
    Examples:
      zoom-sync letter opt-out asha@mela.example
      zoom-sync letter opt-out asha@mela.example --check
    """
    from zoom_sync.actions import follow_up

    if check:
        if not follow_up.wants_none(rooms.store, rooms.keys, email):
            say("They have not opted out.")
            raise SystemExit(1)
        say("They opted out of letters.")
    elif end:
        was_out = follow_up.return_to(rooms.store, rooms.keys, email, by=BY, clock=rooms.clock)
        say("They get letters again." if was_out else "They had not opted out.")
    else:
        follow_up.leave_for(rooms.store, rooms.keys, email, by=BY, clock=rooms.clock)
        say("No letter of any event goes to them any more.")
