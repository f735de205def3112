"""A disk without room: what does not fit is refused in words, what was kept stays, and room mends it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import an_event
from zoom_sync.store import events, imports, inbox, traces
from zoom_sync.store.database import Store

ROOT = Path(__file__).parents[2]

# A limit on the size of files is met by the same calls as the end of a disk; it can be lifted again from within.
PROGRAM = """
import json, resource, signal, sys
from datetime import UTC, datetime
from types import SimpleNamespace
from tests.builders import an_event
from webhooks.events import Delivery, delivery_id
from zoom_sync.actions import import_sheet
from zoom_sync.records import Trouble
from zoom_sync.store import inbox
from zoom_sync.store.database import Store

url, room = sys.argv[1], int(sys.argv[2])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # then a write fails with EFBIG, as one on a full disk with ENOSPC
store = Store(url)
keeper = inbox.Keeper(store)
clock = SimpleNamespace(now=lambda: datetime.now(UTC))
kept, words = [], []

def keep(number):
    body = f"{number} ".encode() + b"x" * 5_000
    keeper.keep(Delivery(delivery_id(body), body, datetime.now(UTC), 1))
    kept.append(delivery_id(body))

def refused(act):
    try:
        act()
    except Trouble as trouble:
        words.append(str(trouble))
        return True
    return False

keep(0)
resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
full = [refused(lambda n=n: keep(n)) for n in range(1, 400)]
rows = "\\n".join(f"Person {n},person{n}@mail.example,14:31" for n in range(5_000))
sheet = ("Name,Email,Time in\\n" + rows).encode()
half = refused(lambda: import_sheet.import_file(store, "e" * 32, data=sheet, name="hall.csv", clock=clock))
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
again = refused(lambda: keep(1_000)) or refused(store.writable)
keeper.close()
print(json.dumps({"kept": kept, "refused": sum(full), "half": half, "words": sorted(set(words)), "again": again}))
"""


@pytest.mark.timeout(300)
def test_a_disk_that_is_full_refuses_in_words_loses_nothing_and_recovers(sqlite_url: str) -> None:
    store = Store(sqlite_url)
    event = an_event()
    store.run(lambda tx: events.add(tx, event, now=event.starts))
    store.close()

    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, sqlite_url, str(1_200_000)],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=200,
    )  # fmt: skip

    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert told["refused"] > 50
    assert told["half"]
    assert not told["again"]
    assert all("could not be used" in sentence and "mistake" not in sentence for sentence in told["words"])
    kept = {delivery.id for delivery in store.read(lambda tx: inbox.unread(tx, limit=10_000))}
    assert set(told["kept"]) <= kept
    assert store.read(lambda tx: imports.all(tx, event.id)) == []
    assert store.read(lambda tx: traces.of_event(tx, event.id)) == []
    store.close()
