"""A SIGKILL cannot see a missing sync, a power cut would: so the system calls of the web process are watched."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.deliveries.web import ROOT, a_join, deliver, environment, until_it_answers
from tests.post import free_port

SENDERS = 4
OTHER = """
import sys
from zoom_sync import wiring
from zoom_sync.cli import processes
processes.server(wiring.load(), sys.argv[1]).serve()
"""
CALLS = "trace=recvfrom,read,write,writev,sendto,fsync,fdatasync,close"
LINE = re.compile(r"(?P<thread>\d+) +(?:<\.\.\. (?P<resumed>\w+) resumed>|(?P<call>\w+)\()(?P<rest>.*)")
RESULT = re.compile(r"= (-?\d+)")


def test_every_delivery_is_on_the_disk_before_it_is_answered(sqlite_url: str, tmp_path: Path) -> None:
    assert answers(sqlite_url, tmp_path, deliveries=200) == (200, 0)


@pytest.mark.long
@pytest.mark.parametrize("breaks", ["unsynced", "hasty"])
def test_this_proof_notices_a_service_that(sqlite_url: str, tmp_path: Path, breaks: str) -> None:
    told, unsynced = answers(
        sqlite_url, tmp_path, deliveries=40, command=["-c", OTHER, f"tests.deliveries.broken:{breaks}"]
    )

    assert told == 40
    assert unsynced > 20


def answers(url: str, folder: Path, *, deliveries: int, command: list[str] | None = None) -> tuple[int, int]:
    """Let the web process take deliveries; how many it confirmed, and how many of those before a sync."""
    if shutil.which("strace") is None:
        pytest.skip("whether commits reach the disk is not watched: strace is not installed")
    watched, port = folder / "calls", free_port()
    strace = ["strace", "-f", "--seccomp-bpf", "-s", "16", "-o", str(watched), "-e", CALLS]
    said = folder / "said"
    with said.open("wb") as errors:
        process = subprocess.Popen(
            [*strace, sys.executable, *(command or ["-m", "zoom_sync", "web"])],
            env=environment(url, PORT=str(port)),
            cwd=ROOT,
            stderr=errors,
            start_new_session=True,
        )
    try:
        until_it_answers(port, process)
        send(port, deliveries)
    except AssertionError:
        if b"ptrace" in said.read_bytes():
            pytest.skip(
                "whether commits reach the disk is not watched: strace may not look at processes here"
            )
        raise
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)
    found = list(answered(calls(watched)))
    return len(found), found.count(False)


def send(port: int, many: int) -> None:
    """So many deliveries from a few senders at once."""

    def work(sender: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        for number in range(sender, many, SENDERS):
            assert deliver(connection, a_join(number)) == 204

    threads = [threading.Thread(target=work, args=(sender,)) for sender in range(SENDERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)


@dataclass(frozen=True)
class Call:
    """One system call. It began and ended at these lines of what strace wrote, which are in order of time."""

    name: str
    file: int
    said: str
    gave: int
    began: int
    ended: int


def calls(watched: Path) -> Iterator[Call]:
    begun: dict[str, tuple[int, str]] = {}  # by thread: those that strace wrote down in two parts
    for number, line in enumerate(watched.read_text(errors="replace").splitlines()):
        parts = LINE.match(line)
        if parts is None:
            continue
        thread, rest, began = parts["thread"], parts["rest"], number
        if rest.endswith("<unfinished ...>"):
            begun[thread] = (number, rest)
            continue
        if parts["resumed"]:
            began, before = begun.pop(thread)
            rest = before.removesuffix("<unfinished ...>") + rest
        file, gave = re.match(r"\d+", rest), RESULT.findall(rest)
        if file and gave:
            name = parts["call"] or parts["resumed"]
            yield Call(name, int(file[0]), rest, int(gave[-1]), began, number)


def answered(made: Iterator[Call]) -> Iterator[bool]:
    """For each 204: whether a sync began after its request's last read, and had ended before its write."""
    last_read: dict[int, int] = {}  # by connection: the line at which something had been read of it
    syncs: list[Call] = []
    for call in sorted(made, key=lambda call: call.began):
        if call.name in ("recvfrom", "read") and call.gave > 0 and "POST /webhooks" in call.said:
            last_read[call.file] = call.ended
        elif call.name in ("fsync", "fdatasync"):
            syncs.append(call)
        elif call.name in ("write", "writev", "sendto") and "HTTP/1.1 204" in call.said:
            read = last_read.pop(call.file)
            yield any(sync.began > read and sync.ended < call.began for sync in syncs)
