"""What is to be done once an event is over, in the order in which it is done: how far each step is, and where."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from types import MappingProxyType
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import ngettext

from zoom_sync.records import Event
from zoom_sync.store import letters, people, publications
from zoom_sync.store.database import Tx
from zoom_sync.web import languages

DOUBTFUL = {"joined": "doubtful", "sort": "doubt"}  # of the table of people


class Step(NamedTuple):
    """`label` leads to `endpoint`, a page of the event, with `asked`; `said` says how far it is."""

    done: bool
    label: str
    said: str
    endpoint: str
    asked: Mapping[str, str] = MappingProxyType({})


class Certified(NamedTuple):
    """How many certificates stand, and how many people's differ from the record since."""

    standing: int
    differ: int
    busy: bool


def is_over(event: Event, summary: dict[str, Any] | None, *, now: datetime) -> bool:
    """Whether there is a record of an event that has ended, with its names still in it."""
    return summary is not None and not event.erased and (now > event.ends or summary["status"] == "final")


def steps(tx: Tx, event: Event, summary: Mapping[str, Any], certified: Certified) -> list[Step]:
    joins = [_doubtful(summary)] if summary.get("doubtful") else []
    return [
        _questions(len(people.review(tx, event.id))),
        *joins,
        _figures(publications.of(tx, event.id)),
        _certificates(certified),
        _letters(letters.of_event(tx, event.id)),
        _end(event),
    ]


def _questions(open_: int) -> Step:
    said = ngettext(
        "%(number)s is open, and the figures can move by it.",
        "%(number)s are open, and the figures can move by them.",
        open_,
        number=languages.number(open_),
    )
    return Step(not open_, _("Answer the questions"), said if open_ else _("None is open."), "review.pairs")


def _doubtful(summary: Mapping[str, Any]) -> Step:
    count = summary["doubtful"]
    said = ngettext(
        "%(number)s rests on little, and nobody has looked at it.",
        "%(number)s rest on little, and nobody has looked at them.",
        count,
        number=languages.number(count),
    )
    if both := in_both(summary):
        said = f"{said} {both}"
    return Step(False, _("Look at the doubtful joins"), said, "people.listing", DOUBTFUL)


def in_both(summary: Mapping[str, Any] | None) -> str:
    """How many of the doubtful joins make somebody count as in both, in a sentence; "" for none."""
    both = (summary or {}).get("doubtful_both", 0)
    if not both:
        return ""
    return ngettext(
        "By %(number)s of them somebody counts as in the room and on Zoom.",
        "By %(number)s of them people count as in the room and on Zoom.",
        both,
        number=languages.number(both),
    )


def _figures(out: list[publications.Publication]) -> Step:
    said = _("Nothing is published yet.")
    if out:
        said = _("Version %(version)s is published.", version=languages.number(out[-1].version))
    return Step(bool(out), _("Publish the figures"), said, "publishing.page")


def _certificates(certified: Certified) -> Step:
    standing, differ, busy = certified
    said = _("None is issued yet.")
    if busy:
        said = _("They are being made.")
    elif differ:
        said = ngettext(
            "%(number)s differs from the record: issue what is new.",
            "%(number)s differ from the record: issue what is new.",
            differ,
            number=languages.number(differ),
        )
    elif standing:
        said = ngettext(
            "%(number)s is issued.", "%(number)s are issued.", standing, number=languages.number(standing)
        )
    return Step(
        bool(standing) and not busy and not differ, _("Issue certificates"), said, "certificates.page"
    )


def _letters(written: list[letters.Letter]) -> Step:
    going = [one for one in written if not one.stopped]
    waiting = sum(not one.approved for one in going)
    said = _("No letter is written yet.")
    if waiting:
        said = ngettext(
            "%(number)s letter waits to be approved.",
            "%(number)s letters wait to be approved.",
            waiting,
            number=languages.number(waiting),
        )
    elif going:
        said = ngettext(
            "%(number)s letter is approved.",
            "%(number)s letters are approved.",
            len(going),
            number=languages.number(len(going)),
        )
    return Step(bool(going) and not waiting, _("Write to people"), said, "letters.listing")


def _end(event: Event) -> Step:
    said = _("Nobody has chosen a day yet.")
    if event.keep_until:
        noon = datetime.combine(event.keep_until, time(12), ZoneInfo(event.timezone))
        said = _("Until %(day)s.", day=languages.date(noon, event.timezone, skeleton="yMMMd"))
    return Step(bool(event.keep_until), _("Choose how long names are kept"), said, "privacy.of_event")
