"""Seal what is kept with the newest secret of SECRET_KEY, so that an older one can be taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from zoom_sync.keys import Keys, SealBroken
from zoom_sync.store import hooks, tokens
from zoom_sync.store.database import Store, Tx


class Resealed(NamedTuple):
    """How many were sealed anew, and how many no secret opens any more."""

    done: int
    lost: int


def reseal(store: Store, keys: Keys) -> tuple[Resealed, Resealed]:
    """Seal anew Zoom's tokens, and the secrets of hooks. Returns how many of each."""

    def steps(tx: Tx) -> tuple[Resealed, Resealed]:
        of_zoom = [(name, tokens.load(tx, name) or b"") for name in tokens.names(tx)]
        of_hooks = [(hook.id, hook.sealed) for hook in hooks.all(tx)]
        return _each(tx, of_zoom, keys, tokens.reseal), _each(tx, of_hooks, keys, hooks.reseal)

    return store.run(steps)


def _each(
    tx: Tx, these: Iterable[tuple[str, bytes]], keys: Keys, keep: Callable[[Tx, str, bytes], None]
) -> Resealed:
    done = lost = 0
    for id, sealed in these:
        try:
            keep(tx, id, keys.reseal(sealed))
            done += 1
        except SealBroken:
            lost += 1
    return Resealed(done, lost)
