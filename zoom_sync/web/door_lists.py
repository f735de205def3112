"""Whom the doors of an event may meet, held by this process and brought up to date by what changed.

A search goes through everybody's letters in memory: some milliseconds for ten thousand people, whatever else the
store is doing. A new generation of the record costs what differs in it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from zoom_sync.rules import door_search
from zoom_sync.store import checkins, listed
from zoom_sync.store.database import Store
from zoom_sync.store.listed import Listed

KEPT = 16  # events


@dataclass(slots=True)
class Entry:
    """One person as a door sees them. `keys`: the words they are found by."""

    person: Listed
    keys: str
    skeletons: tuple[str, ...] | None = None  # made when somebody is looked for by consonants


@dataclass(slots=True)
class DoorList:
    """Everybody of one event, as of one generation."""

    generation: int = 0
    entries: dict[str, Entry] = field(default_factory=dict)
    whose: dict[str, str] = field(default_factory=dict)  # fact -> the person it stands with
    lock: Lock = field(default_factory=Lock)

    def take(self, changes: listed.Changes) -> None:
        """Bring it up to what the store says."""
        if changes.whole:
            self.entries, self.whose = {}, {}
        entries = dict(self.entries)  # whoever is searching goes on in the former one
        for id in changes.gone:
            entries.pop(id, None)
        for person in changes.people:
            if person.withdrawn:  # nobody expects them
                entries.pop(person.id, None)
                continue
            keys = door_search.keys(person.name, person.organisation)
            entries[person.id] = Entry(person, keys)
            self.whose |= dict.fromkeys((person.id, *person.facts), person.id)
        self.entries, self.generation = entries, changes.generation

    def find(self, text: str) -> list[Listed]:
        """At most 8 people: first those found by their letters, by name; then those found by consonants."""
        words = door_search.asked(text)
        if not words:
            return []
        everybody = self.entries.values()
        found = [one for one in everybody if door_search.by_letters(one.keys, words)]
        found = sorted(found, key=_order)[: door_search.AT_MOST]
        if len(found) < door_search.AT_MOST and any(word.bones for word in words):
            here = {one.person.id for one in found}
            more = (one for one in everybody if one.person.id not in here and _by_bones(one, words))
            found += sorted(more, key=_order)[: door_search.AT_MOST - len(found)]
        return [one.person for one in found]


class DoorLists:
    """The lists of this process, one for each event that a door asked about."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._lists: OrderedDict[str, DoorList] = OrderedDict()

    def of(self, store: Store, event_id: str) -> DoorList:
        """The event's list, as the store has it now."""
        with self._lock:
            found = self._lists.setdefault(event_id, DoorList())
            self._lists.move_to_end(event_id)
            while len(self._lists) > KEPT:
                self._lists.popitem(last=False)
        with found.lock:
            changes = store.read(lambda tx: listed.changes(tx, event_id, found.generation))
            if changes.whole or changes.generation != found.generation:
                found.take(changes)
        return found


def inside(
    store: Store, event_id: str, people: Iterable[Listed], *, session: str = ""
) -> dict[str, checkins.Passage]:
    """Of these people those who are inside, by the last door that each passed."""
    facts = {one.id: (one.id, *one.facts) for one in people}
    last = store.read(lambda tx: checkins.last(tx, event_id, facts, session=session)) if facts else {}
    return {id: passage for id, passage in last.items() if passage.direction == "in"}


def hits(
    store: Store, lists: DoorLists, event_id: str, text: str, *, session: str = ""
) -> list[dict[str, Any]]:
    """People to check in, with no more than is needed to tell them apart; none below three letters."""
    if not door_search.asked(text):
        return []
    found = lists.of(store, event_id).find(text)
    passed = inside(store, event_id, found, session=session)
    return [
        {"ref": one.id, "name": one.name, "organisation": one.organisation, "inside": one.id in passed}
        | ({"since": passed[one.id].at, "place": passed[one.id].place} if one.id in passed else {})
        for one in found
    ]


def _order(entry: Entry) -> tuple[str, str]:
    return entry.keys, entry.person.id


def _by_bones(entry: Entry, words: list[door_search.Word]) -> bool:
    if entry.skeletons is None:
        entry.skeletons = door_search.skeletons(entry.keys)
    return door_search.by_bones(entry.keys, entry.skeletons, words)
