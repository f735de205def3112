"""Sentences that pages say of settings, in the visitor's language."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from zoom_sync.records import Rule
from zoom_sync.web import languages
from zoom_sync.web.showing import limit


def rule_said(rule: Rule) -> str:
    """What the rule of an event does, in sentences that hold its values."""
    return " ".join((*_within(rule), *_gaps(rule), *_attended(rule)))


def _within(rule: Rule) -> list[str]:
    return [
        _("Only time within the event's hours counts.")
        if rule.clip_to_event
        else _("Time outside of the event's hours counts too."),
        _("A minute on both sides counts once."),
    ]


def _gaps(rule: Rule) -> list[str]:
    said = [
        ngettext(
            "Who is gone for at most %(num)s second counts as present meanwhile.",
            "Who is gone for at most %(num)s seconds counts as present meanwhile.",
            rule.bridge_gaps_s,
        )
        if rule.bridge_gaps_s
        else _("Every gap counts as absence.")
    ]
    if rule.sheet_breaks_s:
        said.append(
            _(
                "Between two signatures on one sheet a break of at most %(time)s counts as present.",
                time=limit(rule.sheet_breaks_s / 60),
            )
        )
    return said


def _attended(rule: Rule) -> list[str]:
    further = _further(rule)
    if rule.minimum_minutes:
        return [
            _(
                "Who was there for at least %(time)s attended, and so did whoever was seen in the room without an end.",
                time=limit(rule.minimum_minutes),
            ),
            *further,
        ]
    return further or [_("Whoever was seen at all attended.")]


def _further(rule: Rule) -> list[str]:
    """The further minimums, of those that are asked."""
    said, least = [], limit(rule.part_minutes)
    if rule.minimum_share:
        said.append(
            _(
                "Whoever attended was there for at least %(share)s of the event's time.",
                share=languages.share(rule.minimum_share / 100),
            )
        )
    if rule.minimum_sessions:
        said.append(
            ngettext(
                "Whoever attended was in at least %(num)s part of the agenda, for at least %(time)s.",
                "Whoever attended was in at least %(num)s parts of the agenda, for at least %(time)s in each.",
                rule.minimum_sessions,
                time=least,
            )
        )
    if rule.minimum_days:
        said.append(
            ngettext(
                "Whoever attended was there on at least %(num)s day, for at least %(time)s.",
                "Whoever attended was there on at least %(num)s days, for at least %(time)s on each.",
                rule.minimum_days,
                time=least,
            )
        )
    return said
