"""A delivery that was kept is on disk, once; one that was not is refused in time."""

from __future__ import annotations

import threading
import time
from datetime import timedelta

import pytest
from sqlalchemy import select

from zoom_sync.store import engine, inbox, schema
from zoom_sync.store.database import Store
from zoom_sync.store.faults import StoreUnavailable


@pytest.fixture
def keeper(store):
    keeper = inbox.Keeper(store)
    yield keeper
    keeper.close()


def test_a_kept_delivery_is_read_as_it_came(store, keeper, a_delivery):
    delivery = a_delivery(b'{"event":"\xff\x00"}', tracking_id="WEB_1", secret_index=1)

    keeper.keep(delivery)

    assert store.read(inbox.unread) == [delivery]


def test_sixteen_threads_keep_every_delivery_once(store, keeper, a_delivery):
    def work(thread):
        for number in range(20):
            keeper.keep(a_delivery(f"{thread}-{number}".encode()))
            keeper.keep(a_delivery(f"everybody-{number}".encode()))

    in_threads(16, work)

    bodies = [delivery.body for delivery in store.read(lambda tx: inbox.unread(tx, limit=10_000))]
    assert len(bodies) == len(set(bodies)) == 16 * 20 + 20


def test_many_threads_keep_their_deliveries_without_wal_too(sqlite_url, a_delivery, monkeypatch):
    monkeypatch.setattr(engine, "wal_is_safe", lambda version: False)
    store = Store(sqlite_url)
    keeper = inbox.Keeper(store)

    in_threads(8, lambda thread: [keeper.keep(a_delivery(b"%d-%d" % (thread, n))) for n in range(10)])

    keeper.close()
    assert len(store.read(inbox.unread)) == 80
    store.close()


def test_the_same_delivery_again_is_as_good_as_kept(store, keeper, a_delivery):
    for _ in range(3):
        keeper.keep(a_delivery(b"same"))

    assert len(store.read(inbox.unread)) == 1


def test_what_waits_together_is_committed_together(store, a_delivery):
    held = Held(store)
    keeper = inbox.Keeper(held, deadline_s=10)

    held.while_one_is_written(keeper, 12, lambda n: keeper.keep(a_delivery(str(n).encode())))

    assert len(store.read(inbox.unread)) == 12
    assert held.runs == 2  # the one that came first, then all those that waited meanwhile


def test_a_locked_store_is_told_within_the_deadline(sqlite_store, a_delivery):
    keeper = inbox.Keeper(sqlite_store, deadline_s=0.3)
    locked, release = threading.Event(), threading.Event()

    def hold(_):
        def steps(tx):
            locked.set()
            release.wait(10)

        sqlite_store.run(steps)

    [holder] = start_threads(1, hold)
    locked.wait(10)
    started = time.monotonic()

    with pytest.raises(StoreUnavailable):
        keeper.keep(a_delivery())

    assert time.monotonic() - started < 1
    release.set()
    holder.join(10)
    keeper.keep(a_delivery(b"the next one"))
    assert len(sqlite_store.read(inbox.unread)) == 2  # the late commit does no harm
    keeper.close()


def test_one_delivery_that_cannot_be_stored_does_not_take_others_along(store, a_delivery):
    held = Held(store)
    keeper = inbox.Keeper(held, deadline_s=10)
    refused = []

    def work(number):
        stamp = None if number == 3 else 1  # the column takes no None
        try:
            keeper.keep(a_delivery(str(number).encode(), stamp=stamp))
        except StoreUnavailable:
            refused.append(number)

    held.while_one_is_written(keeper, 8, work)

    assert refused == [3]
    assert {delivery.body for delivery in store.read(inbox.unread)} == {b"%d" % n for n in range(8) if n != 3}


def test_a_store_that_is_down_is_told_at_once_to_all_that_wait(a_delivery):
    class Down:
        def run(self, steps):
            raise StoreUnavailable("it did not answer")

    keeper = inbox.Keeper(Down())

    with pytest.raises(StoreUnavailable, match="did not answer"):
        keeper.keep(a_delivery())
    keeper.close()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_whatever_ends_the_keeper_before_its_commit_nobody_is_told_that_it_was_kept(store, a_delivery):
    class Ended(BaseException):
        """As of a thread that is made to end."""

    class Ending:
        def run(self, steps):
            raise Ended

    told = []
    keeper = inbox.Keeper(Ending())
    keeper.begin(a_delivery(), told.append)
    keeper.close()

    assert [type(one).__name__ for one in told] == ["StoreUnavailable"]


def test_too_much_at_once_is_refused_instead_of_filling_the_memory(store, a_delivery, monkeypatch):
    monkeypatch.setattr("zoom_sync.store.keeping._MOST_BYTES", 100)
    keeper = inbox.Keeper(store)

    with pytest.raises(StoreUnavailable, match="too much is waiting"):
        keeper.keep(a_delivery(b"x" * 101))

    keeper.keep(a_delivery(b"x" * 50))
    keeper.close()


def test_closing_keeps_what_waits_and_ends_the_thread(store, a_delivery):
    before = threading.active_count()
    keeper = inbox.Keeper(store)
    keeper.keep(a_delivery())

    keeper.close()

    assert threading.active_count() == before
    with pytest.raises(StoreUnavailable):
        keeper.keep(a_delivery(b"later"))


def test_deliveries_are_read_in_the_order_in_which_they_came(store, a_delivery, clock):
    for name in (b"c", b"a", b"b"):
        delivery = a_delivery(name)
        store.run(lambda tx, each=delivery: inbox.keep_all(tx, [each]))
        clock.advance(1)

    assert [delivery.body for delivery in store.read(inbox.unread)] == [b"c", b"a", b"b"]


def test_a_marked_delivery_is_not_read_again_and_its_body_gives_way(store, a_delivery, clock):
    first, second = a_delivery(b"first"), a_delivery(b"second")
    store.run(lambda tx: inbox.keep_all(tx, [first, second]))

    store.run(
        lambda tx: inbox.mark(
            tx,
            [(first.id, "webinar.started", "understood")],
            now=clock.now(),
            body_instead={first.id: b"stripped"},
        )
    )

    assert store.read(inbox.unread) == [second]
    bodies = store.read(lambda tx: tx.execute(select(schema.delivery.c.body)).scalars().all())
    assert sorted(bytes(body) for body in bodies) == [b"second", b"stripped"]
    assert store.read(inbox.counts) == {"understood": 1, "": 1}


def test_deliveries_are_counted_as_they_are_read_each_once(store, a_delivery, clock):
    first, second, third = a_delivery(b"first"), a_delivery(b"second"), a_delivery(b"third")
    store.run(lambda tx: inbox.keep_all(tx, [first, second, third]))
    read = [(first.id, "a", "read"), (second.id, "b", "no event")]

    for _ in range(2):  # a commit whose word was lost is made twice
        store.run(lambda tx: inbox.mark(tx, read, now=clock.now()))
    clock.advance(2 * 3600)
    store.run(lambda tx: inbox.mark(tx, [(third.id, "a", "read")], now=clock.now()))

    assert store.read(inbox.counts) == {"read": 2, "no event": 1}
    assert store.read(lambda tx: inbox.counts(tx, since=clock.now())) == {"read": 1}
    assert store.read(inbox.seen) == {"a": third.received, "b": second.received}


def test_how_many_were_read_is_told_for_a_week(store, a_delivery, clock):
    old, new = a_delivery(b"old"), a_delivery(b"new")
    store.run(lambda tx: inbox.keep_all(tx, [old, new]))
    store.run(lambda tx: inbox.mark(tx, [(old.id, "a", "read")], now=clock.now()))
    clock.advance(8 * 86_400)

    store.run(lambda tx: inbox.mark(tx, [(new.id, "a", "read")], now=clock.now()))

    assert store.read(inbox.counts) == {"read": 1}


def test_the_age_of_the_queue_is_that_of_the_oldest_unread(store, a_delivery, clock):
    assert store.read(inbox.queue_age) is None
    first = a_delivery(b"first")
    clock.advance(60)
    second = a_delivery(b"second")
    store.run(lambda tx: inbox.keep_all(tx, [second, first]))

    assert store.read(inbox.queue_age) == first.received
    assert store.read(inbox.last_delivery) == second.received
    store.run(lambda tx: inbox.mark(tx, [(first.id, "webinar.ended", "understood")], now=clock.now()))
    assert store.read(inbox.queue_age) == second.received
    assert store.read(inbox.seen) == {"webinar.ended": first.received}


def test_a_notification_is_kept_once_for_events_made_later(store, clock):
    said = {"id": "123", "participant": {"user_name": "A\x00na \ud800"}}

    told = inbox.Told("d" * 64, webinar="123", instance="u==", name="joined", at=clock.now(), object=said)

    assert store.run(lambda tx: inbox.keep_notifications(tx, [told, told])) == 1
    assert store.run(lambda tx: inbox.keep_notifications(tx, [told])) == 0
    [row] = store.read(lambda tx: inbox.notifications(tx, "123"))
    assert row.object["participant"] == {"user_name": "A\ufffdna \ufffd"}
    assert row.at == clock.now()


def test_what_a_webinar_told_is_read_some_at_a_time_the_earliest_first_and_each_once(
    store, clock, monkeypatch
):
    monkeypatch.setattr(inbox, "PAGE", 2)
    at = [clock.now() + timedelta(minutes=minutes) for minutes in (2, 1, 1, 1, 0)]
    told = [inbox.Told(f"{n}", "123", "u==", "joined", when, {}) for n, when in enumerate(at)]
    other = inbox.Told("other", "124", "u==", "joined", clock.now(), {})
    store.run(lambda tx: inbox.keep_notifications(tx, [*told, other]))

    read = [[row.id for row in rows] for rows in inbox.pages(store, "123")]

    assert read == [["4", "1"], ["2", "3"], ["0"]]


def test_all_deliveries_are_searched_for_words_some_at_a_time(store, a_delivery, monkeypatch):
    monkeypatch.setattr(inbox, "PAGE", 2)
    kept = [a_delivery(b"%d of asha@rao.example" % n if n % 2 else b"%d" % n) for n in range(5)]
    store.run(lambda tx: inbox.keep_all(tx, kept))

    assert sorted(inbox.containing(store, ["asha@rao", "nobody"])) == sorted(kept[n].id for n in (1, 3))
    assert list(inbox.containing(store, [])) == []


@pytest.mark.parametrize(
    "body", [b'{"email": "Zeb@Quill.example"}', b"\xff\xfe \\ zeb@QUILL.example \xc3\xbc"]
)
def test_a_word_is_found_in_a_delivery_however_it_is_written_and_whatever_stands_beside_it(
    store, a_delivery, body
):
    kept = a_delivery(body)
    store.run(lambda tx: inbox.keep_all(tx, [kept, a_delivery(b"another")]))

    assert list(inbox.containing(store, ["zeb@quill.example"])) == [kept.id]


class Held:
    """A store whose first transaction does not begin before all the others are waiting."""

    def __init__(self, store):
        self.store, self.runs = store, 0
        self.began, self.gate = threading.Event(), threading.Event()

    def run(self, steps):
        self.runs += 1
        self.began.set()
        self.gate.wait(10)
        return self.store.run(steps)

    def while_one_is_written(self, keeper, many, work):
        first = threading.Thread(target=work, args=(0,))
        first.start()
        self.began.wait(10)
        others = [threading.Thread(target=work, args=(number,)) for number in range(1, many)]
        for thread in others:
            thread.start()
        wait_until(lambda: len(keeper._waiting) == many - 1)
        self.gate.set()
        for thread in [first, *others]:
            thread.join(10)
        keeper.close()


def start_threads(many, work):
    threads = [threading.Thread(target=work, args=(number,)) for number in range(many)]
    for thread in threads:
        thread.start()
    return threads


def in_threads(many, work):
    for thread in start_threads(many, work):
        thread.join(30)


def wait_until(true, seconds=5.0):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come true"
        time.sleep(0.005)
