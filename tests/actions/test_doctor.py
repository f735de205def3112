"""The doctor names what is wrong, in the order in which one would mend it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

import settings
from zoom_sync import wiring
from zoom_sync.actions import doctor
from zoom_sync.demo.webinar_day.stage import SCOPES, Stage
from zoom_sync.store import jobs, memory


def rooms_for(stage: Stage | None, url: str, **more: str) -> wiring.Rooms:
    given = {"DATABASE_URL": url, "SECRET_KEY": "0123456789abcdef" * 4, **more}
    if stage is not None:
        given |= {
            "ZOOM_API_URL": stage.url, "ZOOM_OAUTH_URL": f"{stage.url}/oauth", "ZOOM_ACCOUNT_ID": "demo-account",
            "ZOOM_CLIENT_ID": "demo-client", "ZOOM_CLIENT_SECRET": "demo-client-secret",
            "ZOOM_WEBHOOK_SECRET_TOKEN": "token",
        }  # fmt: skip
        given |= more
    return wiring.rooms(settings.load(given, dotenv=None))


def findings(rooms: wiring.Rooms) -> dict[str, doctor.Finding]:
    found = doctor.examine(
        rooms.store,
        zoom=rooms.zoom if rooms.account else None,
        mailer=rooms.mailer,
        config=rooms.config,
        clock=rooms.clock,
    )
    return {finding.about: finding for finding in found}


@pytest.fixture
def stage(request: pytest.FixtureRequest) -> Iterator[Stage]:
    changes: dict[str, Any] = getattr(request, "param", {})
    with Stage(service="http://127.0.0.1:1", secret="token", paused=True, **changes) as made:
        yield made


def test_a_service_that_is_well_is_told_so(stage: Stage, store_url: str) -> None:
    rooms = rooms_for(stage, store_url)
    now = rooms.clock.now()
    rooms.store.run(lambda tx: jobs.beat(tx, "w", now=now))
    rooms.store.run(lambda tx: memory.remember(tx, memory.CHALLENGED, now.isoformat(), now=now))

    found = findings(rooms)

    assert [one for one in found.values() if one.state == "ill"] == []
    assert found["scope for registrants"].state == "well"
    assert found["clock"].state == "well"
    assert "not seen yet" in found["event webinar.participant_joined"].text
    rooms.store.close()


@pytest.mark.parametrize(
    "stage", [{"scopes": SCOPES - {"report:read:list_webinar_participants:admin"}}], indirect=True
)
def test_a_missing_scope_is_named_with_the_place_where_it_is_added(stage: Stage, sqlite_url: str) -> None:
    rooms = rooms_for(stage, sqlite_url)

    ill = [one for one in findings(rooms).values() if one.state == "ill"]

    assert [one.about for one in ill] == ["worker", "scope for participant reports"]
    assert "report:read:list_webinar_participants:admin" in ill[1].text
    assert "Scopes" in ill[1].text
    rooms.store.close()


def test_a_wrong_secret_is_told_without_the_secret(stage: Stage, sqlite_url: str) -> None:
    rooms = rooms_for(stage, sqlite_url, ZOOM_CLIENT_SECRET="hunter2")

    found = findings(rooms)

    assert found["Zoom sign-in"].state == "ill"
    assert "hunter2" not in str(found)
    rooms.store.close()


def test_a_validation_that_is_four_days_old_is_a_warning(stage: Stage, sqlite_url: str) -> None:
    rooms = rooms_for(stage, sqlite_url)
    now = rooms.clock.now()
    old = (now - timedelta(days=4)).isoformat()
    rooms.store.run(lambda tx: memory.remember(tx, memory.CHALLENGED, old, now=now))

    assert findings(rooms)["webhook address"].state == "ill"
    rooms.store.close()


def test_without_any_credentials_it_says_what_to_set(sqlite_url: str) -> None:
    rooms = rooms_for(None, sqlite_url)

    found = findings(rooms)

    assert "ZOOM_CLIENT_ID" in found["Zoom app"].text
    assert "ZOOM_WEBHOOK_SECRET_TOKEN" in found["webhook secret"].text
    rooms.store.close()


def test_a_mailbox_in_the_place_of_a_mail_server_is_not_told_as_a_server_that_answers(
    sqlite_url: str,
) -> None:
    rooms = rooms_for(None, sqlite_url, SMTP_URL="mailbox:", MAIL_FROM="letters@mela.example")

    assert findings(rooms)["mail"].text == (
        "letters land in the mailbox page and are mailed to nobody (SMTP_URL is mailbox:)"
    )
    rooms.store.close()
