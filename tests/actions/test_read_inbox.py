"""Kept deliveries become traces of every event of their webinar, once, and none stops the others."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.actions.zoom_world import ONE, RUN, START, TWO, event_of, iso, keep, state
from tests.conftest import FakeClock
from webhooks.events import Delivery, Notification, delivery_id
from zoom_sync.actions.read_inbox import adopt, read_some
from zoom_sync.records import Event, Trace, Webinar
from zoom_sync.store import events, inbox, jobs, memory, schema, webinars
from zoom_sync.store.database import Store
from zoom_sync.store.faults import StoreRefused
from zoom_sync.zoom import notices

EVENT = event_of()
STAMP = int(START.timestamp() * 1000)


def notification(name: str, within: dict[str, Any], *, account: str = "A1", ts: int = STAMP) -> bytes:
    document = {"event": name, "event_ts": ts, "payload": {"account_id": account, "object": within}}
    return json.dumps(document).encode()


def of_run(run: str = RUN, *, id: Any = ONE, **more: Any) -> dict[str, Any]:
    return {"id": id, "uuid": run, "host_id": "HOST1", "topic": "T", "start_time": iso(-5), **more}


def joined(user: str, minutes: float, **more: Any) -> bytes:
    who = {
        "user_id": user,
        "user_name": f"Person {user}",
        "id": "",
        "email": "",
        "join_time": iso(minutes),
        **more,
    }
    return notification("webinar.participant_joined", of_run(participant=who))


def left(user: str, minutes: float, **more: Any) -> bytes:
    who = {"user_id": user, "user_name": f"Person {user}", "email": "", "leave_time": iso(minutes), **more}
    return notification("webinar.participant_left", of_run(participant=who))


def registration(what: str, *, ts: int = STAMP, id: Any = int(ONE), **more: Any) -> bytes:
    who = {"id": "R1", "first_name": "Asha", "last_name": "Rao", "email": "asha@rao.example", **more}
    return notification(f"webinar.registration_{what}", {"id": id, "uuid": RUN, "registrant": who}, ts=ts)


def arrive(store: Store, clock: FakeClock, *bodies: bytes) -> None:
    now = clock.now()
    deliveries = [Delivery(delivery_id(body), body, now, int(now.timestamp())) for body in bodies]
    store.run(lambda tx: inbox.keep_all(tx, deliveries))


def kinds(store: Store, event: Event = EVENT) -> list[str]:
    return [each.kind for each in state(store, event)]


def outcomes(store: Store) -> dict[str, int]:
    return store.read(inbox.counts)


def registrant(store: Store, event: Event = EVENT) -> Trace:
    (found,) = [each for each in state(store, event) if each.kind == "registrant"]
    return found


def test_a_join_and_its_leave_become_traces_with_the_addresses_of_their_connection(
    store: Store, clock: FakeClock
):
    keep(store, EVENT)
    arrive(store, clock, left("11", 30), joined("11", 10, email="p@mail.example", registrant_id="R1"))

    assert read_some(store, clock=clock) == 2

    join, leave = state(store, EVENT)
    assert (join.kind, join.ref, join.claim.registrant_id) == ("joined", f"{RUN}/11/{iso(10)}", "R1")
    assert (leave.kind, leave.ref) == ("left", f"{RUN}/11/")
    assert outcomes(store) == {"read": 2}


def test_reading_asks_for_one_rebuild_soon(store: Store, clock: FakeClock):
    keep(store, EVENT)
    arrive(store, clock, joined("11", 10), joined("12", 10))

    read_some(store, clock=clock)

    (task,) = store.read(jobs.waiting)
    assert (task["name"], task["key"], task["args"]) == ("rebuild", EVENT.id, {"event": EVENT.id})
    assert task["due"] == clock.now() + timedelta(seconds=2)


def test_the_same_happening_told_by_two_deliveries_counts_once(store: Store, clock: FakeClock):
    keep(store, EVENT)
    again = notification(
        "webinar.participant_joined", json.loads(joined("11", 10))["payload"]["object"], ts=STAMP + 9
    )
    arrive(store, clock, joined("11", 10), again)

    assert read_some(store, clock=clock) == 2
    assert kinds(store) == ["joined"]
    assert read_some(store, clock=clock) == 0


def test_two_events_of_one_webinar_both_have_its_traces(store: Store, clock: FakeClock):
    keep(store, EVENT)
    other = keep(store, Event(**{**_fields(EVENT), "id": "f" * 32, "key": b"x" * 32}))
    arrive(store, clock, joined("11", 10))

    read_some(store, clock=clock)

    (one,), (two,) = state(store, EVENT), state(store, other)
    assert one.ref == two.ref
    assert one.id != two.id, "each event has ids of its own"


def test_the_newest_word_on_a_registration_counts_in_whatever_order_it_comes(store: Store, clock: FakeClock):
    keep(store, EVENT)
    arrive(
        store,
        clock,
        registration("cancelled", ts=STAMP + 2000),
        registration("created", status="approved", phone="+919800000001", org="Field office"),
    )

    read_some(store, clock=clock)

    found = registrant(store)
    assert found.registration is not None
    assert found.registration.status == "cancelled"
    assert "join_url" not in repr(found)


def test_a_denial_that_zoom_names_creation_approves_nobody(store: Store, clock: FakeClock):
    keep(store, EVENT)
    arrive(store, clock, registration("created"))

    read_some(store, clock=clock)

    found = registrant(store)
    assert found.registration is not None
    assert found.registration.status == "pending"


@pytest.mark.parametrize("id", [ONE, int(ONE)], ids=["text", "number"])
def test_a_webinars_number_may_come_as_text_or_as_a_number(store: Store, clock: FakeClock, id: Any):
    keep(store, EVENT)
    arrive(store, clock, registration("approved", id=id))

    read_some(store, clock=clock)

    assert registrant(store).webinar == ONE


def test_a_run_is_known_from_any_notification_and_its_end_from_ended(store: Store, clock: FakeClock):
    keep(store, EVENT)
    arrive(store, clock, joined("11", 10))
    read_some(store, clock=clock)
    assert store.read(lambda tx: webinars.instance(tx, RUN)) is not None

    arrive(
        store,
        clock,
        notification("webinar.started", of_run(start_time=iso(-4))),
        notification("webinar.ended", of_run(end_time=iso(240), start_time=iso(0))),
    )
    read_some(store, clock=clock)

    run = store.read(lambda tx: webinars.instance(tx, RUN))
    assert run is not None
    assert (run.start, run.end) == (START - timedelta(minutes=4), START + timedelta(minutes=240))


def test_the_timetable_is_told_when_the_end_of_a_run_was_heard(store: Store, clock: FakeClock):
    keep(store, EVENT)
    arrive(store, clock, notification("webinar.ended", of_run(end_time=iso(240))))
    heard = clock.now()
    clock.advance(60)

    read_some(store, clock=clock)

    assert store.read(lambda tx: memory.recall(tx, memory.ended(EVENT.id))) == [heard.isoformat()]


@pytest.mark.parametrize(("end", "is_practice"), [(-30, True), (240, False)])
def test_a_run_flagged_as_practice_is_a_rehearsal_only_if_it_was_over_before_the_event(
    store: Store, clock: FakeClock, end: float, is_practice: bool
):
    keep(store, EVENT)
    arrive(store, clock, notification("webinar.ended", of_run(end_time=iso(end), practice_session=True)))

    read_some(store, clock=clock)

    run = store.read(lambda tx: webinars.instance(tx, RUN))
    assert run is not None
    assert run.practice is is_practice


def test_what_concerns_no_event_is_kept_for_an_event_made_later(store: Store, clock: FakeClock):
    arrive(
        store, clock, joined("11", 10), left("11", 30), registration("approved"),
        notification("webinar.ended", of_run(end_time=iso(240))),
    )  # fmt: skip
    read_some(store, clock=clock)
    assert outcomes(store) == {"no event": 4}

    keep(store, EVENT)
    assert adopt(store, EVENT.id, clock=clock) == 3

    assert kinds(store) == ["joined", "left", "registrant"]
    assert adopt(store, EVENT.id, clock=clock) == 0, "twice is the same as once"


def test_an_event_made_later_has_what_it_would_have_had_from_the_start(
    store: Store, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(inbox, "PAGE", 2)
    early = keep(store, EVENT)
    bodies = [joined("11", 10), left("11", 30), joined("12", 20), registration("created", status="approved")]
    arrive(store, clock, *bodies)
    read_some(store, clock=clock)
    heard = state(store, early)
    store.run(lambda tx: events.remove(tx, early.id))
    keep(store, EVENT)

    adopt(store, EVENT.id, clock=clock)

    assert state(store, EVENT) == heard


OTHERS = [
    (b"\xff", "unreadable: not UTF-8"),
    (b"[" * 100_000, "unreadable: nested too deeply"),
    (notification("meeting.started", {"id": "1"}), "unknown"),
    (notification("webinar.participant_data_connection_established", of_run()), "unknown"),
    (notification("webinar.participant_joined", {"id": TWO, "uuid": "x"}), "no event"),
    (notification("webinar.participant_joined", of_run(participant=None)),
     "not understood: a notification of joined that names no connection"),
    (notification("webinar.registration_approved", {"id": ONE, "registrant": []}),
     "not understood: a registrant without id, name and e-mail"),
    (notification("webinar.participant_bind", of_run(participant={"user_id": "1"})),
     "not understood: a bind that does not name both connections"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "outcome"), OTHERS, ids=[case[1] for case in OTHERS])
def test_what_gives_no_trace_is_marked_with_the_reason_and_stops_nobody(
    store: Store, clock: FakeClock, body: bytes, outcome: str
):
    keep(store, EVENT)
    arrive(store, clock, joined("11", 10), body, joined("12", 10))

    assert read_some(store, clock=clock) == 3

    assert kinds(store) == ["joined", "joined"]
    assert outcomes(store) == {"read": 2, outcome: 1}


NOBODYS = [
    ("unknown", notification("webinar.chat_message_sent", {"id": ONE, "chat_message": {"content": "marker-7"}})),
    ("another account", notification("webinar.participant_joined", of_run(participant={"user_name": "marker-7"}),
                                     account="A2")),
]  # fmt: skip


@pytest.mark.parametrize(("outcome", "body"), NOBODYS, ids=[one for one, _ in NOBODYS])
def test_what_nobody_here_can_ever_need_is_not_kept(
    store: Store, clock: FakeClock, outcome: str, body: bytes
) -> None:
    keep(store, EVENT)
    arrive(store, clock, body)

    read_some(store, clock=clock, account="A1")

    (kept,) = store.read(lambda tx: tx.execute(select(schema.delivery)).all())
    assert kept.outcome == outcome
    assert b"marker-7" not in kept.body
    assert store.read(lambda tx: tx.execute(select(schema.notification)).all()) == []
    assert json.loads(kept.body)["event"] == kept.name


@pytest.mark.parametrize(
    ("breaks_by", "said"),
    [
        (RuntimeError("poison"), "RuntimeError"),
        (StoreRefused("23514", "too long", "INSERT INTO trace"), "StoreRefused"),
    ],
    ids=["by what it says", "by what the store refuses"],
)
def test_a_delivery_that_breaks_the_reading_is_passed_over(
    store: Store, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, breaks_by: Exception, said: str
):
    keep(store, EVENT)
    understood = notices.notice

    def breaks(notification: Notification, event: Event) -> list[Any]:
        if "Person 666" in repr(notification):
            raise breaks_by
        return understood(notification, event)

    monkeypatch.setattr(notices, "notice", breaks)
    arrive(store, clock, joined("11", 10), joined("666", 10), joined("12", 10))

    assert read_some(store, clock=clock) == 3

    assert kinds(store) == ["joined", "joined"]
    assert outcomes(store) == {"read": 2, f"broke the reading: {said}": 1}
    assert read_some(store, clock=clock) == 0


def test_another_accounts_notifications_are_counted_and_not_merged(store: Store, clock: FakeClock):
    keep(store, EVENT)
    foreign = notification("webinar.participant_joined", of_run(participant={"user_id": "9"}), account="A2")
    arrive(store, clock, foreign, joined("11", 10))

    read_some(store, clock=clock, account="A1")

    assert kinds(store) == ["joined"]
    assert outcomes(store) == {"read": 1, "another account": 1}


def test_a_deauthorization_is_remembered(store: Store, clock: FakeClock):
    payload = {"account_id": "A1", "user_id": "u", "event_ts": "2026-03-03 09:00:00"}
    arrive(store, clock, json.dumps({"event": "app_deauthorized", "payload": payload}).encode())

    read_some(store, clock=clock)

    said = store.read(lambda tx: memory.recall(tx, memory.DEAUTHORIZED))
    assert said == {"at": clock.now().isoformat(), "account": "A1"}


def test_once_read_a_delivery_holds_no_link_password_or_network_address(store: Store, clock: FakeClock):
    keep(store, EVENT)
    secrets = {"join_url": "https://secret.example", "password": "secret", "public_ip": "secret"}
    who = {"user_id": "1", "user_name": "P\0Q", "join_time": iso(1), "private_ip": "secret"}
    arrive(store, clock, notification("webinar.participant_joined", of_run(participant=who, **secrets)))

    read_some(store, clock=clock)

    rows = store.read(lambda tx: inbox.notifications(tx, ONE))
    assert "secret" not in repr([dict(row.object) for row in rows])
    bodies = store.read(lambda tx: tx.exec_driver_sql("select body from delivery").scalars().all())
    assert [b"secret" in bytes(body) for body in bodies] == [False]
    assert kinds(store) == ["joined"]


def test_a_registration_for_another_occurrence_is_not_this_events(store: Store, clock: FakeClock):
    event = keep(store, event_of(Webinar(ONE, "222")))
    who = {"id": "R1", "first_name": "A", "email": "a@mail.example", "status": "approved"}

    for occurrence, count in (("111", 0), ("222", 1)):
        within = {"id": int(ONE), "occurrences": [{"occurrence_id": occurrence}], "registrant": who}
        arrive(store, clock, notification("webinar.registration_created", within))
        read_some(store, clock=clock)

        assert len(kinds(store, event)) == count


def test_a_batch_has_a_limit_and_the_rest_waits(store: Store, clock: FakeClock):
    keep(store, EVENT)
    arrive(store, clock, *(joined(str(number), 10) for number in range(5)))

    assert [read_some(store, clock=clock, limit=2) for _ in range(4)] == [2, 2, 1, 0]
    assert len(kinds(store)) == 5


def _fields(event: Event) -> dict[str, Any]:
    return {name: getattr(event, name) for name in event.__slots__}
