"""The merged record: made, written, reported; and `reconcile`, which needs no store and no network."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

import click

from zoom_sync.cli import say, with_rooms
from zoom_sync.cli.events import BY, OVERTAKEN, fresh_record, made_record
from zoom_sync.cli.progress import Progress
from zoom_sync.cli.sources import column_map, tell

if TYPE_CHECKING:
    from zoom_sync.rules.systems import System
    from zoom_sync.wiring import Rooms

REPORTS = ["json", "html", "pdf", "xlsx", "svg", "png", "csv"]
SYSTEMS = ("civicrm", "hubspot", "hubspot-event", "salesforce")  # as `rules.systems` has them


@click.command()
@click.argument("event_id", metavar="EVENT")
@with_rooms
def merge(rooms: Rooms, event_id: str) -> None:
    """Make the merged record anew, now."""
    record = fresh_record(rooms, event_id)
    if record is None:
        say(OVERTAKEN)
        return
    counts = ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in record.counts.items())
    say(f"The record is {record.status}: {counts}; {len(record.review)} open questions.")


def up_to_date(rooms: Rooms, event_id: str) -> None:
    """Make the record anew if facts came in since it was made.

    Raises Trouble for an unknown event, and where another run is still making it: what is shown is older.
    """
    from zoom_sync.actions import rebuild

    if rebuild.is_stale(rooms.store, event_id):
        made_record(rooms, event_id)


@click.command()
@click.argument("event_id", metavar="EVENT")
@click.option(
    "--format", "format_", required=True, type=click.Choice(["json", "csv", "xlsx", "pdf", *SYSTEMS])
)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="A file; without it stdout.")
@click.option("--reason", default="", help="What it is for; a protected event asks for it.")
@click.option(
    "--names", is_flag=True, help="Of a protected event: with names, not with codes in their place."
)
@with_rooms
def export(rooms: Rooms, event_id: str, format_: str, output: Path | None, reason: str, names: bool) -> None:
    """Write the merged record. Each export stands in the audit.

    pdf is the report of its figures, without the people, as `report --format pdf` writes it.

    civicrm, hubspot, hubspot-event and salesforce are CSV with the headers that their importers know: participants,
    contacts, participants of a marketing event, and members of a campaign.

    \b
    Examples:
      zoom-sync export EVENT --format xlsx --output record.xlsx
      zoom-sync export EVENT --format csv --reason "for the donor"
    """
    from zoom_sync.actions import export as actions

    up_to_date(rooms, event_id)
    if format_ == "pdf":
        _give_figures(rooms, event_id, format_, "en", output, reason=reason)
        return
    if format_ in SYSTEMS:
        actions.may_go(rooms.store, event_id, names=names)
    actions.note(rooms.store, event_id, format_, by=BY, clock=rooms.clock, reason=reason, names=names)
    store, target = rooms.store, output or sys.stdout.buffer
    with _writing(output):
        if format_ in SYSTEMS:
            system = cast("System", format_)
            written = actions.for_system(store, event_id, system=system, target=target, names=names)
        else:
            written = actions.export(store, event_id, format=format_, target=target, names=names)
    if format_ in SYSTEMS:
        left_out = f" {written.addressless} have no address and were left out." if written.addressless else ""
        say(f"Wrote {written.people} people to {output or 'stdout'}.{left_out}")
    elif output is not None:
        strangers = "" if format_ == "csv" else f" and {written.unidentified} unidentified"
        say(f"Wrote {written.people} people{strangers} to {output}.")


def _writing(output: Path | None) -> AbstractContextManager[object]:
    """The progress of what goes to a file; what goes to a terminal is seen there."""
    return nullcontext() if output is None and sys.stdout.isatty() else Progress("Writing")


@click.command()
@click.argument("event_id", metavar="EVENT")
@click.option("--format", "format_", required=True, type=click.Choice(REPORTS))
@click.option("--public", "is_public", is_flag=True, help="Publish the version with small numbers hidden.")
@click.option("--one-page", is_flag=True, help="As PDF: what matters most, on one page.")
@click.option(
    "--picture", default="presence", metavar="NAME", help="As SVG or PNG: which picture; default presence."
)
@click.option(
    "--language", default="en", type=click.Choice(["en", "fr", "es", "ar", "hi"]), help="Of its words."
)
@click.option(
    "--reason", default="", help="What it is for; a protected event asks for it where people are listed."
)
@click.option("--names", is_flag=True, help="As XLSX of a protected event: with names, not with codes.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="A file; without it stdout.")
@with_rooms
def report(
    rooms: Rooms, event_id: str, format_: str, is_public: bool, one_page: bool, picture: str, language: str,
    reason: str, names: bool, output: Path | None,
) -> None:  # fmt: skip
    """Write numbers and pictures of one event.

    A PDF has pictures and tables, with --one-page what a director reads; XLSX has figures, people and evidence; SVG
    and PNG are one picture: presence, funnel, stay, arrivals, departures, sessions, countries, organisations.

    With --public: figures that point at nobody, to be published. What was written once stays as it is; a later
    version changes a table only where each of its figures changes by nothing or by enough. As CSV: a row for each
    attendee, under a code of this file alone, that says no more than k of them have in common; once, of the final
    record.

    \b
    Example: zoom-sync report EVENT --format pdf --one-page --language fr --output report.pdf
    """
    from zoom_sync.actions import export as exporting

    if is_public and format_ not in ("json", "html", "pdf", "csv"):
        raise click.UsageError("The public version is written as json, html, pdf, or as rows in csv.")
    if format_ == "csv" and not is_public:
        raise click.UsageError(
            "A report has no csv; `zoom-sync export EVENT --format csv` writes its people."
        )
    up_to_date(rooms, event_id)
    if is_public:
        with _writing(output):
            published = _published(rooms, event_id, format_)
        _write(published, output)
        return
    if format_ == "xlsx":
        exporting.note(rooms.store, event_id, "report", by=BY, clock=rooms.clock, names=names, reason=reason)
        _workbook(rooms, event_id, language, output, names=names)
        return
    _give_figures(
        rooms, event_id, format_, language, output, reason=reason, picture=picture, one_page=one_page
    )


def _give_figures(
    rooms: Rooms, event_id: str, format_: str, language: str, output: Path | None, *,
    reason: str, picture: str = "", one_page: bool = False,
) -> None:  # fmt: skip
    """Write the report, in which nobody is listed."""
    from zoom_sync.actions import export

    export.note(rooms.store, event_id, "report", by=BY, clock=rooms.clock, people=False, reason=reason)
    with _writing(output):
        content = _report(rooms, event_id, format_, language, picture=picture, one_page=one_page)
    _write(content, output)


def _report(
    rooms: Rooms, event_id: str, format_: str, language: str, *, picture: str, one_page: bool
) -> bytes:
    import json

    from zoom_sync.actions import report as actions
    from zoom_sync.files import report_page
    from zoom_sync.files.printing import reports
    from zoom_sync.web import languages, report_words

    figures = actions.report(rooms.store, event_id)
    if format_ == "json":
        return (json.dumps(figures, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
    with languages.speaking(language):
        document = report_words.in_words(figures)
    if format_ == "html":
        return report_page.page(document).encode("utf-8", "replace")
    if format_ == "pdf":
        return reports.paper(document, one_page=one_page)[0]
    drawn = reports.pictures(document)
    if picture not in drawn:
        raise click.UsageError(f"This report has no picture “{picture}”. It has: {', '.join(drawn)}.")
    return drawn[picture].encode() if format_ == "svg" else reports.png(drawn[picture])


def _workbook(rooms: Rooms, event_id: str, language: str, output: Path | None, *, names: bool) -> None:
    from zoom_sync.actions import report as actions
    from zoom_sync.web import languages, report_words

    with _writing(output):
        figures = actions.report(rooms.store, event_id, names=names)
        with languages.speaking(language):
            document = report_words.in_words(figures)
        actions.workbook(rooms.store, event_id, document, target=output or sys.stdout.buffer, names=names)
    if output is not None:
        say(f"Wrote {output}.")


def _published(rooms: Rooms, event_id: str, format_: str) -> bytes:
    """The public version as it is out once this returns."""
    import json

    from zoom_sync.actions import public_report

    out = public_report.publish(rooms.store, event_id, by=BY, clock=rooms.clock)
    if format_ == "csv":
        return public_report.rows_csv(
            public_report.publish_rows(rooms.store, event_id, by=BY, clock=rooms.clock)
        )
    if format_ == "pdf":
        return public_report.pdf(out)
    if format_ == "html":
        return public_report.html(out).encode()
    return (json.dumps(public_report.as_json(out), ensure_ascii=False, indent=1) + "\n").encode()


def _write(content: bytes, output: Path | None) -> None:
    from zoom_sync.files import writing

    if output is None:
        sys.stdout.buffer.write(content)
    else:
        writing.write_bytes(content, output)
        say(f"Wrote {output}.")


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--output", required=True, metavar="OUT.json|csv|xlsx", type=click.Path(path_type=Path, dir_okay=False)
)
@click.option("--starts", default="", metavar="ISO", help="When the event starts; presence is clipped to it.")
@click.option("--ends", default="", metavar="ISO", help="When the event ends.")
@click.option("--timezone", default="", metavar="TZ", help="The event's zone, such as Asia/Kolkata.")
@click.option("--file-timezone", default="", metavar="TZ", help="The zone of times in the files, if another.")
@click.option("--kind", "kinds", multiple=True, metavar="FILE=KIND", help="Say what a file is.")
@click.option("--map", "columns", multiple=True, metavar="'Column=field'", help="Say what a column is.")
@click.option("--caution", type=click.Choice(["careful", "usual"]), default="usual")
@click.option(
    "--review",
    metavar="REVIEW.csv",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the open questions.",
)
@click.option(
    "--decisions", metavar="DECISIONS.csv", type=click.Path(path_type=Path), help="Read answered questions."
)
def reconcile(
    files: tuple[Path, ...], output: Path, starts: str, ends: str, timezone: str, file_timezone: str,
    kinds: tuple[str, ...], columns: tuple[str, ...], caution: Literal["careful", "usual"],
    review: Path | None, decisions: Path | None,
) -> None:  # fmt: skip
    """Merge registrants, participants and sign-in files into one record. No account, no server, no network.

    \b
    Example: zoom-sync reconcile registrants.csv attendees.csv sign-in.xlsx --output record.xlsx \\
        --starts 2026-11-11T10:30 --ends 2026-11-11T17:00 --timezone Asia/Kolkata
    """
    from zoom_sync.actions import reconcile as actions

    named = {}
    for text in kinds:
        name, separator, kind = text.rpartition("=")
        if not separator:
            raise click.BadParameter(f"{text!r} is not FILE=KIND", param_hint="--kind")
        named[name] = kind
    if bool(starts) != bool(ends):
        raise click.UsageError("--starts and --ends go together.")
    with Progress("Reconciling") as progress:
        summary = actions.reconcile(
            files, output=output, starts=starts, ends=ends, timezone=timezone, file_timezone=file_timezone,
            kinds=named, columns=column_map(columns), caution=caution, review=review, decisions=decisions,
            progress=progress,
        )  # fmt: skip
    for name, understood in summary.files:
        tell(name, understood, new=len(understood.traces))
    for note in summary.notes:
        say(note)
