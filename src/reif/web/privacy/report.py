"""Everything that is held about a person as a page for the person: in plain words, to be printed, in their language."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from reif import privacy
from reif.records.models import Contact, Installation
from reif.rules.languages import Language
from reif.rules.permissions import Permission
from reif.score.queries import live_model
from reif.web.access import needs
from reif.web.contact.reading import reading
from reif.web.privacy import holdings, telling
from reif.web.scoring.views import said
from reif.web.settings.answers import asking


@needs(Permission.KEEP_PRIVACY)
@require_safe
def page(request: HttpRequest, number: int) -> HttpResponse:
    """In the language that the address asks for, else in that of whoever prints it."""
    contact = get_object_or_404(Contact.objects.select_related("company"), pk=number)
    asked = request.GET.get("lang", "")
    language = asked if asked in set(Language) else translation.get_language() or Language.EN.value
    at = timezone.now()
    told = privacy.tell(contact=contact, form="page", by=asking(request), at=at)
    with translation.override(language):
        house = Installation.current()
        context = {
            "contact": contact,
            "at": at,
            "house": house,
            "told": telling.told(told),
            "objection": telling.last_objection(told),
            "holdings": holdings.rows(house),
            **_score(contact),
        }
        response = render(request, "privacy/report.html", context)
    response["Content-Language"] = language[:2]
    return response


def _score(contact: Contact) -> dict[str, object]:
    """The score taken apart, and the rules behind it; nothing for whoever objects."""
    model = live_model()
    if model is None or not contact.may_be_profiled:
        return {"scored": None}
    now = timezone.now()
    return {"scored": reading(contact, now, now, is_now=True).scored, **said(model)}
