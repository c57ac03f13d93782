"""A message as plain data, in one shape whoever wrote it and with whatever program."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Kind(StrEnum):
    """What a message is."""

    REPLY = "reply"
    """A person wrote it, in answer or of their own accord."""
    AUTOMATIC = "automatic"
    """A machine answered for somebody: out of office, received with thanks, read."""
    BOUNCE = "bounce"
    """A mail of ours was not delivered, or not yet (RFC 3464)."""
    COMPLAINT = "complaint"
    """Somebody marked a mail of ours as spam (RFC 5965)."""
    BULK = "bulk"
    """Sent to many: a newsletter, a list."""


@dataclass(frozen=True, slots=True)
class Address:
    """`email`: normalised. `name`: as the writer's program shows it, or empty."""

    email: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """Something that came along: never opened, run or shown. `size`: bytes."""

    name: str
    type: str
    size: int


@dataclass(frozen=True, slots=True)
class Failure:
    """What became of a mail for one recipient. `status`: of RFC 3463, as 5.1.1. `action`: failed or delayed.

    `message_id`: of the mail that was sent, or empty where the report does not say.
    """

    recipient: str
    status: str
    action: str
    said: str = ""
    message_id: str = ""


@dataclass(frozen=True, slots=True)
class Complaint:
    """`recipient`: who marked our mail, or empty where it was blacked out. `type`: as `abuse`. `message_id`: ours."""

    recipient: str
    type: str
    message_id: str = ""


@dataclass(frozen=True, slots=True)
class Mail:
    """What a message says. Texts are empty where nothing was said, or nothing that can be read.

    `references`: the messages it belongs to, the earliest first. `text`: all of it; `reply`: the writer's own words,
    without what was quoted and without the signature. `language`: of the words, en or de, or empty. `returns_on`: the
    first day on which an automatic answer says somebody is there again. `loop`: why it goes round in circles, or empty.
    `is_cut`: there was more than is read.
    """

    kind: Kind
    sender: Address | None = None
    recipients: tuple[Address, ...] = ()
    subject: str = ""
    sent_at: datetime | None = None
    message_id: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    text: str = ""
    reply: str = ""
    language: str = ""
    attachments: tuple[Attachment, ...] = ()
    returns_on: date | None = None
    failures: tuple[Failure, ...] = ()
    complaint: Complaint | None = None
    loop: str = ""
    is_marked_as_spam: bool = False
    is_cut: bool = False
    digest: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A message of which nothing can be made: why, and its first bytes as text, so that people can look at it."""

    reason: str
    beginning: str
    digest: str
