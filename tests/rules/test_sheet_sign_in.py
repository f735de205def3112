"""Sign-in sheets: any sensible header in any order and language, hours as people write them, faults by row."""

from __future__ import annotations

import pytest

from tests.rules.sheets import KOLKATA, a_meeting, day, names, understood, wall, walls
from zoom_sync.records import Trace

WHOLE_DAY = a_meeting(day("2022-11-22T10:30", "2022-11-22T17:00"))
TWO_DAYS = a_meeting(day("2022-11-22T09:30", "2022-11-22T13:00"), day("2022-11-23T09:30", "2022-11-23T13:00"))


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("S.No.,Name of the Participant,Designation,Organisation,E-mail ID,Mobile No.,Time In,Time Out",
         "1,Asha Rao,Officer,UNDP,asha@undp.example,98765 43210,10:30,12:30"),
        ("Time Out,Time In,Email,Company,Phone,Full name", "12:30,10:30,asha@undp.example,UNDP,98765 43210,Asha Rao"),
        ("First name,Surname,Affiliation,Email address,Contact number,Arrival,Departure",
         "Asha,Rao,UNDP,asha@undp.example,98765 43210,10:30 AM,12.30 pm"),
        ("Nom,Prénom,Organisme,Courriel,Téléphone,Heure d’arrivée,Heure de départ,Émargement",
         "Rao,Asha,UNDP,asha@undp.example,98765 43210,10h30,12h30,AR"),
        ("Nombre,Apellidos,Entidad,Correo electrónico,Teléfono,Hora de entrada,Hora de salida,Firma",
         "Asha,Rao,UNDP,asha@undp.example,98765 43210,10:30,12:30,AR"),
        ("Vorname,Nachname,Firma,E-Mail-Adresse,Telefon,Ankunft,Abfahrt",
         "Asha,Rao,UNDP,asha@undp.example,98765 43210,10:30 Uhr,12:30"),
    ],
)  # fmt: skip
def test_a_header_is_understood_by_its_words_in_any_order_and_language(header: str, row: str) -> None:
    found = understood(f"{header}\n{row}\n")

    claim = found.traces[0].claim
    assert (found.kind, found.faults) == ("sign-in", ())
    assert (claim.name, claim.email, claim.phone) == ("Asha Rao", "asha@undp.example", "98765 43210")
    assert claim.organisation == "UNDP"
    assert wall(found.traces[0]) == ("22 10:30", "22 12:30")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Asha Rao,UNDP,asha@undp.example,9876543210\nRavi Das,ILO,ravi@ilo.example,9876500000", "Asha Rao"),
        ("1,Asha Rao,UNDP,9:30,1:00\n2,Ravi Das,ILO,9.45,12.30", "Asha Rao"),
        ("Asha,Rao,UNDP,Officer,+91 98765 43210,asha@undp.example\nRavi,Das,ILO,Head,+91 98765 43211,ravi@ilo.example",
         "Asha Rao"),
        ("Asha Rao\nRavi Das\nZoe Quinn", "Asha Rao"),
        ("Nimi,Osoite\nAsha Rao,asha@undp.example\nRavi Das,ravi@ilo.example", "Asha Rao"),
    ],
    ids=["name organisation", "serial and times", "first and last name", "one column", "an unknown language"],
)  # fmt: skip
def test_a_list_without_a_header_is_understood_by_its_shape(text: str, expected: str) -> None:
    assert names(text)[0] == expected


def test_titles_blank_rows_and_repeated_headers_count_as_no_rows() -> None:
    text = """
Attendance sheet,,
Venue: Main hall,,
,,
S.No.,Name,Time In
1,Asha Rao,9:30
,,
S.No.,Name,Time In
2,Ravi Das,9:40
"""
    found = understood(text)

    assert [trace.ref for trace in found.traces] == ["file.csv#1", "file.csv#2"]
    assert [trace.claim.name for trace in found.traces] == ["Asha Rao", "Ravi Das"]


@pytest.mark.parametrize("ditto", ["-do-", "do", '"', "”", "-DO-", "ditto", "''", "〃"])
def test_a_ditto_mark_means_the_organisation_of_the_row_above(ditto: str) -> None:
    quoted = ditto.replace('"', '""""')
    text = f"Name,Organisation,Time In\nAsha,UNDP,9:30\nRavi,{quoted},9:40\nZoe,-do-,9:50\n"

    assert [trace.claim.organisation for trace in understood(text).traces] == ["UNDP"] * 3


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2:30", "22 14:30"), ("9.45", "22 09:45"), ("0945", "22 09:45"), ("10:30 AM", "22 10:30"),
        ("14h30", "22 14:30"),
        ("1430", "22 14:30"), ("11", "22 11:00"), ("2.5", "22 14:50"), ("12:15", "22 12:15"),
        ("02:30 p.m.", "22 14:30"),
        ("4:45 PM", "22 16:45"), ("10:30:20", "22 10:30"), ("14 h", "22 14:00"), ("0.4375", "22 10:30"),
        ("22/11/2022 10:35", "22 10:35"), ("2022-11-22T05:05:00Z", "22 10:35"), ("Nov 22, 2022 10:35 AM", "22 10:35"),
        ("22-Nov-2022 10:35", "22 10:35"), ("10 h 35", "22 10:35"),
    ],
)  # fmt: skip
def test_hours_are_read_as_people_write_them_and_inside_the_events_day(written: str, read: str) -> None:
    assert walls(f'Name,Time In\nAsha,"{written}"\n', event=WHOLE_DAY) == [(read, "")]


@pytest.mark.parametrize(
    ("came", "left", "stay"),
    [
        ("10:30", "4:45", ("22 10:30", "22 16:45")),
        ("9:45", "1:00", ("22 09:45", "22 13:00")),
        ("12:45", "12:15", ("22 12:45", "22 12:15")),
        ("", "12:30", ("", "")),
    ],
    ids=["left in the afternoon", "came early", "left before they came, as written", "only when they left"],
)
def test_coming_and_leaving_are_read_together(came: str, left: str, stay: tuple[str, str]) -> None:
    assert walls(f"Name,Time In,Time Out\nAsha,{came},{left}\n", event=WHOLE_DAY) == [stay]


def test_an_event_past_midnight_has_leaving_on_the_next_day() -> None:
    night = a_meeting(day("2022-11-22T21:00", "2022-11-23T02:00"))

    assert walls("Name,Time In,Time Out\nAsha,9:15,1:30\n", event=night) == [("22 21:15", "23 01:30")]


def test_where_the_clocks_go_back_a_stay_has_its_true_length() -> None:
    paris = a_meeting(day("2026-10-25T00:30", "2026-10-25T06:00"), zone="Europe/Paris")

    span = understood("Name,Time In,Time Out\nAsha,2:50,2:10\n", event=paris).traces[0].span

    assert span is not None
    assert span.end is not None
    assert (span.end - span.start).total_seconds() == 20 * 60


def test_a_date_column_places_each_row_on_its_day_and_counts_down_merged_cells() -> None:
    text = "Date,Name,Time In\n22/11/2022,Asha,9:30\n,Ravi,9:40\n23/11/2022,Asha,9:35\n"

    assert [start for start, _ in walls(text, event=TWO_DAYS)] == ["22 09:30", "22 09:40", "23 09:35"]


def test_a_date_above_the_header_or_between_the_rows_places_what_follows() -> None:
    text = "Day 1: 22 November 2022,\nName,Time In\nAsha,9:30\nDay 2: 23 November 2022,\nAsha,9:35\n"

    assert [start for start, _ in walls(text, event=TWO_DAYS)] == ["22 09:30", "23 09:35"]


@pytest.mark.parametrize(
    "title",
    [
        "Day 2", "Day 2: 23 November", "23 Nov", "Wednesday, 23rd November", "November 23", "Tag 2 (23.11.)",
        "23/11", "2022-11-23", "23 नवंबर", "11月23日（水）", "第2天 上午", "Afternoon 14:00",
        "miércoles 23 de noviembre", "23 août",
    ],
)  # fmt: skip
def test_a_day_between_the_rows_is_nobody(title: str) -> None:
    found = understood(f"Name|Time In\nAsha|9:30\n{title}|\nRavi|9:35\n", delimiter="|")

    assert [trace.claim.name for trace in found.traces] == ["Asha", "Ravi"]
    assert found.faults == ()


@pytest.mark.parametrize(
    "name", ["Guest 3", "Elizabeth 2", "Mark 3", "Maya 2", "3 Marta", "Augusta 2nd", "R2D2"]
)
def test_somebody_with_a_number_in_their_name_is_a_row_and_no_day(name: str) -> None:
    headed = understood(f"Name|Time In\nAsha|9:30\n{name}|\nRavi|9:35\n", delimiter="|")
    bare = understood(f"Asha Rao|ILO|9:30\n{name}||\nRavi Das|ILO|9:35\nZoe Quinn|UN|9:40\n", delimiter="|")

    assert [trace.claim.name for trace in headed.traces] == ["Asha", name, "Ravi"]
    assert name in [trace.claim.name for trace in bare.traces]


@pytest.mark.parametrize("page", ["Page 2", "Page 2 of 5", "Seite 2 / 5", "p. 2", "第 2 页", "2 ページ"])
def test_the_number_of_a_page_is_nobody_and_is_told(page: str) -> None:
    found = understood(f"Name|Time In\nAsha|9:30\n{page}|\nRavi|9:35\n", delimiter="|")

    assert [trace.claim.name for trace in found.traces] == ["Asha", "Ravi"]
    assert len(found.faults) == 1


@pytest.mark.parametrize(
    ("row", "stay"),
    [
        ("2022-11-23 09:35,12:30", ("23 09:35", "23 12:30")),
        ("9:35,2022-11-23 12:30", ("23 09:35", "23 12:30")),
        ("2022-11-23T04:05:00Z,1:00", ("23 09:35", "23 13:00")),
        ("2022-11-23 09:35,", ("23 09:35", "")),
    ],
    ids=["dated when they came", "dated when they left", "with its zone", "only when they came"],
)
def test_an_hour_is_of_the_day_that_stands_with_the_other_hour_of_its_row(
    row: str, stay: tuple[str, str]
) -> None:
    found = understood(f"Name,Time In,Time Out\nAsha,{row}\n", event=TWO_DAYS)

    assert wall(found.traces[0]) == stay
    assert found.notes == ()


def test_the_day_of_a_check_in_and_of_an_answer_to_a_form_is_that_of_the_hour_beside_it() -> None:
    checked = walls("Name,Checked in,Time Out\nAsha,2022-11-23 09:35,12:30\n", event=TWO_DAYS)
    answered = walls(
        "Timestamp,Name,Time Out\n2022/11/23 9:35:10 AM GMT+5:30,Asha,12:30\n", event=TWO_DAYS, kind="sign-in"
    )

    assert checked == answered == [("23 09:35", "23 12:30")]


def test_a_day_that_a_row_names_itself_counts_before_the_events_only_one() -> None:
    assert walls("Name,Time In,Time Out\nAsha,2022-11-25 10:00,4:30\n") == [("25 10:00", "25 16:30")]


@pytest.mark.parametrize(
    ("came", "left", "stay"),
    [
        ("10:30 - 12:00", "", ("22 10:30", "22 12:00")),
        ("10.30–12.45", "", ("22 10:30", "22 12:45")),
        ("10:30 AM to 4 PM", "", ("22 10:30", "22 16:00")),
        ("11 - 16", "", ("22 11:00", "22 16:00")),
        ("11-4", "", ("22 11:00", "22 16:00")),
        ("10:30-12:00", "16:45", ("22 10:30", "22 16:45")),
        ("10-30", "", ("22 10:30", "")),
        ("10-05", "12-45", ("22 10:05", "22 12:45")),
        ("22/11/2022 10:30 - 12:00", "", ("22 10:30", "22 12:00")),
    ],
)
def test_from_when_to_when_in_one_cell_is_a_stay(came: str, left: str, stay: tuple[str, str]) -> None:
    found = understood(f"Name,Time In,Time Out\nAsha,{came},{left}\n", event=WHOLE_DAY)

    assert wall(found.traces[0]) == stay
    assert found.faults == ()


@pytest.mark.parametrize("written", ["10-12", "9-11 am", "12-16"])
def test_what_may_be_an_hour_or_two_is_not_guessed_and_told(written: str) -> None:
    found = understood(f"Name,Time In\nAsha,{written}\n", event=WHOLE_DAY)

    assert wall(found.traces[0]) == ("", "")
    assert f"“{written}”" in found.faults[0].reason


def test_hours_of_an_unknown_day_are_not_guessed_and_it_is_said() -> None:
    found = understood("Name,Time In\nAsha,9:30\n", event=TWO_DAYS)

    assert found.traces[0].span is None
    assert "nothing says which day" in found.notes[0]


@pytest.mark.parametrize(
    ("dates", "read", "noted"),
    [
        (("22/11/2022", "05/11/2022"), ["22", "05"], False),
        (("11/22/2022", "11/05/2022"), ["22", "05"], False),
        (("08/09/2022", "07/09/2022"), ["08", "07"], True),
    ],
    ids=["a day over 12", "a month second", "nothing decides: said"],
)
def test_a_whole_column_of_dates_has_one_order(dates: tuple[str, str], read: list[str], noted: bool) -> None:
    text = "Name,Date,Time In\n" + "".join(f"Asha,{date},10:00\n" for date in dates)

    found = understood(text)

    assert [wall(trace)[0][:2] for trace in found.traces] == read
    assert any("day/month" in note for note in found.notes) is noted


def test_an_undecided_order_of_dates_is_decided_by_the_events_day() -> None:
    september = a_meeting(day("2022-09-08T09:30", "2022-09-08T13:00"))

    found = understood("Name,Date,Time In\nAsha,09/08/2022,10:00\n", event=september)

    assert found.traces[0].span is not None
    assert found.traces[0].span.start.month == 9
    assert found.notes == ()


@pytest.mark.parametrize(
    ("header", "present", "absent"),
    [
        ("Checked in", ["Yes", "2022-11-22 04:40:00", "x", "✓", "TRUE", "1"], ["", "No", "-", "FALSE", "0"]),
        ("Attended", ["Yes", "Y", "Oui", "Sí", "P"], ["No", "N", "Non", "A", ""]),
        (
            "Attendee Status",
            ["Checked In", "Attended"],
            ["Not Attending", "Attending", "Refunded", "No-show"],
        ),
        ("Status", ["Present", "Checked-in"], ["Absent", "Registered", "not checked in"]),
        ("Signature", ["AR", "signed", "Asha R."], ["", "absent", "-", "no"]),
    ],
)
def test_columns_that_say_who_came_decide_by_their_values(
    header: str, present: list[str], absent: list[str]
) -> None:
    rows = [(f"Person {n}", value) for n, value in enumerate(present + absent)]
    text = f"Name,Email,{header}\n" + "".join(
        f"{name},p{name[7:]}@x.example,{value}\n" for name, value in rows
    )

    found = understood(text)

    assert [trace.kind for trace in found.traces] == ["sign_in"] * len(present) + ["registrant"] * len(absent)
    assert all(trace.registration for trace in found.traces if trace.kind == "registrant")


@pytest.mark.parametrize(
    "status", ["Registered", "Confirmed", "Approved", "Paid", "Not registered", "Going", ""]
)
def test_a_word_for_a_registration_takes_nobody_out_of_the_room(status: str) -> None:
    head = "Name,Organisation,Status,Time In,Time Out,Signature"
    timed, signing, neither = understood(
        f"{head}\nAsha,UNDP,{status},10:35,12:00,\nRavi,ILO,{status},,,RD\nZoe,ILO,{status},,,\n"
    ).traces

    assert [timed.kind, signing.kind, neither.kind] == ["sign_in", "sign_in", "registrant"]
    assert wall(timed) == ("22 10:35", "22 12:00")


@pytest.mark.parametrize("status", ["No-show", "Absent", "Cancelled", "Not attended", "Did not attend"])
def test_a_word_for_somebody_who_stayed_away_outweighs_hours_that_were_filled_in(status: str) -> None:
    found = understood(f"Name,Status,Time In\nAsha,Attended,9:30\nRavi,{status},9:30\n")

    assert [trace.kind for trace in found.traces] == ["sign_in", "registrant"]


def test_a_word_of_absence_instead_of_an_hour_is_no_hour() -> None:
    found = understood("Name,Time In,Time Out\nAsha,9:30,12:00\nRavi,Absent,\nZoe,A,A\n")

    assert [trace.kind for trace in found.traces] == ["sign_in", "registrant", "registrant"]
    assert found.faults == ()


def test_a_fathers_name_and_the_day_of_a_signature_are_no_name_and_no_signature() -> None:
    header = "First name,Last name,Father's name,Signature,Signature date,Sign-up time"
    day = "22/11/2022"

    came, stayed_away = understood(
        f"{header}\nAsha,Rao,Om Rao,AR,{day},{day}\nRavi,Das,Om Das,,{day},{day}\n"
    ).traces

    assert (came.claim.name, came.kind, stayed_away.kind) == ("Asha Rao", "sign_in", "registrant")


def test_who_signed_up_has_not_signed() -> None:
    found = understood("Name,Status\nAsha,Attended\nRavi,Signed up\nZoe,Presenter\n")

    assert [trace.kind for trace in found.traces] == ["sign_in", "registrant", "registrant"]


@pytest.mark.parametrize(
    ("name", "signature"),
    [
        ("Sokha Un", "Un Sokha"), ("Maybelle Chen", "Maybelle Chen"), ("Nadia Ahmed", "NA"), ("Nora Lund", "N"),
        ("Anil Das", "A"), ("អ៊ុន សុខា", "Un Sokha"), ("May Vang", "Vang"), ("Salah Omar", "Salah"),
        ("Cameron Blue", "C. Blue"), ("Nina Olsen", "No"), ("张无忌", "无"), ("Ольга Нечаева", "Н"),
    ],
)  # fmt: skip
def test_a_name_or_initials_that_read_like_a_word_of_absence_are_a_signature(
    name: str, signature: str
) -> None:
    found = understood(
        f"Name,Organisation,Signature\n{name},ILO,{signature}\nZoe Quinn,ILO,ZQ\nOmar Haq,ILO,\n"
    )

    assert [trace.kind for trace in found.traces] == ["sign_in", "sign_in", "registrant"]


def test_in_a_column_of_signatures_that_holds_ticks_and_letters_an_a_is_absent_whoever_it_is() -> None:
    found = understood("Name,Signature\nPriya Das,P\nAnil Rao,A\nZoe Quinn,P\nNadia Ahmed,NA\n")

    assert [trace.kind for trace in found.traces] == ["sign_in", "registrant", "sign_in", "registrant"]


def test_the_instant_of_a_check_in_is_when_they_came() -> None:
    text = "Order code,Attendee name,Checked in,E-mail\nA1,Asha Rao,2022-11-22 04:40:00+00:00,a@x.example\n"

    assert walls(text) == [("22 10:10", "")]


@pytest.mark.parametrize(
    "header",
    [
        "Name|In|Out|In|Out",
        "Name|Morning||Afternoon|\n|In|Out|In|Out",
        "Name|Time In (Morning)|Time Out (Morning)|Time In (Afternoon)|Time Out (Afternoon)",
        "Nom|Arrivée matin|Départ matin|Arrivée après-midi|Départ après-midi",
    ],
)
def test_who_comes_and_leaves_in_the_morning_and_in_the_afternoon_has_both_stays(header: str) -> None:
    text = f"{header}\nAsha|10:30|1:00|2:00|4:30\nRavi|||2:00|4:30\nZoe|10:30|1:00||\nOmar|10:30|||4:30\n"

    both, late, early, unclear = understood(text, event=WHOLE_DAY, delimiter="|").traces

    assert _hours(both) == ["10:30-13:00", "14:00-16:30"]
    assert _hours(late) == ["14:00-16:30"]
    assert _hours(early) == ["10:30-13:00"]
    assert _hours(unclear) == ["", "10:30-"]


@pytest.mark.parametrize(
    "header", ["Name (in block letters),Time In,Time Out", "Name,Time In (24h),Time Out (24h)"]
)
def test_a_bracket_in_the_header_of_a_sheet_makes_no_report_of_it(header: str) -> None:
    found = understood(f"{header}\nAsha,10:30,12:00\n")

    assert (found.kind, found.traces[0].kind) == ("sign-in", "sign_in")


def test_times_in_before_all_times_out_are_taken_together_in_their_order() -> None:
    text = "Name|Time In||Time Out|\n|Morning|Afternoon|Morning|Afternoon\nAsha|10:30|2:00|1:00|4:30\n"

    (trace,) = understood(text, event=WHOLE_DAY, delimiter="|").traces

    assert _hours(trace) == ["10:30-13:00", "14:00-16:30"]


def test_a_row_of_hours_that_were_planned_is_no_stay() -> None:
    text = "Name,Expected arrival,Expected departure,Arrival,Departure\nAsha,10:30,12:00,11:00,11:30\n"

    assert [_hours(trace) for trace in understood(text, event=WHOLE_DAY).traces] == [["11:00-11:30"]]


@pytest.mark.parametrize(
    "header",
    [
        "Name|Signature (morning)|Signature (afternoon)",
        "Name|Signature|\n|Morning|Afternoon",
        "Name|Signature|\n|Day 1|Day 2",
        "Nom|Émargement matin|Émargement après-midi",
    ],
)
def test_whoever_signed_in_any_of_several_columns_was_there(header: str) -> None:
    found = understood(f"{header}\nAsha Rao|AR|\nRavi Das||RD\nZoe Quinn||\n", delimiter="|")

    assert [trace.claim.name for trace in found.traces] == ["Asha Rao", "Ravi Das", "Zoe Quinn"]
    assert [trace.kind for trace in found.traces] == ["sign_in", "sign_in", "registrant"]


def test_days_below_one_word_for_attendance_have_their_ticks() -> None:
    found = understood("Name|Attendance|\n|Day 1|Day 2\nAsha|P|A\nRavi|A|P\nZoe|A|A\n", delimiter="|")

    assert [trace.kind for trace in found.traces] == ["sign_in", "sign_in", "registrant"]


def test_a_column_of_times_that_fits_no_other_is_named_in_a_note() -> None:
    found = understood("Name,Time In,Time Out,Arrival time\nAsha,9:30,12:00,9:15\n")

    assert wall(found.traces[0]) == ("22 09:30", "22 12:00")
    assert [note for note in found.notes if "“Arrival time”" in note]


def test_a_signature_column_that_is_empty_throughout_decides_nothing() -> None:
    found = understood("Name,Organisation,Signature\nAsha,UNDP,\nRavi,ILO,\n")

    assert [trace.kind for trace in found.traces] == ["sign_in", "sign_in"]
    assert "--kind registrants" in found.notes[0]


def test_a_list_of_names_is_taken_as_a_sheet_and_says_how_to_say_otherwise() -> None:
    as_sheet, as_list = (
        understood("Name,Organisation\nAsha,UNDP\n"),
        understood("Name,Organisation\nAsha,UNDP\n", kind="registrants"),
    )

    assert (as_sheet.kind, as_sheet.traces[0].kind) == ("sign-in", "sign_in")
    assert "--kind registrants" in as_sheet.notes[0]
    assert (as_list.kind, as_list.traces[0].kind, as_list.notes) == ("registrants", "registrant", ())


def test_a_bad_row_is_told_with_its_row_and_the_others_go_on() -> None:
    text = "Name,Email,Time In\nAsha,a@x.example,morning\nTotal,,2\n,same,\nRavi,r@x.example,9:45\n"

    found = understood(text)

    assert [trace.claim.name for trace in found.traces] == ["Asha", "Ravi"]
    assert [fault.ref for fault in found.faults] == ["file.csv#1", "file.csv#2", "file.csv#3"]
    assert "row 2" in found.faults[0].reason
    assert "“morning”" in found.faults[0].reason


def test_words_for_nothing_are_no_address_and_no_number() -> None:
    claim = understood("Name,Email,Phone,Organisation,Time In\nAsha,same,nil,N/A,9:30\n").traces[0].claim

    assert (claim.email, claim.phone, claim.organisation) == ("", "", "")


def test_the_same_row_in_two_sheets_has_the_same_cells_whatever_its_number() -> None:
    first = understood("S.No.,Name,Organisation,Time In\n1,Asha  Rao,UNDP,9:30\n", name="a.csv").traces[0]
    again = understood(
        "S.No.,Name,Organisation,Time In\n1,Zoe,ILO,9:20\n2,ASHA RAO,UNDP,9:30\n", name="b.csv"
    ).traces[1]

    assert first.cells == again.cells
    assert first.id != again.id
    assert first.file != again.file


def test_who_came_before_the_start_and_never_signed_out_is_not_outside_the_event() -> None:
    found = understood("Name,Time In\nAsha,9:15\nRavi,9:30\nZoe,8:50\n")

    assert found.notes == ()


def test_an_event_given_as_one_long_span_has_the_same_hours_on_each_of_its_days() -> None:
    three_days = a_meeting(day("2022-11-22T10:30", "2022-11-24T17:00"))
    text = "Name,Date,Time In,Time Out\nAsha,23/11/2022,10:40,2:30\nRavi,24/11/2022,11:00,4:45 PM\n"

    assert walls(text, event=three_days) == [("23 10:40", "23 14:30"), ("24 11:00", "24 16:45")]


def _hours(trace: Trace) -> list[str]:
    """Its stays by the clock of the place: "10:30-12:00"; "" where one is not known."""
    told = [(one.start, one.end) if one else (None, None) for one in trace.stays]
    return [
        "-".join(f"{at.astimezone(KOLKATA):%H:%M}" if at else "" for at in ends) if any(ends) else ""
        for ends in told
    ]
