"""Write to everyone of a group after an event: plan, look, approve, send, stop; and let people leave."""

from zoom_sync.actions.follow_up import audience
from zoom_sync.actions.follow_up.known import LetterUnknown
from zoom_sync.actions.follow_up.leaving import (
    UnsubscribeLinkWrong,
    can_unsubscribe,
    leave_for,
    mark_anew,
    marks,
    return_to,
    unsubscribe,
    wants_none,
)
from zoom_sync.actions.follow_up.letters import (
    again,
    approve,
    change,
    plan,
    stop,
    test,
)
from zoom_sync.actions.follow_up.samples import LINK as SAMPLE_LINK
from zoom_sync.actions.follow_up.samples import RECORD_LINK as SAMPLE_RECORD_LINK
from zoom_sync.actions.follow_up.samples import preview, preview_of, readers
from zoom_sync.actions.follow_up.sending import mail_is_down, send_some
from zoom_sync.actions.follow_up.standing import differences, expected, note_look, overview, status
from zoom_sync.actions.follow_up.writing import Written, written_of

__all__ = [
    "SAMPLE_LINK",
    "SAMPLE_RECORD_LINK",
    "LetterUnknown",
    "UnsubscribeLinkWrong",
    "Written",
    "again",
    "approve",
    "audience",
    "can_unsubscribe",
    "change",
    "differences",
    "expected",
    "leave_for",
    "mail_is_down",
    "mark_anew",
    "marks",
    "note_look",
    "overview",
    "plan",
    "preview",
    "preview_of",
    "readers",
    "return_to",
    "send_some",
    "status",
    "stop",
    "test",
    "unsubscribe",
    "wants_none",
    "written_of",
]
