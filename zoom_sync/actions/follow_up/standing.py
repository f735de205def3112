"""How far a letter is: its copies by state, whom it waits for, and what changed since it was addressed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from zoom_sync.actions import Clock
from zoom_sync.actions.follow_up import attaching, audience, words
from zoom_sync.actions.follow_up.known import known_letter
from zoom_sync.actions.follow_up.leaving import marks
from zoom_sync.keys import Keys
from zoom_sync.records import Person
from zoom_sync.rules import followup
from zoom_sync.rules.followup.wording import YES
from zoom_sync.rules.protection import reason_for
from zoom_sync.rules.report import iso
from zoom_sync.store import audit, events, optouts, outbox, people
from zoom_sync.store.database import Store, Tx
from zoom_sync.store.letters import Letter
from zoom_sync.store.outbox import Copy

CERTIFICATE = "certificate"  # among the fields of a copy that brings one


def overview(
    store: Store, letter_id: str, *, numbers: Mapping[Any, int] | None = None, now: datetime | None = None
) -> dict[str, Any]:
    """As `status`, without the copies. `numbers`: what `expected` gave, for a letter whose copies are not written."""

    def look(tx: Tx) -> dict[str, Any]:
        letter = known_letter(tx, letter_id)
        return _told(tx, letter, outbox.counts(tx, letter.id) if letter.addressed else numbers or {}, now)

    return store.read(look)


def expected(store: Store, letter_id: str, *, keys: Keys) -> Counter[str]:
    """How many copies would be planned and how many skipped by the record as it is now: goes through everybody.

    `certified`: how many of those that are planned would bring a certificate.
    """

    def look(tx: Tx) -> Counter[str]:
        copies = copies_of(tx, known_letter(tx, letter_id), keys)
        return Counter(one.state for one in copies) + Counter(certified=_certified(copies))

    return store.read(look)


def differences(store: Store, letter_id: str) -> list[dict[str, str]]:
    """Who came into the group or left it since the copies were written: for a person to see to."""

    def look(tx: Tx) -> list[dict[str, str]]:
        letter = known_letter(tx, letter_id)
        return _differences(tx, letter, outbox.states(tx, letter.id)) if letter.addressed else []

    return store.read(look)


def note_look(store: Store, letter_id: str, *, by: str, reason: str, clock: Clock) -> None:
    """Put on record that somebody sees to whom a letter of a protected event goes, before they do.

    Raises LetterUnknown, and Trouble where such an event is given no reason.
    """
    now = clock.now()

    def steps(tx: Tx) -> None:
        event = events.known(tx, known_letter(tx, letter_id).event, removed=True)
        why = reason_for(event, reason)
        if event.protected:
            what = "looked at the addresses of a letter"
            audit.note(tx, who=by, what=what, event=event.id, about=letter_id, reason=why, now=now)

    store.once(steps)


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
        told["certified"] = _certified(copies)
        told["letters"] = [
            {"person": one.person, "address": one.address, "state": one.state, "reason": one.reason}
            for one in copies
        ]
        told["differences"] = _differences(tx, letter, copies) if letter.addressed else []
        return told

    return store.read(look)


def copies_of(tx: Tx, letter: Letter, keys: Keys | None) -> list[Copy]:
    """The copies the letter would have by the newest record."""
    left = optouts.all(tx) if keys is not None else frozenset()

    def opted_out(box: str) -> bool:
        return keys is not None and bool(left) and not left.isdisjoint(marks(keys, box))

    event, holders = events.known(tx, letter.event), attaching.Holders(tx, letter)
    certified = set[str]()

    def lacks(person: Person) -> str:
        if person in holders:
            certified.add(person.id)
        return followup.NO_CERTIFICATE if letter.certificate == "only" and person.id not in certified else ""

    found = followup.addressees(
        audience.members(tx, event, group=letter.group, chosen=letter.chosen),
        group=letter.group,
        subject=letter.subject,
        text=letter.text,
        language=letter.language,
        others=letter.others,
        about=words.about(letter, event, letter.language),
        opted_out=opted_out,
        for_one=bool(letter.certificate),
        lacks=lacks,
    )
    return [
        Copy(
            letter=letter.id,
            key=one.key,
            person=one.person,
            name=one.name,
            address=one.address,
            fields={**one.fields, CERTIFICATE: YES} if one.person in certified else one.fields,
            state="skipped" if one.skipped else "planned",
            reason=one.skipped,
            language=one.language,
        )
        for one in found
    ]


def may_go(tx: Tx, letter: Letter) -> bool:
    """Whether it need not wait for the record (it is final, or an organiser knowingly said not to wait for that), nor
    for what goes along."""
    return _may_by_the_record(tx, letter) and attaching.has_all(tx, letter)


def _may_by_the_record(tx: Tx, letter: Letter) -> bool:
    summary = events.summary(tx, letter.event)
    return summary is not None and (letter.before_final or summary["status"] == "final")


def _certified(copies: Iterable[Copy]) -> int:
    return sum(one.state == "planned" and CERTIFICATE in one.fields for one in copies)


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
        "certificate": letter.certificate,
        "certified": numbers.get("certified", 0),
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
    if not _may_by_the_record(tx, letter):
        return "the final record"
    if not attaching.has_all(tx, letter):
        return "the certificates"
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
