"""A browser that looks at the service: on a phone or a desk, light or dark, in any language."""

from __future__ import annotations

import logging
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

from werkzeug.serving import make_server

from tests.conftest import CHROMIUM
from tests.pictures import scene

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


class Look(NamedTuple):
    width: int
    height: int
    colours: str = "light"
    language: str = "en"
    is_phone: bool = False  # a finger, no pointer


LOOKS = {
    "phone": Look(390, 844, is_phone=True),
    "narrow": Look(320, 640),  # also a desk's page at four times its size
    "desk": Look(1280, 800),
    "dark": Look(1280, 800, "dark"),
    "phone-dark": Look(390, 844, "dark", is_phone=True),
    "arabic": Look(1280, 800, "light", "ar"),
    "phone-arabic": Look(390, 844, "dark", "ar", is_phone=True),
}


def open_page(browser: Browser, address: str, service: scene.Scene, look: Look) -> Page:
    """A page of a browser with this look, the admin signed in by the link."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": look.width, "height": look.height},
        color_scheme=look.colours,  # type: ignore[arg-type]  # "light" or "dark"
        reduced_motion="reduce",
        is_mobile=look.is_phone,
        has_touch=look.is_phone,
    )
    context.add_cookies([{"name": "lang", "value": look.language, "url": address}])
    context.clock.set_fixed_time(scene.NOW)  # a page says ages by the clock that it was made by
    context.set_default_timeout(120_000)  # a machine may have other things to do
    page = context.new_page()
    page.goto(service.link())
    page.get_by_role("main").get_by_role("button").click()
    page.wait_for_url("**/events")
    return page


@contextmanager
def running(service: scene.Scene) -> Iterator[str]:
    """The service on a port of its own, without a line for each request."""
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    server = make_server("127.0.0.1", 0, service.app, threaded=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join(5)


@contextmanager
def chromium() -> Iterator[Browser]:
    names = (os.environ.get("CHROMIUM", ""), *CHROMIUM)
    path = next((found for name in names if name and (found := shutil.which(name))), None)
    if path is None:
        sys.exit("Pictures need a browser: install chromium, or name one in CHROMIUM.")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()
