"""Countries as people call them, where Zoom and sheets say two letters."""

from __future__ import annotations

from babel import Locale


def name(written: str, locale: Locale) -> str:
    """What CLDR calls a country in a language, if its code of ISO 3166-1 (two letters) was written; else as written."""
    return (
        str(locale.territories.get(written.strip().upper(), written))
        if len(written.strip()) == 2
        else written
    )
