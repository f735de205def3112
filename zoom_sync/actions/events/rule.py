"""The rule of attendance, as somebody types it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from zoom_sync.records import Rule, Trouble

_MOST = 86_400  # a day in seconds; nobody means more, be it seconds or minutes
KEYS: dict[str, type[Any]] = {
    "clip_to_event": bool,
    "bridge_gaps_s": int,
    "sheet_breaks_s": int,
    "minimum_minutes": float,
    "minimum_share": int,
    "minimum_sessions": int,
    "minimum_days": int,
    "part_minutes": float,
}
_HIGHEST = {"minimum_share": 100}


def rule_of(rule: Rule, texts: Sequence[str]) -> Rule:
    """The rule with each 'KEY=VALUE' taken over."""
    for text in texts:
        key, _, value = (part.strip() for part in text.partition("="))
        if key not in KEYS:
            raise Trouble(
                f"{text[:60]!r} is no rule.",
                "Nothing was changed.",
                f"Write KEY=VALUE, KEY one of {', '.join(KEYS)}.",
            )
        taken: dict[str, Any] = {key: _value(key, value)}
        rule = replace(rule, **taken)
    return rule


def _value(key: str, text: str) -> bool | int | float:
    if KEYS[key] is bool:
        return is_yes(text)
    try:
        number: int | float = KEYS[key](text)
    except ValueError:
        number = -1
    highest = _HIGHEST.get(key, _MOST)
    if not 0 <= number <= highest:
        raise Trouble(
            f"{text[:40]!r} is no value for {key}.",
            "Nothing was changed.",
            f"Give a number from 0 to {highest}.",
        )
    return number


def is_yes(text: str) -> bool:
    word = text.strip().casefold()
    if word not in ("yes", "no"):
        raise Trouble(f"{text[:40]!r} is neither yes nor no.", "Nothing was changed.", "Say which.")
    return word == "yes"
