"""How somebody works a page: with a mouse, or with nothing but a keyboard, where each stop must be seen."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from playwright.sync_api import Locator, Page

MOST_STOPS = 80  # more tabs than that to reach something is a fault of its page
# Where the focus is: seen as such, in the window, and with nothing lying over it.
UNSEEN = """() => {
  const one = document.activeElement, look = getComputedStyle(one), at = one.getBoundingClientRect();
  const ringed = one.matches(":focus-visible") && look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
  const within = at.width > 0 && at.top < innerHeight && at.bottom > 0 && at.left < innerWidth && at.right > 0;
  const clamp = (least, value, most) => Math.min(Math.max(least, value), most);
  const over = document.elementFromPoint(
    clamp(0, at.left + at.width / 2, innerWidth - 1), clamp(0, at.top + at.height / 2, innerHeight - 1));
  const bare = one.contains(over) || [...(one.labels ?? [])].some((label) => label.contains(over));
  return ringed && within && bare ? "" : `${one.outerHTML.slice(0, 120)} ${JSON.stringify({ ringed, within, bare })}`;
}"""
DROPPED = """(form, [name, text]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([text], name, { type: "text/csv" }));
  for (const kind of ["dragenter", "dragover", "drop"])
    form.dispatchEvent(new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true }));
}"""


class Hands(Protocol):
    def __init__(self, page: Page) -> None: ...

    def press(self, what: Locator) -> None:
        """A link, a button, or what opens something. The page that it leads to, and its scripts, are there then."""

    def type(self, into: Locator, text: str) -> None: ...

    def choose(self, of: Locator, label: str) -> None: ...

    def bring(self, file: Path) -> None:
        """To the page of files, until it shows what the file was understood to be."""


class Mouse:
    """Clicks, and drops files on the page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, what: Locator) -> None:
        what.click()
        self.page.wait_for_load_state()

    def type(self, into: Locator, text: str) -> None:
        into.fill(text)

    def choose(self, of: Locator, label: str) -> None:
        of.select_option(label=label)

    def bring(self, file: Path) -> None:
        place = self.page.locator("[data-drop]")
        place.wait_for()
        self.page.wait_for_load_state()  # its script takes what is dropped
        place.evaluate(DROPPED, [file.name, file.read_text()])


class Keyboard:
    """Tab, Enter, Space and letters."""

    def __init__(self, page: Page) -> None:
        self.page, self.keys = page, page.keyboard

    def press(self, what: Locator) -> None:
        self._reach(what)
        what.press(
            "Enter"
        )  # which waits for the page that it leads to, as a click does; the bare key would not
        self.page.wait_for_load_state()

    def type(self, into: Locator, text: str) -> None:
        self._reach(into)
        self.keys.type(text)

    def choose(self, of: Locator, label: str) -> None:
        self._reach(of)
        self.keys.type(label)

    def bring(self, file: Path) -> None:
        with self.page.expect_file_chooser() as chooser:  # asked for early: a press may overtake it
            self._reach(self.page.get_by_label("File", exact=True))
            self.keys.press("Space")
        chooser.value.set_files(file)
        self.press(self.page.get_by_role("button", name="Look at it"))

    def _reach(self, what: Locator) -> None:
        """By Tab alone. Fails where the focus is not to be seen at any stop on the way."""
        wanted = what.element_handle()
        self.page.wait_for_load_state()  # of the page that it is on: a script may yet move the focus
        for _ in range(MOST_STOPS):
            self.keys.press("Tab")
            assert self.page.evaluate(UNSEEN) == ""
            if wanted.evaluate("one => one === document.activeElement"):
                return
        raise AssertionError(f"{what} is not reached by Tab")
