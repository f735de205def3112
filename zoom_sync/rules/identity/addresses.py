"""What two groups' mailboxes and phone numbers say of their being one person, in bits and in words."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import OSA

from zoom_sync.rules.identity import weights as w
from zoom_sync.rules.identity.profiles import Profile
from zoom_sync.rules.identity.tables.mail import PRIVATE


def one_slip(one: str, other: str) -> bool:
    """Whether one text is the other but for a slip; digits that differ are no slip: they tell namesakes apart."""
    if one == other or OSA.distance(one, other, score_cutoff=2) > 2:
        return False
    letters, others = ("".join(sign for sign in text if not sign.isdigit()) for text in (one, other))
    return letters != others


def own_spellings(one: str, mails: Iterable[str], other: str, others: Iterable[str]) -> bool:
    """Whether each of two words a slip apart stands in its owner's mailbox, too: then neither is a slip."""
    return any(one in mail.partition("@")[0] for mail in mails) and any(
        other in mail.partition("@")[0] for mail in others
    )


def mailboxes(one: Profile, other: Profile) -> tuple[float, str]:
    """Bits and reason from the mailboxes of both; 0 where one has none."""
    if not one.mails or not other.mails:
        return 0.0, ""
    if not set(one.mails).isdisjoint(other.mails):
        return w.SAME_ADDRESS, "same e-mail"
    pairs = [(a, b) for a in one.mails for b in other.mails]
    both = (
        one.registered and other.registered
    )  # each has had mail at their own address: no slip, and no surprise
    if not both and any(one_slip(a, b) for a, b in pairs):
        return w.MAIL_SLIP, "e-mail differs by a slip"
    differs = 0.0 if both else w.OTHER_ACCOUNT if "online" in (one.kind, other.kind) else w.OTHER_MAIL
    return differs + max(_domains(a.rpartition("@")[2], b.rpartition("@")[2]) for a, b in pairs), ""


def _domains(one: str, other: str) -> float:
    """What the two places say at which two different addresses are: people have one work and one private one."""
    private = one in PRIVATE, other in PRIVATE
    if private == (True, True):
        return w.TWO_PRIVATE
    if private == (False, False):
        return w.COLLEAGUES if one == other else w.TWO_EMPLOYERS
    return w.WORK_AND_PRIVATE


def numbers(one: Profile, other: Profile) -> tuple[float, str]:
    """Bits and reason from the phone numbers of both; 0 where one has none."""
    if not one.phones or not other.phones:
        return 0.0, ""
    if not set(one.phones).isdisjoint(other.phones):
        return w.SAME_ADDRESS, "same phone"
    if any(OSA.distance(a, b, score_cutoff=1) <= 1 for a in one.phones for b in other.phones):
        return w.PHONE_SLIP, "phone differs by a slip"
    return w.OTHER_PHONE, ""
