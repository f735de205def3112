"""Whatever changes something or gives something away is on record (P15): every address that takes a form, played.

An address that is not played here, nor excused with its reason, fails the test: a new one comes with its deed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
import responses
from flask import Flask, request_finished

from tests.web import sample
from tests.web.conftest import Seat
from tests.web.test_connection import OAUTH, TOKEN
from tests.web.test_signin import Outbox
from zoom_sync.actions import certificates, doors, hooks, own_record
from zoom_sync.actions.access import digest
from zoom_sync.actions.follow_up import leaving
from zoom_sync.records import Event
from zoom_sync.store import audit, imports, outbox, people, users, verdicts
from zoom_sync.wiring import Rooms
from zoom_sync.zoom.oauth import ZoomAccount

BASE = "http://127.0.0.1:8000"
CHANGES_NOTHING = {
    "languages.choose": "it sets a cookie in the visitor's own browser",
    "letter_writing.preview": "the letter is shown, and nothing of it is kept",
    "sheets.look": "the file is understood and shown, and nothing of it is taken",
    "door.search": "it only looks",
    "checking.ask": "it leads to the page of a code",
    "connection.examine": "it asks Zoom, the mail server and ourselves, as `zoom-sync doctor` does",
    "webhooks.receive": "Zoom's deliveries are kept whole themselves",
}
GIVES_AWAY = {
    "downloads.record", "reporting.printable", "publishing.download", "papers.printed", "api.attendance",
    "api.report", "api.people_for", "certificates.archive", "certificates.roster", "certificates.one",
}  # fmt: skip


@dataclass
class World:
    rooms: Rooms
    admin: Seat
    seat: Callable[..., Seat]
    bearer: Callable[..., dict[str, str]]
    event: Event

    def at(self, path: str, form: dict[str, Any] | None = None, **more: Any) -> Any:
        return self.admin.post(f"/events/{self.event.id}{path}", form, **more)

    def people(self) -> list[str]:
        return [one.id for one in self.rooms.store.read(lambda tx: people.read(tx, self.event.id, limit=9))]

    def letter(self) -> str:
        form = {"group": "virtual", "subject": "Thank you", "text": "Dear {{ name }}"}
        return str(self.at("/letters", form).location.rpartition("/")[2])

    def sent_again(self) -> Any:
        letter, now = self.letter(), self.rooms.clock.now()
        copy = outbox.Copy(letter, "k", "p", "Asha", "asha@mela.example", state="refused", reason="550 no")
        self.rooms.store.run(lambda tx: outbox.address(tx, letter, [copy], now=now))
        return self.at(f"/letters/{letter}/again", {"key": "k"})

    def file(self) -> dict[str, str]:
        data = {"file": (io.BytesIO(b"Name,Time in\nMeera Nair,09:10\n"), "room.csv")}
        page = self.at("/sheets/look", data, content_type="multipart/form-data").text
        return {"spooled": page.partition('name="spooled" value="')[2].partition('"')[0], "name": "room.csv"}

    def imported(self) -> str:
        self.at("/sheets/take", self.file())
        return str(self.rooms.store.read(lambda tx: imports.all(tx, self.event.id))[-1]["id"])

    def brought_back(self) -> Any:
        file = self.imported()
        self.at(f"/sheets/{file}/undo")
        return self.at(f"/sheets/{file}/redo")

    def answered(self) -> Any:
        questions = self.at("/questions/open.csv").data.decode("utf-8-sig").splitlines()
        rows = list(csv.reader(questions))
        place = next(n for n, row in enumerate(rows[0]) if row == "answer")
        rows[1][place] = "different"
        out = io.StringIO()
        csv.writer(out).writerows(rows)
        data = {"file": (io.BytesIO(out.getvalue().encode()), "answers.csv")}
        return self.at("/questions", data, content_type="multipart/form-data")

    def decided(self) -> str:
        one, other = self.people()[:2]
        self.at("/review", {"saying": "same", "ref": [one, other]})
        return str(self.rooms.store.read(lambda tx: verdicts.of_event(tx, self.event.id))[-1].id)

    def door(self) -> doors.Opened:
        store, clock = self.rooms.store, self.rooms.clock
        return doors.add(store, self.event.id, name="A", public_url=BASE, clock=clock, by="asha")

    def phone(self) -> tuple[Seat, dict[str, str]]:
        phone = self.seat()
        assert phone.post(self.door().link.removeprefix(BASE)).status_code == 303
        return phone, {"X-CSRFToken": phone.get("/door/state").json["csrf"]}

    def check_in(self) -> str:
        body = {"name": "Walk-in", "nonce": "n1"}
        token = self.bearer("door", self.event.id)
        path = f"/api/v1/events/{self.event.id}/check-ins"
        assert self.admin.client.post(path, json=body, headers=token, base_url=BASE).status_code == 201
        return lines(self)[-1].about

    def connect(self) -> Any:
        account = ZoomAccount(
            client_id="c", client_secret="s", oauth_url=OAUTH, redirect_uri=f"{BASE}/zoom/callback"
        )
        self.rooms.account = account
        state = self.admin.get("/zoom/connect").location.partition("state=")[2].partition("&")[0]
        with responses.RequestsMock() as zoom:
            zoom.post(f"{OAUTH}/token", json=TOKEN)
            return self.admin.get(f"/zoom/callback?code=x&state={state}")

    def token(self) -> str:
        self.admin.post("/users/tokens/add", {"role": "viewer"})
        return str(self.rooms.store.read(users.tokens)[-1]["id"])

    def link(self) -> str:
        now = self.rooms.clock.now()

        def steps(tx: Any) -> None:
            user = users.add(tx, "new@mela.example", role="viewer", now=now)
            users.make_link(tx, user.id, secret_digest=digest("s"), expires=now.replace(year=2030))

        self.rooms.store.run(steps)
        return "/sign-in/s"

    def in_the_room(self) -> Any:
        made = doors.let_check_themselves_in(
            self.rooms.store, self.event.id, clock=self.rooms.clock, by="asha"
        )
        self.rooms.clock.advance((self.event.starts - self.rooms.clock.now()).total_seconds())  # type: ignore[attr-defined]
        return self.seat().post(f"/here/{made.shown}", {"name": "Asha Rao"})

    def handed_in(self) -> Any:
        phone, token = self.phone()
        at = int(self.rooms.clock.now().timestamp() * 1000)
        item = {"nonce": "n" * 20, "name": "Asha Rao", "direction": "in", "at": at}
        body = {"now": at, "unsent": 0, "items": [item]}
        return phone.client.post("/door/check-ins", json=body, headers=token, base_url=BASE)

    def handed_back(self) -> Any:
        phone, token = self.phone()
        return phone.client.post("/door/close", headers=token, base_url=BASE)

    def certificate(self) -> Any:
        order, clock = certificates.Order(provisional=True), self.rooms.clock
        certificates.issue(self.rooms.store, self.event.id, order, by="asha", clock=clock)
        everybody = self.rooms.store.read(lambda tx: people.read(tx, self.event.id))
        return self.at(f"/certificates/of/{next(one.id for one in everybody if one.attended)}")

    def own_record(self) -> str:
        given = own_record.give(
            self.rooms.store,
            self.event.id,
            self.people()[0],
            public_url=BASE,
            by="asha",
            clock=self.rooms.clock,
        )
        return given.address.removeprefix(BASE)

    def objection(self) -> str:
        secret, words = self.own_record().rpartition("/")[2], {"about": "minutes", "text": "I stayed longer."}
        return own_record.object_to(self.rooms.store, secret, clock=self.rooms.clock, **words)

    def hook(self) -> str:
        store, keys, clock = self.rooms.store, self.rooms.keys, self.rooms.clock
        url, kinds = "https://crm.example/in", ("final",)
        return hooks.add(
            store, self.event.id, url=url, kinds=kinds, keys=keys, clock=clock, by="asha"
        ).hook.id

    def second_sign_in(self) -> None:
        self.seat("admin")


NEW = {
    "title": "New", "starts": "2026-04-01T10:00", "ends": "2026-04-01T12:00", "timezone": "Asia/Kolkata",
}  # fmt: skip
DEEDS: dict[str, Callable[[World], Any]] = {
    "signin.ask": lambda w: w.seat().post("/sign-in", {"email": "admin@mela.example"}),
    "signin.link": lambda w: w.seat().post(w.link()),
    "signin.out": lambda w: w.admin.post("/sign-out"),
    "account.end_session": lambda w: [
        w.second_sign_in(), w.admin.post("/account/sessions/end", {"others": "yes"}),
    ][-1],
    "rows.read": lambda w: w.at(f"/rows/{w.people()[0]}", {"reason": "a wrong row"}),
    "privacy.put_notice": lambda w: w.at("/privacy/notice", {"basis": "consent", "text": "We keep your name."}),
    "privacy.copy": lambda w: w.at("/privacy/copy", {"ref": w.people()[0]}),
    "privacy.erase_person": lambda w: w.at("/privacy/erase-person", {"ref": w.people()[0], "reason": "asked"}),
    "privacy.erase_event": lambda w: w.at("/privacy/erase", {"reason": "over", "sure": "yes"}),
    "trail.say_why": lambda w: w.at("/audit", {"reason": "asked to"}),
    "users.add_user": lambda w: w.admin.post("/users/add", {"email": "a@mela.example", "role": "viewer"}),
    "users.end_user": lambda w: [w.link(), w.admin.post("/users/end", {"email": "new@mela.example"})][-1],
    "users.add_token": lambda w: w.admin.post("/users/tokens/add", {"role": "viewer"}),
    "users.end_token": lambda w: w.admin.post("/users/tokens/end", {"token": w.token()}),
    "connection.callback": lambda w: w.connect(),
    "events.new": lambda w: w.admin.post("/events/new", NEW),
    "event.sync": lambda w: w.at("/sync"),
    "event.close": lambda w: w.at("/close"),
    "event.reopen": lambda w: [w.at("/close"), w.at("/reopen")][-1],
    "planning.form": lambda w: w.at("/settings", NEW | {"caution": "careful"}),
    "planning.share": lambda w: [
        w.admin.post("/users/add", {"email": "a@mela.example", "role": "organiser"}),
        w.at("/share", {"email": "a@mela.example"}),
    ][-1],
    "planning.remove": lambda w: w.at("/remove"),
    "planning.recover": lambda w: [
        w.at("/remove"), w.admin.post("/events/removed", {"event": w.event.id}),
    ][-1],
    "whatif.take": lambda w: w.at("/rule", {"minimum": "12", "bridge": "60", "breaks": "30", "clip": "yes"}),
    "series.begin": lambda w: w.at("/series", {"title": "Monthly"}),
    "series.change": lambda w: w.admin.post(
        f"{w.at('/series', {'title': 'Monthly'}).location}/change", {"title": "Weekly"}
    ),
    "people.decide": lambda w: w.at("/people/decide", {"saying": "attended", "ref": w.people()[:1]}),
    "review.answer": lambda w: w.at("/review", {"saying": "different", "ref": w.people()[:2]}),
    "review.undo": lambda w: w.at("/decisions/undo", {"decision": w.decided()}),
    "questions.download": lambda w: w.at("/questions/open.csv"),
    "questions.take": lambda w: w.answered(),
    "sheets.take": lambda w: w.at("/sheets/take", w.file()),
    "sheets.undo": lambda w: w.at(f"/sheets/{w.imported()}/undo"),
    "sheets.redo": lambda w: w.brought_back(),
    "letter_writing.plan": lambda w: w.letter() and None,
    "letter_writing.change": lambda w: w.at(
        f"/letters/{w.letter()}/edit", {"group": "both", "subject": "Thank you", "text": "Dear all"}
    ),
    "letters.rules": lambda w: w.at("/letters/rules", {"letters_by_two": "yes"}),
    "letters.again": lambda w: w.sent_again(),
    "leaving.change": lambda w: w.admin.post("/opt-outs", {"do": "leave", "email": "a@mela.example"}),
    "letters.test": lambda w: w.at(f"/letters/{w.letter()}/test", {"to": "asha@mela.example"}),
    "letters.approve": lambda w: w.at(f"/letters/{w.letter()}/approve", {"before_final": "yes"}),
    "letters.stop": lambda w: w.at(f"/letters/{w.letter()}/stop"),
    "my_record.page": lambda w: w.seat().post(w.own_record(), {"do": "show"}),
    "objections.link": lambda w: w.at("/objections/link", {"ref": w.people()[0], "do": "give"}),
    "objections.answer": lambda w: w.at(
        "/objections", {"objection": w.objection(), "outcome": "declined", "text": "It is right as it is."}
    ),
    "unsubscribing.page": lambda w: w.seat().post(
        f"/unsubscribe/{leaving.token(w.rooms.keys, 'a@mela.example')}"
    ),
    "downloads.record": lambda w: w.admin.get(f"/events/{w.event.id}/record.csv"),
    "papers.printed": lambda w: w.admin.get(f"/events/{w.event.id}/papers/sheet"),
    "certificates.issue": lambda w: w.at(
        "/certificates", {"language": "en", "provisional": "yes", "do": "issue"}
    ),
    "certificates.archive": lambda w: w.at("/certificates/all.zip"),
    "certificates.roster": lambda w: w.at("/certificates/roster.xlsx"),
    "certificates.one": lambda w: w.certificate(),
    "publishing.publish": lambda w: w.at("/report/public"),
    "publishing.download": lambda w: [
        w.at("/report/public"), w.admin.get(f"/events/{w.event.id}/report/public/1.html"),
    ][-1],
    "reporting.printable": lambda w: w.admin.get(f"/events/{w.event.id}/report/printable"),
    "reporting.paper": lambda w: w.admin.get(f"/events/{w.event.id}/report/report.pdf"),
    "reporting.one_page": lambda w: w.admin.get(f"/events/{w.event.id}/report/one-page.pdf"),
    "reporting.picture": lambda w: w.admin.get(f"/events/{w.event.id}/report/picture/stay.svg"),
    "reporting.workbook": lambda w: w.admin.get(f"/events/{w.event.id}/report/report.xlsx"),
    "api.attendance": lambda w: w.admin.client.get(
        f"/api/v1/events/{w.event.id}/attendance", headers=w.bearer("organiser", w.event.id), base_url=BASE
    ),
    "api.report": lambda w: w.admin.client.get(
        f"/api/v1/events/{w.event.id}/report", headers=w.bearer("organiser", w.event.id), base_url=BASE
    ),
    "api.people_for": lambda w: w.admin.client.get(
        f"/api/v1/events/{w.event.id}/lists/civicrm", headers=w.bearer("organiser", w.event.id), base_url=BASE
    ),
    "api.check_in": lambda w: w.check_in() and None,
    "doors.add": lambda w: w.at("/doors", {"name": "North"}),
    "doors.end": lambda w: w.at("/doors/end", {"door": w.door().door.id}),
    "doors.open_here": lambda w: w.at("/doors/open", {"door": w.door().door.id}),
    "doors.new_code": lambda w: w.at("/new-code", {"ref": w.people()[0]}),
    "desk.check_in": lambda w: w.at("/desk/check-in", {"name": "Meera Nair", "at": "2026-03-10T10:00"}),
    "doors.take_back": lambda w: w.at("/doors/take-back", {"check_in": w.check_in()}),
    "doors.begin_self_check_in": lambda w: w.at("/self-check-in"),
    "doors.end_self_check_in": lambda w: [w.at("/self-check-in"), w.at("/self-check-in/end")][-1],
    "hooks.add": lambda w: w.at("/hooks", {"url": "https://crm.example/in", "kind": "final"}),
    "hooks.test": lambda w: w.at("/hooks/test", {"hook": w.hook()}),
    "hooks.again": lambda w: w.at("/hooks/again", {"hook": w.hook(), "since": "2026-03-03T09:00"}),
    "hooks.end": lambda w: w.at("/hooks/end", {"hook": w.hook()}),
    "door.link": lambda w: w.seat().post(w.door().link.removeprefix(BASE)),
    "door.check_ins": lambda w: w.handed_in(),
    "door.close": lambda w: w.handed_back(),
    "here.check_in": lambda w: w.in_the_room(),
}  # fmt: skip


@pytest.fixture
def world(rooms: Rooms, seat: Callable[..., Seat], bearer: Callable[..., dict[str, str]]) -> World:
    rooms.mailer = Outbox()  # type: ignore[assignment]
    event = sample.keep(rooms.store, sample.a_record(sample.the_event(), 100), now=rooms.clock.now())
    admin = seat("admin")
    admin.get("/users")
    return World(rooms, admin, seat, bearer, event)


def forms(app: Flask) -> set[str]:
    """The endpoints that take more than a look."""
    return {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if set(rule.methods or ()) - {"GET", "HEAD", "OPTIONS"}
    }


def test_every_address_that_takes_a_form_or_gives_a_record_away_is_played_here(app: Flask) -> None:
    assert forms(app) | GIVES_AWAY <= set(DEEDS) | set(CHANGES_NOTHING)


@pytest.mark.parametrize("endpoint", sorted(DEEDS))
def test_a_deed_leaves_a_line_that_says_who_did_it_at_which_event(
    endpoint: str, app: Flask, world: World
) -> None:
    if endpoint not in app.view_functions:
        pytest.skip("There is no such address (yet).")
    before = lines(world)
    answers: list[int] = []

    def answered(sender: Flask, response: Any) -> None:
        answers.append(response.status_code)

    with request_finished.connected_to(answered, app):
        DEEDS[endpoint](world)

    new = lines(world)[len(before) :]
    assert all(status < 400 for status in answers), answers
    assert new
    assert all(one.who and one.what for one in new)
    rule = next(rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint)
    if "event_id" in rule.arguments:
        assert new[-1].event == world.event.id
    told = "\n".join(f"{one.what} {one.about} {one.reason}" for one in new)
    names = [word for given in sample.GIVEN for word in given.split()] + ["Walk-in", "Meera Nair"]
    assert not [name for name in names if name in told]


def lines(world: World) -> list[audit.Line]:
    return list(reversed(world.rooms.store.read(lambda tx: audit.lines(tx, limit=1000))))
