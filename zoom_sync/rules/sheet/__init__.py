"""Sheets: what kind of file a table is, and what its rows say. Pure: tables in, traces out."""

from zoom_sync.rules.sheet.layout import columns_in, lay_out
from zoom_sync.rules.sheet.recognise import KINDS, Recognised, recognise
from zoom_sync.rules.sheet.section import Layout
from zoom_sync.rules.sheet.understand import elsewhere, understand
from zoom_sync.rules.sheet.words import FIELDS

__all__ = [
    "FIELDS",
    "KINDS",
    "Layout",
    "Recognised",
    "columns_in",
    "elsewhere",
    "lay_out",
    "recognise",
    "understand",
]
