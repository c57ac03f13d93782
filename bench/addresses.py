"""The addresses that pages are measured at, and for each the smallest query that fetches the rows it shows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, QuerySet
from django.http import QueryDict

from reif.records.models import Company, Contact, ScoringModel, StageChange, User
from reif.web.companies import listing as companies
from reif.web.contacts import filters, listing, pages

FILTERED = (
    "stage=prospect", "temperature=hot", "grade=A", "level=3", "status=recycled", "status=active", "channel=trade_fair",
    "country=CH", "owner=me", "owner=none", "low=60", "high=20", "low=40&high=59", "active=7", "still=90", "active=1",
    "channel=website&channel=webinar", "country=DE&country=AT",
)  # fmt: skip
COMBINED = (
    "stage=lead&temperature=hot&grade=A", "stage=lead&channel=webinar&country=AT&active=30", "grade=D&stage=customer",
    "temperature=cold&stage=opportunity", "level=2&country=CH&owner=none", "stage=lead&low=40&still=60",
    "temperature=warm&channel=referral&grade=B", "stage=suspect&temperature=hot", "country=FR&stage=customer",
    "status=disqualified&grade=A&channel=linkedin", "owner=me&stage=prospect&active=90", "high=10&active=7",
    "country=PL&channel=store", "low=95&country=NL", "temperature=hot&still=30",
)  # fmt: skip
COMMON = ("gmbh", "ag", "einkäufer", "michael", "example", "er", "a", "leiter", "medizintechnik")
RARE = ("237-", "busy@", "xyzzy", "straunger", "faeck petersen", "thalhofer gmbh", "emsig berta", "ü 7-")
SEARCHED = ("q=gmbh&stage=opportunity", "q=petersen&temperature=hot", "q=leiter&country=CH&sort=name", "q=ag&owner=me")
SEARCHED_FIRMS = ("gmbh", "medizintechnik", "petersen", "237-", "straunger", "xyzzy", "ag", "michael")
SORTS = ("score", "activity", "name", "company")
DEPTHS = (0.0002, 0.005, 0.05, 0.3, 0.6, 0.9)


@dataclass(frozen=True, slots=True)
class Asked:
    """An address, and the rows that its page cannot do without."""

    address: str
    bare: QuerySet[Any]


@dataclass(frozen=True, slots=True)
class Case:
    """Addresses that are judged together, found when they are needed.

    `first_byte`: a file, of which only the begin is waited for.
    """

    name: str
    find: Callable[[], Sequence[Asked]]
    first_byte: bool = False


def cases(user: User, busy: Contact) -> list[Case]:
    """Every page, as people ask for it."""
    contacts, firms = _sample(Contact, 20), _sample(Company, 20)
    then = [datetime.now(UTC) - timedelta(days=1 + 30 * number) for number in range(8)]

    def lists(*queries: str) -> Callable[[], list[Asked]]:
        return lambda: [Asked(f"/contacts/?{query}", _rows(query, user)) for query in queries]

    def settings() -> list[Asked]:
        return [Asked(f"/settings/{each}", User.objects.all()) for each in ("", "team", "attributes", "system")]

    def scoring() -> list[Asked]:
        return [Asked(f"/scoring/{each}", ScoringModel.objects.all()) for each in ("", "1", "1/file", "new")]

    return [
        Case("Today", _today),
        Case("Contacts", lists(*(f"sort={sort}" for sort in SORTS))),
        Case("Contacts, filtered", lists(*FILTERED, *_sorted(FILTERED))),
        Case("Contacts, several filters", lists(*COMBINED, *_sorted(COMBINED))),
        Case("Contacts, common words", lists(*map(_search, COMMON), "q=gmbh&sort=name", "q=michael&sort=activity")),
        Case("Contacts, rare words", lists(*map(_search, RARE), "q=straunger&sort=name")),
        Case("Contacts, words and filters", lists(*SEARCHED)),
        Case("Contacts, deep pages", lambda: _deep(user)),
        Case("Contacts, file", lambda: _files(user), first_byte=True),
        Case("Contact", lambda: [_contact(each) for each in contacts]),
        Case("Contact, from a list", lambda: [_from_list(*each) for each in zip(contacts, _LISTS, strict=False)]),
        Case("Contact, as of a day", lambda: [_as_of(*each) for each in zip(contacts, cycle(then), strict=False)]),
        Case("Contact, read on", lambda: [_read_on(each, then[0]) for each in contacts]),
        Case("Contact, 10,000 events", lambda: [_contact(busy), _contact(busy, "?all"), _read_on(busy, then[3])]),
        Case("Contact, 10,000 events, as of a day", lambda: [_as_of(busy, each) for each in then]),
        Case("Companies", lambda: [_firms("", sort) for sort in companies.ORDERS]),
        Case("Companies, searched", lambda: [_firms(text, "score") for text in SEARCHED_FIRMS]),
        Case("Companies, deep pages", _deep_firms),
        Case(
            "Company", lambda: [Asked(f"/companies/{each.pk}", Contact.objects.filter(company=each)) for each in firms]
        ),
        Case("Insights", _insights),
        Case("Scoring", scoring),
        Case("Settings", settings),
    ]


_LISTS = tuple(
    islice(cycle(("", "stage=lead", "sort=name", "sort=activity", "q=gmbh", "temperature=hot&sort=company")), 20)
)


def _sorted(queries: Sequence[str]) -> list[str]:
    """The same, each in another order."""
    return [f"{query}&sort={sort}" for query, sort in zip(queries, cycle(SORTS[1:]), strict=False)]


def _search(text: str) -> str:
    return urlencode({"q": text})


def _today() -> list[Asked]:
    found = Contact.objects.filter(temperature="hot").order_by("-score", "id")
    return [Asked(f"/today/?of={whose}", found[:5]) for whose in ("me", "team")]


def _found(query: str, user: User) -> tuple[QuerySet[Contact], pages.Order]:
    asked = QueryDict(query)
    order = listing.ORDERS[asked.get("sort", "score")]
    return filters.read(asked).apply(Contact.objects.all(), user, datetime.now(UTC), order.column), order


def _rows(query: str, user: User) -> QuerySet[Any]:
    found, order = _found(query, user)
    if order.has_gaps:
        found = found.exclude(**{order.column: None})
    sign = "-" if order.is_descending else ""
    return found.select_related("owner").order_by(f"{sign}{order.column}", "id")[: listing.ROWS]


def _deep(user: User) -> list[Asked]:
    """Pages all over the list, forwards and backwards, and the last one."""
    asked = []
    for query in (
        "sort=score",
        "sort=activity",
        "sort=name",
        "sort=company",
        "stage=lead",
        "country=DE&grade=D&sort=name",
    ):
        found, order = _found(query, user)
        column = F(order.column)
        ids = found.order_by(column.desc(nulls_last=True) if order.is_descending else column.asc(), "id").values("pk")
        whole = found.count()
        for place in [*(int(whole * depth) for depth in DEPTHS), whole - 2]:
            row = Contact.objects.get(pk=ids[place]["pk"])
            bare = Contact.objects.filter(pk__gt=row.pk).order_by("pk")[: listing.ROWS]
            for is_before in (False, True):
                cursor = pages.write(order, row, place + 1, is_before=is_before)
                asked.append(Asked(f"/contacts/?{query}&page={cursor}", bare))
    return asked


def _files(user: User) -> list[Asked]:
    queries = ("", "stage=lead", "sort=name", "q=gmbh", "country=CH&temperature=hot")
    return [Asked(f"/contacts/csv?{query}", _rows(query, user)) for query in queries]


def _contact(contact: Contact, query: str = "") -> Asked:
    return Asked(f"/contacts/{contact.pk}{query}", _signs(contact))


def _from_list(contact: Contact, query: str) -> Asked:
    return _contact(contact, "?" + urlencode({"nth": 7, "from": query}))


def _as_of(contact: Contact, then: datetime) -> Asked:
    return Asked(f"/contacts/{contact.pk}?at={then:%Y-%m-%dT%H:%M}", _signs(contact, then))


def _read_on(contact: Contact, then: datetime) -> Asked:
    return Asked(f"/contacts/{contact.pk}/story?before={then:%Y-%m-%dT%H:%M}", _signs(contact, then))


def _signs(contact: Contact, until: datetime | None = None) -> QuerySet[Any]:
    found = contact.events.filter(occurred_at__lte=until or datetime.now(UTC))
    return found.order_by("-occurred_at", "-id")[:60]


def _firms(text: str, sort: str, page: str = "") -> Asked:
    column = {"score": "-score", "name": "company_name"}[sort]
    rows = companies.ripest(text, common=False).order_by(column, "id")[: companies.ROWS]
    return Asked(f"/companies/?{urlencode({'q': text, 'sort': sort, 'page': page})}", rows)


def _firm(company: Company) -> Asked:
    return Asked(f"/companies/{company.pk}", Contact.objects.filter(company=company))


def _deep_firms() -> list[Asked]:
    asked = []
    for firm in _sample(Company, 6):
        ripest = Contact.objects.filter(company=firm).order_by("-score", "id").first()
        if ripest is not None:
            asked += [
                _firms("", sort, pages.write(order, ripest, 700, is_before=False))
                for sort, order in companies.ORDERS.items()
            ]
    return asked


def _insights() -> list[Asked]:
    queries = ["", "period=quarter", "period=year", "period=12months&channel=website", "period=quarter&channel=webinar"]
    queries += ["period=12months&channel=trade_fair", "period=year&channel=newsletter"]
    since = datetime.now(UTC) - timedelta(days=365)
    moved = StageChange.objects.filter(occurred_at__gte=since, to_stage="lead").values("contact_id")
    return [Asked(f"/insights/?{query}", moved) for query in queries]


def _sample(table: Any, number: int) -> list[Any]:
    """Some rows from all over the table."""
    last = table.objects.order_by("-pk").values_list("pk", flat=True).first()
    ids = [1 + round(place * (last - 2) / number) for place in range(number)]
    found: list[Any] = list(table.objects.filter(pk__in=ids))
    return found
