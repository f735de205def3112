"""A header says the same in every language: what it is of a sheet in English, it is of one in Hindi."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.sheet_languages import COLUMNS, HEADERS, SPLIT
from tests.rules.sheets import a_meeting, a_table, day, understood, wall
from zoom_sync.records import Trace
from zoom_sync.rules import sheet
from zoom_sync.rules.sheet.words import fields

ROWS = """
1|Asha Rao|Officer|Mill Workers Trust|asha@mill.example|98765 43210|22/11/2022|9:30|12:45|AR
2|李小明|Head|Mill Workers Trust|li@mill.example|98765 43211|22/11/2022|9:45|1:00|LXM
3|Zoe Quinn|Clerk|-do-||98765 43212|22/11/2022|10:15||ZQ
"""


def _said(text: str) -> list[Trace]:
    """The traces of a sheet without what they have of the file's own bytes."""
    return [replace(trace, id="", file="") for trace in understood(text, delimiter="|").traces]


@pytest.mark.parametrize("language", HEADERS)
def test_a_header_in_any_language_gives_the_traces_of_the_english_one(language: str) -> None:
    assert fields(tuple(HEADERS[language].split("|"))) == dict(enumerate(COLUMNS))
    assert _said(HEADERS[language] + ROWS) == _said(HEADERS["English"] + ROWS)


@pytest.mark.parametrize("language", HEADERS)
def test_first_and_last_names_and_a_yes_or_no_are_understood_in_any_language(language: str) -> None:
    header, yes, no = SPLIT[language]

    traces = understood(f"{header}\nAsha|Rao|ILO|{yes}\nRavi|Das|ILO|{no}\n", delimiter="|").traces

    assert [trace.claim.name for trace in traces] == ["Asha Rao", "Ravi Das"]
    assert [trace.claim.organisation for trace in traces] == ["ILO", "ILO"]
    assert [trace.kind for trace in traces] == ["sign_in", "registrant"]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(HEADERS)), st.sampled_from(sorted(HEADERS)), st.sampled_from([" / ", " | ", " ("])
)
def test_a_header_in_two_languages_says_what_each_says(one: str, other: str, between: str) -> None:
    pairs = zip(HEADERS[one].split("|"), HEADERS[other].split("|"), strict=True)
    header = tuple(f"{a}{between}{b}{')' if between == ' (' else ''}" for a, b in pairs)

    found = fields(header)

    assert found.get(0) in ("serial", None)  # “№ п/п” has a stroke of its own; a number is needed by nobody
    assert [found.get(column) for column in range(1, len(COLUMNS))] == list(COLUMNS[1:])


def test_two_languages_in_two_lines_of_a_cell_are_two_languages() -> None:
    assert fields(("Datum Date", "Naam Nom", "तिथि Date")) == {0: "date", 1: "name", 2: "ignored"}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(HEADERS)), st.permutations(range(len(COLUMNS))))
def test_any_order_of_the_columns_gives_the_same_people(language: str, order: list[int]) -> None:
    lines = [line.split("|") for line in (HEADERS[language] + ROWS).strip().splitlines()]
    moved = "\n".join("|".join(line[column] for column in order) for line in lines)

    as_written, as_moved = _said(HEADERS[language] + ROWS), _said(moved)

    assert [(t.kind, t.claim, t.span) for t in as_moved] == [(t.kind, t.claim, t.span) for t in as_written]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("१०:३०", "10:30"), ("शाम 4 बजे", "16:00"), ("सुबह 10.30 बजे", "10:30"), ("٠٢:٣٠ م", "14:30"),
        ("١٠:٣٠ ص", "10:30"), ("\u200f10:30\u200e", "10:30"), ("۲:۳۰ شام", "14:30"), ("下午2:30", "14:30"),
        ("上午 10:30", "10:30"), ("午後2時半", "14:30"), ("10時30分", "10:30"), ("10点30分", "10:30"),
        ("１０：３０", "10:30"),
        ("10 Uhr 30", "10:30"), ("10.30 Uhr", "10:30"), ("10h30", "10:30"), ("às 14h", "14:00"),
        ("2:30 da tarde", "14:30"),
        ("10 ч 30 мин", "10:30"), ("2:30 дня", "14:30"), ("ÖS 2:30", "14:30"), ("pukul 10.30 WIB", "10:30"),
        ("10:30 a. m.", "10:30"), ("দুপুর ১২:১৫", "12:15"), ("বিকাল ৪:৩০", "16:30"), ("中午12:15", "12:15"),
    ],
)  # fmt: skip
def test_hours_are_read_in_the_digits_and_with_the_words_of_any_language(written: str, read: str) -> None:
    whole_day = a_meeting(day("2022-11-22T09:30", "2022-11-22T18:00"))

    found = understood(f"Name,Time In\nAsha,{written}\n", event=whole_day)

    assert found.faults == ()
    assert found.traces[0].span is not None
    assert wall(found.traces[0])[0] == f"22 {read}"


@pytest.mark.parametrize(
    "written",
    [
        "22 नवंबर 2022", "२२ नवम्बर २०२२", "22 ноября 2022 г.", "22 نوفمبر 2022", "٢٢/١١/٢٠٢٢", "2022年11月22日",
        "2022年11月22日（火）", "22 Kasım 2022", "22 de novembro de 2022", "22. November 2022", "২২ নভেম্বর ২০২২",
        "22 نومبر 2022",
    ],
)  # fmt: skip
def test_a_date_in_any_language_is_the_day_of_its_row(written: str) -> None:
    two_days = a_meeting(
        day("2022-11-21T09:30", "2022-11-21T13:00"), day("2022-11-22T09:30", "2022-11-22T13:00")
    )

    traces = understood(f"Name|Date|Time In\nAsha|{written}|9:30\n", event=two_days, delimiter="|").traces

    assert traces[0].span is not None
    assert traces[0].span.start.isoformat() == "2022-11-22T04:00:00+00:00"


def test_the_sheet_of_a_state_is_no_list_of_statuses() -> None:
    found = understood("Name,State,Organisation\nAsha,Kerala,ILO\nRavi,Bihar,UNDP\n")

    assert [trace.kind for trace in found.traces] == ["sign_in", "sign_in"]
    assert "--kind registrants" in found.notes[0]


def test_who_registered_from_a_state_that_reads_like_a_status_is_approved() -> None:
    found = understood(
        "Name,Email,State\nAsha,a@x.example,Kuwait\nRavi,r@x.example,Batala\n", kind="registrants"
    )
    states = ("Kerala", "Bihar", "Assam", "Goa")
    among = understood(
        "Name,Email,State\nRavi,r@x.example,Batala\n"
        + "".join(f"{one},{one}@x.example,{one}\n" for one in states),
        kind="registrants",
    )

    assert [one.registration.status for one in found.traces[:1] if one.registration] == ["approved"]
    assert {one.registration.status for one in among.traces if one.registration} == {"approved"}


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Not approved", "denied"), ("Unconfirmed", "pending"), ("Not confirmed", "pending"), ("Awaiting", "pending"),
        ("Waitlisted", "pending"), ("等待中", "pending"), ("已取消", "cancelled"), ("الملغاة", "cancelled"),
        ("Dibatalkan", "cancelled"), ("Confirmed", "approved"),
    ],
)  # fmt: skip
def test_what_became_of_a_registration_is_told_in_the_words_of_any_language(said: str, status: str) -> None:
    text = f"Name,Email,Approval status\nAsha,a@x.example,{said}\n"

    assert [one.registration.status for one in understood(text).traces if one.registration] == [status]


def test_the_code_of_a_country_is_no_ditto_mark() -> None:
    text = "Name,Country,Time In\nAsha,IN,9:30\nBudi,ID,9:35\nRosa,DO,9:40\nRavi,-do-,9:45\n"

    assert [one.claim.country for one in understood(text).traces] == ["IN", "ID", "DO", "DO"]


def test_a_thai_header_is_read_although_its_words_are_joined() -> None:
    header = "ชื่อนามสกุล|ชื่อหน่วยงาน|หมายเลขโทรศัพท์|ลายมือชื่อผู้เข้าร่วม"

    assert fields(tuple(header.split("|"))) == dict(enumerate(("name", "organisation", "phone", "signature")))


@pytest.mark.parametrize("below", ["जम्मा|25", "合计25名|", "कुल|२५"])
def test_a_sum_below_the_list_is_nobody_in_any_script(below: str) -> None:
    found = understood(f"Name|Organisation|Time In\nAsha|ILO|9:30\n{below}|\n", delimiter="|")

    assert [one.claim.name for one in found.traces] == ["Asha"]


def test_marks_of_direction_are_no_part_of_a_name() -> None:
    text = "\u200fالاسم\u200f,البريد الإلكتروني\n\u202bسعاد حداد\u202c,\u200esuad@x.example\u200e\n"

    claim = understood(text).traces[0].claim

    assert (claim.name, claim.email) == ("سعاد حداد", "suad@x.example")


def test_an_address_and_a_number_in_other_digits_and_widths_are_kept_in_plain_ones() -> None:
    claim = (
        understood("氏名,メール,電話\n山田花子,ｈａｎａ＠ｘ．example,０９０−１２３４−５６７８\n")
        .traces[0]
        .claim
    )
    hindi = understood("नाम,मोबाइल\nआशा राव,९८७६५ ४३२१०\n").traces[0].claim

    assert (claim.email, claim.phone) == ("hana@x.example", "090−1234−5678")
    assert hindi.phone == "98765 43210"


def test_what_is_understood_does_not_depend_on_the_case_and_accents_of_a_header() -> None:
    shouted = HEADERS["Turkish"].upper()

    assert fields(tuple(shouted.split("|"))) == dict(enumerate(COLUMNS))
    assert (
        sheet.recognise(a_table("PRENOM,NOM,EMARGEMENT\nAsha,Rao,AR\n")).columns["EMARGEMENT"] == "signature"
    )


@pytest.mark.parametrize(
    "header",
    [
        "Name (ursprünglicher Name)|E-Mail des Benutzers|Beitrittszeit|Verlassenszeit|Dauer (Minuten)|Gast",
        "Nome (nome original)|E-mail do usuário|Hora de entrada|Hora de saída|Duração (minutos)|Convidado",
        "Nome (nome originale)|E-mail utente|Ora di ingresso|Ora di uscita|Durata (minuti)|Ospite",
        "Naam (oorspronkelijke naam)|E-mail gebruiker|Tijd van deelname|Tijd van vertrek|Duur (minuten)|Gast",
        "Имя (настоящее имя)|Электронная почта|Время входа|Время выхода|Длительность (минут)|Гость",
        "İsim (Asıl İsim)|Kullanıcı E-postası|Katılma Saati|Ayrılma Saati|Süre (Dakika)|Konuk",
        "नाम (मूल नाम)|ईमेल|शामिल होने का समय|छोड़ने का समय|अवधि (मिनट)|अतिथि",
        "الاسم (الاسم الأصلي)|البريد الإلكتروني|وقت الانضمام|وقت المغادرة|المدة (بالدقائق)|ضيف",
        "名称（原名）|用户电子邮件|加入时间|离开时间|时长（分钟）|访客",
        "名稱（原名）|使用者電子郵件|加入時間|離開時間|持續時間（分鐘）|訪客",
        "Nama (Nama Asli)|Email Pengguna|Waktu Bergabung|Waktu Keluar|Durasi (Menit)|Tamu",
    ],
)
def test_a_report_of_connections_is_one_in_any_language(header: str) -> None:
    row = "iPhone (Asha Rao)|asha@x.example|22/11/2022 09:35:10|22/11/2022 10:35:20|61|No"

    found = understood(f"{header}\n{row}\n", delimiter="|")

    assert (found.kind, found.faults) == ("participants", ())
    assert (found.traces[0].claim.name, found.traces[0].claim.email) == ("Asha Rao", "asha@x.example")
    assert wall(found.traces[0]) == ("22 09:35", "22 10:35")
