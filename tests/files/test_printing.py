"""Papers for the room, in any script, with names that are only names."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from zoom_sync.files.printing import (
    PAPERS,
    Guest,
    Head,
    Paper,
    fonts,
    picture_paper,
    print_paper,
    unprintable,
)
from zoom_sync.files.printing.papers import plain, square_of

HEAD = Head("A meeting", "Friday, 10:30 to 17:00", "Main hall", "Kept for the record of this event.")
CODE = "ABCD-EFGH-JKMN-PQRS"
MANY_SCRIPTS = (
    "Renée Straßer", "Ольга Вержбина", "Ελένη Σάββα", "প্রজ্ঞা শর্মা", "प्रज्ञा शर्मा", "سعاد حداد", "יעל כהן",
    "สมชาย ใจดี", "தமிழ்ச்செல்வி", "ሰላም ተስፋዬ", "Nguyễn Thị Minh", "ნინო", "Անի", "ਜਸਲੀਨ", "ગીતા", "ನಂದಿನಿ", "ലക്ഷ്മി",
    "తెలుగు", "සුනිල්", "ဒေါ်အေး", "សុខា", "ຄຳ", "ଓଡ଼ିଆ", "ᱥᱟᱱᱛᱟᱲᱤ",
)  # fmt: skip


@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_is_a_pdf_and_the_same_guests_give_the_same_bytes(paper: Paper) -> None:
    guests = [Guest("Asha Rao", "Mill Trust", CODE)]

    made = print_paper(paper, HEAD, guests)

    assert made.startswith(b"%PDF-")
    assert made == print_paper(paper, HEAD, guests)


@pytest.mark.parametrize("paper", PAPERS)
def test_nobody_expected_is_a_paper_too(paper: Paper) -> None:
    assert len(picture_paper(paper, HEAD, [])) >= 1


@pytest.mark.parametrize("name", MANY_SCRIPTS)
def test_the_fonts_here_write_the_scripts_of_those_who_come(name: str) -> None:
    assert fonts.others(name) == ()
    assert unprintable([name]) == []


def test_a_script_that_no_font_can_write_is_named_before_printing() -> None:
    assert unprintable(["Asha", "\U00012000"]) in (["Cuneiform"], [])  # [] where the machine has such a font


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(
    "name",
    [
        '#panic("run")',
        "$x$ *bold* _it_ `raw` \\ #",
        "@ref <label> [x] {y}",
        '"];#panic()',
        "\x00\x1b[2J\n\r",
        "\u2066" * 9,
    ],
)
def test_a_name_that_is_written_like_markup_stays_a_name(paper: Paper, name: str) -> None:
    assert print_paper(paper, HEAD, [Guest(name, name, CODE)]).startswith(b"%PDF-")


def test_what_stands_on_paper_is_the_name_as_typed() -> None:
    plain, starred = (picture_paper("badges", HEAD, [Guest(name)]) for name in ("bold", "*bold*"))

    assert plain != starred


def test_a_mark_that_turns_the_direction_turns_nothing() -> None:
    turned = picture_paper("sheet", HEAD, [Guest("\u202eevil")])

    assert turned == picture_paper("sheet", HEAD, [Guest("evil")])


def test_a_name_without_end_is_cut_and_may_be_broken() -> None:
    assert len(plain("A " * 500)) == 200
    assert "\u200b" in plain("A" * 80)
    assert "\u200b" not in plain("Tamilarasan Venkatasubramanian")


def test_a_notice_on_privacy_is_printed_to_its_end() -> None:
    notice = "We keep your name for the report of this meeting. " * 19
    one, other = (
        print_paper("sheet", replace(HEAD, notice=notice + end), []) for end in ("", "Ask us for it.")
    )

    assert len(other) > len(one)


def test_a_protected_paper_bears_no_name() -> None:
    def made(name: str) -> bytes:
        return print_paper("badges", HEAD, [Guest(name, name, CODE)], nameless=True)

    assert made("Asha Rao") == made("Somebody Else")


def test_a_badge_carries_the_code_and_no_link() -> None:
    square = square_of(CODE)

    assert re.search(
        r"<svg[^>]* width=\"29\" height=\"29\"", square
    )  # 21 modules of version 1, 4 of quiet on each side
    assert "http" not in square.replace('xmlns="http://www.w3.org/2000/svg"', "")


def test_rows_go_on_counting_in_the_next_part() -> None:
    first = picture_paper("sheet", HEAD, [Guest("Asha")], first=1, empty=0)

    assert first != picture_paper("sheet", HEAD, [Guest("Asha")], first=501, empty=0)


def test_an_arabic_paper_reads_from_the_right() -> None:
    assert picture_paper("sheet", HEAD, [Guest("سعاد")], language="ar", rtl=True) != picture_paper(
        "sheet", HEAD, [Guest("سعاد")]
    )
