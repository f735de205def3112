"""What the table of people is asked, as it stands in an address: words, filters, order and columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, cast, get_args

from flask import abort
from flask_babel import lazy_gettext as later
from werkzeug.datastructures import MultiDict

from zoom_sync.actions.follow_up import audience
from zoom_sync.records import Event
from zoom_sync.store.finding import Query, Sort
from zoom_sync.web.showing import MODES

Kind = Literal["person", "unidentified"]
LONGEST = 100  # characters of a search
ATTENDED = {"yes": later("Attended"), "no": later("Did not attend")}
REGISTRATIONS = {
    "approved": later("Approved"),
    "pending": later("Pending"),
    "denied": later("Denied"),
    "cancelled": later("Cancelled"),
    "missing": later("No longer listed"),
    "none": later("Not registered"),
}
ANY_REGISTRATION = {"any": later("Registered, in whatever state")}
SIDES = {
    "on_zoom": later("On Zoom, whether or not in the room"),
    "in_room": later("In the room, whether or not on Zoom"),
    "seen": later("Anywhere"),
}
JOINED = {
    "doubtful": later("With any doubt"),
    "mailbox": later("By a shared mailbox"),
    "initials": later("By initials"),
    "name": later("By the name alone"),
    "likeness": later("By a like name and another sign"),
    "phone": later("By phone"),
    "e-mail": later("By e-mail"),
    "decision": later("By a decision"),
}
ROLES = {"attendee": later("Attendee"), "panelist": later("Panelist"), "host": later("Host")}
SORTS: Mapping[str, Any] = {
    "name": later("Name"),
    "most": later("Longest stay first"),
    "least": later("Shortest stay first"),
    "first": later("Earliest arrival first"),
    "last": later("Latest arrival first"),
    "doubt": later("Most doubtful first"),
}
COLUMNS = {
    "organisation": later("Organisation"),
    "seen": later("Seen"),
    "zoom": later("On Zoom"),
    "room": later("In the room"),
    "together": later("Together"),
    "attended": later("Attended"),
    "registration": later("Registration"),
    "role": later("Role"),
    "first": later("First seen"),
    "last": later("Last seen"),
    "email": later("E-mail"),
    "phone": later("Phone"),
    "country": later("Country"),
    "evidence": later("Evidence"),
    "joined": later("How joined"),
}
APART = ("phone", "country")  # columns that a protected event has not
USUAL = ("organisation", "seen", "zoom", "room", "together")
DOUBTED = ("organisation", "seen", "joined")  # where it is asked how people were joined
FILTERS: dict[str, Mapping[str, Any]] = {
    "mode": MODES | SIDES,
    "attended": ATTENDED,
    "registration": REGISTRATIONS | ANY_REGISTRATION,
    "role": ROLES,
    "joined": JOINED,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """`given`: the filters by their names in the address, none of them empty."""

    kind: str
    text: str
    given: Mapping[str, str]
    sort: str
    columns: tuple[str, ...]

    def query(self, event: Event) -> Query:
        kind: Kind = "unidentified" if self.kind == "unidentified" else "person"
        found = audience.query({**self.given, "q": self.text}, event)
        return replace(found, kind=kind, sort=cast(Sort, self.sort))

    def address(self, **changes: Any) -> dict[str, Any]:
        """What an address of this table says, with changes; None takes a filter away."""
        told: dict[str, Any] = {
            "q": self.text,
            "kind": self.kind if self.kind != "person" else "",
            "sort": self.sort if self.sort != "name" else "",
            "col": list(self.columns) if self.columns not in (USUAL, DOUBTED) else [],
            **self.given,
        }
        return {name: value for name, value in (told | changes).items() if value}

    def everybody(self, **changes: Any) -> dict[str, Any]:
        """The same table without its words and filters, with changes."""
        return self.address(**{"q": "", **dict.fromkeys(self.given, ""), **changes})

    @property
    def narrowed(self) -> bool:
        """Whether it is not simply everybody."""
        return bool(self.text or self.given)


def columns(event: Event) -> dict[str, Any]:
    """What the table of this event can show beside the name."""
    return {name: said for name, said in COLUMNS.items() if not (event.protected and name in APART)}


def asked(given: MultiDict[str, str], event: Event) -> Asked:
    """Read an address. Refuses words that this table does not know (400)."""
    kind, sort = given.get("kind") or "person", given.get("sort") or "name"
    chosen = tuple(name for name in columns(event) if name in given.getlist("col"))
    usual = DOUBTED if given.get("joined") else USUAL
    told = {name: given[name] for name in (*FILTERS, "session") if given.get(name)}
    known = {**FILTERS, "session": {session.id: session for session in event.sessions}}
    if (
        kind not in ("person", "unidentified")
        or sort not in get_args(Sort)
        or any(value not in known[name] for name, value in told.items())
    ):
        abort(400, "There is no such list of people.")
    if group := given.get("group", "").strip()[:LONGEST]:
        told["group"] = group
    return Asked(kind, given.get("q", "").strip()[:LONGEST], told, sort, chosen or usual)
