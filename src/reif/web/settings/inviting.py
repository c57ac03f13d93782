"""Letting somebody in: a link with which they set a password, sent by mail or shown once to be handed over."""

from django import forms
from django.conf import settings
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from reif import administration
from reif.administration import Taken
from reif.records.enums import Role
from reif.records.models import User
from reif.rules.permissions import Permission
from reif.web.access import needs
from reif.web.settings import people, roles
from reif.web.settings.answers import asking, shown
from reif.web.sign_in.links import password_link


class InviteForm(people.UserForm):
    """Who comes."""

    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254)
    field_order = ("email", "name", "role", "team")


@needs(Permission.KEEP_SYSTEM)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Add somebody, and make their link."""
    form = InviteForm(request.POST if request.method == "POST" else None, initial={"role": Role.SALES.value})
    context = {"form": form, "roles": roles.EXPLAINED}
    if not form.is_bound or not form.is_valid():
        return shown(request, "invite", context, 422 if form.is_bound else 200)
    given = form.cleaned_data
    try:
        who = administration.invite(
            email=given["email"],
            name=given["name"],
            role=Role(given["role"]),
            team=given["team"],
            by=asking(request),
            at=timezone.now(),
        )
    except Taken:
        form.add_error("email", _("Somebody of the team has this address already."))
        return shown(request, "invite", context, 409)
    return _handed_over(request, who)


@needs(Permission.KEEP_SYSTEM)
@require_POST
def link(request: HttpRequest, number: int) -> HttpResponse:
    """A new link for somebody who cannot get in. The old password holds until the link is used."""
    who = get_object_or_404(User, pk=number)
    if not who.is_active:
        context = people.of(who) | {"refused": _("Who is locked out gets no link. Let them in again first.")}
        return shown(request, "user", context, 409)
    administration.note(action="password link made", user=who, by=asking(request), at=timezone.now())
    return _handed_over(request, who)


def _handed_over(request: HttpRequest, who: User) -> HttpResponse:
    address = request.build_absolute_uri(password_link(who))
    is_sent = settings.REIF_SENDS_MAIL and _is_sent(who, address)
    return shown(request, "link", {"who": who, "link": "" if is_sent else address})


def _is_sent(who: User, address: str) -> bool:
    """Whether a server took the mail; if not, the link is shown."""
    with translation.override(who.language):
        words = render_to_string("settings/invitation.txt", {"link": address, "who": who})
        subject = _("Your access to reif")
    try:
        return send_mail(subject, words, None, [who.email]) == 1
    except OSError:  # of the network, and what the server refuses (SMTPException is one)
        return False
