"""Stories from the screens: names, keys and deliveries. Every one of them can be told by a sure key."""

from __future__ import annotations

from datetime import timedelta

from zoom_sync.demo.webinar_day.crowd import Crowd
from zoom_sync.demo.webinar_day.hall import AFTERNOON, signs
from zoom_sync.demo.webinar_day.parts import RUNS, Join, Person, Run, at
from zoom_sync.demo.zoom_server.people import How


def all_of(crowd: Crowd) -> list[Person]:
    return [person for tell in (_screens, _keys, _webhooks, _nobody) for person in tell(crowd)]


def _screens(crowd: Crowd) -> list[Person]:
    """One person, several connections and names."""
    devices = crowd.signs_up("Waheeda", "Siddiqui", "IN")
    devices.story = "watches on a laptop and, for an hour of it, on a phone as well"
    whole(crowd, devices, "morning", "10:26:10", shown="Waheeda Siddiqui")
    whole(crowd, devices, "morning", "11:05:30", "12:04:00", "iPhone")

    phone = crowd.signs_up("Dilip", "Wankhede", "IN")
    phone.story = "joins from an iPhone that names nobody, by his own link"
    whole(crowd, phone, "afternoon", "13:20:15", shown="iPhone").email = ""

    four = crowd.signs_up("Mohammad Abdul", "Karim", "BD", email="makarim@padma-returnees.example")
    four.story = "four spellings: two on the screen, one at registration, one on the sheet"
    whole(crowd, four, "morning", "10:33:00", "11:41:20", "Md. Abdul Karim")
    whole(crowd, four, "morning", "11:43:05", "12:30:00", "মোহাম্মদ আব্দুল করিম")
    signs(crowd, four, "14:05", "16:40", sheet=AFTERNOON, name="A. Karim", keys="both")

    astral = crowd.signs_up("Sujata", "Bhoi", "IN")
    astral.story = "a name with a sign outside the basic plane"
    whole(crowd, astral, "morning", "10:40:00", "12:20:20", "Sujata Bhoi 🌾")

    brief = crowd.signs_up("Lokesh", "Zende", "IN")
    brief.story = "looks in for three minutes"
    whole(crowd, brief, "afternoon", "14:31:00", "14:34:05")
    return [devices, phone, four, astral, brief]


def _keys(crowd: Crowd) -> list[Person]:
    """Keys that have to be read with care."""
    dial = crowd.signs_up("Ophelia", "Marbaniang", "IN")
    dial.story = "no sound: dials in by phone, and Zoom binds the leg to her"
    screen = whole(crowd, dial, "morning", "10:52:00", "12:38:30")
    leg = Join(
        "morning", at("10:55:12"), at("12:38:30"), "913642550917", phone="913642550917", bound_to=screen
    )
    dial.joins.append(leg)

    account = crowd.signs_up("Ibrahim", "Suleiman", "JO")
    account.account, account.story = crowd.code(22), "rejoins without his link; his Zoom account tells"
    whole(crowd, account, "afternoon", "13:35:00", "14:48:10")
    again = whole(crowd, account, "afternoon", "14:52:40")
    again.registrant_id = again.email = ""

    tag = crowd.signs_up("Asha", "Pillay", "IN", email="asha.pillay+wif@mail.example")
    tag.story = "registered with a plus tag, signs the sheet without it"
    signs(crowd, tag, "10:44", "16:50", keys="none").email = "asha.pillay@mail.example"

    private = crowd.signs_up("Zarina", "Hakimi", "IN")
    private.story = "signed in to Zoom with another address than the registered one"
    whole(crowd, private, "morning", "10:29:00").email = "zarina.hakimi@mail2.example"

    three = [
        crowd.signs_up(first, last, "IN", organisation="Rural Livelihoods Desk, Odisha")
        for first, last in (("Nandini", "Rao"), ("Joel", "Xalxo"), ("Philomina", "Barla"))
    ]
    for number, person in enumerate(three):
        assert person.registrant is not None
        person.registrant.created = at("07:30") - timedelta(days=3, seconds=-41 * number)
        person.registrant.comments = "Registered by Nandini Rao"
        person.story = "one of three whom Nandini Rao registered within two minutes"
        whole(crowd, person, "morning", f"10:3{number + 4}:10", "12:25:00")
    return [dial, account, tag, private, *three]


def _webhooks(crowd: Crowd) -> list[Person]:
    """Deliveries that are late, lost, repeated, or out of order. The report knows better."""
    late = crowd.signs_up("Kiran", "Deshmukh", "IN")
    late.story = "the word of his joining comes nine minutes late"
    whole(crowd, late, "morning", "10:58:00", "12:11:00").joined = How(late_s=540)

    lost = crowd.signs_up("Cynthia", "Fonseka", "LK")
    lost.story = "the word of her leaving is lost"
    whole(crowd, lost, "morning", "11:02:20", "11:57:00").left = How(lost=True)

    unseen = crowd.signs_up("Munir", "Zaidan", "JO")
    unseen.story = "the words of his coming and going are both lost: live nobody saw him"
    quiet = whole(crowd, unseen, "afternoon", "13:44:00", "16:20:00")
    quiet.joined = quiet.left = How(lost=True)

    thrice = crowd.signs_up("Gita", "Budhathoki", "NP")
    thrice.story = "each word of her comes three times"
    often = whole(crowd, thrice, "afternoon", "13:31:00", "16:44:00")
    often.joined = often.left = How(copies=3)

    crossed = crowd.signs_up("Bhola", "Paswan", "IN")
    crossed.story = "the word of his leaving comes after that of his rejoining"
    whole(crowd, crossed, "morning", "10:36:00", "11:20:15").left = How(late_s=95)
    whole(crowd, crossed, "morning", "11:20:58")
    return [late, lost, unseen, thrice, crossed]


def _nobody(crowd: Crowd) -> list[Person]:
    """Connections that name nobody, and that no key ties to anybody."""
    found = []
    for shown, run, start, end, phone in (
        ("iPhone", "morning", "11:12:00", "11:50:30", ""),
        ("918061234987", "morning", "10:47:00", "12:15:00", "918061234987"),
        ("Zoom user", "afternoon", "14:02:00", "14:40:45", ""),
    ):
        where: Run = "morning" if run == "morning" else "afternoon"
        join = Join(where, at(start), at(end), shown, phone=phone)
        found.append(Person(name=shown, nameless=True, joins=[join]))
    return found


def whole(crowd: Crowd, person: Person, run: Run, start: str, end: str = "", shown: str = "") -> Join:
    """A connection by somebody's own link, to the end of the run if no end is given."""
    return crowd.join(person, run, at(start), at(end) if end else RUNS[run][1], shown)
