"""What the rules say in a few fixed words, in the visitor's language: reasons, and what is waited for.

The record, its exports and the API say them in English alone, as the rules wrote them. A part that is not known
here stays as it is, marked as English for whoever hears or sees the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from markupsafe import Markup, escape

from zoom_sync.records import NOT_COUNTED
from zoom_sync.rules.warnings import Warning
from zoom_sync.web import languages, runs
from zoom_sync.web.visible import shown

FIXED = {
    "a day of the event that is still to come": later("a day of the event that is still to come"),
    "a going without a time": later("a going without a time"),
    "a sum of the connections below it": later("a sum of the connections below it"),
    "another first name": later("another first name"),
    "another name": later("another name"),
    "another word in the name": later("another word in the name"),
    "as the e-mail spells it": later("as the e-mail spells it"),
    "began as another connection ended": later("began as another connection ended"),
    "bound by Zoom": later("bound by Zoom"),
    "decided to be different": later("decided to be different"),
    "e-mail": later("e-mail"),
    "first name is an initial": later("first name is an initial"),
    "first record": later("first record"),
    "it ended before it began": later("it ended before it began"),
    "its personal code is not known here": later("its personal code is not known here"),
    "its personal code was withdrawn": later("its personal code was withdrawn"),
    "name (here twice, several registrants could be meant)": later(
        "name (here twice; several registrants could be meant)"
    ),
    "name (rare here, only candidate)": later("name (rare here; nobody else could be meant)"),
    "no address": later("no address"),
    "not an e-mail address": later("not an e-mail address"),
    "one with more words": later("one with more words"),
    "only one of the names is given": later("only one of the names is given"),
    "opted out": later("opted out"),
    "other spelling": later("other spelling"),
    "personal code": later("personal code"),
    "phone": later("phone"),
    "practice": later("practice"),
    "registrant id": later("registrant number"),
    "same account": later("same account"),
    "same connection": later("same connection"),
    "same e-mail": later("same e-mail"),
    "same first name": later("same first name"),
    "same name": later("same name"),
    "same name on the screen": later("same name on the screen"),
    "same organisation": later("same organisation"),
    "same personal code": later("same personal code"),
    "same phone": later("same phone"),
    "same registrant id": later("same registrant number"),
    "same row in another file": later("same row in another file"),
    "same single name": later("same single name"),
    "same surname": later("same surname"),
    "second person of one mailbox": later("second person of one mailbox"),
    "self-declared": later("self-declared"),
    "surname is an initial": later("surname is an initial"),
    "shared by several people": later("shared by several people"),
    "the end of another row's connection": later("the end of another row's connection"),
    "the room": later("the room"),
    "two people at one screen": later("two people at one screen"),
    "two registrations": later("two registrations"),
    "waiting room": later("waiting room"),
    "watched the recording": later("watched the recording"),
}
# With something of the record in them; what it is stays as it was written.
PATTERNS: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
    (re.compile(r"decided by (.+)"), lambda who: _("decided by %(who)s", who=who)),
    (
        re.compile(r"two people at one screen, decided by (.+)"),
        lambda who: _("two people at one screen, decided by %(who)s", who=who),
    ),
    (re.compile(r"report of instance (.+)"), lambda run: _("report of the run %(run)s", run=run)),
    (
        re.compile(r"registrants and panelists of webinar (\d+)"),
        lambda id: _("registrants and panelists of webinar %(id)s", id=id),
    ),
    (
        re.compile(r"webinar (\d+) has not run yet"),
        lambda id: _("webinar %(number)s has not run yet", number=id),
    ),
    (
        re.compile(r"whether webinar (\d+) ran on each day"),
        lambda webinar: _("whether %(webinar)s ran on each day", webinar=webinar),
    ),
    (re.compile(r"taken back by (.+)"), lambda who: _("taken back by %(who)s", who=who)),
    (re.compile(r"known from (“.+)"), lambda event: _("known from %(event)s", event=event)),
)
_REPORT, _NOT_RUN = re.compile(r"report of instance (.+)"), re.compile(r"webinar (\d+) has not run yet")
_EACH_DAY = re.compile(r"whether webinar (\d+) ran on each day")
_HOLE = "\0"
_OPENING, _CLOSING = re.compile(r"<\w[^>]*>"), re.compile(r"</\w+>")


def warned(one: Warning) -> str:
    """A warning; what it holds of times, numbers and errors stays as it is."""
    return _(one.said, **one.values)


def told(text: str) -> Markup:
    """A reason, or several with commas between them, for a page; a run by its webinar's title, its day and hour."""
    if said := _of_a_run(text):
        return said
    if languages.locale().language == "en":
        return escape(shown(text))
    if text.startswith(NOT_COUNTED):
        return _around(_("not counted: %(why)s", why=_HOLE), told(text.removeprefix(NOT_COUNTED)))
    comma = _(", ")  # between the parts of a list
    return _known(text) or escape(comma).join(_known(part) or _english(part) for part in text.split(", "))


def told_as_text(text: str) -> str:
    """What `told` says, for paper: marks of Unicode keep apart (FSI, PDI) what tags do on a page."""
    return unescape(_CLOSING.sub("\u2069", _OPENING.sub("\u2068", told(text))))


def _of_a_run(text: str) -> Markup | None:
    """What names a run or a webinar, as people call it; None where nothing more is known than the id."""
    report, waiting, each_day = (one.fullmatch(text) for one in (_REPORT, _NOT_RUN, _EACH_DAY))
    if report and (run := runs.run(report[1])):
        when = languages.moment(run.start, run.timezone, skeleton="yMMMd")
        return _named(
            _("the report of %(webinar)s, which began on %(when)s", webinar=_HOLE, when=when), run.title
        )
    if waiting and (title := runs.webinar(waiting[1])):
        return _named(_("%(webinar)s, which has not run yet", webinar=_HOLE), title)
    if each_day and (title := runs.webinar(each_day[1])):
        return _named(_("whether %(webinar)s ran on each day", webinar=_HOLE), title)
    return None


def _named(sentence: str, name: str) -> Markup:
    return _around(sentence, Markup("<bdi>{}</bdi>").format(shown(name)))


def _known(text: str) -> Markup | None:
    if text in FIXED:
        return escape(str(FIXED[text]))
    for pattern, said in PATTERNS:
        if found := pattern.fullmatch(text):
            # It may be of another script and direction than the sentence around it.
            return _named(said(_HOLE), found[1])
    return None


def _around(sentence: str, inner: Markup) -> Markup:
    return escape(sentence).replace(_HOLE, inner)


def _english(text: str) -> Markup:
    return Markup('<span lang="en" dir="ltr">{}</span>').format(shown(text))
