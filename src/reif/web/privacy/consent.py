"""The proof of a consent, to be printed: what was said, and both steps."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from reif.protect.consents.queries import standing
from reif.records.models import Consent, Installation
from reif.rules.form import read
from reif.rules.permissions import Permission
from reif.web.access import needs


@needs(Permission.KEEP_PRIVACY)
@require_safe
def page(request: HttpRequest, number: int) -> HttpResponse:
    """Everything that is kept of it."""
    rows = Consent.objects.select_related("contact", "version__form", "submission", "source").prefetch_related("steps")
    consent = get_object_or_404(rows, pk=number)
    steps = consent.steps.select_related("by").order_by("occurred_at", "id")
    context = {
        "consent": consent,
        "stands": standing(consent),
        "steps": list(steps),
        "form": None if consent.version is None else read(consent.version.specification),
        "house": Installation.current(),
        "at": timezone.now(),
    }
    return render(request, "privacy/consent.html", context)
