"""The command line: `zoom-sync`. Results go to stdout, everything said to people to stderr.

Exit 0 done, 1 failed with one clear sentence, 2 wrong usage; never a traceback. Heavy modules are imported
inside the commands that need them, so that `--help` and `reconcile` start at once.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

import click

from settings import SettingWrong
from zoom_sync.records import Trouble

if TYPE_CHECKING:
    from zoom_sync.wiring import Rooms

Given = ParamSpec("Given")
T = TypeVar("T")


def say(text: str) -> None:
    """A sentence for the person at the terminal; control characters (a name may hold some) are shown, not run."""
    click.echo("".join(c if c.isprintable() or c in "\n\t" else ascii(c)[1:-1] for c in text), err=True)


def row(*cells: object) -> str:
    """A line of a list on stdout, tabs between its cells; a cell's own tabs and controls are shown, not run."""
    return "\t".join("".join(c if c.isprintable() else ascii(c)[1:-1] for c in str(cell)) for cell in cells)


def with_rooms(command: Callable[Concatenate[Rooms, Given], T]) -> Callable[Given, T]:
    """Give the command `rooms` first; the store must stand and be of the newest schema."""

    @wraps(command)
    def opened(*args: Given.args, **options: Given.kwargs) -> T:
        from zoom_sync import logs, wiring

        settings = wiring.load()
        logs.configure(settings.log_level if os.environ.get("LOG_LEVEL") else "error")
        rooms = wiring.rooms(settings)
        try:
            wiring.newest_schema(rooms)
            return command(rooms, *args, **options)
        finally:
            rooms.store.close()

    return opened


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="zoom-sync", prog_name="zoom-sync")
def cli() -> None:
    """One attendance record for a hybrid event: Zoom and the room, merged per person.

    \b
    Examples:
      zoom-sync reconcile registrants.csv attendees.csv sign-in.xlsx --output record.xlsx
      zoom-sync event add --title "Lessons learned" --starts 2026-11-11T10:30 \\
          --ends 2026-11-11T17:00 --timezone Asia/Kolkata --webinar "123 4567 8901"
      zoom-sync sync EVENT && zoom-sync import EVENT sheet.xlsx && zoom-sync export EVENT --format xlsx
    """


def main(arguments: list[str] | None = None) -> None:
    """Run one command and exit the process."""
    from zoom_sync.cli import commands

    commands.register(cli)
    sys.exit(_run(arguments))


def _run(arguments: list[str] | None) -> int:
    try:
        result = cli.main(args=arguments, prog_name="zoom-sync", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.exceptions.Abort:
        say("Stopped.")
        return 130
    except click.UsageError as wrong:
        wrong.show()
        return 2
    except click.ClickException as wrong:
        wrong.show()
        return wrong.exit_code
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except (Trouble, SettingWrong) as trouble:
        say(str(trouble))
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        say("Stopped.")
        return 130
    except Exception as unforeseen:
        return _unforeseen(unforeseen)


def _unforeseen(error: Exception) -> int:
    """One sentence for what nobody thought of: where it was, without what it held (that may be personal)."""
    if os.environ.get("ZOOM_SYNC_DEBUG"):
        traceback.print_exc()
    frames = traceback.extract_tb(error.__traceback__)
    place = next((f for f in reversed(frames) if "zoom_sync" in f.filename), frames[-1])
    where = f"{os.path.basename(place.filename)}:{place.lineno}"
    say(
        f"Something went wrong that was not foreseen ({type(error).__name__} at {where}). "
        "The store holds each of its steps whole or not at all. "
        "Set ZOOM_SYNC_DEBUG=1 and try again to see where, and please report it."
    )
    return 1
