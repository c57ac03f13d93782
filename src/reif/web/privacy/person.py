"""What one person may ask for: to be told, not to be profiled, to be forgotten."""

import json
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reif import lifecycle, privacy
from reif.protect import queries
from reif.records.models import Contact
from reif.rules.permissions import Permission
from reif.web.access import needs
from reif.web.settings.answers import asking
from reif.web.wording.names import person

LONGEST_HOW = 500
_PARTS = {
    "Event": gettext_lazy("signs"),
    "AttributeChange": gettext_lazy("facts that became known"),
    "Score": gettext_lazy("scores with their reasons"),
    "ScoreChange": gettext_lazy("changes of the score"),
    "Identifier": gettext_lazy("e-mails and ids"),
    "Consent": gettext_lazy("consents with every step"),
    "Submission": gettext_lazy("forms that were sent"),
    "Message": gettext_lazy("mails"),
    "Visitor": gettext_lazy("visitors that were this person"),
    "Objection": gettext_lazy("objections"),
}


@needs(Permission.KEEP_PRIVACY)
@require_safe
def page(request: HttpRequest, number: int) -> HttpResponse:
    """The three rights, each with its button."""
    contact = get_object_or_404(Contact, pk=number)
    context = {"contact": contact, "objection": queries.objection(contact), "alike": queries.alike(contact)[:10]}
    return render(request, "privacy/person.html", context)


@needs(Permission.KEEP_PRIVACY)
@require_POST
def note(request: HttpRequest, number: int) -> HttpResponse:
    """The person objects to being profiled."""
    contact = get_object_or_404(Contact, pk=number)
    lifecycle.note_objection(contact=contact, by=asking(request), at=timezone.now(), how=_how(request))
    return _to_contact(number, "objected")


@needs(Permission.KEEP_PRIVACY)
@require_POST
def lift(request: HttpRequest, number: int) -> HttpResponse:
    """The person no longer does, or it was noted by mistake."""
    contact = get_object_or_404(Contact, pk=number)
    lifecycle.lift_objection(contact=contact, by=asking(request), at=timezone.now(), how=_how(request))
    return _to_contact(number, "objects-no-longer")


@needs(Permission.KEEP_PRIVACY)
@require_safe
def file(request: HttpRequest, number: int) -> HttpResponse:
    """Everything that is held about the person, for machines."""
    contact = get_object_or_404(Contact, pk=number)
    told = privacy.tell(contact=contact, form="json", by=asking(request), at=timezone.now())
    text = json.dumps(told, ensure_ascii=False, indent=2)
    response = HttpResponse(f"{text}\n", content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="person-{number}.json"'
    return response


@needs(Permission.KEEP_PRIVACY)
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, number: int) -> HttpResponse:
    """What goes and what stays; and, once the name is typed, it is done."""
    contact = get_object_or_404(Contact, pk=number)
    if request.method != "POST":
        return _erase_page(request, contact)
    typed = request.POST.get("name", "")[:LONGEST_HOW]
    if _folded(typed) != _folded(person(contact)):
        return _erase_page(request, contact, typed=typed, wrong=_("That is not the name. Nothing was erased."))
    try:
        privacy.erase(contact=contact, by=asking(request), at=timezone.now())
    except Contact.DoesNotExist:  # somebody else erased them between the look and the deed
        raise Http404 from None
    response = HttpResponseRedirect(f"{reverse('privacy:page')}?done=erased")
    response.status_code = 303
    return response


def _erase_page(request: HttpRequest, contact: Contact, *, typed: str = "", wrong: str = "") -> HttpResponse:
    seen = queries.preview(contact)
    context = {
        "contact": contact,
        "seen": seen,
        "goes": [(word, seen.rows[name]) for name, word in _PARTS.items() if seen.rows.get(name)],
        "typed": typed,
        "wrong": wrong,
    }
    return render(request, "privacy/erase.html", context, status=422 if wrong else 200)


def _to_contact(number: int, done: str) -> HttpResponse:
    response = HttpResponseRedirect(f"{reverse('contact:page', args=[number])}?{urlencode({'done': done})}")
    response.status_code = 303
    return response


def _how(request: HttpRequest) -> str:
    return request.POST.get("how", "").replace("\x00", "").strip()[:LONGEST_HOW]


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
