"""Attendance of Microsoft Teams: of a meeting, in three parts, and of a live event, a row for each coming and going.

The meeting's second part has one row for each person, from the first join to the last leave; its third has one for
each join. It is written in the language of whoever downloads it.
"""

from zoom_sync.rules.sheet.dialects.dialect import Dialect

# first join and last leave of a person, in the part that sums up; English, German, French, Spanish, Portuguese
SUMMED = (
    ("First join", "Last leave"), ("Erster Beitritt", "Letztes Verlassen"),
    ("Première participation", "Dernier départ"), ("Primera unión", "Última salida"),
    ("Primeira entrada", "Última saída"), ("First Join Time", "Last Leave Time"),
)  # fmt: skip
HOSTS = ("organizer", "organiser", "organisator", "organisateur", "organizador", "organizadora")

DIALECTS = (
    Dialect(
        "Teams' attendance report",
        SUMMED,
        {first: "time_in" for first, _ in SUMMED} | {last: "time_out" for _, last in SUMMED},
        kind="participants",
        reader="teams report",
    ),
    Dialect(
        "Teams' list of who joined and left",
        (
            ("Full Name", "Action", "UTC Event Timestamp"),
            ("Full Name", "User Action", "Timestamp"),
        ),
        {
            "Session Id": "ignored", "Participant Id": "ignored", "Full Name": "name", "UserAgent": "ignored",
            "UTC Event Timestamp": "time_in", "Timestamp": "time_in", "Action": "direction",
            "User Action": "direction",
        },
        kind="participants",
        reader="joins and leaves",
    ),
)  # fmt: skip
