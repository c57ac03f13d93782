"""What makes a form that was sent suspicious: then it is kept apart, and a person looks at it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

SOONEST = timedelta(seconds=3)
"""Nobody reads a form and fills it in faster."""
LATEST = timedelta(hours=24)
"""After that a page is as good as none: the stamp of one page must not serve for ever."""
FROM_NETWORK, FROM_ADDRESS = 10, 5
"""More than so many within WITHIN, from one network or under one e-mail, are too many."""
WITHIN = timedelta(minutes=10)
REFUSED_FROM_NETWORK = 100
"""From so many on within WITHIN nothing more is kept: the sender is told to come back later."""
MOST_FROM_DEVICE = 500
"""So many are taken from one tablet within WITHIN; the rest comes later, as the tablet keeps it."""
MOST_MAILS, MAILS_WITHIN = 3, timedelta(days=1)
"""So many mails that ask to confirm are sent to one address: nobody is pestered through a form of ours."""


class Suspicion(StrEnum):
    """Why it was kept apart."""

    TRAP = "trap"
    """It fills in a field that people do not see."""
    TOO_FAST = "too fast"
    TOO_OLD = "too old"
    FORGED = "forged"
    """The stamp of the page is not ours."""
    NO_PAGE = "no page"
    """No page that we know showed the form."""
    DISPOSABLE = "disposable"
    """The address is of a service for addresses that are thrown away."""
    MANY_FROM_NETWORK = "many from network"
    MANY_FROM_ADDRESS = "many from address"
    LINKS = "links"
    """It is full of links."""
    ERASED = "erased"
    """The person was erased at their own wish; whether they came back is for a person to say."""


@dataclass(frozen=True, slots=True)
class Sent:
    """How a form was sent. `after`: how long after its page was shown; None if it bears no stamp.

    `is_forged`: its stamp is not ours. `is_from_site`: the browser says that it comes from a site of the form.
    `is_from_device`: a tablet that the team set up sent it.
    `from_network`, `from_address`: how many came within WITHIN before it.
    """

    is_trapped: bool = False
    after: timedelta | None = None
    is_forged: bool = False
    is_from_site: bool = False
    is_from_device: bool = False
    is_disposable: bool = False
    is_erased: bool = False
    from_network: int = 0
    from_address: int = 0
    links: int = 0


def suspicions(sent: Sent) -> list[Suspicion]:
    """All that is suspicious of it; none: it is taken."""
    return list(_suspicions(sent))


def _suspicions(sent: Sent) -> Iterator[Suspicion]:
    if sent.is_trapped:
        yield Suspicion.TRAP
    if sent.is_forged:
        yield Suspicion.FORGED
    elif sent.after is None:
        if not (sent.is_from_site or sent.is_from_device):
            yield Suspicion.NO_PAGE
    elif sent.after < SOONEST:
        yield Suspicion.TOO_FAST
    elif sent.after > LATEST:
        yield Suspicion.TOO_OLD
    if sent.is_disposable:
        yield Suspicion.DISPOSABLE
    if sent.from_network >= FROM_NETWORK and not sent.is_from_device:
        yield Suspicion.MANY_FROM_NETWORK
    if sent.from_address >= FROM_ADDRESS:
        yield Suspicion.MANY_FROM_ADDRESS
    if sent.links > 2:
        yield Suspicion.LINKS
    if sent.is_erased:
        yield Suspicion.ERASED
