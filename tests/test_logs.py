"""Log lines are JSON objects without addresses, tokens or personal links, whatever a library put into them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
BEFORE = """
import logging, structlog
from zoom_sync import logs
logs.configure("info")
theirs, ours = logging.getLogger("some.library"), structlog.get_logger("ours")
"""


def logged(code: str) -> tuple[list[dict[str, Any]], str]:
    """What a process that runs `code` writes to its log: the lines, and the text as it came."""
    result = subprocess.run(
        [sys.executable, "-c", BEFORE + code],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in result.stderr.splitlines()], result.stderr


SENSITIVE = [
    "mail to meera.nair@asha-trust.example failed",
    "Authorization: Bearer abcdefghijklmnop",
    "GET https://zoom.example/w/81234567890?tk=secret.token&pwd=abc",
    "http://127.0.0.1:8000/sign-in/xyzxyzxyzxyz",
    "token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc",
]


def test_what_looks_personal_or_secret_is_cut_from_every_line() -> None:
    code = "".join(
        f"theirs.warning('it said: %s', {text!r})\nours.warning('refused', why={text!r}, inner=dict(l=[{text!r}]))\n"
        for text in SENSITIVE
    )

    lines, said = logged(code)

    assert len(lines) == 2 * len(SENSITIVE)
    assert all("[redacted]" in json.dumps(line) for line in lines)
    assert [
        secret for secret in ("meera", "abcdefgh", "secret.token", "xyzxyz", "eyJ") if secret in said
    ] == []


def test_a_name_with_line_breaks_forges_no_line() -> None:
    lines, said = logged(r"""ours.warning("read", odd='x\n{"event": "forged"}\u2028\x1b[2J')""")

    assert [line["event"] for line in lines] == ["read"]
    assert "\x1b" not in said


@pytest.mark.parametrize("logger", ["ours.exception('broke')", "theirs.exception('broke')"])
def test_a_traceback_holds_no_values(logger: str) -> None:
    lines, said = logged(
        f"name = 'Meera Nair'\ntry:\n    raise KeyError(name)\nexcept KeyError:\n    {logger}\n"
    )

    assert len(lines) == 1
    assert "KeyError" in said
    assert "Meera" not in said


def test_whoever_wants_errors_only_hears_no_warning_of_a_library() -> None:
    lines, _ = logged(
        "logs.configure('error')\nlogging.getLogger('apscheduler.scheduler').warning('late')\ntheirs.error('down')"
    )

    assert [line["event"] for line in lines] == ["down"]
