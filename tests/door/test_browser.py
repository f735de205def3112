"""The door as a volunteer meets it: a real browser on a phone's width, with the network cut and come back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.builders import a_registrant, an_event
from tests.vendoring import ROOT, packages
from zoom_sync.actions import doors as acts
from zoom_sync.actions.rebuild import rebuild
from zoom_sync.records import Event, Person, Span
from zoom_sync.store import checkins, codes, doors, events, snapshot, traces, verdicts
from zoom_sync.wiring import Rooms, SystemClock

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser

KENDRA = a_registrant("রহিমা খাতুন", "rahima@kendra.example", organisation="শ্রমিক কেন্দ্র")
RENEE = a_registrant("Renée Straßer", "renee@trust.example", organisation="Mela Trust")
NAMESAKES = (
    a_registrant("Asha Rao", "asha@one.example", organisation="Workers' Resource Centre"),
    a_registrant("Asha Rao", "asha@two.example", organisation="Unión de Trabajadoras"),
)


class Clock(SystemClock):
    """The machine's own, as a browser's is, until somebody turns it."""

    ahead = timedelta(0)

    def now(self) -> datetime:
        return super().now() + self.ahead


@pytest.fixture
def clock() -> Clock:
    return Clock()


def keep(rooms: Rooms, people: tuple[Any, ...], **more: Any) -> Event:
    now = rooms.clock.now()
    day = Span(now - timedelta(hours=2), now + timedelta(hours=4))
    event = an_event(key=b"k" * 32, days=(day,), **more)

    def steps(tx: Any) -> None:
        events.add(tx, event, now=now)
        traces.append(tx, event.id, people, now=now)

    rooms.store.run(steps)
    record(rooms, event)
    return event


def record(rooms: Rooms, event: Event) -> list[Person]:
    rebuild(rooms.store, event.id, reads=(timedelta(minutes=10),), clock=rooms.clock)
    found = rooms.store.read(lambda tx: snapshot.record(tx, event.id))
    assert found is not None
    return [*found.people, *found.unidentified]


class Door:
    """A phone with a door open on it."""

    def __init__(self, context: BrowserContext, said: list[str]) -> None:
        self.context, self.said = context, said
        self.page: Page = self._open()

    def _open(self) -> Page:
        page = self.context.new_page()
        page.on("console", lambda line: self.said.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        return page

    def open(self, link: str) -> None:
        self.page.goto(link)
        self.page.get_by_role("button", name="Open the door").click()
        self.page.wait_for_url("**/door/")
        self.ready()

    def ready(self) -> None:
        from playwright.sync_api import expect

        expect(self.page.locator("#q")).to_be_visible(timeout=20_000)

    def restart(self) -> None:
        """The browser is closed and opened again, as after a dead battery."""
        self.page.close()
        self.page = self._open()
        self.page.goto("/door/")
        self.ready()

    def find(self, text: str) -> Any:
        self.page.locator("#q").fill(text)
        return self.page.locator("#hits li")

    def check_in(self, text: str, *, hit: int = 0) -> Any:
        self.find(text).nth(hit).get_by_role("button").click()
        self.page.locator("#confirm-go").click()
        return self.page.locator("#told")

    def ahead(self, clock: Clock) -> timedelta:
        """How far the phone's clock is ahead of the service's, by the quickest of a few answers."""

        def reading() -> tuple[timedelta, timedelta]:
            asked = clock.now()
            shown = datetime.fromtimestamp(self.page.evaluate("() => Date.now()") / 1000, UTC)
            took = clock.now() - asked
            return took, shown - asked - took / 2

        return min(reading() for _ in range(5))[1]

    def unsent(self) -> Any:
        return self.page.locator("#unsent b")


@pytest.fixture
def phone(_chromium: Browser, address: str) -> Iterator[Callable[..., Door]]:
    contexts: list[BrowserContext] = []
    said: list[str] = []

    def make(link: str = "", **more: Any) -> Door:
        context = _chromium.new_context(base_url=address, viewport={"width": 390, "height": 844}, **more)
        contexts.append(context)
        door = Door(context, said)
        if link:
            door.open(link)
        return door

    yield make
    for context in contexts:
        context.close()
    # What a browser says of requests that did not get through is no fault of the page.
    assert [line for line in said if "Failed to load resource" not in line] == []


def a_link(rooms: Rooms, event: Event, name: str = "North entrance") -> str:
    opened = acts.add(rooms.store, event.id, name=name, public_url="", clock=rooms.clock, by="t")
    return opened.link


def installed(door: Door) -> None:
    """Wait until the service worker has all that the page is made of."""
    door.page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")


def eventually(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.1)


def sent(door: Door) -> None:
    """Wait until the service has the last check-in."""
    from playwright.sync_api import expect

    expect(door.page.locator("#recent li").first).to_contain_text("Checked in", timeout=20_000)
    expect(door.unsent()).to_have_text("0", timeout=20_000)


def test_a_name_a_tap_and_a_tap_are_a_check_in_told_within_300_ms(
    rooms: Rooms, phone: Callable[..., Door]
) -> None:
    from playwright.sync_api import expect

    event = keep(rooms, (RENEE, KENDRA, *NAMESAKES))
    door = phone(a_link(rooms, event))
    took = []
    for name in ("asha", "rahima", "renee str"):  # the best of three, for this machine may have other work
        door.find(name).first.get_by_role("button").click()
        took.append(door.page.evaluate(CONFIRMED))
        expect(door.page.locator("#told")).to_be_visible()
        if name != "renee str":
            door.page.locator("#told").click()

    assert min(took) < 300
    told = door.page.locator("#told")
    expect(told).to_contain_text("Checked in")
    expect(told).to_contain_text("Renée Straßer")
    sent(door)
    (renee,) = [one for one in record(rooms, event) if one.email == "renee@trust.example"]
    assert renee.mode == "in_person"


def test_a_phone_that_can_keep_nothing_says_so_and_calls_nobody_checked_in(
    rooms: Rooms, phone: Callable[..., Door]
) -> None:
    from playwright.sync_api import expect

    event = keep(rooms, (RENEE, KENDRA))
    door = phone(a_link(rooms, event))
    door.page.evaluate(
        "() => { IDBObjectStore.prototype.add = () => { throw new DOMException('full', 'QuotaExceededError'); }; }"
    )
    told = door.page.locator("#told")

    door.find("renee str").first.get_by_role("button").click()
    door.page.locator("#confirm-go").click()

    expect(told).to_contain_text("This phone cannot keep anything just now.")
    expect(told).not_to_contain_text("Checked in")
    expect(door.page.locator("#recent li")).to_have_count(0)
    expect(door.unsent()).to_have_text("0")

    told.click()
    door.page.locator("#q").fill("Somebody New")
    door.page.locator("#offer").click()
    door.page.locator("#walk").get_by_role("button").first.click()

    expect(told).to_contain_text("Not checked in")
    assert door.page.locator("#walk-name").input_value() == "Somebody New", "it need not be typed again"
    assert all(one.mode == "absent" for one in record(rooms, event))


def test_namesakes_are_told_apart_by_their_organisation(rooms: Rooms, phone: Callable[..., Door]) -> None:
    from playwright.sync_api import expect

    door = phone(a_link(rooms, keep(rooms, (RENEE, *NAMESAKES))))

    hits = door.find("asha rao")

    expect(hits).to_have_count(2)
    expect(hits.first).to_contain_text("Trabajadoras")
    expect(hits.last).to_contain_text("Workers' Resource Centre")


def test_without_a_network_it_reopens_finds_any_spelling_checks_in_and_sends_by_itself(
    rooms: Rooms, phone: Callable[..., Door]
) -> None:
    from playwright.sync_api import expect

    event = keep(rooms, (RENEE, KENDRA, *NAMESAKES))
    door = phone(a_link(rooms, event))
    installed(door)
    door.context.set_offline(True)

    door.restart()
    expect(door.check_in("renee strasser")).to_contain_text("Renée Straßer")
    expect(door.unsent()).to_have_text("1")
    door.restart()
    expect(door.check_in("রহিমা")).to_contain_text("রহিমা খাতুন")
    door.page.locator("#told").click()
    door.page.get_by_role("button", name="Walk-in", exact=True).click()
    door.page.get_by_label("Name", exact=True).fill("Tariq Aziz")
    door.page.get_by_label("Organisation, e-mail or phone").fill("tariq@sahara.example")
    door.page.locator("#walk button").click()
    expect(door.page.locator("#told")).to_contain_text("Tariq Aziz")
    expect(door.unsent()).to_have_text("3")

    door.context.set_offline(False)

    expect(door.unsent()).to_have_text("0", timeout=20_000)
    here = {one.email for one in record(rooms, event) if one.mode == "in_person"}
    assert here == {"renee@trust.example", "rahima@kendra.example", "tariq@sahara.example"}


def test_an_undo_takes_a_check_in_back_on_the_phone_and_in_the_record(
    rooms: Rooms, phone: Callable[..., Door]
) -> None:
    from playwright.sync_api import expect

    event = keep(rooms, (RENEE, KENDRA))
    door = phone(a_link(rooms, event))

    door.check_in("renee")
    door.page.locator("#told-undo").click()

    expect(door.page.locator("#told")).to_contain_text("Taken back")
    expect(door.find("renee").first.locator(".inside")).to_be_hidden()
    eventually(lambda: len(rooms.store.read(lambda tx: verdicts.of_event(tx, event.id))) == 2)
    assert {one.mode for one in record(rooms, event)} == {"absent"}


def test_two_doors_tell_each_other_and_one_person_is_one_presence(
    rooms: Rooms, phone: Callable[..., Door]
) -> None:
    from playwright.sync_api import expect

    event = keep(rooms, (RENEE, KENDRA))
    north, south = phone(a_link(rooms, event, "North")), phone(a_link(rooms, event, "South"))
    north.check_in("renee")
    sent(north)

    told = south.check_in("renee")

    expect(south.page.locator("#recent li").first).to_contain_text("North", timeout=25_000)
    assert told
    expect(north.page.locator("#recent li").first).to_contain_text("South", timeout=25_000)
    (renee,) = [one for one in record(rooms, event) if one.email == "renee@trust.example"]
    assert len(renee.evidence) == 3


def test_a_code_that_is_typed_checks_in_with_and_without_a_network(
    rooms: Rooms, phone: Callable[..., Door]
) -> None:
    from playwright.sync_api import expect

    event = keep(rooms, (RENEE, KENDRA))
    known = rooms.store.read(lambda tx: codes.codes(tx, event.id))
    door = phone(a_link(rooms, event), permissions=["camera"])
    installed(door)
    door.page.get_by_role("button", name="Scan").click()
    field = door.page.get_by_label("Or type the code")

    field.fill(known[RENEE.id].lower().replace("-", ""))
    field.press("Enter")
    expect(door.page.locator("#told")).to_contain_text("Renée Straßer")
    door.page.locator("#told").click()
    field.fill("0000-0000-0000-0000")
    field.press("Enter")
    expect(door.page.locator("#told")).to_contain_text("stands for nobody here", timeout=20_000)
    door.page.locator("#told").click()
    door.context.set_offline(True)
    field.fill(known[KENDRA.id])
    field.press("Enter")
    expect(door.page.locator("#told")).to_contain_text("রহিমা খাতুন")
    door.context.set_offline(False)

    expect(door.unsent()).to_have_text("0", timeout=20_000)
    reasons = {line.reason for one in record(rooms, event) for line in one.evidence}
    assert reasons == {"first record", "registrant id"}


def test_the_reader_for_browsers_without_one_reads_a_code_under_the_pages_policy(
    rooms: Rooms, phone: Callable[..., Door]
) -> None:
    import segno

    event = keep(rooms, (RENEE,))
    code = rooms.store.read(lambda tx: codes.codes(tx, event.id))[RENEE.id]
    door = phone(a_link(rooms, event))
    picture = segno.make(code, error="m").svg_data_uri(scale=6, border=4, dark="#000", light="#fff")

    read = door.page.evaluate(
        """async ([vendor, picture]) => {
             const script = document.createElement("script");
             script.src = `${vendor}zxing-wasm-3.1.4/index.js`;
             document.head.append(script);
             await new Promise((resolve) => (script.onload = resolve));
             const zxing = globalThis.ZXingWASM;
             await zxing.prepareZXingModule({
               overrides: { locateFile: (name) => `${vendor}zxing-wasm-3.1.4/${name}` }, fireImmediately: true });
             const image = new Image();
             image.src = picture;
             await image.decode();
             const canvas = document.createElement("canvas");
             canvas.width = canvas.height = 400;
             const paper = canvas.getContext("2d");
             paper.drawImage(image, 0, 0, 400, 400);
             const found = await zxing.readBarcodes(paper.getImageData(0, 0, 400, 400), { formats: ["QRCode"] });
             return found.map((one) => one.text);
           }""",
        ["/static/vendor/", picture],
    )

    assert read == [code]


def test_a_withdrawn_link_refuses_on_an_open_page_and_empties_it(
    rooms: Rooms, phone: Callable[..., Door]
) -> None:
    from playwright.sync_api import expect

    event = keep(rooms, (RENEE, KENDRA))
    door = phone(a_link(rooms, event))
    installed(door)
    expect(door.find("renee")).to_have_count(1)
    (made,) = rooms.store.read(lambda tx: doors.of_event(tx, event.id))

    acts.end(rooms.store, made.id, clock=rooms.clock, by="t")
    door.check_in("renee")

    expect(door.page.get_by_role("heading", name="This door has ended")).to_be_visible(timeout=20_000)
    assert "Straßer" not in door.page.content()
    assert stored(door) == {"kept": 0, "keys": 0, "queue": 0}
    assert {one.mode for one in record(rooms, event)} == {"absent"}
    door.page.reload()
    expect(door.page.get_by_role("heading", name="No door is open on this phone")).to_be_visible()


@pytest.mark.parametrize("status", [401, 404, 410, 502])
def test_what_somebody_else_answers_ends_no_door(
    rooms: Rooms, phone: Callable[..., Door], status: int
) -> None:
    from playwright.sync_api import expect

    event = keep(rooms, (RENEE, KENDRA))
    door = phone(a_link(rooms, event))
    installed(door)
    other = {"status": status, "content_type": "text/html", "body": "<h1>Please sign in to this network</h1>"}
    door.context.route("**/door/check-ins", lambda route: route.fulfill(**other))
    door.context.route("**/door/state*", lambda route: route.fulfill(**other))

    door.check_in("renee")
    expect(door.unsent()).to_have_text("1")
    door.restart()

    expect(door.find("renee")).to_have_count(1)
    expect(door.unsent()).to_have_text("1")
    door.context.unroute_all()
    door.page.evaluate("() => dispatchEvent(new Event('online'))")
    expect(door.unsent()).to_have_text("0", timeout=20_000)


def test_on_the_phone_no_name_can_be_read_without_the_key(rooms: Rooms, phone: Callable[..., Door]) -> None:
    from playwright.sync_api import expect

    event = keep(rooms, (RENEE, KENDRA))
    door = phone(a_link(rooms, event))
    door.context.set_offline(True)
    door.check_in("renee")
    expect(door.unsent()).to_have_text("1")
    eventually(lambda: all(stored(door).values()))  # the list, the key, and what waits to be sent

    kept = door.page.evaluate(
        """async () => {
             const opened = indexedDB.open("zoom-sync-door");
             await new Promise((done) => (opened.onsuccess = done));
             const all = async (store) => {
               const asked = opened.result.transaction(store).objectStore(store).getAll();
               await new Promise((done) => (asked.onsuccess = done));
               return asked.result;
             };
             const sealed = [...(await all("kept")), ...(await all("queue"))];
             const text = sealed.map((one) => new TextDecoder("latin1").decode(one.data)).join("");
             return { text, extractable: (await all("keys"))[0].extractable };
           }"""
    )

    assert kept["extractable"] is False
    assert "Mela" not in kept["text"]
    assert len(kept["text"]) > 200


HELD = """async () => {
  const vault = await import("/static/door/vault.js");
  return JSON.stringify([await vault.get("recent"), await vault.get("people"), await vault.waiting(50, new Set())]);
}"""


def test_of_a_protected_event_no_name_lies_on_the_phone_but_a_walk_ins_until_it_is_sent(
    rooms: Rooms, phone: Callable[..., Door]
) -> None:
    from playwright.sync_api import expect

    event = keep(rooms, (RENEE, KENDRA), protected=True)
    code = rooms.store.read(lambda tx: codes.codes(tx, event.id))[KENDRA.id]
    door = phone(a_link(rooms, event))

    expect(door.check_in("renee")).to_contain_text("Renée Straßer")
    sent(door)
    door.page.get_by_role("button", name="Scan").click()
    door.page.locator("#code").fill(code)
    door.page.locator("#code").press("Enter")
    expect(door.page.locator("#told")).to_contain_text("রহিমা খাতুন")  # whoever stands there is the one
    door.page.locator("#told").click()
    door.page.locator('[data-go="search"]').click()
    sent(door)
    names = ("Renée", "রহিমা", "Mela Trust", "Asha")
    assert [one for one in names if one in door.page.evaluate(HELD)] == []

    door.find("renee")
    expect(door.page.locator("#hits li")).to_have_count(1)
    door.context.set_offline(True)
    door.page.locator("#hits li button").first.click()
    door.page.locator("#confirm-go").click()
    expect(door.unsent()).to_have_text("1")
    assert [one for one in names if one in door.page.evaluate(HELD)] == []
    door.page.locator('[data-go="walk"]').click()
    door.page.locator("#walk-name").fill("Asha Rao")
    door.page.locator("#walk button").first.click()
    expect(door.unsent()).to_have_text("2")
    assert [one for one in names if one in door.page.evaluate(HELD)] == ["Asha"]

    door.context.set_offline(False)
    sent(door)
    assert [one for one in names if one in door.page.evaluate(HELD)] == []
    assert {one.name for one in record(rooms, event) if one.mode == "in_person"} == {
        "Renée Straßer",
        "রহিমা খাতুন",
        "Asha Rao",
    }
    door.restart()
    expect(door.page.locator("#recent li")).to_have_count(4)
    assert "Renée" not in door.page.locator("#recent").inner_text()


def test_a_phone_that_is_opened_late_knows_without_a_network_who_is_inside(
    rooms: Rooms, phone: Callable[..., Door], monkeypatch: pytest.MonkeyPatch
) -> None:
    from playwright.sync_api import expect

    monkeypatch.setattr("zoom_sync.web.pages.door.MOST_PASSAGES", 1)
    event = keep(rooms, (RENEE, KENDRA))
    before = rooms.clock.now() - timedelta(minutes=5)
    for number, one in enumerate((RENEE, KENDRA)):
        passage = checkins.Passage(
            f"{number}" * 16,
            one.id,
            before,
            "in",
            "",
            "d",
            "North",
            "p",
            kept=before + timedelta(seconds=number),
        )
        rooms.store.run(lambda tx, passage=passage: checkins.add(tx, event.id, passage))

    door = phone(a_link(rooms, event, "South"))
    door.context.set_offline(True)

    for name in ("renee", "রহিমা"):
        expect(door.find(name).first.locator(".inside")).to_be_visible()


def test_the_page_weighs_less_than_300_kb(rooms: Rooms, phone: Callable[..., Door]) -> None:
    event = keep(rooms, tuple(a_registrant(f"Asha Number{n}", f"a{n}@many.example") for n in range(200)))
    door = phone()
    sizes: list[int] = []
    door.page.on(
        "response", lambda answer: sizes.append(len(answer.body())) if answer.status == 200 else None
    )

    door.open(a_link(rooms, event))
    installed(door)

    assert 20_000 < sum(sizes) < 300_000


@pytest.mark.timeout(600)
def test_ten_minutes_without_a_network_300_check_ins_on_two_phones_one_clock_wrong(
    rooms: Rooms, phone: Callable[..., Door], clock: Clock
) -> None:
    from playwright.sync_api import expect

    people = tuple(
        a_registrant(f"Guest {n:03} {'ABCDEFGHIJ'[n % 10]}", f"g{n}@many.example") for n in range(300)
    )
    event = keep(rooms, people)
    phones = [phone(), phone()]
    for number, door in enumerate(phones):
        door.context.clock.install(time=datetime.now(UTC) + timedelta(minutes=7 * number))
        door.open(a_link(rooms, event, f"Door {number}"))
        installed(door)
        door.context.set_offline(True)

    happened: dict[str, datetime] = {}
    for half in range(2):
        aheads = [door.ahead(clock) for door in phones]
        # Both let in the guests of this half at the same time, every other one at each door.
        guests = [range(150 * half + number, 150 * half + 150, 2) for number in range(2)]
        for door, mine in zip(phones, guests, strict=True):
            door.page.evaluate(BEGIN_BY_HAND, [f"guest {n:03}" for n in mine])
        for door, mine, ahead in zip(phones, guests, aheads, strict=True):
            for n, at in zip(mine, door.page.evaluate("() => window.byHand"), strict=True):
                happened[people[n].claim.email] = datetime.fromtimestamp(at / 1000, UTC) - ahead
        clock.ahead += timedelta(minutes=5)
        for door in phones:
            door.page.clock.fast_forward("05:00")
            door.restart()
    for door in phones:
        expect(door.unsent()).to_have_text("150", timeout=20_000)
    # The network comes back to the second phone first, and to the first in the middle of it.
    for door in reversed(phones):
        door.context.set_offline(False)
        door.page.evaluate("() => dispatchEvent(new Event('online'))")
    for door in phones:
        expect(door.unsent()).to_have_text("0", timeout=60_000)

    made = {one.email: one for one in record(rooms, event)}
    assert len(made) == 300
    for email, at in happened.items():
        seen = made[email].first_seen
        assert made[email].mode == "in_person"
        assert len([line for line in made[email].evidence if line.source == "check_in"]) == 1
        assert seen is not None
        assert abs(seen - at) < timedelta(seconds=3), email


# Confirms, and gives the milliseconds until the result fills the page.
CONFIRMED = """() => new Promise((resolve) => {
  const start = performance.now();
  const told = document.getElementById("told");
  new MutationObserver((_, watch) => {
    if (told.hidden) return;
    watch.disconnect();
    resolve(performance.now() - start);
  }).observe(told, { attributes: true });
  document.getElementById("confirm-go").click();
})"""

# Types, taps and confirms for each name, as fast as the page goes; gives when the phone's clock said it was.
BY_HAND = """async (names) => {
  const $ = (id) => document.getElementById(id);
  const unsent = () => Number($("unsent").querySelector("b").textContent.replace(/\\D/g, ""));
  const until = async (is) => {
    for (const end = Date.now() + 20000; !is(); ) {
      if (Date.now() > end) throw new Error("waited too long");
      await new Promise((done) => setTimeout(done, 5));
    }
  };
  const said = [];
  for (const name of names) {
    const before = unsent();
    $("q").value = name;
    $("q").dispatchEvent(new Event("input"));
    await until(() => $("hits").children.length === 1 && $("hits").textContent.toLowerCase().includes(name));
    $("hits").querySelector("button").click();
    said.push(Date.now());
    $("confirm-go").click();
    await until(() => unsent() === before + 1);
  }
  return said;
}"""
BEGIN_BY_HAND = f"(names) => {{ window.byHand = ({BY_HAND})(names); }}"


def stored(door: Door) -> dict[str, int]:
    """How much lies in each store of the phone's database."""
    told: dict[str, int] = door.page.evaluate(
        """async () => {
             const opened = indexedDB.open("zoom-sync-door");
             await new Promise((done) => (opened.onsuccess = done));
             const found = {};
             for (const store of ["kept", "keys", "queue"]) {
               const asked = opened.result.transaction(store).objectStore(store).count();
               await new Promise((done) => (asked.onsuccess = done));
               found[store] = asked.result;
             }
             return found;
           }"""
    )
    return told


def test_a_door_whose_time_is_over_deletes_the_list_and_still_sends_what_it_holds(
    rooms: Rooms, phone: Callable[..., Door], clock: Clock
) -> None:
    from playwright.sync_api import expect

    event = keep(rooms, (RENEE, KENDRA))
    door = phone()
    door.context.clock.install()
    door.open(a_link(rooms, event))
    installed(door)
    door.context.set_offline(True)
    door.check_in("renee")
    expect(door.unsent()).to_have_text("1")

    clock.ahead += timedelta(hours=30)
    door.page.clock.fast_forward("30:00:00")

    expect(door.page.get_by_role("heading", name="This door has ended")).to_be_visible(timeout=20_000)
    assert "Straßer" not in door.page.content()
    door.context.set_offline(False)
    door.page.reload()
    eventually(lambda: stored(door) == {"kept": 0, "keys": 0, "queue": 0})
    assert [one.email for one in record(rooms, event) if one.mode == "in_person"] == ["renee@trust.example"]


@pytest.mark.parametrize(
    "look", [{}, {"color_scheme": "dark"}, {"locale": "ar"}], ids=["light", "dark", "arabic"]
)
def test_axe_finds_nothing_on_an_open_door(
    rooms: Rooms, phone: Callable[..., Door], look: dict[str, Any]
) -> None:
    from playwright.sync_api import expect

    (package,) = (one for one in packages() if one["name"] == "axe-core")
    axe = (ROOT / package["into"] / "axe.min.js").read_text()
    event = keep(rooms, (RENEE, KENDRA, *NAMESAKES))
    door = phone(**look)
    door.page.goto(a_link(rooms, event))
    door.page.locator("main form button").click()
    door.ready()
    found: list[str] = []

    def examine() -> None:
        door.page.evaluate(ARRIVED)
        door.page.evaluate(axe)
        found.extend(door.page.evaluate(EXAMINED))

    expect(door.find("asha")).to_have_count(2)
    examine()
    door.page.locator("#hits button").first.click()
    examine()
    door.page.locator("#confirm-go").click()
    expect(door.page.locator("#told")).to_be_visible()
    examine()
    door.page.locator("#told").click()
    door.page.locator("#menu").click()
    examine()
    for view in ("walk", "scan"):
        door.page.locator(f"[data-go={view}]").click()
        examine()

    assert found == []


# Once what moves on the page has arrived.
ARRIVED = """() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})))"""
EXAMINED = """() => axe.run(document, {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"],
}).then((found) => found.violations.flatMap((one) => one.nodes.map((node) =>
  `${one.id}: ${node.target.join(" ")} ${node.any.concat(node.all).map((x) => x.message)[0] || ""}`)))"""
