"""What people do with several contacts of the list at once: each is a call of the lifecycle of its own."""

from collections.abc import Callable, Sequence
from typing import cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reif import lifecycle
from reif.qualify.operations import CannotMove
from reif.records.models import Contact, User
from reif.rules.permissions import Permission
from reif.web.access import needs
from reif.web.contact.acting import CannotBe, owner_in, stage_in
from reif.web.errors import told

MOST = 200
LONGEST_QUERY = 2000


@needs(Permission.KEEP_CONTACTS)
@require_POST
def assign(request: HttpRequest) -> HttpResponse:
    """The chosen contacts to somebody of the team, or nobody."""
    try:
        owner = owner_in(request)
    except CannotBe as problem:
        return told(request, 409, _("That could not be done."), str(problem))
    user, at = cast(User, request.user), timezone.now()
    return _each(request, lambda contact: lifecycle.assign(contact=contact, owner=owner, by=user, at=at))


@needs(Permission.MOVE)
@require_POST
def move(request: HttpRequest) -> HttpResponse:
    """The chosen contacts to another stage."""
    try:
        stage = stage_in(request)
    except CannotBe as problem:
        return told(request, 409, _("That could not be done."), str(problem))
    user, at = cast(User, request.user), timezone.now()
    return _each(request, lambda contact: lifecycle.advance(contact=contact, to=stage, by=user, at=at, why=""))


def _each(request: HttpRequest, act: Callable[[Contact], object]) -> HttpResponse:
    """Do it with one after the other; what cannot be moved stays, and both numbers are told."""
    chosen = _chosen(request)
    done = 0
    for contact in chosen:
        try:
            act(contact)
        except CannotMove:
            continue
        done += 1
    query = request.POST.get("query", "")[:LONGEST_QUERY]
    said = urlencode({"done": done, "of": len(chosen)})
    response = HttpResponseRedirect(f"{reverse('contacts:list')}?{query}{'&' if query else ''}{said}")
    response.status_code = 303
    return response


def _chosen(request: HttpRequest) -> Sequence[Contact]:
    written = request.POST.getlist("contact")[:MOST]
    ids = {int(each) for each in written if each.isascii() and each.isdigit() and len(each) < 17}
    return list(Contact.objects.filter(pk__in=ids).order_by("pk"))
