"""Who is who: which pieces of evidence are of one person, and which questions remain."""

from zoom_sync.rules.identity.bonds import Bonds
from zoom_sync.rules.identity.group import SHARED, group
from zoom_sync.rules.identity.matching import match
from zoom_sync.rules.identity.names import Names
from zoom_sync.rules.identity.review import review
from zoom_sync.rules.identity.short import short

__all__ = ["SHARED", "Bonds", "Names", "group", "match", "review", "short"]
