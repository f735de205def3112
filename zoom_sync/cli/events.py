"""Events: make, change, list, hand over and close them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from zoom_sync.cli import row, say, with_rooms
from zoom_sync.cli.progress import Progress
from zoom_sync.records import Record, Webinar

if TYPE_CHECKING:
    from zoom_sync.wiring import Rooms


BY = "the command line"  # who did it, in the audit and beside decisions
OVERTAKEN = "Another run, which began later, is making the record."
CAUTION = click.Choice(["careful", "usual"])
YES_NO = click.Choice(["yes", "no"])
CAUTION_HELP = "How sure a match must be: careful joins nobody by name alone."
PROTECTED_HELP = "Always careful; nothing is known from or to other events."
POLLS_HELP = "Read sums of polls and of the audience's questions; never of a protected event."
KEEP_HELP = "The last day on which its people are kept by name; '' for none."


@click.group()
def event() -> None:
    """Make, change, list, hand over and close events."""


@event.command("add")
@click.option("--title", required=True, help="What the event is called.")
@click.option("--starts", required=True, metavar="ISO", help="Such as 2026-11-11T10:30, local to --timezone.")
@click.option("--ends", required=True, metavar="ISO", help="When the last day ends.")
@click.option("--timezone", required=True, metavar="IANA", help="Such as Asia/Kolkata.")
@click.option("--day", "days", multiple=True, metavar="'START;END'", help="One for each day of several.")
@click.option("--venue", default="", help="The hall; an event with a venue has a room.")
@click.option(
    "--session", "sessions", multiple=True, metavar="'TITLE;START;END[;PLACE]'", help="A part of the agenda."
)
@click.option("--webinar", "webinars", multiple=True, metavar="ID[/OCCURRENCE]", help="A number or any link.")
@click.option("--caution", type=CAUTION, default="usual", help=CAUTION_HELP)
@click.option("--protected", type=YES_NO, default="no", help=PROTECTED_HELP)
@click.option("--keep-until", metavar="DATE", default="", help=KEEP_HELP)
@click.option("--polls/--no-polls", default=False, help=POLLS_HELP)
@click.option(
    "--rule", multiple=True, metavar="KEY=VALUE", help="Such as minimum_minutes=10 or minimum_share=80."
)
@with_rooms
def add(
    rooms: Rooms, title: str, starts: str, ends: str, timezone: str, days: tuple[str, ...], venue: str,
    sessions: tuple[str, ...], webinars: tuple[str, ...], caution: str, protected: str, keep_until: str,
    polls: bool, rule: tuple[str, ...],
) -> None:  # fmt: skip
    """Make an event and print its id.

    \b
    Example: zoom-sync event add --title "Lessons learned" --starts 2026-11-11T10:30 \\
        --ends 2026-11-11T17:00 --timezone Asia/Kolkata --venue "Silver Oak" \\
        --session "Fair recruitment;13:30;15:00" --webinar "123 4567 8901"
    """
    from zoom_sync.actions import events as actions

    made = actions.add(
        rooms.store,
        actions.Plan(
            title=title, starts=starts, ends=ends, timezone=timezone, days=days, venue=venue,
            sessions=sessions, webinars=webinars, caution=caution, protected=protected,
            keep_until=keep_until, polls="yes" if polls else "no", rule=rule,
        ),
        webinar=lambda text: named_webinar(rooms, text),
        clock=rooms.clock,
        by=BY,
    )  # fmt: skip
    click.echo(made.id)


def named_webinar(rooms: Rooms, text: str) -> Webinar:
    """The webinar that a number, a join link or a registration link names; the last is asked of Zoom."""
    from zoom_sync.zoom import finding

    found = finding.webinar_argument(text)
    return found if isinstance(found, Webinar) else finding.find(rooms.zoom(), text)


@event.command("change")
@click.argument("event_id", metavar="EVENT")
@click.option("--title", help="What the event is called.")
@click.option("--starts", metavar="ISO", help="Of an event of one day.")
@click.option("--ends", metavar="ISO", help="Of an event of one day.")
@click.option("--day", "days", multiple=True, metavar="'START;END'", help="All days anew, one for each.")
@click.option("--timezone", metavar="IANA", help="Such as Asia/Kolkata.")
@click.option("--venue", help="The hall; '' for none.")
@click.option(
    "--session", "sessions", multiple=True, metavar="'TITLE;START;END[;PLACE]'", help="The whole agenda anew."
)
@click.option(
    "--webinar", "webinars", multiple=True, metavar="+ID|-ID", help="Add an entrance, or take one out."
)
@click.option(
    "--rule", multiple=True, metavar="KEY=VALUE", help="Such as minimum_minutes=10 or minimum_share=80."
)
@click.option("--caution", type=CAUTION, help=CAUTION_HELP)
@click.option("--protected", type=YES_NO, help=PROTECTED_HELP)
@click.option("--keep-until", metavar="DATE", help=KEEP_HELP)
@click.option(
    "--language-question",
    metavar="TEXT",
    help="The question or column that tells somebody's language; '' for none.",
)
@click.option(
    "--licence-question",
    metavar="TEXT",
    help="The question of Zoom's form that asks for a licence number, for rosters; '' for none.",
)
@click.option(
    "--report-question",
    metavar="TEXT",
    help="The question of Zoom's form by whose answers reports sort people; '' for none.",
)
@click.option("--letters-by-two", type=YES_NO, help="Who wrote a letter does not approve it.")
@click.option("--polls/--no-polls", default=None, help=POLLS_HELP)
@with_rooms
def change(
    rooms: Rooms, event_id: str, title: str | None, starts: str | None, ends: str | None, days: tuple[str, ...],
    timezone: str | None, venue: str | None, sessions: tuple[str, ...], webinars: tuple[str, ...],
    rule: tuple[str, ...], caution: str | None, protected: str | None, keep_until: str | None,
    language_question: str | None, licence_question: str | None, report_question: str | None,
    letters_by_two: str | None, polls: bool | None,
) -> None:  # fmt: skip
    """Change an event that is there; what is not named stays. The record is made anew.

    \b
    Example: zoom-sync event change EVENT --caution careful --rule minimum_minutes=10 --webinar=-98765432101
    """
    from zoom_sync.actions import events as actions

    if days and (starts or ends):
        raise click.UsageError("Give --day for each day, or --starts and --ends of the only one; not both.")
    added, removed = _signed(webinars)
    changes = actions.Changes(
        title, starts, ends, venue, caution, protected, webinars=added, without=removed, rule=rule,
        timezone=timezone, days=days or None, sessions=sessions or None, keep_until=keep_until,
        language_question=language_question, licence_question=licence_question, report_question=report_question,
        letters_by_two=letters_by_two, polls=None if polls is None else "yes" if polls else "no",
    )  # fmt: skip
    if changes == actions.Changes(webinars=(), without=(), rule=()):
        raise click.UsageError("Name at least one thing to change.")
    made = actions.change(
        rooms.store,
        event_id,
        changes,
        webinar=lambda text: named_webinar(rooms, text),
        clock=rooms.clock,
        by=BY,
    )
    fresh_record(rooms, event_id)
    say(f"{made.title}: {made.caution}{', protected' if made.protected else ''}. The record is made anew.")


def _signed(texts: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands after a + and what after a -."""
    for text in texts:
        if text[:1] not in ("+", "-"):
            raise click.BadParameter(f"{text!r} is neither '+ID' nor '-ID'", param_hint="--webinar")
    return (
        tuple(text[1:] for text in texts if text.startswith("+")),
        tuple(text[1:] for text in texts if text.startswith("-")),
    )


@event.command("share")
@click.argument("event_id", metavar="EVENT")
@click.argument("email", metavar="EMAIL")
@click.option("--end", is_flag=True, help="Take it back.")
@with_rooms
def share(rooms: Rooms, event_id: str, email: str, end: bool) -> None:
    """Let somebody who signs in see an event as their own.

    \b
    Example: zoom-sync event share EVENT ritu@mela.example
    """
    from zoom_sync.actions import events as actions

    act = actions.unshare if end else actions.share
    act(rooms.store, event_id, email, clock=rooms.clock, by=BY)
    say(f"{email} sees the event no more." if end else f"{email} sees the event as their own.")


@event.command("remove")
@click.argument("event_id", metavar="EVENT")
@with_rooms
def remove(rooms: Rooms, event_id: str) -> None:
    """Take an event out of all lists. For 30 days `event recover` brings it back; nothing of it is erased."""
    from zoom_sync.actions import events as actions

    actions.put_away(rooms.store, event_id, clock=rooms.clock, by=BY)
    say(
        "The event is removed. Nothing of it is erased; `zoom-sync event recover` brings it back for 30 days."
    )


@event.command("recover")
@click.argument("event_id", metavar="EVENT")
@with_rooms
def recover(rooms: Rooms, event_id: str) -> None:
    """Bring back an event that was removed within the last 30 days."""
    from zoom_sync.actions import events as actions

    actions.bring_back(rooms.store, event_id, clock=rooms.clock, by=BY)
    say("The event is back; what Zoom told meanwhile is being read.")


@event.command("list")
@with_rooms
def list_(rooms: Rooms) -> None:
    """Print each event: id, title, start, webinars."""
    from zoneinfo import ZoneInfo

    from zoom_sync.store import events

    for one in rooms.store.read(events.all):
        start = one.starts.astimezone(ZoneInfo(one.timezone)).strftime("%Y-%m-%d %H:%M")
        click.echo(row(one.id, one.title, f"{start} {one.timezone}", ", ".join(map(str, one.webinars))))


@event.command("close")
@click.argument("event_id", metavar="EVENT")
@click.option(
    "--without-reports", default="", metavar="REASON", help="Do not wait for Zoom's reports, because …"
)
@with_rooms
def close(rooms: Rooms, event_id: str, without_reports: str) -> None:
    """Say that the room is complete: every sheet is in, every door closed."""
    from zoom_sync.actions import events as actions

    actions.close(rooms.store, event_id, clock=rooms.clock, by=BY, without_reports=without_reports)
    record = fresh_record(rooms, event_id)
    if record is None:
        say(f"The room is closed. {OVERTAKEN}")
        return
    waiting = "; ".join(record.waiting_for)
    say(
        "The record is final."
        if record.status == "final"
        else f"The room is closed. Still waiting for: {waiting}."
    )


@event.command("reopen")
@click.argument("event_id", metavar="EVENT")
@with_rooms
def reopen(rooms: Rooms, event_id: str) -> None:
    """Take back a close: the room is open again, and waived reports are waited for."""
    from zoom_sync.actions import events as actions

    actions.reopen(rooms.store, event_id, clock=rooms.clock, by=BY)
    fresh_record(rooms, event_id)
    say("The room is open again; the record is provisional until it is closed.")


def fresh_record(rooms: Rooms, event_id: str) -> Record | None:
    """Make the record anew and give it back. None where a run that began later makes it, of newer facts."""
    from zoom_sync.store.faults import Overtaken

    try:
        return made_record(rooms, event_id)
    except Overtaken:
        return None


def made_record(rooms: Rooms, event_id: str) -> Record:
    """Make the record anew and give it back. Raises Overtaken where a run that began later makes it."""
    from zoom_sync.actions import rebuild

    with Progress("Making the record"):
        return rebuild.rebuild(rooms.store, event_id, reads=rooms.config.report_reads, clock=rooms.clock)
