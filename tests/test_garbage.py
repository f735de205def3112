"""What the collector of cycles looks at, in the processes that serve."""

from __future__ import annotations

import os
import subprocess
import sys

SERVES = """
import gc, os, weakref
from zoom_sync.front import from_environment

front = from_environment()
print(len(gc.get_objects()) < 5_000 < gc.get_freeze_count())

class Cycle:
    pass

one = Cycle()
one.itself, gone = one, weakref.ref(one)
del one
gc.collect()
print(gone() is None)
os._exit(0)
"""


def test_whoever_waits_is_not_held_up_by_a_look_through_all_that_was_loaded(sqlite_url, tmp_path):
    environment = os.environ | {
        "DATABASE_URL": sqlite_url, "ZOOM_ACCOUNT_ID": "a", "ZOOM_CLIENT_ID": "b", "ZOOM_CLIENT_SECRET": "c",
    }  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-uc", SERVES],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ran.stdout.split() == ["True", "True"], ran.stderr
