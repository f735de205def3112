"""A process may die at any moment, and nothing is there by half.

What was said to be kept is there, too: `tests/deliveries/test_kills.py`.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.builders import an_event
from tests.store.test_people import a_person, a_record, read_all, whole
from zoom_sync.store import events, people

ROOT = Path(__file__).parents[2]

PUBLISHING = """
import sys
from datetime import UTC, datetime
from tests.store.test_people import a_person, a_record
from zoom_sync.store import people, publishing
from zoom_sync.store.database import Store

url, event = sys.argv[1:]
publishing.BATCH = 20
store = Store(url)
print("begins", flush=True)
for minutes in range(2, 100_000):
    record = a_record(*(a_person(f"P {n}", minutes=float(minutes)) for n in range(200)))
    print(people.publish(store, event, record, now=datetime.now(UTC)), flush=True)
"""


def test_a_killed_rebuild_shows_a_whole_record_and_the_next_one_goes_on(store, store_url, clock):
    event = an_event()
    store.run(lambda tx: events.add(tx, event, now=clock.now()))
    for _ in range(2):
        killed_while_working(PUBLISHING, store_url, event.id, lines=1)

        shown, _, _ = read_all(store, event, None)
        assert len(shown) in {0, 200}
        assert len({person.minutes for person in shown}) <= 1

    record = a_record(*(a_person(f"P {n}") for n in range(3)))
    people.publish(store, event.id, record, now=clock.now())
    assert read_all(store, event, None) == whole(record)


def killed_while_working(program: str, *args: str, lines: int) -> list[bytes]:
    """Run the program until it has written so many lines, and a random moment more; then SIGKILL.

    Returns the whole lines that it wrote.
    """
    process = subprocess.Popen(
        [sys.executable, "-c", program, *args],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    output = b""
    while output.count(b"\n") < lines:
        read = os.read(process.stdout.fileno(), 65536)
        assert read, "the program ended by itself"
        output += read
    time.sleep(random.uniform(0, 0.3))
    process.send_signal(signal.SIGKILL)
    output += process.stdout.read()
    process.wait(10)
    process.stdout.close()
    return output.split(b"\n")[:-1]
