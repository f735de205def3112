"""A mail server on loopback that does as it is told."""

from __future__ import annotations

import socket
from dataclasses import dataclass, field

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class PostOffice:
    """Answers per recipient; keeps what it took. "drop" as an answer cuts the connection instead."""

    at_rcpt: dict[str, str] = field(default_factory=dict)
    after_data: dict[str, str] = field(default_factory=dict)
    taken: list[Envelope] = field(default_factory=list)
    connections: int = 0

    async def handle_EHLO(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.at_rcpt.get(address, "250 OK")
        if answer == "drop":
            server.transport.close()
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = self.after_data.get(envelope.rcpt_tos[0], "250 OK")
        if answer == "drop" or answer.startswith("250"):
            self.taken.append(envelope)
        if answer == "drop":
            server.transport.close()
        return answer

    def addresses(self) -> list[str]:
        return [one for envelope in self.taken for one in envelope.rcpt_tos]


def mail_url(server: Controller) -> str:
    return f"smtp://127.0.0.1:{server.port}"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        return int(unused.getsockname()[1])
