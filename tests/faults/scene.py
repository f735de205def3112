"""A small day at a small event: who comes, who registers late, who rings in, who only signs the sheet."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.crowd import FAMILY, GIVEN
from tests.faults.fate import Clock
from zoom_sync.demo.zoom_server.people import App, Connection, Panelist, Registrant, User, Webinar
from zoom_sync.demo.zoom_server.switches import Switches
from zoom_sync.demo.zoom_server.world import World
from zoom_sync.records import Claim, Event, Span
from zoom_sync.records import Webinar as Entrance

START = datetime.fromisoformat("2026-03-10T09:00:00+00:00")
NUMBER, HOST = 81234567890, "hostHOSThostHOSThost01"
RUNS = ("/a1//b+c3dEfGhIjKlMnOp==", "Zz19xYq+RsTuVwXyZ01234==")
EVENT = Event(
    id="e" * 32,
    title="Lessons",
    days=(Span(START, START + timedelta(minutes=80)),),
    timezone="Asia/Kolkata",
    venue="Silver Oak",
    webinars=(Entrance(str(NUMBER)),),
    key=b"k" * 32,
)
SCOPES = frozenset({"webinar:read:admin", "report:read:admin", "user:read:admin"})


@dataclass(frozen=True, slots=True)
class Doing:
    """Something that happens at an instant: at Zoom (`world`), or by an organiser (`what`, `about`)."""

    at: datetime
    world: Callable[[World], object] | None = None
    what: str = ""
    about: tuple[str, ...] = ()


@dataclass(slots=True)
class Scene:
    """`never`: Zoom's reports never become ready. `sheet`: the bytes of the hall's list."""

    never: bool
    runs: tuple[tuple[str, datetime, datetime], ...]
    known: list[Registrant] = field(default_factory=list)
    doings: list[Doing] = field(default_factory=list)
    claims: dict[str, Claim] = field(default_factory=dict)  # check-ins by their nonce
    sheet: bytes = b""

    def furnish(self, clock: Clock) -> World:
        """The Zoom of that morning."""
        late = 400 * 86_400.0 if self.never else 300.0
        switches = Switches(
            plan="business", report_after_s=late, durations_after_s=late * 2, duplicate_rows=1, limits=False
        )
        world = World(account_id="acc", clock=clock.right, switches=switches)
        world.apps["cid"] = App("cid", "sec", "acc", SCOPES)
        world.users[HOST] = User(HOST, "host@org.example", "Ritu", "Anand")
        before = START - timedelta(days=20)
        world.add_webinar(Webinar(NUMBER, HOST, "Lessons", START, 80, "Asia/Kolkata", "next==", before))
        world.panelists[NUMBER].append(Panelist("pan1", "salma@uni.example", "Salma Rahmatullah"))
        for one in self.known:
            kept = Registrant(one.id, one.email, one.first_name, one.last_name, one.org)
            kept.status, kept.created = one.status, before
            world.enlist(NUMBER, kept)
        return world


def draw(seed: int) -> Scene:
    """The same seed, the same day."""
    dice = random.Random(f"scene {seed}")
    broken = dice.random() < 0.4  # the host ends it by mistake and begins anew
    minutes = [(-3, 35), (40, 79)] if broken else [(-3, 79)]
    runs = tuple((RUNS[n], _at(a), _at(b)) for n, (a, b) in enumerate(minutes))
    scene = Scene(never=dice.random() < 0.1, runs=runs)
    names = dice.sample([(given, family) for given in GIVEN for family in FAMILY], 9)
    for uuid, start, end in runs:
        scene.doings.append(Doing(start, lambda w, u=uuid, s=start: w.start(NUMBER, u, s)))
        scene.doings.append(Doing(end, lambda w, u=uuid, e=end: w.end(u, e)))
        _connect(scene, uuid, "16778240", "Ritu Anand", start, end, email="host@org.example", account=HOST)
        _connect(
            scene, uuid, "16779264", "Salma R", start + timedelta(minutes=1), end, email="salma@uni.example"
        )
    rows = []
    for number, name in enumerate(names):
        _person(scene, dice, number, name, rows)
    scene.sheet = "\n".join(["Name,Email,Organisation,Time in,Time out", *rows, ""]).encode()
    _organise(scene, dice, list(scene.claims))
    scene.doings.sort(key=lambda one: one.at)
    return scene


def _person(scene: Scene, dice: random.Random, number: int, name: tuple[str, str], rows: list[str]) -> None:
    first, last = name
    id, email = f"reg{number:02d}", f"{first}.{last}@mail.example".lower()
    if number == 8:  # nobody knows them but the sheet
        rows.append(f"{first} {last},,Walk in,14:41,15:2{dice.randrange(10)}")
        return
    if number == 7:  # a guest without a registration, on Zoom alone
        _watch(scene, dice, number, f"{first} {last}", "", "")
        return
    registrant = Registrant(id, email, first, last, "Field office")
    if number in (4, 5, 6):  # on the day, and one of them has to be approved
        registrant.status = "pending" if number == 6 else "approved"
        scene.doings.append(Doing(_at(-40 + number), lambda w: w.register(NUMBER, _copy(registrant))))
        if number == 6:
            by = "host@org.example"
            scene.doings.append(Doing(_at(-20), lambda w: w.judge(NUMBER, id, "approve", by=by)))
    else:
        scene.known.append(registrant)
    if number == 4:
        scene.doings.append(Doing(_at(-15), lambda w: w.judge(NUMBER, id, "cancel")))
        return
    if number == 3:
        scene.doings.append(Doing(_at(-12), lambda w: w.judge(NUMBER, id, "deny", by="host@org.example")))
    here = dice.random()
    if here < 0.75:
        _watch(scene, dice, number, f"{first} {last}", email, id)
    if here > 0.6:
        out = f"15:{dice.randint(10, 55)}"
        rows.append(f"{first} {last},{email},Field office,14:3{number},{out}")
    if dice.random() < 0.2:
        nonce = f"nonce-{number}"
        scene.claims[nonce] = Claim(name=f"{first} {last}", email=email)


def _watch(scene: Scene, dice: random.Random, number: int, name: str, email: str, id: str) -> None:
    for run, (uuid, start, end) in enumerate(scene.runs):
        if dice.random() < 0.2:
            continue
        joined = start + timedelta(seconds=dice.randint(60, 600))
        for part in range(dice.choice((1, 1, 2, 3))):
            user = str(16_780_000 + 1024 * (number * 10 + part) + run)
            last = part == 2 or dice.random() < 0.4
            left = joined + timedelta(seconds=dice.randint(20, 1200))
            stays = last and dice.random() < 0.6
            left = end if stays or left > end else left
            shown = name if dice.random() < 0.7 else name.split()[0]
            _connect(scene, uuid, user, shown, joined, left, email=email, registrant=id)
            joined = left + timedelta(seconds=dice.randint(1, 400))
            if last or joined >= end:
                break
        if number == 0:  # rings in as well, and Zoom binds the telephone
            phone = str(16_700_000 + run)
            at = start + timedelta(seconds=800)
            _connect(scene, uuid, phone, "91987*****2", at, end)
            bind = Doing(at + timedelta(seconds=1), lambda w, u=uuid, p=phone: _bind(w, u, p))
            scene.doings.append(bind)


def _bind(world: World, uuid: str, phone: str) -> None:
    run = world.instances[uuid]
    first = next((c.user_id for c in run.connections.values() if c.registrant_id == "reg00"), None)
    if first is not None and phone in run.connections:
        world.bind(uuid, phone, first)


def _connect(
    scene: Scene,
    uuid: str,
    user: str,
    name: str,
    joined: datetime,
    left: datetime,
    *,
    email: str = "",
    account: str = "",
    registrant: str = "",
    phone: str = "",
) -> None:
    made = Connection(user, name, joined, email, account, registrant, f"uuid-{user}", phone)
    scene.doings.append(Doing(joined, lambda w: w.join(uuid, made)))
    end = next(e for u, _, e in scene.runs if u == uuid)
    if left < end:
        scene.doings.append(Doing(left, lambda w: w.leave(uuid, user, left)))


def _organise(scene: Scene, dice: random.Random, nonces: list[str]) -> None:
    for nonce in nonces:
        at = _at(dice.randint(-10, 70))
        scene.doings.append(Doing(at, what="check in", about=(nonce, at.isoformat())))
    scene.doings.append(Doing(_at(95), what="import"))
    scene.doings.append(Doing(_at(97), what="decide", about=("attended", "sign-in.csv#1")))
    scene.doings.append(Doing(_at(98), what="plan a letter"))
    scene.doings.append(Doing(_at(99), what="approve the letter"))
    scene.doings.append(Doing(_at(101), what="close"))


def _copy(one: Registrant) -> Registrant:
    made = Registrant(one.id, one.email, one.first_name, one.last_name, one.org, status=one.status)
    made.created = START
    return made


def _at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)
