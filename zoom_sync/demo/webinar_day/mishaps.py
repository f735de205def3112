"""What goes wrong on a real day, one small story each. Every one of them can be told by a sure key."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from zoom_sync.demo.webinar_day.crowd import AFTERNOON, Crowd
from zoom_sync.demo.webinar_day.parts import RUNS, Join, Person, Run, at
from zoom_sync.demo.zoom_server.people import How, Panelist

ORGANISER = "desk@wif-lessons.example"

# no crowd name is drawn that could be taken for one of these
RESERVED = (
    "Ritu Anand", "Salma Rahmatullah", "Keshav Acharya", "Mercy Lalnunmawii", "Yusuf Abdelaziz",
    "Sudha Venkatesan", "Hanufa Banu", "Mohammad Abdul Karim", "Nandini Rao", "Joel Xalxo",
    "Philomina Barla", "Sujata Bhoi", "Asha Pillay", "Dilip Wankhede", "Waheeda Siddiqui", "Ibrahim Suleiman",
    "Kiran Deshmukh", "Ophelia Marbaniang", "Lokesh Zende", "Zarina Hakimi", "Bhola Paswan", "Cynthia Fonseka",
    "Rabindra Joshua", "Sharmila Koch", "Vimala Eswaran", "Gita Budhathoki", "Munir Zaidan", "Heera Oraon",
    "Pushpa Lama", "Rekha Sharma", "Farida Yasmin", "Selvam Murugan", "Tenzing Norbu Sherpa",
    "Evangeline Syiem", "Obaidul Mollick",
)  # fmt: skip


def all_of(crowd: Crowd) -> list[Person]:
    """Everybody with a story, except the doubts."""
    told = (_screens, _keys, _webhooks, _registrations, _signatures, _panel, _nobody)
    return [person for stories in told for person in stories(crowd)]


def _whole(crowd: Crowd, person: Person, run: Run, start: str, end: str = "", shown: str = "") -> Join:
    return crowd.join(person, run, at(start), at(end) if end else RUNS[run][1], shown)


def _screens(crowd: Crowd) -> list[Person]:
    """One person, several connections and names."""
    devices = crowd.signs_up("Waheeda", "Siddiqui", "IN")
    devices.story = "watches on a laptop and, for an hour of it, on a phone as well"
    _whole(crowd, devices, "morning", "10:26:10", shown="Waheeda Siddiqui")
    _whole(crowd, devices, "morning", "11:05:30", "12:04:00", "iPhone")

    phone = crowd.signs_up("Dilip", "Wankhede", "IN")
    phone.story = "joins from an iPhone that names nobody, by his own link"
    _whole(crowd, phone, "afternoon", "13:20:15", shown="iPhone").email = ""

    four = crowd.signs_up("Mohammad Abdul", "Karim", "BD", email="makarim@padma-returnees.example")
    four.story = "four spellings: two on the screen, one at registration, one on the sheet"
    _whole(crowd, four, "morning", "10:33:00", "11:41:20", "Md. Abdul Karim")
    _whole(crowd, four, "morning", "11:43:05", "12:30:00", "মোহাম্মদ আব্দুল করিম")
    crowd.signs(four, "14:05", "16:40", sheet=AFTERNOON, name="A. Karim", keys="both")

    astral = crowd.signs_up("Sujata", "Bhoi", "IN")
    astral.story = "a name with a sign outside the basic plane"
    _whole(crowd, astral, "morning", "10:40:00", "12:20:20", "Sujata Bhoi 🌾")

    brief = crowd.signs_up("Lokesh", "Zende", "IN")
    brief.story = "looks in for three minutes"
    _whole(crowd, brief, "afternoon", "14:31:00", "14:34:05")
    return [devices, phone, four, astral, brief]


def _keys(crowd: Crowd) -> list[Person]:
    """Keys that have to be read with care."""
    dial = crowd.signs_up("Ophelia", "Marbaniang", "IN")
    dial.story = "no sound: dials in by phone, and Zoom binds the leg to her"
    screen = _whole(crowd, dial, "morning", "10:52:00", "12:38:30")
    leg = Join(
        "morning", at("10:55:12"), at("12:38:30"), "913642550917", phone="913642550917", bound_to=screen
    )
    dial.joins.append(leg)

    account = crowd.signs_up("Ibrahim", "Suleiman", "JO")
    account.account, account.story = crowd.code(22), "rejoins without his link; his Zoom account tells"
    _whole(crowd, account, "afternoon", "13:35:00", "14:48:10")
    again = _whole(crowd, account, "afternoon", "14:52:40")
    again.registrant_id = again.email = ""

    tag = crowd.signs_up("Asha", "Pillay", "IN", email="asha.pillay+wif@mail.example")
    tag.story = "registered with a plus tag, signs the sheet without it"
    crowd.signs(tag, "10:44", "16:50", keys="none").email = "asha.pillay@mail.example"

    private = crowd.signs_up("Zarina", "Hakimi", "IN")
    private.story = "signed in to Zoom with another address than the registered one"
    _whole(crowd, private, "morning", "10:29:00").email = "zarina.hakimi@mail2.example"

    three = [
        crowd.signs_up(first, last, "IN", organisation="Rural Livelihoods Desk, Odisha")
        for first, last in (("Nandini", "Rao"), ("Joel", "Xalxo"), ("Philomina", "Barla"))
    ]
    for number, person in enumerate(three):
        assert person.registrant is not None
        person.registrant.created = at("07:30") - timedelta(days=3, seconds=-41 * number)
        person.registrant.comments = "Registered by Nandini Rao"
        person.story = "one of three whom Nandini Rao registered within two minutes"
        _whole(crowd, person, "morning", f"10:3{number + 4}:10", "12:25:00")
    return [dial, account, tag, private, *three]


def _webhooks(crowd: Crowd) -> list[Person]:
    """Deliveries that are late, lost, repeated, or out of order. The report knows better."""
    late = crowd.signs_up("Kiran", "Deshmukh", "IN")
    late.story = "the word of his joining comes nine minutes late"
    _whole(crowd, late, "morning", "10:58:00", "12:11:00").joined = How(late_s=540)

    lost = crowd.signs_up("Cynthia", "Fonseka", "LK")
    lost.story = "the word of her leaving is lost"
    _whole(crowd, lost, "morning", "11:02:20", "11:57:00").left = How(lost=True)

    unseen = crowd.signs_up("Munir", "Zaidan", "JO")
    unseen.story = "the words of his coming and going are both lost: live nobody saw him"
    quiet = _whole(crowd, unseen, "afternoon", "13:44:00", "16:20:00")
    quiet.joined = quiet.left = How(lost=True)

    thrice = crowd.signs_up("Gita", "Budhathoki", "NP")
    thrice.story = "each word of her comes three times"
    often = _whole(crowd, thrice, "afternoon", "13:31:00", "16:44:00")
    often.joined = often.left = How(copies=3)

    crossed = crowd.signs_up("Bhola", "Paswan", "IN")
    crossed.story = "the word of his leaving comes after that of his rejoining"
    _whole(crowd, crossed, "morning", "10:36:00", "11:20:15").left = How(late_s=95)
    _whole(crowd, crossed, "morning", "11:20:58")
    return [late, lost, unseen, thrice, crossed]


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
    crowd.signs(waiting, "10:52", "15:05", keys="both")
    return [*found, pending, waiting]


def _signatures(crowd: Crowd) -> list[Person]:
    """Two signatures of one person."""
    tea = crowd.signs_up("Hanufa", "Banu", "BD")
    tea.story = "signs out before lunch and in again 25 minutes later, on the same sheet"
    crowd.signs(tea, "10:35", "12:45", name="Hanufa Banu", keys="both")
    crowd.signs(tea, "13:10", "16:50", name="Hanufa Banu", keys="both")

    lunch = crowd.signs_up("Evangeline", "Syiem", "IN")
    lunch.story = "is out for an hour at lunch"
    crowd.signs(lunch, "10:41", "12:30", name="Evangeline Syiem", keys="e-mail")
    crowd.signs(lunch, "13:30", "16:45", name="E. Syiem", keys="phone")

    desks = crowd.signs_up("Obaidul", "Mollick", "BD")
    desks.story = "signs at one desk in the morning and at the other after lunch"
    crowd.signs(desks, "11:02", "12:50", name="Obaidul Mollick", keys="phone")
    crowd.signs(desks, "13:10", "15:30", sheet=AFTERNOON, name="Obaidul Mollick", keys="both")
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
    _whole(crowd, salma, "morning", "10:20:00", shown="Salma Rahmatullah")
    crowd.signs(keshav, "10:25", "17:00", name="Prof. Keshav Acharya", keys="e-mail")
    _whole(crowd, mercy, "morning", "10:21:40").registrant_id = ""
    _whole(crowd, mercy, "afternoon", "13:18:00").registrant_id = ""
    _whole(crowd, yusuf, "afternoon", "13:19:30", shown="Yusuf Abdelaziz")
    crowd.signs(sudha, "10:28", "", name="Dr. Sudha Venkatesan", keys="e-mail")
    _whole(crowd, sudha, "afternoon", "15:12:00", "16:47:00")
    for person in (salma, yusuf):
        rehearsal = _whole(crowd, person, "morning", "10:20:00")
        person.joins.remove(rehearsal)
        start, end = RUNS["rehearsal"]
        person.joins.append(
            Join("rehearsal", start, end, person.name, email=person.email, account=person.account)
        )
    return found


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
