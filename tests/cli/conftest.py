"""The command line, run in this process over a store of its own."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

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
    for name in (
        "ZOOM_CLIENT_ID",
        "ZOOM_CLIENT_SECRET",
        "ZOOM_ACCOUNT_ID",
        "SMTP_URL",
        "PUBLIC_URL",
        "SECRET_KEY",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def zoom_sync(here: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Answer]:
    """`zoom_sync("event", "list")` runs one command."""
    commands.register(cli.cli)

    def run(*arguments: str) -> Answer:
        capfdbinary.readouterr()
        code = cli._run([str(argument) for argument in arguments])
        sys.stdout.flush()
        sys.stderr.flush()
        out, err = capfdbinary.readouterr()
        return Answer(code, out.decode(), err.decode())

    return run
