"""The questions' CSV read again, answered, however a spreadsheet saved it since.

An answer is a word in whatever language the person thinks in; a row that cannot be understood is said in one
sentence, and the others go on.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from zoom_sync.files import reading
from zoom_sync.files.writing.clean import alive
from zoom_sync.records import Table, Trouble

Said = Literal["same", "different", "later"]
NEEDED = ("ref_a", "ref_b")
ANSWER = ("answer", "decision")  # the column of the answers, by either name
# "Same", "yes" and their opposites, as dictionaries of these languages have them; one letter where it is plain.
WORDS: dict[Said, str] = {
    "same": """same same_person the_same one one_person yes y s true 1 confirm confirmed
        même pareil oui vrai misma mismo igual sí verdadero mesma mesmo sim verdadeiro gleich dieselbe derselbe
        ja wahr stesso stessa vero sama ya evet aynı ndiyo giống có да тот_же та_же так ναι ίδιος כן نعم نفسه
        بله همان ہاں وہی हाँ हां एक_ही वही समान एकच होय একই হ্যাঁ ஆம் ஒரே అవును అదే ਹਾਂ હા એક_જ
        是 相同 同一 同じ はい 같음 예 네 ใช่ አዎ""",
    "different": """different different_people not_same not_the_same two no n d false 0 split
        différent différente non faux diferente distinto falso otra otro não verschieden anders nein falsch
        diverso diversa beda tidak bukan hayır farklı hapana khác không нет разные другой ні όχι διαφορετικός
        לא لا مختلف نه ناجور نہیں الگ नहीं अलग भिन्न ना नाही वेगळा না আলাদা ভিন্ন இல்லை வேறு కాదు వేరు
        ਨਹੀਂ ના અલગ 否 不是 不同 違う いいえ 다름 아니요 ไม่ใช่ አይደለም""",
    "later": """later l ? not_sure unsure unknown skip plus_tard más_tarde después depois mais_tarde später
        più_tardi nanti sonra baadaye sau позже позднее пізніше αργότερα אחר_כך لاحقا بعدا بعد_میں
        बाद_में नंतर পরে பிறகு తర్వాత ਬਾਅਦ_ਵਿੱਚ પછી 稍后 后来 後で 나중에 ภายหลัง በኋላ""",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person said of two records. `line`: where, for sentences about it."""

    refs: tuple[str, str]
    kind: Literal["same", "different"]
    line: int


def read_answers(path: Path, *, name: str = "") -> tuple[list[Answer], list[str]]:
    """The answered rows, and a sentence for each that could not be understood. Open and later ones stay open.

    Raises Trouble for a file that is none of ours.
    """
    name = name or path.name
    table = reading.read(path, name=name)
    columns = _columns(table, name)
    answers: list[Answer] = []
    notes: list[str] = []
    for number, row in _below(table):
        a, b, said = (alive(row[column]).strip() if column < len(row) else "" for column in columns)
        heard = understood(said)
        if not said or heard == "later":
            continue
        if heard is None:
            notes.append(
                f"{name}, line {number}: “{said[:40]}” is no answer, so the question stays open; "
                "write `same` or `different`."
            )
        elif not a or not b or loose(a) == loose(b):
            notes.append(f"{name}, line {number}: it names no two records; the answer was left aside.")
        else:
            answers.append(Answer((loose(a), loose(b)), heard, number))
    return answers, notes


def understood(said: str) -> Said | None:
    """What an answer means; None where nobody can tell."""
    return _MEANING.get(_folded(said))


def kept(ref: str) -> str:
    """A ref as a cell that a spreadsheet does not take for a number, and so does not round."""
    return f"'{ref}" if _is_number(ref) else ref


def loose(ref: str) -> str:
    """The opposite of `kept`."""
    return ref[1:] if ref.startswith("'") and _is_number(ref[1:]) else ref


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _folded(text: str) -> str:
    """Without case, marks above and below, signs around it, and with single spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in plain if unicodedata.category(sign) not in ("Mn", "Cf"))
    return " ".join(plain.strip(" \t.,;:!¡'\"“”„«»()[]`*").replace("_", " ").replace("-", " ").split())


_MEANING: dict[str, Said] = {
    _folded(word): meaning for meaning, words in WORDS.items() for word in words.split()
}


def _columns(table: object, name: str) -> list[int]:
    """Where the two refs and the answer stand."""
    if isinstance(table, Table) and table.rows:
        header = [cell.strip().casefold() for cell in table.rows[0]]
        answer = next((column for column in ANSWER if column in header), "")
        if answer and set(NEEDED) <= set(header):
            return [header.index(column) for column in (*NEEDED, answer)]
    raise Trouble(
        f"{name} is no file of answered questions: it lacks the columns ref_a, ref_b and answer.",
        "Nothing was written.",
        "Give the file that --review wrote, with its answers.",
    )


def _below(table: object) -> Iterator[tuple[int, tuple[str, ...]]]:
    assert isinstance(table, Table)
    yield from zip(table.numbers[1:], table.rows[1:], strict=True)
