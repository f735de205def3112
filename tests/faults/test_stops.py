"""The process dies at each of the moments that have a name: what was promised is kept by those that follow."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta

import pytest
import structlog

from tests.conftest import FakeClock
from tests.faults.fate import MOMENTS, Fate, Killed
from tests.faults.many import be_silent, of_seed
from tests.faults.wire import answered_by
from zoom_sync.demo.zoom_server import Switches, World, create_app
from zoom_sync.demo.zoom_server.people import App, User
from zoom_sync.moments import Moment, watched
from zoom_sync.store.database import Store
from zoom_sync.store.shelf import StoredTokens
from zoom_sync.zoom.oauth import ZoomAccount, authorize_url, exchange
from zoom_sync.zoom.tokens import Tokens
from zoom_sync.zoom.troubles import PersonMustAct

BACK, VERIFIER = "https://sync.example/zoom/callback", "v" * 64
CONNECTED = ZoomAccount("web", "sec", "", "http://zoom.test/oauth", "http://zoom.test", "pro", BACK)


@pytest.fixture(autouse=True)
def _in_silence() -> Iterator[None]:
    before = structlog.get_config()
    be_silent()
    yield
    structlog.configure(**before)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_death_at_each_moment_breaks_no_promise(moment: Moment) -> None:
    # Not every day comes to every moment: some have no report, and no letter.
    died = any(of_seed(seed, first=moment).fate.deaths[moment] for seed in range(1000, 1010))

    assert died, f"nobody came to {moment!r}"


def dies_at(moment: Moment, store: Store, clock: FakeClock, shelf: StoredTokens) -> None:
    """Renew the token that is on the shelf, and die there."""
    fate = Fate(random.Random(0), first=moment)
    clock.advance(3600)
    with watched(fate), pytest.raises(Killed):
        Tokens(CONNECTED, shelf, clock).current()
    assert fate.deaths[moment] == 1


@pytest.fixture
def shelf(sqlite_store: Store, clock: FakeClock) -> Iterator[StoredTokens]:
    """With the token of an account that somebody has connected in a browser."""
    from tests.actions.test_sync_through_faults import press_allow
    from tests.faults.life import KEYS

    world = World(account_id="acc", clock=clock, switches=Switches(plan="pro"))
    scopes = frozenset({"webinar:read", "user:read"})
    world.apps["web"] = App(
        "web", "sec", "acc", scopes, kind="user", redirect_uris=(BACK,), user_id="host"
    )  # fmt: skip
    world.users["host"] = User("host", "host@org.example", "Ritu", "Anand")
    with answered_by(create_app(world)):
        code = press_allow(authorize_url(CONNECTED, "state-1", VERIFIER)).split("code=")[1].split("&")[0]
        made = StoredTokens(sqlite_store, KEYS, clock, name="zoom:connected")
        made.keep(exchange(CONNECTED, code, VERIFIER, clock=clock))
        yield made


def test_a_process_that_died_with_a_new_token_in_its_hand_says_to_connect_again(
    sqlite_store: Store, clock: FakeClock, shelf: StoredTokens
) -> None:
    dies_at("a token given, not kept", sqlite_store, clock, shelf)

    clock.advance(timedelta(minutes=2).total_seconds())  # its lease has run out
    with pytest.raises(PersonMustAct, match="onnect"):
        Tokens(CONNECTED, shelf, clock).current()


def test_a_new_token_that_was_kept_is_used_by_whoever_comes_next(
    sqlite_store: Store, clock: FakeClock, shelf: StoredTokens
) -> None:
    dies_at("a token kept, not used", sqlite_store, clock, shelf)

    kept = shelf.load()
    assert kept is not None
    assert Tokens(CONNECTED, shelf, clock).current()["access_token"] == kept["access_token"]
