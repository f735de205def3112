"""Names as they can be compared: any script, any order, with titles and initials.

Here names are only read and set side by side; how much that says is weighed in `identity.likeness`. A display name
that names nobody (a device, a number, a room, a robot) contradicts nothing.

`scripts` folds any script to Latin letters, `segments` cuts a text, `reading` understands it, `skeleton` makes the
spellings of a name one, `comparing` sets two names side by side. What they know is in `identity.tables`.
"""

from zoom_sync.rules.identity.names.comparing import (
    alike,
    contradict,
    nicknames,
    one_name,
    slipped,
    unvowelled,
)
from zoom_sync.rules.identity.names.mailbox import spelled_out
from zoom_sync.rules.identity.names.name import NOBODYS, Kind, Name, initials
from zoom_sync.rules.identity.names.reading import Names, read
from zoom_sync.rules.identity.names.several import several
from zoom_sync.rules.identity.names.skeleton import bones

__all__ = [
    "NOBODYS",
    "Kind",
    "Name",
    "Names",
    "alike",
    "bones",
    "contradict",
    "initials",
    "nicknames",
    "one_name",
    "read",
    "several",
    "slipped",
    "spelled_out",
    "unvowelled",
]
