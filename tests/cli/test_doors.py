"""Doors at the command line."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.cli.conftest import Answer

Run = Callable[..., Answer]
ADD = (
    "event", "add", "--title", "Lessons learned", "--starts", "2126-11-11T10:30", "--ends", "2126-11-11T17:00",
    "--timezone", "Asia/Kolkata", "--venue", "Silver Oak",
)  # fmt: skip
KEY = "k" * 40


@pytest.fixture
def event(zoom_sync: Run) -> str:
    made = zoom_sync(*ADD)
    assert made.exit == 0, made.err
    return made.out.strip()


def test_a_door_is_added_listed_and_ended(
    zoom_sync: Run, event: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://events.example")
    monkeypatch.setenv("SECRET_KEY", KEY)

    added = zoom_sync("door", "add", event, "--name", "North entrance")

    assert added.exit == 0
    assert re.fullmatch(r"https://events\.example/door/[\w-]{32}\n", added.out)
    assert "https" not in added.err
    (line,) = zoom_sync("door", "list", event).out.splitlines()
    id, name, until, *_ = line.split("\t")
    assert (name, until) == ("North entrance", "until 2126-11-12T11:30Z")
    assert added.out.strip().rpartition("/")[2] not in line
    assert zoom_sync("door", "end", id).exit == 0
    assert "withdrawn" in zoom_sync("door", "list", event).out


@pytest.mark.parametrize("address", ["http://192.168.7.20:8000", "http://laptop.local"])
def test_a_door_at_a_plain_address_says_what_it_cannot_do(
    zoom_sync: Run, event: str, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("PUBLIC_URL", address)
    monkeypatch.setenv("SECRET_KEY", KEY)

    added = zoom_sync("door", "add", event, "--name", "Door A")

    assert added.out.startswith(f"{address}/door/")
    assert "https" in added.err
    assert "camera" in added.err
    assert "FAIL doors: PUBLIC_URL is plain http" in zoom_sync("doctor").out


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--name", " "), "no name"),
        (("--name", "A", "--until", "2020-01-01"), "has passed"),
        (("--name", "A", "--until", "soon"), "is not a time"),
        (("--name", "A", "--until", "9999-12-31T23:59"), "year 9999"),
    ],
)
def test_a_door_that_makes_no_sense_is_refused_in_words(
    zoom_sync: Run, event: str, more: tuple[str, ...], said: str
) -> None:
    answer = zoom_sync("door", "add", event, *more)

    assert (answer.exit, answer.out) == (1, "")
    assert said in answer.err


def test_doors_of_unknown_events_and_unknown_doors_are_refused_in_words(zoom_sync: Run, event: str) -> None:
    for command in (("add", "x", "--name", "A"), ("list", "x"), ("end", "x"), ("new-code", event, "x")):
        answer = zoom_sync("door", *command)

        assert answer.exit == 1, command
        assert answer.out == ""


def test_self_check_in_gives_a_new_link_each_time(zoom_sync: Run, event: str) -> None:
    first, second = (zoom_sync("door", "self-check-in", event).out for _ in range(2))

    assert "/here/" in first
    assert first != second
