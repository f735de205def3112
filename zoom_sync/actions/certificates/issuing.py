"""Issue certificates: compare what the record says of everybody with what stands, and write down what differs.

Nothing is issued twice: a certificate's id follows from whom it is for and how many they had before. What the record
says as before stays as it was given, with its code.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any, Literal

from zoom_sync.actions import Clock
from zoom_sync.files import printing
from zoom_sync.records import Certified, Event, Record, Trouble
from zoom_sync.rules import certifying
from zoom_sync.rules.protection import reason_for
from zoom_sync.store import audit, certificates, events, jobs, people, snapshot
from zoom_sync.store.certificates import Certificate
from zoom_sync.store.database import Store, Tx

NOTHING = "No certificate was issued or changed."
LONGEST = 200  # characters of who gives and who signs
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Order:
    """What all certificates of an event have in common. `provisional`: they may be made before the record is final."""

    language: str = "en"
    issuer: str = ""
    signatory: str = ""
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody whom the rule names and who gets none, and why. `scripts`: those that no font can write."""

    person: str
    name: str
    why: Literal["name alone", "no name", "no font"]
    scripts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What issuing would do. `new`: by whom they are for; `replaced`, `withdrawn`: ids of certificates.

    `short`: how many did not meet the rule. `scripts`: of texts of the event itself, which no font can write.
    """

    record: Record
    new: Mapping[str, Certified]
    kept: int
    replaced: tuple[str, ...]
    withdrawn: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    short: int
    scripts: tuple[str, ...]

    @property
    def entitled(self) -> int:
        return len(self.new) + self.kept


@dataclass(frozen=True, slots=True)
class Outcome:
    issued: int
    kept: int
    replaced: int
    withdrawn: int


def examine(store: Store, event_id: str, order: Order, *, reason: str = "") -> str:
    """Whether certificates may be made like this; gives the reason as it stands in the audit. Raises Trouble."""
    head = store.read(lambda tx: snapshot.known_head(tx, event_id, safe=NOTHING))
    event = head.event
    if order.language not in printing.LANGUAGES:
        raise Trouble(
            f"There are no certificates in “{order.language[:20]}”.",
            NOTHING,
            f"They come in: {', '.join(printing.LANGUAGES)}.",
        )
    if max(len(order.issuer), len(order.signatory)) > LONGEST:
        raise Trouble("This is too long for a certificate.", NOTHING, f"Write at most {LONGEST} characters.")
    if event.erased is not None:
        raise Trouble("The people of this event were erased.", NOTHING)
    if head.status != "final" and not order.provisional:
        raise Trouble(
            f"The record is not final: it waits for {', '.join(head.waiting_for) or 'its reports'}.",
            NOTHING,
            "Wait for it, or issue them all the same, knowingly (--provisional); they then say so.",
        )
    return reason_for(event, reason)


def plan(store: Store, event_id: str, order: Order) -> Plan:
    """What issuing would do now. Raises Trouble where there is no record yet."""
    head = store.read(lambda tx: snapshot.known_head(tx, event_id, safe=NOTHING))
    event = head.event
    form = certifying.blank(
        event,
        language=order.language,
        issuer=" ".join(order.issuer.split()),
        signatory=" ".join(order.signatory.split()),
        provisional=head.status != "final",
    )
    standing = store.read(lambda tx: _by_fact(tx, event_id))
    new: dict[str, Certified] = {}
    replaced: list[str] = []
    left_out: list[LeftOut] = []
    kept = short = 0
    for person in snapshot.pages(store, event_id, generation=event.generation):
        why = certifying.refusal(person)
        if why == "rule":
            short += 1
            continue
        if why is not None:
            left_out.append(LeftOut(person.id, person.name, why))
            continue
        said = certifying.certified(person, form=form, languages=printing.LANGUAGES)
        if scripts := printing.unprintable([said.name]):
            left_out.append(LeftOut(person.id, person.name, "no font", tuple(scripts)))
            continue
        given = [one for fact in certifying.facts(person) for one in standing.pop(fact, [])]
        same = next((one for one in given if one.said == said), None)
        replaced += [one.id for one in given if one is not same]
        if same is not None:
            kept += 1
        else:
            new[person.id] = said
    withdrawn = tuple(one.id for given in standing.values() for one in given)
    of_event = printing.unprintable((form.title, form.venue, form.issuer, form.signatory))
    return Plan(head, new, kept, tuple(replaced), withdrawn, tuple(left_out), short, tuple(of_event))


def _by_fact(tx: Tx, event_id: str) -> dict[str, list[Certificate]]:
    """What stands, by whom it was given to."""
    found: dict[str, list[Certificate]] = defaultdict(list)
    for one in certificates.of_event(tx, event_id):
        found[one.fact].append(one)
    return found


def ask_for(store: Store, event_id: str, order: Order, *, by: str, reason: str = "", clock: Clock) -> None:
    """Let the worker issue and make them. Raises Trouble where they may not be made."""
    why, now = examine(store, event_id, order, reason=reason), clock.now()
    args = {"event": event_id, "by": by, "reason": why, **asdict(order)}

    def steps(tx: Tx) -> None:
        jobs.defer(tx, "certificates", key=event_id, due=now, args=args)
        audit.note(tx, who=by, what="asked for certificates", event=event_id, reason=why, now=now)

    store.once(steps)


def issue(store: Store, event_id: str, order: Order, *, by: str, reason: str = "", clock: Clock) -> Outcome:
    """Bring the certificates into line with the newest record, and note it in the audit. Raises Trouble."""
    why = examine(store, event_id, order, reason=reason)
    told = plan(store, event_id, order)
    event, now = told.record.event, clock.now()
    numbers = store.read(lambda tx: certificates.numbers(tx, event_id))
    seal = told.record.seal or ""
    made = [
        certificates.new(
            event.key, event_id, person, numbers.get(person, 0) + 1, said,
            seal=seal, generation=event.generation, now=now,
        )
        for person, said in told.new.items()
    ]  # fmt: skip
    gone, issued = set(told.replaced), 0
    for start in range(0, len(made), _AT_ONCE):
        issued += store.run(partial(_issue, event=event, new=made[start : start + _AT_ONCE]))
    outcome = Outcome(issued, told.kept, len(gone), len(told.withdrawn))

    def finish(tx: Tx) -> None:
        certificates.end(tx, gone, "replaced", now=now)
        certificates.end(tx, told.withdrawn, "withdrawn", now=now)
        if issued or gone or told.withdrawn:
            figures: dict[str, Any] = asdict(outcome)
            audit.note(
                tx, who=by, what="issued certificates", event=event_id, reason=why, after=figures, now=now
            )

    store.once(finish)
    return outcome


def _issue(tx: Tx, event: Event, new: Sequence[Certificate]) -> int:
    """Put them in, but of nobody who was erased since. Returns how many stand."""
    events.get(tx, event.id, hold=True)  # an erasure either has been or finds them
    still = people.shown_of(tx, event.id, [one.fact for one in new])
    stand = [one for one in new if one.fact in still]
    certificates.issue(tx, event.key, stand)
    return len(stand)
