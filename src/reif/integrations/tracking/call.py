"""A call of a tracking client, in one shape whichever client made it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Type(StrEnum):
    """What is said."""

    IDENTIFY = "identify"
    TRACK = "track"
    PAGE = "page"
    SCREEN = "screen"
    GROUP = "group"
    ALIAS = "alias"


@dataclass(frozen=True, slots=True)
class Call:
    """What somebody did (track, page, screen), who they are (identify, alias) or which company they are of (group).

    Texts are empty where nothing was said. `traits`: what is known, of the person or of the group. `occurred_at`: by
    the client's clock; None where it does not say. `sent_at`: by that clock, when it was sent.
    """

    type: Type
    user_id: str = ""
    anonymous_id: str = ""
    previous_id: str = ""
    group_id: str = ""
    event: str = ""
    properties: Mapping[str, object] = field(default_factory=dict)
    traits: Mapping[str, object] = field(default_factory=dict)
    context: Mapping[str, object] = field(default_factory=dict)
    message_id: str = ""
    occurred_at: datetime | None = None
    sent_at: datetime | None = None


class Unusable(ValueError):
    """One call of a request cannot be used; the message says why."""


def happened_at(call: Call, received_at: datetime) -> datetime:
    """When it happened by our clock: the client's may be wrong, but it was so by the same amount when it sent.

    timestamp = receivedAt - (sentAt - originalTimestamp), as Segment's specification has it ("Common Fields"). Raises
    Unusable where that is no time.
    """
    if call.occurred_at is None:
        return received_at
    if call.sent_at is None:
        return call.occurred_at
    try:
        return received_at - (call.sent_at - call.occurred_at)
    except OverflowError:
        raise Unusable("the time and sentAt lie thousands of years apart") from None
