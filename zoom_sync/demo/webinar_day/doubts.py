"""The five doubts: two joins that no rule can get right, three pairs that no rule may join.

Each is right once somebody who was there has said so.
"""

from __future__ import annotations

from zoom_sync.demo.webinar_day.crowd import Crowd
from zoom_sync.demo.webinar_day.hall import signs
from zoom_sync.demo.webinar_day.parts import Doubt, Join, Person, at


def all_of(crowd: Crowd) -> tuple[list[Person], list[Doubt]]:
    people: list[Person] = []
    doubts: list[Doubt] = []
    for tell in (_passed_on_link, _shared_mailbox, _namesake_row, _initial_row, _keyless_connection):
        found, doubt = tell(crowd)
        people += found
        doubts.append(doubt)
    return people, doubts


def _passed_on_link(crowd: Crowd) -> tuple[list[Person], Doubt]:
    owner = crowd.signs_up("Pushpa", "Lama", "NP", organisation="Himal Safe Passage")
    owner.story = "has no time, and passes her link on"
    assert owner.registrant is not None
    join = crowd.join(owner, "morning", at("10:31:30"), at("12:22:00"), "Pushpa Lama")
    owner.joins.remove(join)
    user = Person(name="Pushpa Lama", who="Dhan Bahadur Rai", joins=[join], email=owner.email)
    user.story = "uses a colleague's link and leaves the colleague's name on the screen"
    what = "Pushpa Lama passed her link on: who watched was a colleague, under her name."
    return [owner, user], Doubt(what, "different", owner.registrant, join)


def _shared_mailbox(crowd: Crowd) -> tuple[list[Person], Doubt]:
    office = "office@sahara-helpline.example"
    rekha = crowd.signs_up("Rekha", "Sharma", "IN", email=office)
    rekha.organisation = "Sahara Helpline"
    assert rekha.registrant is not None
    rekha.registrant.org = rekha.organisation
    crowd.join(rekha, "afternoon", at("13:29:00"), at("16:31:00"), "Rekha Sharma")
    other = Person(name="R. Sharma", who="Rajesh Sharma", email=office, organisation="Sahara Helpline")
    row = signs(crowd, other, "10:58", "15:40", name="R. Sharma", keys="e-mail")
    other.story = "writes the office's address on the sheet, as Rekha Sharma did when she registered"
    what = "R. Sharma on the sheet is Rajesh Sharma; the office's mailbox is also Rekha Sharma's."
    return [rekha, other], Doubt(what, "different", rekha.registrant, row)


def _namesake_row(crowd: Crowd) -> tuple[list[Person], Doubt]:
    person = crowd.signs_up("Farida", "Yasmin", "BD")
    assert person.registrant is not None
    crowd.join(person, "morning", at("10:30:40"), at("11:31:00"), "Farida Yasmin")
    row = signs(crowd, person, "13:40", "16:45", name="Farida Yasmin", keys="none")
    what = "Farida Yasmin on the sheet, without address or number, is the registered Farida Yasmin."
    return [person], Doubt(what, "same", person.registrant, row)


def _initial_row(crowd: Crowd) -> tuple[list[Person], Doubt]:
    person = crowd.signs_up("Selvam", "Murugan", "IN")
    assert person.registrant is not None
    row = signs(crowd, person, "10:49", "", name="S. Murugan", keys="none")
    what = "S. Murugan on the sheet is the registered Selvam Murugan."
    return [person], Doubt(what, "same", person.registrant, row)


def _keyless_connection(crowd: Crowd) -> tuple[list[Person], Doubt]:
    person = crowd.signs_up("Tenzing Norbu", "Sherpa", "NP")
    assert person.registrant is not None
    join = Join("afternoon", at("13:25:00"), at("15:03:00"), "Tenzing Sherpa")
    person.joins.append(join)
    what = "The connection Tenzing Sherpa, without any key, is the registered Tenzing Norbu Sherpa."
    return [person], Doubt(what, "same", person.registrant, join)
