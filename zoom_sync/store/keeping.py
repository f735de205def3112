"""One thread that commits the deliveries of many, several at a time."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

from webhooks.events import Delivery
from zoom_sync.moments import reached
from zoom_sync.records import Trouble
from zoom_sync.store import schema
from zoom_sync.store.dialect import Tx, add_or_nothing, storable
from zoom_sync.store.faults import StoreUnavailable

T = TypeVar("T")
_TOGETHER = 500
_MOST = 10_000  # deliveries that may wait, and their bytes; what comes then is refused at once
_MOST_BYTES = 64 * 1024 * 1024


class _Runs(Protocol):
    def run(self, steps: Callable[[Tx], T]) -> T: ...


def keep_all(tx: Tx, deliveries: Sequence[Delivery]) -> int:
    """Add the deliveries whose body is new. Returns how many were."""
    return add_or_nothing(tx, schema.delivery, [_row(each) for each in deliveries])


class Keeper:
    """Keeps deliveries for the threads of one process. Its own thread starts with the first delivery."""

    def __init__(self, store: _Runs, *, deadline_s: float = 2.2) -> None:
        self._store = store
        # 2.2 s: Zoom gives up after 3 s, and on a busy machine the rest of the way is slow.
        self.deadline_s = deadline_s
        self._waiting: deque[_Item] = deque()
        self._bytes = 0
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._is_closed = False

    def keep(self, delivery: Delivery) -> None:
        """Return once the delivery is committed; the same one again is as good.

        Raises StoreUnavailable after `deadline_s`, or at once where too many wait. It may then still be
        committed later, which does no harm: Zoom sends it again, and it counts once.
        """
        done = threading.Event()
        troubles: list[Trouble | None] = []

        def told(trouble: Trouble | None) -> None:
            troubles.append(trouble)
            done.set()

        self.begin(delivery, told)
        if not done.wait(self.deadline_s):
            raise self.late()
        if troubles[0] is not None:
            raise troubles[0]

    def begin(self, delivery: Delivery, told: Callable[[Trouble | None], None]) -> None:
        """Have the delivery committed; `told` is called in the keeper's thread once it is, with None.

        Where it could not be, `told` is called with the reason. Raises StoreUnavailable where too many wait.
        """
        with self._changed:
            if self._is_closed:
                raise StoreUnavailable("it is being closed")
            if len(self._waiting) >= _MOST or self._bytes + len(delivery.body) > _MOST_BYTES:
                raise StoreUnavailable("too much is waiting to be written")
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="keeper", daemon=True)
                self._thread.start()
            self._waiting.append(_Item(delivery, told))
            self._bytes += len(delivery.body)
            self._changed.notify()

    def late(self) -> StoreUnavailable:
        """What to say to somebody whom `begin` has not told anything within `deadline_s`."""
        return StoreUnavailable(f"it took longer than {self.deadline_s:g} s")

    def close(self) -> None:
        """Commit what waits, then end the thread."""
        with self._changed:
            self._is_closed = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()

    def _work(self) -> None:
        while batch := self._next():
            try:
                self._keep_together(batch)
            finally:
                for item in batch:
                    item.told(item.trouble)

    def _next(self) -> list[_Item]:
        """What waits, once anything does; nothing after the end."""
        with self._changed:
            while not self._waiting and not self._is_closed:
                self._changed.wait()
            batch = [self._waiting.popleft() for _ in range(min(_TOGETHER, len(self._waiting)))]
            self._bytes -= sum(len(item.delivery.body) for item in batch)
            return batch

    def _keep_together(self, batch: list[_Item]) -> None:
        try:
            self._store.run(lambda tx: keep_all(tx, [item.delivery for item in batch]))
            reached("deliveries committed, not answered")
            for item in batch:
                item.trouble = None
        except StoreUnavailable as trouble:
            for item in batch:
                item.trouble = trouble
        except Exception as why:  # whatever one of them has, the others are not to suffer for it
            if len(batch) == 1:
                batch[0].trouble = _unkept(why)
                return
            for item in batch:
                self._keep_together([item])


class _Item:
    """A delivery, and who waits for it."""

    def __init__(self, delivery: Delivery, told: Callable[[Trouble | None], None]) -> None:
        self.delivery, self.told = delivery, told
        self.trouble: Trouble | None = StoreUnavailable("it was not written")  # until it is


def _unkept(why: Exception) -> StoreUnavailable:
    trouble = StoreUnavailable(f"it would not take this delivery ({type(why).__name__})")
    trouble.__cause__ = why
    return trouble


def _row(each: Delivery) -> dict[str, Any]:
    return {
        "id": each.id,
        "body": each.body,
        "received": each.received,
        "stamp": each.stamp,
        "tracking_id": storable(each.tracking_id, 200),
        "secret_index": each.secret_index,
    }
