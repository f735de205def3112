"""What differs between a file's values and those that were sealed, each as a sentence without personal data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_MISSING = object()
# Words that a program wrote, not people: shown where they differ.
_OURS = {"mode", "role", "registration_status", "status", "source", "registered", "attended", "seal", "first_seen",
         "last_seen", "starts", "ends", "at"}  # fmt: skip


def differences(given: Any, right: Any, where: str = "") -> Iterator[str]:
    """Every value of `given` that is not that of `right`, by its place: "counts.virtual is 41, and was 42"."""
    if isinstance(given, dict) and isinstance(right, dict):
        for name in dict.fromkeys((*right, *given)):
            place = f"{where}.{name}" if where else str(name)
            yield from differences(given.get(name, _MISSING), right.get(name, _MISSING), place)
    elif isinstance(given, list) and isinstance(right, list) and len(given) == len(right):
        for number, (one, other) in enumerate(zip(given, right, strict=True)):
            yield from differences(one, other, f"{where}[{number}]")
    elif not _is_equal(given, right):
        yield _said(where, given, right)


def _is_equal(given: Any, right: Any) -> bool:
    if isinstance(given, bool) or isinstance(right, bool):
        return given is right
    return bool(given == right) and (given is _MISSING) == (right is _MISSING)


def _said(where: str, given: Any, right: Any) -> str:
    if given is _MISSING:
        return f"{where} is missing"
    if right is _MISSING:
        return f"{where} was not there"
    if isinstance(given, list) and isinstance(right, list):
        return f"{where} has {len(given)} entries, and had {len(right)}"
    if _is_plain(where, given) and _is_plain(where, right):
        return f"{where} is {_word(given)}, and was {_word(right)}"
    return f"{where} is another"


def _is_plain(where: str, value: Any) -> bool:
    return not isinstance(value, str | list | dict) or where.rpartition(".")[2] in _OURS


def _word(value: Any) -> str:
    if value is None:
        return "nothing"
    return str(value).lower() if isinstance(value, bool) else str(value)
