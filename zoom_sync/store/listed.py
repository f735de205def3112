"""Whom a door may meet: names and organisations of the record's people, and what changed since it last asked."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Text, cast, or_, select

from zoom_sync.records import NOT_COUNTED
from zoom_sync.store import memory, schema
from zoom_sync.store.codec import PERSON
from zoom_sync.store.dialect import Tx
from zoom_sync.store.pruning import KEPT

event, table = schema.event, schema.person


@dataclass(frozen=True, slots=True)
class Listed:
    """`facts`: all that stands with this person. `registrations`: those of them that have a personal code.

    `withdrawn`: nothing is known of them but check-ins that were taken back.
    """

    id: str
    name: str
    organisation: str
    facts: tuple[str, ...]
    registrations: tuple[str, ...]
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Changes:
    """`whole`: this is everybody; else who is new or changed. `gone`: the ids of those who are there no more."""

    generation: int
    whole: bool
    people: tuple[Listed, ...]
    gone: tuple[str, ...] = ()


def changes(tx: Tx, event_id: str, since: int) -> Changes:
    """The people of the newest generation who differ from those of generation `since`; 0 knew nobody."""
    generation = tx.execute(select(event.c.generation).where(event.c.id == event_id)).scalar() or 0
    if since == generation:
        return Changes(generation, False, ())
    thinned = memory.recall(tx, memory.thinned(event_id)) or 0  # a list that knows the erased is made anew
    whole = since <= thinned or since > generation or since < generation - KEPT
    mine = (table.c.event == event_id, table.c.kind == "person")
    is_seen = or_(table.c.gen_to.is_(None), table.c.gen_to > generation)
    body = select(table.c.facts, cast(table.c.body, Text)).where(*mine, is_seen)
    if not whole:
        body = body.where(table.c.gen_from > since)
    people = tuple(
        _listed(facts, text) for facts, text in tx.execute(body.where(table.c.gen_from <= generation))
    )
    if whole:
        return Changes(generation, True, people)
    ended = select(table.c.id).where(*mine, table.c.gen_to > since, table.c.gen_to <= generation)
    here = {one.id for one in people}
    return Changes(generation, False, people, tuple(set(tx.execute(ended).scalars()) - here))


def _listed(facts: str, text: str) -> Listed:
    person = PERSON.of_text(text)
    coded = tuple(one.fact for one in person.evidence if one.source in ("registrant", "panelist"))
    withdrawn = bool(person.evidence) and all(
        one.source == "check_in" and one.reason.startswith(NOT_COUNTED) for one in person.evidence
    )
    return Listed(person.id, person.name, person.organisation, tuple(facts.split()), coded, withdrawn)
