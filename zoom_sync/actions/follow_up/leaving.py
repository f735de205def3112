"""The way out of letters: a link that needs no sign-in, shows no address and outlives its event.

A link carries the keyed hash of a mailbox, signed; opting out keeps that hash. So a link works when its
letter and its event are long erased, and tells whoever reads it in a log nothing.
"""

from __future__ import annotations

import base64
import binascii

from zoom_sync.actions import Clock
from zoom_sync.keys import Keys
from zoom_sync.records import Trouble
from zoom_sync.rules import followup
from zoom_sync.store import audit, optouts, outbox
from zoom_sync.store.database import Store, Tx

PURPOSE = "unsubscribe"
_SIGNATURE_BYTES = 16
_LONGEST_ADDRESS = 320


class UnsubscribeLinkWrong(Trouble):
    """The link was cut or changed on its way, or signed with a secret that is gone."""

    def __init__(self) -> None:
        super().__init__(
            "This link is not complete, or no longer valid.",
            "Nothing was changed.",
            "Copy the whole link from the letter, or answer the letter and ask for no more of them.",
        )


def marks(keys: Keys, address: str) -> tuple[str, ...]:
    """The hashes by which a mailbox is known among those who opted out, one for each secret."""
    return keys.marks(PURPOSE, followup.mailbox(address))


def token(keys: Keys, address: str) -> str:
    """The last part of a mailbox's link: 64 letters."""
    mark = keys.mark(PURPOSE, followup.mailbox(address))
    signature = bytes.fromhex(keys.sign(PURPOSE, mark))[:_SIGNATURE_BYTES]
    return base64.urlsafe_b64encode(bytes.fromhex(mark) + signature).decode()


def can_unsubscribe(keys: Keys, token: str) -> bool:
    """Whether a link is one of ours: the page that asks "no more letters?" needs no more than that."""
    return _mark(keys, token) is not None


def unsubscribe(store: Store, keys: Keys, token: str, *, clock: Clock) -> None:
    """Send nothing more to the mailbox of this link. A second time changes nothing.

    Raises UnsubscribeLinkWrong.
    """
    mark, now = _mark(keys, token), clock.now()
    if mark is None:
        raise UnsubscribeLinkWrong

    def steps(tx: Tx) -> None:
        if optouts.add(tx, mark, now=now):
            audit.note(tx, who="recipient", what="opted out of letters", now=now)

    store.run(steps)


def leave_for(store: Store, keys: Keys, address: str, *, by: str, clock: Clock) -> None:
    """Send nothing more to a mailbox whose owner asked for that by other ways. Raises Trouble for no address."""
    mark, now = keys.mark(PURPOSE, _mailbox(address)), clock.now()

    def steps(tx: Tx) -> None:
        if optouts.add(tx, mark, now=now):
            audit.note(tx, who=by, what="noted that somebody wants no letters", now=now)

    store.run(steps)


def return_to(store: Store, keys: Keys, address: str, *, by: str, clock: Clock) -> bool:
    """Write to a mailbox again whose owner asked for it. Returns whether it had opted out."""
    known, now = keys.marks(PURPOSE, _mailbox(address)), clock.now()

    def steps(tx: Tx) -> bool:
        left = optouts.remove(tx, known)
        if left:
            audit.note(tx, who=by, what="noted that somebody wants letters again", now=now)
        return left

    return store.once(steps)


def wants_none(store: Store, keys: Keys, address: str) -> bool:
    """Whether a mailbox is passed over by all letters. Raises Trouble for no address."""
    known = keys.marks(PURPOSE, _mailbox(address))
    return store.read(lambda tx: optouts.has(tx, known))


def _mailbox(address: str) -> str:
    box = followup.mailbox(address)
    if not box.rpartition("@")[0] or len(box) > _LONGEST_ADDRESS:
        raise Trouble("This is not an e-mail address.", "Nothing was changed.", "Type the whole address.")
    return box


def mark_anew(store: Store, keys: Keys, *, clock: Clock) -> tuple[int, int]:
    """Mark who opted out with the newest secret too, so that an older one can be taken away.

    Returns how many were marked, and how many are known by an older secret's mark alone: no letter holds
    their address any more.
    """
    now = clock.now()

    def steps(tx: Tx) -> tuple[int, int]:
        left, added, found = optouts.all(tx), 0, set[str]()
        for address in outbox.addresses(tx):
            newest, *older = marks(keys, address)
            found |= {newest, *older}
            if newest not in left and left.intersection(older):
                added += optouts.add(tx, newest, now=now)
        return added, len(left - found)

    return store.run(steps)


def _mark(keys: Keys, token: str) -> str | None:
    try:
        given = base64.b64decode(token.encode("ascii"), altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error):
        return None
    if len(given) != 32 + _SIGNATURE_BYTES:
        return None
    mark = given[:32].hex()
    return mark if keys.check(PURPOSE, mark, given[32:].hex(), digits=32) else None
