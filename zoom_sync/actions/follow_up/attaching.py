"""What goes along with a letter. Whatever is made for one person makes the letter personal (`words.is_personal`)."""

from __future__ import annotations

from zoom_sync import mail
from zoom_sync.files import calendar
from zoom_sync.records import Event

NEUTRAL = "Meeting"


def calendar_entry(event: Event, *, public_url: str) -> mail.Attachment:
    """The event as a file for calendars; of a protected event neither title nor place."""
    title, place = (NEUTRAL, "") if event.protected else (event.title, event.venue)
    data = calendar.entry(uid=event.id, host=public_url, title=title, place=place, days=event.days)
    return mail.Attachment("event.ics", "text", "calendar", data, {"method": "PUBLISH"})
