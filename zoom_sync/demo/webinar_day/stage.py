"""The demo as a whole: a world with the day's cast, its web server, its deliverer and its player.

In a test: `with Stage(service=url, secret=…) as stage: stage.play()`, at any speed; the server answers at
`stage.url` from the moment the block is entered.
"""

from __future__ import annotations

import logging
import threading
import time
from types import TracebackType

from werkzeug.serving import make_server

from zoom_sync.demo.webinar_day import cast as casting
from zoom_sync.demo.webinar_day import control
from zoom_sync.demo.webinar_day.day import DEFAULT_SPEED, Day
from zoom_sync.demo.webinar_day.scene import HOST_ID, furnish
from zoom_sync.demo.zoom_server.app import create_app
from zoom_sync.demo.zoom_server.clock import Clock
from zoom_sync.demo.zoom_server.deliverer import Deliverer
from zoom_sync.demo.zoom_server.people import App
from zoom_sync.demo.zoom_server.switches import Switches
from zoom_sync.demo.zoom_server.world import World

SCOPES = frozenset(
    {
        "user:read:list_users:admin",
        "user:read:settings:admin",
        "webinar:read:list_webinars:admin",
        "webinar:read:webinar:admin",
        "webinar:read:list_registrants:admin",
        "webinar:read:registrant:admin",
        "webinar:read:list_registration_questions:admin",
        "webinar:read:list_tracking_sources:admin",
        "webinar:read:list_panelists:admin",
        "webinar:read:list_past_instances:admin",
        "webinar:read:list_past_participants:admin",
        "webinar:read:list_absentees:admin",
        "webinar:write:registrant:admin",
        "webinar:update:registrant_status:admin",
        "report:read:webinar:admin",
        "report:read:list_webinar_participants:admin",
        "report:read:list_webinar_polls:admin",
        "report:read:webinar_qna:admin",
    }
)


class Stage:
    """One demo. `service`: base address of the service that is told what happens.

    `redirect_uris`: given, the app is one for authorization code instead of server-to-server.
    `switches`: as given, except that `loss` and `seed` are laid over it; without, a report comes three
    seconds after its run ended, and its durations five seconds after.
    """

    def __init__(
        self,
        *,
        service: str,
        secret: str,
        client_id: str = "demo-client",
        client_secret: str = "demo-client-secret",  # noqa: S107  # opens nothing but this demo
        account_id: str = "demo-account",
        redirect_uris: tuple[str, ...] = (),
        scopes: frozenset[str] = SCOPES,
        speed: float = DEFAULT_SPEED,
        loss: float = 0.0,
        seed: int = 2022,
        host: str = "127.0.0.1",
        port: int = 0,
        paused: bool = False,
        switches: Switches | None = None,
        clock: Clock | None = None,
    ) -> None:
        switches = switches or Switches(report_after_s=3, durations_after_s=5, duplicate_rows=2)
        switches.loss, switches.seed = loss, seed
        self.cast = casting.build(seed)
        self.world = World(account_id=account_id, clock=clock, switches=switches)
        self.world.apps[client_id] = App(
            client_id,
            client_secret,
            account_id,
            scopes,
            kind="user" if redirect_uris else "server-to-server",
            redirect_uris=redirect_uris,
            user_id=HOST_ID,
        )
        furnish(self.world, self.cast)
        webhook = f"{service.rstrip('/')}/webhooks/zoom"
        self.deliverer = Deliverer(self.world, webhook, secret, speed=speed)
        self.day = Day(self.world, self.cast, speed=speed, paused=paused)
        app = create_app(self.world)
        app.register_blueprint(control.blueprint(self.day, self.deliverer))
        logging.getLogger("werkzeug").setLevel(logging.WARNING)
        self._server = make_server(host, port, app, threaded=True)
        self.url = f"http://{host}:{self._server.server_port}"
        self._serving = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )

    def __enter__(self) -> Stage:
        self._serving.start()
        self.deliverer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.day.stop()
        self.deliverer.stop()
        self._server.shutdown()
        self._server.server_close()
        self._serving.join(timeout=5)

    def play(self, *, patience_s: float = 120) -> None:
        """The challenge, then the whole day, until the last delivery was taken or given up.

        Raises TimeoutError if the service does not answer the challenge within `patience_s`, or deliveries
        are still under way so long after the day.
        """
        self.challenge(patience_s=patience_s)
        self.day.play()
        if not self.deliverer.settle(patience_s):
            raise TimeoutError("Deliveries are still under way long after the day.")

    def challenge(self, *, patience_s: float) -> None:
        """Ask until the service answers, as an administrator presses "Validate" again and again."""
        until = time.monotonic() + patience_s
        while not self.deliverer.validate():
            if time.monotonic() > until:
                raise TimeoutError(f"No right answer to the challenge from {self.deliverer.url}.")
            time.sleep(0.2)
