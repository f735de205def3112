"""Exports that are known by their header: one small file for each platform, data and nothing else.

Most files need none: their headers say what their columns are (`words`). Here stand those whose words mislead. To
add one, write a file like the others, name it below, and give it its rows in `tests/rules/test_sheet_dialects.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zoom_sync.rules.sheet.dialects import (
    google_forms,
    indico,
    microsoft_forms,
    power_bi,
    pretix,
    teams,
    venueless,
)
from zoom_sync.rules.sheet.dialects.dialect import Dialect

DIALECTS: tuple[Dialect, ...] = (
    *teams.DIALECTS,
    power_bi.DIALECT,
    pretix.DIALECT,
    indico.DIALECT,
    venueless.DIALECT,
    microsoft_forms.DIALECT,
    google_forms.DIALECT,
)


def dialect_of(rows: Iterable[Sequence[str]]) -> Dialect | None:
    """The platform that wrote a header like one of these rows; None if its header tells none."""
    return next((one for row in rows if len(row) > 1 for one in DIALECTS if one.fits(row)), None)
