"""`python -m zoom_sync.demo`: the demo Zoom and its day in a process of its own."""

from __future__ import annotations

import argparse
import logging
import signal
import sys
import threading
from collections.abc import Sequence

from zoom_sync.demo.webinar_day.day import DEFAULT_SPEED
from zoom_sync.demo.webinar_day.stage import Stage
from zoom_sync.demo.zoom_server.switches import Switches

log = logging.getLogger("zoom_sync.demo")


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until a signal comes; the day is played once. 0: ended on request, 1: could not begin."""
    asked = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="demo: %(message)s", stream=sys.stderr)
    ending = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ending.set())
    try:
        stage = _stage(asked)
    except OSError as problem:
        log.error("cannot listen on %s:%s: %s", asked.host, asked.port, problem.strerror)
        return 1
    with stage:
        log.info("listening on %s, telling %s", stage.url, asked.service)
        threading.Thread(target=_play, args=(stage,), daemon=True).start()
        ending.wait()
    return 0


def _play(stage: Stage) -> None:
    try:
        stage.play(patience_s=600)
    except TimeoutError as problem:
        log.error("%s", problem)
    else:
        log.info("the day is over: %s", dict(stage.deliverer.counts))


def _stage(asked: argparse.Namespace) -> Stage:
    return Stage(
        service=asked.service,
        secret=asked.secret_token,
        client_id=asked.client_id,
        client_secret=asked.client_secret,
        account_id=asked.account_id,
        redirect_uris=tuple(asked.redirect_uri),
        speed=asked.speed,
        loss=asked.loss,
        seed=asked.seed,
        host=asked.host,
        port=asked.port,
        paused=asked.paused,
        switches=Switches(
            plan=asked.plan,
            refresh="grace" if asked.grace else "old dies at once",
            report_after_s=asked.report_after,
            durations_after_s=asked.durations_after,
            duplicates=asked.duplicates,
            reorder_s=asked.reorder,
            duplicate_rows=2,
        ),
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m zoom_sync.demo", description=__doc__)
    say = parser.add_argument
    say("--host", default="127.0.0.1")
    say("--port", type=int, default=8001)
    say("--service", default="http://127.0.0.1:8000", help="the service that gets the deliveries")
    say("--secret-token", required=True, help="signs the deliveries")
    say("--client-id", default="demo-client")
    say("--client-secret", default="demo-client-secret")
    say("--account-id", default="demo-account")
    say("--redirect-uri", action="append", default=[], help="given: an app for authorization code")
    say("--plan", choices=("free", "pro", "business"), default="business")
    say("--grace", action="store_true", help="an old refresh token stays good")
    say("--speed", type=_above_zero, default=DEFAULT_SPEED, help="scene seconds per second")
    say("--paused", action="store_true", help="wait for POST /demo/resume")
    say("--loss", type=_share, default=0.0, help="share of join and leave deliveries that are lost")
    say("--duplicates", type=_share, default=0.0, help="share of deliveries that are sent twice")
    say("--reorder", type=float, default=0.0, help="deliveries wait up to so many scene seconds")
    say("--report-after", type=float, default=3.0, help="seconds from the end to the report")
    say("--durations-after", type=float, default=5.0, help="seconds from the end to its durations")
    say("--seed", type=int, default=2022)
    return parser


def _above_zero(text: str) -> float:
    value = float(text)
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError("must be a number above 0")
    return value


def _share(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError("must be between 0 and 1")
    return value


if __name__ == "__main__":
    sys.exit(main())
