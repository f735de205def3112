"""An admin connects the account in a browser, and the worker's client then reads Zoom with what was given."""

from __future__ import annotations

from urllib.parse import urlsplit

import requests

import settings
from zoom_sync import app, wiring
from zoom_sync.actions import access, events, sync
from zoom_sync.demo.webinar_day.stage import Stage
from zoom_sync.records import Webinar
from zoom_sync.store import traces

SERVICE = "http://127.0.0.1:8000"


def rooms_for(stage: Stage, url: str) -> wiring.Rooms:
    given = {
        "DATABASE_URL": url, "SECRET_KEY": "0123456789abcdef" * 4, "ZOOM_API_URL": stage.url,
        "ZOOM_OAUTH_URL": f"{stage.url}/oauth", "ZOOM_CLIENT_ID": "demo-client",
        "ZOOM_CLIENT_SECRET": "demo-client-secret",
    }  # fmt: skip
    return wiring.rooms(settings.load(given, dotenv=None))


def test_consent_in_the_browser_lets_another_process_read_registrants(store_url: str) -> None:
    callback = f"{SERVICE}/zoom/callback"
    with Stage(service=SERVICE, secret="token", paused=True, redirect_uris=(callback,)) as stage:
        web = rooms_for(stage, store_url)
        browser = app.create_app(web).test_client()
        link = access.add_user(
            web.store, "admin@here.example", role="admin", public_url=SERVICE, clock=web.clock
        )
        page = browser.get(urlsplit(link).path, base_url=SERVICE)
        assert page.status_code == 200
        browser.post(urlsplit(link).path, base_url=SERVICE, headers={"Origin": SERVICE})

        start = browser.get("/zoom/connect", base_url=SERVICE)
        consent = requests.post(start.location, data={"answer": "allow"}, allow_redirects=False, timeout=10)
        back = urlsplit(consent.headers["Location"])
        done = browser.get(f"{back.path}?{back.query}", base_url=SERVICE)
        again = browser.get(f"{back.path}?{back.query}", base_url=SERVICE)

        assert start.status_code == 302
        assert done.status_code == 303
        assert again.status_code == 400

        worker = rooms_for(stage, store_url)
        (webinar,) = stage.world.webinars
        plan = events.Plan(
            "Day", "2022-11-11T10:30", "2022-11-11T17:00", "Asia/Kolkata", webinars=[str(webinar)]
        )
        event = events.add(worker.store, plan, webinar=Webinar, clock=worker.clock)
        outcome = sync.sync_event(worker.store, worker.zoom(), event.id, clock=worker.clock, holder="test")
        kept = worker.store.read(lambda tx: traces.of_event(tx, event.id))

    assert outcome.troubles == ()
    assert {trace.kind for trace in kept} >= {"panelist"}
    web.store.close()
    worker.store.close()
