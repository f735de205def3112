"""Every page is for everyone: axe-core finds nothing on any of them, light, dark and from right to left.

axe sees names, roles, labels, contrast and structure (WCAG 2.2 A and AA, and good practice). What it cannot see,
such as the order of the keyboard, other tests walk through.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.pictures import camera, places, scene
from tests.vendoring import ROOT, packages

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

LOOK = """() => {
  for (const more of document.querySelectorAll("details")) more.open = true;
  return axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    resultTypes: ["violations"],
  }).then(found => found.violations.flatMap(one => one.nodes.map(node =>
    `${one.id}: ${node.target.join(" ")} ${node.any.concat(node.all).map(x => x.message)[0] || ""}`)));
}"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> scene.Scene:
    return scene.build(tmp_path_factory.mktemp("axe"), many=300)


@pytest.fixture(scope="module")
def address(service: scene.Scene) -> Iterator[str]:
    with camera.running(service) as found:
        yield found


@pytest.fixture(scope="module")
def browser(_chromium: Browser) -> Browser:
    return _chromium


@pytest.fixture(scope="module")
def axe() -> str:
    (package,) = (one for one in packages() if one["name"] == "axe-core")
    return (ROOT / package["into"] / "axe.min.js").read_text()


@pytest.mark.parametrize(
    ("look", "event"),
    [
        *((look, event) for look in ("desk", "phone-dark", "arabic") for event in ("many", "")),
        ("phone", "new"),
        ("dark", "one"),
        ("phone-arabic", "many"),
    ],
)
def test_axe_finds_nothing_on_any_page(
    look: str, event: str, service: scene.Scene, address: str, axe: str, browser: Browser
) -> None:
    page = camera.open_page(browser, address, service, camera.LOOKS[look])
    found: list[str] = []
    for place in places.of_app(service.app, service.admin, service.values[event], []):
        page.goto(place.path)
        page.evaluate(axe)
        found += [f"{place.name}: {one}" for one in page.evaluate(LOOK)]
    page.context.close()

    assert not found, "\n".join(found)


@pytest.mark.parametrize("event", ["many", ""])
def test_no_page_has_to_be_moved_sideways_at_320_pixels(
    event: str, service: scene.Scene, address: str, browser: Browser
) -> None:
    page = camera.open_page(browser, address, service, camera.LOOKS["narrow"])
    wide = []
    for place in places.of_app(service.app, service.admin, service.values[event], []):
        page.goto(place.path)
        if (width := page.evaluate("document.documentElement.scrollWidth")) > 320:
            wide.append(f"{place.name}: {width}")
    page.context.close()

    assert not wide, "\n".join(wide)


def test_axe_sees_what_is_wrong(service: scene.Scene, address: str, axe: str, browser: Browser) -> None:
    page: Page = camera.open_page(browser, address, service, camera.LOOKS["desk"])
    page.goto("/events")
    page.evaluate("document.querySelector('main').innerHTML = '<input><img src=x>'")
    page.evaluate(axe)

    said = page.evaluate(LOOK)
    page.context.close()

    assert {one.partition(":")[0] for one in said} >= {"label", "image-alt", "page-has-heading-one"}
