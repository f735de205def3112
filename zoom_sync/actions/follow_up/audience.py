"""Whom a letter is for: everybody of a group, or whom the filters of the people's table name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from zoom_sync.records import Event, Mode, Person, Role, Trouble
from zoom_sync.rules import followup, joining, search
from zoom_sync.store import finding, people
from zoom_sync.store.database import Tx

SIDES: dict[str, tuple[Mode, ...]] = {  # whoever was there, wherever else they were
    "on_zoom": ("virtual", "both"),
    "in_room": ("in_person", "both"),
}
FILTERS: dict[str, tuple[str, ...]] = {
    "mode": (*get_args(Mode), *SIDES, "seen"),
    "attended": ("yes", "no"),
    "registration": ("approved", "pending", "denied", "cancelled", "missing", "none", "any"),
    "role": get_args(Role),
    "joined": (*joining.WAYS, "doubtful"),
}
TEXTS = ("q", "group")
LONGEST = 100  # characters
A_PAGE = 1000


def checked(chosen: Mapping[str, str], event: Event) -> dict[str, str]:
    """The filters of the people's table as its address has them, none of them empty. Raises Trouble."""
    told = {name: value.strip()[:LONGEST] for name, value in chosen.items() if value.strip()}
    known: dict[str, Any] = {**FILTERS, "session": {session.id for session in event.sessions}}
    for name, value in told.items():
        if name not in TEXTS and value not in known.get(name, ()):
            raise Trouble(
                f"The table of people has no filter {name[:40]}={value[:40]!r}.",
                "Nothing was changed.",
                f"Its filters are: {', '.join((*TEXTS, *known))}.",
            )
    if not told:
        raise Trouble(
            "No filter says whom the letter is for.",
            "Nothing was changed.",
            "Choose people in the table first, or write to one of the groups.",
        )
    return told


def query(chosen: Mapping[str, str], event: Event) -> finding.Query:
    """What these filters ask of the table."""
    numbers = {session.id: number for number, session in enumerate(event.sessions)}
    mode, registration, way = (chosen.get(name, "") for name in ("mode", "registration", "joined"))
    return finding.Query(
        words=tuple(search.asked(chosen.get("q", ""))),
        modes=SIDES.get(mode, (mode,) if mode in get_args(Mode) else ()),
        is_seen=mode == "seen",
        attended=chosen["attended"] == "yes" if "attended" in chosen else None,
        registration="" if registration == "any" else registration,
        is_registered=registration == "any",
        ways=joining.bit(way) if way in joining.WAYS else 0,
        doubtful=way == "doubtful",
        role=chosen.get("role", ""),
        group=search.group(chosen.get("group", "")),
        session=numbers.get(chosen["session"], len(numbers)) if "session" in chosen else None,
    )


def members(tx: Tx, event: Event, *, group: str, chosen: Mapping[str, str]) -> Iterator[Person]:
    """Everybody whom a letter is for, by name."""
    if group != followup.CHOSEN:
        yield from (one for one in people.read(tx, event.id) if followup.member(one, group))
        return
    asked, after = query(chosen, event), None
    while True:
        found, after = finding.page(tx, event.id, asked, after=after, limit=A_PAGE)
        yield from found
        if after is None:
            return
