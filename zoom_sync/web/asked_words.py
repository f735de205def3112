"""What was asked at an event, as sections of its report: the sums of `rules.asked.told` in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from zoom_sync.files.document import Figure, Section, Table
from zoom_sync.rules.asked import LEAST
from zoom_sync.web import languages
from zoom_sync.web.showing import at


def sections(asked: Mapping[str, Any], timezone: str) -> Iterator[Section]:
    """How much was asked, then each question of a poll with its answers."""
    yield _overview(asked)
    several = len({poll["run"] for poll in asked["polls"]}) > 1
    for number, poll in enumerate(asked["polls"], start=1):
        yield _poll(f"poll-{number}", poll, timezone if several else "")


def _overview(asked: Mapping[str, Any]) -> Section:
    rows = [(_("Questions of polls"), len(asked["polls"]))] if asked["polls"] else []
    if asked["questions"] is not None:
        rows += [
            (_("Questions from the audience"), asked["questions"]),
            (_("Of these answered"), asked["answered"]),
        ]
    least = languages.number(LEAST)
    notes = [
        _("Only sums are kept: no names, and no answer that fewer than %(least)s people gave.", least=least)
    ]
    if not rows:
        notes.insert(0, _("Nothing was read yet: Zoom tells of polls and questions after the end."))
    table = Table((_("What was asked"), _("How many")), _figures(rows), ("people",)) if rows else None
    return Section("asked", _("Polls and questions"), table, notes=tuple(notes))


def _poll(key: str, poll: Mapping[str, Any], timezone: str) -> Section:
    """`timezone`: given where the run has to be named, since there were several."""
    rows = [(one["answer"], one["people"]) for one in poll["answers"]]
    if poll["others"]:
        rows.append((_("Other answers"), poll["others"]))
    answered = poll["answered"]
    notes = [
        ngettext(
            "A question of a poll: %(count)s person answered.",
            "A question of a poll: %(count)s people answered.",
            answered,
            count=languages.number(answered),
        )
    ]
    if sum(people for _name, people in rows) > answered:
        notes.append(_("Some of them chose several answers."))
    if timezone and poll["run"]:
        notes.append(_("Asked in the run that began at %(when)s.", when=at(poll["run"], timezone)))
    table = Table((_("Their answer"), _("People")), _figures(rows), ("people",))
    picture = "bars" if poll["answers"] else ""  # one bar of all others would show nothing
    return Section(key, poll["question"] or _("Poll"), table, picture, ("people",), tuple(notes))


def _figures(rows: list[tuple[str, int]]) -> tuple[tuple[str, tuple[Figure, ...]], ...]:
    return tuple((name, (Figure(number, number, number),)) for name, number in rows)
