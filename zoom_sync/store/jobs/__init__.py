"""Jobs: what is to be done is a row before anyone does it, and every task may run twice.

A task is deferred within the caller's transaction, claimed under a lease, and settled by whoever holds its
newest fence. A worker that was killed loses its lease, and another takes the task up. The same on both
stores; why no queue library does it on PostgreSQL: docs/decisions.
"""

from zoom_sync.store.jobs.leases import (
    beat,
    holds,
    last_beat,
    lease,
    let_go_of_ticks,
    release,
    tick,
    time_of,
)
from zoom_sync.store.jobs.tasks import (
    Task,
    ask,
    claim,
    defer,
    failures,
    is_any_due,
    is_open,
    let_go,
    renew,
    settle,
    waiting,
)

__all__ = [
    "Task",
    "ask",
    "beat",
    "claim",
    "defer",
    "failures",
    "holds",
    "is_any_due",
    "is_open",
    "last_beat",
    "lease",
    "let_go",
    "let_go_of_ticks",
    "release",
    "renew",
    "settle",
    "tick",
    "time_of",
    "waiting",
]
