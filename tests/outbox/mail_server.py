"""A real mail server, aiosmtpd's, on a free port of this machine, that can be told to behave badly.

with MailServer() as server:
    server.behaviour = "refuse"            # see Manners
    ...
    [letter] = server.letters              # what arrived, as it arrived
"""

import asyncio
import email
import socket
import threading
import time
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Letter:
    """A mail as the server took it."""

    sender: str
    to: list[str]
    content: bytes

    @property
    def parsed(self) -> EmailMessage:
        read = email.message_from_bytes(self.content, policy=default)
        assert isinstance(read, EmailMessage)
        return read

    def text(self, kind: str = "plain") -> str:
        part = self.parsed.get_body((kind,))
        assert part is not None
        return str(part.get_content())


@dataclass
class Manners:
    """`behaviour`: take; refuse or defer (the recipient, by 550 or 450), refuse_text or defer_text (after DATA),
    drop (the connection after the text, without an answer, having kept it), hang or slow (after the text).
    """

    behaviour: str = "take"
    letters: list[Letter] = field(default_factory=list)
    attempts: int = 0

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        del server, session, options
        self.attempts += 1
        if self.behaviour in ("refuse", "defer"):
            return "550 5.1.1 no such mailbox" if self.behaviour == "refuse" else "450 4.2.0 later"
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's
        del session
        if self.behaviour in ("refuse_text", "defer_text"):
            return "554 5.7.1 not this" if self.behaviour == "refuse_text" else "451 4.3.0 later"
        assert isinstance(envelope.content, bytes)
        self.letters.append(Letter(str(envelope.mail_from), list(envelope.rcpt_tos), envelope.content))
        if self.behaviour == "drop":
            transport: Any = server.transport
            transport.abort()
        if self.behaviour == "slow":
            await asyncio.sleep(0.05)
        if self.behaviour == "hang":
            await asyncio.sleep(60)
        return "250 taken"


class MailServer(Manners):
    """See above."""

    def __enter__(self) -> "MailServer":
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop(no_assert=True)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def wait_for(self, count: int, seconds: float = 20) -> list[Letter]:
        """The letters, once there are so many."""
        until = time.monotonic() + seconds
        while len(self.letters) < count:
            assert time.monotonic() < until, f"{len(self.letters)} letters instead of {count}"
            threading.Event().wait(0.05)
        return self.letters
