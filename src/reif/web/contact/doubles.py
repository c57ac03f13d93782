"""Pairs of contacts that may be one: listed, and answered by merging them or by saying that they are two people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from reif.identify import queries
from reif.identify.queries import decisions_on, doubles
from reif.jobs.operations import enqueue
from reif.merging import ask_again, tell_apart
from reif.protect.queries import alike
from reif.records.models import Attribute, Contact, Double, User
from reif.rules.permissions import Permission
from reif.web.access import needs
from reif.web.contact.known import label_of, own_attributes
from reif.web.contact.merging_many import merges_in

ON_A_PAGE = 50
MOST_RESEMBLING = 5
MOST_PROBABLE = 0.99
"""More is not claimed of any pair."""
_ATTRIBUTES = {"domain": "company_domain", "postcode": "postal_code", "profile": "linkedin_url"}
"""What is compared under another name than that of the attribute."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two contacts (or one who is described alone: `other` None) and what speaks for and against that they are one, the
    weightiest first, in words.
    """

    one: Contact
    other: Contact | None
    probability: float
    pro: list[str]
    contra: list[str]


@needs(Permission.KEEP_CONTACTS)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The pairs of which nobody has said yet, the most probable first."""
    page = Paginator(doubles(), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "pairs": _pairs(list(page)),
        "told": _told(request),
        "merged": request.GET.get("merged", ""),
        "merges": merges_in(request.GET.get("merged", "")),
        "chosen": request.GET.get("of", ""),
    }
    return render(request, "contact/doubles.html", context)


@needs(Permission.KEEP_CONTACTS)
@require_POST
def apart(request: HttpRequest, number: int, other: int) -> HttpResponse:
    """They are two people; or, with `again`, nobody has said so."""
    one, second = (get_object_or_404(Contact, pk=each) for each in (number, other))
    user, at = cast(User, request.user), timezone.now()
    if "again" in request.POST or one == second:
        ask_again(one=one, other=second, by=user, at=at)
        return _leave("")
    tell_apart(one=one, other=second, by=user, at=at)
    return _leave(f"?one={one.pk}&other={second.pk}")


@needs(Permission.KEEP_CONTACTS)
@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Compare all contacts now, by a job, instead of tonight."""
    with transaction.atomic():
        enqueue(kind="match", arguments={}, key="match", by=cast(User, request.user), at=timezone.now())
    return _leave("?looking=1")


def likely(contact: Contact, most: int) -> list[Contact]:
    """Who may be the contact, too: found by matching, or of the same name or e-mail; nobody who was told apart."""
    decided = decisions_on(contact)
    proposed = [number for number, decision in decided.items() if not decision]
    found = {each.pk: each for each in alike(contact)[: most + len(decided)] if not decided.get(each.pk)}
    found |= Contact.objects.in_bulk(proposed) if proposed else {}
    return sorted(found.values(), key=lambda each: each.pk)[:most]


def resembling(attributes: Mapping[str, object]) -> list[Pair]:
    """Who is known already and may be the person who is described."""
    found = queries.resembling(attributes)[:MOST_RESEMBLING]
    people = Contact.objects.in_bulk([each.contact_id for each in found])
    own = own_attributes(_attribute(fact) for each in found for fact in each.evidence)
    return [_pair(people[each.contact_id], None, each.probability, each.evidence, own) for each in found]


def _pairs(rows: Sequence[Double]) -> list[Pair]:
    numbers = {number for row in rows for number in (row.one_id, row.other_id)}
    people = Contact.objects.in_bulk(list(numbers))
    own = own_attributes(_attribute(each) for row in rows for each in row.evidence)
    pairs = []
    for row in rows:
        if row.one_id not in people or row.other_id not in people:
            continue  # erased or merged since the page was counted
        pairs.append(_pair(people[row.one_id], people[row.other_id], row.probability, row.evidence, own))
    return pairs


def _pair(
    one: Contact,
    other: Contact | None,
    probability: float,
    evidence: Sequence[Mapping[str, Any]],
    own: Mapping[str, Attribute],
) -> Pair:
    facts = sorted(((float(each["weight"]), _attribute(each)) for each in evidence), reverse=True)
    pro = [label_of(name, own) for weight, name in facts if weight > 0]
    contra = [label_of(name, own) for weight, name in reversed(facts) if weight < 0]
    return Pair(one, other, min(probability, MOST_PROBABLE), pro, contra)


def _attribute(evidence: Mapping[str, object]) -> str:
    field = str(evidence["field"])
    return _ATTRIBUTES.get(field, field)


def _told(request: HttpRequest) -> list[Contact]:
    """The two of whom was just said that they are two people; empty for nobody."""
    numbers = [request.GET.get(name, "") for name in ("one", "other")]
    if not all(each.isdecimal() and len(each) < 16 for each in numbers):
        return []
    both = list(Contact.objects.filter(pk__in=numbers).order_by("pk"))
    return both if len(both) == 2 and decisions_on(both[0]).get(both[1].pk) == Double.APART else []


def _leave(query: str) -> HttpResponseRedirect:
    response = HttpResponseRedirect(reverse("contact:doubles") + query)
    response.status_code = 303
    return response
