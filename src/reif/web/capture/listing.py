"""All forms, with what came by them."""

from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from reif.records.models import Form
from reif.rules.permissions import Permission
from reif.web.access import needs
from reif.web.capture.answers import shown

_TAKEN = Q(versions__submissions__state="taken")
_HELD = Q(versions__submissions__state="quarantined")


@needs(Permission.LOOK)
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The open ones first, then by name."""
    forms = Form.objects.annotate(
        taken=Count("versions__submissions", filter=_TAKEN),
        held=Count("versions__submissions", filter=_HELD),
        last_at=Max("versions__submissions__received_at", filter=_TAKEN),
        published=Max("versions__number"),
    )
    found = sorted(forms, key=lambda form: (form.closed_at is not None, form.name.casefold()))
    return shown(request, "forms", {"forms": found})
