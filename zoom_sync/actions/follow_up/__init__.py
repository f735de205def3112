"""Write to everyone of a group after an event: plan, look, approve, send, stop; and let people leave."""

from zoom_sync.actions.follow_up.leaving import (
    UnsubscribeLinkWrong,
    can_unsubscribe,
    mark_anew,
    unsubscribe,
)
from zoom_sync.actions.follow_up.letters import LetterUnknown, approve, plan, preview, stop, test
from zoom_sync.actions.follow_up.sending import mail_is_down, send_some
from zoom_sync.actions.follow_up.standing import of_event, status

__all__ = [
    "LetterUnknown",
    "UnsubscribeLinkWrong",
    "approve",
    "can_unsubscribe",
    "mail_is_down",
    "mark_anew",
    "of_event",
    "plan",
    "preview",
    "send_some",
    "status",
    "stop",
    "test",
    "unsubscribe",
]
