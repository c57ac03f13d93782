"""What is kept where, who may ask for what, and who was erased."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from reif import privacy
from reif.protect import queries
from reif.records.models import Contact, Installation
from reif.rules.permissions import Permission
from reif.web.access import needs
from reif.web.contacts.listing import counted
from reif.web.privacy import holdings
from reif.web.settings.answers import asking

LONGEST = 500


@needs(Permission.KEEP_PRIVACY)
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """All at a glance."""
    return _page(request)


@needs(Permission.KEEP_PRIVACY)
@require_POST
def let_in(request: HttpRequest) -> HttpResponse:
    """Somebody who was erased came back of their own accord."""
    written = request.POST.get("who", "").replace("\x00", "").strip()[:LONGEST]
    if not written or not privacy.let_in(written=written, by=asking(request), at=timezone.now()):
        wrong = _("Nobody of this e-mail or id was erased at their own wish. Look for a mistake in writing.")
        return _page(request, written=written, wrong=wrong, status=422)
    response = HttpResponseRedirect(f"{reverse('privacy:page')}?done=let-in")
    response.status_code = 303
    return response


def _page(request: HttpRequest, *, written: str = "", wrong: str = "", status: int = 200) -> HttpResponse:
    done = {
        "erased": _("Erased. Nothing of the person is left here; counts stay as they were."),
        "let-in": _("Let in again: lists and people may add this person."),
    }
    context = {
        "done": done.get(request.GET.get("done", ""), ""),
        "holdings": holdings.rows(Installation.current()),
        "objected": counted(Contact.objects.filter(may_be_profiled=False)),
        "bars": queries.bars(),
        "written": written,
        "wrong": wrong,
    }
    return render(request, "privacy/page.html", context, status=status)
