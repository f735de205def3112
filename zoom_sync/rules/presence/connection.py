"""One connection, however many traces tell of it."""

from __future__ import annotations

from typing import NamedTuple

from zoom_sync.records import Span, Trace

BACKWARDS = "it ended before it began"


class Connection(NamedTuple):
    """One connection. `traces`: all that tell of it, the one whose ref stands for it first.

    `spans` may hold one without an end. `known` False: part of the stay is not known. `copies`: rows of files
    that repeat this connection, each a record of its own. `flaw`: why it counts nothing, "" if it does.
    """

    traces: tuple[Trace, ...]
    spans: tuple[Span, ...]
    known: bool
    flaw: str = ""
    copies: tuple[Trace, ...] = ()
