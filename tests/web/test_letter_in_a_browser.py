"""A letter is written in a browser, and the preview follows; who it is shown for is chosen beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pictures import camera, scene

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_the_preview_follows_what_is_written_and_for_whom(tmp_path: Path, _chromium: Browser) -> None:  # noqa: PT019
    from playwright.sync_api import expect

    service = scene.build(tmp_path, many=12)
    with camera.running(service) as address:
        page = camera.open_page(_chromium, address, service, camera.LOOKS["desk"])
        page.goto(f"/events/{service.values['many']['event_id']}/letters/new")
        shown = page.locator("#preview")

        page.get_by_label("Subject").fill("Thank you")
        page.get_by_label("Text (Markdown)").fill("**Dear** {name}{if minutes >= 1}, all there{end}")
        shown.locator("strong", has_text="Dear").wait_for()
        expect(shown).to_contain_text(", all there")

        name = shown.get_by_label("For").locator("option").nth(2).inner_text()
        shown.get_by_label("For").select_option(label=name)
        shown.locator(".letter-body", has_text=name).wait_for()

        page.get_by_label("Text (Markdown)").fill("Dear {surname}")
        shown.get_by_role("alert").wait_for()
        expect(shown).to_contain_text("{surname}")
        page.context.close()
