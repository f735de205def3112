"""What a letter is made of, and what cannot be smuggled into it."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zoom_sync.mail import Message, NotSendable, html
from zoom_sync.mail.composing import Composed, clean, compose, parse_sender

AT = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
HOSTILE = [
    "=?utf-8?q?x=0d=0aBcc:_v=40e.example?=",
    "==??utf-8?q?x=0d=0aBcc:_v=40e.example?=",
    "A\r\nBcc: victim@e.example",
    "A\nBcc: victim@e.example\n\nbody",
    "A\u2028Bcc: victim@e.example",
    "A\x0b\x0c\x1c\x1d\x1e\x85Bcc: victim@e.example",
    '"A" <victim@e.example>, B',
    "A <victim@e.example>, <other@e.example>",
    "victim@e.example, A",
    "\ud800 half",
    "\x00\x1b[2J",
    "x" * 5000,
    "😀" * 300,
    "שלום \u202eevil\u202c",
    "ক্ষ প্রজ্ঞা শর্মা",
    "=?",
    "=",
    "(comment) group: a@b.example;",
    "\\",
    '"',
]


def composed(**fields: str) -> Composed:
    letter = {
        "to": "asha@mela.example",
        "subject": "Thank you",
        "text": "Hello",
        "markdown": "Hello",
        "id": "c0ffee",
    } | fields
    return compose(Message(**letter), sender="The Mela <letters@mela.example>", at=AT)


def read(made: Composed) -> EmailMessage:
    parsed = message_from_bytes(made.wire, policy=default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def part(made: Composed, kind: str) -> str:
    body = read(made).get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_name_or_subject_adds_a_header_or_a_recipient(text: str) -> None:
    letter = read(composed(name=text, subject=text))

    assert [name.lower() for name in letter] == [
        "from", "to", "subject", "date", "message-id", "auto-submitted", "mime-version", "content-type",
    ]  # fmt: skip
    assert [one.addr_spec for one in letter["To"].addresses] == ["asha@mela.example"]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120), st.text(max_size=120))
def test_any_text_makes_a_letter_with_exactly_the_meant_headers(name: str, subject: str) -> None:
    letter = read(composed(name=name, subject=subject, text=subject, markdown=subject))

    assert [one.addr_spec for one in letter["To"].addresses] == ["asha@mela.example"]
    assert "".join(str(letter["Subject"]).split()) == "".join(clean(subject).split())


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "a@b.example, c@d.example",
        "a@b.example\r\nBcc: v@e.example",
        "<a@b.example>",
        "a b@c.example",
        "äsha@mela.example",
    ],
)
def test_what_is_no_single_address_gets_no_letter(address: str) -> None:
    with pytest.raises(NotSendable):
        composed(to=address)


def test_a_letter_to_many_can_be_left_with_one_click() -> None:
    link = "https://events.organisation.example/unsubscribe/" + "x" * 90

    made = composed(unsubscribe=link)

    assert f"List-Unsubscribe: <{link}>\r\n".encode() in made.wire
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in made.wire


def test_the_message_id_and_date_are_those_given() -> None:
    letter = read(composed())

    assert letter["Message-ID"] == "<c0ffee@mela.example>"
    assert letter["Date"].datetime == AT


def test_the_text_goes_plain_and_as_html() -> None:
    made = composed(text="Dear *Asha*,\n\nসবাইকে ধন্যবাদ", markdown="Dear \\*Asha\\*,\n\nসবাইকে **ধন্যবাদ**")

    assert part(made, "plain").strip() == "Dear *Asha*,\n\nসবাইকে ধন্যবাদ"
    assert "<p>Dear *Asha*,</p>" in part(made, "html")
    assert "<strong>ধন্যবাদ</strong>" in part(made, "html")


def test_the_html_runs_nothing_and_loads_nothing() -> None:
    page = html(
        "<script>x</script> <img src=x onerror=y> ![p](https://t.example/p.gif) [go](javascript:x) {{7*7}}"
    )

    assert "<script" not in page
    assert "<img" not in page
    assert 'href="javascript' not in page
    assert "{{7*7}}" in page


def test_every_line_of_a_letter_fits_smtp() -> None:
    made = composed(
        text="long " * 1000 + "\n" + "ü" * 3000, markdown="ü " * 3000, subject="ü" * 290, name="ü" * 290
    )

    assert max(map(len, made.wire.split(b"\r\n"))) <= 998
    assert b"\n" not in made.wire.replace(b"\r\n", b"")
    assert made.wire.isascii()


def test_an_address_in_a_foreign_domain_goes_out_in_ascii() -> None:
    assert composed(to="asha@bücher.example").recipient == "asha@xn--bcher-kva.example"


@pytest.mark.parametrize(
    "text", ["letters@mela.example", "The Mela <letters@mela.example>", '"M, e" <l@m.example>']
)
def test_the_sender_may_have_a_name(text: str) -> None:
    assert "@" in parse_sender(text).addr_spec


@pytest.mark.parametrize("text", ["", "The Mela", "The Mela <>", "<<a@b.example>>"])
def test_a_sender_that_is_none_is_named(text: str) -> None:
    with pytest.raises(NotSendable, match="MAIL_FROM"):
        parse_sender(text)


def test_without_markdown_a_letter_is_plain_and_has_a_message_id_of_its_own() -> None:
    one, other = read(composed(markdown="", id="")), read(composed(markdown="", id=""))

    assert one.get_content_type() == "text/plain"
    assert one["Message-ID"] != other["Message-ID"]
