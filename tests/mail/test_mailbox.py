"""A mailbox in the place of a mail server: the demo's letters land there, and nobody gets them."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

import settings as settings_module
from zoom_sync import run, wiring
from zoom_sync.mail import Mailbox, Message, Refused, Taken
from zoom_sync.store import mailbox
from zoom_sync.wiring import Rooms


@pytest.fixture
def demo(tmp_path: Path, sqlite_url: str) -> Iterator[Rooms]:
    """The rooms of the demo, whatever mail server this machine's own settings name."""
    environment = {
        "SMTP_URL": "smtp://mail.mela.example",
        "MAIL_FROM": "real@mela.example",
        "DATABASE_URL": sqlite_url,
    }
    environment |= run._demo_environment(environment, "http://127.0.0.1:9160")
    made = wiring.rooms(settings_module.load(environment, dotenv=None))
    yield made
    made.store.close()


def test_the_demo_mails_nobody_even_where_a_mail_server_is_set(demo: Rooms) -> None:
    assert isinstance(demo.mailer, Mailbox)

    assert demo.mailer.send(Message("asha@mela.example", "Thank you", "Hello", markdown="*Hello*")) == Taken()

    (kept,) = demo.store.read(lambda tx: mailbox.page(tx, limit=5))
    whole = demo.store.read(lambda tx: mailbox.get(tx, kept.sequence))
    assert whole is not None
    seen = message_from_bytes(whole.wire, policy=default)
    assert (kept.address, seen["To"], seen["Subject"]) == (
        "asha@mela.example",
        "asha@mela.example",
        "Thank you",
    )


def test_what_could_not_be_written_is_refused_as_by_a_mail_server(demo: Rooms) -> None:
    assert demo.mailer is not None
    outcome = demo.mailer.send(Message("no address", "S", "T"))

    assert isinstance(outcome, Refused)
    assert demo.store.read(mailbox.count) == 0


def test_the_oldest_letters_leave_a_full_mailbox(demo: Rooms, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailbox, "KEPT", 3)
    assert demo.mailer is not None
    for number in range(5):
        demo.mailer.send(Message("asha@mela.example", f"Letter {number}", "Hello"))

    assert [one.subject for one in demo.store.read(lambda tx: mailbox.page(tx, limit=9))] == [
        "Letter 4", "Letter 3", "Letter 2",
    ]  # fmt: skip
