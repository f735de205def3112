"""Nouns to JSON and back, exactly: what stands in the store's `fact`, `plan`, `info` and `body`.

Compact: fields at their default are left out. Instants are ISO 8601 in UTC, with microseconds where there
are any. An unknown field is passed over, so that an older version can read what a newer one wrote.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter
from pydantic_core import to_json

from zoom_sync.records import Asked, Certified, Event, Final, Pair, Person, Trace, WebinarInfo
from zoom_sync.store.dialect import storable_tree

T = TypeVar("T")


class Codec(Generic[T]):
    """JSON for one kind of noun. `without`: fields that stand in columns of their own."""

    def __init__(self, noun: type[T], *, without: frozenset[str] = frozenset()) -> None:
        self._adapter: TypeAdapter[T] = TypeAdapter(noun)
        # The noun from JSON text: several times faster than from a dict.
        self.of_text: Callable[[str], T] = self._adapter.validator.validate_json
        self._without = set(without) or None

    def to_json(self, value: T) -> dict[str, Any]:
        """A dict of JSON values that both stores take."""
        plain: dict[str, Any] = self._adapter.dump_python(
            value, mode="json", exclude_defaults=True, exclude=self._without
        )
        # To look at every text of a large record is slow in Python; almost none needs it.
        return plain if _is_storable(plain) else storable_tree(plain)

    def to_text(self, value: T) -> str:
        """The same as JSON text, several times faster than by a dict: equal for equal values."""
        try:
            text = self._adapter.serializer.to_json(value, exclude_defaults=True, exclude=self._without)
            if b"\\u0000" not in text:
                return text.decode()
        except ValueError:  # a lone surrogate
            pass
        return to_json(self.to_json(value)).decode()

    def of_json(self, value: dict[str, Any], **columns: Any) -> T:
        """The noun; `columns` are the fields that were left out."""
        return self._adapter.validate_python({**value, **columns})


TRACE = Codec(Trace)
PERSON = Codec(Person)
PAIR = Codec(Pair)
FINAL = Codec(Final)
CERTIFIED = Codec(Certified)
WEBINAR = Codec(WebinarInfo)
ASKED = Codec(Asked, without=frozenset({"instance", "start"}))
EVENT = Codec(
    Event,
    without=frozenset(
        {"id", "title", "key", "owner", "protected", "room_closed", "waived", "generation", "erased"}
    ),
)


def _is_storable(plain: dict[str, Any]) -> bool:
    try:
        text = to_json(plain)
    except ValueError:  # a lone surrogate
        return False
    return b"\\u0000" not in text


def canonical(value: Any) -> str:
    """JSON text that is equal for equal values, whatever the order of keys."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(*values: Any) -> str:
    """SHA-256 over the canonical text of the values, as hex."""
    return hashlib.sha256(canonical(values).encode()).hexdigest()
