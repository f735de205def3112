"""Names in two parts, as letters greet by them and other systems file them."""

from __future__ import annotations

import pytest

from zoom_sync.rules.followup import first_name
from zoom_sync.rules.naming import parted


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Asha Rao", ("Asha", "Rao")),
        ("Rao, Asha  Devi", ("Asha Devi", "Rao")),
        ("Madonna", ("", "Madonna")),
        ("প্রজ্ঞা শর্মা", ("প্রজ্ঞা", "শর্মা")),
        ("سعاد بنت أحمد حداد", ("سعاد بنت أحمد", "حداد")),
        ("王小明", ("", "王小明")),
        ("", ("", "")),
        (",", ("", ",")),
    ],
)
def test_a_name_is_parted_and_nothing_of_it_is_lost(name: str, parts: tuple[str, str]) -> None:
    assert parted(name) == parts


@pytest.mark.parametrize(
    ("name", "organisation"),
    [
        ("Asha Rao, IOM", ""),
        ("Asha Rao, IOM", "International Organization for Migration"),
        ("Asha Rao, iom", "IOM"),
        ("Asha Rao, UN Women", "UN Women"),
        ("Asha Rao, Mela Trust", "The Mela Trust, Kolkata"),
        ("Asha Rao, International Labour Organization", "ILO"),
        ("IOM, Asha Rao", "IOM"),
        ("IOM - Asha Rao", "IOM"),
        ("Asha Rao - IOM", ""),
        ("Asha Rao | Mela Trust", "Mela Trust"),
        ("Asha Rao (IOM)", ""),
        ("Asha Rao (she/her)", ""),
        ("Asha Rao, PhD", ""),
        ("Asha Rao, Ph.D., IOM", ""),
        ("Asha Rao, M.A.", ""),
        ("Asha Rao, MPH", "Mela"),
        ("Asha Rao, Director", ""),
        ("Rao, Asha, PhD", ""),
        ("Rao, Asha (IOM)", ""),
        ("ASHA RAO, PHD", ""),
        ("Asha Rao,", ""),
    ],
)
def test_who_wrote_more_than_a_name_is_greeted_and_filed_by_the_name(name: str, organisation: str) -> None:
    given, family = parted(name, organisation)

    assert (given.title(), family.title()) == ("Asha", "Rao")
    assert first_name(name, organisation).title() == "Asha"


@pytest.mark.parametrize(
    ("name", "organisation", "parts"),
    [
        ("SHARMA, ASHA", "", ("ASHA", "SHARMA")),
        ("Sharma, ASHA", "", ("ASHA", "Sharma")),
        ("RAO, Asha Devi", "", ("Asha Devi", "RAO")),
        ("Rao, Asha", "Asha Trust", ("Asha", "Rao")),
        ("Rao, Asha", "Rao Foundation", ("Asha", "Rao")),
        ("van der Berg, Jan", "", ("Jan", "van der Berg")),
        ("van der Berg, J.K.", "", ("J.K.", "van der Berg")),
        ("Rao, Dr. Asha", "", ("Dr. Asha", "Rao")),
        ("Rao, A. K.", "", ("A. K.", "Rao")),
        ("Anne-Marie Ó Briain", "", ("Anne-Marie Ó", "Briain")),
        ("Silver Oak, Asha", "Silver Oak", ("", "Asha")),
        ("शर्मा, आशा", "", ("आशा", "शर्मा")),
    ],
)
def test_a_given_name_after_a_comma_stays_one(name: str, organisation: str, parts: tuple[str, str]) -> None:
    assert parted(name, organisation) == parts


def test_who_cannot_be_called_by_a_first_name_is_greeted_without_what_stands_beside_the_name() -> None:
    assert first_name("A. Rao, IOM", "") == "A. Rao"
