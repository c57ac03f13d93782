"""Adding a contact by hand, and keeping what somebody learned of one."""

from typing import Any, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reif import lifecycle
from reif.identify.key import EMAIL
from reif.lifecycle import KnownAlready, Stale, WasErased
from reif.records.models import Contact, Identifier, User
from reif.rules.emails import normalised_email
from reif.rules.permissions import Permission
from reif.web.access import needs
from reif.web.contact.doubles import resembling
from reif.web.contact.form import ContactForm, stored_words


@needs(Permission.KEEP_CONTACTS)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A contact that nobody knew."""
    form = ContactForm(request.POST if request.method == "POST" else None, {})
    if request.method != "POST" or not form.is_valid():
        return _shown(request, {"form": form}, 422 if form.is_bound else 200)
    if not form.has_a_name():
        form.add_error(None, _("A name, an e-mail or a phone number is needed, so that the person can be told apart."))
        return _shown(request, {"form": form}, 422)
    if "anyway" not in request.POST and not _is_known(form) and (pairs := resembling(form.changes())):
        return _shown(request, {"form": form, "resembling": pairs}, 409)
    try:
        contact = lifecycle.add_contact(
            attributes=form.changes(), source=None, by=cast(User, request.user), at=timezone.now()
        )
    except KnownAlready as known:
        return _shown(request, {"form": form, "known": known.contact}, 409)
    except WasErased:
        return _shown(request, {"form": form, "was_erased": True}, 409)
    return _leave(request, contact, "added")


@needs(Permission.KEEP_CONTACTS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, number: int) -> HttpResponse:
    """What is known of a contact. Who comes second is told, and sees both values."""
    contact = get_object_or_404(Contact, pk=number)
    if request.method != "POST":
        form = ContactForm(None, contact.attributes)
        return _shown(request, {"form": form, "contact": contact, "version": contact.version})
    form = ContactForm(request.POST, contact.attributes)
    version = request.POST.get("version", "")
    if not form.is_valid():
        return _shown(request, {"form": form, "contact": contact, "version": version}, 422)
    try:
        lifecycle.edit(
            contact=contact,
            attributes=form.changes(),
            version=int(version) if version.isdecimal() and len(version) < 10 else 0,
            by=cast(User, request.user),
            at=timezone.now(),
        )
    except Stale:
        contact.refresh_from_db()
        return _shown(request, _both(contact, form), 409)
    except WasErased:
        return _shown(request, {"form": form, "contact": contact, "version": version, "was_erased": True}, 409)
    return _leave(request, contact, "edited")


def _is_known(form: ContactForm) -> bool:
    """Whether somebody has that address, so that there is no question who it is."""
    address = normalised_email(str(form.cleaned_data.get("email") or ""))
    return Identifier.objects.filter(kind=EMAIL, value=address or "").exists()


def _both(contact: Contact, form: ContactForm) -> dict[str, Any]:
    """The form as it was typed, and beside each field that differs what is kept now."""
    for name in form.changed_data:
        kept = stored_words(contact.attributes, name)
        form[name].help_text = _("Kept now: %(value)s") % {"value": kept}
    return {"form": form, "contact": contact, "version": contact.version, "is_stale": True}


def _leave(request: HttpRequest, contact: Contact, what: str) -> HttpResponse:
    address = f"{reverse('contact:page', args=[contact.pk])}?{urlencode({'done': what})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response


def _shown(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, "contact/edit.html", context, status=status)
