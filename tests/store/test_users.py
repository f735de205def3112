"""Users, and the links, sessions and tokens that let them in."""

from __future__ import annotations

from datetime import timedelta

import pytest

from zoom_sync.store import sessions, users


@pytest.fixture
def meera(store, clock):
    return store.run(lambda tx: users.add(tx, "Meera@Example.example ", role="organiser", now=clock.now()))


def test_an_address_is_one_user_however_it_is_written(store, clock, meera):
    again = store.run(lambda tx: users.add(tx, "meera@example.example", role="admin", now=clock.now()))

    assert again.id == meera.id
    assert again.role == "admin"
    assert store.read(lambda tx: users.by_email(tx, "MEERA@example.example")) == again
    assert store.read(users.all) == [again]


def test_a_link_lets_in_once(store, clock, meera):
    until = clock.now() + timedelta(minutes=15)
    store.run(lambda tx: users.make_link(tx, meera.id, secret_digest="d" * 64, expires=until))

    assert store.read(lambda tx: users.link_user(tx, "d" * 64, now=clock.now())) == meera
    assert store.run(lambda tx: users.use_link(tx, "d" * 64, now=clock.now())) == meera
    assert store.run(lambda tx: users.use_link(tx, "d" * 64, now=clock.now())) is None
    assert store.read(lambda tx: users.link_user(tx, "d" * 64, now=clock.now())) is None


def test_an_old_link_lets_nobody_in(store, clock, meera):
    until = clock.now() + timedelta(minutes=15)
    store.run(lambda tx: users.make_link(tx, meera.id, secret_digest="d" * 64, expires=until))
    clock.advance(15 * 60)

    assert store.run(lambda tx: users.use_link(tx, "d" * 64, now=clock.now())) is None


def session(store, clock, digest="s" * 64):
    return store.run(lambda tx: sessions.find(tx, digest, now=clock.now()))


@pytest.fixture
def signed_in(store, clock, meera):
    store.run(lambda tx: sessions.start(tx, meera.id, digest="s" * 64, now=clock.now()))
    return meera


def test_a_session_is_looked_up_without_a_write_where_its_use_was_noted_elsewhere(store, clock, signed_in):
    def seen():
        (one,) = store.read(lambda tx: sessions.of_user(tx, signed_in.id, now=clock.now()))
        return one.seen

    started = clock.now()
    clock.advance(61)

    found = store.read(lambda tx: sessions.find(tx, "s" * 64, now=clock.now(), note=False))

    assert (found, seen()) == ((signed_in, {}), started)  # a reading that writes is refused by PostgreSQL
    session(store, clock)
    assert seen() == clock.now()


def test_a_session_holds_its_user_and_data(store, clock, signed_in):
    store.run(lambda tx: sessions.put_data(tx, "s" * 64, {"csrf": "x"}))

    assert session(store, clock) == (signed_in, {"csrf": "x"})
    assert session(store, clock, "t" * 64) is None


def test_a_session_ends_after_twelve_hours_without_use(store, clock, signed_in):
    clock.advance(11.9 * 3600)
    assert session(store, clock) is not None
    clock.advance(11.9 * 3600)
    assert session(store, clock) is not None
    clock.advance(12 * 3600)

    assert session(store, clock) is None


def test_a_session_ends_after_seven_days_however_it_is_used(store, clock, signed_in):
    for _ in range(7 * 4 - 1):
        clock.advance(6 * 3600)
        assert session(store, clock) is not None
    clock.advance(6 * 3600)

    assert session(store, clock) is None


def test_a_session_that_was_ended_is_over(store, clock, signed_in):
    store.run(lambda tx: sessions.end(tx, "s" * 64))

    assert session(store, clock) is None


def test_a_changed_role_ends_the_sessions_of_before(store, clock, signed_in):
    store.run(lambda tx: users.add(tx, signed_in.email, role="viewer", now=clock.now()))

    assert session(store, clock) is None


def test_a_token_is_good_until_its_end(store, clock):
    until = clock.now() + timedelta(days=1)
    store.run(
        lambda tx: users.add_token(
            tx, id="t1", digest="d" * 64, role="door", event="e1", until=until, now=clock.now()
        )
    )

    found = store.read(lambda tx: users.token(tx, "d" * 64, now=clock.now()))
    assert (found.role, found.event) == ("door", "e1")
    assert store.read(lambda tx: users.token(tx, "x" * 64, now=clock.now())) is None
    assert store.read(lambda tx: users.token(tx, "d" * 64, now=until)) is None


def test_a_token_that_was_ended_opens_nothing(store, clock):
    store.run(
        lambda tx: users.add_token(
            tx, id="t1", digest="d" * 64, role="admin", event="", until=None, now=clock.now()
        )
    )
    assert [token["id"] for token in store.read(users.tokens)] == ["t1"]

    assert store.run(lambda tx: users.end_token(tx, "t1")) is True
    assert store.run(lambda tx: users.end_token(tx, "t1")) is False
    assert store.read(lambda tx: users.token(tx, "d" * 64, now=clock.now())) is None
    assert store.read(users.tokens) == []


def test_attempts_are_limited_within_their_time(store, clock):
    def attempt(mark="mailbox"):
        return store.run(lambda tx: users.attempt(tx, mark, now=clock.now(), within_s=3600, most=3))

    assert [attempt() for _ in range(4)] == [True, True, True, False]
    assert attempt("another") is True
    clock.advance(3600)
    assert attempt() is True
