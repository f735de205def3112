"""What this Zoom knows, and what can happen in it.

Each happening changes the world and is told to the listeners as a `Notice`, in one step under one lock.
All instants are given by the caller: they are scene time. Only `Instance.ended_at` is the server's clock,
since it decides when a report is ready.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, Literal

from zoom_sync.demo.zoom_server import notices
from zoom_sync.demo.zoom_server.clock import Clock, RealClock
from zoom_sync.demo.zoom_server.people import (
    AS_USUAL,
    Answers,
    App,
    Connection,
    How,
    Instance,
    Notice,
    Panelist,
    Question,
    Registrant,
    User,
    Webinar,
)
from zoom_sync.demo.zoom_server.switches import Switches

Judgement = Literal["approve", "deny", "cancel"]


class World:
    """One account of this Zoom. Use it from any thread."""

    def __init__(
        self, *, account_id: str, clock: Clock | None = None, switches: Switches | None = None
    ) -> None:
        self.account_id = account_id
        self.clock: Clock = clock or RealClock()
        self.switches = switches or Switches()
        self.lock = threading.RLock()
        self.apps: dict[str, App] = {}
        self.users: dict[str, User] = {}
        self.webinars: dict[int, Webinar] = {}
        self.registrants: dict[int, dict[str, Registrant]] = {}
        self.panelists: dict[int, list[Panelist]] = {}
        self.instances: dict[str, Instance] = {}
        self.answers: dict[str, list[Answers]] = {}  # to polls, by the run's UUID
        self.questions: dict[str, list[Question]] = {}  # of the audience, by the run's UUID
        self.listeners: list[Callable[[Notice], None]] = []
        self._by_address: dict[tuple[int, str], str] = {}  # the id of whoever signed up with it
        self._random = random.Random(self.switches.seed)  # noqa: S311  # repeatable on purpose

    def add_webinar(self, webinar: Webinar) -> Webinar:
        with self.lock:
            self.webinars[webinar.id] = webinar
            self.registrants.setdefault(webinar.id, {})
            self.panelists.setdefault(webinar.id, [])
        return webinar

    def new_id(self, length: int = 22) -> str:
        """An id as Zoom makes them: letters, digits, `-` and `_`."""
        letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        return "".join(self._random.choice(letters) for _ in range(length))

    def join_url(self, webinar: Webinar, registrant: Registrant) -> str:
        """Personal: whoever uses it counts as that registrant."""
        return f"https://zoom.example/w/{webinar.id}?tk={registrant.id}"

    def runs(self, webinar: int) -> list[Instance]:
        """The instances of a webinar, in the order of their start."""
        with self.lock:
            found = [run for run in self.instances.values() if run.webinar == webinar]
        return sorted(found, key=lambda run: run.start)

    def register(self, webinar: int, registrant: Registrant, how: How = AS_USUAL) -> Registrant:
        """Somebody signs up; a known address gives the registration it has already."""
        with self.lock:
            if (known := self._known(webinar, registrant)) is not None:
                return known
            self.enlist(webinar, registrant)
            home = self.webinars[webinar]
            body = notices.registered(home, registrant, self.join_url(home, registrant))
            self._say("webinar.registration_created", body, registrant.id, how)
        return registrant

    def enlist(self, webinar: int, registrant: Registrant) -> None:
        """Somebody has signed up already, and nobody is told."""
        with self.lock:
            self.registrants[webinar][registrant.id] = registrant
            self._by_address[webinar, registrant.email.lower()] = registrant.id

    def judge(
        self, webinar: int, registrant_id: str, judgement: Judgement, *, by: str = "", how: How = AS_USUAL
    ) -> None:
        """An organiser (`by`: their address) approves, denies or cancels; `by` "": the registrant cancels.

        Cancelled by an organiser stays listed as denied; who cancels their own registration is in no list.
        """
        with self.lock:
            home, known = self.webinars[webinar], self.registrants[webinar]
            registrant = known[registrant_id]
            body = notices.judged(home, registrant)
            if judgement == "approve":
                registrant.status = "approved"
                body = notices.judged(home, registrant, self.join_url(home, registrant))
            elif judgement == "cancel" and not by:
                del known[registrant_id]
            else:
                registrant.status = "denied"
            event = {"approve": "approved", "deny": "denied", "cancel": "cancelled"}[judgement]
            operator = {"operator": by or registrant.email, "operator_id": self._operator_id(by)}
            self._say(f"webinar.registration_{event}", body, registrant_id, how, **operator)

    def start(
        self,
        webinar: int,
        uuid: str,
        at: datetime,
        *,
        occurrence: str = "",
        practice: bool = False,
        how: How = AS_USUAL,
    ) -> Instance:
        with self.lock:
            home = self.webinars[webinar]
            run = Instance(uuid=uuid, webinar=webinar, start=at, occurrence=occurrence, practice=practice)
            self.instances[uuid] = run
            home.uuid = uuid
            host = self.users[home.host_id]
            body = notices.live(home, run, host_email=host.email)
            self._say("webinar.started", body, uuid, how)
        return run

    def end(self, uuid: str, at: datetime, *, next_uuid: str = "", how: How = AS_USUAL) -> None:
        """The run ends; who is still connected leaves (each leave is told before the end)."""
        with self.lock:
            run = self.instances[uuid]
            told = How(lost=not self.switches.leaves_at_end)
            for user_id in [c.user_id for c in run.connections.values() if c.leave is None]:
                self.leave(uuid, user_id, at, reason="Host ended the webinar.", how=told)
            run.end, run.ended_at = at, self.clock.now()
            home = self.webinars[run.webinar]
            body = notices.ended(home, run, self.users[home.host_id])
            home.uuid = next_uuid or self.new_id() + "=="
            self._say("webinar.ended", body, uuid, how)

    def join(self, uuid: str, connection: Connection, how: How = AS_USUAL) -> None:
        with self.lock:
            run = self.instances[uuid]
            run.connections[connection.user_id] = replace(connection, leave=None)
            body = notices.joined(
                self.webinars[run.webinar], run, connection, extra=self.switches.extra_fields
            )
            self._say("webinar.participant_joined", body, f"{uuid}/{connection.user_id}", how)

    def leave(
        self, uuid: str, user_id: str, at: datetime, *, reason: str = "left", how: How = AS_USUAL
    ) -> None:
        with self.lock:
            run = self.instances[uuid]
            connection = run.connections[user_id]
            connection.leave = at
            body = notices.left(self.webinars[run.webinar], run, connection, reason)
            self._say("webinar.participant_left", body, f"{uuid}/{user_id}", how)

    def bind(self, uuid: str, phone: str, person: str, how: How = AS_USUAL) -> None:
        """A phone leg (its user_id) is found to belong to a person's connection (its user_id)."""
        with self.lock:
            run = self.instances[uuid]
            legs = run.connections[phone], run.connections[person]
            body = notices.bind(self.webinars[run.webinar], run, *legs)
            self._say("webinar.participant_bind", body, f"{uuid}/{phone}/{person}", how)

    def establish(self, uuid: str, user_id: str, how: How = AS_USUAL) -> None:
        """An event of a kind that is in no description yet: a receiver takes it and need not understand it."""
        with self.lock:
            run = self.instances[uuid]
            participant = {"user_id": user_id, "participant_uuid": run.connections[user_id].participant_uuid}
            body = notices.live(self.webinars[run.webinar], run, participant=participant)
            event = "webinar.participant_data_connection_established"
            self._say(event, body, f"{uuid}/{user_id}", how)

    def change_role(
        self, uuid: str, user_id: str, at: datetime, roles: tuple[str, str], how: How = AS_USUAL
    ) -> None:
        with self.lock:
            run = self.instances[uuid]
            home = self.webinars[run.webinar]
            body = notices.role_changed(home, run, run.connections[user_id], at, roles)
            self._say("webinar.participant_role_changed", body, f"{uuid}/{user_id}", how)

    def deauthorize(self, client_id: str, at: datetime) -> None:
        """Somebody removes the app; the odd place of event_ts is the switch's."""
        app = self.apps[client_id]
        payload: dict[str, Any] = {
            "account_id": app.account_id,
            "user_id": app.user_id,
            "signature": self.new_id(40),
            "deauthorization_time": notices.iso(at),
            "client_id": client_id,
        }
        if self.switches.event_ts_inside:
            payload["event_ts"] = notices.iso(at)
        self._tell(Notice("app_deauthorized", payload, client_id))

    def _known(self, webinar: int, registrant: Registrant) -> Registrant | None:
        id = self._by_address.get((webinar, registrant.email.lower()), "")
        return self.registrants[webinar].get(id)

    def _say(self, event: str, body: dict[str, Any], key: str, how: How, **beside: str) -> None:
        payload = {"account_id": self.account_id, **beside, "object": body}
        self._tell(Notice(event, payload, f"{event}/{key}", how))

    def _tell(self, notice: Notice) -> None:
        for listener in self.listeners:
            listener(notice)

    def _operator_id(self, email: str) -> str:
        return next((user.id for user in self.users.values() if user.email == email), "")
