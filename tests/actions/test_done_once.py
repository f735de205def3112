"""Where the word of a commit is lost, what was done stays done once: told once, and what it gave is what is kept."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from tests.builders import WEBINAR, a_registrant, a_signature
from tests.conftest import FakeClock
from tests.faults.fate import EachWordLost
from zoom_sync.actions import (
    access,
    decide,
    doors,
    events,
    export,
    follow_up,
    hooks,
    own_record,
    printing,
    public_report,
    rebuild,
)
from zoom_sync.keys import Keys
from zoom_sync.mail import Message, Taken
from zoom_sync.moments import watched
from zoom_sync.records import Event, Webinar
from zoom_sync.rules.verdicts import standing
from zoom_sync.store import audit, codes, verdicts
from zoom_sync.store import doors as kept_doors
from zoom_sync.store import hooks as kept_hooks
from zoom_sync.store import traces as kept_traces
from zoom_sync.store import users as kept_users
from zoom_sync.store.database import Store

PLAN = events.Plan(
    "Mela", "2026-03-03T09:00", "2026-03-03T13:00", "UTC", venue="Silver Oak", webinars=[WEBINAR]
)
KEYS = Keys(["a secret of more than thirty-two bytes, for tests"])
URL = "https://zoom-sync.example"


class Post:
    def send(self, letter: Message) -> Taken:
        return Taken()


@dataclass
class Desk:
    """An event with a registration and a row of a sheet, and whatever is done at it."""

    store: Store
    clock: FakeClock
    event: Event

    def read(self, look: Callable[[Any], Any]) -> Any:
        return self.store.read(look)

    @property
    def said(self) -> dict[str, Any]:
        return {"clock": self.clock, "by": "meera"}

    def a_hook(self) -> hooks.Added:
        return hooks.add(
            self.store, self.event.id, url="https://crm.example/in", kinds=["final"], keys=KEYS, **self.said
        )

    def a_letter(self) -> str:
        return follow_up.plan(
            self.store, self.event.id, group="in_person", subject="Thanks", text="Dear!", **self.said
        )

    def a_door(self) -> doors.Opened:
        return doors.add(self.store, self.event.id, name="North", public_url=URL, **self.said)


@pytest.fixture
def desk(store: Store, clock: FakeClock) -> Desk:
    event = events.add(store, PLAN, webinar=Webinar, clock=clock)
    facts = [a_registrant(event=event), a_signature("Meera Nair", "09:10", "12:00")]
    store.run(lambda tx: kept_traces.append(tx, event.id, facts, now=clock.now()))
    rebuild.rebuild(store, event.id, reads=[timedelta(minutes=10)], clock=clock)
    return Desk(store, clock, event)


Check = Callable[[Any], bool]
Deed = Callable[[Desk], tuple[Callable[[], Any], Check]]


def decided(desk: Desk) -> tuple[Callable[[], Any], Check]:
    ref = a_registrant(event=desk.event).ref
    return (
        lambda: decide.decide(desk.store, desk.event.id, kind="attended", refs=[ref], **desk.said),
        lambda made: desk.read(lambda tx: verdicts.of_event(tx, desk.event.id)) == [made],
    )


def user_added(desk: Desk) -> tuple[Callable[[], Any], Check]:
    def opens(link: str) -> bool:
        mark = access.digest(link.rpartition("/")[2])
        return desk.read(lambda tx: kept_users.link_user(tx, mark, now=desk.clock.now())) is not None

    return (
        lambda: access.add_user(
            desk.store, "ritu@mela.example", role="organiser", public_url=URL, **desk.said
        ),
        opens,
    )


def user_ended(desk: Desk) -> tuple[Callable[[], Any], Check]:
    access.add_user(desk.store, "ritu@mela.example", role="organiser", public_url=URL, **desk.said)
    return (
        lambda: access.end_user(desk.store, "ritu@mela.example", **desk.said),
        lambda user: user.email == "ritu@mela.example",
    )


def token_added(desk: Desk) -> tuple[Callable[[], Any], Check]:
    return (
        lambda: access.add_token(desk.store, role="organiser", **desk.said),
        lambda token: desk.read(
            lambda tx: kept_users.token(tx, access.digest(token), now=desk.clock.now())
        ) is not None,
    )  # fmt: skip


def token_ended(desk: Desk) -> tuple[Callable[[], Any], Check]:
    access.add_token(desk.store, role="organiser", **desk.said)
    ((id, *_),) = [tuple(one.values()) for one in desk.read(kept_users.tokens)]
    return lambda: access.end_token(desk.store, id, **desk.said), lambda _: True


def door_added(desk: Desk) -> tuple[Callable[[], Any], Check]:
    return (
        desk.a_door,
        lambda made: (
            doors.open_on_phone(desk.store, made.link.rpartition("/")[2], clock=desk.clock)[0].id
            == made.door.id
        ),
    )


def door_opened(desk: Desk) -> tuple[Callable[[], Any], Check]:
    secret = desk.a_door().link.rpartition("/")[2]
    return (
        lambda: doors.open_on_phone(desk.store, secret, clock=desk.clock),
        lambda given: desk.read(lambda tx: kept_doors.device(tx, doors.digest(given[1]))) is not None,
    )


def handed_back(desk: Desk) -> tuple[Callable[[], Any], Check]:
    secret = desk.a_door().link.rpartition("/")[2]
    _, cookie = doors.open_on_phone(desk.store, secret, clock=desk.clock)
    device, _ = desk.read(lambda tx: kept_doors.device(tx, doors.digest(cookie)))
    return (
        lambda: doors.hand_back(desk.store, device, event_id=desk.event.id, **desk.said),
        lambda _: True,
    )


def checking_in_begun(desk: Desk) -> tuple[Callable[[], Any], Check]:
    return (
        lambda: doors.let_check_themselves_in(desk.store, desk.event.id, **desk.said),
        lambda made: [
            one.id for one in desk.read(lambda tx: kept_doors.of_event(tx, desk.event.id, "self")) if not one.ended
        ] == [made.id],
    )  # fmt: skip


def code_replaced(desk: Desk) -> tuple[Callable[[], Any], Check]:
    fact = a_registrant(event=desk.event).id
    return (
        lambda: doors.new_code(desk.store, desk.event.id, fact, **desk.said),
        lambda code: desk.read(lambda tx: codes.of_facts(tx, desk.event.id, [fact])) == {fact: code},
    )


def hook_added(desk: Desk) -> tuple[Callable[[], Any], Check]:
    def is_one(made: hooks.Added) -> bool:
        (kept,) = desk.read(lambda tx: kept_hooks.of_event(tx, desk.event.id))
        return KEYS.unseal(kept.sealed).decode() == made.secret

    return desk.a_hook, is_one


def hook_tested(desk: Desk) -> tuple[Callable[[], Any], Check]:
    hook = desk.a_hook().hook.id
    return (
        lambda: hooks.probe(desk.store, hook, **desk.said),
        lambda id: [one.id for one in desk.read(lambda tx: kept_hooks.recent(tx, hook, limit=9))] == [id],
    )


def messages_replayed(desk: Desk) -> tuple[Callable[[], Any], Check]:
    hook = desk.a_hook().hook.id
    return (
        lambda: hooks.replay(desk.store, hook, since="2026-03-01T00:00", **desk.said),
        lambda count: count == 0,
    )


def own_link_given(desk: Desk) -> tuple[Callable[[], Any], Check]:
    ref = a_registrant(event=desk.event).ref
    return (
        lambda: own_record.give(desk.store, desk.event.id, ref, public_url=URL, **desk.said),
        lambda given: desk.read(
            lambda tx: own_record.owner(tx, given.address.rpartition("/")[2], now=desk.clock.now())
        ) is not None,
    )  # fmt: skip


def export_noted(desk: Desk) -> tuple[Callable[[], Any], Check]:
    return lambda: export.note(desk.store, desk.event.id, "csv", **desk.said), lambda _: True


def report_published(desk: Desk) -> tuple[Callable[[], Any], Check]:
    return (
        lambda: public_report.publish(desk.store, desk.event.id, **desk.said),
        lambda made: public_report.published(desk.store, desk.event.id) == [made],
    )


def paper_printed(desk: Desk) -> tuple[Callable[[], Any], Check]:
    return (
        lambda: printing.write(desk.store, desk.event.id, "sheet", io.BytesIO(), guests=[], **desk.said),
        lambda printed: printed.guests == 0,
    )


def letter_tested(desk: Desk) -> tuple[Callable[[], Any], Check]:
    letter = desk.a_letter()
    return lambda: follow_up.test(desk.store, Post(), letter, to="a@b.example", **desk.said), lambda _: True


def written_to_again(desk: Desk) -> tuple[Callable[[], Any], Check]:
    follow_up.leave_for(desk.store, KEYS, "asha@rao.example", **desk.said)
    return (
        lambda: follow_up.return_to(desk.store, KEYS, "asha@rao.example", **desk.said),
        lambda had_left: had_left is True,
    )


DEEDS: dict[Deed, str] = {
    decided: "decided attended",
    user_added: "user added as organiser",
    user_ended: "user ended",
    token_added: "token added as organiser",
    token_ended: "token ended",
    door_added: "door added",
    door_opened: "door opened on a phone",
    handed_back: "door closed on a phone",
    checking_in_begun: "self check-in begun",
    code_replaced: "personal code replaced",
    hook_added: "hook added",
    hook_tested: "hook tested",
    messages_replayed: "messages sent again",
    own_link_given: "personal link given",
    export_noted: "exported csv",
    report_published: "published report",
    paper_printed: "printed sheet",
    letter_tested: "tested a letter",
    written_to_again: "noted that somebody wants letters again",
}


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)
def test_what_was_done_and_its_word_lost_is_done_and_told_once(desk: Desk, deed: Deed) -> None:
    act, is_kept = deed(desk)
    before = len(desk.read(audit.lines))

    with watched(EachWordLost()):
        given = act()

    lines = desk.read(audit.lines)
    assert [line.what for line in lines[: len(lines) - before]] == [DEEDS[deed]]
    assert is_kept(given)


def test_a_decision_whose_word_was_lost_is_taken_back_whole(desk: Desk) -> None:
    act, _ = decided(desk)
    with watched(EachWordLost()):
        made = act()

    with watched(EachWordLost()):
        decide.undo(desk.store, desk.event.id, decisions=[made.id], **desk.said)

    assert standing(desk.read(lambda tx: verdicts.of_event(tx, desk.event.id))) == []
