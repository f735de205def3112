"""The day on the clock: what happens in the world at which instant, one step each, and the world before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from zoom_sync.demo.webinar_day.asked import ask
from zoom_sync.demo.webinar_day.parts import RUNS, TITLE, ZONE, Cast, Join, Person, Run, at
from zoom_sync.demo.zoom_server.people import AS_USUAL, Connection, How, Registrant, User, Webinar
from zoom_sync.demo.zoom_server.world import Judgement, World

HOST_ID = "kZr4vQ1mRtS7uNabcDEf0w"
# the word of the morning's end comes after that of the afternoon's start: the break is played as three minutes
ENDED: dict[Run, How] = {"morning": How(late_s=240), "afternoon": AS_USUAL}


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happens. `say`: one sentence for the page, "" for what is too small to tell."""

    at: datetime
    order: int  # of steps at one instant: leave before join, start before all, end after all
    do: Callable[[World], None]
    say: str = ""


def furnish(world: World, cast: Cast) -> None:
    """What Zoom knows on the morning: hosts, the webinar, who registered, and the rehearsal two days before."""
    world.users[HOST_ID] = User(HOST_ID, cast.host.email, "Ritu", "Anand")
    world.users["u-without-a-plan"] = User(
        "u-without-a-plan", "desk@wif-lessons.example", "Front", "Desk", webinar_capacity=0
    )
    world.add_webinar(
        Webinar(
            id=cast.webinar,
            host_id=HOST_ID,
            topic=TITLE,
            start=at("10:30"),
            duration_min=390,
            timezone=ZONE,
            uuid=cast.uuids["morning"],
            created=at("11:00") - timedelta(days=25),
            agenda="Areas of origin. Fair recruitment. Unfree labour at destination.",
            approval_type=1,
            registration_key=f"WN_{HOST_ID}",
        )
    )
    for person in cast.people:
        if person.registrant is not None and person.signs_up_on_the_day is None:
            world.enlist(cast.webinar, replace(person.registrant))
        if person.panelist is not None:
            world.panelists[cast.webinar].append(person.panelist)
    ask(world, cast)
    _rehearse(world, cast)


def steps(cast: Cast) -> list[Step]:
    """The whole day in order."""
    found = _registrations(cast)
    runs: tuple[Run, ...] = ("morning", "afternoon")
    for run in runs:
        start, end = RUNS[run]
        uuid = cast.uuids[run]
        found.append(Step(start, 0, _start(cast, uuid, start), "The host starts the webinar."))
        say = f"The host ends the webinar{', by mistake' if run == 'morning' else ''}."
        found.append(Step(end, 9, _end(uuid, end, ENDED[run]), say))
    for person in (cast.host, *cast.people):
        for join in person.joins:
            if join.run != "rehearsal":
                found += _connection(cast, person, join)
    return sorted(found, key=lambda step: (step.at, step.order))


def _registrations(cast: Cast) -> list[Step]:
    found = []
    for person in cast.people:
        registrant = person.registrant
        if registrant is None:
            continue
        if person.signs_up_on_the_day is not None:
            say = f"{person.name} registers."
            found.append(Step(person.signs_up_on_the_day, 3, _register(cast, registrant), say))
        for instant, judgement, by in person.judged:
            done = {"approve": "is approved", "deny": "is denied", "cancel": "cancels"}[judgement]
            found.append(Step(instant, 4, _judge(cast, registrant, judgement, by), f"{person.name} {done}."))
    return found


def _connection(cast: Cast, person: Person, join: Join) -> list[Step]:
    """Join, perhaps the bind of a phone leg, and leave; who stays to the end is led out by the end."""
    uuid = cast.uuids[join.run]
    account = HOST_ID if person is cast.host else join.account
    made = Connection(
        user_id=join.user_id,
        name=join.shown,
        join=join.start,
        email=join.email,
        account_id=account,
        registrant_id=join.registrant_id,
        participant_uuid=join.participant_uuid,
        phone=join.phone,
        internal=person is cast.host,
    )
    found = [Step(join.start, 5, _join(uuid, made, join), f"{join.shown} joins.")]
    if join.bound_to is not None:
        both = (join.user_id, join.bound_to.user_id)
        say = f"Zoom binds the telephone {join.shown} to {join.bound_to.shown}."
        found.append(Step(join.start + timedelta(seconds=25), 6, _bind(uuid, *both), say))
    if person is cast.host:
        found.append(Step(join.start + timedelta(seconds=4), 6, _establish(uuid, join)))
    if join.end < RUNS[join.run][1]:
        found.append(Step(join.end, 2, _leave(uuid, join), f"{join.shown} leaves."))
    return found


def _rehearse(world: World, cast: Cast) -> None:
    """A run that does not belong to the event; before anybody listens."""
    start, end = RUNS["rehearsal"]
    uuid = cast.uuids["rehearsal"]
    world.start(cast.webinar, uuid, start, practice=True)
    for person in (cast.host, *cast.people):
        for join in person.joins:
            if join.run == "rehearsal":
                for step in _connection(cast, person, join):
                    step.do(world)
    world.end(uuid, end, next_uuid=cast.uuids["morning"])
    world.instances[uuid].ended_at = None


def _register(cast: Cast, registrant: Registrant) -> Callable[[World], None]:
    return lambda world: _nothing(world.register(cast.webinar, replace(registrant)))


def _judge(cast: Cast, registrant: Registrant, judgement: Judgement, by: str) -> Callable[[World], None]:
    return lambda world: world.judge(cast.webinar, registrant.id, judgement, by=by)


def _start(cast: Cast, uuid: str, instant: datetime) -> Callable[[World], None]:
    return lambda world: _nothing(world.start(cast.webinar, uuid, instant))


def _end(uuid: str, instant: datetime, how: How) -> Callable[[World], None]:
    return lambda world: world.end(uuid, instant, how=how)


def _join(uuid: str, made: Connection, join: Join) -> Callable[[World], None]:
    return lambda world: world.join(uuid, made, join.joined)


def _bind(uuid: str, phone: str, person: str) -> Callable[[World], None]:
    return lambda world: world.bind(uuid, phone, person)


def _establish(uuid: str, join: Join) -> Callable[[World], None]:
    return lambda world: world.establish(uuid, join.user_id)


def _leave(uuid: str, join: Join) -> Callable[[World], None]:
    return lambda world: world.leave(uuid, join.user_id, join.end, how=join.left)


def _nothing(_: object) -> None:
    return None
