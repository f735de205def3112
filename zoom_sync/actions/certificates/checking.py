"""Say of a code whether its certificate stands, to anybody who has it, and no more than stands on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from zoom_sync.records import Certified
from zoom_sync.rules import certifying
from zoom_sync.store import certificates, codes, events, people
from zoom_sync.store.database import Store, Tx


@dataclass(frozen=True, slots=True)
class Checked:
    """`since`: when it ended, or of when the record is that says something else; None where nobody knows.

    `said` and what follows it is told of one that is valid alone. Of a protected event neither title nor name is told.
    """

    state: Literal["valid", "overtaken", "replaced", "withdrawn"]
    since: datetime | None = None
    said: Certified | None = None
    issued: datetime | None = None
    seal: str = ""
    protected: bool = False


def check(store: Store, code: str) -> Checked | None:
    """What has become of the certificate of a code, as it was typed or scanned; None where there is none.

    The newest record decides, whether it is final or not: what is doubted now is confirmed to nobody.
    """
    tidy = codes.tidied(code)
    return store.read(lambda tx: _checked(tx, tidy)) if tidy else None


def _checked(tx: Tx, code: str) -> Checked | None:
    one = certificates.by_code(tx, code)
    if one is None:
        return None
    if one.ended is not None or one.said is None:
        return Checked("replaced" if one.ending == "replaced" else "withdrawn", one.ended)
    event = events.get(tx, one.event)
    if event is None:
        return Checked("withdrawn")
    person = people.person(tx, event.id, one.fact)
    if person is not None and people.is_nameless(tx, event.id, person.id):
        person = None
    state = certifying.standing(one.said, person)
    if state != "valid":
        return Checked(state, (events.summary(tx, event.id) or {}).get("at"))
    return Checked("valid", None, one.said, one.issued, one.seal, event.protected)
