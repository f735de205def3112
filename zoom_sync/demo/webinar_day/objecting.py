"""Whoever knows better says so: by a link to their own record, on the service's page, as they would in a browser."""

from __future__ import annotations

from http.cookiejar import DefaultCookiePolicy
from urllib.parse import urljoin, urlsplit

import requests

ABOUT = "mode"  # of the kinds that the page offers: on Zoom, in the room, or not at all
TIMEOUT_S = 20


def say(text: str, service: str, link: str) -> None:
    """Open the link, press its button, say what is wrong. Said twice it is one objection.

    Only the path of `link` is followed, at `service`, where the demo tells of the day. Raises
    requests.RequestException if the page is not there, or does not take the objection.
    """
    page = urljoin(service, urlsplit(link).path)
    # Behind a tunnel the service's cookies are for https; here they travel within the machine.
    policy = DefaultCookiePolicy(secure_protocols=("https", "http"))
    with requests.Session() as browser:
        browser.cookies.set_policy(policy)
        browser.post(page, data={"do": "show"}, timeout=TIMEOUT_S).raise_for_status()
        words = {"do": "object", "about": ABOUT, "text": text}
        reply = browser.post(page, data=words, timeout=TIMEOUT_S)
        reply.raise_for_status()
        if text not in reply.text:
            raise requests.RequestException("The page does not show the objection.", response=reply)
