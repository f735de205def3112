"""Keys that tell who somebody is without looking at the name, in order of belief.

A registrant id stands on one person's join link; then what Zoom ties together itself, a Zoom account, an
e-mail address, a phone number, and the same row in two files.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from zoom_sync.rules.pieces import Piece

PHONE_DIGITS = 9  # how many of the last digits are compared: country codes and leading zeros differ
_GMAIL = frozenset({"gmail.com", "googlemail.com"})
_BETWEEN = re.compile(r"[\s,;<>]+")
# One address with nothing to take off, as most are.
_USUAL = re.compile(r"[a-z0-9_-][a-z0-9._-]*@((?:[a-z0-9-]+\.)+[a-z0-9-]+)")
Bucket = list[int]  # positions of the pieces that share one value of a key


@dataclass(frozen=True, slots=True)
class Key:
    """One step in the order of belief. `reason` says in the record what joined.

    `doubt`: what turns a match into a question. "name": another name in every word; "any word": each name has a
    word that the other has not (families share a phone); "": nothing.
    """

    reason: str
    values: Callable[[Piece], Iterable[str]]
    doubt: Literal["", "name", "any word"] = ""

    @property
    def said(self) -> str:
        return self.reason if self.reason.startswith(("same", "bound")) else f"same {self.reason}"


def mails(text: str) -> list[str]:
    """The addresses in a text as mailboxes: lower case, no plus tag, dots off where they do not count."""
    if "@" not in text:
        return []
    usual = _USUAL.fullmatch(text)
    if usual and usual[1] not in _GMAIL:
        return [text]
    found = []
    for one in _BETWEEN.split(text):
        local, at, domain = one.strip("'\"().").casefold().rpartition("@")
        local = local.partition("+")[0]
        if not at or not local or "." not in domain or "@" in local:
            continue
        if domain in _GMAIL:
            local, domain = local.replace(".", ""), "gmail.com"
        found.append(f"{local}@{domain}")
    return found


def phones(text: str) -> list[str]:
    """The last nine digits of each number in a text; none of what is shorter, or one digit throughout."""
    if not text:
        return []
    found = []
    for one in re.split(r"[/,;|]|\bor\b", text):
        digits = "".join(str(unicodedata.digit(sign)) for sign in one if sign.isdecimal())
        last = digits[-PHONE_DIGITS:]
        if len(last) == PHONE_DIGITS and len(set(last)) > 1:
            found.append(last)
    return found


def _registrant_ids(piece: Piece) -> Sequence[str]:
    if len(piece.traces) == 1 and not piece.copies:  # nearly every one
        known = piece.claim.registrant_id
        return (known,) if known else ()
    return [id for _, id in _of_webinars(piece)]


def _of_webinars(piece: Piece) -> list[tuple[str, str]]:
    """Each registrant id with the webinar that it was given in, "" where that is not known."""
    traces = (*piece.traces, *piece.copies)
    return [(one.webinar, one.claim.registrant_id) for one in traces if one.claim.registrant_id]


def _codes(piece: Piece) -> Sequence[str]:
    code = piece.claim.code
    return (code,) if code and (code := code.strip().casefold()) else ()


def _binds(piece: Piece) -> Sequence[str]:
    """The connection itself and those that Zoom bound to it: `participant_bind`."""
    main = piece.traces[0]
    if not main.instance or not main.connection or not piece.connected:
        return ()
    bound = [trace.bound for trace in piece.traces if trace.bound]
    return [f"{main.instance}\x1f{one}" for one in (main.connection, *bound)]


def _accounts(piece: Piece) -> Sequence[str]:
    account = piece.claim.account_id
    return (account,) if account else ()


def _mails(piece: Piece) -> Sequence[str]:
    email = piece.claim.email
    return mails(email) if email else ()


def _phones(piece: Piece) -> Sequence[str]:
    """Of the phone field; of the name too where a dial-in shows nothing but its number."""
    claim = piece.claim
    given = phones(claim.phone) if claim.phone else []
    if claim.name and not tells(claim.name) and piece.connected:
        given += phones(claim.name)
    return given


def tells(name: str) -> bool:
    """Whether there is a letter in it."""
    return name[0].isalpha() or any(sign.isalpha() for sign in name)


REGISTRANT = Key("registrant id", _registrant_ids, "name")
BELIEF = (
    REGISTRANT,
    Key("personal code", _codes),
    Key("bound by Zoom", _binds),
    Key("same account", _accounts),
    Key("e-mail", _mails, "name"),
    Key("phone", _phones, "any word"),
)


def buckets(key: Key, pieces: Sequence[Piece]) -> list[Bucket]:
    """The pieces that share a value of `key`, in their own order; the buckets by their first piece."""
    first: dict[str, int] = {}  # a list for each of a million values that nobody shares would fill the memory
    shared: dict[str, Bucket] = {}
    ambiguous = _ambiguous(pieces) if key is REGISTRANT else frozenset()
    for position, piece in enumerate(pieces):
        values = key.values(piece)
        if ambiguous:
            values = [
                id if id not in ambiguous else f"{webinar}\x1f{id}"
                for webinar, id in _of_webinars(piece)
                if webinar or id not in ambiguous
            ]
        for value in values:
            if (before := first.setdefault(value, position)) != position:
                bucket = shared.setdefault(value, [before])
                if bucket[-1] != position:
                    bucket.append(position)
    return sorted(shared.values())


def _ambiguous(pieces: Sequence[Piece]) -> frozenset[str]:
    """The registrant ids that stand in several webinars of the event: they tell somebody only within one."""
    first: dict[str, str] = {}
    found = set()
    for piece in pieces:
        if piece.registration is not None:
            for one in (*piece.traces, *piece.copies) if piece.copies else piece.traces:
                id = one.claim.registrant_id
                if id and one.webinar and first.setdefault(id, one.webinar) != one.webinar:
                    found.add(id)
    return frozenset(found)


def same_rows(pieces: Sequence[Piece]) -> list[Bucket]:
    """Rows whose cells are all equal in different files: the k-th of one file with the k-th of the other.

    So a sheet that is imported again with one row more makes no second people, while two namesakes within one
    sheet stay two.
    """
    counted: dict[tuple[str, str, str], int] = defaultdict(int)
    shared: dict[tuple[str, str, int], Bucket] = defaultdict(list)
    rows = [position for position, piece in enumerate(pieces) if piece.main.cells and piece.main.file]
    for position in sorted(rows, key=lambda one: (_number(pieces[one].main.ref), pieces[one].order)):
        main = pieces[position].main
        counted[main.kind, main.cells, main.file] += 1
        shared[main.kind, main.cells, counted[main.kind, main.cells, main.file]].append(position)
    return sorted(sorted(bucket) for bucket in shared.values() if len(bucket) > 1)


def _number(ref: str) -> int:
    digits = ref.rpartition("#")[2]
    return int(digits) if digits.isascii() and digits.isdigit() else 0
