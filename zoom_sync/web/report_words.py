"""A report in the reader's language: the figures of `rules.report` as a document with titles, tables and sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from flask_babel import ngettext

from zoom_sync.files import drawing, report_page
from zoom_sync.files.document import Document, Figure, Section, Table
from zoom_sync.records import Rule
from zoom_sync.rules.reopening import Since, since
from zoom_sync.web import asked_words, languages, reasons
from zoom_sync.web.showing import FIGURES, SOURCES, at, minutes
from zoom_sync.web.wording import rule_said

MODES = ("virtual", "in_person", "both")
MOST_POINTS = 10_000
_FIGURES = FIGURES | {"brief": later("Seen only briefly")}


def in_words(report: Mapping[str, Any]) -> Document:
    """The whole of a report. Times are those of the event's zone."""
    event = report["event"]
    return Document(
        title=event["title"],
        kind=_("Report"),
        when=_when(event),
        status=_status(report),
        figures=_figures(report),
        sections=tuple(_sections(report)),
        counted_title=_("How this was counted"),
        counted=tuple(_counted(report)),
        facts=tuple(_facts(report)),
        page=_("Page"),
        range=_("%(least)s to %(most)s", least="%(least)s", most="%(most)s"),
        presence=drawing.presence(report, say=_, number=languages.number),
        points=[
            [datetime.fromisoformat(point["at"]), *(point[side] for side in ("zoom", "room", "both", "all"))]
            for point in report["curve"]["points"][:MOST_POINTS]
        ],
        points_head=(_("Time"), _("On Zoom"), _("In the room"), _("In both at once"), _("Together")),
        language=languages.locale().language,
        locale=str(languages.locale()),
        is_rtl=languages.locale().text_direction == "rtl",
    )


def _when(event: Mapping[str, Any]) -> str:
    starts, ends = (datetime.fromisoformat(event[name]) for name in ("starts", "ends"))
    zone = event["timezone"]
    until = languages.hour(ends, zone) if len(event["days"]) == 1 else at(event["ends"], zone)
    when = f"{languages.date(starts, zone)}, {languages.hour(starts, zone)}–{until} ({zone})"
    return f"{when} · {event['venue']}" if event["venue"] else when


def _status(report: Mapping[str, Any]) -> str:
    if report["status"] == "final":
        return _("Final: all evidence is in.")
    waited = languages.listed(map(reasons.told_as_text, report["waiting_for"]))
    told = _("Provisional.")
    return f"{told} " + _("Still waited for: %(what)s", what=waited) if waited else told


def _figures(report: Mapping[str, Any]) -> tuple[tuple[str, str, Figure], ...]:
    names = {name: str(said) for name, said in _FIGURES.items() if name != "erased"}
    counts, ranges = report["counts"], report["ranges"]
    return tuple(
        (key, name, Figure(counts.get(key, 0), *ranges.get(key, [counts.get(key, 0)] * 2)))
        for key, name in names.items()
    )


def _row(row: Mapping[str, Any], columns: Iterable[str]) -> tuple[Figure, ...]:
    moving = row.get("ranges", {})
    return tuple(Figure(row[name], *moving.get(name, [row[name]] * 2)) for name in columns)


def _names() -> dict[str, str]:
    return {
        "people": _("People"), "virtual": _("Zoom only"), "in_person": _("Room only"), "both": _("Both"),
        "absent": _("Absent"),
    }  # fmt: skip


def _table(first: str, rows: Sequence[tuple[str, Mapping[str, Any]]], columns: Sequence[str]) -> Table:
    names = _names()
    return Table(
        (first, *(names[column] for column in columns)),
        tuple((name, _row(row, columns)) for name, row in rows),
        tuple(columns),
    )


def _sections(report: Mapping[str, Any]) -> Iterable[Section]:
    yield _funnel(report)
    yield _presence(report)
    if report["sessions"]:
        rows = [
            (f"{one['title']} · {at(one['starts'], report['event']['timezone'])}", one)
            for one in report["sessions"]
        ]
        table = _table(_("Part"), rows, ("people", *MODES))
        yield Section("sessions", _("Parts of the agenda"), table, "bars", MODES)
    yield _stay(report["stay"])
    yield _around("arrivals", _("Late comers"), report["arrivals"], _("at the start or before"))
    yield _around("departures", _("Early leavers"), report["departures"], _("at the end or after"))
    for key, title, first in (
        ("countries", _("By country"), _("Country")),
        ("organisations", _("By organisation"), _("Organisation")),
        ("languages", _("By the language asked for"), _("Language")),
        ("answers", _("By the answer to “%(question)s”", question=report["question"]), _("Their answer")),
    ):
        if report[key]["rows"]:
            yield _breakdown(key, title, first, report[key])
    yield _roles(report["roles"])
    yield _recording(report["recording"])
    if "asked" in report:
        yield from asked_words.sections(report["asked"], report["event"]["timezone"])


def _funnel(report: Mapping[str, Any]) -> Section:
    steps = {
        "registered": _("Registered"), "registration approved": _("Registration approved"),
        "approved and seen": _("Approved and seen"), "seen, registered or not": _("Seen, registered or not"),
        "attended by the rule": _("Attended by the rule"),
    }  # fmt: skip
    rows = [(steps[row["step"]], row) for row in report["funnel"]]
    notes = []
    if report["no_show_rate"] is not None:
        rate, range_ = languages.share(report["no_show_rate"]), report["no_show_range"]
        notes.append(_("Of those whose registration was approved, %(share)s were not seen.", share=rate))
        least, most = map(languages.share, range_ or (0, 0))
        if least != most:
            notes.append(_("Open questions leave %(least)s to %(most)s.", least=least, most=most))
    table = _table(_("From registration to attendance"), rows, ("people",))
    return Section("funnel", table.head[0], table, "bars", ("people",), tuple(notes), is_short=True)


def _presence(report: Mapping[str, Any]) -> Section:
    zone, names = report["event"]["timezone"], ("zoom", "room", "both", "all")
    rows = tuple(
        (at(point["at"], zone), tuple(Figure(point[name], point[name], point[name]) for name in names))
        for point in report_page.table(report)
    )
    head = (_("Time"), _("On Zoom"), _("In the room"), _("In both at once"), _("Together"))
    notes = []
    peak = report["curve"]["peaks"]["all"]
    if peak["at"]:
        people, when = languages.number(peak["people"]), at(peak["at"], zone)
        notes.append(_("At most %(people)s were there at once, at %(when)s.", people=people, when=when))
        low, high = peak.get("range", [0, 0])
        if low != high:
            least, most = languages.number(low), languages.number(high)
            notes.append(_("Open questions leave %(least)s to %(most)s.", least=least, most=most))
    unknown = report["counting"]["stay_unknown"]
    if unknown:
        notes.append(
            ngettext(
                "Of %(count)s person only a part of the stay is known; the curve shows that part.",
                "Of %(count)s people only a part of the stay is known; the curve shows that part.",
                unknown,
                count=languages.number(unknown),
            )
        )
    table = Table(head, rows, names)
    return Section(
        "presence", _("When they were there"), table, "presence", notes=tuple(notes), is_short=True
    )


def _stay(stay: Mapping[str, Any]) -> Section:
    rows = [
        (
            _("%(least)s and more", least=band["from"])
            if band["to"] is None
            else _("%(least)s to under %(most)s", least=band["from"], most=band["to"]),
            band,
        )
        for band in stay["bands"]
    ]
    notes = []
    if stay["known"]:
        median, mean = minutes(stay["median_minutes"]), minutes(stay["mean_minutes"])
        notes.append(
            _("Half of them stayed %(median)s or longer; the average is %(mean)s.", median=median, mean=mean)
        )
    if stay["unknown"]:
        notes.append(
            ngettext(
                "Not in this table: %(count)s person whose stay is known only in part.",
                "Not in this table: %(count)s people whose stay is known only in part.",
                stay["unknown"],
                count=languages.number(stay["unknown"]),
            )
        )
    table = _table(_("Minutes"), rows, MODES)
    return Section("stay", _("How long they stayed"), table, "bars", MODES, tuple(notes), is_short=True)


def _around(key: str, title: str, found: Mapping[str, Any], before: str) -> Section:
    rows = []
    for band in found["bands"]:
        if band["over"] is None:
            name = before
        elif band["to"] is None:
            name = _("more than %(least)s", least=band["over"])
        else:
            name = _("%(least)s to %(most)s", least=band["over"], most=band["to"])
        rows.append((name, band))
    if found["unknown"]:
        rows.append((_("Not known"), {"people": found["unknown"]}))
    return Section(key, title, _table(_("Minutes"), rows, ("people",)), "bars", ("people",))


def _breakdown(key: str, title: str, first: str, found: Mapping[str, Any]) -> Section:
    called = languages.country if key == "countries" else str
    rows = [(called(row["name"]), row) for row in found["rows"]]
    rows += [
        (name, row)
        for name, row in ((_("Others"), found["others"]), (_("Not told"), found["not_told"]))
        if row["people"]
    ]
    columns = ("people", *MODES, "absent")
    return Section(key, title, _table(first, rows, columns), "bars", (*MODES, "absent"))


def _roles(roles: Sequence[Mapping[str, Any]]) -> Section:
    names = {"attendee": _("Attendee"), "panelist": _("Panelist"), "host": _("Host")}
    rows = [(names[row["role"]], row) for row in roles if row["people"]]
    return Section("roles", _("By role"), _table(_("Role"), rows, ("people", *MODES, "absent")))


def _recording(found: Sequence[Mapping[str, Any]]) -> Section:
    names = _names()
    rows = [(names[row["mode"]], row) for row in found if row["people"]]
    note = (
        _("Watching the recording counts no minute: who only watched it stays absent.")
        if rows
        else _("No list of people who watched the recording was brought in.")
    )
    table = _table(_("Where they were seen"), rows, ("people",)) if rows else None
    return Section("recording", _("Who watched the recording"), table, notes=(note,))


def _counted(report: Mapping[str, Any]) -> Iterable[str]:
    rule = {name: value for name, value in report["counting"]["rule"].items() if name in Rule.__slots__}
    yield _("Attendees only; panelists and hosts are left out.")
    yield rule_said(Rule(**rule))
    erased = report["counts"].get("erased", 0)
    if erased:
        yield ngettext(
            "%(count)s person was erased: counted at the top, from registration to attendance and by role, "
            "and in nothing else.",
            "%(count)s people were erased: counted at the top, from registration to attendance and by role, "
            "and in nothing else.",
            erased,
            count=languages.number(erased),
        )
    if report["counting"]["open_reviews"]:
        yield _("A range beside a number is what open questions about who is who leave of it.")
    for note in report["counting"]["notes"]:
        found = since(note)
        yield note if found is None else _since(found, report["event"]["timezone"])


def _since(found: Since, zone: str) -> str:
    """What differs since the record was final, as the event's page says it."""
    begun = _(
        "It was final on %(moment)s. What differs since:",
        moment=languages.moment(found.at, zone, skeleton="MMMd"),
    )
    if found.is_same:
        return f"{begun} {_('Nothing that it says has changed.')}"
    if not found.figures:
        return f"{begun} {_('No figure; what the record says of somebody may.')}"
    number = languages.number
    figures = [
        _(
            "%(figure)s: %(before)s before, %(after)s now",
            figure=_FIGURES.get(name, name), before=number(was), after=number(now),
        )
        for name, was, now in found.figures
    ]  # fmt: skip
    return f"{begun} {languages.listed(figures)}."


def _facts(report: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    found, number = report["counting"], languages.number
    yield _("Records"), number(found["records"])
    for source, count in found["sources"].items():
        yield str(SOURCES.get(source, source)), number(count)
    yield _("Count nothing"), number(found["not_counted"])
    yield _("Joined by name alone"), number(found["joined_by_name_only"])
    yield _("Decided by hand"), number(found["decided_by_hand"])
    yield _("Without a name"), number(found["unidentified"])
    yield _("Open questions"), number(found["open_reviews"])
