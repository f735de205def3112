"""Everybody who takes part, drawn from a seed: the same seed gives the same day, id by id."""

from __future__ import annotations

import base64
from datetime import timedelta

from zoom_sync.demo.webinar_day import desk, doubts, inferred, screens
from zoom_sync.demo.webinar_day.crowd import Crowd
from zoom_sync.demo.webinar_day.hall import AFTERNOON, MORNING, signs, sits
from zoom_sync.demo.webinar_day.names import ORGANISATIONS, RESERVED, draw
from zoom_sync.demo.webinar_day.online import watches
from zoom_sync.demo.webinar_day.parts import RUNS, Cast, Join, Person, Run, at

ONLINE, IN_HALL, BOTH, ABSENT, WALK_INS, ON_THE_DAY = 158, 29, 9, 63, 11, 6
HOST_EMAIL = "webinars@wif-lessons.example"


def build(seed: int = 2022) -> Cast:
    """The cast of one day: about 60 people in the hall and 200 online."""
    crowd = Crowd(seed)
    known, open_questions = doubts.all_of(crowd)
    told, inferences = inferred.all_of(crowd)
    people = known + told + screens.all_of(crowd) + desk.all_of(crowd)
    people += _ordinary(crowd)
    cast = Cast(
        seed=seed,
        webinar=81_234_567_890 + crowd.rng.randrange(1000),
        uuids=_uuids(crowd),
        host=_host(crowd),
        people=people,
        doubts=open_questions,
        inferences=inferences,
    )
    _number_connections(cast, crowd)
    _number_rows(cast)
    return cast


def _ordinary(crowd: Crowd) -> list[Person]:
    count = ONLINE + IN_HALL + BOTH + ABSENT + WALK_INS + ON_THE_DAY
    names = draw(crowd.rng, count, RESERVED)
    walk_ins = [_walks_in(crowd, names.pop()) for _ in range(WALK_INS)]
    people = [crowd.signs_up(first, last, country) for first, last, country in names]
    late = people[:ON_THE_DAY]
    for number, person in enumerate(late):
        _registers_late(person, number)
    for person in people[: ON_THE_DAY + ONLINE]:
        watches(crowd, person)
    for person in people[ON_THE_DAY + ONLINE :][:IN_HALL]:
        sits(crowd, person)
    for person in people[ON_THE_DAY + ONLINE + IN_HALL :][:BOTH]:
        person.story = "sits in the hall with the webinar open on the laptop"
        sits(crowd, person)
        watches(crowd, person)
    return people + walk_ins


def _walks_in(crowd: Crowd, name: tuple[str, str, str]) -> Person:
    """In the hall without a registration, and unlike anybody registered."""
    first, last, country = name
    organisation, domain = crowd.rng.choice(ORGANISATIONS)
    email = f"{first}.{last}@{domain}".lower() if crowd.rng.random() < 0.5 else ""
    person = Person(f"{first} {last}", email=email, organisation=organisation, country=country)
    person.phone = crowd.phone(country) if crowd.rng.random() < 0.6 else ""
    person.story = "walks in without a registration"
    sheet = AFTERNOON if crowd.rng.random() < 0.4 else MORNING
    start = "14:0{}" if sheet == AFTERNOON else "11:1{}"
    signs(
        crowd, person, start.format(crowd.rng.randrange(10)), "", sheet=sheet, name=person.name, keys="both"
    )
    return person


def _registers_late(person: Person, number: int) -> None:
    """On the morning itself; every other one has to be approved first."""
    registrant = person.registrant
    assert registrant is not None
    registrant.created = person.signs_up_on_the_day = at(f"09:{5 + 7 * number:02d}")
    person.story = "registers on the morning"
    if number % 2:
        registrant.status = "pending"
        person.judged = ((registrant.created + timedelta(minutes=12), "approve", desk.ORGANISER),)
        person.story = "registers on the morning and is approved"


def _host(crowd: Crowd) -> Person:
    host = Person("Ritu Anand", email=HOST_EMAIL, role="host", account=crowd.code(22))
    for run, (start, end) in RUNS.items():
        host.joins.append(Join(run, start, end, host.name, email=host.email, account=host.account))
    return host


def _uuids(crowd: Crowd) -> dict[Run, str]:
    """As Zoom makes them: base64. The morning's begins with a slash and has two in a row."""
    made = [base64.b64encode(crowd.rng.randbytes(16)).decode() for _ in range(3)]
    morning = "/" + made[1][1:9] + "//" + made[1][11:]
    return {"rehearsal": made[0], "morning": morning, "afternoon": made[2][:7] + "+" + made[2][8:]}


def _number_connections(cast: Cast, crowd: Crowd) -> None:
    """user_ids count up in the order of joining and begin anew in each run, as they do at Zoom."""
    for run in RUNS:
        joins = [join for person in (cast.host, *cast.people) for join in person.joins if join.run == run]
        for number, join in enumerate(sorted(joins, key=lambda join: join.start)):
            join.user_id = str(16_778_240 + 1024 * number)
            join.participant_uuid = crowd.code(22)


def _number_rows(cast: Cast) -> None:
    """Rows stand in a sheet in the order in which people came."""
    for sheet in (MORNING, AFTERNOON):
        rows = [row for person in cast.people for row in person.signatures if row.sheet == sheet]
        for number, row in enumerate(sorted(rows, key=lambda row: row.time_in), start=1):
            row.n = number
