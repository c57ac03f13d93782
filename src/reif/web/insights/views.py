"""The page of insights, and its figures as a file."""

from typing import Any, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reif.jobs.queries import is_silent
from reif.measure.queries import Band, by_channel, by_score, funnel
from reif.records.models import User
from reif.rules.permissions import Permission
from reif.web.access import needs
from reif.web.charts.shares import share
from reif.web.insights import findings, picture
from reif.web.insights.distribution import distribution
from reif.web.insights.figures import counting, figures_of
from reif.web.insights.period import Period, period
from reif.web.insights.table_file import table as written_table
from reif.web.wording.field import channel_word

ENOUGH_LEADS, ENOUGH_CUSTOMERS = 30, 20
"""For a band of scores to be judged by, and for all of them together."""


@needs(Permission.LOOK)
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """What became of the leads of a period, of all channels or of one."""
    asked = period(request.GET, timezone.localdate())
    figures = figures_of(asked)
    if figures is None:
        return _being_counted(request, asked)
    of = figures.cohort
    found = by_channel(of)
    given = request.GET.get("channel")
    channel = given if given in found else None
    shown = funnel(of, channel)
    has_field = channel is None and of.suspects > 0
    context = {
        "period": asked,
        "periods": [(name, word, _address(request, name)) for name, word in _words()],
        "channel": channel,
        "channels_to_choose": [(name, channel_word(name) or _("unknown")) for name in sorted(found)],
        "cohort": of,
        "funnel": shown,
        "headline": findings.headline(shown),
        "deck": findings.deck(shown, found if channel is None else {}),
        "river": picture.river_of(shown, of.suspects, has_field=has_field),
        "has_field": has_field,
        "suspects_rate": shown.count / of.suspects if has_field and 0 < shown.count <= of.suspects else None,
        "cropped": picture.cropped(shown, of.suspects) if has_field else 0,
        "columns": picture.columns(shown),
        "span": picture.time_between(shown),
        "channels": [picture.channel(channel_word(name) or _("unknown"), each, shown) for name, each in found.items()],
        "distribution": distribution(figures.scores, channel),
        "file": _days(asked),
    } | _quality(by_score(of, channel))
    response = render(request, "insights/page.html", context)
    if request.htmx:  # type: ignore[attr-defined] # set by the middleware of django-htmx
        response["HX-Refresh"] = "true"  # what waited for the figures becomes the page that has them
    return response


@needs(Permission.LOOK)
@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """The figures of the period for spreadsheets. They name nobody, so that who may look may take them along."""
    asked = period(request.GET, timezone.localdate())
    figures = figures_of(asked)
    if figures is None:
        return redirect(reverse("insights:page") + f"?{_days(asked)}")
    response = HttpResponse(written_table(figures.cohort), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="funnel-{asked.first}-{asked.last}.csv"'
    return response


def _being_counted(request: HttpRequest, asked: Period) -> HttpResponse:
    context = {
        "period": asked,
        "periods": [(name, word, _address(request, name)) for name, word in _words()],
        "job": counting(asked, cast(User, request.user)),
        "is_worker_silent": is_silent(timezone.now()),
    }
    return render(request, "insights/counting.html", context)


def _days(of: Period) -> str:
    return urlencode({"period": "days", "from": of.first.isoformat(), "to": of.last.isoformat()})


def _quality(bands: tuple[Band, ...]) -> dict[str, Any]:
    able = [band for band in bands if band.leads >= ENOUGH_LEADS]
    most = max((band.rate or 0.0 for band in able), default=0.0) or 1.0
    return {
        "bands": [
            {
                "low": band.low,
                "high": band.high,
                "last": band.high - 1,
                "leads": band.leads,
                "customers": band.customers,
                "rate": band.rate if band in able else None,
                "bar": share((band.rate or 0.0) / most if band in able else 0.0, None),
            }
            for band in reversed(bands)
        ],
        "is_enough": sum(band.customers for band in bands) >= ENOUGH_CUSTOMERS and len(able) > 1,
        "needed_customers": ENOUGH_CUSTOMERS,
        "needed_leads": ENOUGH_LEADS,
    }


def _words() -> tuple[tuple[str, str], ...]:
    return ("quarter", _("Last quarter")), ("12months", _("12 months")), ("year", _("This year"))


def _address(request: HttpRequest, name: str) -> str:
    channel = request.GET.get("channel")
    return "?" + urlencode({"period": name} | ({"channel": channel} if channel is not None else {}))
