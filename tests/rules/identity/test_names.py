"""What a name can be compared with, and what names nobody."""

from __future__ import annotations

import pytest

from zoom_sync.rules.identity.names import Names, contradict, read, several

NAMELESS = {
    "device": [
        "iPhone", "iPhone 13 Pro Max", "iPad (2)", "Galaxy A52", "SM-G780F", "CPH2239", "M2101K6P",
        "ANE-LX1", "Redmi Note 9", "vivo 1920",
        "Infinix HOT 10", "Dell", "Samsung", "DESKTOP-8GH2K1", "LAPTOP-ABCDEFGH",
        "Windows-User", "Kitchen iPad", "MacBook Pro", "Guest's iPhone", "Айфон", "手机", "안드로이드",
    ],
    "number": [
        "919876543210", "+1 (415) 555-0100", "1415*****99", "+91 98***123", "Caller 3", "Call-In User_1",
        "Phone 2", "Tel +49 30 1234",
    ],
    "room": [
        "Conference Room 2", "Conference Room 2 - Geneva", "Board Room - HQ", "Salle de conférence",
        "Sala de reuniones 2", "Besprechungsraum Berlin", "Raum 3", "Zoom Rooms",
        "VC Room - Venue", "Main Hall", "会议室 3", "회의실",
    ],
    "robot": [
        "Sunita's Notetaker (Read AI)", "Fireflies.ai Notetaker Ravi", "Ravi's OtterPilot",
        "read.ai meeting notes", "Otter.ai", "tl;dv", "Fathom Notetaker", "Gong.io", "Jamie Notetaker",
        "Granola AI", "Zoom AI Companion", "MeetGeek", "Meeting notes bot", "AI Notetaker", "recorder",
        "KI-Assistent", "Asistente de reuniones IA", "会议助手", "AI議事録",
    ],
    "": [
        "", ".", "???", "x", "A", "Zoom user", "user", "admin2", "Guest", "Attendee", "participant 12",
        "Moderator", "Teilnehmer 3",
        "Support Team", "Dr", "Spanish Interpreter", "Co-Host", "Гость", "ضيف", "访客", "🙏", "\u200b",
    ],
}  # fmt: skip
NAMED = [
    "Sunita", "Sunita's iPhone", "iPhone (Sunita)", "Sunita’s Galaxy A12", "Dr. Rao", "Jerry Hall",
    "R. Kumar", "ramkumar92", "王伟", "محمد علی", "তপন চক্রবর্তী", "Er", "Li", "Ng", "Sunita (she/her)",
    "Max's iPhone", "iPhone de Sunita", "iPad von Anna", "Sunita CPH2239", "HP Sharma", "SM Khan",
    "Dell Curry", "Grace", "Van", "Ms. X", "User Kumar", "Ai Tanaka", "Ai Tanaka, Assistant Professor",
    "Jamie Smith", "Gong Wei", "Read Smith", "Grace Grain", "Sunita Rao - Room 204",
    "Sunita Rao (Meeting Room 3)", "Ruby Honor Lee", "Ms. Nothing Moyo", "Айфон Ольга",
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in NAMELESS.items() for text in texts]
)
def test_devices_numbers_rooms_and_robots_name_nobody_and_are_told_apart(kind, text):
    name = read(text)

    assert name.words == ()
    assert name.kind == kind


@pytest.mark.parametrize("text", NAMED)
def test_whoever_gives_a_name_is_named(text):
    name = read(text)

    assert name.words
    assert name.kind == "person"


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Sunita's iPhone 13", "sunita"),
        ("Max’s iPhone", "max"),
        ("iPhone de Sunita", "sunita"),
        ("iPad di Maria Rossi", "maria rossi"),
        ("Sunita Rao CPH2239", "sunita rao"),
        ("Redmi Note 9 Sunita", "sunita"),
    ],
)
def test_a_device_names_its_owner(text, owner):
    assert " ".join(read(text).words) == owner


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Asha Rao", "Rao Asha", "another order"),
        ("Asha Rao", "A. Rao", "an initial"),
        ("S. Murugan", "Murugan S", "an initial after"),
        ("R. Menon", "Ravi M", "each an initial of the other's word"),
        ("A. B. Chand", "Anil Bose", "nothing whole left over on one side"),
        ("Sunita Rao", "Sunitha", "another spelling, one word missing"),
        ("Dr. Asha Rao", "Smt. Asha", "titles"),
        ("Asha Rao", "asharao", "written together"),
        ("Ram Rai", "ramrai45", "written together with digits"),
        ("Ana Maria Perez", "anaperez", "written together, a word left out"),
        ("Anil Mishra", "amishra", "an initial and a word written together"),
        ("Anil Mishra", "amishra@mill.example", "an address for a name"),
        ("Anil Mishra", "anil.mishra@mill.example (Mill Workers)", "an address inside a name"),
        ("Nadim Akhtar", "Akhtar", "a courtesy that is all that is left of a name"),
        ("Asha Rao", "ILO - Asha", "an organisation before it"),
        ("Pragya Sharma", "प्रज्ञा शर्मा", "another script"),
        ("Tapan Chakraborty", "তপন চক্রবর্তী", "another script without vowels"),
        ("Wang Wei", "王伟", "a script without spaces"),
        ("José Núñez", "Jose Nunez", "accents"),
        ("Asha Rao", "iPhone", "a device contradicts nothing"),
        ("Asha Rao", "", "nothing contradicts nothing"),
        ("Аsha Rao", "Asha Rao", "a look-alike letter"),
    ],
)
def test_names_that_may_be_one_do_not_contradict(one, other, reason):
    assert not contradict(read(one), read(other)), reason
    assert not contradict(read(other), read(one)), reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Asha Rao", "Meera Iyer"),
        ("Priya", "Priti"),
        ("Paul", "Asha Rao"),
        ("M. Iyer", "Asha Menon"),  # an initial fits, and each has a whole word left over
        ("王伟", "Asha Rao"),
        ("Asha Rao", "ramrai45"),
        ("Anil Mishra", "meerai@mill.example"),
        ("Nadim Akhtar", "Meera Begum"),
    ],
)
def test_names_that_differ_in_every_word_contradict(one, other):
    assert contradict(read(one), read(other))


@pytest.mark.parametrize(
    "text", ["Asha & Ravi", "Asha Rao and Ravi Rao", "Asha/Ravi", "Asha + Ravi Rao", "Asha y Ravi"]
)
def test_two_people_at_one_screen_are_two(text):
    assert several(text, read(text))


@pytest.mark.parametrize(
    "text",
    [
        "Asha (she/her)",
        "Asha Rao (they/them)",
        "Asha Rao, M/o Labour",
        "Asha Rao",
        "Asha Rao - Research & Policy",
        "iPhone/iPad",
        "Andrea Anderson",
        "",
    ],
)
def test_pronouns_offices_and_names_that_hold_an_and_are_one_person(text):
    name = Names(("Research & Policy", "M/o Labour")).of(text)

    assert not several(text, name)


def test_hostile_text_is_read_without_trouble():
    for text in [
        "\ud800",
        "a\u202eb",
        "'" * 5000,
        "=HYPERLINK(1)",
        "\x00\x1b[2J",
        "Ｆｕｌｌ Ｗｉｄｔｈ",
        "é" * 3000,
    ]:
        assert all(word.isascii() for word in read(text).words)
