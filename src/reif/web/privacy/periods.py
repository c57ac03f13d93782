"""For how long what is kept: set only after a look at how many that would erase today."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from reif import administration, privacy
from reif.administration import Stale
from reif.protect.queries import count_over
from reif.records.models import Installation, Job
from reif.rules.permissions import Permission
from reif.web.access import needs
from reif.web.privacy.holdings import span
from reif.web.settings.answers import asking, with_both

MOST_COUNTED = 10_000
_CHOICES: Mapping[str, tuple[int, ...]] = {
    "contacts": (180, 365, 730, 1095, 1825, 3650),
    "visitors": (30, 90, 180, 365, 730),
    "rejects": (30, 90, 180, 365),
    "audit": (365, 730, 1095, 1825, 3650),
}
_LABELS = {
    "contacts": gettext_lazy("Contacts without a sign who never bought"),
    "visitors": gettext_lazy("Visitors whom nobody knows, with what they did"),
    "rejects": gettext_lazy("Rejected rows of lists, unusable calls and mails, forms that nobody stood by"),
    "audit": gettext_lazy("Audit"),
}
_ORDER = ("contacts", "visitors", "rejects", "audit")


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of a kind would be erased today; `is_more`: at least so many."""

    label: str
    span: str
    count: int
    is_more: bool


@dataclass(frozen=True, slots=True)
class Ran:
    """When the job last ran, what it erased, and when it comes next."""

    at: Any
    is_failed: bool
    counts: list[tuple[str, int]]
    next_at: Any


class PeriodsForm(forms.Form):
    """A choice for each kind; empty keeps for ever."""

    whole = ()

    def __init__(self, kept: Installation, data: Any = None) -> None:
        super().__init__(data, initial={kind: _days(kept, kind) or "" for kind in _ORDER})
        for kind in _ORDER:
            days = sorted({*_CHOICES[kind], *filter(None, [_days(kept, kind)])})
            choices = [("", _("for ever")), *((str(each), span(each)) for each in days)]
            self.fields[kind] = forms.TypedChoiceField(
                label=_LABELS[kind], choices=choices, required=False, coerce=int, empty_value=None
            )

    @property
    def periods(self) -> dict[str, int | None]:
        """Days by kind, as chosen."""
        return {kind: self.cleaned_data[kind] for kind in _ORDER}


@needs(Permission.KEEP_SYSTEM)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Sent once it counts, sent again it keeps: what was counted must be what is kept."""
    kept = Installation.current()
    form = PeriodsForm(kept, request.POST if request.method == "POST" else None)
    seen = request.POST.get("seen", "") or administration.state_of(kept)
    if not form.is_bound:
        return _page(request, form, seen)
    if not form.is_valid():
        return _page(request, form, seen, status=422)
    looked_at = repr(sorted(form.periods.items()))
    if request.POST.get("looked_at") != looked_at:
        return _page(request, form, seen, counted=_counted(form.periods), looked_at=looked_at)
    values = {f"keep_{kind}_days": days for kind, days in form.periods.items()}
    try:
        administration.change_installation(values=values, seen=seen, by=asking(request), at=timezone.now())
    except Stale:
        with_both(form)
        return _page(request, form, administration.state_of(kept), is_stale=True, status=409)
    response = HttpResponseRedirect(f"{reverse('privacy:periods')}?done=kept")
    response.status_code = 303
    return response


def _page(request: HttpRequest, form: PeriodsForm, seen: str, status: int = 200, **more: Any) -> HttpResponse:
    done = _("Kept. The next run erases what is over.") if request.GET.get("done") == "kept" else ""
    context = {"form": form, "seen": seen, "ran": last_run(), "done": done, **more}
    return render(request, "privacy/periods.html", context, status=status)


def _counted(periods: Mapping[str, int | None]) -> list[Counted]:
    found = []
    for kind, days in periods.items():
        if days is not None:
            count = sum(count_over(each, days, timezone.now(), most=MOST_COUNTED) for each in _with(kind))
            found.append(Counted(str(_LABELS[kind]), span(days), min(count, MOST_COUNTED), count > MOST_COUNTED))
    return found


def last_run() -> Ran | None:
    """None while it never ran. Two queries."""
    runs = Job.objects.filter(kind=privacy.RETENTION)
    last = runs.filter(state__in=("done", "failed")).order_by("-finished_at").first()
    if last is None:
        return None
    waiting = runs.filter(state="waiting").order_by("run_at").first()
    sums = {kind: sum(int(last.result.get(each, 0)) for each in _with(kind)) for kind in _ORDER}
    counts = [(str(_LABELS[kind]), count) for kind, count in sums.items() if count]
    return Ran(last.finished_at, last.state == "failed", counts, waiting.run_at if waiting is not None else None)


def _with(kind: str) -> tuple[str, ...]:
    """What is kept as long as the kind: whatever could not be used, wherever it came from."""
    return (kind, "calls", "mails", "submissions") if kind == "rejects" else (kind,)


def _days(house: Installation, kind: str) -> int | None:
    days: int | None = getattr(house, f"keep_{kind}_days")
    return days
