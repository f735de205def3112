"""The moments at which a test may stop the process: all in use, none switched on by the service."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from zoom_sync import moments

ROOT = Path(__file__).parents[2]
SERVICE = [path for folder in ("zoom_sync", "webhooks") for path in (ROOT / folder).rglob("*.py")]

# What docs/architecture.md, "Transactions and keys", calls an effect, and a moment that lies within it.
EFFECTS = {
    "a delivery": "deliveries committed, not answered",
    "reading the inbox": "deliveries understood, not taken over",
    "a page of registrants": "a page stored, its listing not finished",
    "end of a listing": "a listing finished, no report read",
    "a reading of a report": "a report read, not kept",
    "an import": "a file understood, not kept",
    "a check-in": "a check-in kept, not answered",
    "a decision": "a decision kept, not answered",
    "a generation": "a generation written, not shown",
    "a letter": "a copy taken by the mail server, not settled",
    "a token pair": "a token given, not kept",
    "a lease": "a lease taken, nothing done",
}


def names_used(path: Path) -> Iterator[str]:
    """The moments that a module reports, each as a plain word."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "reached":
            (moment,) = node.args
            assert isinstance(moment, ast.Constant), f"{path}:{node.lineno}"
            yield str(moment.value)


def test_every_moment_is_reached_somewhere_and_every_effect_has_one() -> None:
    used = [name for path in SERVICE for name in names_used(path)]

    assert sorted(set(used)) == sorted(get_args(moments.Moment))
    assert set(EFFECTS.values()) <= set(used)


def test_nothing_in_the_service_can_set_a_watcher() -> None:
    speaking = [path for path in SERVICE if path.name != "moments.py" and "moments" in path.read_text()]
    for path in speaking:
        imports = [
            (node.module, [name.name for name in node.names])
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.ImportFrom) and node.module and node.module.endswith("moments")
        ]
        assert imports in ([], [("zoom_sync.moments", ["reached"])]), path
    assert len(speaking) > 5
    text = (ROOT / "zoom_sync/moments.py").read_text()
    assert "environ" not in text
    assert "settings" not in text.split('"""', 2)[2]


def test_a_watcher_hears_every_moment_until_its_block_ends() -> None:
    heard: list[str] = []
    with moments.watched(heard.append):
        moments.reached("a token given, not kept")
    moments.reached("a token kept, not used")

    assert heard == ["a token given, not kept"]


def test_what_a_watcher_raises_goes_through_and_ends_the_watch() -> None:
    def stop(moment: moments.Moment) -> None:
        raise KeyboardInterrupt(moment)

    with pytest.raises(KeyboardInterrupt, match="not kept"), moments.watched(stop):
        moments.reached("a token given, not kept")
    moments.reached("a token given, not kept")
