"""Letters and copies: each copy once, claimed before it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Thread

import pytest

from tests.builders import an_event
from tests.conftest import FakeClock
from zoom_sync.store import events, letters, optouts, outbox
from zoom_sync.store.database import Store
from zoom_sync.store.letters import Letter
from zoom_sync.store.outbox import Copy


def no_marks(address: str) -> Sequence[str]:
    return [f"mark of {address}"]


@pytest.fixture
def letter(store: Store, clock: FakeClock) -> Letter:
    """An approved letter without copies."""
    event = an_event()
    made = Letter("l" * 32, event.id, "virtual", "Thank you", "Hello {name}", created=clock.now(), by="olga")
    store.run(lambda tx: events.add(tx, event, now=clock.now()))
    store.run(lambda tx: letters.plan(tx, made))
    store.run(lambda tx: letters.approve(tx, made.id, by="olga", before_final=False, now=clock.now()))
    return made


def copies(*names: str) -> list[Copy]:
    return [Copy("", name, f"person-{name}", name, f"{name}@mela.example", {"name": name}) for name in names]


def address(store: Store, letter: Letter, clock: FakeClock, *names: str) -> bool:
    return store.run(lambda tx: outbox.address(tx, letter.id, copies(*names), now=clock.now()))


def claim(store: Store, letter: Letter, clock: FakeClock) -> Copy | None:
    return store.run(lambda tx: outbox.claim(tx, letter.id, now=clock.now(), marks=no_marks))


def counts(store: Store, letter: Letter) -> dict[str, int]:
    found = store.read(lambda tx: outbox.counts(tx, letter.id))
    return {state: number for state, number in found.items() if number}


def test_a_letter_comes_back_as_it_was_planned(store: Store, letter: Letter, clock: FakeClock) -> None:
    kept = store.read(lambda tx: letters.get(tx, letter.id))

    assert kept == replace(letter, approved=clock.now(), approved_by="olga")
    assert store.read(lambda tx: letters.of_event(tx, letter.event)) == [kept]


def test_copies_are_written_once(store: Store, letter: Letter, clock: FakeClock) -> None:
    assert address(store, letter, clock, "a", "b")
    assert not address(store, letter, clock, "c")

    assert [one.name for one in store.read(lambda tx: outbox.states(tx, letter.id))] == ["a", "b"]


def test_each_copy_is_claimed_once(store: Store, letter: Letter, clock: FakeClock) -> None:
    address(store, letter, clock, "a", "b")

    claimed = [claim(store, letter, clock) for _ in range(3)]

    assert [one and one.address for one in claimed] == ["a@mela.example", "b@mela.example", None]
    assert counts(store, letter) == {"claimed": 2}


def test_many_at_once_never_claim_the_same(store: Store, letter: Letter, clock: FakeClock) -> None:
    address(store, letter, clock, *(f"p{number:02}" for number in range(24)))
    start, found = Barrier(4), list[str]()

    def work() -> None:
        start.wait()
        while (copy := claim(store, letter, clock)) is not None:
            found.append(copy.key)

    threads = [Thread(target=work) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert sorted(found) == [f"p{number:02}" for number in range(24)]


def test_who_opted_out_is_passed_over_inside_the_claim(
    store: Store, letter: Letter, clock: FakeClock
) -> None:
    address(store, letter, clock, "a", "b")
    store.run(lambda tx: optouts.add(tx, "mark of a@mela.example", now=clock.now()))

    copy = claim(store, letter, clock)

    assert copy is not None
    assert copy.name == "b"
    assert counts(store, letter) == {"claimed": 1, "skipped": 1}


def test_nothing_is_claimed_before_approval_or_after_a_stop(
    store: Store, letter: Letter, clock: FakeClock
) -> None:
    other = replace(letter, id="m" * 32)
    store.run(lambda tx: letters.plan(tx, other))
    address(store, other, clock, "a")
    address(store, letter, clock, "a", "b")

    assert claim(store, other, clock) is None
    assert claim(store, letter, clock) is not None
    store.run(lambda tx: letters.stop(tx, letter.id, now=clock.now()))
    assert claim(store, letter, clock) is None
    assert counts(store, letter) == {"claimed": 1, "planned": 1}


def test_a_stopped_letter_goes_on_where_it_stopped(store: Store, letter: Letter, clock: FakeClock) -> None:
    address(store, letter, clock, "a", "b")
    first = claim(store, letter, clock)
    store.run(lambda tx: letters.stop(tx, letter.id, now=clock.now()))
    store.run(lambda tx: letters.approve(tx, letter.id, by="olga", before_final=False, now=clock.now()))

    second = claim(store, letter, clock)

    assert first is not None
    assert second is not None
    assert {first.name, second.name} == {"a", "b"}


def test_a_later_attempt_waits_for_its_time(store: Store, letter: Letter, clock: FakeClock) -> None:
    address(store, letter, clock, "a")
    copy = claim(store, letter, clock)
    assert copy is not None
    later = clock.now() + timedelta(minutes=15)
    store.run(lambda tx: outbox.settle(tx, copy, "planned", now=clock.now(), reason="451", due=later))

    assert claim(store, letter, clock) is None
    assert store.read(lambda tx: outbox.due_letters(tx, now=clock.now())) == []
    clock.advance(15 * 60)
    again = claim(store, letter, clock)

    assert again is not None
    assert again.tries == 1


def test_a_claim_that_was_given_up_is_unknown_for_ever(
    store: Store, letter: Letter, clock: FakeClock
) -> None:
    address(store, letter, clock, "a")
    copy = claim(store, letter, clock)
    assert copy is not None

    assert store.run(lambda tx: outbox.give_up_claims(tx, now=clock.now(), reason="cut off")) == 1

    clock.advance(10**7)
    assert claim(store, letter, clock) is None
    assert not store.run(lambda tx: outbox.settle(tx, copy, "planned", now=clock.now(), due=clock.now()))
    assert counts(store, letter) == {"unknown": 1}


def test_a_sender_that_wakes_up_late_may_still_say_that_it_sent(
    store: Store, letter: Letter, clock: FakeClock
) -> None:
    address(store, letter, clock, "a")
    copy = claim(store, letter, clock)
    assert copy is not None
    store.run(lambda tx: outbox.give_up_claims(tx, now=clock.now(), reason="cut off"))

    assert store.run(lambda tx: outbox.settle(tx, copy, "sent", now=clock.now()))
    assert not store.run(lambda tx: outbox.settle(tx, copy, "refused", now=clock.now()))
    assert counts(store, letter) == {"sent": 1}


def test_a_claim_that_was_rolled_back_never_happened(store: Store, letter: Letter, clock: FakeClock) -> None:
    address(store, letter, clock, "a")

    def steps(tx):  # type: ignore[no-untyped-def]
        outbox.claim(tx, letter.id, now=clock.now(), marks=no_marks)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.run(steps)

    assert counts(store, letter) == {"planned": 1}


def test_a_letter_waits_until_it_is_addressed_and_is_done_when_nothing_is_due(
    store: Store, letter: Letter, clock: FakeClock
) -> None:
    def due() -> list[str]:
        return [one.id for one in store.read(lambda tx: outbox.due_letters(tx, now=clock.now()))]

    assert due() == [letter.id]
    address(store, letter, clock, "a")
    assert due() == [letter.id]
    claim(store, letter, clock)
    assert due() == []


def test_removing_an_event_takes_its_letters_with_it(store: Store, letter: Letter, clock: FakeClock) -> None:
    address(store, letter, clock, "a")

    store.run(lambda tx: events.remove(tx, letter.event))

    assert store.read(lambda tx: outbox.states(tx, letter.id)) == []


def test_opting_out_twice_is_opting_out_once(store: Store, clock: FakeClock) -> None:
    assert store.run(lambda tx: optouts.add(tx, "m", now=clock.now()))
    assert not store.run(lambda tx: optouts.add(tx, "m", now=clock.now()))

    assert store.read(lambda tx: optouts.has(tx, ["other", "m"]))
    assert not store.read(lambda tx: optouts.has(tx, ["other"]))
    assert store.read(lambda tx: optouts.all(tx)) == {"m"}
