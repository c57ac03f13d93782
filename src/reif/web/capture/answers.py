"""How the pages of capture answer."""

from typing import Any, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reif.outbox.queries import troubled
from reif.records.models import Submission, User

_WORDS = {
    "kept": _("Kept."),
    "published": _("Published. From now on people see this version."),
    "closed": _("Closed. The address of the form says so."),
    "reopened": _("Open again."),
    "released": _("Released. It counts as if it had come like that."),
    "discarded": _("Discarded. Nothing comes of it."),
    "joined": _("Joined to the contact."),
    "revoked": _("Revoked. Nothing more is taken from the tablet."),
    "again": _("Is sent once more."),
}


def shown(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """The page, with what was just done and what waits for somebody. Two queries."""
    around = {
        "done": str(_WORDS.get(request.GET.get("done", ""), "")),
        "held_count": Submission.objects.filter(state="quarantined").count(),
        "trouble_count": troubled().count(),
    }
    return render(request, f"capture/{template}.html", {**around, **context}, status=status)


def left(request: HttpRequest, route: str, what: str, *arguments: int) -> HttpResponse:
    """On to a page that says what was done."""
    address = f"{reverse(f'capture:{route}', args=arguments)}?{urlencode({'done': what})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response


def asking(request: HttpRequest) -> User:
    """Who asks; the middleware has seen to it that it is somebody."""
    return cast(User, request.user)
