"""The command line, run in this process over a store of its own."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import structlog

from zoom_sync import cli
from zoom_sync.cli import commands


@dataclass(frozen=True)
class Answer:
    """What a command said and how it ended."""

    exit: int
    out: str
    err: str


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sqlite_url: str) -> Path:
    """An empty working folder with a store and without any Zoom credentials."""
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def zoom_sync(here: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Iterator[Callable[..., Answer]]:
    """`zoom_sync("event", "list")` runs one command. Commands set up logging: afterwards it is as before."""
    commands.register(cli.cli)
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level

    def run(*arguments: str) -> Answer:
        capfdbinary.readouterr()
        code = cli._run([str(argument) for argument in arguments])
        sys.stdout.flush()
        sys.stderr.flush()
        out, err = capfdbinary.readouterr()
        return Answer(code, out.decode(), err.decode())

    yield run
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()
