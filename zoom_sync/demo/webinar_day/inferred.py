"""Three who left no key, and of whom name and organisation tell all the same: nobody has to be asked.

A name that nobody else here has is enough. Where nothing stands beside it, the record says so of the line.
"""

from __future__ import annotations

from zoom_sync.demo.webinar_day.crowd import Crowd
from zoom_sync.demo.webinar_day.hall import signs
from zoom_sync.demo.webinar_day.parts import Inference, Join, Person, at


def all_of(crowd: Crowd) -> tuple[list[Person], list[Inference]]:
    people: list[Person] = []
    inferences: list[Inference] = []
    for tell in (_full_name, _initial, _name_alone):
        person, inference = tell(crowd)
        people.append(person)
        inferences.append(inference)
    return people, inferences


def _full_name(crowd: Crowd) -> tuple[Person, Inference]:
    person = crowd.signs_up("Farida", "Yasmin", "BD")
    assert person.registrant is not None
    crowd.join(person, "morning", at("10:30:40"), at("11:31:00"), "Farida Yasmin")
    row = signs(crowd, person, "13:40", "16:45", name="Farida Yasmin", keys="none")
    person.story = "leaves her address off the sheet; her name and her organisation tell"
    what = "Farida Yasmin on the sheet has the name and the organisation of one registrant alone."
    return person, Inference(what, person.registrant, row)


def _initial(crowd: Crowd) -> tuple[Person, Inference]:
    person = crowd.signs_up("Selvam", "Murugan", "IN")
    assert person.registrant is not None
    row = signs(crowd, person, "10:49", "", name="S. Murugan", keys="none")
    person.story = "writes an initial on the sheet; his surname and his organisation tell"
    what = (
        "S. Murugan on the sheet has the surname, the initial and the organisation of one registrant alone."
    )
    return person, Inference(what, person.registrant, row)


def _name_alone(crowd: Crowd) -> tuple[Person, Inference]:
    person = crowd.signs_up("Tenzing Norbu", "Sherpa", "NP")
    assert person.registrant is not None
    join = Join("afternoon", at("13:25:00"), at("15:03:00"), "Tenzing Sherpa")
    person.joins.append(join)
    person.story = "joins without his link; his name alone tells, and the record says so"
    what = "The connection Tenzing Sherpa, without any key, has a name that only one registrant here has."
    return person, Inference(what, person.registrant, join, alone=True)
