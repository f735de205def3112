"""Check people in and out: one nonce, one check-in, however often it is sent.

What a door has kept while it had no network is never refused: it happened. A personal code that turns out to be
withdrawn, or of nobody, is kept as a check-in that names nobody and says why. Whoever is asked while the person
still stands there (`strict`) is told so instead.
"""

from zoom_sync.actions.check_in.keeping import check_in, hand_in
from zoom_sync.actions.check_in.passing import KEPT_NOTHING, Hand, Passing
from zoom_sync.actions.check_in.undoing import take_back

__all__ = ["KEPT_NOTHING", "Hand", "Passing", "check_in", "hand_in", "take_back"]
