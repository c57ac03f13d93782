"""Handing a mail to a server, in two steps, so that it is known before which point nothing has left."""

import hashlib
import re
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import cast

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import SafeMIMEText, sanitize_address

from reif.records.models import Message

_LINE_STARTS = re.compile(rb"(?m)^\.")
_GO_ON = 354


class NotNow(Exception):
    """Nothing has left, and the server, or the way to it, may be better later. The message is a code."""


class Refused(Exception):
    """The server does not take this mail, now or later. The message is its code."""


class NoAnswer(Exception):
    """The text was handed over, at least in part, and nobody knows whether it was taken."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A server that waits for the text."""

    server: smtplib.SMTP
    content: bytes

    @property
    def content_hash(self) -> str:
        """SHA-256 of what is handed over, as it was before dots were doubled."""
        return hashlib.sha256(self.content).hexdigest()

    def hand_over(self) -> None:
        """Raises NotNow, Refused where the server says so; NoAnswer."""
        text = _LINE_STARTS.sub(b"..", self.content)
        ending = b".\r\n" if text.endswith(b"\r\n") else b"\r\n.\r\n"
        try:
            self.server.send(text + ending)
            code = self.server.getreply()[0]
        except (OSError, smtplib.SMTPException) as error:
            raise NoAnswer(type(error).__name__) from None
        _expect(code, 250)


@contextmanager
def ready(message: Message, at: datetime) -> Iterator[Ready]:
    """Go to the server and say whom the mail is for, up to where the text would follow. Raises NotNow, Refused."""
    content, sender, to = _written(message, at)
    backend = EmailBackend()
    try:
        backend.open()
    except smtplib.SMTPResponseException as error:  # also of signing in, which is nothing of this mail
        raise NotNow(str(error.smtp_code)) from None
    except (OSError, smtplib.SMTPException) as error:
        raise NotNow(type(error).__name__) from None
    assert backend.connection is not None
    try:
        yield _asked(backend.connection, content, sender, to)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            backend.close()


def _asked(server: smtplib.SMTP, content: bytes, sender: str, to: str) -> Ready:
    try:
        server.ehlo_or_helo_if_needed()
        _expect(server.mail(sender)[0], 250)
        _expect(server.rcpt(to)[0], 250, 251, 252)
        _expect(server.docmd("DATA")[0], _GO_ON)
    except (OSError, smtplib.SMTPException) as error:
        raise NotNow(type(error).__name__) from None
    return Ready(server, content)


def _expect(code: int, *wanted: int) -> None:
    if code in wanted:
        return
    raise Refused(str(code)) if 500 <= code < 600 else NotNow(str(code))


def _written(message: Message, at: datetime) -> tuple[bytes, str, str]:
    """The mail as it leaves, and the envelope. Raises Refused for what is no mail."""
    headers = {"Message-ID": message.message_id, "Date": format_datetime(at), **message.headers}
    mail = EmailMultiAlternatives(
        subject=" ".join(message.subject.split()), body=message.text, to=[message.address], headers=headers
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    try:
        sender = sanitize_address(settings.DEFAULT_FROM_EMAIL, "utf-8")
        to = sanitize_address(message.address, "utf-8")
        content = cast(SafeMIMEText, mail.message()).as_bytes(linesep="\r\n")
    except ValueError:
        raise Refused("unwritable") from None
    return content, _bare(sender), to


def _bare(address: str) -> str:
    """reif@firm.example of `Firm <reif@firm.example>`."""
    return address.rpartition("<")[2].removesuffix(">")
