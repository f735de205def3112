"""Another system is told what happens at an event: a CRM that is down, gone, slow, or asks once more."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.actions.test_organising import READS, an_added_event
from tests.conftest import FakeClock
from tests.hooks.receiver import receiver
from tests.store.lapsing import lapse
from zoom_sync import posting
from zoom_sync.actions import access, check_in, events, hooks, privacy, rebuild, secrets
from zoom_sync.keys import Keys, make_secret
from zoom_sync.moments import Moment, watched
from zoom_sync.posting import Answer
from zoom_sync.records import Claim, Event, Trouble
from zoom_sync.rules import telling
from zoom_sync.rules.needs import FAILING
from zoom_sync.store import audit, people, users
from zoom_sync.store import events as stored
from zoom_sync.store import hooks as outbox
from zoom_sync.store.database import Store

URL = "https://crm.example/in"


class Killed(BaseException):
    pass


@dataclass
class Post:
    """Somebody else's system that answers what it is told to: one answer a message, then always the last."""

    answers: list[int | Answer] = field(default_factory=lambda: [204])
    got: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def __call__(self, url: str, *, id: str, body: bytes, **_: Any) -> Answer:
        self.got.append((id, json.loads(body)))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return answer if isinstance(answer, Answer) else Answer(answer)

    @property
    def kinds(self) -> list[str]:
        return [body["type"] for _, body in self.got]


@dataclass
class Desk:
    store: Store
    clock: FakeClock
    event: Event
    keys: Keys = field(default_factory=lambda: Keys([make_secret()]))

    def add(self, *kinds: str, **given: Any) -> hooks.Added:
        return hooks.add(
            self.store, self.event.id, kinds=kinds or outbox.KINDS, keys=self.keys, clock=self.clock, by="asha",
            **{"url": URL} | given,
        )  # fmt: skip

    def arrive(self, name: str, nonce: str = "") -> dict[str, Any]:
        claim = Claim(name=name, email=f"{name.split()[0].lower()}@mela.example")
        return check_in.check_in(
            self.store, self.event.id, claim=claim, nonce=nonce or name, clock=self.clock, by="the desk"
        )

    def rebuild(self) -> None:
        self.clock.advance(1)
        rebuild.rebuild(self.store, self.event.id, reads=READS, clock=self.clock)

    def close(self) -> None:
        events.close(self.store, self.event.id, clock=self.clock, without_reports="none")
        self.rebuild()

    def send(self, hook: hooks.Added, post: Any) -> int:
        tried = 0
        while sent := hooks.send_some(
            self.store, hook.hook.id, post, keys=self.keys, clock=self.clock, loopback=True
        ):
            tried += sent
            if self.hook(hook).rests:
                break
        return tried

    def hook(self, added: hooks.Added) -> outbox.Hook:
        found = self.store.read(lambda tx: outbox.get(tx, added.hook.id))
        assert found is not None
        return found

    def messages(self, added: hooks.Added) -> list[outbox.Message]:
        return self.store.read(lambda tx: outbox.recent(tx, added.hook.id, limit=1000))


@pytest.fixture
def desk(store: Store, clock: FakeClock) -> Desk:
    return Desk(store, clock, an_added_event(store, clock))


def test_a_crm_hears_of_a_day_from_the_first_check_in_to_the_correction(desk: Desk) -> None:
    hook, post = desk.add(), Post()

    desk.arrive("Asha Rao")
    desk.rebuild()
    desk.clock.advance(60)
    desk.send(hook, post)
    desk.close()
    desk.clock.advance(60)
    desk.send(hook, post)
    desk.arrive("Meera Nair")  # late: the room is open again
    desk.rebuild()
    desk.close()
    desk.clock.advance(60)
    desk.send(hook, post)

    assert post.kinds[:3] == ["checked_in", "merged", "final"]
    assert Counter(post.kinds) == {"checked_in": 2, "merged": 3, "final": 1, "corrected": 2}
    final = next(body["data"] for _, body in post.got if body["type"] == "final")
    opened, settled = (body["data"] for _, body in post.got if body["type"] == "corrected")
    assert (final["status"], final["stands"], final["counts"]["in_person"]) == ("final", True, 1)
    assert (opened["status"], opened["stands"], opened["before"]["in_person"]) == ("provisional", False, 1)
    assert (settled["status"], settled["stands"], settled["counts"]["in_person"]) == ("final", True, 2)
    assert len({id for id, _ in post.got}) == len(post.got)


def test_messages_hold_ids_and_figures_and_no_name_unless_somebody_chose_that(desk: Desk) -> None:
    thin, full = desk.add("checked_in", "merged"), desk.add("checked_in", names=True)

    told = desk.arrive("Asha Rao")
    desk.rebuild()
    desk.clock.advance(60)
    spare, chosen = Post(), Post()
    desk.send(thin, spare)
    desk.send(full, chosen)

    assert "Asha" not in json.dumps(spare.got)
    assert "mela.example" not in json.dumps(spare.got)
    ((_, body),) = chosen.got
    assert body["data"] == {
        "event": desk.event.id, "check_in": told["id"], "person": None, "session": None, "place": None,
        "name": "Asha Rao", "email": "asha@mela.example", "organisation": "",
    }  # fmt: skip
    assert body["timestamp"].endswith("Z")


def test_of_a_protected_event_no_name_goes_out_whatever_was_chosen_before(desk: Desk) -> None:
    hook, post = desk.add("checked_in", names=True), Post()
    desk.arrive("Asha Rao")
    desk.store.run(lambda tx: stored.change(tx, replace(desk.event, protected=True)))

    desk.send(hook, post)

    assert post.kinds == ["checked_in"]
    assert "Asha" not in json.dumps(post.got)


def test_a_storm_of_merges_is_told_once_every_ten_seconds_and_the_newest_is(desk: Desk) -> None:
    hook, post = desk.add("merged"), Post()
    for name in ("Asha Rao", "Meera Nair", "Li Wei", "Tariq Aziz", "Olga Petrova"):
        desk.arrive(name)
        desk.rebuild()

    assert desk.send(hook, post) == 0
    desk.clock.advance(6)  # ten seconds after the first
    desk.send(hook, post)

    ((_, body),) = post.got
    assert body["data"]["counts"]["in_person"] == 5


def test_what_fails_is_sent_again_by_the_clock_and_is_given_up_after_three_days(desk: Desk) -> None:
    hook, post = desk.add("checked_in"), Post([500])
    desk.arrive("Asha Rao")
    moments = []
    for _ in range(40):
        before = len(post.got)
        desk.send(hook, post)
        moments += [desk.clock.now()] * (len(post.got) - before)
        (told,) = desk.messages(hook)
        if told.due is None:
            break
        desk.clock.advance(max(1.0, (told.due - desk.clock.now()).total_seconds(), rested(desk, hook)))

    assert told.state == "given up"
    assert len(moments) == len(telling.AGAIN) + 1
    assert timedelta(days=3) < moments[-1] - moments[0] < telling.GIVE_UP
    assert [one["status"] for one in told.answers] == [500] * 10
    assert len({id for id, _ in post.got}) == 1


def rested(desk: Desk, hook: hooks.Added) -> float:
    until = desk.hook(hook).rests
    return 0 if until is None else (until - desk.clock.now()).total_seconds()


def test_one_message_that_does_not_get_through_lets_the_others_rest_and_then_they_go_too(desk: Desk) -> None:
    hook, post = desk.add("checked_in"), Post([503, 204])
    for name in ("Asha Rao", "Meera Nair", "Li Wei"):
        desk.arrive(name)

    assert desk.send(hook, post) == 1
    assert desk.hook(hook).failing is not None
    assert not desk.store.read(lambda tx: outbox.due(tx, now=desk.clock.now()))
    desk.clock.advance(10)
    assert desk.store.read(lambda tx: outbox.due(tx, now=desk.clock.now())) == [hook.hook.id]
    desk.send(hook, post)

    assert {one.state for one in desk.messages(hook)} == {"taken"}
    assert desk.hook(hook).failing is None


def test_a_receiver_that_fails_is_told_to_the_organiser_after_ten_minutes_until_a_message_arrives(
    desk: Desk,
) -> None:
    hook, post = desk.add("checked_in"), Post([500])
    other = an_added_event(desk.store, desk.clock)  # hears of nothing, and has nothing stuck

    def stuck() -> dict[str, int]:
        before = desk.clock.now() - FAILING
        return desk.store.read(lambda tx: outbox.stuck(tx, [desk.event.id, other.id], failing_before=before))

    for name in ("Asha Rao", "Meera Nair"):
        desk.arrive(name)
    desk.send(hook, post)
    assert stuck() == {}  # it may be back in a moment

    desk.clock.advance(11 * 60)
    assert stuck() == {desk.event.id: 2}
    told = desk.store.read(outbox.faring)
    assert (told.hooks["failing"], told.messages["waiting"]) == (1, 2)
    assert told.failing == desk.clock.now() - timedelta(minutes=11)

    desk.clock.advance(telling.GIVE_UP.total_seconds())
    desk.send(hook, post)
    assert {one.state for one in desk.messages(hook)} == {"given up"}
    assert stuck() == {desk.event.id: 2}  # they are lost, and it still fails

    post.answers = [204]
    hooks.replay(desk.store, hook.hook.id, message=desk.messages(hook)[0].id, by="asha", clock=desk.clock)
    desk.send(hook, post)
    assert stuck() == {}
    assert desk.store.read(outbox.faring).failing is None


def test_a_receiver_that_says_gone_is_told_nothing_more_and_the_audit_says_so(desk: Desk) -> None:
    hook, post = desk.add("checked_in"), Post([410])
    desk.arrive("Asha Rao")
    desk.arrive("Meera Nair")
    desk.send(hook, post)
    (line,) = desk.store.read(lambda tx: audit.lines(tx, event=desk.event.id, limit=1))
    desk.arrive("Li Wei")

    assert len(post.got) == 1
    assert desk.hook(hook).ending == "gone"
    assert {one.state for one in desk.messages(hook)} == {"gone"}
    assert len(desk.messages(hook)) == 2
    assert (line.what, line.about) == ("hook ended: gone", hook.hook.id)


def test_messages_are_sent_once_more_by_id_or_since_a_moment_under_the_ids_they_had(desk: Desk) -> None:
    hook, post = desk.add("checked_in"), Post()
    desk.arrive("Asha Rao")
    desk.clock.advance(3600)
    since = desk.clock.now()
    desk.arrive("Meera Nair")
    desk.arrive("Li Wei")
    desk.send(hook, post)
    first = [id for id, _ in post.got]

    again = {"clock": desk.clock, "by": "asha"}
    assert hooks.replay(desk.store, hook.hook.id, message=first[0], **again) == 1
    assert desk.send(hook, post) == 1
    assert hooks.replay(desk.store, hook.hook.id, since=since.isoformat(), **again) == 2
    assert desk.send(hook, post) == 2

    ids = [id for id, _ in post.got]
    assert ids[3] == first[0]
    assert sorted(ids[4:]) == sorted(first[1:])


def test_an_ended_hook_hears_nothing_not_even_what_waited(desk: Desk) -> None:
    hook, post = desk.add("checked_in"), Post()
    desk.arrive("Asha Rao")
    hooks.end(desk.store, hook.hook.id, clock=desk.clock, by="asha")
    desk.arrive("Meera Nair")

    assert desk.send(hook, post) == 0
    assert {one.state for one in desk.messages(hook)} == {"gone"}
    with pytest.raises(Trouble):
        hooks.probe(desk.store, hook.hook.id, clock=desk.clock, by="asha")


def test_a_hook_of_an_owner_hears_of_all_their_events_and_of_nobody_elses(desk: Desk) -> None:
    other, foreign = an_added_event(desk.store, desk.clock), an_added_event(desk.store, desk.clock)
    for one, owner in ((desk.event, "asha"), (other, "asha"), (foreign, "meera")):
        desk.store.run(lambda tx, one=one, owner=owner: stored.change(tx, replace(one, owner=owner)))
    hook = desk.add("checked_in", all_events=True)
    post = Post()

    for one in (desk.event, other, foreign):
        Desk(desk.store, desk.clock, one).arrive("Asha Rao")
    desk.send(hook, post)

    assert {body["data"]["event"] for _, body in post.got} == {desk.event.id, other.id}


def test_who_may_sign_in_no_more_hears_of_their_events_no_more(desk: Desk) -> None:
    for email, role in (("boss@mela.example", "admin"), ("asha@mela.example", "organiser")):
        access.add_user(desk.store, email, role=role, public_url="https://x.example", clock=desk.clock)
    (asha,) = [one for one in desk.store.read(users.all) if one.role == "organiser"]
    desk.store.run(lambda tx: stored.change(tx, replace(desk.event, owner=asha.id)))
    of_all, of_one = desk.add(all_events=True, names=True), desk.add()

    access.end_user(desk.store, asha.email, clock=desk.clock)
    desk.arrive("Ben Ode")

    assert (desk.messages(of_all), len(desk.messages(of_one))) == ([], 1)
    assert [line.what for line in desk.store.read(audit.lines)][1:3] == ["hook ended", "user ended"]


def test_only_what_was_chosen_is_told_and_a_test_always(desk: Desk) -> None:
    hook, post = desk.add("final"), Post()
    desk.arrive("Asha Rao")
    desk.rebuild()
    hooks.probe(desk.store, hook.hook.id, clock=desk.clock, by="asha")
    desk.clock.advance(60)
    desk.send(hook, post)

    assert post.kinds == ["test"]
    with pytest.raises(Trouble):
        desk.add("everything")
    with pytest.raises(Trouble):
        desk.add("final", url="https://10.0.0.1/")


def test_who_is_erased_is_told_of_no_more(desk: Desk, tmp_path: Any) -> None:
    hook, post = desk.add("checked_in", names=True), Post()
    desk.arrive("Asha Rao")
    desk.arrive("Meera Nair")
    desk.rebuild()
    everybody = desk.store.read(lambda tx: people.read(tx, desk.event.id))
    asha = next(one for one in everybody if one.name == "Asha Rao")
    held = privacy.of_ref(desk.store, asha.id, optout=lambda _: [])
    privacy.erase_person(
        desk.store, held, reason="asked", marks=tmp_path / "marks", clock=desk.clock, by="asha"
    )
    desk.send(hook, post)

    assert "Meera" in json.dumps(post.got)
    assert "Asha" not in json.dumps(post.got)
    assert len(desk.messages(hook)) == 1


def test_what_arrived_goes_after_thirty_days_and_what_waits_stays(desk: Desk) -> None:
    taken, waits = desk.add("checked_in"), desk.add("checked_in")
    desk.arrive("Asha Rao")
    desk.send(taken, Post())
    desk.clock.advance(telling.KEPT.total_seconds() + 1)

    while desk.store.run(lambda tx: outbox.forget(tx, before=desk.clock.now() - telling.KEPT)):
        pass

    assert (len(desk.messages(taken)), len(desk.messages(waits))) == (0, 1)


def test_a_secret_is_kept_sealed_and_outlives_a_change_of_the_service_s_own(desk: Desk) -> None:
    old, new = make_secret(), make_secret()
    desk.keys = Keys([old])
    hook = desk.add("checked_in")
    assert hook.secret.encode() not in desk.hook(hook).sealed

    assert secrets.reseal(desk.store, Keys([new, old])) == ((0, 0), (1, 0))
    desk.keys = Keys([new])
    desk.arrive("Asha Rao")
    with receiver(secret=hook.secret) as other:
        desk.store.run(lambda tx: None)
        moved(desk, hook, other.url)
        desk.send(hook, posting.post)

    assert (other.kinds, other.forged) == (["checked_in"], 0)


def moved(desk: Desk, hook: hooks.Added, url: str) -> None:
    from sqlalchemy import update

    from zoom_sync.store import schema

    desk.store.run(lambda tx: tx.execute(update(schema.hook).values(url=url)))


def test_a_sender_that_dies_between_two_steps_leaves_nothing_out_and_repeats_under_the_same_id(
    desk: Desk,
) -> None:
    """The only thing that may happen twice is a message that was posted and not noted."""
    hook, post = desk.add("checked_in", "final", "corrected"), Post()
    for name in ("Asha Rao", "Meera Nair", "Li Wei"):
        desk.arrive(name)
    deaths: list[Moment] = ["a message due, not posted", "a message posted, not settled"]

    for moment in deaths * 2:

        def die(reached: Moment, at: Moment = moment) -> None:
            if reached == at:
                raise Killed

        with watched(die), pytest.raises(Killed):
            hooks.send_some(desk.store, hook.hook.id, post, keys=desk.keys, clock=desk.clock)
        desk.clock.advance(60)
        lapse(desk.store, f"hook {hook.hook.id}")
    desk.send(hook, post)

    assert {id for id, _ in post.got} == {one.id for one in desk.messages(hook)}
    assert {one.state for one in desk.messages(hook)} == {"taken"}
    assert len(post.got) == 3 + deaths.count("a message posted, not settled") * 2


@pytest.mark.parametrize(
    "moment",
    [
        "a transaction begins", "a transaction is committed, nobody told", "a generation written, not shown",
        "a generation shown, not noted", "a final record shown, not sealed",
    ],
)  # fmt: skip
def test_a_record_that_becomes_final_while_the_process_dies_is_told_of_once(
    desk: Desk, moment: Moment
) -> None:
    hook, post = desk.add("final"), Post()
    desk.arrive("Asha Rao")
    events.close(desk.store, desk.event.id, clock=desk.clock, without_reports="none")

    def die(reached: Moment) -> None:
        if reached == moment:
            raise Killed

    with watched(die), pytest.raises(Killed):
        desk.rebuild()
    desk.rebuild()
    desk.rebuild()
    desk.send(hook, post)

    assert post.kinds == ["final"]


SENDER = """
import sys, time
from datetime import UTC, datetime
from types import SimpleNamespace
from zoom_sync import logs, posting
from zoom_sync.actions import hooks
from zoom_sync.keys import Keys
from zoom_sync.store.database import Store

logs.configure("error")  # nobody reads more than the one line: a pipe that is full would hold it up
url, hook, secret = sys.argv[1:]
clock = SimpleNamespace(now=lambda: datetime.now(UTC), monotonic=time.monotonic, sleep=time.sleep)
store = Store(url)
print("ready", flush=True)
while hooks.send_some(store, hook, posting.post, keys=Keys([secret]), clock=clock, loopback=True):
    pass
"""


@pytest.mark.parametrize(
    ("number", "kills"),
    [(30, 2), pytest.param(1000, 50, marks=[pytest.mark.long, pytest.mark.timeout(1800)])],
)
def test_kills_in_the_middle_leave_no_message_out_and_repeat_at_most_one_each(
    store: Store, store_url: str, number: int, kills: int
) -> None:
    clock, secret, dice = FakeClock(datetime.now().astimezone()), make_secret(), random.Random(number)
    desk = Desk(store, clock, an_added_event(store, clock), Keys([secret]))
    with receiver() as other:
        hook = desk.add("checked_in", url=other.url, loopback=True)
        other.secret = hook.secret
        for one in range(number):
            desk.arrive(f"Person {one}")

        for run in range(kills + 1):
            lapse(store, f"hook {hook.hook.id}")
            sender = subprocess.Popen(
                [sys.executable, "-c", SENDER, store_url, hook.hook.id, secret], stdout=subprocess.PIPE
            )
            assert sender.stdout is not None
            sender.stdout.readline()
            if run < kills:
                time.sleep(dice.uniform(0.01, 0.1))
                sender.send_signal(signal.SIGKILL)
            assert sender.wait(timeout=600) in (0, -signal.SIGKILL)
            sender.stdout.close()

        messages = desk.messages(hook)
        assert len(messages) == number
        assert {one.state for one in messages} == {"taken"}
        assert set(other.ids) == {one.id for one in messages}
        assert len(other.ids) <= number + kills
        assert other.forged == 0
