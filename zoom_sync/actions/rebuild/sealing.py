"""Sealing a record that is final."""

from __future__ import annotations

import secrets
from datetime import datetime

from zoom_sync import sealed
from zoom_sync.records import leaf_id
from zoom_sync.rules import seal as rules
from zoom_sync.store import attempts, seals, snapshot
from zoom_sync.store.database import Store


def seal(store: Store, event_id: str, *, now: datetime) -> str | None:
    """Seal the newest record, if it is final. Returns the seal; None where there is none.

    The same content keeps its seal, whoever was erased of it, and what was sealed before keeps its salt: so a record
    that was opened and comes to the same again has the same seal. Facts that come in meanwhile ask for a rebuild,
    which seals anew.
    """
    head, of = store.read(lambda tx: (snapshot.head(tx, event_id), attempts.stand(tx, event_id)))
    if head is None or of is None or head.status != "final":
        return None
    before = store.read(lambda tx: seals.newest(tx, event_id))
    left = [one for one in (seals.leaves(store, before) if before else ()) if not one.is_erased]
    salts = {(one.kind, one.id): one.salt for one in left}
    made = rules.ordered(
        rules.made(one, salts.get((one.kind, leaf_id(one.id))) or secrets.token_bytes(rules.SALT))
        for one in sealed.contents(store, head)
    )
    if before is not None and sorted(one.hash for one in left) == sorted(one.hash for one in made):
        store.run(lambda tx: seals.keep_on(tx, before, generation=head.event.generation))
        return before.root
    root = rules.root([one.hash for one in made])
    return root if seals.put(store, event_id, root, made, of=of, now=now) else None
