"""The list of contacts."""

from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reif.records.models import Contact, User
from reif.rules.catalogue import CHANNELS
from reif.rules.maturity import GRADES, TEMPERATURES
from reif.rules.permissions import Permission
from reif.rules.stages import Stage, Status
from reif.web.access import needs
from reif.web.contact.asked import instant
from reif.web.contacts import chips, filters, listing, pages, table_file
from reif.web.contacts.filters import ACTIVE_DAYS, ME, NOBODY, Filters
from reif.web.contacts.listing import ORDERS, ROWS, Count
from reif.web.contacts.pages import Page
from reif.web.contacts.walking import walk

_TAKES_BACK = {"assigned": "contacts:unassign", "moved": "contacts:unmove"}


@needs(Permission.LOOK)
@require_safe
def contact_list(request: HttpRequest) -> HttpResponse:
    """A page of the list; for htmx the list alone."""
    user = cast(User, request.user)
    at = timezone.now()
    asked = filters.read(request.GET)
    sort = request.GET.get("sort", "score")
    wrong = list(asked.wrong)
    if sort not in ORDERS:
        wrong.append(f"sort={sort[:40]}")
        sort = "score"
    cursor = pages.asked(ORDERS[sort], request.GET.get("page", ""), wrong)
    found = asked.apply(Contact.objects.all(), user, at, ORDERS[sort].column)
    page = pages.page(found, ORDERS[sort], cursor, ROWS, listing.listed())
    is_whole = cursor is None and not page.next
    count = Count(len(page.rows), is_more=False) if is_whole else listing.counted(found, asked.text)
    users = listing.owners()
    context: dict[str, Any] = {
        "rows": _rows(page, at),
        "page": page,
        "count": count,
        "total": listing.counted(Contact.objects.all()) if asked.is_any else count,
        "wrong": wrong,
        "done": _done(request),
        "sort": sort,
        "filters": asked,
        "chips": chips.chips(asked, users, sort),
        "weaker": _weaker(asked, users, user, sort) if asked.is_any and not page.rows else [],
        "query": chips.query(asked, sort),
        "next": chips.query(asked, sort, page.next) if page.next else "",
        "previous": chips.query(asked, sort, page.previous) if page.previous else "",
        "sorts": {name: chips.query(asked, name) for name in ORDERS},
        "users": users,
        "choices": _choices(users),
    }
    is_part = request.htmx.target == "list" and not request.htmx.history_restore_request  # type: ignore[attr-defined] # set by the middleware of django-htmx
    return render(request, "contacts/list.html" if not is_part else "contacts/_list.html", context)


@needs(Permission.TAKE_ALONG)
@require_safe
def csv(request: HttpRequest) -> StreamingHttpResponse:
    """The whole list as a table file, row by row in its order."""
    asked = filters.read(request.GET)
    sort = request.GET.get("sort", "score")
    order = ORDERS.get(sort, ORDERS["score"])
    found = asked.apply(Contact.objects.all(), cast(User, request.user), timezone.now(), order.column)
    rows = walk(found, order, listing.listed())
    response = StreamingHttpResponse(table_file.lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_("contacts")}-{timezone.localdate()}.csv"'
    return response


@dataclass(frozen=True, slots=True)
class Done:
    """With how many of how many chosen contacts something was done. `route`: what takes it back; empty if nothing."""

    count: int
    of: int
    is_undo: bool
    route: str
    when: str


def _done(request: HttpRequest) -> Done | None:
    """What the address says was done with several contacts; None for nothing."""
    written = request.GET.get("done", ""), request.GET.get("of", "")
    if not all(each.isascii() and each.isdigit() and len(each) < 5 for each in written):
        return None
    did, when = request.GET.get("did", ""), request.GET.get("when", "")[:40]
    route = _TAKES_BACK.get(did, "") if int(written[0]) and instant(when) else ""
    return Done(int(written[0]), int(written[1]), did == "undone", route, when)


def _rows(page: Page[Contact], at: Any) -> list[dict[str, Any]]:
    points = listing.recent_points(page.rows, at) if page.rows else {}
    return [
        {"contact": contact, "spark": points[contact.pk], "place": place}
        for place, contact in enumerate(page.rows, page.first)
    ]


def _weaker(asked: Filters, users: list[User], user: User, sort: str) -> list[dict[str, Any]]:
    return [
        {
            "words": chips.within_quotes(" ".join(chips.words(asked, each.name, users))),
            "count": each.count,
            "query": chips.query(asked.without(each.name), sort),
        }
        for each in listing.weaker(asked, user, timezone.now())
    ]


def _choices(users: list[User]) -> dict[str, Any]:
    return {
        "stages": list(Stage),
        "statuses": list(Status),
        "temperatures": TEMPERATURES,
        "grades": GRADES,
        "levels": ("1", "2", "3", "4"),
        "channels": CHANNELS,
        "countries": listing.countries(),
        "owners": [(ME, _("me")), (NOBODY, _("nobody")), *((str(user.pk), user.name or user.email) for user in users)],
        "days": ACTIVE_DAYS,
    }
