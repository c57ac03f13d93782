"""Two contacts that are one person: found, laid side by side, merged, and taken apart again."""

from collections.abc import Sequence
from typing import cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reif.merging import CannotMerge, TakenApart, merge, take_apart
from reif.protect.queries import alike
from reif.records.models import Contact, Merge, User
from reif.records.search import matching
from reif.rules.permissions import Permission
from reif.web.access import needs
from reif.web.contact.comparing import OTHER, THIS, Line, lines_of
from reif.web.contact.views import contact_page

MOST_FOUND = 20
LONGEST_SEARCH = 200


@needs(Permission.KEEP_CONTACTS)
@require_safe
def choose(request: HttpRequest, number: int) -> HttpResponse:
    """Who the contact may be, too: those of the same name or e-mail, and whoever is looked for."""
    contact = get_object_or_404(Contact, pk=number)
    text = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    others = Contact.objects.exclude(pk=number).select_related("owner")
    found = list(matching(others, text).order_by("-score", "id")[: MOST_FOUND + 1]) if text else []
    context = {
        "contact": contact,
        "text": text,
        "alike": list(alike(contact)[:MOST_FOUND]),
        "found": found[:MOST_FOUND],
        "is_more": len(found) > MOST_FOUND,
    }
    return render(request, "contact/merge.html", context)


@needs(Permission.KEEP_CONTACTS)
@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest, number: int, other: int) -> HttpResponse:
    """Both side by side, and which value counts where they differ; sent, they are one."""
    contact, second = (get_object_or_404(Contact.objects.select_related("owner"), pk=each) for each in (number, other))
    lines = lines_of(contact, second)
    if request.method != "POST":
        return _compared(request, contact, second, lines)
    sides = {THIS: contact.attributes, OTHER: second.attributes}
    choices = {
        line.name: sides[side].get(line.name)
        for line in lines
        if line.counts and (side := request.POST.get(f"of-{line.name}", line.counts)) in sides and side != line.counts
    }
    user, at = cast(User, request.user), timezone.now()
    try:
        done = merge(survivor=contact, absorbed=second, choices=choices, by=user, at=at)
    except CannotMerge:
        problem = _("One of the two is there no more, or is too many already.")
        return _compared(request, contact, second, lines, problem, 409)
    return _leave(contact, "merged", merge=str(done.pk))


@needs(Permission.KEEP_CONTACTS)
@require_POST
def split(request: HttpRequest, number: int) -> HttpResponse:
    """Take a merge of the contact back."""
    written = request.POST.get("merge", "")
    done = get_object_or_404(Merge, contact=number, pk=int(written) if written.isdecimal() and len(written) < 16 else 0)
    try:
        survivor, absorbed = take_apart(merge=done, by=cast(User, request.user), at=timezone.now())
    except TakenApart:
        return contact_page(request, number, problem=_("They have been taken apart before."), status=409)
    return _leave(survivor, "split", other=str(absorbed.pk))


def _compared(
    request: HttpRequest, contact: Contact, other: Contact, lines: Sequence[Line], problem: str = "", status: int = 200
) -> HttpResponse:
    both = (contact, other)
    context = {
        "contact": contact,
        "other": other,
        "both": both,
        "events": [each.events.count() for each in both],
        "lines": lines,
        "problem": problem,
    }
    return render(request, "contact/compare.html", context, status=status)


def _leave(contact: Contact, what: str, **more: str) -> HttpResponseRedirect:
    address = f"{reverse('contact:page', args=[contact.pk])}?{urlencode({'done': what, **more})}"
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response
