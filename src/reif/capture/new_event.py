"""An event on its way into the records."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

LONGEST_NAME = 200
LONGEST_MESSAGE_ID = 200
EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)


class UnusableEvent(ValueError):
    """The event cannot be stored; the message says why."""


@dataclass(frozen=True, slots=True)
class NewEvent:
    """Something a contact, or still a visitor, did. `message_id`: None is never a duplicate.

    `properties` hold JSON values. `received_at`: None is when it is stored. `taken_for`: the rule by which it is a
    machine's deed; empty: a person's. `origin`: whose it would be had nobody been merged; None: the contact's. Raises
    UnusableEvent if it is nobody's, has no name or a name over 200 characters, or if its time bears no zone or lies
    outside the years 1900 to 2199.
    """

    contact_id: int | None
    name: str
    occurred_at: datetime
    properties: Mapping[str, object] = field(default_factory=dict)
    message_id: str | None = None
    channel: str = ""
    campaign: str = ""
    visitor_id: int | None = None
    received_at: datetime | None = None
    taken_for: str = ""
    origin: int | None = None

    def __post_init__(self) -> None:
        if self.contact_id is None and self.visitor_id is None:
            raise UnusableEvent("belongs to no contact and no visitor")
        check_name(self.name)
        check_time(self.occurred_at)

    @property
    def key(self) -> str | None:
        """The message id as it is stored: one that is too long by its SHA-256."""
        return stored_key(self.message_id)


def stored_key(message_id: str | None) -> str | None:
    """A message id as it is stored: one that is too long by its SHA-256, an empty one not at all."""
    if message_id is None or len(message_id) <= LONGEST_MESSAGE_ID:
        return message_id or None
    return f"sha256:{hashlib.sha256(message_id.encode(errors='replace')).hexdigest()}"


def check_name(name: str) -> None:
    """Raise UnusableEvent for a name that is blank or too long."""
    if not name.strip(" \t\r\n\0"):
        raise UnusableEvent("the event has no name")
    if len(name) > LONGEST_NAME:
        raise UnusableEvent(f"the event's name has over {LONGEST_NAME} characters")


def check_time(occurred_at: datetime) -> None:
    """Raise UnusableEvent for a time without a zone, or of no plausible year."""
    if occurred_at.tzinfo is None:
        raise UnusableEvent("the event's time has no zone")
    if not EARLIEST <= occurred_at < LATEST:
        raise UnusableEvent("occurred_at lies outside the years 1900 to 2199")
