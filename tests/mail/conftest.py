"""A mailer, its clock and the server that it speaks to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from aiosmtpd.controller import Controller

from tests.conftest import FakeClock
from tests.post import PostOffice, free_port, mail_url
from zoom_sync.mail import Mailer


@pytest.fixture
def post() -> PostOffice:
    return PostOffice()


@pytest.fixture
def mail_server(post: PostOffice) -> Iterator[Controller]:
    controller = Controller(post, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield controller
    controller.stop()


@pytest.fixture
def mailer(mail_server: Controller, clock: FakeClock) -> Iterator[Mailer]:
    made = Mailer(mail_url(mail_server), sender="The Mela <letters@mela.example>", clock=clock)
    yield made
    made.close()
