"""Letters on their way to another machine are encrypted, to the server whose certificate is good."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.conftest import FakeClock
from tests.post import PostOffice, free_port
from zoom_sync.mail import Mailer, Message, Refused, Taken

LETTER = Message(to="asha@mela.example", subject="Thank you", text="Hello")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate for 127.0.0.1 that signed itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mail.mela.example")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    path = tmp_path_factory.mktemp("certificate") / "both.pem"
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(secret + made.public_bytes(Encoding.PEM))
    return path


@pytest.fixture
def trusting(certificate: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=certificate)


@pytest.fixture
def own(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


@pytest.fixture
def offering(own: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[PostOffice, int]]:
    """A server that takes letters only after STARTTLS, and counts as another machine."""
    monkeypatch.setattr("zoom_sync.mail.sending._loopback", lambda host: False)
    post = PostOffice()
    server = Controller(post, hostname="127.0.0.1", port=free_port(), tls_context=own, require_starttls=True)
    server.start()
    yield post, server.port
    server.stop()


def test_a_server_that_offers_encryption_gets_letters_encrypted(
    offering: tuple[PostOffice, int], trusting: ssl.SSLContext, clock: FakeClock
) -> None:
    post, port = offering
    mailer = Mailer(f"smtp://127.0.0.1:{port}", sender="l@mela.example", clock=clock, tls=trusting)

    assert mailer.send(LETTER) == Taken()
    mailer.close()
    assert len(post.taken) == 1


def test_a_server_with_a_strange_certificate_gets_nothing(
    offering: tuple[PostOffice, int], clock: FakeClock
) -> None:
    post, port = offering

    outcome = Mailer(f"smtp://u:p@127.0.0.1:{port}", sender="l@mela.example", clock=clock).send(LETTER)

    assert isinstance(outcome, Refused)
    assert outcome.server
    assert "certificate" in outcome.reason
    assert post.taken == []


def test_smtps_is_encrypted_from_the_first_byte(
    own: ssl.SSLContext, trusting: ssl.SSLContext, clock: FakeClock
) -> None:
    post = PostOffice()
    server = _Quiet(post, hostname="127.0.0.1", port=free_port(), ssl_context=own)
    server.start()
    try:
        mailer = Mailer(
            f"smtps://127.0.0.1:{server.port}", sender="l@mela.example", clock=clock, tls=trusting
        )
        assert mailer.send(LETTER) == Taken()
        assert "127.0.0.1" in mailer.check()
        strange = Mailer(f"smtps://127.0.0.1:{server.port}", sender="l@mela.example", clock=clock)
        assert isinstance(strange.send(LETTER), Refused)
        mailer.close()
    finally:
        server.stop()
    assert len(post.taken) == 1


class _Quiet(Controller):
    """Knocks on its own door without looking at the certificate; the library's knock trusts only known ones."""

    def _trigger_server(self) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        with (
            socket.create_connection((self.hostname, self.port), 3) as plain,
            context.wrap_socket(plain) as one,
        ):
            one.recv(64)
