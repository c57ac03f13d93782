"""Which place of the list the contact has that was opened from it, and who stands before and after."""

from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from reif.records.models import Contact, User
from reif.web.contact.other_lists import listed
from reif.web.contacts import filters, listing, pages
from reif.web.contacts.listing import ORDERS, Count
from reif.web.contacts.pages import Cursor

LONGEST_FROM = 2000
WHERE_FROM = ("nth", "in", "from")
"""What of an address says from where a contact was opened."""
_LONGEST_PLACE, _LONGEST_NAME = 9, 40


@dataclass(frozen=True, slots=True)
class Neighbours:
    """`place`: from 1, as it was when the list was shown; `previous`, `next`: addresses, empty at the ends."""

    place: int
    count: Count
    previous: str
    next: str


def neighbours(contact: Contact, asked: QueryDict, user: User, at: datetime) -> Neighbours | None:
    """By the list in the address (`in`: which, none for all contacts; `from`: its query, `nth`: the place).

    None for who was not opened from one. Five queries at most, or seven where the list is sorted by a column with
    gaps. Who has left the list meanwhile stands between those who would be beside them.
    """
    place = _place(asked.get("nth", ""))
    if place is None:
        return None
    name = asked.get("in", "")[:_LONGEST_NAME]
    beside = listed(name, contact, user, at) if name else None
    if beside is not None:
        return _within(beside, name, contact, place)
    came_from = asked.get("from", "")[:LONGEST_FROM]
    query = QueryDict(came_from)
    sort = query.get("sort", "score")
    order = ORDERS.get(sort, ORDERS["score"])
    wanted = filters.read(query)
    found = wanted.apply(Contact.objects.only("id", order.column), user, at, order.column)
    count = listing.counted(found, wanted.text)
    value = getattr(contact, order.column)
    before, after = (
        next(iter(pages.page(found, order, Cursor(value, contact.pk, is_before, place), 1).rows), None)
        for is_before in (True, False)
    )
    return Neighbours(
        place if count.is_more else min(place, max(count.value, 1)),
        count,
        "" if before is None else _address(before.pk, max(place - 1, 1), **{"from": came_from}),
        "" if after is None else _address(after.pk, place + 1, **{"from": came_from}),
    )


def _within(people: list[int], name: str, contact: Contact, place: int) -> Neighbours:
    """Of a short list as it is now. Where the contact has left it, the next one has moved up to the place."""
    is_there = contact.pk in people
    at = people.index(contact.pk) if is_there else min(place - 1, len(people))
    after = at + 1 if is_there else at
    return Neighbours(
        at + 1 if is_there else place,
        Count(len(people), is_more=False),
        _address(people[at - 1], at, **{"in": name}) if at > 0 else "",
        _address(people[after], after + 1, **{"in": name}) if after < len(people) else "",
    )


def where(asked: QueryDict) -> str:
    """The part of the address that says from which list a contact was opened; empty if from none."""
    kept = {name: asked.get(name, "")[:LONGEST_FROM] for name in WHERE_FROM if asked.get(name)}
    return urlencode(kept)


def _place(written: str) -> int | None:
    if not (written.isascii() and written.isdigit() and len(written) <= _LONGEST_PLACE):
        return None
    return max(int(written), 1)


def _address(number: int, place: int, **where_from: str) -> str:
    asked = {"nth": str(place), **{name: value for name, value in where_from.items() if value}}
    return f"{reverse('contact:page', args=[number])}?{urlencode(asked)}"
