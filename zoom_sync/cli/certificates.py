"""Certificates and rosters of credit hours."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from zoom_sync.cli import say, with_rooms
from zoom_sync.cli.events import BY
from zoom_sync.cli.progress import Progress
from zoom_sync.cli.record import up_to_date

if TYPE_CHECKING:
    from zoom_sync.actions.certificates import LeftOut, Order
    from zoom_sync.wiring import Rooms


@click.command()
@click.argument("event_id", metavar="EVENT")
@click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), help="A folder for the PDFs and index.csv."
)
@click.option(
    "--roster", type=click.Path(path_type=Path, dir_okay=False), help="An XLSX of hours by person and day."
)
@click.option(
    "--licence", default="", metavar="COLUMN", help="The column of your list that has licence numbers."
)
@click.option(
    "--language", default="en", show_default=True, help="en, fr, es, ar or hi, where people named none."
)
@click.option("--issuer", default="", help="Who gives them, above all else on the page.")
@click.option("--signatory", default="", help="Who signs, below a line.")
@click.option("--provisional", is_flag=True, help="Even though the record is not final; they say so.")
@click.option("--reason", default="", help="What they are for; a protected event asks for it.")
@click.option("--names", is_flag=True, help="A protected event's roster: it is nothing without names.")
@with_rooms
def certificates(
    rooms: Rooms, event_id: str, output: Path | None, roster: Path | None, licence: str, language: str,
    issuer: str, signatory: str, provisional: bool, reason: str, names: bool,
) -> None:  # fmt: skip
    """Give a certificate to each person who met the event's rule: a PDF each, and index.csv with their codes.

    Anybody can check a code on the page /certificates. Done again, only what the record changed is made anew.

    \b
    Examples:
      zoom-sync certificates EVENT --output certificates --issuer "Mela Trust" --language hi
      zoom-sync certificates EVENT --roster credits.xlsx --licence "Licence number"
    """
    from zoom_sync.actions import certificates as actions

    if output is None and roster is None:
        raise click.UsageError(
            "Say where to: --output FOLDER for certificates, --roster FILE.xlsx for a roster."
        )
    up_to_date(rooms, event_id)
    order = actions.Order(language, issuer, signatory, provisional)
    actions.examine(rooms.store, event_id, order, reason=reason)
    if output is not None:
        _write(rooms, event_id, order, output, reason)
    if roster is not None:
        actions.note(rooms.store, event_id, "a roster", by=BY, reason=reason, clock=rooms.clock, names=names)
        people, numbered = actions.roster(rooms.store, event_id, roster, column=licence, names=names)
        said = f", {numbered} of them with a licence number" if licence else ""
        say(f"Wrote the hours of {people} people to {roster}{said}.")


def _write(rooms: Rooms, event_id: str, order: Order, output: Path, reason: str) -> None:
    from zoom_sync.actions import certificates as actions

    actions.open_folder(rooms.store, event_id, output)  # before any is issued
    plan = actions.plan(rooms.store, event_id, order)
    for one in plan.left_out:
        say(_why(one))
    if plan.scripts:
        say(f"No font of this machine has all letters of the event's own texts: {', '.join(plan.scripts)}.")
    done = actions.issue(rooms.store, event_id, order, by=BY, reason=reason, clock=rooms.clock)
    with Progress("Making certificates") as progress:
        actions.make(rooms.store, event_id, public_url=rooms.config.public_url, heard=progress)
    actions.note(rooms.store, event_id, "certificates", by=BY, reason=reason, clock=rooms.clock)
    with Progress("Writing certificates"):
        number = actions.write_folder(rooms.store, event_id, output, public_url=rooms.config.public_url)
    said = [f"{count} {word}" for word, count in (
        ("new", done.issued), ("as before", done.kept), ("replaced", done.replaced), ("withdrawn", done.withdrawn),
    ) if count]  # fmt: skip
    say(f"Wrote {number} certificates and index.csv to {output} ({', '.join(said) or 'none new'}).")


def _why(one: LeftOut) -> str:
    who = one.name.strip() or f"The person {one.person}"
    if one.why == "no font":
        return (
            f"{who}: no certificate, for no font of this machine has these letters: {', '.join(one.scripts)}."
        )
    if one.why == "no name":
        return f"{who}: no certificate, for no name is known that could stand on it."
    return f"{who}: no certificate yet, for some records are theirs by the name alone. Confirm or split them first."
