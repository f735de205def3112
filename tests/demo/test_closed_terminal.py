"""Whoever closes the terminal of `make run` ends everything, as Ctrl-C does: nothing goes on unseen."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.paths.machines import answers, until
from tests.post import free_port

ENDS_WITHIN_S = 20
STOPS_WITHIN_S = 6  # web and worker have three seconds each, at once


def close_pipe(run: subprocess.Popen[bytes]) -> None:
    assert run.stdout is not None
    run.stdout.close()


def hang_up(run: subprocess.Popen[bytes]) -> None:
    run.send_signal(signal.SIGHUP)


def interrupt(run: subprocess.Popen[bytes]) -> None:
    run.send_signal(signal.SIGINT)


def left(port: int) -> list[int]:
    """The processes that were started with this port, as far as Linux tells."""
    told = f"PORT={port}".encode()
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):
            if told in path.read_bytes().split(b"\0"):
                found.append(int(path.parent.name))
    return found


@pytest.mark.parametrize("leave", [close_pipe, hang_up])
def test_whoever_closes_the_terminal_ends_all_and_the_port_is_free(
    leave: Callable[[subprocess.Popen[bytes]], None], tmp_path: Path
) -> None:
    with started(tmp_path) as (run, port):
        leave(run)
        assert run.wait(ENDS_WITHIN_S) == 0
        with socket.create_server(("127.0.0.1", port)):
            assert left(port) == []


@pytest.mark.parametrize("leave", [close_pipe, interrupt])
def test_it_ends_before_all_its_processes_have_said_that_they_started(
    leave: Callable[[subprocess.Popen[bytes]], None], tmp_path: Path
) -> None:
    with begun(tmp_path) as (run, port):
        assert run.stdout is not None
        run.stdout.readline()
        leave(run)
        assert run.wait(ENDS_WITHIN_S) == 0
        with socket.create_server(("127.0.0.1", port)):
            assert left(port) == []


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_ends_when_asked_to_while_nobody_reads_what_it_says(asked: signal.Signals, tmp_path: Path) -> None:
    """As in `make run | less`: the pipe is full, and who waits for its reader is within a line."""
    with full_pipe() as full, begun(tmp_path, stdout=full) as (run, port):
        until(lambda: answers(port), within_s=60)
        run.send_signal(asked)
        assert run.wait(ENDS_WITHIN_S) == 0
        with socket.create_server(("127.0.0.1", port)):
            assert left(port) == []


def test_who_said_nohup_keeps_it_when_the_terminal_is_closed(tmp_path: Path) -> None:
    with started(tmp_path, "nohup") as (run, port):
        hang_up(run)
        with pytest.raises(subprocess.TimeoutExpired):
            run.wait(STOPS_WITHIN_S)
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            pass


@contextmanager
def full_pipe() -> Iterator[int]:
    """The end to write to of a pipe that is full, and that nobody reads."""
    reads, writes = os.pipe()
    os.set_blocking(writes, False)
    with suppress(BlockingIOError):
        while os.write(writes, b" " * 4096):
            pass
    os.set_blocking(writes, True)
    try:
        yield writes
    finally:
        os.close(writes)
        os.close(reads)


@contextmanager
def started(folder: Path, *before: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """`make run`, ready."""
    with begun(folder, *before) as (run, port):
        assert run.stdout is not None
        assert any(b"ready on" in line for line in run.stdout)
        yield run, port


@contextmanager
def begun(
    folder: Path, *before: str, stdout: int = subprocess.PIPE
) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """`make run`; whatever is left of it in the end is killed.

    It hears of a closed terminal, though the tests themselves may run under `nohup`.
    """
    port = free_port()
    given = os.environ | {
        "PORT": str(port), "PYTHONPATH": str(Path(__file__).parents[2]), "DEMO_SPEED": "900", "PYTHONUNBUFFERED": "1",
    }  # fmt: skip
    run = subprocess.Popen(
        [*before, sys.executable, "-m", "zoom_sync", "run"], cwd=folder, env=given, stdout=stdout,
        stderr=subprocess.DEVNULL, preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),
    )  # fmt: skip
    try:
        yield run, port
    finally:
        run.kill()
        run.wait()
        for one in left(port):
            os.kill(one, signal.SIGKILL)
