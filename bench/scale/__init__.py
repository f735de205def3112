"""Rebuild, union, export, pages and counters at growing sizes; each beside its limit or its peer."""

from bench.scale.run import run

__all__ = ["run"]
