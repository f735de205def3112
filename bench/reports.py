"""How long the report of a large event takes in all its forms, and how much memory.

    python -m bench reports [--people N]

Each form is made in a process of its own, from the store to the file; the workbook for a tenth of the people, too,
since it may not need more memory for more of them. People have one to three stays, by the second as Zoom tells them, an
organisation out of 400, a country out of 60 and two records of evidence each; a hundred questions are open.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from bench.publishing import Clock
from bench.scale.measure import measured
from tests.builders import a_session, an_event, instant
from tests.rules.test_report import a_person, a_record
from zoom_sync.actions import report
from zoom_sync.files.printing import reports
from zoom_sync.records import Event, Evidence, Person, SessionMinutes, Span
from zoom_sync.store import events, people
from zoom_sync.store.database import Store
from zoom_sync.web import languages, report_words

PEOPLE = 100_000
QUESTIONS = 100
GREW = 50  # MB
LIMITS = {"pictures": "20 s, 1 GB", "workbook": f"60 s, {GREW} MB more than for a tenth"}


def run(people_: int = PEOPLE) -> None:
    _run(people_ // 10, {"workbook": "no limit set"})
    _run(people_, LIMITS)


def _run(people_: int, limits: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/store.db")
        store.upgrade()
        event, dice = _event(), random.Random(1)
        store.run(lambda tx: events.add(tx, event, now=Clock().now()))
        everybody = [_person(event, n, dice) for n in range(people_)]
        asked = [(f"{n:032x}", f"{n + 1:032x}") for n in range(0, min(2 * QUESTIONS, people_ - 1), 2)]
        people.publish(store, event.id, a_record(*everybody, event=event, open=asked), now=Clock().now())
        store.close()
        for what, limit in limits.items():
            made = subprocess.run(
                [sys.executable, "-m", "bench.reports", what, folder, event.id],
                check=True,
                capture_output=True,
                text=True,
            )
            print(f"{people_:,} people, {what}: {made.stdout.strip()} (limit {limit})", flush=True)


def one(what: str, folder: str, event_id: str) -> None:
    """Make one form, and say how long it took."""
    store = Store(f"sqlite:///{folder}/store.db")
    with measured() as told:
        figures = report.report(store, event_id)
        with languages.speaking("en"):
            document = report_words.in_words(figures)
        if what == "workbook":
            file = Path(folder, "report.xlsx")
            report.workbook(store, event_id, document, target=file)
            size = f"{file.stat().st_size / 1e6:.0f} MB large"
        else:
            made = [*reports.paper(document), *reports.paper(document, one_page=True)]
            made += [reports.png(svg) for svg in reports.pictures(document).values()]
            size = f"{len(made)} files"
    print(f"{told['wall']:.1f} s, {told['cpu']:.1f} s of a processor; {size}, {told['peak']:.0f} MB at most")


def _event() -> Event:
    return an_event(sessions=tuple(a_session(f"Session {n}", "09:00", "10:00") for n in range(4)))


def _person(event: Event, n: int, dice: random.Random) -> Person:
    stays = []
    at = instant("09:00") + timedelta(seconds=dice.randrange(3600))
    for _ in range(dice.randint(1, 3)):
        stays.append(Span(at, at + timedelta(seconds=dice.randrange(300, 2700))))
        at = stays[-1].end + timedelta(minutes=10)  # type: ignore[operator]
    mode = dice.choices(("zoom", "room", "both", "absent"), (0.5, 0.2, 0.1, 0.2))[0]
    return a_person(
        f"{n:032x}",
        name=f"Person {n}",
        email=f"person{n}@mela.example",
        organisation=f"Organisation {dice.randrange(400)}",
        country=f"Country {dice.randrange(60)}",
        zoom=tuple(stays) if mode in ("zoom", "both") else (),
        room=tuple(stays) if mode in ("room", "both") else (),
        sessions=tuple(SessionMinutes(one.id, 30.0, 0.0) for one in event.sessions if dice.random() < 0.5),
        evidence=tuple(
            Evidence(
                source,
                f"{source} {n}",
                "registrant id",
                f"fact-{n:032x}" if source == "registrant" else f"f{n}",
            )
            for source in ("registrant", "participant")
        ),
    )


if __name__ == "__main__":
    one(*sys.argv[1:])
