"""Which place of the list the contact has that was opened from it, and who stands before and after."""

from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from reif.records.models import Contact, User
from reif.web.contacts import filters, listing, pages
from reif.web.contacts.listing import ORDERS, Count
from reif.web.contacts.pages import Cursor

LONGEST_FROM = 2000
_LONGEST_PLACE = 9


@dataclass(frozen=True, slots=True)
class Neighbours:
    """`place`: from 1, as it was when the list was shown; `previous`, `next`: addresses, empty at the ends."""

    place: int
    count: Count
    previous: str
    next: str


def neighbours(contact: Contact, asked: QueryDict, user: User, at: datetime) -> Neighbours | None:
    """By the list in the address (`from`: its query, `nth`: the place); None for who was not opened from one.

    Three queries, or five where the list is sorted by a column with gaps. Who has left the list meanwhile stands
    between those who would be beside them.
    """
    place = _place(asked.get("nth", ""))
    if place is None:
        return None
    came_from = asked.get("from", "")[:LONGEST_FROM]
    query = QueryDict(came_from)
    sort = query.get("sort", "score")
    order = ORDERS.get(sort, ORDERS["score"])
    wanted = filters.read(query)
    found = wanted.apply(Contact.objects.only("id", order.column), user, at)
    count = listing.counted(wanted.apply(Contact.objects.all(), user, at))
    value = getattr(contact, order.column)
    before, after = (
        next(iter(pages.page(found, order, Cursor(value, contact.pk, is_before, place), 1).rows), None)
        for is_before in (True, False)
    )
    return Neighbours(
        place if count.is_more else min(place, max(count.value, 1)),
        count,
        "" if before is None else _address(before, max(place - 1, 1), came_from),
        "" if after is None else _address(after, place + 1, came_from),
    )


def where(asked: QueryDict) -> str:
    """The part of the address that says from which list a contact was opened; empty if from none."""
    kept = {name: asked.get(name, "")[:LONGEST_FROM] for name in ("nth", "from") if asked.get(name)}
    return urlencode(kept)


def _place(written: str) -> int | None:
    if not (written.isascii() and written.isdigit() and len(written) <= _LONGEST_PLACE):
        return None
    return max(int(written), 1)


def _address(contact: Contact, place: int, came_from: str) -> str:
    asked = {"nth": str(place), **({"from": came_from} if came_from else {})}
    return f"{reverse('contact:page', args=[contact.pk])}?{urlencode(asked)}"
