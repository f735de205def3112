"""A SIGKILL cannot see a missing fsync, a power cut would: so the system calls are watched."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DELIVERIES = 20

KEEPING = """
import hashlib, os, sys
from datetime import UTC, datetime
from sqlalchemy import event
from webhooks.events import Delivery
from zoom_sync.store.database import Store
from zoom_sync.store.inbox import Keeper

url, synchronous, many = sys.argv[1:]
store = Store(url)
event.listen(store._engine, "connect", lambda c, _: c.execute(f"PRAGMA synchronous={synchronous}"))
keeper = Keeper(store, deadline_s=20)
os.write(1, b"begins")
for number in range(int(many)):
    body = str(number).encode()
    keeper.keep(Delivery(hashlib.sha256(body).hexdigest(), body, datetime.now(UTC), 1))
    os.write(1, b"kept")
keeper.close()
store.close()
"""


def test_every_delivery_is_synced_to_the_disk_before_it_is_called_kept(sqlite_url, tmp_path):
    assert unsynced(sqlite_url, tmp_path, synchronous="FULL") == 0


def test_this_proof_notices_a_store_that_does_not_sync(sqlite_url, tmp_path):
    assert unsynced(sqlite_url, tmp_path, synchronous="OFF") == DELIVERIES


def unsynced(url: str, folder: Path, *, synchronous: str) -> int:
    """How many deliveries were called kept without a sync since the one before."""
    watched = folder / "calls"
    if shutil.which("strace") is None:
        pytest.skip("whether commits reach the disk is not watched: strace is not installed")
    strace = ["strace", "-f", "-o", watched, "-e", "trace=fsync,fdatasync,write"]
    done = subprocess.run(
        [*strace, sys.executable, "-c", KEEPING, url, synchronous, str(DELIVERIES)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        timeout=60,
    )
    if b"ptrace" in done.stderr:
        pytest.skip("whether commits reach the disk is not watched: strace may not look at processes here")
    assert done.returncode == 0, done.stderr
    calls = re.findall(r'(fsync|fdatasync)\(|write\(1, "(begins|kept)"', watched.read_text())
    told = [sync or said for sync, said in calls]
    rest = told[told.index("begins") + 1 :]
    assert rest.count("kept") == DELIVERIES
    return sum(
        1
        for number, call in enumerate(rest)
        if call == "kept" and (number == 0 or rest[number - 1] == "kept")
    )
