"""The web process: Zoom's deliveries, the pages, the API. It schedules nothing."""

from __future__ import annotations

import threading

import structlog
from flask import Flask

import webhooks.endpoint
from webhooks.reception import Reception
from zoom_sync import web, wiring
from zoom_sync.store import memory
from zoom_sync.store.database import StoreUnavailable
from zoom_sync.store.inbox import Keeper
from zoom_sync.web import metrics

log = structlog.get_logger(__name__)


def create_app(rooms: wiring.Rooms) -> Flask:
    """The whole web application over the given rooms."""
    app = Flask("zoom_sync", static_folder=None, template_folder=None)
    keeper = Keeper(rooms.store)

    def challenged() -> None:
        """Remember when Zoom last validated the address."""
        now = rooms.clock.now()
        try:
            rooms.store.run(lambda tx: memory.remember(tx, memory.CHALLENGED, now.isoformat(), now=now))
        except StoreUnavailable as why:
            log.warning("a validation was answered and not noted", trouble=why.what)

    reception = Reception(
        secrets=rooms.config.webhook_secrets,
        max_age_s=rooms.config.webhook_max_age_s,
        clock=rooms.clock,
        on_refused=metrics.refused,
        # The answer does not wait for it: Zoom switches the subscription off where validations fail.
        on_challenge=lambda: threading.Thread(target=challenged, name="challenged", daemon=True).start(),
    )
    app.extensions |= {"keeper": keeper, "reception": reception}
    app.register_blueprint(webhooks.endpoint.blueprint(reception, keeper.keep, unavailable=StoreUnavailable))
    web.attach(app, rooms)
    return app
