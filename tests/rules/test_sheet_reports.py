"""Zoom's own reports as CSV: what each row tells of a registration and of a connection."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.sheets import a_meeting, a_table, day, names, understood, wall
from zoom_sync.records import Trouble
from zoom_sync.rules import sheet

SAMPLES = Path(__file__).parents[2] / "../shared/samples"
needs_samples = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="the sample reports do not lie beside this checkout"
)

HOST = 'Yes,Host One,host1@org.example,"Nov 22, 2022 09:20:00","Nov 22, 2022 13:10:00",230,India'
HEAD_A = """Attendee Report,
Report Generated:,"Nov 22, 2022 8:50 PM"
Topic,Webinar ID,Actual Start Time,Actual Duration (minutes),# Registered
Lessons learned,987 6543 2101,"Nov 22, 2022 9:20 AM",230,3
Host Details,
Attended,User Name,Email,Join Time,Leave Time,Time in Session (minutes),Country/Region Name
"""
ATTENDEES_A = """Attendee Details,
Attended,First Name,Last Name,Email,Registration Time,Approval Status,Join Time,Leave Time,Time in Session,Country
Yes,Asha,Rao,asha@x.example,"Nov 20, 2022 09:00:00",approved,"Nov 22, 2022 09:30:05","Nov 22, 2022 10:00:00",30,India
Yes,Asha,Rao,asha@x.example,,,"Nov 22, 2022 10:05:00","Nov 22, 2022 11:00:00",55,India
No,Ravi,Das,ravi@x.example,"Nov 20, 2022 09:00:00",pending approval,--,--,--,--
Yes,Zoe,Quinn,zoe@x.example,"Nov 20, 2022 09:00:00",upgraded to panelist,"Nov 22, 2022 09:30","Nov 22, 2022 10:00",30
Other Attended,
User Name,Join Time,Leave Time,Time in Session (minutes),Country/Region Name
15550000001,"Nov 22, 2022 9:40 AM","Nov 22, 2022 9:41 AM",1,India
"""
REPORT_A = f"{HEAD_A}{HOST}\n{ATTENDEES_A}"
REPORT_B = """Attendee Report,,,
Host Details,,,
Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes),Is Guest,Country/Region Name,,
Yes,Host One,host1@org.example,"Nov 22, 2022 09:20:00","Nov 22, 2022 13:10:00",230,No,India,,
Panelist Details,,,
Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes),Is Guest,Country/Region Name,,
Yes,iPhone (Paul Adeyemi),paul@x.example,"Nov 22, 2022 09:28:32","Nov 22, 2022 13:00:00",212,Yes,India,,
Yes,Paul (Paul Adeyemi),paul@x.example,"Nov 22, 2022 09:28:32","Nov 22, 2022 13:00:00",212,Yes,India,,
Yes,Meera Pillai (UNDP),meera@x.example,"Nov 22, 2022 09:28:32","Nov 22, 2022 13:00:00",212,Yes,India,,
"""


def test_rows_are_counted_on_through_the_sections_without_titles_headers_and_summary() -> None:
    found = understood(REPORT_A)

    assert found.kind == "participants"
    assert [trace.ref for trace in found.traces] == [f"file.csv#{n}" for n in range(1, 7)]
    assert [trace.claim.name for trace in found.traces] == [
        "Host One", "Asha Rao", "Asha Rao", "Ravi Das", "Zoe Quinn", "15550000001",
    ]  # fmt: skip


def test_a_row_that_says_no_is_a_registration_and_one_that_says_yes_a_connection() -> None:
    traces = understood(REPORT_A).traces

    assert [trace.kind for trace in traces] == ["participant"] * 3 + ["registrant"] + ["participant"] * 2
    assert [trace.registration.status if trace.registration else "" for trace in traces] == [
        "", "approved", "", "pending", "approved", "",
    ]  # fmt: skip
    assert [trace.role for trace in traces] == [
        "host",
        "attendee",
        "attendee",
        "attendee",
        "panelist",
        "attendee",
    ]


def test_times_are_read_to_the_second_and_the_webinar_is_known() -> None:
    trace = understood(REPORT_A).traces[1]

    assert trace.span is not None
    assert trace.span.start.isoformat() == "2022-11-22T04:00:05+00:00"
    assert trace.webinar == "98765432101"


def test_the_shown_name_counts_unless_it_is_a_devices_and_a_bracket_may_be_an_organisation() -> None:
    assert names(REPORT_B) == ["Host One", "Paul Adeyemi", "Paul", "Meera Pillai (UNDP)"]


def test_zoom_writes_month_first_where_nothing_else_decides() -> None:
    text = """Attendee Report
Host Details
Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes)
Yes,Host One,host1@org.example,08/09/2026 10:45:00 AM,08/09/2026 02:30:00 PM,225
"""
    august = a_meeting(day("2025-01-01T10:30", "2025-01-01T17:00"))

    span = understood(text, event=august).traces[0].span

    assert span is not None
    assert (span.start.month, span.start.day) == (8, 9)


def test_a_meeting_report_has_one_row_per_join_and_its_summary_names_the_host() -> None:
    text = """Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants,
98765432101,Sample,11/22/2022 09:20:00 AM,11/22/2022 01:00:00 PM,host1@org.example,220,3,
,,,,,,,
Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,Recording Consent,In Waiting Room
Host One,host1@org.example,11/22/2022 09:20:00 AM,11/22/2022 01:00:00 PM,220,No,,No
Asha Rao,asha@x.example,11/22/2022 09:31:10 AM,11/22/2022 10:00:00 AM,29,Yes,,No
Asha Rao,asha@x.example,11/22/2022 09:30:00 AM,11/22/2022 09:31:05 AM,2,Yes,,Yes
"""
    traces = understood(text).traces

    assert [trace.role for trace in traces] == ["host", "attendee", "attendee"]
    assert [trace.excluded for trace in traces] == ["", "", "waiting room"]
    assert wall(traces[1]) == ("22 09:31", "22 10:00")


def test_the_short_meeting_report_tells_presence_without_minutes() -> None:
    found = understood(
        "Name (Original Name),User Email,Total Duration (Minutes),Guest\nAsha Rao,asha@x.example,78,No\n"
    )

    assert (found.kind, found.traces[0].kind, found.traces[0].span) == ("participants", "participant", None)


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Nom (nom original);Adresse e-mail de l’utilisateur;Heure d’arrivée;Heure de départ;Durée (minutes);Invité",
         "Asha Rao;asha@x.example;22/11/2022 09:35:10;22/11/2022 10:35:20;61;Oui"),
        ("Nom (nom original);Adresse e-mail;Heure de connexion;Heure de déconnexion;Durée (minutes)",
         "Asha Rao;asha@x.example;22/11/2022 09:35:10;22/11/2022 10:35:20;61"),
        ("Nombre (nombre original);E-mail del usuario;Hora para unirse;Hora para salir;Duración (minutos)",
         "Asha Rao;asha@x.example;22/11/2022 09:35:10;22/11/2022 10:35:20;61"),
        ("Nombre (nombre original);Correo electrónico;Hora de entrada;Hora de salida;Duración (minutos);Invitado",
         "Asha Rao;asha@x.example;22/11/2022 09:35:10;22/11/2022 10:35:20;61;No"),
        ("名前 (元の名前);ユーザーメール;参加時刻;退出時刻;所要時間（分）",
         "Asha Rao;asha@x.example;2022/11/22 9:35;2022/11/22 10:35;60"),
        ("First name;Last name;Email;Duration;Time joined;Time exited",
         "Asha;Rao;asha@x.example;1 hr;9:35 AM;10:35 AM"),
        ("ID number;Name;Email address;Join time;Leave time;Duration",
         "12;Asha Rao;asha@x.example;2022-11-22 09:35:00;2022-11-22 10:35:00;60"),
    ],
)  # fmt: skip
def test_reports_in_other_languages_and_of_other_platforms_are_known_by_meaning(
    header: str, row: str
) -> None:
    found = understood(f"{header}\n{row}\n", delimiter=";")

    assert (found.kind, found.faults) == ("participants", ())
    assert found.traces[0].claim.name == "Asha Rao"
    assert wall(found.traces[0]) == ("22 09:35", "22 10:35")


def test_a_row_whose_time_cannot_be_read_is_told_and_stays_without_minutes() -> None:
    text = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\n"
    text += "Asha,a@x.example,soon,later,1,No\n"

    found = understood(text)

    assert found.traces[0].span is None
    assert {fault.ref for fault in found.faults} == {"file.csv#1"}


def test_a_registration_report_tells_the_status_and_when() -> None:
    text = """Registration Report
Report generated time,11/22/2022 02:31:08 PM
Topic,ID,Scheduled Time
Lessons learned,987 6543 2101,11/22/2022 09:30:00 AM
Registrant Details
First Name,Last Name,Email,Organization,Registration Time,Approval Status,Phone,Source Name,Attendance Type
Asha,Rao,asha@x.example,UNDP,11/08/2022 09:00:00 PM,approved,9000000001,,Virtual
Ravi,Das,ravi@x.example,,11/08/2022 09:00:00 PM,denied,,,Virtual
"""
    found = understood(text)

    assert found.kind == "registrants"
    assert [trace.registration.status if trace.registration else "" for trace in found.traces] == [
        "approved",
        "denied",
    ]
    assert found.traces[0].claim.organisation == "UNDP"


def test_a_poll_report_is_refused_in_one_sentence() -> None:
    text = """Poll Report
Report generated time,11/22/2022 06:18:23 PM
Topic,Webinar ID,Actual Start Time,# Poll
Sample,987 6543 2101,11/22/2022 11:00:00 AM,2
#,User Name,User Email,Submitted Time (America/Los_Angeles),Question,Answer
1,Asha,asha@x.example,11/22/2022,Are you still with us?,Yes
"""
    with pytest.raises(Trouble, match=r"Poll Report.*does not say who was there"):
        understood(text)


def test_viewers_are_never_guessed_and_have_no_minutes() -> None:
    found = understood("Name,Email\nAsha,a@x.example\n", kind="viewers")

    assert (found.kind, found.traces[0].kind, found.traces[0].span) == ("viewers", "viewer", None)


def test_a_report_read_in_the_wrong_zone_is_told_and_not_shifted() -> None:
    text = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\n" + "".join(
        f"Person {n},p{n}@x.example,11/22/2022 04:05:00 AM,11/22/2022 05:05:00 AM,60,No\n" for n in range(3)
    )
    found = understood(text)

    assert wall(found.traces[0]) == ("22 04:05", "22 05:05")
    assert "--file-timezone" in found.notes[0]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"Nickname": "name"}, "no column “nickname”"),
        ({"Handle": "given_name"}, "“given_name” is no field"),
    ],
)
def test_a_column_or_a_field_that_does_not_exist_is_refused(columns: dict[str, str], said: str) -> None:
    with pytest.raises(Trouble, match=said):
        understood("Handle,Org,Time In\nAsha,UNDP,9:30\n", columns=columns)


def test_a_mapped_column_is_taken_as_what_it_was_said_to_be() -> None:
    found = understood(
        "Handle,Whom,Came\nAsha Rao,UNDP,9:30\n",
        columns={"Handle": "name", "whom": "organisation", "Came": "time_in"},
    )

    assert (found.traces[0].claim.name, found.traces[0].claim.organisation) == ("Asha Rao", "UNDP")
    assert wall(found.traces[0]) == ("22 09:30", "")


def test_columns_of_a_list_without_a_header_are_mapped_by_number() -> None:
    found = understood("UNDP,Asha Rao,9:30\nILO,Ravi Das,9:40\n", columns={"1": "organisation", "2": "name"})

    assert [trace.claim.name for trace in found.traces] == ["Asha Rao", "Ravi Das"]


def test_a_kind_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(Trouble, match="registrants, participants, viewers, sign-in"):
        understood("Name\nAsha\n", kind="guests")


def test_a_table_without_any_name_address_or_number_is_refused_with_a_remedy() -> None:
    with pytest.raises(Trouble, match="--map"):
        understood("Organisation,Time In\nUNDP,9:30\n")


@needs_samples
@pytest.mark.parametrize(
    ("name", "kind", "rows"),
    [
        ("zoom_attendee_report_A_2020.csv", "participants", 7),
        ("zoom_attendee_report_B_2022-2025.csv", "participants", 6),
        ("zoom_attendee_report_C_2026.csv", "participants", 4),
        ("zoom_meeting_participants_per_join.csv", "participants", 2),
        ("zoom_meeting_participants_unique.csv", "participants", 1),
        ("zoom_registration_report.csv", "registrants", 1),
    ],
)
def test_the_sample_reports_are_known(name: str, kind: str, rows: int) -> None:
    table = a_table((SAMPLES / name).read_text(encoding="utf-8-sig"), name=name)

    found = sheet.understand(table, a_meeting(), zone=day("2022-01-01", "2022-01-02").start.tzinfo)  # type: ignore[arg-type]

    assert (found.kind, len(found.traces), found.faults) == (kind, rows, ())


def test_a_report_whose_rows_are_wider_than_its_header_is_read() -> None:
    text = "Nimi,Osoite\n,asha@x.example,Asha Rao\n,ravi@x.example,Ravi Das\n,zoe@x.example,Zoe Quinn\n"

    assert names(text, kind="participants") == ["Asha Rao", "Ravi Das", "Zoe Quinn"]
