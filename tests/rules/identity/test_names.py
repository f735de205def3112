"""What a name can be compared with, and what names nobody."""

from __future__ import annotations

import pytest

from zoom_sync.rules.identity.names import contradict, read

NAMELESS = [
    "", ".", "???", "x", "A", "iPhone", "iPhone 13 Pro Max", "iPad (2)", "Galaxy A52", "SM-G780F", "Redmi Note 9",
    "vivo 1920", "DESKTOP-8GH2K1", "MacBook Pro", "Zoom user", "user", "admin2", "Guest", "Attendee",
    "participant 12", "919876543210", "+1 (415) 555-0100", "1415*****99", "Conference Room 2", "Board Room - HQ",
    "Sunita's Notetaker (Read AI)", "Fireflies.ai Notetaker Ravi", "Ravi's OtterPilot", "🙏", "\u200b",
]  # fmt: skip
NAMED = [
    "Sunita", "Sunita's iPhone", "iPhone (Sunita)", "Sunita’s Galaxy A12", "Dr. Rao", "Jerry Hall", "R. Kumar",
    "ramkumar92", "王伟", "محمد علی", "তপন চক্রবর্তী", "Er", "Li", "Ng", "Sunita (she/her)",
]  # fmt: skip


@pytest.mark.parametrize("text", NAMELESS)
def test_devices_numbers_rooms_and_robots_name_nobody(text):
    assert read(text).words == ()


@pytest.mark.parametrize("text", NAMED)
def test_whoever_gives_a_name_is_named(text):
    assert read(text).words


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Asha Rao", "Rao Asha", "another order"),
        ("Asha Rao", "A. Rao", "an initial"),
        ("S. Murugan", "Murugan S", "an initial after"),
        ("Sunita Rao", "Sunitha", "another spelling, one word missing"),
        ("Dr. Asha Rao", "Smt. Asha", "titles"),
        ("Asha Rao", "asharao", "written together"),
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
    [("Asha Rao", "Meera Iyer"), ("Priya", "Priti"), ("Paul", "Asha Rao"), ("王伟", "Asha Rao")],
)
def test_names_that_differ_in_every_word_contradict(one, other):
    assert contradict(read(one), read(other))


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
