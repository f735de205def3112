"""One letter to one address: taken, refused or unknown.

Never more than one recipient in an envelope, never a header that was not meant (a name may try to smuggle
one in), never a second attempt where the first may have arrived.
"""

from zoom_sync.mail.composing import Attachment, Message, NotSendable, body, html
from zoom_sync.mail.mailbox import Mailbox
from zoom_sync.mail.sending import (
    Mailer,
    MailServerTrouble,
    MailSettingWrong,
    Outcome,
    Post,
    Refused,
    Taken,
    Unknown,
)

__all__ = [
    "Attachment",
    "MailServerTrouble",
    "MailSettingWrong",
    "Mailbox",
    "Mailer",
    "Message",
    "NotSendable",
    "Outcome",
    "Post",
    "Refused",
    "Taken",
    "Unknown",
    "body",
    "html",
]
