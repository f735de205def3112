"""Which webinar somebody means: a number, a join link, or the link of an invitation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from zoom_sync.records import Trouble, Webinar, WebinarInfo
from zoom_sync.zoom import webinars
from zoom_sync.zoom.client import Zoom
from zoom_sync.zoom.troubles import NoPermission, NotFound

_NUMBER = re.compile(r"(\d[\d \-\u00a0]{7,20}\d)(?:\s*/\s*([A-Za-z0-9_\-]{1,64}))?", re.ASCII)
_JOIN = re.compile(r"/(?:j|w|s|wc|wc/join|wc/j)/(\d{9,12})(?:/|$)", re.ASCII)
_REGISTER = re.compile(r"/(?:webinar/)?register/(?:\d+/)?(WN_[A-Za-z0-9_\-]{1,100})", re.ASCII)


@dataclass(frozen=True, slots=True)
class RegistrationLink:
    """An invitation's link. It holds no number: the webinar is found among the account's own."""

    token: str


def webinar_argument(given: str) -> Webinar | RegistrationLink:
    """Understand "123 4567 8901", "12345678901/OCCURRENCE", a join link or a registration link.

    Raises Trouble for anything else.
    """
    given = given.strip()
    number = _NUMBER.fullmatch(given)
    digits = re.sub(r"\D", "", number[1]) if number else ""
    if number and 9 <= len(digits) <= 12:
        return Webinar(digits, number[2] or "")
    path = _path(given)
    if join := _JOIN.search(path):
        return Webinar(join[1])
    if register := _REGISTER.search(path):
        return RegistrationLink(register[1])
    raise Trouble(
        f"{given[:80]!r} names no webinar.",
        "Nothing was changed.",
        "Give its number (10 or 11 digits), a join link, or the registration link of an invitation.",
    )


def by_link(zoom: Zoom, link: str) -> WebinarInfo:
    """The webinar that a link leads to. Raises Trouble, NotFound where the account has none such."""
    meant = webinar_argument(link)
    if isinstance(meant, Webinar):
        return webinars.webinar(zoom, meant.id, meant.occurrence)
    for listed in webinars.of_account(zoom):
        try:
            # List items carry no registration link (contract 2.2), so each webinar is asked for.
            found = listed if listed.registration_url else webinars.webinar(zoom, listed.id)
        except (NoPermission, NotFound):
            continue  # gone since the list was made, or closed to us: one webinar does not stop the others
        if _token(found.registration_url) == meant.token:
            return found
    remedy = "Check that it belongs to the connected Zoom account; or give the webinar's number."
    raise NotFound("No webinar of this account has that registration link", remedy, status=404)


def find(zoom: Zoom, given: str) -> Webinar:
    """The entrance that was typed; Zoom is asked only for a registration link. Raises Trouble."""
    meant = webinar_argument(given)
    return meant if isinstance(meant, Webinar) else Webinar(by_link(zoom, given).id)


def _path(given: str) -> str:
    try:
        return urlsplit(given if "://" in given else f"https://{given}").path
    except ValueError:  # brackets that are no address
        return ""


def _token(url: str) -> str:
    found = _REGISTER.search(url)
    return found[1] if found else ""
