"""The public version of a report: looked at, published, and read as it went out.

Whatever leaves is published first, so that no later version can be played against it (`rules.disclosure`).
"""

from __future__ import annotations

import io
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from babel import Locale

from zoom_sync import countries
from zoom_sync.actions import Clock
from zoom_sync.files import public_page
from zoom_sync.files.writing.as_text import write_rows
from zoom_sync.records import Record, Trouble
from zoom_sync.rules import disclosure
from zoom_sync.rules.ranges import ranges
from zoom_sync.rules.report import iso
from zoom_sync.store import audit, events, publications, snapshot
from zoom_sync.store.database import Store, Tx
from zoom_sync.store.publications import Publication

NOTHING_WRITTEN = "Nothing was published."


@dataclass(frozen=True, slots=True)
class Draft:
    """What would go out now. `is_new`: whether it differs from what is out. `held`: tables that have to stay.

    `body` is that of a `Publication`, and its words are `files.public_page`'s.
    """

    body: dict[str, Any]
    is_new: bool
    held: tuple[str, ...]


def preview(store: Store, event_id: str) -> Draft:
    """What publishing would put out now. Raises Trouble where there is no record yet."""
    counted = _counted(store, event_id)
    return _draft(counted, store.read(lambda tx: publications.of(tx, event_id)))


def publish(store: Store, event_id: str, *, by: str, clock: Clock) -> Publication:
    """Put the newest figures out, or find that those which are out stay as they are. Returns what is then out.

    Raises Trouble where there is no record yet.
    """
    counted, now = _counted(store, event_id), clock.now()

    def steps(tx: Tx) -> Publication:
        events.known(tx, event_id, safe=NOTHING_WRITTEN, hold=True)
        out = publications.of(tx, event_id)
        draft = _draft(counted, out)
        if out and not draft.is_new:
            audit.note(
                tx, who=by, what="exported public report", event=event_id, about=str(out[-1].version), now=now
            )
            return out[-1]
        made = Publication(len(out) + 1, now, by, draft.body)
        publications.add(tx, event_id, made)
        audit.note(tx, who=by, what="published report", event=event_id, about=str(made.version), now=now)
        return made

    return store.once(steps)


def publish_rows(store: Store, event_id: str, *, by: str, clock: Clock) -> Publication:
    """Put out a row for each attendee beside the tables that are out, once, as a version of its own; it stays.

    Raises Trouble unless the record is final and what is out is of this very record: else one could be held against
    the other.
    """
    counted = _counted(store, event_id)
    with_rows = rows_of(published(store, event_id))
    if with_rows is not None:
        return with_rows
    record = store.read(lambda tx: snapshot.head(tx, event_id))
    if record is None or record.status != "final":
        raise Trouble("Rows are made of the final record alone.", NOTHING_WRITTEN, "Wait until it is final.")
    event, key = record.event, secrets.token_bytes(32)  # which nobody keeps
    people = snapshot.pages(store, event_id, generation=event.generation)
    made = disclosure.published_rows(event, people, counted.tables, key=key)
    now = clock.now()

    def steps(tx: Tx) -> Publication:
        stands = events.known(tx, event_id, safe=NOTHING_WRITTEN, hold=True)
        out = publications.of(tx, event_id)
        before, draft = rows_of(out), _draft(counted, out)
        if before is not None:
            return before
        if not out or draft.is_new or draft.held or stands.generation != event.generation:
            raise Trouble(
                "The tables that are out are not of this record.",
                NOTHING_WRITTEN,
                "Publish the tables first. Where they have to stay as they are, no rows can go with them.",
            )
        if rows_of(publications.beside(tx, event_id, starts=event.starts, ends=event.ends)) is not None:
            raise Trouble(
                "Rows of nearly the same people are out: of another event through this webinar at these hours.",
                NOTHING_WRITTEN,
                "Hand out the tables: one list of rows could be held against the other.",
            )
        done = Publication(len(out) + 1, now, by, out[-1].body | {"rows": made})
        publications.add(tx, event_id, done)
        audit.note(tx, who=by, what="published rows", event=event_id, about=str(done.version), now=now)
        return done

    return store.run(steps)


def rows_of(out: Sequence[Publication]) -> Publication | None:
    """The version that has rows of people; None where none was published."""
    return next((one for one in out if "rows" in one.body), None)


def rows_csv(one: Publication) -> bytes:
    """Its rows as they went out: `code`, and what of each may be told; an empty cell is not told."""
    written = io.BytesIO()
    write_rows((), disclosure.row_lines(one.body["rows"]), stream=written, is_marked=False)
    return written.getvalue()


def published(store: Store, event_id: str) -> list[Publication]:
    """All that is out, the oldest first."""
    return store.read(lambda tx: publications.of(tx, event_id))


@dataclass(frozen=True, slots=True)
class _Counted:
    """An event as it stands, hidden and not yet compared with what is out."""

    tables: tuple[disclosure.Public, ...]
    k: int
    about: dict[str, Any]
    ranges: dict[str, tuple[int, int]]


def _counted(store: Store, event_id: str) -> _Counted:
    def steps(tx: Tx) -> tuple[Record, list[Publication]]:
        found = snapshot.known_head(tx, event_id, safe=NOTHING_WRITTEN)
        return found, publications.beside(tx, event_id, starts=found.event.starts, ends=found.event.ends)

    head, beside = store.read(steps)
    event = head.event
    taken = disclosure.taken(_tables(one) for one in beside)
    record = store.read(lambda tx: snapshot.record(tx, event_id)) if head.review else None
    people = record.people if record else snapshot.pages(store, event_id, generation=event.generation)
    return _Counted(
        tuple(disclosure.tables(event, people, taken=taken)),
        disclosure.least(event),
        {
            "event": {
                "title": event.title, "starts": iso(event.starts), "ends": iso(event.ends), "timezone": event.timezone,
            },
            "status": head.status,
            "rule": asdict(event.rule),
            "open_questions": len(head.review),
        },
        ranges(record) if record else {},
    )  # fmt: skip


def _draft(counted: _Counted, out: Sequence[Publication]) -> Draft:
    before = [_tables(one) for one in out]
    tables = disclosure.following(counted.tables, before, counted.k)
    is_new = not out or any(table.version > len(out) for table in tables)
    fresh = {table.name: replace(table, version=0) for table in counted.tables}
    held = tuple(
        table.name
        for table in tables
        if table.version <= len(out) and fresh.get(table.name) not in (None, replace(table, version=0))
    )
    body = {
        "k": counted.k,
        **counted.about,
        "ranges": _ranges(tables, counted, out),
        "tables": [disclosure.as_json(table) for table in tables],
    }
    return Draft(body if is_new else out[-1].body, is_new, held)


def _ranges(
    tables: Sequence[disclosure.Public], counted: _Counted, out: Sequence[Publication]
) -> dict[str, Any]:
    """What open questions leave of the attendees' figures that are shown; those of then where the figures are."""
    roles = next(table for table in tables if table.name == "role")
    if out and roles.version <= len(out):
        return dict(out[-1].body["ranges"])
    shown = dict(zip(roles.columns, roles.cells[0], strict=True))
    return {
        mode: [low, high]
        for mode, (low, high) in counted.ranges.items()
        if isinstance(shown.get(mode), int) and low != high and low >= counted.k
    }


def _tables(one: Publication) -> list[disclosure.Public]:
    return [disclosure.from_json(table) for table in one.body["tables"]]


def as_json(one: Publication) -> dict[str, Any]:
    """A published report as it is handed out."""
    return public_page.in_words(one.body, version=one.version, at=iso(one.at) or "")


def html(one: Publication) -> str:
    """The same as a page that loads nothing."""
    return public_page.page(_to_read(one))


def pdf(one: Publication) -> bytes:
    """The same on paper."""
    return public_page.paper(_to_read(one))


def _to_read(one: Publication) -> dict[str, Any]:
    """As handed out, with countries by their names; programs (`as_json`) get them as they were written."""
    return public_page.in_words(one.body, version=one.version, at=iso(one.at) or "", country=_english)


def _english(country: str) -> str:
    return countries.name(country, Locale("en"))
