"""No page and no loop goes through a table that grows, but for those that must, each with its reason.

The queries are those that are really sent: by a walk over every page that can be opened, and by every loop of
the worker; so a new one is looked at without being named here.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
import responses
from flask import Flask, url_for

from tests.actions import zoom_world
from tests.conftest import FakeClock
from tests.store.plans import Heard, heard, scans
from tests.web import sample
from tests.web.conftest import Seat, a_config
from tests.web.forms import Form, forms
from tests.zoom.fakes import a_zoom
from webhooks.events import Delivery
from zoom_sync.actions import certificates, follow_up, hooks, rebuild, sync
from zoom_sync.actions.export import export
from zoom_sync.keys import Keys
from zoom_sync.posting import Answer
from zoom_sync.records import Event
from zoom_sync.store import jobs, keeping, series
from zoom_sync.store.database import Store
from zoom_sync.wiring import Rooms
from zoom_sync.worker import Worker

# A piece of the statement, which ends with a full stop -> why it may go through many rows.
ALLOWED = {
    "FROM reading WHERE reading.event": "a few readings for each run of an event",
    "FROM listing WHERE listing.event": "a listing for each sync of an event's webinars",
    "FROM verdict WHERE verdict.event": "decisions come one by one, from a person's hand",
    "CAST(registrant.fact AS TEXT) AS fact FROM registrant WHERE registrant.event = ": "a record is made of all facts",
    "CAST(trace.fact AS TEXT) AS fact FROM trace WHERE trace.event = ": "a record is made of all facts",
    "FROM task WHERE task.error": "a task that is done is deleted, so what is left is few",
    "FROM task WHERE (task.state": "a task that is done is deleted, so what is left is few",
    "SELECT copy.state, count(*)": "for the operator's page and the metrics, over an index alone",
    "FROM person WHERE person.event = ? AND person.gen_to IS NULL": "a record is compared with the whole one before",
    "FROM person WHERE person.event = %(event_1)s::VARCHAR AND person.gen_to IS NULL": "the same on PostgreSQL",
    "SELECT tie.mark, tie.fact, tie.proof FROM tie WHERE tie.event": "ties are compared with all of those before",
    "FROM registrant WHERE registrant.event = ? AND registrant.webinar = ? AND registrant.listed": "who is missing",
    "FROM registrant WHERE registrant.event = %(event_1)s::VARCHAR AND registrant.webinar": "who is missing",
    "count(*) AS count_1 FROM person WHERE person.event": "how many a search or a filter finds among an event's people",
    "AS anon_1 JOIN person ON person.event": "people in another order than by name, over an index alone",
    "(person.search LIKE": "a word within a name is looked for in each name of one event",
    "ORDER BY person.sort, person.id.": "a whole record, for an export, a report or a letter",
    "count(*) AS people, min(person.id)": "the organisations of an event, over an index alone",
    "max(session.seen) AS seen FROM session GROUP BY session.user": "who is signed in, over an index alone",
    "FROM review WHERE review.event": "the open questions of the generations that are kept, by their own index",
    "SELECT check_in.door, count(*)": "how many came through each door of one event, for its page",
    "FROM code WHERE code.event": "of one event's codes those that were replaced, or all, for a sheet of them",
    "SELECT person.id, person.facts, CAST(": "who comes back to a series is told of everybody who attended its events",
    "AS anon_4 FROM registrant WHERE registrant.event": "and of what all facts of those events say of them",
    "AS anon_4 FROM trace WHERE trace.event": "the same",
    "FROM copy WHERE copy.letter": "who gets a letter, on the page of that letter",
    "OR check_in.fact IN (SELECT": "who is erased is looked for among all check-ins of the event, once",
    "SELECT person.kind FROM person WHERE person.event = ? AND person.id = ?": "the same, among its people",
    "SELECT person.id, person.gen_from, person.facts FROM person": "the same, in the versions of before",
    "FROM tie WHERE tie.event = ? AND tie.fact IN": "the same, among what is known of contacts",
    "AS has FROM delivery": "all that Zoom delivered about one person, for who asks for it, some at a time",
    "FROM notification WHERE notification.webinar": "the same, of one webinar",
}
PEOPLE = 700  # more than a planner takes for few
SERIES = "5" * 32
# What leads to another service and back, and what only a phone at a door is given.
ELSEWHERE = ("/zoom/connect", "/zoom/callback", "/sign-in/organisation", "/door/people", "/door/state")
# Forms after which the others could not be sent any more.
ENDING = (
    "hooks.end", "planning.remove", "planning.recover", "users.end_user", "privacy.erase_person", "privacy.erase_event",
    "account.end_session", "signin.out",
)  # fmt: skip
BY_HAND: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "downloads.record": ({"format": "json"}, {"reason": "asked for"}),
    "rows.read": ({"ref": sample.a_person(5, sample.the_event()).evidence[0].fact}, {"reason": "asked for"}),
    "privacy.put_notice": ({}, {"basis": "consent", "text": "We keep who came, for a year."}),
    "trail.say_why": ({}, {"reason": "asked for"}),
    "reporting.workbook": ({}, {"reason": "asked for"}),
    "papers.printed": ({"paper": "sheet"}, {"reason": "asked for"}),
    "event.reopen": ({}, {}),  # a check-in of this walk may have opened it before its button was seen
    "planning.share": ({}, {"email": "organiser@mela.example"}),
    "planning.recover": ({}, {}),
    "hooks.add": ({}, {"url": "https://crm.example/in", "kind": "final"}),
    "whatif.take": ({}, {"minimum_minutes": "10"}),
    "events.new": ({}, {
        "title": "Another", "starts": "2026-05-10T09:00", "ends": "2026-05-10T12:00", "timezone": "Asia/Kolkata",
    }),
}  # fmt: skip
# What takes a POST that this walk does not send -> why.
NO_FORM = {
    "privacy.erase_event": "it deletes all rows of an event, and nothing could be asked of it afterwards",
    "account.end_session": "for who is signed in twice; one row by its id",
    "api.check_in": "sent by programs, of which the tests of the API send many",
    "door.check_ins": "sent by the phone at a door",
    "door.close": "the same",
    "door.link": "the same",
    "door.search": "the same",
    "doors.take_back": "for who was checked in at a door",
    "hooks.again": "for a message that was sent, which none is in this walk; the loop of hooks asks the same",
    "here.check_in": "sent by guests, by a link that hangs on the wall",
    "questions.take": "a file of answers, each of which is decided as on the page Review",
    "signin.link": "by a link that came by mail",
    "unsubscribing.page": "by a link in a letter",
    "my_record.page": "by a link of somebody's own, found by its digest; then rows by the ids of their facts",
    "objections.answer": "for who objected to something; one row by its id",
    "webhooks.receive": "Zoom's; the front takes them, and the loops read them",
    "letters.test": "there is no mail server in this walk",
    "letters.again": "for a copy that was refused; one row by its key",
    "letter_writing.change": "the letter of this walk is approved; what it writes is one row by its id",
    "letter_writing.preview": "what it asks is asked when the page of writing is opened for a letter that is there",
    "signin.ask": "the same",
    "certificates.archive": "a form for protected events alone; it asks what the link asks of others",
    "certificates.one": "the same",
    "certificates.roster": "the same",
    "checking.ask": "it leads to the page of a code, and asks the store nothing",
}


@pytest.fixture
def rooms(store: Store, clock: FakeClock) -> Rooms:
    """As for the other tests of pages, but on both stores."""
    keys = Keys(["a secret of more than thirty-two bytes, for tests"])
    return Rooms(store=store, keys=keys, clock=clock, config=a_config(), account=None, mailer=None)  # type: ignore[arg-type]


@pytest.fixture
def event(rooms: Rooms) -> Event:
    now = rooms.clock.now()
    kept = sample.keep(rooms.store, sample.a_record(sample.the_event(), PEOPLE), now=now)
    rooms.store.run(lambda tx: series.add(tx, series.Series(SERIES, "Monthly"), now=now))
    rooms.store.run(lambda tx: series.put(tx, kept.id, SERIES))
    return kept


def test_every_page_finds_its_rows_by_an_index(
    app: Flask, rooms: Rooms, event: Event, seat: Callable[..., Seat], bearer: Callable[..., dict[str, str]]
) -> None:
    admin, token = seat("admin"), bearer("admin", event.id)
    letter = follow_up.plan(
        rooms.store,
        event.id,
        group="virtual",
        subject="Thanks",
        text="Dear {name}!",
        by="t",
        clock=rooms.clock,
    )
    certificates.issue(rooms.store, event.id, certificates.Order(provisional=True), by="t", clock=rooms.clock)
    with heard(rooms.store) as found:
        opened = {
            path: answer for path in paths(app, event, letter) for answer in (look(admin, token, path),)
        }

    assert {path for path, status in opened.items() if status >= 400} == set()
    assert "/events/<event_id>/people" in {rule.rule for rule in app.url_map.iter_rules()}
    assert unexpected(rooms.store, found) == []


def test_every_form_finds_its_rows_by_an_index(
    app: Flask, rooms: Rooms, event: Event, seat: Callable[..., Seat]
) -> None:
    seat("organiser")
    admin = seat("admin")
    letter = follow_up.plan(
        rooms.store, event.id, group="virtual", subject="Thanks", text="Dear!", by="t", clock=rooms.clock
    )
    sent: dict[tuple[str, str], int] = {}

    with heard(rooms.store) as found:
        for ends in (False, False, True):  # what is closed can be opened again only then
            waiting = [one for path in paths(app, event, letter) for one in forms_of(admin, path)]
            waiting += by_hand(app, event) if ends else []
            while waiting:
                waiting.sort(
                    key=lambda form: ENDING.index(name) if (name := endpoint(app, form)) in ENDING else -1
                )
                form = waiting.pop(0)
                which = (endpoint(app, form), form.button)
                if which in sent or (which[0] in ENDING and not ends):
                    continue
                answer = admin.post(form.action, form.fields)
                sent[which] = answer.status_code
                waiting += forms(form.action, answer.text) if answer.mimetype == "text/html" else []

    taken = {name for (name, _), status in sent.items() if status < 400}
    assert 500 not in sent.values()
    assert changing(app) - taken <= set(NO_FORM), sent
    assert unexpected(rooms.store, found) == []


def test_every_loop_finds_its_rows_by_an_index(rooms: Rooms, event: Event, clock: FakeClock) -> None:
    store, reads = rooms.store, rooms.config.report_reads
    synced = zoom_world.keep(store, replace(zoom_world.event_of(), id="5" * 32))
    letter = follow_up.plan(
        store, event.id, group="virtual", subject="Thanks", text="Dear!", by="t", clock=clock
    )
    follow_up.approve(store, letter, by="t", clock=clock)
    body = b'{"event":"webinar.started","payload":{"object":{"id":"1","uuid":"u=="}}}'
    delivery = Delivery(id="d" * 64, body=body, received=clock.now(), stamp=1)
    store.run(lambda tx: keeping.keep_all(tx, [delivery]))
    hook = hooks.add(
        store, event.id, url="https://crm.example/", kinds=["final"], keys=rooms.keys, by="t", clock=clock
    ).hook
    hooks.probe(store, hook.id, by="t", clock=clock)
    worker = Worker(rooms)

    with heard(store) as found, responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        zoom_world.a_world(mock)
        for done in (
            worker.beat,
            worker.read_inbox,
            worker.plan,
            worker.poll_the_silent,
            worker.send_letters,
            worker.tell_hooks,
        ):
            done()
        hooks.send_some(store, hook.id, lambda *_, **__: Answer(204), keys=rooms.keys, clock=clock)
        hooks.replay(store, hook.id, since="2020-01-01T00:00", by="t", clock=clock)
        while store.run(lambda tx: jobs.claim(tx, now=clock.now())) is not None:
            pass
        sync.sync_event(store, a_zoom(clock), synced.id, clock=clock, holder="t")
        for id in (event.id, synced.id):
            rebuild.rebuild(store, id, reads=reads, clock=clock)
            export(store, id, format="json", target=io.BytesIO())

    assert len(found.statements) > 60
    assert unexpected(store, found) == []


def test_a_statement_that_does_not_know_where_its_rows_are_is_found(rooms: Rooms, event: Event) -> None:
    for statement in (
        "SELECT id FROM person WHERE mode LIKE '_x'",
        f"SELECT id FROM person WHERE event = '{event.id}' AND facts LIKE '_x'",
        "SELECT id FROM trace WHERE kind = 'joined'",
        "SELECT t.id FROM trace AS t WHERE t.connection = '5'",
        "DELETE FROM trace WHERE instance = '4'",
        f"SELECT id FROM person WHERE event = '{event.id}' AND kind = 'person' ORDER BY mode LIMIT 5",
    ):
        assert scans(rooms.store, Heard({statement: ()})), statement
    for statement in (
        f"SELECT id FROM trace WHERE event = '{event.id}' AND id = '{'a' * 32}'",
        f"SELECT id FROM person WHERE event = '{event.id}' AND kind = 'person' ORDER BY sort, id LIMIT 5",
        "SELECT max(received) FROM delivery",
    ):
        assert scans(rooms.store, Heard({statement: ()})) == [], statement


def paths(app: Flask, event: Event, letter: str) -> Iterator[str]:
    """Every address that can be opened, with something behind it."""
    person = sample.a_person(4, event)
    values = {
        "event_id": event.id, "path:ref": person.id, "path:filename": "base.css", "letter_id": letter, "format": "json",
        "series_id": SERIES,
    }  # fmt: skip
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.rule.startswith(ELSEWHERE):
            continue
        path = rule.rule
        for name, value in values.items():
            path = path.replace(f"<{name}>", value)
        if "<" not in path:
            yield path
    people = f"/events/{event.id}/people"
    for query in (
        "?q=asha",
        "?mode=both",
        "?kind=unidentified",
        f"?ref={person.evidence[1].ref}",
        "?q=asha&mode=both",
        "?q=asha&sort=most&attended=yes&registration=approved&role=attendee&group=mela+trust",
        f"?session={event.sessions[0].id}&sort=first",
        "?joined=doubtful&sort=doubt",
        "?joined=mailbox",
        "?mode=seen&registration=any&role=attendee",
        "?q=iphone",
    ):
        yield people + query
    yield f"{people}/{sample.a_record(event, 100).unidentified[0].id}"
    for query in ("who=asha", "beside=asha", f"with={sample.a_person(5, event).id}"):
        yield f"{people}/{person.id}?{query}"
    yield f"/events/{event.id}/rule?minimum=30&bridge=60&breaks=30"
    yield f"/events/{event.id}/decisions?person={person.id}"
    yield f"/api/v1/events/{event.id}/attendance?limit=20"


def forms_of(admin: Seat, path: str) -> list[Form]:
    answer = admin.get(path)
    return forms(path, answer.text) if answer.mimetype == "text/html" else []


def by_hand(app: Flask, event: Event) -> list[Form]:
    """What is sent from pages that are shown only now and then."""
    with app.test_request_context(base_url="http://127.0.0.1:8000"):
        return [
            Form(url_for(name, event_id=event.id, **path), {**fields, "event": event.id}, button="by hand")
            for name, (path, fields) in BY_HAND.items()
        ]


def endpoint(app: Flask, form: Form) -> str:
    """The name of what a form is sent to."""
    path = form.action.partition("?")[0]
    return str(app.url_map.bind("127.0.0.1:8000").match(path, method="POST")[0])


def changing(app: Flask) -> set[str]:
    """What takes a POST."""
    return {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}


def look(admin: Seat, token: dict[str, str], path: str) -> int:
    """Open it, and the page that follows where there is one."""
    if path.startswith("/api/"):
        answer = admin.client.get(path, base_url="http://127.0.0.1:8000", headers=token)
        cursor = (answer.json or {}).get("next_cursor") if answer.is_json else None
        if cursor:
            follows = f"{path.partition('?')[0]}?limit=20&cursor={cursor}"
            answer = admin.client.get(follows, base_url="http://127.0.0.1:8000", headers=token)
        return int(answer.status_code)
    answer = admin.get(path)
    after = re.search(r'href="([^"]*after=[^"]*)"', answer.text) if answer.mimetype == "text/html" else None
    if after:
        answer = admin.get(after[1].replace("&amp;", "&"))
        if before := re.search(r'rel="prev" href="([^"]*)"', answer.text):
            answer = admin.get(before[1].replace("&amp;", "&"))
    return int(answer.status_code)


def unexpected(store: Store, found: Heard) -> list[tuple[str, str, str]]:
    return sorted(
        {
            (one.table, one.how, " ".join(one.statement.split()))
            for one in scans(store, found)
            if not any(piece in f"{' '.join(one.statement.split())}." for piece in ALLOWED)
        }
    )
