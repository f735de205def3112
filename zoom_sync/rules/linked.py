"""What hangs together by links, whatever it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Linked(Generic[T]):
    """What was linked so far; what was not stands for itself."""

    def __init__(self, links: Iterable[tuple[T, T]] = ()) -> None:
        self._above: dict[T, T] = {}
        for one, other in links:
            self.link(one, other)

    def link(self, one: T, other: T) -> bool:
        """Link two; False if they hung together already."""
        first, second = self.root(one), self.root(other)
        if first != second:
            self._above[second] = first
        return first != second

    def root(self, one: T) -> T:
        """The same for all that hang together."""
        top = one
        while (above := self._above.get(top, top)) != top:
            top = above
        while one != top:  # so that nobody walks this way twice
            self._above[one], one = top, self._above[one]
        return top

    def groups(self, members: Iterable[T]) -> list[list[T]]:
        """The members by what hangs together, in their order."""
        found: dict[T, list[T]] = defaultdict(list)
        for one in members:
            found[self.root(one)].append(one)
        return list(found.values())
