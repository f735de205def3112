"""Pages in the visitor's language; names stay as they are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from tests.builders import instant
from tests.web.conftest import Seat
from zoom_sync.web import languages, showing


@pytest.mark.parametrize(
    ("header", "language", "direction"),
    [
        ("", "en", "ltr"),
        ("fr-CA, fr;q=0.8, en;q=0.5", "fr", "ltr"),
        ("ar", "ar", "rtl"),
        ("de, hi;q=0.5", "hi", "ltr"),
        ("xx", "en", "ltr"),
    ],
)
def test_the_browser_says_which_language_a_visitor_reads(
    seat: Callable[..., Seat], header: str, language: str, direction: str
) -> None:
    page = seat().get("/sign-in", headers={"Accept-Language": header}).text

    assert f'<html lang="{language}" dir="{direction}">' in page


def test_a_chosen_language_stays_and_goes_before_the_browsers(seat: Callable[..., Seat]) -> None:
    browser = seat()

    answer = browser.post("/language", {"lang": "es", "back": "/sign-in"})

    assert (answer.status_code, answer.location) == (303, "/sign-in")
    assert '<html lang="es"' in browser.get("/sign-in", headers={"Accept-Language": "ar"}).text


@pytest.mark.parametrize(
    "back",
    [
        "//evil.example/", "/\\evil.example/", "https://evil.example/", "/%2e%2e//evil.example", "/no/such/page",
        "/sign-out", "", "/sign-in\r\nSet-Cookie: a=b",
    ],
)  # fmt: skip
def test_a_choice_leads_to_no_page_but_our_own(seat: Callable[..., Seat], back: str) -> None:
    answer = seat().post("/language", {"lang": "fr", "back": back})

    assert (answer.status_code, answer.location) == (303, "/")


def test_an_unknown_language_changes_nothing(seat: Callable[..., Seat]) -> None:
    answer = seat().post("/language", {"lang": "../../etc", "back": "/sign-in"})

    assert "Set-Cookie" not in answer.headers


def test_another_website_chooses_no_language(seat: Callable[..., Seat]) -> None:
    answer = seat().post("/language", {"lang": "fr"}, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 400


def test_every_page_offers_each_language_in_its_own_words(seat: Callable[..., Seat]) -> None:
    page = seat().get("/sign-in").text

    for key, language in languages.LANGUAGES.items():
        assert f'value="{key}" lang="{key}"' in page
        assert language.name in page


def test_times_and_figures_read_in_english_without_a_request() -> None:
    late = instant("20:00")

    assert showing.moment(late, "Asia/Kolkata") == "11 Mar 2026, 01:30"
    assert showing.day(late, "Asia/Kolkata") == "Wednesday, 11 March 2026"
    assert showing.hour(late, "Asia/Kolkata") == "01:30:00"
    assert languages.number(12345) == "12,345"
    assert showing.minutes(65) == "1 h 05 min"
    assert showing.ago(late, late + timedelta(days=40)) == "40 days ago"
    assert showing.ago(late, late + timedelta(seconds=119)) == "1 minute ago"
    assert showing.ago(late, late) == "1 second ago"


def test_a_number_of_a_template_is_written_in_the_language_of_whoever_asks(app: Flask) -> None:
    """A template is compiled once; what stands in it must not be written in the first visitor's language for all."""
    page = app.jinja_env.from_string("{{ 0 | minutes }}")

    with app.test_request_context("/", headers={"Accept-Language": "ar"}):
        arabic = page.render()
    with app.test_request_context("/", headers={"Accept-Language": "en"}):
        english = page.render()

    assert english == "0 min"
    assert arabic != english


def test_a_counted_number_is_written_in_groups_as_the_language_has_them(app: Flask) -> None:
    page = app.jinja_env.from_string('{{ ngettext("%(num)s row", "%(num)s rows", 12345) }}')

    said = {}
    for language in ("en", "fr"):
        with app.test_request_context("/", headers={"Accept-Language": language}):
            said[language] = page.render()

    assert said["en"] == "12,345 rows"
    assert said["fr"].startswith("12\u202f345 ")
