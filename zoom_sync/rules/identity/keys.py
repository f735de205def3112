"""Keys that tell who somebody is without looking at the name, in order of belief.

A registrant id stands on one person's join link; then what Zoom ties together itself, a Zoom account, an
e-mail address, a phone number, and the same row in two files.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from zoom_sync.contacts import mails, phones, tells
from zoom_sync.rules.pieces import Piece

Shown = tuple[int, str]
Bucket = list[int]  # positions of the pieces that share one value of a key


@dataclass(frozen=True, slots=True)
class Key:
    """One step in the order of belief. `reason` says in the record what joined; `shown`: each value that a piece
    shows, with the piece's position, in the order of the pieces.

    `doubt`: what turns a match into a question. "name": another name in every word; "any word": each name has a
    word that the other has not (families share a phone); "": nothing.
    """

    reason: str
    shown: Callable[[Sequence[Piece]], Iterable[Shown]]
    doubt: Literal["", "name", "any word"] = ""

    @property
    def said(self) -> str:
        return self.reason if self.reason.startswith(("same", "bound")) else f"same {self.reason}"


def _registrant_ids(pieces: Sequence[Piece]) -> Iterator[Shown]:
    """An id that was given in several webinars is told only with its webinar."""
    ambiguous = _ambiguous(pieces)
    for position, piece in enumerate(pieces):
        if not ambiguous and len(piece.traces) == 1 and not piece.copies:  # nearly every one
            if known := piece.claim.registrant_id:
                yield position, known
            continue
        for one in (*piece.traces, *piece.copies):
            id = one.claim.registrant_id
            if id and id not in ambiguous:
                yield position, id
            elif id and one.webinar:
                yield position, f"{one.webinar}\x1f{id}"


def _codes(pieces: Sequence[Piece]) -> Iterator[Shown]:
    for position, piece in enumerate(pieces):
        if (code := piece.claim.code) and (code := code.strip().casefold()):
            yield position, code


def _binds(pieces: Sequence[Piece]) -> Iterator[Shown]:
    """The connection itself and those that Zoom bound to it: `participant_bind`."""
    for position, piece in enumerate(pieces):
        main = piece.traces[0]
        if main.instance and main.connection and piece.connected:
            yield position, f"{main.instance}\x1f{main.connection}"
            for trace in piece.traces:
                if trace.bound:
                    yield position, f"{main.instance}\x1f{trace.bound}"


def _accounts(pieces: Sequence[Piece]) -> Iterator[Shown]:
    for position, piece in enumerate(pieces):
        if account := piece.claim.account_id:
            yield position, account


def _mails(pieces: Sequence[Piece]) -> Iterator[Shown]:
    for position, piece in enumerate(pieces):
        if email := piece.claim.email:
            for one in mails(email):
                yield position, one


def _phones(pieces: Sequence[Piece]) -> Iterator[Shown]:
    """Of the phone field; of the name too where a dial-in shows nothing but its number."""
    for position, piece in enumerate(pieces):
        claim = piece.claim
        if claim.phone:
            for one in phones(claim.phone):
                yield position, one
        if claim.name and not tells(claim.name) and piece.connected:
            for one in phones(claim.name):
                yield position, one


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
    for position, value in key.shown(pieces):
        before = first.setdefault(value, position)
        if before != position:
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
    rows = [
        position for position, piece in enumerate(pieces) if (main := piece.traces[0]).cells and main.file
    ]
    for position in sorted(rows, key=lambda one: (_number(pieces[one].main.ref), pieces[one].order)):
        main = pieces[position].main
        counted[main.kind, main.cells, main.file] += 1
        shared[main.kind, main.cells, counted[main.kind, main.cells, main.file]].append(position)
    return sorted(sorted(bucket) for bucket in shared.values() if len(bucket) > 1)


def _number(ref: str) -> int:
    digits = ref.rpartition("#")[2]
    return int(digits) if digits.isascii() and digits.isdigit() else 0
