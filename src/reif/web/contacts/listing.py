"""The rows of the list with what stands in them, in a fixed number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import QuerySet

from reif.records.models import Contact, ScoreChange, User
from reif.records.search import is_common
from reif.web.contacts.filters import Filters
from reif.web.contacts.pages import Order

ROWS = 50
MOST_COUNTED, MOST_ROUGHLY = 10_000, 1000
MOST_COUNTRIES = 60
SPARK_DAYS = 30

ORDERS: Mapping[str, Order] = {
    "score": Order("score", float, is_descending=True),
    "activity": Order("last_activity_at", datetime, is_descending=True, has_gaps=True),
    "name": Order("name", str),
    "company": Order("company_name", str),
}


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are; `is_more`: at least so many, nobody counted on."""

    value: int
    is_more: bool


@dataclass(frozen=True, slots=True)
class Weaker:
    """A filter without which more would be found, and how many."""

    name: str
    count: Count


def listed() -> QuerySet[Contact]:
    """Every contact with its owner."""
    return Contact.objects.select_related("owner")


def counted(contacts: QuerySet[Contact], text: str = "", most: int | None = None) -> Count:
    """How many, bounded: beyond ten thousand nobody counts on; of those with a common text (`text`) a thousand."""
    most = most or (MOST_ROUGHLY if text and is_common(text) else MOST_COUNTED)
    found = contacts.order_by().values("pk")[: most + 1].count()
    return Count(min(found, most), found > most)


def weaker(filters: Filters, user: User, at: datetime) -> list[Weaker]:
    """For each filter: how many there would be without it, up to a thousand; most first, others left out."""
    found = [Weaker(name, _without(filters.without(name), user, at)) for name in filters.names()]
    return sorted((each for each in found if each.count.value), key=lambda each: -each.count.value)


def _without(filters: Filters, user: User, at: datetime) -> Count:
    return counted(filters.apply(Contact.objects.all(), user, at), most=MOST_ROUGHLY)


def recent_points(contacts: Sequence[Contact], at: datetime) -> dict[int, list[tuple[float, int]]]:
    """For each contact the steps of its points in the last 30 days: (share of the time, points), from 0.0 on.

    One query for the page. Without a change they were what they are.
    """
    since = at - timedelta(days=SPARK_DAYS)
    changes: dict[int, list[ScoreChange]] = {}
    for change in (
        ScoreChange.objects.filter(contact__in=[contact.pk for contact in contacts], as_of__gt=since, as_of__lte=at)
        .order_by("contact_id", "as_of", "id")
        .only("contact_id", "as_of", "points", "points_before")
    ):
        changes.setdefault(change.contact_id, []).append(change)
    return {contact.pk: _steps(changes.get(contact.pk, []), contact.points, since, at) for contact in contacts}


def _steps(changes: Iterable[ScoreChange], now: int, since: datetime, at: datetime) -> list[tuple[float, int]]:
    listed_changes = list(changes)
    before = listed_changes[0].points_before or 0 if listed_changes else now
    whole = (at - since).total_seconds()
    return [
        (0.0, before),
        *(((each.as_of - since).total_seconds() / whole, each.points) for each in listed_changes),
    ]


def countries() -> list[str]:
    """The countries there are, by hopping along the index: one query, fast however many contacts there are."""
    sql = """
        WITH RECURSIVE found(country) AS (
            SELECT min(country) FROM records_contact WHERE NOT (country = '')
            UNION ALL
            SELECT (SELECT min(country) FROM records_contact WHERE NOT (country = '') AND country > found.country)
            FROM found WHERE found.country IS NOT NULL
        )
        SELECT country FROM found WHERE country IS NOT NULL LIMIT %s
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, [MOST_COUNTRIES])
        return [row[0] for row in cursor.fetchall()]


def owners() -> list[User]:
    """Who may have contacts."""
    return list(User.objects.filter(is_active=True).order_by("name", "email"))
