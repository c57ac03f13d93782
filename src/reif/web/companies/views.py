"""The list of companies, and the page of one."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reif.records.models import Company, Contact
from reif.records.search import is_common
from reif.rules.permissions import Permission
from reif.rules.stages import Stage
from reif.rules.values import is_missing
from reif.web.access import needs
from reif.web.companies import listing
from reif.web.companies.listing import ORDERS, ROWS
from reif.web.companies.story import story
from reif.web.contact.known import value_word
from reif.web.contacts import pages
from reif.web.contacts.walking import walk

LONGEST_TEXT = 200
MOST_PEOPLE = 200
_OF_THE_COMPANY = ("industry", "employees", "revenue", "city", "country", "website")


@needs(Permission.LOOK)
@require_safe
def company_list(request: HttpRequest) -> HttpResponse:
    """A page of the list."""
    text, sort, wrong = _asked(request)
    cursor = pages.asked(ORDERS[sort], request.GET.get("page", ""), wrong)
    common = is_common(text)
    page_of = pages.page(listing.ripest(text, common), ORDERS[sort], cursor, ROWS, listing.shown())
    context = {
        "rows": listing.rows(page_of.rows),
        "page": page_of,
        "count": listing.counted(text, common),
        "text": text,
        "sort": sort,
        "wrong": wrong,
        "query": _query(text, sort),
        "next": _query(text, sort, page_of.next) if page_of.next else "",
        "previous": _query(text, sort, page_of.previous) if page_of.previous else "",
        "sorts": {name: _query(text, name) for name in ORDERS},
    }
    return render(request, "companies/list.html", context)


@needs(Permission.TAKE_ALONG)
@require_safe
def csv(request: HttpRequest) -> StreamingHttpResponse:
    """The whole list as a table file, row by row in its order."""
    text, sort, _wrong = _asked(request)
    found = walk(listing.ripest(text, is_common(text)), ORDERS[sort], listing.shown(), once="company_id")
    response = StreamingHttpResponse(listing.lines(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_("companies")}-{timezone.localdate()}.csv"'
    return response


@needs(Permission.LOOK)
@require_safe
def page(request: HttpRequest, number: int) -> HttpResponse:
    """Its people, the ripest first, and what they did."""
    company = get_object_or_404(Company, pk=number)
    at = timezone.now()
    people = list(
        Contact.objects.filter(company=company).select_related("owner").order_by("-score", "id")[: MOST_PEOPLE + 1]
    )
    shown = people[:MOST_PEOPLE]
    furthest = max((Stage(each.stage) for each in shown), key=lambda stage: stage.rank, default=None)
    context = {
        "company": company,
        "people": [{"contact": each, "role": _role(each)} for each in shown],
        "is_more": len(people) > MOST_PEOPLE,
        "hot": sum(each.temperature == "hot" for each in shown),
        "furthest": furthest,
        "facts": _facts(shown),
        "story": story({each.pk: each for each in shown}, at),
        "came_from": request.GET.get("from", ""),
    }
    return render(request, "companies/page.html", context)


def _asked(request: HttpRequest) -> tuple[str, str, list[str]]:
    text = request.GET.get("q", "").replace("\x00", "")[:LONGEST_TEXT]
    sort = request.GET.get("sort", "score")
    return (text, sort, []) if sort in ORDERS else (text, "score", [f"sort={sort[:40]}"])


def _query(text: str, sort: str, cursor: str = "") -> str:
    given = {"q": text, "sort": "" if sort == "score" else sort, "page": cursor}
    return urlencode({name: value for name, value in given.items() if value})


def _role(contact: Contact) -> str:
    """What part the person has in the decision, where it is known."""
    role = contact.attributes.get("decision_role")
    return value_word("decision_role", role) if isinstance(role, str) and role else ""


def _facts(people: list[Contact]) -> list[tuple[str, Any]]:
    """What is known of the company from its people, by the ripest who knows."""
    found = []
    for name in _OF_THE_COMPANY:
        known = next((each.attributes[name] for each in people if not is_missing(each.attributes.get(name))), None)
        if known is not None:
            found.append((name, value_word(name, known)))
    return found
