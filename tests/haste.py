"""What costs time and proves nothing is done once for all tests of a process.

Each test opens a store and makes an app of its own, so that none leaves anything to the next. What they would
make alike each time, of the same statements and the same addresses, none of them can tell from its own.
"""

from __future__ import annotations

import gc
import sys

STATEMENTS = 4_000  # compiled ones that are kept, of each kind of store; the suite has half as many


def make() -> None:
    """Once per process, when the tests are imported: what they have not imported, they hardly use."""
    if "sqlalchemy" in sys.modules:
        _share_compiled_statements()
    if "werkzeug.routing" in sys.modules:
        _share_compiled_addresses()
    collect_seldom()


def collect_seldom() -> None:
    """The collector of cycles does not look again and again at what imports have made."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def _share_compiled_statements() -> None:
    """Engines of one kind share what they compile; SQLAlchemy would keep it per engine and per dialect."""
    from sqlalchemy import Engine
    from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
    from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
    from sqlalchemy.util import LRUCache

    def share(kind: type) -> None:
        compiled: LRUCache[object, object] = LRUCache(STATEMENTS)

        def engine_created(cls: type, engine: Engine) -> None:
            engine._compiled_cache = compiled

        kind.__eq__ = lambda one, other: type(one) is type(other)  # type: ignore[assignment]
        kind.__hash__ = lambda one: hash(type(one))  # type: ignore[assignment]
        kind.engine_created = classmethod(engine_created)  # type: ignore[attr-defined]

    share(PGDialect_psycopg)
    share(SQLiteDialect_pysqlite)


def _share_compiled_addresses() -> None:
    """Werkzeug writes, parses and compiles two functions for each rule of each app."""
    from werkzeug.routing import Rule

    compiled: dict[tuple[object, ...], object] = {}
    compile_one = Rule._compile_builder

    def compile_builder(rule: Rule, append_unknown: bool = True) -> object:
        key = (rule.rule, *rule._trace, *(rule.defaults or {}).items(), append_unknown)
        if key not in compiled:
            compiled[key] = compile_one(rule, append_unknown)
        return compiled[key]

    Rule._compile_builder = compile_builder  # type: ignore[method-assign,assignment]
