"""The page of a contact, and the parts of it that are asked for alone."""

from datetime import timedelta
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from reif.records.models import Contact, Merge, User
from reif.rules.permissions import Permission
from reif.rules.stages import Disqualification, Stage
from reif.rules.values import is_missing
from reif.web.access import needs
from reif.web.charts.step_line import PHONE, WIDE, step_line
from reif.web.contact.asked import Asked, asked, instant
from reif.web.contact.consents import agreed
from reif.web.contact.done import done
from reif.web.contact.doubles import likely
from reif.web.contact.known import changes, dialled, known, value_word
from reif.web.contact.neighbours import LONGEST_FROM, WHERE_FROM, neighbours, where
from reif.web.contact.other_lists import way_back
from reif.web.contact.reading import Reading, reading
from reif.web.contact.story import story
from reif.web.contact.time_line import time_line, values

SLIDER_STEPS = 1000
MOST_ALIKE = 3


@needs(Permission.LOOK)
@require_safe
def page(request: HttpRequest, number: int) -> HttpResponse:
    """Everything of one contact, as of now or of the instant `at`; of one that was merged, whose it is now."""
    try:
        return contact_page(request, number)
    except Http404:
        merged = Merge.objects.filter(absorbed=number).first()
        if merged is None:
            raise
        return redirect("contact:page", merged.contact_id)


@needs(Permission.LOOK)
@require_safe
def older(request: HttpRequest, number: int) -> HttpResponse:
    """What happened before an instant, as a part."""
    before = instant(request.GET.get("before", ""))
    if before is None:
        raise Http404
    with_all = "all" in request.GET
    contact = _contact(number)
    context = {"contact": contact, "story": story(contact, before, with_all=with_all), "with_all": with_all}
    return render(request, "contact/_story.html", context)


def contact_page(request: HttpRequest, number: int, *, problem: str = "", status: int = 200) -> HttpResponse:
    """The page, also as the answer to what could not be done; `problem` says why."""
    contact = _contact(number)
    now = timezone.now()
    wanted = asked(request.GET.get("at", ""), now, contact.created_at)
    read = reading(contact, wanted.at, now, is_now=wanted.is_now)
    with_all = "all" in request.GET
    before = instant(request.GET.get("before", ""))
    until = min(before, wanted.at) if before is not None else wanted.at
    context = {
        "contact": contact,
        "read": read,
        "wanted": wanted,
        "problem": problem,
        "done": done(contact, request.GET),
        "story": story(contact, until, with_all=with_all),
        "with_all": with_all,
        "slider": _slider(read, wanted),
        "drawings": _drawings(read),
        "values": values(read.picture) if read.picture is not None else [],
        "employees": _said_of(read, "employees"),
        "known": known(read.attributes),
        "agreed": agreed(contact),
        "alike": likely(contact, MOST_ALIKE) if wanted.is_now else [],
        "phone": dialled(contact.attributes),
        "changes": changes(read.outlook, read.scored.points) if read.outlook and read.scored else [],
        "way_back": way_back(contact, request.GET, request.GET.get("from", "")[:LONGEST_FROM]),
        "where_from": [(name, request.GET[name][:LONGEST_FROM]) for name in WHERE_FROM if request.GET.get(name)],
        "where": where(request.GET),
        "neighbours": neighbours(contact, request.GET, cast(User, request.user), now),
        "is_snoozed": contact.snoozed_until is not None and contact.snoozed_until > now,
        **(_choices(contact) if wanted.is_now else {}),
    }
    return render(request, "contact/page.html", context, status=status)


def _choices(contact: Contact) -> dict[str, Any]:
    """What the menus of actions offer."""
    return {
        "owners": User.objects.filter(is_active=True).order_by("name", "email"),
        "reasons": list(Disqualification),
        "other_stages": [stage for stage in Stage if stage != contact.stage],
        "soonest": timezone.localdate() + timedelta(days=1),
        "in_a_quarter": timezone.localdate() + timedelta(days=90),
    }


def _contact(number: int) -> Contact:
    return get_object_or_404(Contact.objects.select_related("owner", "company"), pk=number)


def _slider(read: Reading, wanted: Asked) -> dict[str, Any] | None:
    """Where the knob stands, and the days before and after."""
    if read.picture is None:
        return None
    since, until = read.picture.since, read.picture.until
    share = (wanted.at - since) / (until - since)
    day = timedelta(days=1)
    return {
        "since": since,
        "until": until,
        "steps": SLIDER_STEPS,
        "value": round(min(max(share, 0), 1) * SLIDER_STEPS),
        "zone": timezone.get_current_timezone_name(),
        "day_before": _written(wanted.at - day) if wanted.at - day > since else "",
        "day_after": _written(wanted.at + day) if wanted.at + day < until else "",
    }


def _drawings(read: Reading) -> list[tuple[str, Any]]:
    """The score over time in two sizes, of which the page shows one."""
    if read.picture is None or read.scored is None:
        return []
    line = time_line(read.picture, read.scored, read.at)
    return [("for-wide", step_line(line, WIDE, "band-wide")), ("for-phone", step_line(line, PHONE, "band-phone"))]


def _said_of(read: Reading, name: str) -> str:
    value = read.attributes.get(name)
    return "" if is_missing(value) else value_word(name, value)


def _written(at: Any) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")
