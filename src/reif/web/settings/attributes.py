"""The team's own attributes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reif import administration
from reif.administration import InUse, Stale, Taken
from reif.records.models import Attribute
from reif.rules.permissions import Permission
from reif.web.access import needs
from reif.web.settings.answers import asking, left, shown, with_both
from reif.web.settings.attribute_form import KINDS, AttributeForm


@needs(Permission.KEEP_SYSTEM)
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """All of them."""
    kinds = dict(KINDS)
    found = [(each, kinds[each.kind]) for each in Attribute.objects.order_by("name")]
    return shown(request, "attributes", {"attributes": found})


@needs(Permission.KEEP_SYSTEM)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """One more."""
    form = AttributeForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return shown(request, "attribute", {"form": form}, 422 if form.is_bound else 200)
    try:
        administration.add_attribute(values=form.cleaned_data, by=asking(request), at=timezone.now())
    except Taken:
        form.add_error("name", _("There is an attribute of this key already."))
        return shown(request, "attribute", {"form": form}, 409)
    return left(request, "attributes", "attribute")


@needs(Permission.KEEP_SYSTEM)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Labels, options; the type while nothing is stored. Who comes second is told."""
    attribute = get_object_or_404(Attribute, pk=number)
    form = AttributeForm(request.POST if request.method == "POST" else None, of=attribute)
    context = {"form": form, "attribute": attribute, "seen": administration.state_of(attribute)}
    if not form.is_bound:
        return shown(request, "attribute", context)
    seen = request.POST.get("seen", "")
    if not form.is_valid():
        return shown(request, "attribute", context | {"seen": seen}, 422)
    try:
        administration.change_attribute(
            attribute=attribute, values=form.cleaned_data, seen=seen, by=asking(request), at=timezone.now()
        )
    except Stale:
        with_both(form)
        return shown(request, "attribute", context | {"is_stale": True}, 409)
    except InUse:
        form.add_error("kind", _("Contacts have values of it, so the type stays. Add another attribute instead."))
        return shown(request, "attribute", context | {"seen": seen}, 409)
    return left(request, "attributes", "kept")


@needs(Permission.KEEP_SYSTEM)
@require_POST
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """Take one away that nobody used."""
    attribute = get_object_or_404(Attribute, pk=number)
    try:
        administration.remove_attribute(attribute=attribute, by=asking(request), at=timezone.now())
    except InUse:
        context = {
            "form": AttributeForm(of=attribute),
            "attribute": attribute,
            "seen": administration.state_of(attribute),
            "refused": _("Contacts have values of it, so it stays."),
        }
        return shown(request, "attribute", context, 409)
    return left(request, "attributes", "removed")
