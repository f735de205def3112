"""Zoom's participants as Viva or Power BI flatten them: the meeting's columns stand in every row, the host's first."""

from zoom_sync.rules.sheet.dialects.dialect import Dialect

DIALECT = Dialect(
    "Power BI's export of Zoom meetings",
    (("MeetingID", "NameOriginalName", "Join_Time", "Leave_Time"),),
    {
        "Topic": "ignored", "MeetingID": "ignored", "User_Name": "ignored", "User_Email_1": "ignored",
        "Department": "ignored", "Group": "ignored", "Creation_Time": "ignored", "Start_Time": "ignored",
        "End_Time": "ignored", "Duration_Minutes_1": "ignored", "NameOriginalName": "name",
        "User_Email_2": "email", "Join_Time": "time_in", "Leave_Time": "time_out",
        "Duration_Minutes_2": "duration", "InWaitingRoom": "waiting",
    },
    kind="participants",
    reader="meeting report",
)  # fmt: skip
