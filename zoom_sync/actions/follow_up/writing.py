"""What an organiser writes of a letter, as they typed it, and the letter that it makes."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Required, TypedDict, cast
from zoneinfo import ZoneInfo

from zoom_sync.actions.follow_up import audience
from zoom_sync.records import Event, Trouble
from zoom_sync.rules import followup
from zoom_sync.rules.times import instant
from zoom_sync.store import events
from zoom_sync.store.database import Tx
from zoom_sync.store.letters import Letter

CERTIFICATE = ("", "all", "only")


class Written(TypedDict, total=False):
    """`chosen`: the filters of the people's table, for the group "chosen". `language`: of `subject` and `text`.

    `others`: language -> subject and text. `recording`: an https address. `calendar`: the id of the event whose
    calendar entry goes along. `certificate`: as `store.letters.Letter` has it. `at`: ISO 8601,
    local to the event's zone without an offset; "" for at once.
    """

    group: Required[str]
    subject: Required[str]
    text: Required[str]
    chosen: Mapping[str, str]
    language: str
    others: Mapping[str, tuple[str, str]]
    recording: str
    calendar: str
    certificate: str
    at: str


def letter_of(tx: Tx, event: Event, written: Written, *, by: str, now: datetime) -> Letter:
    """A new letter of what was written. Raises Trouble for whatever is wrong in it."""
    group, language = written["group"], written.get("language") or "en"
    others, recording = dict(written.get("others", {})), written.get("recording", "").strip()
    followup.check(
        group=group,
        subject=written["subject"],
        text=written["text"],
        language=language,
        others=others,
        recording=recording,
    )
    calendar = written.get("calendar", "").strip()
    if calendar:
        events.known(tx, calendar, safe="Nothing was planned.")
    certificate = written.get("certificate", "")
    _check_certificate(certificate, event)
    if event.protected and any(
        "my_record" in followup.used(*one)
        for one in ((written["subject"], written["text"]), *others.values())
    ):
        raise Trouble(
            "This event is protected: no letter holds the link to its reader's own record.",
            "Nothing was planned.",
            "Make the link on the page of the person, and hand it to them yourself.",
        )
    at = written.get("at", "").strip()
    return Letter(
        id=secrets.token_hex(16),
        event=event.id,
        group=group,
        subject=written["subject"].strip(),
        text=written["text"],
        created=now,
        by=by,
        chosen=audience.checked(written.get("chosen", {}), event) if group == followup.CHOSEN else {},
        language=language,
        others={code: (subject.strip(), text) for code, (subject, text) in others.items()},
        recording=recording,
        calendar=calendar,
        certificate=certificate,
        not_before=instant(at, ZoneInfo(event.timezone), safe="Nothing was planned.") if at else None,
    )


def written_of(letter: Letter, event: Event) -> Written:
    """What was written of a letter that is there, to be written on."""
    at = letter.not_before
    return {
        "group": letter.group,
        "subject": letter.subject,
        "text": letter.text,
        "chosen": dict(letter.chosen),
        "language": letter.language,
        "others": dict(letter.others),
        "recording": letter.recording,
        "calendar": letter.calendar,
        "certificate": letter.certificate,
        "at": f"{at.astimezone(ZoneInfo(event.timezone)):%Y-%m-%dT%H:%M}" if at is not None else "",
    }


def changed(
    tx: Tx, letter: Letter, event: Event, given: Mapping[str, Any], *, by: str, now: datetime
) -> Letter:
    """The letter with what is given written anew; what is not given stays."""
    written = cast(Written, {**written_of(letter, event), **given})
    return replace(letter_of(tx, event, written, by=by, now=now), id=letter.id, created=letter.created)


def _check_certificate(certificate: str, event: Event) -> None:
    if certificate not in CERTIFICATE:
        raise Trouble(
            f"A letter takes certificates along for “all” or “only”, not {certificate[:20]!r}.",
            "Nothing was planned.",
            "“all”: whoever has one gets it; “only”: whoever has none gets no letter.",
        )
    if certificate and event.protected:
        raise Trouble(
            "This event is protected: its certificates go with no letter, for others may read the mailbox.",
            "Nothing was planned.",
            "Hand them out yourself; the page Certificates has them.",
        )
