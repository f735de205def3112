"""Stories from the desk: registrations, signatures, and the panel."""

from __future__ import annotations

from typing import Literal

from zoom_sync.demo.webinar_day.crowd import Crowd
from zoom_sync.demo.webinar_day.hall import AFTERNOON, signs
from zoom_sync.demo.webinar_day.parts import RUNS, Join, Person, at
from zoom_sync.demo.webinar_day.screens import whole
from zoom_sync.demo.zoom_server.people import Panelist

ORGANISER = "desk@wif-lessons.example"


def all_of(crowd: Crowd) -> list[Person]:
    return [person for tell in (_registrations, _signatures, _panel) for person in tell(crowd)]


def _registrations(crowd: Crowd) -> list[Person]:
    """Registrations that are not simply approved."""
    found = []
    judged: tuple[tuple[str, str, Literal["approve", "deny", "cancel"], str, str], ...] = (
        ("Rabindra", "Joshua", "cancel", "", "cancels his own registration on the morning"),
        ("Sharmila", "Koch", "deny", ORGANISER, "is denied on the morning"),
    )
    for first, last, judgement, by, story in judged:
        person = crowd.signs_up(first, last, "IN")
        assert person.registrant is not None
        person.registrant.status = "pending" if judgement == "deny" else "approved"
        person.judged = ((at("09:41" if by else "09:33"), judgement, by),)
        person.status = "denied" if judgement == "deny" else "cancelled"
        person.story = story
        found.append(person)

    pending = crowd.signs_up("Heera", "Oraon", "IN")
    waiting = crowd.signs_up("Vimala", "Eswaran", "IN")
    for person in (pending, waiting):
        assert person.registrant is not None
        person.status = person.registrant.status = "pending"
    pending.story = "registered, never judged, never came"
    waiting.story = "never judged, but sits in the hall"
    signs(crowd, waiting, "10:52", "15:05", keys="both")
    return [*found, pending, waiting]


def _signatures(crowd: Crowd) -> list[Person]:
    """Two signatures of one person."""
    tea = crowd.signs_up("Hanufa", "Banu", "BD")
    tea.story = "signs out before lunch and in again 25 minutes later, on the same sheet"
    signs(crowd, tea, "10:35", "12:45", name="Hanufa Banu", keys="both")
    signs(crowd, tea, "13:10", "16:50", name="Hanufa Banu", keys="both")

    lunch = crowd.signs_up("Evangeline", "Syiem", "IN")
    lunch.story = "is out for an hour at lunch"
    signs(crowd, lunch, "10:41", "12:30", name="Evangeline Syiem", keys="e-mail")
    signs(crowd, lunch, "13:30", "16:45", name="E. Syiem", keys="phone")

    desks = crowd.signs_up("Obaidul", "Mollick", "BD")
    desks.story = "signs at one desk in the morning and at the other after lunch"
    signs(crowd, desks, "11:02", "12:50", name="Obaidul Mollick", keys="phone")
    signs(crowd, desks, "13:10", "15:30", sheet=AFTERNOON, name="Obaidul Mollick", keys="both")
    return [tea, lunch, desks]


def _panel(crowd: Crowd) -> list[Person]:
    """The panelists: in no list of registrants, except one who registered all the same."""
    found = []
    for name, country in (
        ("Salma Rahmatullah", "BD"), ("Keshav Acharya", "NP"), ("Mercy Lalnunmawii", "IN"),
        ("Yusuf Abdelaziz", "JO"), ("Sudha Venkatesan", "IN"),
    ):  # fmt: skip
        first, _, last = name.partition(" ")
        person = crowd.signs_up(first, last, country)
        person.role, person.panelist = "panelist", Panelist(crowd.code(22), person.email, name)
        if first != "Mercy":
            person.registrant, person.status = None, ""
        person.account = crowd.code(22) if first in ("Salma", "Yusuf") else ""
        found.append(person)
    salma, keshav, mercy, yusuf, sudha = found
    mercy.story = "a panelist who registered as well"
    whole(crowd, salma, "morning", "10:20:00", shown="Salma Rahmatullah")
    signs(crowd, keshav, "10:25", "17:00", name="Prof. Keshav Acharya", keys="e-mail")
    whole(crowd, mercy, "morning", "10:21:40").registrant_id = ""
    whole(crowd, mercy, "afternoon", "13:18:00").registrant_id = ""
    whole(crowd, yusuf, "afternoon", "13:19:30", shown="Yusuf Abdelaziz")
    signs(crowd, sudha, "10:28", "", name="Dr. Sudha Venkatesan", keys="e-mail")
    whole(crowd, sudha, "afternoon", "15:12:00", "16:47:00")
    for person in (salma, yusuf):
        rehearsal = whole(crowd, person, "morning", "10:20:00")
        person.joins.remove(rehearsal)
        start, end = RUNS["rehearsal"]
        person.joins.append(
            Join("rehearsal", start, end, person.name, email=person.email, account=person.account)
        )
    return found
