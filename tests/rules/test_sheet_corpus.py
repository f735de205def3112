"""Each sheet of the corpus is understood right: every person once, with what the sheet says of them and no more."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.sheet_corpus import SHEETS, Sheet
from tests.rules.sheets import understood, wall
from zoom_sync.records import Trace, Trouble, Understood

ROW_BELOW = "it is a sum and no person."
HEADLESS = [sheet for sheet in SHEETS if not sheet.headed]


def _person(trace: Trace) -> str:
    claim = trace.claim
    came, left = (at[3:] for at in wall(trace))
    return "|".join((claim.name, claim.organisation, claim.email, claim.phone, came, left))


def _read(text: str) -> Understood:
    return understood(text, delimiter="|")


@pytest.mark.parametrize("sheet", SHEETS, ids=[sheet.says for sheet in SHEETS])
def test_a_sheet_says_who_was_there_with_whom_and_when(sheet: Sheet) -> None:
    found = _read(sheet.text)

    assert tuple(map(_person, found.traces)) == sheet.people
    assert {trace.kind for trace in found.traces} == {"sign_in"}
    assert all(fault.reason.endswith(ROW_BELOW) or "holds no name" in fault.reason for fault in found.faults)


@pytest.mark.parametrize("sheet", HEADLESS, ids=[sheet.says for sheet in HEADLESS])
def test_without_a_header_any_order_of_the_columns_gives_the_same_people(sheet: Sheet) -> None:
    lines = [line.split("|") for line in sheet.text.strip("\n").splitlines()]
    width = max(map(len, lines))

    for seed in range(12):
        order = random.Random(seed).sample(range(width), width)
        moved = "\n".join("|".join(line[c] if c < len(line) else "" for c in order) for line in lines)
        assert tuple(map(_person, _read(moved).traces)) == sheet.people, moved


@pytest.mark.parametrize("sheet", HEADLESS, ids=[sheet.says for sheet in HEADLESS])
def test_a_serial_number_more_or_less_changes_nobody(sheet: Sheet) -> None:
    lines = [line for line in sheet.text.strip("\n").splitlines() if not line.startswith(("उप", "|"))]
    numbered = "\n".join(f"{line}|{n}" for n, line in enumerate(lines, start=1))

    assert tuple(map(_person, _read(numbered).traces)) == tuple(map(_person, _read("\n".join(lines)).traces))


NAMES = (
    "Asha Rao",
    "Ravi Das",
    "Zoe Quinn",
    "Omar Haq",
    "Nila Sen",
    "Ольга Вержбина",
    "林小雨",
    "سعاد حداد",
    "मीरा साहा",
)
FIRST, LAST = ("Asha", "Ravi", "Zoe", "Omar", "Nila"), ("Rao", "Das", "Quinn", "Haq", "Sen")
ORGANISATIONS = (
    "Mill Workers Trust",
    "Ministry of Looms",
    "ILO",
    "वन विभाग",
    "南风纺织公司",
    "Фонд «Весна»",
    "جامعة النور",
)
FUNCTIONS = ("Programme Officer", "Director", "Accountant", "सचिव", "主任", "مديرة")


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_a_list_without_a_header_is_understood_whatever_its_columns_are_and_their_order(
    data: st.DataObject,
) -> None:
    count = data.draw(st.integers(3, 9), label="people")
    people = data.draw(st.permutations(NAMES))[:count]
    columns = {
        "name": people,
        "organisation": [data.draw(st.sampled_from(ORGANISATIONS)) for _ in people],
        "function": [data.draw(st.sampled_from(FUNCTIONS)) for _ in people],
        "email": [f"p{n}@x.example" for n, _ in enumerate(people)],
        "phone": [f"98765 4321{n}" for n, _ in enumerate(people)],
        "time_in": [f"9:{30 + n}" for n, _ in enumerate(people)],
        "time_out": [f"12:{30 + n}" for n, _ in enumerate(people)],
        "serial": [str(n + 7) for n, _ in enumerate(people)],
    }
    some = data.draw(st.sets(st.sampled_from([name for name in columns if name not in ("name", "time_out")])))
    here = data.draw(st.permutations(["name", *sorted(some), *(["time_out"] if "time_in" in some else [])]))

    found = _read("\n".join("|".join(columns[name][n] for name in here) for n in range(count)))

    assert found.faults == ()
    for n, trace in enumerate(found.traces):
        due = {name: columns[name][n] if name in here else "" for name in columns}
        came = f"0{due['time_in']}" if due["time_in"] else ""
        assert _person(trace) == "|".join(
            (due["name"], due["organisation"], due["email"], due["phone"], came, due["time_out"])
        )


def test_of_first_and_last_names_without_a_header_a_repeated_column_is_neither() -> None:
    towns = "\n".join(f"{name}|{town}" for name, town in zip(FIRST, ["Delhi"] * 4 + ["Goa"], strict=True))

    assert [t.claim.name for t in _read(towns).traces] == list(FIRST)
    assert [t.claim.name for t in _read("\n".join(map("|".join, zip(FIRST, LAST, strict=True)))).traces] == [
        f"{first} {last}" for first, last in zip(FIRST, LAST, strict=True)
    ]


def test_ticks_and_letters_without_a_header_say_who_came() -> None:
    for came, stayed_away in (("✓", ""), ("P", "A"), ("हाँ", "नहीं"), ("出席", "欠席")):
        found = _read(f"Asha Rao|{came}\nRavi Das|{stayed_away}\nZoe Quinn|{came}\n")
        assert [trace.kind for trace in found.traces] == ["sign_in", "registrant", "sign_in"]


def test_titles_above_a_list_without_a_header_are_no_people_and_give_the_day() -> None:
    found = _read(
        "Workshop on looms, 22 November 2022||\nVenue: Main hall||\nAsha Rao|ILO|9:30\nRavi Das|UN|9:40\n"
    )

    assert [trace.claim.name for trace in found.traces] == ["Asha Rao", "Ravi Das"]
    assert [trace.ref for trace in found.traces] == ["file.csv#1", "file.csv#2"]


def test_a_long_name_alone_in_a_list_of_names_is_no_title() -> None:
    assert len(_read("Ana Maria da Silva dos Santos Prado\nAsha Rao\n").traces) == 2


def test_a_header_of_which_only_the_name_is_known_is_a_header() -> None:
    found = _read("Attendance sheet\nName|Shoe size|Team\nAsha|38|Red\nRavi|40|Blue\n")

    assert [trace.claim.name for trace in found.traces] == ["Asha", "Ravi"]


def test_address_and_number_in_one_column_are_both_read() -> None:
    text = "Name|Contact details (mobile / e-mail)|Sign\nAsha|98765 43210, asha@x.example|A\nRavi|ravi@x.example|R\n"

    claims = [trace.claim for trace in _read(text).traces]

    assert [(claim.email, claim.phone) for claim in claims] == [
        ("asha@x.example", "98765 43210"),
        ("ravi@x.example", ""),
    ]


@pytest.mark.parametrize(
    "sum_row", ["Total|||", "|Total: 2||", "||合計 2名|", "Grand Total|2||", "|कुल योग|2|"]
)
def test_a_sum_is_nobody_wherever_in_its_row_it_stands(sum_row: str) -> None:
    found = _read(f"S.No.|Name|Organisation|Time In\n1|Asha|ILO|9:30\n2|Ravi|UN|9:40\n{sum_row}\n")

    assert [trace.claim.name for trace in found.traces] == ["Asha", "Ravi"]
    assert [fault.reason for fault in found.faults] == ["row 4: it is a sum and no person."]


def test_somebody_called_as_a_sum_is_somebody() -> None:
    found = _read("Name|Organisation|Time In\nTotal|ILO|9:30\nSuma||9:40\n")

    assert [trace.claim.name for trace in found.traces] == ["Total", "Suma"]


def test_a_note_below_the_list_is_nobody_and_is_told() -> None:
    found = _read("Name|Organisation|Time In\nAsha|ILO|9:30\nPrepared by: Zoe||\n")

    assert len(found.traces) == 1
    assert [fault.reason for fault in found.faults] == ["row 3: it is a note below the list and no person."]


def test_a_list_that_names_nobody_is_refused_in_one_sentence_that_names_the_remedy() -> None:
    with pytest.raises(Trouble, match=r"--map '1=name'"):
        _read("9:30|10:00\n9:40|11:00\n")
    with pytest.raises(Trouble, match=r"--map 'Column=name'"):
        _read("Organisation|Time In\nILO|9:30\n")


def test_a_column_of_a_header_in_two_rows_is_mapped_by_what_stands_in_either() -> None:
    text = "Name||Came|\n|Nickname|In|Out\nAsha Rao|Ash|9:30|12:45\n"

    found = understood(text, delimiter="|", columns={"Nickname": "organisation"})

    assert _person(found.traces[0]) == "Asha Rao|Ash|||09:30|12:45"


@pytest.mark.parametrize(
    ("days", "ticks"),
    [
        ("Day 1|Day 2", ("P|A", "A|P", "A|A")),
        ("22/11/2022|23/11/2022", ("✓|", "|✓", "|")),
        ("22 Nov|23 Nov", ("Yes|No", "No|Yes", "No|No")),
        ("दिन 1|दिन 2", ("उपस्थित|", "अनुपस्थित|उपस्थित", "अनुपस्थित|अनुपस्थित")),
        ("第1天|第2天", ("到|", "|到", "|")),
    ],
)
def test_a_tick_in_the_column_of_any_day_says_that_somebody_came(days: str, ticks: tuple[str, ...]) -> None:
    rows = "\n".join(f"{name}|ILO|{tick}" for name, tick in zip(("Asha", "Ravi", "Zoe"), ticks, strict=True))

    found = _read(f"Name|Organisation|{days}\n{rows}\n")

    assert [trace.claim.name for trace in found.traces] == ["Asha", "Ravi", "Zoe"]
    assert [trace.kind for trace in found.traces] == ["sign_in", "sign_in", "registrant"]
    assert found.notes == ()


def test_the_column_of_a_day_that_holds_anything_else_says_nothing_of_presence() -> None:
    meals = _read("Name|Day 1|Day 2\nAsha|Vegetarian|2 nights\nRavi|None|1 night\n")
    options = _read("Name|Organisation|Option 1\nAsha|ILO|Yes\nRavi|UN|No\n")

    assert [trace.kind for trace in (*meals.traces, *options.traces)] == ["sign_in"] * 4


def test_below_a_header_nobody_knows_a_column_that_can_only_be_names_is_names() -> None:
    known = "E-mail|Telefon|Lempiruoka"
    rows = ("a@x.example|98765 43210|rice", "r@x.example|98765 43211|rice")

    named = _read(f"Nimi|{known}\nAsha Rao|{rows[0]}\nRavi Das|{rows[1]}\n")
    nameless = _read(f"{known}\n{rows[0]}\n{rows[1]}\n")

    assert [trace.claim.name for trace in named.traces] == ["Asha Rao", "Ravi Das"]
    assert [trace.claim.name for trace in nameless.traces] == ["", ""]


def test_addresses_tell_the_first_name_from_the_last_without_a_header() -> None:
    text = "Rao|Asha|asha.rao@x.example\nDas|Ravi|ravi@x.example\nQuinn|Zoe|quinn@x.example\n"

    assert [trace.claim.name for trace in _read(text).traces] == ["Asha Rao", "Ravi Das", "Zoe Quinn"]
