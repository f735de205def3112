"""What the cells of columns such as *Checked in*, *Attended*, *Status*, *Signature*, *Approval* say."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from zoom_sync.rules.sheet.words import key

Presence = Literal["present", "absent", ""]  # "": the cell says neither

PRESENT = re.compile(
    r"^(y|yes|oui|si|ja|sim|x|p|t|v|ok|true|vrai|verdadero|wahr|on|in|here|late|tardy|there)$"
    r"|^(checked ?in|attended|present|presente?|attendee present|signed|participated|completed|used|scanned|came)"
    r"|^(arrived|joined|walk ?in|a participe|a assiste|asistio|teilgenommen|anwesend|emarge|firmado)"
)
ABSENT = re.compile(
    r"^(n|no|non|nein|nao|a|false|faux|falso|falsch|off|none|null|nil|na|n a|0)$"
    r"|^(not|un)\b.*|^(no ?show|absent|absente?|ausente|abwesend|did not|cancel|annul|refund|deleted|denied|declined)"
    r"|^(attending|registered|regist|confirmed|approved|pending|valid|active|acquired|invited|waitlist)"
    r"|^(waiting|to be paid)"
    r"|^(paid|unpaid|booked|going|maybe|excused|inscrit|inscrito|confirme|confirmado|complete$)"
)
MARKS = {"✓", "✔", "☑", "✅", "●", "•", "+"}
NO_MARKS = {"", "-", "--", "–", "—", "✗", "✘", "☐", "❌", "×", "."}
STATUSES = (  # Zoom's words and those of others; approval and registration states
    ("cancelled", r"cancel|annul|refund|withdrawn|deleted"),
    ("denied", r"denied|reject|refus|declin|deneg|rechaz"),
    ("pending", r"pending|wait|attente|pendiente|unpaid|to be paid|invited"),
)
DITTO = re.compile(
    r"^[\-–—\s.]*(do|ditto|idem|id|same|same as above|as above|[\"”“″〃'’,]{1,2})[\-–—\s.]*$", re.IGNORECASE
)


@lru_cache(maxsize=1024)
def presence(cell: str) -> Presence:
    """Whether a check-in cell says that somebody came. A date or an hour says yes: it is when they did."""
    text = cell.strip()
    if text in NO_MARKS:
        return "absent"
    if text in MARKS:
        return "present"
    words = key(text)
    if ABSENT.search(words):
        return "absent"
    if (
        PRESENT.search(words)
        or re.search(r"\d{1,2}[:.h]\d{2}|\d{4}-\d{2}-\d{2}|\d/\d", text)
        or re.fullmatch(r"[1-9]\d*", text)
    ):
        return "present"
    return ""


def yes(cell: str) -> bool:
    return presence(cell) == "present"


def signed(cell: str) -> bool:
    """A signature is anything but nothing, or a word that says there is none."""
    return cell.strip() not in NO_MARKS and presence(cell) != "absent"


@lru_cache(maxsize=1024)
def status(cell: str) -> str:
    """A registration's status in our words; what is not another one is approved."""
    words = key(cell)
    return next((name for name, pattern in STATUSES if re.search(pattern, words)), "approved")


def is_ditto(cell: str) -> bool:
    """`-do-` or a ditto mark: the same as in the row above."""
    return bool(DITTO.match(cell))


def digest(cells: Iterable[str]) -> str:
    """What the same row in two sheets has in common: its cells, however they are spaced or capitalised."""
    text = "\x1f".join(" ".join(cell.split()).casefold() for cell in cells).rstrip("\x1f")
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
