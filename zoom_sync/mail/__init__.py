"""One letter to one address: taken, refused or unknown.

Never more than one recipient in an envelope, never a header that was not meant (a name may try to smuggle
one in), never a second attempt where the first may have arrived.
"""

from zoom_sync.mail.composing import Message, NotSendable, html
from zoom_sync.mail.sending import Mailer, MailServerTrouble, MailSettingWrong, Refused, Taken, Unknown

__all__ = [
    "MailServerTrouble",
    "MailSettingWrong",
    "Mailer",
    "Message",
    "NotSendable",
    "Refused",
    "Taken",
    "Unknown",
    "html",
]
