"""Who of all contacts may be one that is described: found at once, by the index of texts and by what names people.

The nightly comparison sees more: it learns from all contacts what agreement weighs, while this takes what is usual.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from django.db.models import QuerySet

from reif.identify._proposing import COLUMNS, record_of, told_of
from reif.identify.named import identifiers_in
from reif.records.models import Contact, Double, Identifier
from reif.records.search import matching
from reif.rules.emails import normalised_email
from reif.rules.plain_texts import names_of

if TYPE_CHECKING:
    from reif.identify.matching.fields import Record

_OF_ONE_SEARCH = 200
_MOST_ASKED = 20
_SAMPLE = 100
_LEAST = 1_000  # records: names are as rare as they are, however few contacts there are yet
_PREFIXES = ((3, 4), (1, 0), (0, 2))  # of the first and the last name; 0: all of it


_Row: TypeAlias = tuple[int, str, str, str, dict[str, object]]


class Resembling(NamedTuple):
    """A contact by number, the probability that it is the one who is described, and what speaks for it."""

    contact_id: int
    probability: float
    evidence: list[dict[str, object]]


def resembling(attributes: Mapping[str, object], *, but: int | None = None) -> list[Resembling]:
    """Those contacts that are more likely the person than not, the likeliest first. `but`: the person's own number."""
    from reif.identify.matching.contacts import CONTACTS  # loads numpy, which few processes need
    from reif.identify.matching.estimating import usual

    one = record_of("", "", "", attributes)
    found = {each[0]: record_of(*each[1:]) for each in _candidates(one, attributes) if each[0] != but}
    if not found:
        return []
    newest = list(Contact.objects.order_by("-id").values_list("id", *COLUMNS)[:_SAMPLE])
    size = max(newest[0][0], _LEAST)
    model = usual([one, *found.values()], [record_of(*each[1:]) for each in newest], size, CONTACTS)
    judged = [(number, model.judge(one, record)) for number, record in found.items()]
    likely = [Resembling(number, each.probability, told_of(each)) for number, each in judged if each.weight >= 0]
    return sorted(likely, key=lambda each: (-each.probability, each.contact_id))


def ask(contact: Contact, at: datetime) -> None:
    """Keep whom the contact resembles as questions; what was asked before waits for the night, and what was answered
    stays.
    """
    found = resembling(contact.attributes, but=contact.pk)
    Double.objects.bulk_create(
        [
            Double(
                one_id=min(contact.pk, each.contact_id),
                other_id=max(contact.pk, each.contact_id),
                probability=each.probability,
                evidence=each.evidence,
                found_at=at,
            )
            for each in found[:_MOST_ASKED]
        ],
        ignore_conflicts=True,
    )


def _candidates(one: "Record", attributes: Mapping[str, object]) -> Iterator[_Row]:
    for some in _searches(one, attributes):
        yield from some.values_list("id", *COLUMNS)[:_OF_ONE_SEARCH]


def _searches(one: "Record", attributes: Mapping[str, object]) -> Iterator[QuerySet[Contact]]:
    contacts = Contact.objects.all()
    if address := normalised_email(str(attributes.get("email") or "")):
        yield contacts.filter(email=address)
    for kind, value in identifiers_in(attributes):
        yield contacts.filter(pk__in=Identifier.objects.filter(kind=kind, value=value).values("contact_id"))
    as_written, plain = names_of(attributes), (one["first_name"], one["last_name"])
    for text in dict.fromkeys(text for names in (as_written, plain) for text in _texts(*names, one["company"])):
        yield matching(contacts, text)


def _texts(first: str, last: str, company: str) -> Iterator[str]:
    """What is looked for, so that a slip in one of the names, another one of them or a nickname does no harm."""
    if first and last:
        yield from (f"{first[: one or None]} {last[: other or None]}" for one, other in _PREFIXES)
    if last and company:
        yield f"{last[:4]} {company.partition(' ')[0]}"
