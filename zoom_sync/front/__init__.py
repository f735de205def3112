"""What stands between the network and the threads of the web application.

A request is taken whole before a thread works on it, and its answer leaves after the thread is free again: so
whoever sends or reads slowly, or not at all, holds a file and no thread (docs/decisions/0008). Zoom's
deliveries take no thread at all, and what works long has a few threads of its own (0014). Bodies are bounded
in size and time. Meant for HTTP/1.1 behind granian, which has refused broken framing before.
"""

from __future__ import annotations

import os
import signal

import structlog

from zoom_sync import app, wiring
from zoom_sync.front.deliveries import Deliveries
from zoom_sync.front.front import Front
from zoom_sync.garbage import settle
from zoom_sync.logs import configure
from zoom_sync.records import Trouble
from zoom_sync.store import live
from zoom_sync.store.home import Home
from zoom_sync.web import metrics
from zoom_sync.web.security import MOST_BODY
from zoom_sync.web.taking import Taking

__all__ = ["Front", "from_environment"]

log = structlog.get_logger(__name__)


def from_environment() -> Front:
    """What the web server calls in its own process."""
    settings = wiring.load()
    configure(settings.log_level)
    wiring.let_threads_alternate()
    rooms = wiring.rooms(settings)
    application = app.create_app(rooms)
    Home(rooms.store, clock=rooms.clock, role="web", process=os.getppid()).stay(_give_way)
    reception, keeper = application.extensions["reception"], application.extensions["keeper"]
    Taking(rooms).start()
    settle()
    return Front(
        application,
        deliveries=Deliveries(reception, keeper, on_answer=metrics.answered, on_refused=metrics.refused),
        state=lambda event_id: rooms.store.read(lambda tx: live.look(tx, event_id)).state,
        most_bytes=rooms.config.upload_max_bytes + MOST_BODY,
        close=keeper.close,
    )


def _give_way(trouble: Trouble) -> None:
    """End the server that has started this process, and so this one: the store is another machine's now."""
    log.error("the store was taken over", trouble=str(trouble))
    os.kill(os.getppid(), signal.SIGTERM)
