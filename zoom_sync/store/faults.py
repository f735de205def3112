"""What can be wrong with the store, in words that hold no value of any row.

PostgreSQL puts the offending value into its error text, even where parameters are hidden. So nothing here
repeats that text: a fault is told by its SQLSTATE (or SQLite's name for it) and the constraint alone.

    Trouble
    ├── StoreUnavailable      not now; nothing was kept
    │   └── StoreUnusable     not before a person has done something
    ├── StoreRefused          a row broke a rule of the schema: a mistake of ours
    └── Overtaken             what this rebuild had read is not the newest any more
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.exc import DBAPIError, TimeoutError

from zoom_sync.records import Trouble

# deadlock, serialisation, lock not available, shutdown, crash, cannot connect now, too many connections
_PASSING_STATES = {"40001", "40P01", "55P03", "57P01", "57P02", "57P03", "53300"}
_PASSING_SQLITE = {"SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL"}
_LATER_STATES = {
    "25006": "it takes no writes at present",
    "57014": "it took too long",
    "53100": "its disk is full",
}
_LATER_SQLITE = {
    "SQLITE_FULL": "its disk is full",
    "SQLITE_IOERR": "its disk gave an error",
    "SQLITE_NOMEM": "no memory is left",
}
_UNUSABLE_SQLITE = {
    "SQLITE_NOTADB": "The file of the store is not a database.",
    "SQLITE_CORRUPT": "The file of the store is damaged.",
    "SQLITE_READONLY": "The file of the store may not be written.",
    "SQLITE_CANTOPEN": "The file of the store could not be opened.",
    "SQLITE_PERM": "The file of the store may not be opened.",
}


class StoreUnavailable(Trouble):
    """The store cannot answer now; the same may succeed later. `code`: SQLSTATE or SQLite's name, or ""."""

    def __init__(self, why: str, *, code: str = "") -> None:
        self.code = code
        super().__init__(
            what=f"The store could not be used: {why}.",
            safe="Nothing that was kept is lost.",
            remedy="Try again in a moment; if it stays so, look at `zoom-sync doctor`.",
        )


class StoreUnusable(StoreUnavailable):
    """The store cannot be used before a person has done something: one sentence and a remedy."""

    def __init__(self, what: str, remedy: str, *, code: str = "") -> None:
        self.code = code
        Trouble.__init__(self, what=what, safe="Nothing was changed.", remedy=remedy)


class StoreRefused(Trouble):
    """A statement broke a rule of the schema. `constraint` and `code` name the rule; no value is told."""

    def __init__(self, code: str, constraint: str, statement: str) -> None:
        self.code, self.constraint, self.statement = code, constraint, statement
        rule = f"{code} {constraint}".strip()
        super().__init__(
            what=f"The store refused a change ({rule}).",
            safe="The whole change was taken back.",
            remedy="This is a mistake in zoom-sync: please report it with these words.",
        )


class Overtaken(Trouble):
    """Another rebuild of the event began later, or somebody was erased; what this one had written is unseen."""

    def __init__(self) -> None:
        super().__init__(
            what="This rebuild was overtaken: another one began later, or somebody was erased.",
            safe="Nothing of it is shown; the newer one goes on, or is asked for.",
        )


def code_of(error: BaseException) -> str:
    """SQLSTATE of a PostgreSQL error, SQLite's symbolic name for one of its own, or ""."""
    cause: Any = error.orig if isinstance(error, DBAPIError) else error
    state = getattr(cause, "sqlstate", None)
    return str(state or getattr(cause, "sqlite_errorname", None) or "")


def is_passing(error: BaseException) -> bool:
    """Whether the same transaction, tried again at once, may well succeed."""
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    code = code_of(error)
    if not code:
        return is_connection_fault(error) and not _is_turned_away(error)
    return code in _PASSING_STATES or _plain(code) in _PASSING_SQLITE or code.startswith("08")


def is_connection_fault(error: BaseException) -> bool:
    """A driver's operational error without a code: the server is not there, or went away."""
    cause: Any = error.orig if isinstance(error, DBAPIError) else error
    return type(cause).__name__ in {"OperationalError", "InterfaceError", "ConnectionTimeout"}


def told(error: BaseException) -> Trouble:
    """The Trouble that stands for a driver's error. Never holds the driver's text."""
    code = code_of(error)
    plain = _plain(code)
    if isinstance(error, TimeoutError):
        return StoreUnavailable("all its connections are in use")
    if plain in _UNUSABLE_SQLITE:
        return StoreUnusable(
            _UNUSABLE_SQLITE[plain], "Check DATABASE_URL, and who owns the file and its folder.", code=code
        )
    if _is_without_tables(error, code):
        return StoreUnusable("The store has not been set up.", "Run `zoom-sync db upgrade`.", code=code)
    if code in _LATER_STATES or plain in _LATER_SQLITE:
        return StoreUnavailable(_LATER_STATES.get(code) or _LATER_SQLITE[plain], code=code)
    if code.startswith("28") or code == "3D000" or _is_turned_away(error):
        return StoreUnusable(
            "PostgreSQL let nobody in.", "Check user, password and name in DATABASE_URL.", code=code
        )
    if is_passing(error):
        why = "it is locked by other work" if plain in _PASSING_SQLITE else "it did not answer"
        return StoreUnavailable(why, code=code)
    cause = getattr(error, "orig", None)
    constraint = getattr(getattr(cause, "diag", None), "constraint_name", None) or ""
    return StoreRefused(code or type(error).__name__, constraint, getattr(error, "statement", None) or "")


def _plain(code: str) -> str:
    """SQLITE_BUSY_SNAPSHOT and SQLITE_IOERR_WRITE are kinds of SQLITE_BUSY and SQLITE_IOERR."""
    return "_".join(code.split("_")[:2]) if code.startswith("SQLITE_") else code


def _is_turned_away(error: BaseException) -> bool:
    """PostgreSQL answered, and let us not in. While connecting the driver gives no SQLSTATE, only words."""
    cause = getattr(error, "orig", None) or error
    words = ("authentication failed", "no password supplied", "pg_hba.conf", '" does not exist')
    return is_connection_fault(error) and any(word in str(cause) for word in words)


def _is_without_tables(error: BaseException, code: str) -> bool:
    if code in {"42P01", "42703"}:
        return True
    cause = getattr(error, "orig", None)
    return code == "SQLITE_ERROR" and str(cause).startswith(("no such table", "no such column"))


DRIVER_ERRORS: tuple[type[BaseException], ...] = (DBAPIError, TimeoutError)
