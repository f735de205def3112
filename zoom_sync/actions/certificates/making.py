"""Make the papers of certificates that have none: one after the other, a few in a transaction."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from zoom_sync.files.printing import Press, Proof
from zoom_sync.store import certificates, events
from zoom_sync.store.database import Store

_AT_ONCE = 25  # papers of one transaction: about a megabyte


def make(
    store: Store,
    event_id: str,
    *,
    public_url: str,
    heard: Callable[[int, int], None] = lambda done, all: None,
) -> int:
    """Set every paper that lacks. Returns how many; killed and done again, it goes on where it was.

    `heard` is told how many are made, of how many.
    """
    event = store.read(lambda tx: events.known(tx, event_id))
    press, number = Press(), 0
    while some := store.read(partial(certificates.unmade, event_id=event_id, limit=_AT_ONCE)):
        papers = []
        for one in some:
            assert one.said is not None  # whoever was erased has none that stands
            code = certificates.code_of(event.key, one.id)
            papers.append(
                (one.id, press.pdf(one.said, Proof(code, address(public_url, code), one.issued, one.seal)))
            )
        store.run(partial(certificates.put_papers, papers=papers))
        number += len(papers)
        heard(*store.read(partial(certificates.progress, event_id=event_id)))
    return number


def address(public_url: str, code: str) -> str:
    """Of the page that says whether a certificate stands."""
    return f"{public_url.rstrip('/')}/certificates/{code}"
