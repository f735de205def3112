"""Seal what is kept with the newest secret of SECRET_KEY, so that an older one can be taken away."""

from __future__ import annotations

from zoom_sync.keys import Keys, SealBroken
from zoom_sync.store import hooks, tokens
from zoom_sync.store.database import Store, Tx


def reseal(store: Store, keys: Keys) -> tuple[int, int]:
    """Returns how many tokens and secrets of hooks were sealed anew, and how many no secret opens any more."""

    def steps(tx: Tx) -> tuple[int, int]:
        done = lost = 0
        for name in tokens.names(tx):
            sealed = tokens.load(tx, name)
            try:
                tokens.reseal(tx, name, keys.reseal(sealed or b""))
                done += 1
            except SealBroken:
                lost += 1
        for hook in hooks.all(tx):
            try:
                hooks.reseal(tx, hook.id, keys.reseal(hook.sealed))
                done += 1
            except SealBroken:
                lost += 1
        return done, lost

    return store.run(steps)
