"""What can go wrong with Zoom, by what can be done about it.

    Trouble
      PersonMustAct      nobody but a person can mend it: no retry
        ScopeMissing     the app lacks a scope, and which
      Refused            Zoom said no to this one request
        NotFound         it is unknown, expired, or has not run yet
        NoPermission     no right, or no plan, to this
        TooOld           older than Zoom keeps it
      Limited            not before `until`
        DayLimit         the day's requests are used up
      ListingCutShort    a list ended before its last page
      NotReady           a report that is still being made
      ZoomUnreachable    no usable answer, several times

No text here repeats what Zoom wrote: its messages carry tokens, codes and addresses of people.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from zoom_sync.records import Trouble

KEPT = "What had arrived before is kept."


class PersonMustAct(Trouble):
    """Zoom will go on refusing until somebody changes something there or in the settings."""


class ScopeMissing(PersonMustAct):
    """The Zoom app lacks a scope; any one of `scopes` would do."""

    def __init__(self, scopes: Sequence[str]) -> None:
        self.scopes = tuple(scopes)
        named = " or ".join(self.scopes) or "one that it does not name"
        super().__init__(
            f"The Zoom app lacks a scope: {named}.",
            KEPT,
            "Add it to the app on Zoom's App Marketplace (Scopes), then run the sync again or connect again; "
            "Zoom may take an hour.",
        )


class Refused(Trouble):
    """Zoom refused one request. `status` is HTTP's, `code` Zoom's own: two separate namespaces."""

    def __init__(self, what: str, remedy: str, *, status: int, code: int = 0, tracking: str = "") -> None:
        self.status, self.code, self.tracking = status, code, tracking
        number = f"HTTP {status}" + (f", code {code}" if code else "")
        tail = f"; for Zoom's support: {tracking}" if tracking else ""
        super().__init__(f"{what} ({number}{tail}).", KEPT, remedy)


class NotFound(Refused):
    """Zoom knows no such webinar or user; also said of a webinar that has not run yet."""


class NoPermission(Refused):
    """The account or host has no right or no plan for this."""


class TooOld(Refused):
    """Zoom no longer gives the report."""


class Limited(Trouble):
    """Zoom wants no such request before `until`."""

    def __init__(self, until: datetime, label: str = "", what: str = "") -> None:
        self.until, self.label = until, label
        super().__init__(
            what or "Zoom asks this account to wait before its next request.",
            KEPT,
            f"It goes on by itself after {until:%Y-%m-%d %H:%M} UTC.",
        )


class DayLimit(Limited):
    """The account's requests of the day are used up, by this or another app."""

    def __init__(self, until: datetime, label: str = "") -> None:
        kind = f"{label} " if label else ""
        super().__init__(until, label, f"Today's {kind}requests to Zoom are used up for this account.")


class ListingCutShort(Trouble):
    """A list from Zoom ended before its last page."""

    def __init__(self, listing: str, pages: int, why: str) -> None:
        self.listing, self.pages = listing, pages
        super().__init__(
            f"Zoom's list of {listing} stopped after page {pages}: {why}.",
            "What had arrived is kept, and nobody was marked as missing.",
            "Run the sync again: it starts that list from its first page.",
        )


class ZoomUnreachable(Trouble):
    """No usable answer, however often it was asked."""

    def __init__(self, why: str, tries: int) -> None:
        self.why = why
        super().__init__(
            f"Zoom gave no usable answer in {tries} tries: {why}.",
            KEPT,
            "Run the sync again later; status.zoom.us shows known outages.",
        )


class OccurrenceUnknown(Trouble):
    """A webinar has no such occurrence, though it has others."""

    def __init__(self, webinar: str, occurrence: str) -> None:
        self.webinar, self.occurrence = webinar, occurrence
        super().__init__(
            f"Webinar {webinar} has no occurrence {occurrence}.",
            "Everything else of it was read.",
            "Look at the number after the slash, or make the event with the webinar's number alone.",
        )


class NotReady(Trouble):
    """A run is over, and Zoom has no whole report of it yet; `begun`: it has something."""

    def __init__(self, uuid: str, *, begun: bool = False) -> None:
        self.uuid = uuid
        super().__init__(
            f"Zoom is still at work on the report of run {uuid}."
            if begun
            else f"Zoom has no report of run {uuid} yet.",
            "The record stays provisional.",
            "Zoom needs up to half an hour after the end; it is asked again by itself.",
        )
