"""Looks at the live page are answered before the application: only to whom it let look, and only what holds."""

from __future__ import annotations

from typing import Any

import pytest

from zoom_sync.front.looks import HOLDS_S, TRUSTED_S, Looks

PATH = "/events/e1/live/now"
PAGE = [(b"etag", b'"1"'), (b"content-language", b"en"), (b"content-type", b"text/html")]


def scope(who: str = "asha", *, tag: str = "", path: str = PATH, **headers: str) -> dict[str, Any]:
    given = {"host": "sync.example", "cookie": f"session={who}"} | ({"if-none-match": tag} if tag else {})
    pairs = [
        (name.replace("_", "-").encode(), value.encode()) for name, value in {**given, **headers}.items()
    ]
    return {"method": "GET", "path": path, "query_string": b"", "headers": pairs}


@pytest.fixture
def time() -> list[float]:
    return [100.0]


@pytest.fixture
def looks(time: list[float]) -> Looks:
    """Asha has just been shown the page, and Karim a moment before."""
    made = Looks(clock=lambda: time[0])
    for who in ("karim", "asha"):
        made.learn(scope(who), 200, PAGE, lambda: b"<p>3</p>")
    return made


def test_who_has_seen_what_holds_is_told_that_nothing_moved(looks: Looks) -> None:
    answer = looks.answer(scope("karim", tag='"1"'))

    assert answer == (304, PAGE[:1], b"")


def test_who_has_seen_something_else_is_shown_what_holds(looks: Looks) -> None:
    assert looks.answer(scope("karim", tag='"0"')) == (200, PAGE, b"<p>3</p>")


OTHERS = [
    (scope("rahima", tag='"1"'), "somebody whom the application did not let look"),
    (scope("karim", tag='"1"', path="/events/e2/live/now"), "a look at another event"),
    (scope("karim", tag='"1"', path="/events/e1/live"), "another page"),
    (scope("karim", tag='"1"', accept_language="fr"), "somebody who reads another language"),
    (scope("karim", tag='"1"') | {"query_string": b"x=1"}, "another address"),
    (scope("karim", tag='"1"') | {"method": "POST"}, "something that is no look"),
    (scope("karim", tag='"1"', host="other.example"), "another host"),
]


@pytest.mark.parametrize(("asked", "why"), OTHERS, ids=[why for _, why in OTHERS])
def test_all_else_goes_to_the_application(looks: Looks, asked: dict[str, Any], why: str) -> None:
    assert looks.answer(asked) is None


def test_after_a_moment_somebody_goes_through_to_see_what_holds(looks: Looks, time: list[float]) -> None:
    time[0] += HOLDS_S

    assert looks.answer(scope("karim", tag='"1"')) is None

    looks.learn(scope("karim", tag='"1"'), 304, PAGE[:1], lambda: b"")

    assert looks.answer(scope("asha", tag='"0"')) == (200, PAGE, b"<p>3</p>")


def test_what_moved_is_shown_to_the_others_too(looks: Looks) -> None:
    looks.learn(scope("karim"), 200, [(b"etag", b'"2"'), *PAGE[1:]], lambda: b"<p>4</p>")

    assert looks.answer(scope("asha", tag='"1"')) == (200, [(b"etag", b'"2"'), *PAGE[1:]], b"<p>4</p>")


def test_a_word_that_nothing_moved_is_of_what_it_names(looks: Looks) -> None:
    looks.learn(scope("karim", tag='"2"'), 304, [(b"etag", b'"2"')], lambda: b"")

    answer = looks.answer(scope("asha", tag='"1"'))
    assert answer is None or answer[0] == 304


def test_each_is_asked_about_again_after_a_few_seconds(looks: Looks, time: list[float]) -> None:
    for _ in range(20):
        time[0] += TRUSTED_S / 20
        looks.learn(scope("asha"), 200, PAGE, lambda: b"<p>3</p>")

    assert looks.answer(scope("asha", tag='"1"')) is not None
    assert looks.answer(scope("karim", tag='"1"')) is None


@pytest.mark.parametrize("status", [302, 401, 404, 500])
def test_who_is_refused_once_is_shown_nothing_more(looks: Looks, status: int) -> None:
    looks.learn(scope("karim", tag='"1"'), status, [], lambda: b"")

    assert looks.answer(scope("karim", tag='"1"')) is None
    assert looks.answer(scope("asha", tag='"1"')) is not None
