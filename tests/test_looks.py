"""Looks at the live page are answered before the application: only to whom it let look, and only what holds."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from zoom_sync.front.looks import HOLDS_S, TRUSTED_S, Looks

PATH = "/events/e1/live/now"
PAGE = [(b"etag", b'"1.a"'), (b"content-language", b"en"), (b"content-type", b"text/html")]


def scope(who: str = "asha", *, tag: str = "", path: str = PATH, **headers: str) -> dict[str, Any]:
    given = {"host": "sync.example", "cookie": f"session={who}"} | ({"if-none-match": tag} if tag else {})
    pairs = [
        (name.replace("_", "-").encode(), value.encode()) for name, value in {**given, **headers}.items()
    ]
    return {"method": "GET", "path": path, "query_string": b"", "headers": pairs}


@pytest.fixture
def time() -> list[float]:
    return [100.0]


class Kept:
    """What the store would say of the event's state, and how often it was asked."""

    def __init__(self) -> None:
        self.state, self.asked, self.is_down = "1", 0, False

    def __call__(self, event_id: str) -> str:
        assert event_id == "e1"
        self.asked += 1
        if self.is_down:
            raise OSError
        return self.state


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def looks(time: list[float], kept: Kept) -> Looks:
    """Asha has just been shown the page, and Karim a moment before."""
    made = Looks(kept, clock=lambda: time[0])
    for who in ("karim", "asha"):
        made.learn(scope(who), 200, PAGE, lambda: b"<p>3</p>")
    return made


def answer(looks: Looks, asked: dict[str, Any]) -> Any:
    return asyncio.run(looks.answer(asked))


def test_who_has_seen_what_holds_is_told_that_nothing_moved(looks: Looks) -> None:
    assert answer(looks, scope("karim", tag='"1.a"')) == (304, PAGE[:1], b"")


def test_who_has_seen_something_else_is_shown_what_holds(looks: Looks) -> None:
    assert answer(looks, scope("karim", tag='"0.a"')) == (200, PAGE, b"<p>3</p>")


OTHERS = [
    (scope("rahima", tag='"1.a"'), "somebody whom the application did not let look"),
    (scope("karim", tag='"1.a"', path="/events/e2/live/now"), "a look at another event"),
    (scope("karim", tag='"1.a"', path="/events/e1/live"), "another page"),
    (scope("karim", tag='"1.a"', accept_language="fr"), "somebody who reads another language"),
    (scope("karim", tag='"1.a"') | {"query_string": b"x=1"}, "another address"),
    (scope("karim", tag='"1.a"') | {"method": "POST"}, "something that is no look"),
    (scope("karim", tag='"1.a"', host="other.example"), "another host"),
    (scope("karim", tag='"1.a"', content_length="3"), "somebody who sends something along"),
]


@pytest.mark.parametrize(("asked", "why"), OTHERS, ids=[why for _, why in OTHERS])
def test_all_else_goes_to_the_application(looks: Looks, asked: dict[str, Any], why: str) -> None:
    assert answer(looks, asked) is None


def test_the_store_is_asked_now_and_then_and_what_holds_goes_on_to_be_told(
    looks: Looks, kept: Kept, time: list[float]
) -> None:
    for _ in range(3):
        time[0] += HOLDS_S
        assert answer(looks, scope("karim", tag='"1.a"')) == (304, PAGE[:1], b"")
        assert answer(looks, scope("asha", tag='"0.a"')) == (200, PAGE, b"<p>3</p>")

    assert kept.asked == 3


def test_where_something_moved_one_goes_to_the_application_and_the_others_wait_for_what_it_says(
    looks: Looks, kept: Kept, time: list[float]
) -> None:
    kept.state = "12"
    assert answer(looks, scope("karim", tag='"1.a"')) is not None
    time[0] += HOLDS_S

    assert answer(looks, scope("karim", tag='"1.a"')) is None
    assert answer(looks, scope("asha", tag='"1.a"')) == (304, PAGE[:1], b"")

    looks.learn(scope("karim"), 200, [(b"etag", b'"12.a"'), *PAGE[1:]], lambda: b"<p>4</p>")

    assert answer(looks, scope("asha", tag='"1.a"'))[2] == b"<p>4</p>"


def test_what_was_counted_before_the_newest_came_is_asked_for_again(
    looks: Looks, kept: Kept, time: list[float]
) -> None:
    kept.state = "3"
    looks.learn(scope("karim"), 200, [(b"etag", b'"2.a"'), *PAGE[1:]], lambda: b"<p>4</p>")
    time[0] += HOLDS_S

    assert answer(looks, scope("asha", tag='"2.a"')) is None


def test_while_the_store_says_nothing_the_application_says_why(
    looks: Looks, kept: Kept, time: list[float]
) -> None:
    kept.is_down = True
    time[0] += HOLDS_S

    assert answer(looks, scope("karim", tag='"1.a"')) is None


def test_what_moved_is_shown_to_the_others_too(looks: Looks) -> None:
    looks.learn(scope("karim"), 200, [(b"etag", b'"2.a"'), *PAGE[1:]], lambda: b"<p>4</p>")

    assert answer(looks, scope("asha", tag='"1.a"')) == (200, [(b"etag", b'"2.a"'), *PAGE[1:]], b"<p>4</p>")


def test_a_word_that_nothing_moved_is_of_what_it_names(looks: Looks) -> None:
    looks.learn(scope("karim", tag='"2.a"'), 304, [(b"etag", b'"2.a"')], lambda: b"")

    told = answer(looks, scope("asha", tag='"1.a"'))
    assert told is None or told[0] == 304


def test_each_is_asked_about_again_after_a_few_seconds(looks: Looks, time: list[float]) -> None:
    for _ in range(20):
        time[0] += TRUSTED_S / 20
        looks.learn(scope("asha"), 200, PAGE, lambda: b"<p>3</p>")

    assert answer(looks, scope("asha", tag='"1.a"')) is not None
    assert answer(looks, scope("karim", tag='"1.a"')) is None


@pytest.mark.parametrize("status", [302, 401, 404, 500])
def test_who_is_refused_once_is_shown_nothing_more(looks: Looks, status: int) -> None:
    looks.learn(scope("karim", tag='"1.a"'), status, [], lambda: b"")

    assert answer(looks, scope("karim", tag='"1.a"')) is None
    assert answer(looks, scope("asha", tag='"1.a"')) is not None
