"""What one sync has to tell: what was read, what went wrong, and whether to go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import structlog

from zoom_sync.actions.sync.alone import Lost
from zoom_sync.records import Fault, Trace, Trouble
from zoom_sync.store.faults import StoreUnavailable
from zoom_sync.zoom.troubles import NoPermission, PersonMustAct, ScopeMissing, ZoomUnreachable

log = structlog.get_logger(__name__)


@dataclass
class Notes:
    """Kept while a sync goes on; `progress` hears each sentence at once.

    `troubles`: each time that something went wrong, though one sentence may tell of several (`different`).
    """

    event_id: str
    progress: Callable[[str], None]
    troubles: list[Trouble] = field(default_factory=list)
    warnings: list[Trouble] = field(default_factory=list)  # what lacks, and leaves nothing else incomplete
    read: list[str] = field(default_factory=list)

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """Note what went wrong with one thing and go on with the next, unless that would go wrong too."""
        try:
            yield
        except (ZoomUnreachable, Lost, StoreUnavailable):
            raise
        except Trouble as trouble:
            if isinstance(trouble, PersonMustAct) and not isinstance(trouble, ScopeMissing):
                raise
            self.add(trouble)

    @contextmanager
    def going_without(self) -> Iterator[None]:
        """Warn of what the app may not read, where nothing else rests on it."""
        try:
            yield
        except (ScopeMissing, NoPermission) as trouble:
            log.warning("sync went without", of=self.event_id, kind=type(trouble).__name__, what=trouble.what)
            if str(trouble) not in map(str, self.warnings):
                self.warnings.append(trouble)

    def add(self, trouble: Trouble) -> None:
        log.warning("sync trouble", of=self.event_id, kind=type(trouble).__name__, what=trouble.what)
        self.troubles.append(trouble)

    def different(self) -> tuple[Trouble, ...]:
        """The troubles, each sentence once."""
        said: dict[str, Trouble] = {}
        for trouble in self.troubles:
            said.setdefault(str(trouble), trouble)
        return tuple(said.values())

    def done(self, sentence: str) -> None:
        self.read.append(sentence)
        self.progress(sentence)

    def understood(self, found: Iterable[Trace | Fault]) -> list[Trace]:
        """The traces; what could not be understood is told, and does not stop the rest."""
        good: list[Trace] = []
        for each in found:
            if isinstance(each, Trace):
                good.append(each)
            else:
                log.warning("row not understood", of=self.event_id, ref=each.ref, reason=each.reason)
                self.progress(f"{each.ref}: {each.reason}.")
        return good
