"""What a key joined although one of the two names is not written out: `R. Sharma` by the mailbox of Ramesh Sharma."""

from __future__ import annotations

from zoom_sync.rules.identity.fitting import LONGEST, fit
from zoom_sync.rules.identity.names import Name

FIRST_INITIAL, LAST_INITIAL = "first name is an initial", "surname is an initial"
ONE_NAME = "only one of the names is given"
ANOTHER_FIRST = "another first name"


def short(one: Name, other: Name) -> tuple[str, ...]:
    """What one of two names says less of than the other, or that they differ; () where both say it all."""
    if not one.words or not other.words or one.words == other.words:
        return ()
    first, second = one.words[:LONGEST], other.words[:LONGEST]
    kinds, left, right = fit(one, first, other, second)
    whole = [(a, b) for kind, a, b in kinds if kind != "initial"]
    if len(whole) > 1 or not kinds:
        return ()
    if not whole:
        return FIRST_INITIAL, LAST_INITIAL
    if len(kinds) > 1:
        is_surname = whole[0][0] == first[-1] or whole[0][1] == second[-1]
        return (FIRST_INITIAL if is_surname else LAST_INITIAL,)
    if left and right:  # a family's mailbox, or an office's
        return (ANOTHER_FIRST,) if whole[0] == (first[-1], second[-1]) else ()
    return (ONE_NAME,) if left or right else ()
