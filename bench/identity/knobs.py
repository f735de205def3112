"""How untidy an event is: one row a knob, one column a profile, and where each figure comes from.

Z: counted in the one public, anonymised Zoom attendee report we know of (a one-day webinar of 2020, 461
registrants, 942 connections). J: judgement; nobody has counted it. Shares unless another unit is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType, SimpleNamespace

PROFILES = ("easy", "stakeholder", "hard")
KNOBS: dict[str, tuple[float, float, float, str]] = {
    "people": (120, 340, 400, "J: heads; about the size of a stakeholder meeting"),
    "hall": (0.20, 0.17, 0.20, "J: only in the room"),
    "both": (0.02, 0.04, 0.07, "J: in the room and online"),
    "absent": (0.20, 0.22, 0.20, "J: registered, came nowhere"),
    "registered_in_hall": (0.80, 0.55, 0.35, "J: of those only in the room, registered online before"),
    "walks_in_online": (0.01, 0.03, 0.07, "J: online without a registration"),
    "panelist": (0.02, 0.05, 0.06, "Z: 31 panelists to 455 attendees"),
    "link": (0.97, 0.78, 0.45, "J: connections of registrants that carry the registrant id"),
    "mail_online": (0.95, 0.65, 0.30, "J: connections that show an e-mail"),
    "other_account": (0.01, 0.04, 0.10, "J: signed in with an account under the other e-mail"),
    "comes_again": (0.40, 0.435, 0.435, "Z: 198 of 455 joined more than once"),
    "second_device": (0.05, 0.088, 0.12, "Z: had connections that overlap"),
    "renamed": (0.05, 0.15, 0.30, "J: later connections under another name"),
    "own_profile": (0.10, 0.35, 0.65, "J: shows the name of their own Zoom profile, not the registered one"),
    "partial": (0.05, 0.20, 0.40, "J: of those, not the full name: initials, one name, a handle"),
    "nameless": (0.005, 0.02, 0.05, "J: connections that show a device, a number or a room"),
    "decorated": (0.04, 0.12, 0.20, "J: organisation, place, pronouns or a role in the display name"),
    "spelled_otherwise": (0.02, 0.08, 0.18, "J: another romanisation than usual"),
    "own_script": (0.00, 0.02, 0.06, "J: written in the own script"),
    "reordered": (0.01, 0.04, 0.09, "J: names in another order than usual"),
    "titled": (0.03, 0.08, 0.14, "J: with a title"),
    "one_field": (0.02, 0.06, 0.12, "J: whole name in the first-name field, a dot or nothing in the last"),
    "fields_swapped": (0.00, 0.02, 0.05, "J: first and last name in each other's field"),
    "capitals": (0.05, 0.12, 0.25, "J: all capitals or all small"),
    "mistyped": (0.003, 0.01, 0.025, "J: slips in one's own name"),
    "misheard": (0.02, 0.07, 0.14, "J: rows written down by ear at the desk"),
    "misread": (0.02, 0.07, 0.14, "J: rows typed up from handwriting with a slip"),
    "initial_on_sheet": (0.02, 0.08, 0.15, "J: rows with an initial for one of the names"),
    "one_name_on_sheet": (0.00, 0.02, 0.06, "J: rows with one name only"),
    "sheet_mail": (0.90, 0.60, 0.35, "J: rows with an e-mail"),
    "sheet_mail_wrong": (0.01, 0.06, 0.12, "J: of those, mistyped: another mailbox or none"),
    "sheet_phone": (0.90, 0.70, 0.45, "J: rows with a phone"),
    "sheet_phone_wrong": (0.005, 0.02, 0.05, "J: of those, one digit wrong"),
    "row_shifted": (0.00, 0.004, 0.015, "J: e-mail and phone slipped by one row when typed up"),
    "sheet_organisation": (0.95, 0.88, 0.75, "J: rows with an organisation"),
    "signs_twice": (0.00, 0.04, 0.08, "J: signed in the morning and again after lunch"),
    "registered_phone": (0.60, 0.40, 0.20, "J: registrants who gave a phone"),
    "registered_organisation": (0.97, 0.85, 0.70, "J: registrants who gave an organisation"),
    "work_mail": (0.70, 0.55, 0.45, "J: registered with the work e-mail"),
    "other_mail": (0.04, 0.18, 0.35, "J: gives the other e-mail on the sheet"),
    "mail_varied": (0.01, 0.05, 0.09, "J: the same mailbox written otherwise: plus tag, dots, capitals"),
    "registers_twice": (0.00, 0.03, 0.06, "J: two registrations under two e-mails"),
    "office_mail": (0.00, 0.02, 0.05, "J: writes the office's shared mailbox on the sheet"),
    "forwarded": (0.00, 0.015, 0.05, "J: joins through a colleague's link"),
    "two_at_a_screen": (0.00, 0.015, 0.04, "J: two people before one screen"),
    "namesake": (0.00, 0.010, 0.04, "J: shares the whole name with a colleague"),
    "kin": (0.00, 0.015, 0.04, "J: a relative's family name and phone"),
    "robot": (0.00, 0.005, 0.015, "J: sends a note-taking robot"),
    "name_lists": (1.0, 1.0, 1.0, "J: of each list of names, how much is used; less makes more namesakes"),
    "abroad": (0.00, 0.15, 0.60, "J: 0: names as in South Asia, 1: names as anywhere"),
}


def of(profile: str, people: int = 0, turned: Mapping[str, float] = MappingProxyType({})) -> SimpleNamespace:
    """The knobs of one profile; `people` overrides its number of heads, `turned` any other. KeyError for no knob."""
    column = PROFILES.index(profile)
    values = {name: row[column] for name, row in KNOBS.items()}
    for name, value in turned.items():
        values[name] = type(values[name])(value)
    return SimpleNamespace(**{**values, "people": people or int(values["people"])})
