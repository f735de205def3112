"""Letters to rows: delimiters, quotes, line ends."""

from __future__ import annotations

import pytest

from zoom_sync.files.rows import best_delimiter, split

PEOPLE = [("Name", "Organisation", "Time In"), ("Asha Rao", "UNDP", "9:30"), ("Ravi Das", "ILO", "9:45")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_delimiter_and_any_line_end_give_the_same_rows(delimiter: str, end: str) -> None:
    text = end.join(delimiter.join(row) for row in PEOPLE) + end

    rows, numbers = split(text)

    assert rows == tuple(PEOPLE)
    assert numbers == (1, 2, 3)


@pytest.mark.parametrize(
    ("text", "delimiter", "why"),
    [
        ("Name;Organisation\nAsha;UNDP, Delhi\nRavi;ILO, Geneva\n", ";", "commas stand within the cells"),
        ("Asha Rao\nRavi Das\nZoe Q\n", ",", "a list of one column has none"),
        ('a;b;c\n"x,y";1;2\n"x,y";1;2\n', ";", "quoted commas count nothing"),
        ("Name\tOrg\nRao, Asha\tUNDP\nDas, Ravi\tILO\n", "\t", "family name, given name"),
        ("Attendee Report,\nA,B,C,D\n1,2,3,4\n1,2,3,4\n", ",", "titles are narrower than the rows"),
    ],
)
def test_the_delimiter_is_the_one_that_cuts_evenly(text: str, delimiter: str, why: str) -> None:
    assert best_delimiter(text) == delimiter, why


def test_a_quoted_cell_may_hold_line_ends_and_the_numbers_stay_those_of_the_file() -> None:
    rows, numbers = split('Name,Answer\n"Asha","two\nlines"\nRavi,one\n')

    assert rows == (("Name", "Answer"), ("Asha", "two\nlines"), ("Ravi", "one"))
    assert numbers == (1, 2, 4)


def test_a_quote_that_is_never_closed_does_not_swallow_the_rest() -> None:
    rows, _ = split('Name,Organisation\n"Asha Rao,UNDP\nRavi,ILO\n')

    assert rows[1:] == (("Asha Rao", "UNDP"), ("Ravi", "ILO"))


def test_the_line_that_tells_excel_its_delimiter_is_no_row() -> None:
    assert split("sep=;\nName;Org\nAsha;UNDP\n") == ((("Name", "Org"), ("Asha", "UNDP")), (2, 3))
