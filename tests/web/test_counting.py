"""What is made of a record is made once, and the worker's word is taken where there is one."""

from __future__ import annotations

from threading import Barrier, Thread
from typing import Any

from tests.web import sample
from zoom_sync.rules import headline
from zoom_sync.store import events, memory
from zoom_sync.web.counting import KEPT, Made, figures
from zoom_sync.wiring import Rooms


def test_many_threads_make_one_thing_once() -> None:
    made, calls, answers, start = Made(), [], [], Barrier(8)

    def make() -> str:
        calls.append(1)
        return "report"

    def ask() -> None:
        start.wait()
        answers.append(made.once("report", "e", 1, make))

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (calls, answers) == ([1], ["report"] * 8)


def test_what_was_made_leaves_nothing_behind_but_the_last_few() -> None:
    made = Made()

    for number in range(3 * KEPT):
        assert made.once(f"letter {number}", "e", 1, lambda n=number: n) == number

    assert (len(made._found), len(made._making)) == (KEPT, 0)


def test_what_failed_is_made_again() -> None:
    made = Made()

    def fail() -> Any:
        raise ValueError

    for _ in range(2):
        try:
            made.once("report", "e", 1, fail)
        except ValueError:
            continue
    assert made.once("report", "e", 1, lambda: "report") == "report"


def test_a_remembered_headline_is_not_made_again(rooms: Rooms) -> None:
    event = sample.keep(rooms.store, sample.a_record(sample.the_event(), 12), now=rooms.clock.now())
    kept = {"generation": 1, "zoom": 7, "room": 5, "both": 1, "people": 12, "unidentified": 0}
    value = {**kept, "ranges": {}, "owners": {}}
    rooms.store.run(lambda tx: memory.remember(tx, headline.name(event.id), value, now=rooms.clock.now()))
    summary = rooms.store.read(lambda tx: events.summary(tx, event.id))

    found = figures(rooms.store, Made(), event, summary)

    assert (found["zoom"], found["room"], found["both"]) == (7, 5, 1)
