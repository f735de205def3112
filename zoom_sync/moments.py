"""Named moments between two steps, of which the first may be the last thing that a process ever does.

The service passes them by at the price of one comparison. A test watches them, and stops there what a power
cut or a kill would stop there by chance. No setting sets a watcher: only a call of `watched` does, and
nothing in the service makes one (`tests/shape/test_moments.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal

Moment = Literal[
    # every effect on the store
    "a transaction begins",
    "a transaction is committed, nobody told",
    # a delivery
    "deliveries committed, not answered",
    # reading the inbox
    "deliveries understood, not taken over",
    "deliveries taken over, others unread",
    # a page of registrants, and the end of a listing
    "a listing begun, no page asked for",
    "a page stored, its listing not finished",
    "a listing finished, no report read",
    # a reading of a report
    "a report read, not kept",
    "a reading kept, its sync not noted",
    # an import
    "a file understood, not kept",
    "a file kept, not answered",
    # a check-in, a decision
    "a check-in kept, not answered",
    "a decision kept, not answered",
    # a generation
    "a generation begun, no row written",
    "a generation written in part",
    "a generation written, not shown",
    "a generation shown, not noted",
    "a record shown, its ties not told",
    "a final record shown, not sealed",
    # a letter
    "copies thought out, not written",
    "a copy claimed, not sent",
    "a copy taken by the mail server, not settled",
    "a copy settled, others waiting",
    # a message to another system
    "a message due, not posted",
    "a message posted, not settled",
    # a token pair
    "a token given, not kept",
    "a token kept, not used",
    # a lease
    "a lease taken, nothing done",
]

_watcher: Callable[[Moment], None] | None = None


def reached(moment: Moment) -> None:
    """Tell whoever watches that this moment has come. It may raise, also what no `except Exception` sees."""
    if _watcher is not None:
        _watcher(moment)


@contextmanager
def watched(watcher: Callable[[Moment], None]) -> Iterator[None]:
    """For tests: tell `watcher` of every moment, in whatever thread it comes, until the block ends."""
    global _watcher
    before, _watcher = _watcher, watcher
    try:
        yield
    finally:
        _watcher = before
