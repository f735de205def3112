"""Takes the pictures: every page, on a phone and a desk, dark, and in Arabic; with nobody, one and 10,000 people.

    python -m tests.pictures [--many 10000] [--only PART] [--looks phone,desk,…] [--into build/pictures]

`--only` takes a part of the pages' names, as "review". `index.html` in the folder shows all of them.
"""

from __future__ import annotations

import argparse
import html
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple

from werkzeug.serving import make_server

from tests.pictures import places, scene
from tests.web.conftest import CHROMIUM

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


class Look(NamedTuple):
    width: int
    height: int
    colours: str = "light"
    language: str = "en"


LOOKS = {
    "phone": Look(390, 844),
    "desk": Look(1280, 800),
    "dark": Look(1280, 800, "dark"),
    "phone-dark": Look(390, 844, "dark"),
    "arabic": Look(1280, 800, "light", "ar"),
    "phone-arabic": Look(390, 844, "dark", "ar"),
}
TALLEST = 2600  # pixels of a page that are shown


def main() -> None:
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    asked = argparse.ArgumentParser(prog="python -m tests.pictures")
    asked.add_argument("--many", type=int, default=10_000)
    asked.add_argument("--only", default="")
    asked.add_argument("--looks", default=",".join(LOOKS))
    asked.add_argument("--into", type=Path, default=Path("build/pictures"))
    said = asked.parse_args()
    said.into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        service = scene.build(Path(folder), many=said.many)
        with running(service) as address, chromium() as browser:
            broken: list[str] = []
            taken = [
                taken
                for look in said.looks.split(",")
                for taken in shots(browser, address, service, look, said.only, said.into, broken)
            ]
    (said.into / "index.html").write_text(sheet(taken))
    print(f"{len(taken)} pictures: {said.into / 'index.html'}", file=sys.stderr)  # noqa: T201
    if broken:
        sys.exit("\n".join(sorted(set(broken))))


def shots(
    browser: Browser, address: str, service: scene.Scene, look: str, only: str, into: Path, broken: list[str]
) -> Iterator[Path]:
    page = open_page(browser, address, service, LOOKS[look])
    for event, values in service.values.items():
        for place in places.of_app(service.app, service.admin, values, broken):
            name = "-".join(part for part in (place.name, event, look) if part)
            if only not in name:
                continue
            page.goto(place.path)
            file = into / f"{name}.png"
            height = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
            clip: Any = {"x": 0, "y": 0, "width": LOOKS[look].width, "height": height}
            page.screenshot(path=file, full_page=True, clip=clip)
            yield file
    page.context.close()


def open_page(browser: Browser, address: str, service: scene.Scene, look: Look) -> Page:
    """A page of a browser with this look, the admin signed in by the link."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": look.width, "height": look.height},
        color_scheme=look.colours,  # type: ignore[arg-type]  # "light" or "dark"
        reduced_motion="reduce",
    )
    context.add_cookies([{"name": "lang", "value": look.language, "url": address}])
    page = context.new_page()
    page.goto(service.link())
    page.get_by_role("main").get_by_role("button").click()
    page.wait_for_url("**/events")
    return page


@contextmanager
def running(service: scene.Scene) -> Iterator[str]:
    """The service on a port of its own."""
    server = make_server("127.0.0.1", 0, service.app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
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


def sheet(taken: list[Path]) -> str:
    """A page of all pictures, those of one page beside one another."""
    shown = "\n".join(
        f'<figure><a href="{html.escape(file.name)}"><img loading="lazy" src="{html.escape(file.name)}" alt=""></a>'
        f"<figcaption>{html.escape(file.stem)}</figcaption></figure>"
        for file in sorted(taken)
    )
    style = (
        "body{font:14px system-ui;display:flex;flex-wrap:wrap;gap:16px;background:#888}"
        "figure{margin:0;width:300px}img{width:100%;max-height:500px;object-fit:cover;object-position:top}"
    )
    return f'<!doctype html><meta charset="utf-8"><title>Pictures</title><style>{style}</style>\n{shown}\n'


if __name__ == "__main__":
    main()
