"""Three hundred hostile names on every page, in every attribute, file, header and letter: text, and nothing else.

The pages come from the app's own map; each list is followed to its last page, each person is opened.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote

import openpyxl
import pytest
from flask import Flask

from tests.hostile_names import MARK, NAMES, SOUP
from tests.web import sample
from tests.web.conftest import Seat
from tests.web.test_roles import told
from zoom_sync.actions import decide, follow_up
from zoom_sync.mail.composing import Message, NotSendable, compose
from zoom_sync.records import Event, Record, Session, Trouble
from zoom_sync.store import audit, imports, mailbox, people
from zoom_sync.wiring import Rooms

BASE = "http://127.0.0.1:8000"
VOID = {"meta", "link", "input", "br", "hr", "img", "path", "source", "wbr", "col"}
ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href", "ping"}
NEVER = {"style", "srcdoc", "background", "http-equiv"}
# Where a stranger's text may stand: by itself in a direction of its own, or where no markup is read at all.
ALONE = {"bdi", "title", "desc", "option", "textarea", "text", "pre", "code"}


class Page(HTMLParser):
    """Reads a page as a browser would, and writes down whatever a name has become beyond text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._look(f"<{tag}>", tag)
        for name, value in attrs:
            self._look(f"<{tag} {name}>", name)
            text = value or ""
            if name.startswith("on") or (name in NEVER and name != "http-equiv"):
                self.wrong.append(f"<{tag} {name}={text[:60]!r}>")
            if (
                name in ADDRESSES
                and text
                and not text.startswith(("/", "?", "#", "data:image/svg+xml", "data:image/png;base64,", BASE))
            ):
                self.wrong.append(f"<{tag} {name}={text[:60]!r}>")
            if name in ADDRESSES and text.startswith(("//", "/\\")):
                self.wrong.append(f"<{tag} {name}={text[:60]!r}>")
        if tag in ("script", "style", "iframe", "object", "embed", "base") and not dict(attrs).get(
            "src", ""
        ).startswith("/static/"):
            self.wrong.append(f"<{tag}> of no file of ours")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        self._look(f"</{tag}>", tag)
        while tag in self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if MARK in data and not ALONE & set(self.open):
            self.wrong.append(f"outside of <bdi>, in {'/'.join(self.open[-4:])}")
        if not data.isprintable() and (unseen := [letter for letter in data if is_unseen(letter)]):
            self.wrong.append(f"an unseen letter {unseen[0]!r} in {'/'.join(self.open[-3:])}")

    def handle_comment(self, data: str) -> None:
        self._look("comment", data)

    def handle_decl(self, decl: str) -> None:
        self._look("declaration", decl)

    def unknown_decl(self, data: str) -> None:
        self._look("declaration", data)

    def handle_pi(self, data: str) -> None:
        self._look("instruction", data)

    def _look(self, where: str, text: str) -> None:
        if MARK in text.lower():
            self.wrong.append(where[:80])


def is_unseen(letter: str) -> bool:
    """A control, a direction mark or a zero-width letter; two joiners belong to Indian and Persian writing."""
    return letter not in "\n\t\r\u200c\u200d" and unicodedata.category(letter) in (
        "Cc",
        "Cf",
        "Cs",
        "Zl",
        "Zp",
    )


def faults(html: str) -> list[str]:
    page = Page()
    page.feed(html)
    page.close()
    if "<!" in html.lstrip()[2:]:
        page.wrong.append("a comment or a declaration")
    return page.wrong


@pytest.fixture
def event(rooms: Rooms, seat: Callable[..., Seat]) -> Event:
    """An event of which nothing is harmless, and whose people bear one name each."""
    session = Session(id="s1", title=SOUP, span=sample.the_event().sessions[0].span, place=SOUP)
    made = sample.the_event(title=SOUP, venue=SOUP, sessions=(session,))
    kept = sample.keep(rooms.store, a_record(made), now=rooms.clock.now())
    ids = [one.id for one in rooms.store.read(lambda tx: people.read(tx, kept.id, limit=4))]
    decided: dict[str, Any] = {"by": f"{SOUP[:150]}@x.example", "clock": rooms.clock, "reason": SOUP}
    decide.decide(rooms.store, kept.id, kind="same", refs=ids[:2], **decided)
    decide.decide(rooms.store, kept.id, kind="attended", refs=ids[2:3], **decided)
    with_file(rooms, kept)
    return kept


def a_record(event: Event) -> Record:
    """Each name as a name, as an organisation and as a country, and among those who are nobody."""
    record = sample.a_record(event, len(NAMES))
    everybody = [
        replace(
            one, name=name, organisation=NAMES[-number], phone=name[:40], country=name[:40],
            email=f"{name[:30]}@x.example", notes=(name,),
        )
        for number, (one, name) in enumerate(zip(record.people, NAMES, strict=True))
    ]  # fmt: skip
    strangers = tuple(replace(one, name=SOUP) for one in record.unidentified)
    return replace(record, people=tuple(everybody), unidentified=strangers, notes=(SOUP,))


def with_file(rooms: Rooms, event: Event) -> None:
    faulty = [{"ref": name, "reason": name} for name in NAMES[:60]]

    def steps(tx: Any) -> None:
        imports.put(
            tx, event.id, import_id="f" * 32, name=SOUP[:200], sha256="a" * 64, kind="sign-in", by=SOUP[:200], rows=3,
            faults=[], notes=[SOUP], columns={SOUP: "name"}, traces=[], now=rooms.clock.now(),
        )  # fmt: skip
        for one in faulty:
            audit.note(
                tx,
                who=one["ref"],
                what="x",
                event=event.id,
                about=one["ref"],
                reason=one["ref"],
                now=rooms.clock.now(),
            )

    rooms.store.run(steps)


def looks(app: Flask, rooms: Rooms, event: Event) -> Iterator[str]:
    """The address of every page of ours that an admin can open, each person's too."""
    letter = follow_up.plan(
        rooms.store,
        event.id,
        group="virtual",
        subject=SOUP[:100],
        text=SOUP,
        by=SOUP[:200],
        clock=rooms.clock,
    )
    ids = [one.id for one in rooms.store.read(lambda tx: people.read(tx, event.id, limit=1000))]
    wire = compose(
        Message("asha@mela.example", "<b zq>", "\n".join(NAMES), name="<i zq>", markdown=SOUP),
        sender="The Mela <letters@mela.example>",
        at=rooms.clock.now(),
    ).wire
    rooms.store.run(lambda tx: mailbox.keep(tx, address=SOUP, subject=SOUP, wire=wire, now=rooms.clock.now()))
    values = {
        "event_id": event.id, "letter_id": letter, "format": "csv", "path:filename": "base.css", "int:sequence": "1",
    }  # fmt: skip
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or told(rule.rule)[1] not in ("cookie", "none", "either"):
            continue
        path = rule.rule
        for name, value in values.items():
            path = path.replace(f"<{name}>", value)
        if "<path:ref>" in path:
            yield from (path.replace("<path:ref>", id) for id in ids)
        elif "<" not in path:
            yield path


def following(html: str) -> str:
    """Where a list goes on."""
    found = [part.partition('"')[0] for part in html.split('href="')[1:]]
    return next((one.replace("&amp;", "&") for one in found if "after=" in one or "before=" in one), "")


def test_no_page_makes_anything_but_text_of_a_name(
    app: Flask, rooms: Rooms, seat: Callable[..., Seat], event: Event
) -> None:
    admin = seat("admin")
    wrong, pages, texts = [], 0, []

    for first in looks(app, rooms, event):
        path, seen = first, set()
        while path and path not in seen and len(seen) < 20:
            seen.add(path)
            answer = admin.get(path)
            assert answer.status_code < 500, path
            wrong += [
                (path, f"header {name}") for name, value in answer.headers if not is_plain(name + value)
            ]
            if answer.mimetype == "text/html" and "attachment" not in str(answer.headers):
                pages += 1
                wrong += [(path, one) for one in faults(answer.text)]
                assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
            path = following(answer.text) if answer.mimetype == "text/html" else ""
            if answer.mimetype == "text/html":
                texts.append(answer.text)

    assert not wrong, "\n".join(f"{one}: {path}" for one, path in {one[1]: one[0] for one in wrong}.items())
    assert pages > len(NAMES)
    told_of = "\n".join(texts)
    assert "&lt;script&gt;zq()&lt;/script&gt;" in told_of  # they were there, as text
    assert "49zq" not in told_of  # no template was run


def is_plain(text: str) -> bool:
    """A header of ours; the name of a file may be made of a title's plain letters."""
    bare = re.sub(r"attachment; filename=[\w.-]+$", "", text, flags=re.ASCII)
    return MARK not in bare and text.isprintable()


PLACES = ("/people?search={}", "/people?after={}", "/people?ref={}", "/people/{}", "/audit?before={}")


@pytest.mark.parametrize(("turn", "path"), list(enumerate(PLACES)), ids=PLACES)
def test_no_page_makes_anything_of_what_stands_in_its_address(
    turn: int, path: str, rooms: Rooms, seat: Callable[..., Seat], event: Event
) -> None:
    admin, wrong = seat("admin"), []

    for name in NAMES[turn :: len(PLACES)]:
        typed = quote(name.encode("utf-8", "replace"), safe="")
        answer = admin.get(f"/events/{event.id}" + path.format(typed))
        assert answer.status_code < 500, (path, name)
        wrong += [(name, one) for one in faults(answer.text)]
        wrong += [(name, header) for header, value in answer.headers if not is_plain(value)]

    assert wrong == []


def test_the_record_as_json_keeps_every_name_as_it_is(
    rooms: Rooms, seat: Callable[..., Seat], bearer: Callable[..., dict[str, str]], event: Event
) -> None:
    answer = seat("admin").get(f"/events/{event.id}/record.json")
    by_api, program, cursor = [], bearer("organiser"), ""
    while cursor is not None:
        path = f"/api/v1/events/{event.id}/attendance?limit=100" + (cursor and f"&cursor={cursor}")
        by_api.append(seat().get(path, headers=program))
        cursor = by_api[-1].json["next_cursor"]

    for given in ([answer], by_api):
        assert {one.mimetype for one in given} == {"application/json"}
        assert {one.headers["X-Content-Type-Options"] for one in given} == {"nosniff"}
        names = {one["name"] for part in given for one in json.loads(part.data)["people"]}
        assert names == {told_in_json(name) for name in NAMES}


def told_in_json(name: str) -> str:
    """A control drives a terminal, half a letter and what is none are no text: each is a sign."""
    return "".join(
        "\ufffd" if is_control(letter) or unicodedata.category(letter) == "Cs" else letter for letter in name
    )


def test_no_cell_of_the_record_as_csv_is_run(seat: Callable[..., Seat], event: Event) -> None:
    answer = seat("admin").get(f"/events/{event.id}/record.csv")

    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))
    cells = [cell for row in rows for cell in row]

    assert len(rows) == len(NAMES) + 1
    assert len({len(row) for row in rows}) == 1
    assert [
        cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@\t\r＝＋－＠") and not is_number(cell)
    ] == []


def is_number(cell: str) -> bool:
    return cell.lstrip("-").replace(".", "", 1).isdecimal() and cell.isascii()


def test_no_cell_of_the_record_as_xlsx_is_run(seat: Callable[..., Seat], event: Event) -> None:
    answer = seat("admin").get(f"/events/{event.id}/record.xlsx")

    book = openpyxl.load_workbook(io.BytesIO(answer.data), read_only=True)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]

    assert len(cells) > len(NAMES)
    assert [cell.value for cell in cells if cell.data_type == "f" or getattr(cell, "hyperlink", None)] == []
    assert not [
        cell.value for cell in cells if isinstance(cell.value, str) and any(map(is_control, cell.value))
    ]


def is_control(letter: str) -> bool:
    return letter not in "\n\t\r\x85" and (unicodedata.category(letter) == "Cc" or letter in "\ufffe\uffff")


def test_no_name_gets_into_the_headers_of_a_letter(rooms: Rooms) -> None:
    wrong = []
    for name in NAMES:
        message = Message(
            to="asha@mela.example", name=name, subject=f"Thank you, {name}", text=f"Dear {name}", markdown="Dear you",
            unsubscribe="https://sync.mela.example/unsubscribe/x", id="one",
        )  # fmt: skip
        try:
            made = compose(message, sender="The Mela <letters@mela.example>", at=rooms.clock.now())
        except (NotSendable, Trouble):
            continue  # it is not sent at all, and the letter says so
        for rules in (policy.default, policy.compat32):
            read = message_from_bytes(made.wire, policy=rules)
            headers = sorted(name.lower() for name in read)
            if headers != EXPECTED or "zq.example" in str(read["From"]) + str(read["Bcc"] or ""):
                wrong.append((name, headers))
        if [
            one.addr_spec for one in message_from_bytes(made.wire, policy=policy.default)["To"].addresses
        ] != ["asha@mela.example"]:
            wrong.append((name, "recipients"))

    assert wrong == []


EXPECTED = sorted(
    [
        "from", "to", "subject", "date", "message-id", "mime-version", "content-type", "list-unsubscribe",
        "list-unsubscribe-post", "auto-submitted",
    ]
)  # fmt: skip


def test_the_check_itself_sees_markup_that_a_name_has_become() -> None:
    for name in ("<b zq>", "<img src=zq onerror=zq()>", "<!-- zq", "<zq>"):
        assert faults(f"<p><bdi>{name}</bdi></p>"), name
    assert faults('<p title="" onfocus=zq() x="">x</p>')
    assert faults("<p>zq</p>")
    assert faults("<p>Asha\u202egnik</p>")
    assert faults('<a href="javascript:zq()">x</a>')
    assert not faults("<p><bdi>&lt;b zq&gt;</bdi></p>")


def test_a_letter_being_written_is_text_on_its_page_whoever_it_is_shown_for(
    rooms: Rooms, seat: Callable[..., Seat], event: Event
) -> None:
    admin, at = seat("admin"), f"/events/{event.id}/letters"
    admin.get(at)
    ids = [
        one.id for one in rooms.store.read(lambda tx: people.read(tx, event.id, limit=1000)) if one.attended
    ]
    text = "Dear {name} of {organisation}{if first_name}, *{first_name}*{end}"
    form = {"group": "chosen", "of_attended": "yes", "of_q": SOUP[:90], "subject": "{name}", "text": SOUP}
    for number, person in enumerate(ids[:60]):
        part = {"part": "preview"} if number else {"recording": SOUP}
        chosen = {"of_q": ""} if number else {}
        answer = admin.post(
            f"{at}/preview", form | {"person": person, **part, **chosen} | ({"text": text} if number else {})
        )

        assert answer.status_code == 200
        assert not faults(answer.text), (person, faults(answer.text))
