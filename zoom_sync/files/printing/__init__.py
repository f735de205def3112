"""What is printed: sign-in sheets, badges, letters with a personal code, the pack for a dead network; certificates.

Texts of strangers reach the typesetter as data and never as its markup, so a name such as `#import` is a name.
"""

from zoom_sync.files.printing.certificate_words import LANGUAGES
from zoom_sync.files.printing.certificates import Press, Proof
from zoom_sync.files.printing.fonts import unprintable
from zoom_sync.files.printing.papers import EMPTY_ROWS, PAPERS, Guest, Head, Paper, picture_paper, print_paper

__all__ = [
    "EMPTY_ROWS", "LANGUAGES", "PAPERS", "Guest", "Head", "Paper", "Press", "Proof", "picture_paper", "print_paper",
    "unprintable",
]  # fmt: skip
