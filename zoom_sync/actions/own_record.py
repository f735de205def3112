"""Let people see their own record by a link, say what is wrong in it, and answer them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from zoom_sync.actions import Clock
from zoom_sync.records import Event, Person, Trouble, fact_id
from zoom_sync.rules import certifying, own_record
from zoom_sync.rules.protection import reason_for
from zoom_sync.store import audit, events, objections, people, person_links, verdicts
from zoom_sync.store.database import Store, Tx
from zoom_sync.store.objections import Objection
from zoom_sync.store.person_links import Link

UNKEPT = "Nothing was kept."
UNCHANGED = "Nothing was changed."
THEMSELVES = "participant"  # who did it, in the audit


@dataclass(frozen=True, slots=True)
class Given:
    """A link that was just made; its address is shown only now."""

    link: Link
    address: str


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose record a link opens."""

    link: Link
    event: Event
    person: Person


class LinkGone(Trouble):
    """The link was cut on its way, has ended, or whose record it opened is not there any more."""

    def __init__(self) -> None:
        super().__init__(
            "This link opens nothing, or nothing any more.", UNCHANGED, "Ask the organiser for a new one."
        )


def give(
    store: Store, event_id: str, ref: str, *, public_url: str, by: str, reason: str = "", clock: Clock
) -> Given:
    """Make a link to somebody's own record. Of a protected event it is done with a reason alone. Raises Trouble."""
    now = clock.now()

    def steps(tx: Tx) -> Given:
        event, person = _known(tx, event_id, ref)
        why, until = reason_for(event, reason), own_record.until(event, now)
        if until <= now or event.erased is not None:
            raise Trouble("The names of this event have ended.", "No link was made.")
        link, secret = person_links.make(tx, event.id, person.id, until=until, by=by, now=now)
        what = "personal link given"
        audit.note(tx, who=by, what=what, event=event.id, about=person.id, reason=why, now=now)
        return Given(link, own_record.address(public_url, secret))

    return store.once(steps)


def withdraw(store: Store, event_id: str, ref: str, *, by: str, clock: Clock) -> int:
    """End every link to somebody's record, those in letters too. Returns how many were open. Raises Trouble."""
    now = clock.now()

    def steps(tx: Tx) -> int:
        event, person = _known(tx, event_id, ref)
        ended = person_links.withdraw(tx, event.id, certifying.facts(person), now=now)
        audit.note(tx, who=by, what="personal links withdrawn", event=event.id, about=person.id, now=now)
        return ended

    return store.once(steps)


def owner(tx: Tx, secret: str, *, now: datetime) -> Owner:
    """Whose record a link opens now. Raises LinkGone."""
    link = person_links.by_secret(tx, secret)
    if link is None or not link.is_open(now):
        raise LinkGone
    event, person = events.get(tx, link.event), people.person(tx, link.event, link.fact)
    if event is None or event.erased is not None or person is None:
        raise LinkGone
    if people.is_nameless(tx, event.id, person.id):
        raise LinkGone
    return Owner(link, event, person)


def note(store: Store, secret: str, what: str, *, clock: Clock) -> Owner:
    """Whose record a link opens, with a line of the audit that it was opened, or taken. Raises LinkGone."""
    now = clock.now()

    def steps(tx: Tx) -> Owner:
        whose = owner(tx, secret, now=now)
        audit.note(tx, who=THEMSELVES, what=what, event=whose.event.id, about=whose.person.id, now=now)
        return whose

    return store.once(steps)


def object_to(store: Store, secret: str, *, about: str, text: str, clock: Clock) -> str:
    """Keep what somebody says is wrong, beside their record; its id. The same words twice are one objection.

    Raises Trouble for one without words, for too many that wait, and LinkGone.
    """
    now, said = clock.now(), "\n".join(line.rstrip() for line in text.strip().splitlines())
    if about not in own_record.ABOUT or (not said and about != "erase"):
        raise Trouble("This says nothing yet.", UNKEPT, "Choose what is wrong, and write what is right.")
    if len(said) > own_record.LONGEST:
        raise Trouble("This is too long.", UNKEPT, f"Write at most {own_record.LONGEST} characters.")

    def steps(tx: Tx) -> str:
        whose = owner(tx, secret, now=now)
        event, person = whose.event, whose.person
        theirs = objections.of_facts(tx, event.id, certifying.facts(person))
        same = next(
            (one for one in theirs if not one.outcome and (one.about, one.text) == (about, said)), None
        )
        if same is not None:
            return same.id
        if sum(not one.outcome for one in theirs) >= own_record.MOST_OPEN:
            raise Trouble(
                f"{own_record.MOST_OPEN} of your objections wait for an answer.",
                UNKEPT,
                "Wait for one first.",
            )
        id = fact_id(event.key, "objection", person.id, str(len(theirs)), about, said)
        if objections.add(tx, Objection(id, event.id, person.id, about, said, now)):
            audit.note(tx, who=THEMSELVES, what="objected to a record", event=event.id, about=id, now=now)
        return id

    return store.run(steps)


def answer(
    store: Store,
    event_id: str,
    id: str,
    *,
    outcome: str,
    text: str,
    decision: str = "",
    by: str,
    clock: Clock,
) -> None:
    """Answer an objection, once, in words. `decision`: the one that put the record right, where one did.

    Raises Trouble for one that is answered or not there, without words, or with a decision that is not the event's.
    """
    now, said = clock.now(), text.strip()
    if outcome not in own_record.OUTCOMES or not said or len(said) > own_record.LONGEST:
        raise Trouble(
            "The answer is not complete.",
            UNCHANGED,
            f"Say whether you accept it, and why, in at most {own_record.LONGEST} characters.",
        )

    def steps(tx: Tx) -> None:
        events.known(tx, event_id, safe=UNCHANGED)
        if decision and not any(one.id == decision for one in verdicts.of_event(tx, event_id)):
            raise Trouble(f"There is no decision {decision[:40]!r}.", UNCHANGED, "Choose one from the list.")
        was_open = objections.answer(
            tx, event_id, id, outcome=outcome, text=said, decision=decision, by=by, now=now
        )
        if not was_open:
            raise Trouble(
                "There is no such objection, or somebody has answered it.", UNCHANGED, "Load the page anew."
            )
        audit.note(tx, who=by, what=f"objection {outcome}", event=event_id, about=id, now=now)

    store.once(steps)


def _known(tx: Tx, event_id: str, ref: str) -> tuple[Event, Person]:
    event, person = events.known(tx, event_id, safe=UNCHANGED), people.person(tx, event_id, ref)
    if person is None or people.is_nameless(tx, event_id, person.id):
        raise Trouble(
            f"Nobody with a name has the id or ref {ref[:60]!r} at this event.",
            UNCHANGED,
            "Take the `id` of a person or any evidence `ref` from the export.",
        )
    return event, person
