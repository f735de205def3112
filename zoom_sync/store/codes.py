"""Personal codes: sixteen letters that stand for one registration, on a badge or in a letter.

A code is 80 bits of HMAC(event key, registration, version) in Crockford's base32, so it cannot be guessed and
need not be kept: what stands in the store is its SHA-256, to find the registration by. One that was lost is
withdrawn, and the next version takes its place.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime
from typing import Literal, NamedTuple

from sqlalchemy import func, select, text, update

from zoom_sync.store import schema
from zoom_sync.store.dialect import Tx, add_or_nothing, queue_up

code, event, registrant, trace = schema.code, schema.event, schema.registrant, schema.trace

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O and U, which are misread
_READ = str.maketrans("ILOU", "110V")
_BYTES = 10
LENGTH = 16  # letters, of five bits each
_AT_ONCE = 500
# As literals: SQLite takes the partial index only where it can see that the query wants no more.
_LISTED = text("trace.kind IN ('registrant', 'panelist')")


class Found(NamedTuple):
    """`fact`: the registration a code stands, or stood, for."""

    fact: str
    state: Literal["valid", "withdrawn"]


def code_of(key: bytes, fact: str, version: int = 0) -> str:
    """The code of a registration as it is printed: XXXX-XXXX-XXXX-XXXX. `key` is the event's."""
    return drawn(key, f"code\x1f{fact}\x1f{version}")


def drawn(key: bytes, about: str) -> str:
    """A code that nobody without the key can tell: 80 bits of its HMAC over what the code is of."""
    bits = int.from_bytes(hmac.digest(key, about.encode(), "sha256")[:_BYTES])
    letters = "".join(_LETTERS[bits >> 5 * place & 31] for place in reversed(range(LENGTH)))
    return "-".join(letters[start : start + 4] for start in range(0, LENGTH, 4))


def tidied(given: str) -> str:
    """A code as it was typed or scanned, in its printed form; "" for what cannot be one."""
    letters = "".join(sign for sign in given.upper() if sign.isascii() and sign.isalnum()).translate(_READ)
    if len(letters) != LENGTH or any(sign not in _LETTERS for sign in letters):
        return ""
    return "-".join(letters[start : start + 4] for start in range(0, LENGTH, 4))


def resolve(tx: Tx, event_id: str, given: str) -> Found | None:
    """The registration of a code; None where it is no code of this event.

    Registrations that came since anybody looked are given their codes first, so this may write.
    """
    tidy = tidied(given)
    if not tidy:
        return None
    found = _look(tx, event_id, tidy)
    if found is None and _issue(tx, event_id):
        found = _look(tx, event_id, tidy)
    return found


def codes(tx: Tx, event_id: str) -> dict[str, str]:
    """The valid code of every registration, by its fact's id."""
    key = _key(tx, event_id)
    versions = _versions(tx, event_id)
    return {fact: code_of(key, fact, versions.get(fact, 0)) for fact in _registrations(tx, event_id)}


def of_facts(tx: Tx, event_id: str, facts: Iterable[str]) -> dict[str, str]:
    """The valid codes of these registrations, by their facts' ids."""
    key, versions = _key(tx, event_id), _versions(tx, event_id)
    return {fact: code_of(key, fact, versions.get(fact, 0)) for fact in facts}


def replace(tx: Tx, event_id: str, fact: str, *, now: datetime) -> str:
    """Withdraw the code of a registration and give the one that takes its place."""
    queue_up(tx, f"codes {event_id}")
    key = _key(tx, event_id)
    newest = select(func.max(code.c.version)).where(code.c.event == event_id, code.c.fact == fact)
    version = tx.execute(newest).scalar() or 0
    add_or_nothing(tx, code, [_row(event_id, key, fact, version)])
    mine = (code.c.event == event_id, code.c.fact == fact, code.c.withdrawn.is_(None))
    tx.execute(update(code).where(*mine).values(withdrawn=now))
    add_or_nothing(tx, code, [_row(event_id, key, fact, version + 1)])
    return code_of(key, fact, version + 1)


def _look(tx: Tx, event_id: str, tidy: str) -> Found | None:
    asked = select(code.c.fact, code.c.withdrawn).where(code.c.event == event_id, code.c.mark == _mark(tidy))
    row = tx.execute(asked).first()
    return None if row is None else Found(row.fact, "valid" if row.withdrawn is None else "withdrawn")


def _issue(tx: Tx, event_id: str) -> int:
    """Note the first codes of all registrations that have none. Returns how many those were."""
    known = set(tx.execute(select(code.c.fact).where(code.c.event == event_id)).scalars())
    new = [fact for fact in _registrations(tx, event_id) if fact not in known]
    key = _key(tx, event_id)
    for start in range(0, len(new), _AT_ONCE):
        rows = [_row(event_id, key, fact, 0) for fact in new[start : start + _AT_ONCE]]
        add_or_nothing(tx, code, rows)
    return len(new)


def _registrations(tx: Tx, event_id: str) -> list[str]:
    mirrored = select(registrant.c.id).where(registrant.c.event == event_id)
    listed = select(trace.c.id).where(trace.c.event == event_id, _LISTED)
    return list(dict.fromkeys([*tx.execute(mirrored).scalars(), *tx.execute(listed).scalars()]))


def _versions(tx: Tx, event_id: str) -> dict[str, int]:
    """Of the registrations whose code was replaced the version that is valid now."""
    valid = select(code.c.fact, code.c.version).where(
        code.c.event == event_id, code.c.withdrawn.is_(None), code.c.version > 0
    )
    return dict(tx.execute(valid).all())


def _key(tx: Tx, event_id: str) -> bytes:
    return bytes(tx.execute(select(event.c.key).where(event.c.id == event_id)).scalar_one())


def _row(event_id: str, key: bytes, fact: str, version: int) -> dict[str, object]:
    mark = _mark(code_of(key, fact, version))
    return {"event": event_id, "mark": mark, "fact": fact, "version": version, "withdrawn": None}


def _mark(tidy: str) -> str:
    return hashlib.sha256(tidy.encode()).hexdigest()
