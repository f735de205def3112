"""What became of a letter: taken, refused, unknown."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import FakeClock
from tests.post import PostOffice, free_port
from zoom_sync.mail import Mailer, MailServerTrouble, MailSettingWrong, Message, Refused, Taken, Unknown


def letter(to: str = "asha@mela.example") -> Message:
    return Message(to=to, subject="Thank you", text="Hello", id="c0ffee")


def test_a_letter_goes_to_its_one_address(mailer: Mailer, post: PostOffice) -> None:
    assert mailer.send(letter()) == Taken()

    assert [(one.mail_from, one.rcpt_tos) for one in post.taken] == [
        ("letters@mela.example", ["asha@mela.example"])
    ]


def test_many_letters_share_one_connection(mailer: Mailer, post: PostOffice) -> None:
    for number in range(20):
        assert mailer.send(letter(f"p{number}@mela.example")) == Taken()

    assert post.connections == 1
    assert len(post.taken) == 20


def test_a_refused_recipient_is_refused_with_the_servers_text(mailer: Mailer, post: PostOffice) -> None:
    post.at_rcpt["asha@mela.example"] = "550 5.1.1 No such mailbox"

    assert mailer.send(letter()) == Refused("550 5.1.1 No such mailbox", passing=False)
    assert mailer.send(letter("next@mela.example")) == Taken()
    assert post.connections == 1


def test_a_server_that_asks_to_wait_is_asked_again_later(mailer: Mailer, post: PostOffice) -> None:
    post.at_rcpt["asha@mela.example"] = "451 4.7.1 Greylisted"
    post.after_data["bela@mela.example"] = "452 Full"

    assert mailer.send(letter()) == Refused("451 4.7.1 Greylisted", passing=True)
    assert mailer.send(letter("bela@mela.example")) == Refused("452 Full", passing=True)


def test_a_letter_refused_after_its_text_is_refused(mailer: Mailer, post: PostOffice) -> None:
    post.after_data["asha@mela.example"] = "554 5.7.1 Not this"

    assert mailer.send(letter()) == Refused("554 5.7.1 Not this", passing=False)
    assert post.taken == []


def test_a_server_that_closes_is_no_fault_of_the_letter(mailer: Mailer, post: PostOffice) -> None:
    post.at_rcpt["asha@mela.example"] = "421 Going down"

    outcome = mailer.send(letter())

    assert isinstance(outcome, Refused)
    assert outcome.passing
    assert outcome.server


def test_a_connection_lost_after_the_last_dot_leaves_it_unknown(mailer: Mailer, post: PostOffice) -> None:
    post.after_data["asha@mela.example"] = "drop"

    assert isinstance(mailer.send(letter()), Unknown)
    assert len(post.taken) == 1
    assert mailer.send(letter("next@mela.example")) == Taken()


def test_a_connection_lost_before_the_text_loses_nothing(mailer: Mailer, post: PostOffice) -> None:
    post.at_rcpt["asha@mela.example"] = "drop"

    outcome = mailer.send(letter())

    assert isinstance(outcome, Refused)
    assert outcome.passing
    assert outcome.server
    assert post.taken == []


def test_a_kept_connection_that_died_is_replaced(mailer: Mailer, post: PostOffice, clock: FakeClock) -> None:
    mailer.send(letter())
    assert mailer._connection is not None
    assert mailer._connection.sock is not None
    mailer._connection.sock.shutdown(socket.SHUT_RDWR)
    clock.sleep(3600)

    assert mailer.send(letter("next@mela.example")) == Taken()
    assert post.addresses() == ["asha@mela.example", "next@mela.example"]


def test_a_server_that_is_not_there_is_no_fault_of_the_letter(clock: FakeClock) -> None:
    outcome = Mailer(f"smtp://127.0.0.1:{free_port()}", sender="l@mela.example", clock=clock).send(letter())

    assert isinstance(outcome, Refused)
    assert outcome.passing
    assert outcome.server


def test_a_bad_address_never_reaches_the_server(mailer: Mailer, post: PostOffice) -> None:
    outcome = mailer.send(letter("a@b.example, c@d.example"))

    assert isinstance(outcome, Refused)
    assert not outcome.passing
    assert post.connections == 0


def test_the_check_says_that_the_server_answers(mailer: Mailer) -> None:
    assert "127.0.0.1" in mailer.check()


def test_the_check_names_the_setting_when_the_server_is_silent(clock: FakeClock) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        mailer = Mailer(f"smtp://127.0.0.1:{unused.getsockname()[1]}", sender="l@mela.example", clock=clock)

    with pytest.raises(MailServerTrouble, match="SMTP_URL"):
        mailer.check()


@pytest.mark.parametrize("url", ["", "http://x", "smtp://", "smtp://h:port", "smtp:///x", "mail.example:25"])
def test_a_wrong_url_is_named(url: str, clock: FakeClock) -> None:
    with pytest.raises(MailSettingWrong, match="SMTP_URL"):
        Mailer(url, sender="l@mela.example", clock=clock)


def test_a_wrong_sender_is_named(clock: FakeClock) -> None:
    with pytest.raises(MailSettingWrong, match="MAIL_FROM"):
        Mailer("smtp://h", sender="", clock=clock)


@pytest.fixture
def scripted() -> Iterator[Any]:
    """A server that says the given lines, one per command, whatever is asked."""
    sockets: list[socket.socket] = []

    def start(answers: list[bytes]) -> int:
        listener = socket.create_server(("127.0.0.1", 0))
        sockets.append(listener)

        def talk() -> None:
            with listener.accept()[0] as peer, peer.makefile("rb") as lines:
                peer.sendall(b"220 hello\r\n")
                for answer in answers:
                    if not lines.readline():
                        return
                    peer.sendall(answer)

        threading.Thread(target=talk, daemon=True).start()
        return int(listener.getsockname()[1])

    yield start
    for one in sockets:
        one.close()


def test_a_password_is_never_sent_to_a_server_without_encryption(
    scripted: Any, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zoom_sync.mail.sending._loopback", lambda host: False)
    port = scripted([b"250-hello\r\n250 AUTH PLAIN\r\n", b"235 in\r\n", b"250 ok\r\n"])

    outcome = Mailer(f"smtp://u:secret@127.0.0.1:{port}", sender="l@mela.example", clock=clock).send(letter())

    assert isinstance(outcome, Refused)
    assert outcome.server
    assert "encryption" in outcome.reason
    assert "secret" not in outcome.reason


def test_a_refused_password_is_no_fault_of_the_letter(scripted: Any, clock: FakeClock) -> None:
    port = scripted([b"250-hello\r\n250 AUTH PLAIN\r\n", b"535 5.7.8 wrong\r\n", b"535 5.7.8 wrong\r\n"])

    outcome = Mailer(f"smtp://u:secret@127.0.0.1:{port}", sender="l@mela.example", clock=clock).send(letter())

    assert outcome == Refused("535 5.7.8 wrong", passing=True, server=True)


def test_a_sender_the_server_does_not_take_is_no_fault_of_the_letter(scripted: Any, clock: FakeClock) -> None:
    port = scripted([b"250 hello\r\n", b"553 not you\r\n"])

    outcome = Mailer(f"smtp://127.0.0.1:{port}", sender="l@mela.example", clock=clock).send(letter())

    assert outcome == Refused("553 not you", passing=True, server=True)


def test_threads_that_share_a_mailer_take_turns(mailer: Mailer, post: PostOffice) -> None:
    def work(number: int) -> None:
        for turn in range(5):
            mailer.send(letter(f"p{number}-{turn}@mela.example"))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert len(set(post.addresses())) == len(post.taken) == 20
    assert post.connections == 1
