"""An event that is going on, with 1,000 people online, and somebody more who joins."""

from __future__ import annotations

import http.client
import time
from datetime import UTC, datetime, timedelta

import settings
from bench.intake import requests
from bench.intake.service import Service
from bench.scale.event import name
from zoom_sync import wiring
from zoom_sync.actions import events, rebuild
from zoom_sync.demo.zoom_server.signing import compact, sign
from zoom_sync.records import Claim, Instance, Registration, Trace, Webinar, fact_id
from zoom_sync.store import registrants, traces, webinars

INSIDE = 1_000
RUN = "live==".ljust(24, "=")


def prepare(there: Service) -> str:
    """Everybody has registered and joined, and there is a record of it; gives the event's id."""
    rooms = wiring.rooms(settings.load(there.environment, dotenv=None))
    now = datetime.now(UTC)
    begins, ends = ((now + timedelta(hours=hours)).isoformat() for hours in (-1, 3))
    plan = events.Plan("A live day", begins, ends, "UTC", webinars=[requests.WEBINAR], venue="Silver Oak")
    event = events.add(rooms.store, plan, webinar=Webinar, clock=rooms.clock)
    registered, joined = [], []
    for number in range(INSIDE):
        claim = Claim(name(number), f"p{number}@bench.example", registrant_id=f"R{number}")
        at = now - timedelta(minutes=50) + timedelta(seconds=number)
        registered.append(
            Trace(
                id=fact_id(event.key, "registrant", requests.WEBINAR, f"R{number}"), kind="registrant",
                source="registrant", ref=f"R{number}", claim=claim, webinar=requests.WEBINAR,
                registration=Registration("approved"),
            )
        )  # fmt: skip
        joined.append(
            Trace(
                id=fact_id(event.key, "joined", RUN, str(number)), kind="joined", source="participant",
                ref=f"{RUN}/{number}/{at:%Y-%m-%dT%H:%M:%SZ}", claim=claim, at=at, webinar=requests.WEBINAR,
                instance=RUN, connection=str(number),
            )
        )  # fmt: skip

    def steps(tx: object) -> None:
        webinars.put_instance(tx, Instance(requests.WEBINAR, RUN, start=now - timedelta(minutes=55)))
        registrants.hear(tx, event.id, registered, now=now)
        traces.append(tx, event.id, joined, now=now)

    rooms.store.run(steps)
    rebuild.rebuild(rooms.store, event.id, reads=rooms.config.report_reads, clock=rooms.clock)
    rooms.store.close()
    return event.id


def comes(port: int, number: int) -> float:
    """Deliver that one more has joined; gives when it was answered, on the monotonic clock."""
    now = datetime.now(UTC)
    participant = {
        "user_id": str(20_000_000 + number), "user_name": f"Newcomer {name(number + INSIDE)}",
        "join_time": f"{now:%Y-%m-%dT%H:%M:%SZ}",
    }  # fmt: skip
    about = {"id": requests.WEBINAR, "uuid": RUN, "participant": participant}
    told = {
        "event": "webinar.participant_joined",
        "event_ts": int(now.timestamp() * 1000),
        "payload": {"account_id": "bench", "object": about},
    }
    body, stamp = compact(told), int(now.timestamp())
    signed = {"x-zm-signature": sign(requests.SECRET, stamp, body), "x-zm-request-timestamp": str(stamp)}
    for _ in range(5):  # on a busy disk the service may ask to be told again, and Zoom does
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        line.request("POST", "/webhooks/zoom", body, {"Content-Type": "application/json", **signed})
        if line.getresponse().status == 204:
            return time.monotonic()
    raise SystemExit("a delivery was not taken")
