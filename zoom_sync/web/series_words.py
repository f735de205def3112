"""The report of a series in the reader's language: who was new at each event, who came back, who stayed away."""

from __future__ import annotations

from collections import Counter
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from zoom_sync.actions.series import Comings
from zoom_sync.files.document import Document, Figure, Section, Table
from zoom_sync.web import languages


def in_words(title: str, found: Comings) -> Document:
    """Figures alone: nobody is named. Events without a record, and protected ones, take no part."""
    told = [one for one in found.members if one.turnout is not None]
    days = [languages.date(one.event.starts, one.event.timezone, skeleton="yMMMd") for one in told]
    return Document(
        title=title,
        kind=_("Series"),
        when=" – ".join(days if len(days) < 2 else (days[0], days[-1])),
        status=_("These events have too many people to look for each of them at the others.")
        if found.is_too_large
        else "",
        figures=tuple(_figures(found)),
        sections=tuple(_sections(found)),
        counted_title=_("How this was counted"),
        counted=(
            _(
                "Who stayed away was at the event before, and not at this one. People are found again by their "
                "registration at Zoom, their Zoom account or their e-mail, never by a name; whoever left none of "
                "these counts as new each time."
            ),
            *erased(found),
        ),
        facts=((_("Events"), languages.number(len(told))),),
        page=_("Page"),
        range=_("%(least)s to %(most)s", least="%(least)s", most="%(most)s"),
        language=languages.locale().language,
        locale=str(languages.locale()),
        is_rtl=languages.locale().text_direction == "rtl",
    )


def erased(found: Comings) -> list[str]:
    """What is said of those who only count."""
    number = sum(one.turnout.erased for one in found.members if one.turnout is not None)
    said = ngettext(
        "%(count)s attendee was erased since: counted as attended, neither as new nor as back.",
        "%(count)s attendees were erased since: counted as attended, neither as new nor as back.",
        number,
        count=languages.number(number),
    )
    return [said] if number else []


def as_json(title: str, found: Comings) -> dict[str, Any]:
    """The same for a program: each event with its figures, None where it takes no part."""
    events = [
        {
            "id": one.event.id,
            "title": one.event.title,
            "starts": one.event.starts.isoformat().replace("+00:00", "Z"),
            "turnout": None
            if one.turnout is None
            else {name: getattr(one.turnout, name) for name in ("attended", "new", "back", "gone", "erased")},
        }
        for one in found.members
    ]
    often = Counter(len(guest.came) for guest in found.guests)
    return {"title": title, "events": events, "people_by_events": dict(sorted(often.items()))}


def _sure(value: int) -> Figure:
    return Figure(value, value, value)


def _figures(found: Comings) -> list[tuple[str, str, Figure]]:
    several = sum(len(guest.came) > 1 for guest in found.guests)
    return [
        ("people", _("People"), _sure(len(found.guests))),
        ("back", _("Came back"), _sure(several)),
    ]


def _sections(found: Comings) -> list[Section]:
    rows = [
        (
            f"{one.event.title} · {languages.date(one.event.starts, one.event.timezone, skeleton='yMMMd')}",
            tuple(map(_sure, (one.turnout.attended, one.turnout.back, one.turnout.new, one.turnout.gone))),
        )
        for one in found.members
        if one.turnout is not None
    ]
    head = (_("Event"), _("Attended"), _("Came back"), _("New"), _("Stayed away"))
    turnout = Table(head, tuple(rows), ("people", "back", "new", "gone"))
    often, events = Counter(len(guest.came) for guest in found.guests), len(found.counted)
    times = tuple(
        (
            _("%(times)s of %(events)s", times=languages.number(n), events=languages.number(events)),
            (_sure(often[n]),),
        )
        for n in sorted(often, reverse=True)
    )
    by_times = Table((_("Came"), _("People")), times, ("people",))
    return [
        Section("turnout", _("Who came"), turnout, "bars", ("back", "new"), is_short=True),
        Section("often", _("How often they came"), by_times, "bars", ("people",), is_short=True),
    ]
