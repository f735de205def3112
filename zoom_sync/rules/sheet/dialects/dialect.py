"""What the export of one platform is known by, and what its columns are where their words alone mislead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from zoom_sync.rules.sheet.lexicon import key

Reader = Literal["meeting report", "list", "teams report", "door log", "joins and leaves"]


@dataclass(frozen=True, slots=True)
class Dialect:
    """`headers`: sets of columns, each of which tells the platform, whatever stands beside them.

    `columns`: header -> field, as `--map` takes it; what a person maps overrules it. `kind`: what the file then is,
    "" where its values decide, as for any list. `is_form`: a row is an answer, and its time when it was given, which
    is when somebody registered or, with `--kind sign-in`, arrived. `leads`: the header stands in the first column.
    """

    name: str
    headers: tuple[tuple[str, ...], ...]
    columns: Mapping[str, str] = field(default_factory=dict)
    kind: Literal["registrants", "participants", "sign-in", ""] = ""
    reader: Reader = "list"
    is_form: bool = False
    leads: bool = False

    def fits(self, row: Sequence[str]) -> bool:
        """Whether a row is a header of this platform's."""
        there = {key(cell) for cell in (row[:1] if self.leads else row) if cell}
        return any(there.issuperset(map(key, needed)) for needed in self.headers)
