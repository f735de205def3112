"""Takes the pictures: every page, on a phone and a desk, dark, and in Arabic; with nobody, one and 10,000 people,
and of an event that is over.

    python -m tests.pictures [--many 10000] [--only PART] [--looks phone,desk,…] [--into build/pictures]

`--only` takes a part of the pages' names, as "review". `index.html` in the folder shows all of them.
"""

from __future__ import annotations

import argparse
import html
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.pictures import places, scene
from tests.pictures.camera import LOOKS, chromium, open_page, running

if TYPE_CHECKING:
    from playwright.sync_api import Browser


TALLEST = 2600  # pixels of a page that are shown


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m tests.pictures")
    asked.add_argument("--many", type=int, default=10_000)
    asked.add_argument("--only", default="")
    asked.add_argument("--looks", default=",".join(look for look in LOOKS if look != "narrow"))
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
