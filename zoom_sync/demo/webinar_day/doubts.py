"""The five doubts: two joins that no rule can get right, three pairs that no rule may join.

Of the first of those two nothing in the data tells; whose link it was says so herself, once she sees her record.

Each is right once somebody who was there has said so. The row of two namesakes is asked about with either of
them, so the three pairs are four questions. What no key tells and the name does is in `inferred`.
"""

from __future__ import annotations

from zoom_sync.demo.webinar_day.crowd import Crowd
from zoom_sync.demo.webinar_day.hall import signs
from zoom_sync.demo.webinar_day.parts import Doubt, Join, Person, at


def all_of(crowd: Crowd) -> tuple[list[Person], list[Doubt]]:
    people: list[Person] = []
    doubts: list[Doubt] = []
    for tell in (_passed_on_link, _shared_mailbox, _two_namesakes, _bare_initial, _first_name_alone):
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
    said = "I passed my link on to a colleague, who watched in the morning. I was not there."
    return [owner, user], Doubt(what, "different", owner.registrant, join, objection=said)


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


def _two_namesakes(crowd: Crowd) -> tuple[list[Person], Doubt]:
    employer = "Garment Floor Solidarity"
    came, stayed_away = (
        crowd.signs_up("Shirin", "Sultana", "BD", email=f"{box}@garment-floor.example", organisation=employer)
        for box in ("shirin.sultana", "s.sultana.ctg")
    )
    assert came.registrant is not None
    row = signs(crowd, came, "13:40", "16:45", name="Shirin Sultana", keys="none")
    came.story = "has a namesake at her own employer, and leaves her address off the sheet"
    stayed_away.story = "has a namesake at her own employer, and did not come"
    what = (
        "Shirin Sultana on the sheet is the one of the Dhaka office; her namesake of Chattogram did not come."
    )
    return [came, stayed_away], Doubt(what, "same", came.registrant, row, questions=2)


def _bare_initial(crowd: Crowd) -> tuple[list[Person], Doubt]:
    person = crowd.signs_up("Kannan", "Selvaraj", "IN")
    assert person.registrant is not None
    row = signs(crowd, person, "10:49", "", name="K. Selvaraj", keys="none")
    row.organisation = ""
    person.story = "writes an initial and a surname on the sheet, and nothing else"
    what = "K. Selvaraj on the sheet, of no organisation, is the registered Kannan Selvaraj."
    return [person], Doubt(what, "same", person.registrant, row)


def _first_name_alone(crowd: Crowd) -> tuple[list[Person], Doubt]:
    person = crowd.signs_up("Yangchen", "Bhutia", "NP")
    assert person.registrant is not None
    join = Join("afternoon", at("13:25:00"), at("15:03:00"), "Yangchen")
    person.joins.append(join)
    person.story = "joins without her link, and gives her first name alone"
    what = "The connection Yangchen, without any key, is the registered Yangchen Bhutia."
    return [person], Doubt(what, "same", person.registrant, join)
