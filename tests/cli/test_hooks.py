"""Other systems at the command line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.conftest import Answer
from tests.cli.test_doors import ADD

Run = Callable[..., Answer]


@pytest.fixture
def event(zoom_sync: Run) -> str:
    made = zoom_sync(*ADD)
    assert made.exit == 0, made.err
    return made.out.strip()


def test_a_hook_is_added_tested_listed_and_ended(zoom_sync: Run, event: str) -> None:
    added = zoom_sync("hook", "add", event, "--url", "https://crm.example/in", "--kind", "final")
    id, secret = added.out.rstrip("\n").split("\t")
    message = zoom_sync("hook", "test", id).out.strip()

    assert secret.startswith("whsec_")
    (line,) = zoom_sync("hook", "list", event).out.splitlines()
    assert line.split("\t") == [id, "https://crm.example/in", "final", "standing", "1 waiting"]
    assert secret not in line
    (line,) = zoom_sync("hook", "messages", id).out.splitlines()
    assert (line.split("\t")[:2], line.split("\t")[3:]) == ([message, "test"], ["waiting", "0", "-"])
    assert "0 messages" in zoom_sync("hook", "replay", id, "--since", "2026-01-01T00:00").err
    assert zoom_sync("hook", "end", id).exit == 0
    assert "\tended\t1 gone" in zoom_sync("hook", "list", event).out


@pytest.mark.parametrize(
    ("given", "exit"),
    [
        (("add", "EVENT", "--url", "http://10.0.0.1/"), 1),
        (("add", "nowhere", "--url", "https://crm.example/"), 1),
        (("add", "EVENT", "--url", "https://crm.example/", "--all-events"), 1),
        (("add", "EVENT", "--url", "https://crm.example/", "--kind", "everything"), 2),
        (("replay", "x"), 2),
        (("test", "x"), 1),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    zoom_sync: Run, event: str, given: tuple[str, ...], exit: int
) -> None:
    answer = zoom_sync("hook", *(event if word == "EVENT" else word for word in given))

    assert answer.exit == exit
    assert answer.out == ""
    assert answer.err
