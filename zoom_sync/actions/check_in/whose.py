"""Whom a check-in stands for: somebody who is known, by a reference or a personal code, or whoever it names."""

from __future__ import annotations

from dataclasses import dataclass

from zoom_sync.actions.check_in.passing import KEPT_NOTHING, Passing
from zoom_sync.records import Event, Person, Trouble
from zoom_sync.store import codes, people
from zoom_sync.store.database import Tx

WITHDRAWN = "its personal code was withdrawn"
UNKNOWN = "its personal code is not known here"


@dataclass(frozen=True, slots=True)
class Whose:
    """Whom a check-in stands for. `facts`: all of theirs that are known."""

    person: Person | None = None
    fact: str = ""
    name: str = ""
    proven: str = ""  # the registration whose code was shown
    note: str = ""

    @property
    def facts(self) -> tuple[str, ...]:
        known = tuple(line.fact for line in self.person.evidence) if self.person else ()
        return tuple(dict.fromkeys((self.fact, *known)))


def whose(tx: Tx, event: Event, one: Passing) -> Whose:
    """Raises Trouble where nobody is named, and, if `strict`, for a code that stands for nobody."""
    claim = one.claim
    has_claim = bool(claim.name.strip() or claim.email.strip() or claim.phone.strip())
    note = ""
    if one.code:
        found = codes.resolve(tx, event.id, one.code)
        if found is not None and found.state == "valid":
            person = people.person(tx, event.id, found.fact)
            named = people.claims(tx, event.id, [found.fact]).get(found.fact)
            name = person.name if person else named.claim.name if named else ""
            return Whose(person, found.fact, name, proven=found.fact)
        if one.strict and found is not None:
            raise Trouble("This personal code was withdrawn.", KEPT_NOTHING, "Look the person up by name.")
        note = WITHDRAWN if found is not None else UNKNOWN
    # A program may give as a code what is an address in the record: a registrant id, say.
    ref = one.ref or (one.code if note == UNKNOWN else "")
    person = people.person(tx, event.id, ref) if ref else None
    if person is not None:
        return Whose(person, person.id, person.name)
    if has_claim or (note and not one.strict):
        return Whose(note=note)
    if ref:
        raise Trouble("This code names nobody here.", KEPT_NOTHING, "Check in by name.")
    raise Trouble("The check-in names nobody.", KEPT_NOTHING, "Give a ref, a name, an e-mail or a phone.")
