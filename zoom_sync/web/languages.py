"""The languages of the pages: which one a visitor reads, and how numbers, dates and ages are written in it.

A visitor's choice is a cookie; without one the browser's `Accept-Language` decides, else it is English. The API
speaks English alone: programs compare texts. Names of people are never translated.

Texts stand in the code in English and in `translations/<language>/LC_MESSAGES/messages.po` otherwise;
`make languages` brings the catalogues up to date and compiles them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal, NamedTuple
from zoneinfo import ZoneInfo

from babel import Locale, dates, numbers
from flask import Blueprint, Flask, redirect, request, url_for
from flask.globals import request_ctx
from flask.typing import ResponseReturnValue
from flask_babel import Babel, get_locale
from jinja2 import pass_context
from jinja2.runtime import Context
from werkzeug.exceptions import HTTPException

from zoom_sync import countries
from zoom_sync.web import security
from zoom_sync.web.rooms import rooms
from zoom_sync.web.sessions import is_https

COOKIE = "lang"
A_YEAR = timedelta(days=365)
CATALOGUES = Path(__file__).parent / "translations"


UNITS: tuple[tuple[Literal["day", "hour", "minute", "second"], timedelta], ...] = (
    ("day", timedelta(days=1)),
    ("hour", timedelta(hours=1)),
    ("minute", timedelta(minutes=1)),
    ("second", timedelta(seconds=1)),
)
ALWAYS = 10**9  # so many of a unit that Babel never goes over to a larger one by itself


class Language(NamedTuple):
    """`name` in the language itself; `locale` says how dates and numbers are written."""

    name: str
    locale: str


# English dates the way most of the world reads them: 11 Nov 2022, not Nov 11.
LANGUAGES = {
    "en": Language("English", "en_GB"),
    "fr": Language("Français", "fr"),
    "es": Language("Español", "es"),
    "ar": Language("العربية", "ar"),
    "hi": Language("हिन्दी", "hi"),
}

pages = Blueprint("languages", __name__)


def attach(app: Flask) -> None:
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(CATALOGUES)
    app.config["BABEL_DEFAULT_LOCALE"] = LANGUAGES["en"].locale
    Babel(app, locale_selector=lambda: LANGUAGES[chosen()].locale)  # type: ignore[no-untyped-call]  # it has no types
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    counted: Any = app.jinja_env.globals["ngettext"]

    @pass_context
    def with_groups(context: Context, one: str, many: str, count: int, /, **said: Any) -> Any:
        """Jinja's own, its number written as this visitor's language groups it: 1,666 people."""
        return counted(context, one, many, count, **({"num": number(count)} | said))

    app.jinja_env.globals["ngettext"] = with_groups
    app.register_blueprint(pages)

    @app.context_processor
    def known_to_every_page() -> dict[str, Any]:
        return {
            "language": chosen(),
            "direction": locale().text_direction,
            "languages": LANGUAGES,
            "separator": separator,
            "here": request.full_path.rstrip("?") if request.method != "POST" else request.path,
        }


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """All that is said within, outside of a request, is said in this language, a key of LANGUAGES."""
    app = Flask("speaking", static_folder=None, template_folder=None)
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(CATALOGUES)
    Babel(app, default_locale=LANGUAGES[language].locale)  # type: ignore[no-untyped-call]  # it has no types
    with app.app_context():
        yield


def chosen() -> str:
    """The language of this request, a key of LANGUAGES."""
    if request.path.startswith("/api/"):
        return "en"
    wanted = request.cookies.get(COOKIE, "")
    return wanted if wanted in LANGUAGES else request.accept_languages.best_match(LANGUAGES) or "en"


@pages.post("/language")
def choose() -> ResponseReturnValue:
    """Keep the choice for a year, and go back to where it was made."""
    security.refuse_foreign()
    answer = redirect(_page(request.form.get("back", "")), 303)
    wanted = request.form.get("lang", "")
    if wanted in LANGUAGES:
        secure = is_https(rooms())
        answer.set_cookie(COOKIE, wanted, max_age=A_YEAR, secure=secure, httponly=True, samesite="Lax")
    return answer


def _page(back: str) -> str:
    """An address of ours that can be opened; else the start. Never one of another host."""
    path = back.partition("?")[0]
    adapter = request_ctx.url_adapter
    if (
        adapter is None
        or not path.startswith("/")
        or path.startswith("//")
        or "\\" in back
        or not back.isprintable()
    ):
        return url_for("events.start")
    try:
        adapter.match(path, method="GET")
    except HTTPException:
        return url_for("events.start")
    return back


def locale() -> Locale:
    """How this visitor writes dates and numbers; English outside of a request."""
    return get_locale() or Locale("en", "GB")


def number(value: float) -> str:
    """A whole number with its groups: 12,345."""
    return numbers.format_decimal(round(value), locale=locale())


def separator() -> str:
    """What stands between several things that may have commas of their own."""
    return {"ar": "\u061b ", "fr": "\u202f; "}.get(locale().language, "; ")


def listed(items: Iterable[str]) -> str:
    return separator().join(items)


def country(written: str) -> str:
    """A country's name where its code of two letters was written: India."""
    return countries.name(written, locale())


def share(part: float) -> str:
    """A part of one in whole percent: 7%."""
    return numbers.format_percent(part, locale=locale())


def date(instant: datetime, zone: str, *, skeleton: str = "") -> str:
    """The date of an instant in a zone: in full, or the parts that CLDR's `skeleton` lists, as "yMMMd"."""
    local = instant.astimezone(ZoneInfo(zone))
    if not skeleton:
        return dates.format_date(local, "full", locale=locale())
    return dates.format_skeleton(skeleton, local, tzinfo=None, locale=locale())


def hour(instant: datetime, zone: str, *, seconds: bool = False) -> str:
    """By the clock of 24 hours in every language: records and sheets are compared by eye."""
    return f"{instant.astimezone(ZoneInfo(zone)):{'%H:%M:%S' if seconds else '%H:%M'}}"


def moment(instant: datetime, zone: str, *, skeleton: str) -> str:
    """A date and an hour, put together the way the language does it."""
    together = str(dates.get_datetime_format("medium", locale=locale()))
    return together.replace("{1}", date(instant, zone, skeleton=skeleton)).replace("{0}", hour(instant, zone))


def ago(age: timedelta) -> str:
    """How long ago, in whole ones of the largest unit that fits, days at most: 3 minutes ago."""
    unit, size = next(((unit, size) for unit, size in UNITS if age >= size), UNITS[-1])
    return dates.format_timedelta(
        -max(1, age // size) * size, granularity=unit, threshold=ALWAYS, add_direction=True, locale=locale()
    )
