"""The rows of the list: each company by its ripest contact, which an index finds however many contacts there are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db.models import Case, Count, Exists, IntegerField, Max, OuterRef, QuerySet, Subquery, Value, When

from reif.records.models import Company, Contact
from reif.records.plans import Unindexed
from reif.records.search import matching
from reif.rules.stages import Stage
from reif.web import spreadsheet
from reif.web.contacts.listing import MOST_COUNTED, MOST_ROUGHLY
from reif.web.contacts.listing import Count as Counted
from reif.web.contacts.pages import Order

ROWS = 50
ORDERS: Mapping[str, Order] = {
    "score": Order("score", float, is_descending=True),
    "name": Order("company_name", str),
}
COLUMNS = ("company", "domain", "contacts", "points", "temperature", "ripest", "stage", "last_activity_at")
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Row:
    """`people`: how many contacts; `stage`: the furthest that any has come to; `last_sign_at`: the newest of all."""

    ripest: Contact
    people: int
    stage: Stage
    last_sign_at: datetime | None

    @property
    def company(self) -> Company:
        """The company; its ripest contact has one by construction."""
        assert self.ripest.company is not None
        return self.ripest.company


def ripest(text: str, common: bool) -> QuerySet[Contact]:
    """The ripest contact of each company; with a text, of those where name or people match it.

    `common`: whether many match, so that companies are asked one after the other.
    """
    first = Contact.objects.filter(company=OuterRef("company")).order_by("-score", "id")
    found = Contact.objects.alias(of=Unindexed("company_id")).filter(
        of__isnull=False, pk=Subquery(first.values("pk")[:1])
    )
    if not text.strip():
        return found
    if common:
        return found.filter(Exists(matching(Contact.objects.filter(company=OuterRef("company")), text, common)))
    return found.filter(company__in=_people(text, common).values("company"))


def shown() -> QuerySet[Contact]:
    """Contacts with their companies."""
    return Contact.objects.select_related("company")


def counted(text: str, common: bool) -> Counted:
    """How many companies, bounded; those with a common text sooner."""
    most = MOST_ROUGHLY if common else MOST_COUNTED
    if not text.strip():
        number = Company.objects.filter(Exists(Contact.objects.filter(company=OuterRef("pk"))))
        found = number.order_by().values("pk")[: most + 1].count()
    else:
        found = _people(text, common).order_by().values("company").distinct()[: most + 1].count()
    return Counted(min(found, most), found > most)


def _people(text: str, common: bool) -> QuerySet[Contact]:
    return matching(Contact.objects.filter(company__isnull=False), text, common)


def rows(contacts: Sequence[Contact]) -> list[Row]:
    """What stands beside each company; one query."""
    rank = Case(*(When(stage=stage, then=Value(stage.rank)) for stage in Stage), output_field=IntegerField())
    summed = (
        Contact.objects.filter(company__in=[each.company_id for each in contacts])
        .order_by()
        .values_list("company")
        .annotate(people=Count("id"), furthest=Max(rank), last=Max("last_activity_at"))
    )
    found = {company: (people, tuple(Stage)[furthest], last) for company, people, furthest, last in summed}
    return [Row(each, *found[each.company_id]) for each in contacts if each.company_id in found]


def lines(contacts: Iterator[Contact]) -> Iterator[str]:
    """The list as a file for spreadsheets, in bounded memory."""
    batches = iter(lambda: list(islice(contacts, _AT_ONCE)), [])
    return spreadsheet.lines(COLUMNS, (_cells(row) for batch in batches for row in rows(batch)))


def _cells(row: Row) -> tuple[object, ...]:
    return (
        row.company.name,
        row.company.domain,
        row.people,
        row.ripest.points if row.ripest.may_be_profiled else "",
        row.ripest.temperature if row.ripest.may_be_profiled else "",
        row.ripest.name,
        row.stage.value,
        row.last_sign_at.isoformat(timespec="seconds") if row.last_sign_at else "",
    )
