"""The page of a contact."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from reif.records.models import Contact
from reif.rules.permissions import Permission
from reif.web.access import needs


@needs(Permission.LOOK)
@require_safe
def page(request: HttpRequest, number: int) -> HttpResponse:
    """Everything of one contact."""
    contact = get_object_or_404(Contact.objects.select_related("owner", "company"), pk=number)
    return render(request, "contact/page.html", {"contact": contact})
