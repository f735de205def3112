"""Whatever stands in a table: each row is a trace or a fault, none twice, and nothing but Trouble is raised."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.sheets import KOLKATA, a_meeting, day
from zoom_sync.records import Table, Trouble
from zoom_sync.rules import sheet

HEADERS = (
    "Name", "First Name", "Last Name", "Email", "Phone", "Organisation", "Time In", "Time Out", "Date", "Status",
    "Attended", "Checked in", "Signature", "Join Time", "Leave Time", "Duration", "Guest", "Registration Time",
    "Approval Status", "S.No.", "Topic", "Webinar ID", "Nom", "Prénom", "#", "User Name (Original Name)",
    "नाम", "姓名", "التوقيع", "氏名 / Name", "In", "Out", "Time In (UTC)", "Signature (morning)",
    "Day 1", "22/11/2022", "Firma", "Contact", "№ п/п",
    "签到时间",
)  # fmt: skip
CELLS = (
    "Asha Rao", "", "-", "--", "9:30", "25:99", "0", "22/11/2022", "31/02/2022", "99/99/9999",
    "11/22/2022 09:30:00 AM", "0001-01-01 00:00", "9999-12-31T23:59:59-23:59", "a@x.example", "@", "=1+1", "Yes", "No",
    "-do-", '"', "\0", "\u202e", "Total", "½", "²", "٣:٣٠", "１２:３０", "24:00", "12 noon", "Host Details",
    "Attendee Details", "Day 2: 99/99/9999", "2022-11-22T05:05:00+99:99", "0.9999999", "11:59:60",
    "Feb 30, 2022 1:00 AM", "a" * 3000, "@a" * 900,
    "下午2:30", "半", "25時", "合计", "同上", "१", "②", "م", "\u200f", "नहीं", "✓",
    "Prepared by: Zoe", "مجموع ٢", "２０２２年１３月４０日",
    "10-12", "10:30 - 12:00", "9–17", "2022-11-22 10:30 - 12:00", " - ", "–", "Guest 3", "Page 2 of 3", "Un Sokha",
    "Registered", "NA", "23 Nov",
)  # fmt: skip
EVENTS = (
    a_meeting(),
    a_meeting(day("2022-11-22T09:30", "2022-11-25T13:00")),
    a_meeting(day("2026-03-29T00:30", "2026-03-29T06:00"), zone="Europe/Paris"),
    replace(a_meeting(), days=()),
)
row = st.one_of(
    st.lists(st.sampled_from(HEADERS), min_size=1, max_size=8),
    st.lists(st.sampled_from(CELLS), min_size=0, max_size=9),
    st.lists(st.text(max_size=12), max_size=5),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(row, max_size=12), st.sampled_from(EVENTS), st.sampled_from(["", *sheet.KINDS]))
def test_no_row_is_lost_or_repeated_and_no_cell_stops_the_file(rows, event, kind) -> None:  # type: ignore[no-untyped-def]
    table = Table("f.csv", tuple(map(tuple, rows)), "sha", tuple(range(1, len(rows) + 1)))

    try:
        found = sheet.understand(table, event, zone=KOLKATA, kind=kind)
    except Trouble:
        return

    refs = [trace.ref for trace in found.traces]
    assert len(refs) == len(set(refs))
    assert set(refs) | {fault.ref for fault in found.faults} == {f"f.csv#{n + 1}" for n in range(found.rows)}
    assert sheet.understand(table, event, zone=KOLKATA, kind=kind) == found
