"""The nouns of this Zoom: what an account holds. Instants are aware and in UTC."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal


@dataclass(slots=True)
class App:
    """An app that may ask this Zoom for tokens. `scopes` are fixed into each token when it is issued."""

    client_id: str
    client_secret: str
    account_id: str
    scopes: frozenset[str]
    kind: Literal["server-to-server", "user"] = "server-to-server"
    redirect_uris: tuple[str, ...] = ()
    public: bool = False  # PKCE without a secret
    user_id: str = ""  # user app: whoever presses "Allow" on the authorize page


@dataclass(slots=True)
class User:
    id: str
    email: str
    first_name: str
    last_name: str
    webinar_capacity: int = 500  # 0: no webinar plan


@dataclass(slots=True)
class Occurrence:
    id: str
    start: datetime
    duration_min: int
    status: Literal["available", "deleted"] = "available"


@dataclass(slots=True)
class Webinar:
    id: int
    host_id: str
    topic: str
    start: datetime | None
    duration_min: int
    timezone: str
    uuid: str  # of the next instance
    created: datetime
    agenda: str = ""
    type: Literal[5, 6, 9] = 5
    approval_type: Literal[0, 1, 2] = 0
    registration_type: Literal[1, 2, 3] = 1
    registration_key: str = ""  # the WN_… of the registration link
    alternative_hosts: tuple[str, ...] = ()
    allow_multiple_devices: bool = True
    practice_session: bool = True
    occurrences: tuple[Occurrence, ...] = ()


@dataclass(slots=True)
class Registrant:
    id: str
    email: str
    first_name: str
    last_name: str = ""
    org: str = ""
    phone: str = ""
    country: str = ""
    city: str = ""
    job_title: str = ""
    comments: str = ""
    status: Literal["approved", "pending", "denied"] = "approved"
    created: datetime | None = None
    answers: tuple[tuple[str, str], ...] = ()
    occurrence: str = ""

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(slots=True)
class Panelist:
    id: str
    email: str
    name: str


@dataclass(slots=True)
class Connection:
    """One join within one instance, until its leave."""

    user_id: str
    name: str
    join: datetime
    email: str = ""
    account_id: str = ""  # the Zoom user's id, if signed in
    registrant_id: str = ""
    participant_uuid: str = ""
    phone: str = ""
    leave: datetime | None = None
    internal: bool = False
    failover: bool = False


@dataclass(frozen=True, slots=True)
class Answers:
    """What one person answered to the polls of a run: poll's id, question, answer, when."""

    name: str
    email: str = ""
    given: tuple[tuple[str, str, str, datetime], ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the audience. `reply`: a host's, "" for none."""

    id: str
    name: str
    text: str
    at: datetime
    email: str = ""
    reply: str = ""
    reply_by: str = ""
    status: Literal["default", "open", "dismissed", "answered", "deleted"] = "open"


@dataclass(slots=True)
class Instance:
    """One actual run. `ended_at` is the server's clock at its end: reports are counted from there."""

    uuid: str
    webinar: int
    start: datetime
    end: datetime | None = None
    ended_at: datetime | None = None
    occurrence: str = ""
    practice: bool = False
    connections: dict[str, Connection] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class How:
    """What becomes of a delivery on its way. `late_s`: seconds of scene time."""

    lost: bool = False
    late_s: float = 0.0
    copies: int = 1


AS_USUAL = How()


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that happened, to be told to the service. `key` names it for the chance of being lost."""

    event: str
    payload: dict[str, Any]
    key: str
    how: How = AS_USUAL
