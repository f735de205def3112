"""Whether the figures of a report are those that the sealed record gives, or those that were published."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from zoom_sync.actions.verify import record
from zoom_sync.actions.verify.comparing import differences
from zoom_sync.actions.verify.record import Sealed
from zoom_sync.files import public_page
from zoom_sync.records import Event, Record, Trouble
from zoom_sync.rules import asked as counting
from zoom_sync.rules import disclosure, protection
from zoom_sync.rules import report as rules
from zoom_sync.rules.seal import Kind
from zoom_sync.store import asked as kept
from zoom_sync.store import events, publications, snapshot
from zoom_sync.store.database import Store, Tx
from zoom_sync.store.publications import Publication

# What stays when somebody is erased: all else is counted of the people who are left.
_STAYS = ("event", "status", "seal", "waiting_for", "counts", "no_show_rate", "funnel", "roles")


def report(store: Store, one: Sealed, given: dict[str, Any]) -> Iterator[str]:
    """Each figure that is not the one that the sealed record gives. Raises Trouble where there is a newer record."""
    if one.record is None:
        raise Trouble(
            "The record was opened again since this report was made.",
            "Its figures cannot be made again.",
            "Make the report anew; the export of then can still be verified.",
        )
    event = one.record.event
    people, unidentified = snapshot.everybody(store, event.id, generation=event.generation)
    made = rules.report(one.record, people=people, unidentified=unidentified)
    if event.polls:  # no part of what is sealed: held against what was read last
        made["asked"] = counting.told(store.read(lambda tx: kept.of(tx, event.id)))
    right = json.loads(json.dumps(made))
    if event.protected:  # it leaves without some of its rows, or left with them before it was protected
        forms = (right, protection.beside_codes(right))
        right = min(forms, key=lambda form: sum(1 for _ in differences(given, form)))
    yield from record.in_store(store, one)
    if one.erased(Kind.PERSON, Kind.UNIDENTIFIED):
        given, right = _left(given), _left(right)
        if isinstance(given["counts"], dict):
            given["counts"] = given["counts"] | {"erased": right["counts"].get("erased")}
    yield from differences(given, right)


def _left(report: dict[str, Any]) -> dict[str, Any]:
    """The figures that stay, without ranges: an open question about somebody goes with them."""
    found = {name: report[name] for name in _STAYS if name in report}
    for name in ("funnel", "roles"):
        if name in found:
            found[name] = _without_ranges(found[name])
    return found


def _without_ranges(figures: Any) -> Any:
    """Whatever shape a file gives them."""
    if not isinstance(figures, list):
        return figures
    return [
        {name: one[name] for name in one if name != "ranges"} if isinstance(one, dict) else one
        for one in figures
    ]


def published(store: Store, given: dict[str, Any]) -> tuple[tuple[str, ...], list[str]]:
    """What a published report is, and each figure that is not as it was published. Raises Trouble for a stranger.

    Of its own tables it is also said whether they follow from the sealed record as it is now.
    """

    def steps(tx: Tx) -> list[tuple[Event, Publication, dict[str, Any]]]:
        about = given["event"] if isinstance(given.get("event"), dict) else {}
        named = [one for one in events.all(tx) if one.title == about.get("title")]
        return [
            (event, one, public_page.in_words(one.body, version=one.version, at=rules.iso(one.at) or ""))
            for event in named
            for one in publications.of(tx, event.id)
            if one.version == given["version"]
        ]

    known = [(list(differences(given, right)), event, one) for event, one, right in store.read(steps)]
    if not known:
        raise Trouble(
            "No event of this title published a report of this version.",
            "The file was changed, or it is of another store.",
            "",
        )
    differs, event, one = min(known, key=lambda each: len(each[0]))
    about = f"The public version {one.version}, published on {rules.iso(one.at)}."
    return (about, *_follows(store, event, one)), differs


def _follows(store: Store, event: Event, one: Publication) -> Iterator[str]:
    """How many of its tables the record that is sealed now gives once more; nothing where none is sealed."""

    def steps(tx: Tx) -> tuple[Record | None, list[Publication]]:
        head = snapshot.head(tx, event.id)
        return head, publications.beside(tx, event.id, starts=event.starts, ends=event.ends)

    head, beside = store.read(steps)
    if head is None or head.seal is None:
        return
    before = [list(map(disclosure.from_json, other.body["tables"])) for other in beside if other.at <= one.at]
    people = snapshot.pages(store, event.id, generation=head.event.generation)
    made = {
        table.name: replace(table, version=0)
        for table in disclosure.tables(head.event, people, taken=disclosure.taken(before))
    }
    own = [replace(disclosure.from_json(table), version=0) for table in one.body["tables"]]
    right = sum(made.get(table.name) == table for table in own)
    if right == len(own):
        yield f"All of its {right} tables follow from the record that is sealed now."
    else:
        yield f"{right} of its {len(own)} tables follow from the record that is sealed now; others from an earlier one."
