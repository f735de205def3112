"""How long the pages of a large event make somebody wait: the table of people and its search, a person, an answer.

    python -m bench pages [--people N]

Whole answers of the application (access, query, template), by the clock, one after the other, in milliseconds; the
95th of 100. SQLite in a temporary folder, and PostgreSQL as the tests start it. There is no peer: no other program
keeps such a table.
"""

from __future__ import annotations

import secrets
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from bench.scale import event as scale
from bench.scale.measure import p95
from tests.postgres import NoServer, server
from tests.web import sample
from tests.web.conftest import TOKEN_FIELD, a_config
from zoom_sync import web
from zoom_sync.actions import rebuild
from zoom_sync.actions.access import digest
from zoom_sync.actions.whatif import whatif
from zoom_sync.keys import Keys
from zoom_sync.records import Event, Record
from zoom_sync.store import events, users
from zoom_sync.store.database import Store
from zoom_sync.wiring import Rooms

PEOPLE = 50_000
LOOKS = 100
LIMIT_MS = 200
TRIED, LIMIT_S = 10_000, 2
READS = (timedelta(minutes=10), timedelta(minutes=30))
HERE = "http://127.0.0.1:8000"
WORDS = ("asha", "rahima khatun", "রহিমা", "person4", "lama sita", "fatima", "nobody at all", "union", "zahra")


class Clock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


def run(people_: int = PEOPLE) -> None:
    for name, store in _stores():
        event, small = _kept(store, people_), _rebuilt(store)
        client = _signed_in(store)
        print(f"-- {people_:,} people on {name}; p95 of {LOOKS}, limit {LIMIT_MS} ms, peer: none", flush=True)
        for what, look in _looks(client, event).items():
            look(0)  # what is made once per record, or loaded once per process
            took = p95([_ms(look, number) for number in range(LOOKS)])
            print(f"   {what:<44} {took:6.0f} ms", flush=True)
        print(f"   {'another rule tried, ' + format(TRIED, ',') + ' people':<44} {_tried(store, small):6.2f} s "
              f"(limit {LIMIT_S} s)", flush=True)  # fmt: skip
        store.close()


def _looks(client: FlaskClient, event: Event) -> dict[str, Callable[[int], Any]]:
    table = f"/events/{event.id}/people"
    form = TOKEN_FIELD.search(_get(client, f"/events/{event.id}/review"))
    token = form[1] if form else ""
    nameless = sample.a_record(event, 100 * LOOKS).unidentified

    def paged(number: int) -> str:
        text = _get(client, f"{table}?mode={('virtual', 'both')[number % 2]}")
        return _get(client, text.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&"))

    def answered(number: int) -> None:
        one, other = (sample.a_person(12 * number + more, event).id for more in (0, 3))
        data = {"csrf_token": token, "ref": [one, other], "saying": ("same", "different")[number % 2]}
        reply = client.post(
            f"/events/{event.id}/review", data=data, base_url=HERE, headers={"Accept": "application/json"}
        )
        assert reply.status_code == 200, reply.status_code

    return {
        "the table": lambda number: _get(client, table),
        "a search": lambda number: _get(client, f"{table}?q={WORDS[number % len(WORDS)]}"),
        "a search among a filter, longest stay first": lambda number: _get(
            client, f"{table}?q={WORDS[number % len(WORDS)]}&attended=yes&sort=most"
        ),
        "a filter, and its next page (two answers)": paged,
        "doubtful joins, the most doubtful first": lambda number: _get(
            client, f"{table}?joined=doubtful&sort=doubt"
        ),
        "a filter with panelists, counted twice": lambda number: _get(client, f"{table}?mode=both"),
        "whose a connection without a name may be": lambda number: _get(
            client, f"{table}/{nameless[number].id}"
        ),
        "one person": lambda number: _get(client, f"{table}/{sample.a_person(number * 37, event).id}"),
        "the review": lambda number: _get(client, f"/events/{event.id}/review"),
        "an answer to a question": answered,
    }


def _kept(store: Store, number: int) -> Event:
    """The event with its record; its people's facts are known, but for those of the many."""
    event = replace(sample.the_event(), id=secrets.token_hex(16))
    record: Record = sample.a_record(event, number)
    now = Clock().now()
    store.run(lambda tx: events.add(tx, event, now=now))
    sample.keep_record(store, record, now=now)
    return event


def _rebuilt(store: Store) -> Event:
    """An event of facts, with the record that the rules make of them."""
    event = scale.keep(store, TRIED)
    rebuild.rebuild(store, event.id, reads=READS, clock=Clock())
    return event


def _tried(store: Store, event: Event) -> float:
    """Seconds until it is known what another rule would change."""
    rule = replace(event.rule, bridge_gaps_s=3600)
    return _ms(lambda _: whatif(store, event.id, rule), 0) / 1000


def _signed_in(store: Store) -> FlaskClient:
    keys = Keys(["a secret of more than thirty-two bytes, for figures"])
    rooms = Rooms(store=store, keys=keys, clock=Clock(), config=a_config(), account=None, mailer=None)  # type: ignore[arg-type]
    app = Flask("zoom_sync", static_folder=None, template_folder=None)
    web.attach(app, rooms)
    secret, now = secrets.token_urlsafe(32), Clock().now()

    def steps(tx: Any) -> None:
        user = users.add(tx, "bench@mela.example", role="admin", now=now)
        users.make_link(tx, user.id, secret_digest=digest(secret), expires=now + timedelta(hours=1))

    store.run(steps)
    client = app.test_client()
    client.post(f"/sign-in/{secret}", base_url=HERE)
    return client


def _get(client: FlaskClient, path: str) -> str:
    answer = client.get(path, base_url=HERE)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.text


def _ms(look: Callable[[int], Any], number: int) -> float:
    began = time.perf_counter()
    look(number)
    return (time.perf_counter() - began) * 1000


def _stores() -> Iterator[tuple[str, Store]]:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/store.db")
        store.upgrade()
        yield "SQLite", store
    try:
        with server("bench") as databases, databases.one(empty=True) as url:
            store = Store(url)
            store.upgrade()
            yield "PostgreSQL", store
    except NoServer as why:
        print(f"-- PostgreSQL: not measured, {why}")
