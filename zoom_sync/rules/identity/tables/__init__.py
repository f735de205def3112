"""What is known of names and words, as data: literals that code reads and nobody computes.

Each table says in its first lines where its knowledge comes from. All of it was written for this project.
"""

from __future__ import annotations


def words(text: str) -> tuple[str, ...]:
    """The words of a table that is written as running text."""
    return tuple(text.split())


def pairs(text: str) -> dict[str, str]:
    """A table that is written as "key:value key:value"."""
    return dict(pair.split(":") for pair in words(text))
