"""A public report in words: as JSON, as one HTML page that loads nothing, and on paper."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import typst
from jinja2 import Environment, PackageLoader, StrictUndefined

from zoom_sync.files.printing import fonts
from zoom_sync.files.printing.papers import plain

Say = Callable[[str], str]
TEMPLATES = Path(__file__).parent / "printing"


def in_words(
    body: Mapping[str, Any], *, version: int, at: str, say: Say = str, country: Say = str
) -> dict[str, Any]:
    """`k`, `version`, `published`, the event, how it was counted, and `tables` of `title`, `rows`, `columns`, `cells`.

    A cell is a number, "<k", or "*". `body`: as it is kept (`store.publications`). `say` translates our texts,
    `country` gives the name of a country for how it was written.
    """
    told = {
        "k": body["k"],
        "version": version,
        "published": at,
        "event": body["event"],
        "status": body["status"],
        "counting": {
            "rule": body["rule"],
            "open_questions": body["open_questions"],
            "ranges": body["ranges"],
        },
    }
    return told | {"tables": [_table(table, say, country) for table in body["tables"]]}


def _table(table: Mapping[str, Any], say: Say, country: Say) -> dict[str, Any]:
    words = _words(say)
    called = country if table["name"] == "country" else str
    spelled = {row: called(name) for row, name in table["spelled"].items()}
    rows = [spelled.get(row) or words.get(row) or row for row in table["rows"]]
    if table["name"] == "minutes":
        rows = _bands(table["rows"], say)
    if table["name"] == "absent":
        return {
            "title": say("Registered, and not seen"), "rows": [say("Attendees")], "columns": [say("Absent")],
            "cells": table["cells"], "version": table["version"],
        }  # fmt: skip
    if table["name"] != "role":
        rows[-1] = say("All attendees")
    titles = {
        "role": say("By role"),
        "country": say("By country"),
        "minutes": say("By minutes"),
        "sessions": say("By session"),
    }
    return {
        "title": titles[table["name"]],
        "rows": rows,
        "columns": [say("Together") if column == "all" else words[column] for column in table["columns"]],
        "cells": table["cells"],
        "version": table["version"],
    }


def _words(say: Say) -> dict[str, str]:
    return {
        "virtual": say("Only on Zoom"),
        "in_person": say("Only in the room"),
        "both": say("On Zoom and in the room"),
        "all": say("All who took part"),
        "attendee": say("Attendees"),
        "panelist": say("Panelists"),
        "host": say("Hosts"),
        "others or not told": say("Other countries, or not told"),
        "not known": say("Known only in part"),
    }


def _bands(rows: Sequence[str], say: Say) -> list[str]:
    lows = [row for row in rows if row.isdigit()]
    ends = [say("%(least)s to under %(most)s") % {"least": low, "most": high} for low, high in pairwise(lows)]
    return [
        *ends,
        say("%(least)s and more") % {"least": lows[-1]},
        say("Known only in part"),
        say("All attendees"),
    ]


def page(report: Mapping[str, Any]) -> str:
    """The HTML page of a report as `in_words` gives it, times in its event's zone."""
    pages = Environment(
        loader=PackageLoader("zoom_sync.files"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return pages.get_template("public.html").render(report=report, **_moments(report), notes=notes(report))


def paper(report: Mapping[str, Any]) -> bytes:
    """The same as PDF."""
    moments = _moments(report)
    data: dict[str, Any] = {
        "words": {"page": "Page"},
        "head": {"title": plain(report["event"]["title"])},
        "when": moments["when"],
        "status": moments["status"],
        "notes": notes(report),
        "tables": [
            {
                "title": table["title"],
                "columns": table["columns"],
                "rows": [
                    [plain(name), *(str(cell) for cell in cells)]
                    for name, cells in zip(table["rows"], table["cells"], strict=True)
                ],
                "since": f"As published in version {table['version']}."
                if table["version"] != report["version"]
                else "",
            }
            for table in report["tables"]
        ],
        "language": "en",
        "rtl": False,
    }  # fmt: skip
    beyond = fonts.others("".join(set(json.dumps(data, ensure_ascii=False))))
    data["fonts"] = [*fonts.families(), *beyond]
    made = typst.compile(
        str(TEMPLATES / "public.typ"),
        root=str(TEMPLATES),
        font_paths=[str(fonts.FONTS)],
        ignore_system_fonts=not beyond,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="pdf",
    )
    return bytes(made)


def notes(report: Mapping[str, Any]) -> list[str]:
    """What a reader has to know, a sentence or two each."""
    k, rule, counting = report["k"], report["counting"]["rule"], report["counting"]
    found = [
        f"<{k} stands for a number from 0 to {k - 1}: so few people are not told apart from none.",
        "* stands for a number that is not told, because it would give away a small one, "
        "or because it would say the same of everybody in a group.",
        "A person counts once: on Zoom, in the room, or in both. Tables by country, minutes and session are about "
        "attendees; whoever was in two sessions stands in both.",
        f"Gaps of at most {rule['bridge_gaps_s']} seconds count as presence"
        + (", and only time within the event counts." if rule["clip_to_event"] else "."),
        "What is published stays as it is. A later version changes a table only where each of its figures changes by "
        f"nothing or by {k} and more.",
    ]
    if counting["open_questions"]:
        found.append(_questions(counting))
    return found


def _questions(counting: Mapping[str, Any]) -> str:
    modes = {"virtual": "only on Zoom", "in_person": "only in the room", "both": "in both"}
    told = [
        f"{modes[name]}: {low} to {high}" for name, (low, high) in counting["ranges"].items() if name in modes
    ]
    return "Some questions about who is who were open when this was counted" + (
        f"; their answers could have made it {', '.join(told)}." if told else "."
    )


def _moments(report: Mapping[str, Any]) -> dict[str, str]:
    zone = ZoneInfo(report["event"]["timezone"])
    starts, ends, at = (
        datetime.fromisoformat(one).astimezone(zone)
        for one in (report["event"]["starts"], report["event"]["ends"], report["published"])
    )
    until = f"{ends:%H:%M}" if ends.date() == starts.date() else f"{ends.day} {ends:%B %Y, %H:%M}"
    is_final = report["status"] == "final"
    return {
        "when": f"{starts.day} {starts:%B %Y, %H:%M} to {until} ({report['event']['timezone']})",
        "status": f"Version {report['version']}, published on {at.day} {at:%B %Y}. "
        + ("All evidence was in." if is_final else "Provisional: not all evidence was in."),
    }
