"""Each fault that the service can know of shows within a minute: in the figures, in /readyz, and on the pages."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from email.utils import format_datetime
from typing import Any

import pytest
import responses
from prometheus_client.parser import text_string_to_metric_families
from werkzeug.datastructures import Headers

from tests.actions.zoom_world import a_world
from tests.builders import DAY, WEBINAR, an_event, instant
from tests.conftest import FakeClock
from tests.web.conftest import Seat
from tests.zoom.fakes import a_zoom, answer
from webhooks.events import Delivery, delivery_id
from webhooks.reception import Reception
from webhooks.signature import SIGNATURE, TIMESTAMP, sign
from zoom_sync.actions import notice, sync
from zoom_sync.actions.check_in import check_in
from zoom_sync.front.deliveries import Deliveries
from zoom_sync.records import Claim, Instance, Span, Trouble
from zoom_sync.rules.warnings import NAMES
from zoom_sync.store import events, inbox, jobs, memory, quota, webinars
from zoom_sync.store.database import Store, StoreUnavailable
from zoom_sync.store.inbox import Keeper
from zoom_sync.web import metrics
from zoom_sync.web.taking import Taking
from zoom_sync.wiring import Rooms
from zoom_sync.worker import Worker

WITHIN_S = 60
EVENT = an_event()


@pytest.fixture
def clock() -> FakeClock:
    """Half past ten of the event's day; its webinar has run since nine."""
    return FakeClock(instant("10:30"))


@pytest.fixture
def rooms(rooms: Rooms) -> Rooms:
    now = rooms.clock.now()

    def steps(tx: Any) -> None:
        events.add(tx, EVENT, now=now)
        events.add(tx, an_event(id="f" * 32, days=(last_week(),)), now=now)
        webinars.put_instance(tx, Instance(WEBINAR, "run", instant("09:00")))
        memory.remember(
            tx, memory.CHALLENGED, (now - timedelta(hours=75, minutes=59, seconds=40)).isoformat(), now=now
        )

    rooms.store.run(steps)
    deliver(rooms)
    Taking(rooms).say()
    alive(rooms)
    return rooms


def last_week() -> Span:
    return Span(instant("09:00") - timedelta(days=7), instant("10:00") - timedelta(days=7))


def alive(rooms: Rooms) -> None:
    """A worker is there, and has read everything."""
    now = rooms.clock.now()

    def steps(tx: Any) -> None:
        jobs.beat(tx, "w", now=now)
        inbox.mark(tx, [(one.id, "webinar.started", "read") for one in inbox.unread(tx)], now=now)

    rooms.store.run(steps)


def deliver(rooms: Rooms, *, signed: float = 0) -> None:
    """A delivery that Zoom signed some seconds ago (before our now)."""
    now = rooms.clock.now()
    body = f"{now.isoformat()}{signed}".encode()
    kept = Delivery(delivery_id(body), body, now, int(now.timestamp() - signed))
    rooms.store.run(lambda tx: inbox.keep_all(tx, [kept]))


def worker_dies(rooms: Rooms, clock: FakeClock) -> None:
    clock.advance(61)
    deliver(rooms)
    rooms.store.run(
        lambda tx: inbox.mark(tx, [(one.id, "x", "read") for one in inbox.unread(tx)], now=clock.now())
    )


def nobody_reads(rooms: Rooms, clock: FakeClock) -> None:
    clock.advance(1)
    deliver(rooms)
    clock.advance(61)
    rooms.store.run(lambda tx: jobs.beat(tx, "w", now=clock.now()))


def service_was_down(rooms: Rooms, clock: FakeClock) -> None:
    clock.advance(2 * 3600)
    deliver(rooms)
    alive(rooms)
    Taking(rooms).say()


def zoom_falls_silent(rooms: Rooms, clock: FakeClock) -> None:
    clock.advance(301)
    alive(rooms)


def validation_is_missed(rooms: Rooms, clock: FakeClock) -> None:
    clock.advance(30)  # 76 hours after the last, and some seconds


def a_proxy_changes_bodies(rooms: Rooms, clock: FakeClock) -> None:
    stamp = str(int(clock.now().timestamp()))
    headers = Headers({TIMESTAMP: stamp, SIGNATURE: sign(b"{}", "secret", stamp)})
    clock.advance(3601)
    alive(rooms)
    refused = Reception(secrets=["secret"], max_age_s=86400, clock=clock, on_refused=metrics.refused)
    refused.hear(headers, b"{ }")
    Taking(rooms).say()
    # An hour has passed, in which the webinar ended.
    rooms.store.run(lambda tx: webinars.put_instance(tx, Instance(WEBINAR, "run", None, clock.now())))


def the_clock_runs_slow(rooms: Rooms, clock: FakeClock) -> None:
    deliver(rooms, signed=-120)
    alive(rooms)


def a_task_fails(rooms: Rooms, clock: FakeClock) -> None:
    for _ in range(3):
        now = clock.now()
        rooms.store.run(lambda tx, now=now: jobs.defer(tx, "rebuild", key="e", due=now))
        task = rooms.store.run(lambda tx, now=now: jobs.claim(tx, now=now))
        assert task is not None
        rooms.store.run(
            lambda tx, task=task, now=now: jobs.settle(tx, task, now=now, error="It broke.", retry_at=now)
        )
        clock.advance(1)


def zoom_is_out_of_reach(rooms: Rooms, clock: FakeClock) -> None:
    class Unreachable:
        ahead_s = None

        def get(self, *_: Any, **__: Any) -> Any:
            raise Trouble("Zoom refused the scope.", "What was read is kept.", "Add it.")

        pages = get

    sync.sync_event(rooms.store, Unreachable(), EVENT.id, clock=clock, holder="t")  # type: ignore[arg-type]


def the_quota_is_used_up(rooms: Rooms, clock: FakeClock) -> None:
    until = DAY + timedelta(days=1)
    rooms.store.run(lambda tx: quota.block(tx, "zoom:a", label="heavy", until=until))


def the_mail_server_is_away(rooms: Rooms, clock: FakeClock) -> None:
    now = clock.now().isoformat()
    rooms.store.run(
        lambda tx: memory.remember(
            tx, memory.MAIL_DOWN, {"since": now, "until": now, "reason": "gone"}, now=clock.now()
        )
    )


def the_app_is_taken_away(rooms: Rooms, clock: FakeClock) -> None:
    said = {"at": clock.now().isoformat(), "account": "a"}
    rooms.store.run(lambda tx: memory.remember(tx, memory.DEAUTHORIZED, said, now=clock.now()))


def somebody_is_checked_in_years_later(rooms: Rooms, clock: FakeClock) -> None:
    late = clock.now() + timedelta(days=1500)
    check_in(rooms.store, EVENT.id, claim=Claim(name="Asha Rao"), nonce="late", at=late, clock=clock)


FAULTS: dict[str, Callable[[Rooms, FakeClock], None]] = {
    "worker_silent": worker_dies,
    "inbox_behind": nobody_reads,
    "downtime": service_was_down,
    "silence": zoom_falls_silent,
    "validation_missed": validation_is_missed,
    "refused": a_proxy_changes_bodies,
    "clock": the_clock_runs_slow,
    "task_failing": a_task_fails,
    "sync_failing": zoom_is_out_of_reach,
    "quota_used_up": the_quota_is_used_up,
    "mail_down": the_mail_server_is_away,
    "deauthorized": the_app_is_taken_away,
    "check_in_stray": somebody_is_checked_in_years_later,
}


def figures(seat: Callable[..., Seat], header: dict[str, str]) -> dict[tuple[str, ...], float]:
    """Every sample of /metrics, by its name and the values of its labels."""
    text = seat().get("/metrics", headers=header).text
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_every_warning_has_its_fault_here() -> None:
    assert set(FAULTS) == set(NAMES)


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_shows_within_a_minute(
    name: str,
    rooms: Rooms,
    clock: FakeClock,
    seat: Callable[..., Seat],
    bearer: Callable[..., dict[str, str]],
) -> None:
    header, admin = bearer("operator"), seat("admin")
    before = figures(seat, header)
    assert {
        key[1]: value for key, value in before.items() if key[0] == "zoom_sync_warnings"
    } == dict.fromkeys(NAMES, 0)
    assert 'class="notice bad"' not in admin.get("/events").text

    FAULTS[name](rooms, clock)

    assert figures(seat, header)["zoom_sync_warnings", name] == 1
    told = seat().get("/readyz", headers=header).json["warnings"]
    (text,) = [one["text"] for one in told if one["name"] == name]
    for page in (admin.get("/events"), seat("operator").get("/status")):
        assert page.status_code == 200
        assert text.replace("'", "&#39;") in page.text


def test_an_organiser_hears_of_what_touches_the_own_event_and_of_nothing_else(
    rooms: Rooms, clock: FakeClock, seat: Callable[..., Seat]
) -> None:
    organiser = seat("organiser")
    rooms.store.run(lambda tx: events.share(tx, EVENT.id, user=organiser.user))
    zoom_falls_silent(rooms, clock)
    the_quota_is_used_up(rooms, clock)

    page = organiser.get(f"/events/{EVENT.id}").text

    assert "Zoom has delivered nothing" in page
    assert "used up" not in page
    assert 'class="notice bad"' not in organiser.get("/events").text


def test_a_downtime_has_what_it_touched_read_again_and_nothing_else(rooms: Rooms, clock: FakeClock) -> None:
    service_was_down(rooms, clock)

    asked = {task["key"] for task in rooms.store.read(jobs.waiting) if task["name"] == "sync"}
    assert asked == {EVENT.id}


def test_a_restart_within_a_minute_is_no_downtime(rooms: Rooms, clock: FakeClock) -> None:
    clock.advance(59)
    Taking(rooms).say()

    assert rooms.store.read(jobs.waiting) == []


def test_a_clock_that_jumps_while_the_process_runs_is_no_downtime(rooms: Rooms, clock: FakeClock) -> None:
    taking = Taking(rooms)
    taking.say()
    jump = timedelta(hours=1)
    clock._start += jump  # the clock that nobody sets does not jump
    taking.say()

    assert rooms.store.read(jobs.waiting) == []


def test_a_store_that_was_away_is_a_downtime_too(
    rooms: Rooms, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    taking = Taking(rooms)
    taking.say()

    def down(self: Store, *_: Any) -> Any:
        raise StoreUnavailable("the disk is full")

    metrics.refused(_Cause("unsigned"))
    with monkeypatch.context() as away:
        away.setattr(Store, "run", down)
        for _ in range(20):
            clock.advance(5)
            taking.say()
    taking.say()

    assert {task["key"] for task in rooms.store.read(jobs.waiting)} == {EVENT.id}
    signs = notice.signs(rooms.store, config=rooms.config, clock=clock)
    assert signs.refused["unsigned"].count >= 1  # kept by the process until the store was back


class _Cause:
    def __init__(self, cause: str) -> None:
        self.cause = cause


def test_a_silent_webinar_is_polled_every_five_minutes_by_one_worker(rooms: Rooms, clock: FakeClock) -> None:
    zoom_falls_silent(rooms, clock)
    polled = 0
    for _ in range(40):  # ten minutes, and two workers that look every quarter of one
        for _ in range(2):
            polled += notice.poll_the_silent(rooms.store, config=rooms.config, clock=clock)
        clock.advance(15)

    assert polled in (2, 3)


def test_the_worker_is_who_polls(rooms: Rooms, clock: FakeClock) -> None:
    zoom_falls_silent(rooms, clock)

    Worker(rooms).poll_the_silent()

    assert {task["key"] for task in rooms.store.read(jobs.waiting)} == {EVENT.id}


def test_a_webinar_of_which_something_is_heard_is_not_polled(rooms: Rooms, clock: FakeClock) -> None:
    clock.advance(200)
    deliver(rooms)
    clock.advance(200)

    assert notice.poll_the_silent(rooms.store, config=rooms.config, clock=clock) == 0


async def _answered(deliveries: Deliveries, headers: list[tuple[bytes, bytes]], body: bytes) -> int:
    return (await deliveries.answer(headers, body))[0]


def test_how_long_deliveries_waited_is_told_by_their_answer(
    rooms: Rooms, clock: FakeClock, seat: Callable[..., Seat], bearer: Callable[..., dict[str, str]]
) -> None:
    keeper = Keeper(rooms.store)
    reception = Reception(secrets=["secret"], max_age_s=86400, clock=clock, on_refused=metrics.refused)
    deliveries = Deliveries(reception, keeper, on_answer=metrics.answered)
    stamp = str(int(clock.now().timestamp()))
    genuine = [
        (TIMESTAMP.encode(), stamp.encode()),
        (SIGNATURE.encode(), sign(b"{}", "secret", stamp).encode()),
    ]
    header = bearer("operator")
    before = figures(seat, header)

    assert asyncio.run(_answered(deliveries, genuine, b"{}")) == 204
    assert asyncio.run(_answered(deliveries, [], b"{}")) == 401
    keeper.close()

    after = figures(seat, header)
    for status in ("204", "401"):
        key = ("zoom_sync_intake_seconds_count", status)
        assert after[key] == before.get(key, 0) + 1


def test_what_one_process_refused_all_processes_tell(
    rooms: Rooms, seat: Callable[..., Seat], bearer: Callable[..., dict[str, str]]
) -> None:
    header, key = bearer("operator"), ("zoom_sync_refused_by_all_total", "unsigned")
    before = figures(seat, header).get(key, 0)

    for _ in range(3):
        metrics.refused(_Cause("unsigned"))
    Taking(rooms).say()
    Taking(rooms).say()

    assert figures(seat, header)[key] == before + 3


def test_a_sync_finds_by_zooms_own_answers_that_the_clock_is_wrong(rooms: Rooms, clock: FakeClock) -> None:
    behind = format_datetime(clock.now() - timedelta(minutes=12), usegmt=True)
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        fake = a_world(mock, id=WEBINAR, run="run")
        path = f"/webinars/{WEBINAR}"
        fake.answers[path] = [answer(fake.objects[path], Date=behind)]
        sync.sync_event(rooms.store, a_zoom(clock), EVENT.id, clock=clock, holder="t")

    told = notice.warnings(rooms.store, config=rooms.config, clock=clock)
    assert "2026-03-10 10:18" in next(one.text for one in told if one.name == "clock")
