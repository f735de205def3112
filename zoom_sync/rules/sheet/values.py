"""What the cells of columns such as *Checked in*, *Attended*, *Status*, *Signature*, *Approval* say."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from zoom_sync.rules.sheet.languages import phrases
from zoom_sync.rules.sheet.languages.statuses import CANCELLED, DENIED, PENDING
from zoom_sync.rules.sheet.lexicon import SPACELESS, key

# "registered": that somebody wanted to come, which says nothing of whether they did; "": the cell says nothing
Presence = Literal["present", "absent", "registered", ""]

PRESENT = re.compile(
    r"(checked ?in|attended|present|attendee present|signed(?! up)|participated|completed|used|scanned|came"
    r"|arrived|joined(?! wait)|walk ?in|a participe|a assiste|asistio|teilgenommen|anwesend|emarge|firmado)\b"
)
REGISTERED = re.compile(
    r"((not|un) ?)?(regist\w*|confirm\w*|approved|paid|verified)\b"
    r"|(attending|going|maybe|booked|invited|signed up|pending|valid|active|acquired|waitlist\w*|waiting|to be paid"
    r"|denied|declined|inscri\w*)\b|complete$"
)
AWAY = r"no ?show\w*|absent\w*|ausente|abwesend|excused|(cancel|annul|refund)\w*|deleted"
ABSENT = re.compile(rf"(not|did not|didn t|{AWAY})\b|un ?(attended|signed|checked|scanned|used)\b")
# What somebody writes where a signature is missing; as little as can be, since a name may be anything else.
UNSIGNED = re.compile(rf"(not|un|did not|didn t) ?(sign|attend|come|came|present|here)\w*|{AWAY}")
IN = re.compile(
    r"(check ?in|checked in|entry|entries|entered|in|join\w*|arriv\w*|entree|entrada|eingang|beigetreten)\b"
)
OUT = re.compile(
    r"(check ?out|checked out|exit\w*|out|left|leave|leaving|sortie|salida|saida|ausgang|verlassen)\b"
)
PRESENT_WORDS = {key(phrase) for phrase in phrases("present")}
ABSENT_WORDS = {key(phrase) for phrase in phrases("absent")}
MARKS = {"✓", "✔", "☑", "✅", "●", "•", "+", "○", "◯", "〇", "◎", "√"}
NO_MARKS = {"", "-", "--", "–", "—", "✗", "✘", "☐", "❌", "×", "✕", "."}
STATUSES = (("cancelled", CANCELLED), ("denied", DENIED), ("pending", PENDING))
JOINED = re.compile(r"[^a-zа-я]")  # elsewhere a word may begin with an article, or stand within another
STATUS_PATTERNS = [
    (name, re.compile("|".join(word if JOINED.match(word) else rf"\b{word}" for word in map(key, words))))
    for name, words in STATUSES
]
DITTO_MARKS = re.compile(r"[-–—\s./]*(?:[\"”“„″ʺ〃»«'’`´,،/]\s*){1,4}[-–—\s.]*")
DITTO_WORDS = {key(phrase) for phrase in phrases("ditto")}
LONGEST_DITTO = 24
END = r"(?![^\W\d])"  # of a word: a vowel sign may stand before it, and a number behind
SUM = re.compile(
    rf"(?:{'|'.join(map(key, phrases('sum')))}){END}(?:\s|\d|(?:{'|'.join(map(key, phrases('summed')))}){END})*"
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
    if words and (said := told(words)):
        return said
    if re.search(r"\d{1,2}[:.h]\d{2}|\d{4}-\d{2}-\d{2}|\d/\d", text) or re.fullmatch(r"[1-9]\d*", text):
        return "present"
    return ""


def told(words: str) -> Presence:
    """The same for words alone, as `key` gives them."""
    if words in ABSENT_WORDS:
        return "absent"
    if words in PRESENT_WORDS:
        return "present"
    if REGISTERED.match(words):
        return "registered"
    return "absent" if ABSENT.match(words) else "present" if PRESENT.match(words) else ""


def yes(cell: str) -> bool:
    return presence(cell) == "present"


def goes(cell: str) -> Literal["in", "out", ""]:
    """Whether a scan or a row of a log tells of somebody coming or going; "" if it says neither."""
    words = key(cell)
    return "out" if OUT.match(words) else "in" if IN.match(words) else ""


def signed(cell: str, name: str) -> bool:
    """A signature is anything but nothing, or words that say there is none.

    `name`: whose it is. What is of their name is no such word: NA is Nadia Ahmed's, and Vang is a family's name.
    """
    if cell.strip() in NO_MARKS:
        return False
    words = key(cell)
    denied = words in ABSENT_WORDS or UNSIGNED.fullmatch(words)
    return not denied or _is_of(words, key(name))


def is_mark(cell: str, name: str) -> bool:
    """Whether a cell says yes in a word or with a tick, and not in letters of the name beside it."""
    return presence(cell) == "present" and not _is_of(key(cell), key(name))


def _is_of(words: str, name: str) -> bool:
    """Whether words are some of a name's, or its initials."""
    parts = name.split()
    if not words or not parts:
        return False
    if set(words.split()) <= set(parts) or (SPACELESS.search(words) and words in name):
        return True
    initials = iter(part[0] for part in parts)
    return all(letter in initials for letter in words.replace(" ", ""))


@lru_cache(maxsize=1024)
def status(cell: str) -> str:
    """A registration's status in our words; what is not another one is approved."""
    words = key(cell)
    return next((name for name, pattern in STATUS_PATTERNS if pattern.search(words)), "approved")


def tells_status(cells: Iterable[str]) -> bool:
    """Whether a *Status* or *State* column is of attendance or registration, and not of a country's states."""
    seen = {cell for cell in cells if cell}
    return 2 * sum(bool(presence(cell)) or status(cell) != "approved" for cell in seen) >= len(seen) > 0


def is_ditto(cell: str) -> bool:
    """`-do-` or a ditto mark: the same as in the row above."""
    if not cell or len(cell) > LONGEST_DITTO or cell[-1].isdigit() or "@" in cell:
        return False
    return bool(DITTO_MARKS.fullmatch(cell)) or key(cell) in DITTO_WORDS


def is_sum(cell: str) -> bool:
    """“Total: 25”, 合计, “Gesamt 25 Teilnehmer”: what stands below the last person."""
    return bool(SUM.fullmatch(key(cell)))


def digest(cells: Iterable[str]) -> str:
    """What the same row in two sheets has in common: its cells, however they are spaced or capitalised."""
    text = "\x1f".join(" ".join(cell.split()).casefold() for cell in cells).rstrip("\x1f")
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
