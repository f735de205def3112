"""A name as it can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["person", "device", "number", "room", "robot", ""]
_COMMON = frozenset(
    ("and", "de", "des", "du", "for", "la", "le", "of", "the", "ltd", "limited", "pvt", "inc")
)
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Name:
    """`words`: all that name somebody, in order, folded to Latin letters; () if the text names nobody.

    `parts`: readings of the name: everything; each segment ("ILO - Sunita C" has two); and all of it with compounds
    and particles written together ("Kim Min-su": kim minsu).
    `foreign`: written in another script only, so that vowels may be lost. `bones`: of each word, see `bones()`.
    `kind`: "person", or what a text is that names nobody ("" where it does not say).
    `affiliations`: segments that are an organisation of the event. `weak`: words that tell little of who it is.
    `mailbox`: as an e-mail address spells it.
    """

    words: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...] = ()
    foreign: bool = False
    bones: Mapping[str, str] = field(default_factory=dict, compare=False)
    kind: Kind = field(default="", compare=False)
    affiliations: tuple[tuple[str, ...], ...] = field(default=(), compare=False)
    weak: frozenset[str] = field(default=_NONE, compare=False)
    mailbox: bool = field(default=False, compare=False)


NOBODYS = Name(())


def initials(words: tuple[str, ...]) -> str:
    """What an organisation is called for short, or is written as already."""
    if len(words) == 1:
        return words[0]
    return "".join(word[0] for word in words if word not in _COMMON)
