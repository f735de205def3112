"""The shelf of tokens after a process died with its lock in the hand."""

from __future__ import annotations

import pytest

from tests.conftest import FakeClock
from zoom_sync.keys import Keys
from zoom_sync.store.database import Store
from zoom_sync.store.shelf import StoredTokens

KEYS = Keys(["a secret of more than thirty-two bytes, for tests"])


@pytest.mark.parametrize(("rotates", "least", "most"), [(False, 0, 10), (True, 35, 65)])
def test_whoever_died_asking_for_a_token_is_outwaited_in_seconds_where_a_second_request_harms_nothing(
    sqlite_store: Store, clock: FakeClock, rotates: bool, least: float, most: float
) -> None:
    def shelf() -> StoredTokens:
        return StoredTokens(sqlite_store, KEYS, clock, name="zoom:a", rotates=rotates)

    died = shelf().lock()
    died.__enter__()
    began = clock.monotonic()

    with shelf().lock():
        assert least <= clock.monotonic() - began <= most
