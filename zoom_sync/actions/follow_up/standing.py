"""How far a letter is: its copies by state, whom it waits for, and what changed since it was addressed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from zoom_sync.actions.follow_up import audience, words
from zoom_sync.actions.follow_up.known import known_letter
from zoom_sync.actions.follow_up.leaving import marks
from zoom_sync.keys import Keys
from zoom_sync.rules import followup
from zoom_sync.rules.report import iso
from zoom_sync.store import events, optouts, outbox, people
from zoom_sync.store.database import Store, Tx
from zoom_sync.store.outbox import Copy, Letter


def overview(
    store: Store, letter_id: str, *, numbers: Mapping[Any, int] | None = None, now: datetime | None = None
) -> dict[str, Any]:
    """As `status`, without the copies. `numbers`: what `expected` gave, for a letter whose copies are not written."""

    def look(tx: Tx) -> dict[str, Any]:
        letter = known_letter(tx, letter_id)
        return _told(tx, letter, outbox.counts(tx, letter.id) if letter.addressed else numbers or {}, now)

    return store.read(look)


def expected(store: Store, letter_id: str, *, keys: Keys) -> Counter[str]:
    """How many copies would be planned and how many skipped by the record as it is now: goes through everybody."""
    return store.read(
        lambda tx: Counter(one.state for one in copies_of(tx, known_letter(tx, letter_id), keys))
    )


def differences(store: Store, letter_id: str) -> list[dict[str, str]]:
    """Who came into the group or left it since the copies were written: for a person to see to."""

    def look(tx: Tx) -> list[dict[str, str]]:
        letter = known_letter(tx, letter_id)
        return _differences(tx, letter, outbox.states(tx, letter.id)) if letter.addressed else []

    return store.read(look)


def status(
    store: Store, letter_id: str, *, keys: Keys | None = None, now: datetime | None = None
) -> dict[str, Any]:
    """`planned` … `skipped`: how many copies are in each state; `letters`: person, address, state, reason.

    Before the copies are written (at the first sending after approval) it tells who would get one by the
    record as it is now; who opted out shows then only if `keys` are given. `differences` lists who came
    into the group or left it since the copies were written: they are for a person to see to.
    Raises LetterUnknown.
    """

    def look(tx: Tx) -> dict[str, Any]:
        letter = known_letter(tx, letter_id)
        copies = outbox.states(tx, letter.id) if letter.addressed else copies_of(tx, letter, keys)
        told = _told(tx, letter, Counter(one.state for one in copies), now)
        told["letters"] = [
            {"person": one.person, "address": one.address, "state": one.state, "reason": one.reason}
            for one in copies
        ]
        told["differences"] = _differences(tx, letter, copies) if letter.addressed else []
        return told

    return store.read(look)


def of_event(store: Store, event_id: str) -> list[dict[str, Any]]:
    """An event's letters, the newest first, each as in `status` but without its copies."""

    def look(tx: Tx) -> list[dict[str, Any]]:
        told = []
        for letter in outbox.letters(tx, event_id):
            if letter.addressed:
                numbers: Mapping[Any, int] = outbox.counts(tx, letter.id)
            else:
                numbers = Counter(one.state for one in copies_of(tx, letter, None))
            told.append(_told(tx, letter, numbers, None))
        return told

    return store.read(look)


def copies_of(tx: Tx, letter: Letter, keys: Keys | None) -> list[Copy]:
    """The copies the letter would have by the newest record."""
    left = optouts.all(tx) if keys is not None else frozenset()

    def opted_out(box: str) -> bool:
        return keys is not None and bool(left) and not left.isdisjoint(marks(keys, box))

    event = events.known(tx, letter.event)
    found = followup.addressees(
        audience.members(tx, event, group=letter.group, chosen=letter.chosen),
        group=letter.group,
        subject=letter.subject,
        text=letter.text,
        language=letter.language,
        others=letter.others,
        about=words.about(letter, event, letter.language),
        opted_out=opted_out,
    )
    return [
        Copy(
            letter=letter.id,
            key=one.key,
            person=one.person,
            name=one.name,
            address=one.address,
            fields=one.fields,
            state="skipped" if one.skipped else "planned",
            reason=one.skipped,
            language=one.language,
        )
        for one in found
    ]


def may_go(tx: Tx, letter: Letter) -> bool:
    """Whether the record allows it: it is final, or an organiser knowingly said not to wait for that."""
    summary = events.summary(tx, letter.event)
    return summary is not None and (letter.before_final or summary["status"] == "final")


def _told(tx: Tx, letter: Letter, numbers: Mapping[Any, int], now: datetime | None) -> dict[str, Any]:
    return {
        **{state: numbers.get(state, 0) for state in outbox.STATES},
        "id": letter.id,
        "event": letter.event,
        "group": letter.group,
        "subject": letter.subject,
        "text": letter.text,
        "chosen": dict(letter.chosen),
        "language": letter.language,
        "others": {code: {"subject": one[0], "text": one[1]} for code, one in letter.others.items()},
        "recording": letter.recording,
        "calendar": letter.calendar,
        "not_before": iso(letter.not_before),
        "created": iso(letter.created),
        "approved": iso(letter.approved),
        "before_final": letter.before_final,
        "addressed": iso(letter.addressed),
        "stopped": iso(letter.stopped),
        "waiting_for": _waiting_for(tx, letter, numbers.get("planned", 0), now),
    }


def _waiting_for(tx: Tx, letter: Letter, planned: int, now: datetime | None) -> str:
    """ "" where nothing is to be done any more."""
    if letter.stopped or (letter.addressed and not planned):
        return ""
    if not letter.approved:
        return "approval"
    if not may_go(tx, letter):
        return "the final record"
    if letter.not_before is not None and (now is None or now < letter.not_before):
        return "its time"
    return "the mail server"


def _differences(tx: Tx, letter: Letter, copies: Iterable[Copy]) -> list[dict[str, str]]:
    owner: dict[str, str] = {}  # a person's id may have moved to another of their facts
    for person in people.read(tx, letter.event):
        owner[person.id] = person.id
        owner.update((evidence.fact, person.id) for evidence in person.evidence)
    event = events.known(tx, letter.event)
    members = {one.id for one in audience.members(tx, event, group=letter.group, chosen=letter.chosen)}
    written = {owner.get(copy.person, copy.person) for copy in copies}
    left = [{"person": one, "now": "no longer in the group"} for one in sorted(written - members)]
    return left + [
        {"person": one, "now": "in the group, not written to"} for one in sorted(members - written)
    ]
