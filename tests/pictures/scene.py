"""A service with everything in it that a page can show: events of nobody, one and many, files, letters, decisions.

The people are those of `tests.web.sample`: invented, of many scripts. Nothing of Zoom's is asked.
"""

from __future__ import annotations

import io
import re
import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask

from tests.conftest import FakeClock
from tests.web import sample
from tests.web.conftest import Seat, a_config
from zoom_sync import web
from zoom_sync.actions import certificates, doors, hooks, own_record, series
from zoom_sync.actions.access import digest
from zoom_sync.actions.follow_up import leaving
from zoom_sync.keys import Keys
from zoom_sync.mail import Message
from zoom_sync.mail.composing import compose
from zoom_sync.posting import Answer
from zoom_sync.records import Asked, Event, Poll, Record, Span
from zoom_sync.store import asked, events, jobs, mailbox, users
from zoom_sync.store import certificates as kept
from zoom_sync.store.database import Store
from zoom_sync.store.hooks import KINDS
from zoom_sync.wiring import Rooms

NOW = datetime(2026, 3, 10, 11, 20, tzinfo=UTC)  # while the sample's event is on
DAY = timedelta(days=1)
SHEET = (
    "Name,Organisation,Phone,Time in,Time out\n"
    "রহিমা খাতুন,শ্রমিক কেন্দ্র,,09:40,12:10\nفاطمة الزهراء,مركز العمل,,09:55,\n"
    ",,,10:00,\nAsha Pradhan,Mela Trust,+91 98000 00000,25:99,\n"
)


@dataclass
class Scene:
    """`values`: for the events "new", "one", "many", "over", and for "" (none), what fills the addresses of pages."""

    app: Flask
    rooms: Rooms
    admin: Seat
    values: dict[str, dict[str, str]]

    def link(self) -> str:
        """The path of a fresh sign-in link for the admin."""
        return f"/sign-in/{_link(self.rooms, self.admin.user)}"


def build(folder: Path, *, many: int) -> Scene:
    store = Store(f"sqlite:///{folder / 'store.db'}")
    store.upgrade()
    clock = FakeClock(NOW)
    keys = Keys(["a secret of more than thirty-two bytes, for tests"])
    rooms = Rooms(store=store, keys=keys, clock=clock, config=a_config(), account=None, mailer=None)  # type: ignore[arg-type]
    app = Flask("zoom_sync", static_folder=None, template_folder=None)
    web.attach(app, rooms)
    admin = _admin(app, rooms)
    store.run(lambda tx: jobs.beat(tx, "pictures", now=NOW))
    values = {
        name: _event(rooms, admin, name, people)
        for name, people in (("new", 0), ("one", 1), ("many", many), ("over", 60))
    }
    values[""] = {"secret": _link(rooms, admin.user), "series_id": _series(rooms, admin, values)}
    values[""] |= _open_to_all(rooms, values["many"]["event_id"])
    _hooks(rooms, values["many"]["event_id"])
    _asked(rooms, values["many"]["event_id"])
    values[""]["checking.page:code"] = _certificate(rooms, values["many"]["event_id"])
    return Scene(app, rooms, admin, values)


def _admin(app: Flask, rooms: Rooms) -> Seat:
    seat = Seat(app.test_client())
    seat.user = rooms.store.run(lambda tx: users.add(tx, "sita.devi@mela.example", role="admin", now=NOW)).id
    rooms.store.run(lambda tx: users.add(tx, "bikram@union.example", role="organiser", now=NOW))
    assert seat.post(f"/sign-in/{_link(rooms, seat.user)}").status_code == 303
    return seat


def _link(rooms: Rooms, user: str) -> str:
    secret = secrets.token_urlsafe(32)
    rooms.store.run(
        lambda tx: users.make_link(tx, user, secret_digest=digest(secret), expires=NOW + timedelta(hours=9))
    )
    return secret


def _event(rooms: Rooms, admin: Seat, name: str, count: int) -> dict[str, str]:
    titles = {
        "new": "Orientation for new members",
        "one": "Rencontre à huis clos",
        "many": "Lessons learned: fair recruitment",
        "over": "Closing conference · সমাপনী সভা",
    }
    event = sample.the_event(id=name.encode().hex().ljust(32, "0"), title=titles[name], owner=admin.user)
    if not count:
        starts = event.starts + timedelta(days=14)
        later = replace(event.days[0], start=starts, end=starts + timedelta(hours=4))
        event = replace(event, days=(later,), sessions=(), webinars=())
        rooms.store.run(lambda tx: events.add(tx, event, now=NOW))
        return {"event_id": event.id} | _filled(admin, event, "-")
    record = sample.a_record(event, count)
    if name == "over":
        record = _of_yesterday(record)
        event = record.event
    sample.keep(rooms.store, record, now=NOW - timedelta(minutes=2), owner=admin.user)
    return {"event_id": event.id} | _filled(admin, event, sample.a_person(4 if count > 4 else 0, event).id)


def _of_yesterday(record: Record) -> Record:
    """The same a day earlier, the room closed: an event that is over."""
    event = replace(
        record.event,
        days=tuple(_earlier(one) for one in record.event.days),
        sessions=tuple(replace(one, span=_earlier(one.span)) for one in record.event.sessions),
        room_closed=NOW,
    )
    people = tuple(
        replace(
            one,
            virtual=tuple(map(_earlier, one.virtual)),
            in_person=tuple(map(_earlier, one.in_person)),
            first_seen=one.first_seen and one.first_seen - DAY,
            last_seen=one.last_seen and one.last_seen - DAY,
        )
        for one in record.people
    )
    return replace(record, event=event, people=people, waiting_for=record.waiting_for[:1])


def _earlier(span: Span) -> Span:
    return replace(span, start=span.start - DAY, end=span.end and span.end - DAY)


def _series(rooms: Rooms, admin: Seat, values: dict[str, dict[str, str]]) -> str:
    """Four monthly calls before the events, all in one series; its id."""
    ids = []
    for number, count in enumerate((48, 60, 35, 72)):
        day = timedelta(days=28 * (4 - number))
        event = sample.the_event(id=f"{number}a" * 16, title="Monthly call · মাসিক সভা", sessions=())
        spans = tuple(
            replace(one, start=one.start - day, end=(one.end or one.start) - day) for one in event.days
        )
        record = sample.a_record(replace(event, days=spans), count)
        ids.append(sample.keep(rooms.store, record, now=NOW - day, owner=admin.user).id)
    made = series.make(
        rooms.store, "Monthly calls · مكالمات شهرية", [*ids, values["many"]["event_id"], values["new"]["event_id"]],
        clock=rooms.clock, by="sita.devi@mela.example",
    )  # fmt: skip
    return made.id


def _open_to_all(rooms: Rooms, event: str) -> dict[str, str]:
    """What the addresses hold that people open without signing in: a door's, the hall's own, a letter's."""
    who: dict[str, Any] = {"clock": rooms.clock, "by": "sita.devi@mela.example"}
    url = rooms.config.public_url
    opened = doors.add(rooms.store, event, name="North entrance · উত্তর দরজা", public_url=url, **who)
    here = doors.let_check_themselves_in(rooms.store, event, **who)
    return {
        "door.link:secret": opened.link.rpartition("/")[2],
        "here.page:token": here.shown,
        "unsubscribing.page:token": leaving.token(rooms.keys, "person4@mela.example"),
        "my_record.page:secret": _own_record(rooms, event),
        "mailbox.letter:sequence": _in_the_mailbox(rooms),
    }


def _own_record(rooms: Rooms, event_id: str) -> str:
    """The secret of a link to somebody's own record, in which they object to something."""
    event = rooms.store.read(lambda tx: events.known(tx, event_id))
    given = own_record.give(
        rooms.store, event_id, sample.a_person(4, event).id, public_url="", by="sita.devi@mela.example",
        clock=rooms.clock,
    )  # fmt: skip
    secret = given.address.rpartition("/")[2]
    for about, text in (
        ("minutes", "আমি শেষ পর্যন্ত ছিলাম।\nI stayed until the end."),
        ("name", "الاسم: فاطمة الزهراء"),
    ):
        id = own_record.object_to(rooms.store, secret, about=about, text=text, clock=rooms.clock)
    said = {"outcome": "accepted", "text": "Thank you, it is put right.", "by": "sita.devi@mela.example"}
    own_record.answer(rooms.store, event_id, id, clock=rooms.clock, **said)
    return secret


def _in_the_mailbox(rooms: Rooms) -> str:
    """A letter that nobody got; its number."""
    message = Message(
        to="person4@mela.example", subject="Thank you · ধন্যবাদ · شكرا", text="Dear Asha,\n\nthank you.\n",
        markdown="Dear Asha,\n\nthank you.\n", name="আশা চক্রবর্তী", unsubscribe="https://events.mela.example/unsubscribe/x",
    )  # fmt: skip
    wire = compose(message, sender="The Mela <letters@mela.example>", at=NOW).wire
    rooms.store.run(
        lambda tx: mailbox.keep(tx, address=message.to, subject=message.subject, wire=wire, now=NOW)
    )
    return "1"


def _asked(rooms: Rooms, event_id: str) -> None:
    """Polls of two runs, in three scripts, one of them with people's own words alone."""
    polls = (
        Poll(
            "আপনি কোথায় কাজ করেন?",
            41,
            (("বাড়িতে", 23), ("أعمل في الميدان", 12), ("In an office of the programme", 4)),
            2,
        ),
        Poll("ما الذي ينقص أكثر قبل السفر؟", 17, (), 17),
    )

    def steps(tx: Any) -> None:
        events.change(tx, replace(events.known(tx, event_id), polls=True))
        asked.put(tx, event_id, Asked("run==", polls=polls, questions=9, answered=7), now=NOW)

    rooms.store.run(steps)


def _hooks(rooms: Rooms, event_id: str) -> None:
    """Two systems that are told of an event: one hears everything, through to the other nothing gets."""
    given: dict[str, Any] = {"keys": rooms.keys, "clock": rooms.clock}
    for url, kinds, answers in (
        ("https://crm.example/in/4d1f6b2c9e", ("final", "corrected"), (204, 204)),
        ("https://hooks.badges.mela-trust.example/events/incoming/9f0c", KINDS, (204, 503)),
    ):
        hook = hooks.add(
            rooms.store, event_id, url=url, kinds=kinds, by="sita.devi@mela.example", **given
        ).hook
        for status in answers:
            hooks.probe(rooms.store, hook.id, clock=rooms.clock, by="sita.devi@mela.example")
            hooks.send_some(rooms.store, hook.id, lambda *_, s=status, **__: Answer(s), **given)


def _certificate(rooms: Rooms, event_id: str) -> str:
    """Certificates for everybody of an event; the code of one."""
    order = certificates.Order(issuer="Mela Trust · মেলা ট্রাস্ট", signatory="Sita Devi", provisional=True)
    certificates.issue(rooms.store, event_id, order, by="sita.devi@mela.example", clock=rooms.clock)
    event = rooms.store.read(lambda tx: events.known(tx, event_id))
    (one,) = rooms.store.read(lambda tx: kept.of_facts(tx, event_id, [sample.a_person(4, event).id]))
    return kept.code_of(event.key, one.id)


def _filled(admin: Seat, event: Event, person: str) -> dict[str, str]:
    """An event with a file and a letter, by the forms of the pages; gives the ids that addresses need."""
    at = f"/events/{event.id}"
    admin.get(f"{at}/sheets")
    seen = admin.post(f"{at}/sheets/look", {"file": (io.BytesIO(SHEET.encode()), "sign-in hall 2.csv")})
    if spooled := re.search(r'name="spooled" value="([^"]+)"', seen.text):
        admin.post(f"{at}/sheets/take", {"spooled": spooled[1], "name": "sign-in hall 2.csv"})
    text = "Dear {first_name},\n\nthank you for **{minutes}** with us at {event}.\n\n{unsubscribe}"
    planned = admin.post(
        f"{at}/letters", {"group": "both", "subject": "Thank you · ধন্যবাদ · شكرا", "text": text}
    )
    return {
        "letter_id": planned.location.rpartition("/")[2],
        "ref": person,
        "format": "csv",
        "reporting.picture:name": "stay",
        "system": "civicrm",
        "reporting.picture:kind": "svg",
        "paper": "-",
        "version": "-",
    }
