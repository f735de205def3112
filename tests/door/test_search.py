"""Whom a few letters find at a door: on the server and on a phone alike."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.door import letters
from zoom_sync.rules import door_search

PEOPLE = (
    "Renée Straßer", "Øystein Ångström", "Łukasz Wałęsa", "Máire O’Brien", "রহিমা খাতুন", "Rahima Khatun",
    "প্রিয়া চক্রবর্তী", "Priya Chakraborty", "فاطمة الزهراء", "Fatima Az-Zahra", "李小龙", "김민수",
    "Nguyễn Thị Lan", "Иван Петров", "Αλέξης Τσίπρας", "शर्मा अनिता", "İbrahim Yıldız", "ﬁona ﬀord", "יעקב כהן",
    "Ｊｏｈｎ　Ｓｍｉｔｈ", "Đặng Văn Ơn", "Anne-Marie d'Arcy", "क्षेत्र\u200dपाल", "তাসনিম‌ রহমান", "Dr. Þórður Æsir",
)  # fmt: skip


def found(typed: str, name: str, organisation: str = "") -> int:
    words = door_search.asked(typed)
    return door_search.rank(door_search.keys(name, organisation), words) if words else 0


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("renee strasser", "Renée Straßer"),
        ("STRASSER renée", "Renée Straßer"),
        ("ren", "Renée Straßer"),
        ("oystein angstrom", "Øystein Ångström"),
        ("walesa", "Łukasz Wałęsa"),
        ("obrien", "Máire O’Brien"),
        ("o'brien", "Máire O’Brien"),
        ("rahima", "রহিমা খাতুন"),
        ("রহিমা", "রহিমা খাতুন"),
        ("xiaolong", "李小龙"),
        ("小龙", "李小龙"),
        ("김민", "김민수"),
        ("nguyen lan", "Nguyễn Thị Lan"),
        ("петров", "Иван Петров"),
        ("ibrahim", "İbrahim Yıldız"),
        ("john smith", "Ｊｏｈｎ　Ｓｍｉｔｈ"),
    ],
)
def test_a_person_is_found_by_letters_without_regard_to_accents_and_order(typed: str, name: str) -> None:
    assert found(typed, name) == 2


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("রহিমা", "Rahima Khatun"),
        ("খাতুন", "Rahima Khatun"),
        ("فاطمة", "Fatima Az-Zahra"),
        ("chakravarti", "Priya Chakraborty"),
        ("চক্রবর্তী", "Priya Chakraborty"),
    ],
)
def test_a_person_is_found_in_another_script_or_spelling_by_the_consonants(typed: str, name: str) -> None:
    assert found(typed, name) >= 1


@pytest.mark.parametrize(
    ("typed", "name"),
    [("re", "Renée Straßer"), ("renee weber", "Renée Straßer"), ("eee", "Renée"), ("%%%", "A")],
)
def test_others_and_fewer_than_three_letters_find_nobody(typed: str, name: str) -> None:
    assert not found(typed, name)


def test_an_organisation_is_looked_in_too() -> None:
    assert found("trabajadoras", "Asha Rao", "Unión de Trabajadoras") == 2


@given(st.text(max_size=80))
def test_everybody_is_found_by_the_own_words(name: str) -> None:
    words = door_search.fold(name).split()
    if len(door_search.keys(name, "")) < door_search.LONGEST:
        for word in words:
            assert not door_search.asked(word) or found(word, name) == 2


def test_the_letters_on_the_phone_are_those_of_the_service() -> None:
    assert letters.FILE.read_text() == letters.text()


def test_a_phone_folds_as_the_service_does(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("JavaScript is not compared with Python: install node, or see the test in a browser.")
    rng = random.Random(7)
    blocks = [
        (0x20, 0x24F),
        (0x370, 0x5FF),
        (0x600, 0x6FF),
        (0x900, 0x9FF),
        (0x1E00, 0x1FFF),
        (0x4E00, 0x4EFF),
    ]
    texts = [
        *PEOPLE,
        *("".join(chr(rng.randint(*rng.choice(blocks))) for _ in range(9)) for _ in range(3000)),
    ]
    script = tmp_path / "fold.mjs"
    module = (letters.FILE.parent / "fold.js").as_uri()
    script.write_text(
        f'import {{ asked, fold }} from "{module}";\n'
        'import { readFileSync } from "node:fs";\n'
        "const texts = JSON.parse(readFileSync(0));\n"
        "console.log(JSON.stringify(texts.map((text) => [fold(text), asked(text)])));\n"
    )
    (tmp_path / "package.json").write_text('{"type": "module"}')

    ran = subprocess.run(
        [node, "--experimental-default-type=module", str(script)],
        input=json.dumps(texts), capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip

    told = json.loads(ran.stdout)
    ours = [[door_search.fold(text), [word._asdict() for word in door_search.asked(text)]] for text in texts]
    assert [text for text, one, other in zip(texts, told, ours, strict=True) if one != other] == []
