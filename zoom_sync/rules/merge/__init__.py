"""The facts of an event in, its record out: the one place where people come from."""

from zoom_sync.rules.merge.whole import Draft, record

__all__ = ["Draft", "record"]
