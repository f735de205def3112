"""Which commands there are."""

from __future__ import annotations

import click

from zoom_sync.cli import (
    certificates,
    decisions,
    doors,
    events,
    hooks,
    letters,
    papers,
    people,
    privacy,
    processes,
    record,
    series,
    sources,
    stores,
    trail,
)


def register(cli: click.Group) -> None:
    """Add every command to the group. Safe to call twice."""
    for command in (
        processes.web, processes.worker, processes.run, processes.doctor,
        stores.db, stores.backup, stores.restore, stores.secrets,
        events.event, series.series, sources.sync, sources.import_,
        record.merge, record.export, record.report, record.reconcile,
        decisions.decide, decisions.review,
        letters.letter, doors.door, hooks.hook, papers.print_, certificates.certificates,
        people.user, people.token, privacy.person, privacy.objection, trail.audit, trail.verify_file,
    ):  # fmt: skip
        cli.add_command(command)
