"""Which commands there are."""

from __future__ import annotations

import click

from zoom_sync.cli import decisions, events, letters, people, processes, record, sources


def register(cli: click.Group) -> None:
    """Add every command to the group. Safe to call twice."""
    for command in (
        processes.db, processes.web, processes.worker, processes.run, processes.doctor,
        events.event, sources.sync, sources.import_,
        record.merge, record.export, record.report, record.reconcile,
        decisions.decide, decisions.review,
        letters.letter,
        people.user, people.token,
    ):  # fmt: skip
        cli.add_command(command)
