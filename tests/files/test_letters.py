"""Which encoding a file was written in: a wrong guess spoils names without an error."""

from __future__ import annotations

import codecs

import pytest

from zoom_sync.files.letters import decode
from zoom_sync.records import Trouble


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Name\nJosé Núñez\nZoë Müller\n", "cp1252"),
        ("Nom;Prénom\nLefèvre;Élodie\nGarçon;Noël\n", "mac_roman"),
        ("Name\nŁukasz Święcicki\nJiří Dvořák\n", "cp1250"),
        ("Имя\nИван Петров\nАнна Смирнова\n", "cp1251"),
        ("الاسم\nمحمد علي\nفاطمة حسن\n", "cp1256"),
        ("Όνομα\nΓιώργος Παπαδόπουλος\nΕλένη Νικολάου\n", "cp1253"),
        ("שם\nדנה לוי\nיוסי כהן\n", "cp1255"),
        ("Ad\nGökçe Işık\nAyşe Yıldız\n", "cp1254"),
        ("氏名\n山田 太郎\nサトウ ハナコ\n", "shift_jis"),
        ("姓名\n王小明\n李雷\n", "gb18030"),
        ("Name\nAsha Rao\nप्रज्ञा शर्मा\n", "utf-8"),
        ("Name\nAsha Rao\nPriya\n", "utf-16-le"),
        ("Name\nAsha Rao\nPriya\n", "utf-16-be"),
    ],
)
def test_the_letters_come_out_as_they_were_written(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), name="a.csv").text == text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_byte_order_mark_decides_and_is_no_letter(mark: bytes, encoding: str) -> None:
    assert decode(mark + "Zoë".encode(encoding), name="a.csv").text == "Zoë"


def test_one_name_in_a_long_ascii_file_is_enough() -> None:
    text = "Name,Organisation\n" + "Asha Rao,UNDP\n" * 500 + "José Núñez,UNAM\n"

    assert decode(text.encode("cp1252"), name="a.csv").text == text


def test_lines_of_two_encodings_are_each_read_in_their_own_and_it_is_said() -> None:
    data = "Name\nZoë\nChloé\n".encode() + "José Núñez\n".encode("cp1252")

    found = decode(data, name="a.csv")

    assert found.text == "Name\nZoë\nChloé\nJosé Núñez\n"
    assert "line 4" in found.doubt


def test_bytes_that_are_no_words_in_any_encoding_are_refused_by_name() -> None:
    with pytest.raises(Trouble, match=r"a\.csv.*CSV UTF-8"):
        decode(bytes(range(128, 256)) * 20, name="a.csv")
