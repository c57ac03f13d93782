"""How somebody wants to see the pages: language, time zone, theme."""

import zoneinfo
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from reif.records.models import User
from reif.rules.languages import Language
from reif.web.access import for_everybody

THEMES = ("system", "light", "dark")
_COOKIE_AGE = 365 * 24 * 3600


class Preferences:
    """Middleware: language and time zone of the user; for strangers what their browser asks for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language."""
        user = request.user
        if isinstance(user, User):
            language, zone = user.language, user.time_zone
        else:
            language = request.COOKIES.get("language", "") or translation.get_language_from_request(request)
            zone = settings.TIME_ZONE
        language = language if language in set(Language) else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language), timezone.override(zone_of(zone)):
            response = self._get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def theme(request: HttpRequest) -> str:
    """The theme that this browser wants."""
    chosen = request.COOKIES.get("theme", "")
    return chosen if chosen in THEMES else "system"


@for_everybody
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep the theme of this browser and the language, of the user or else of this browser."""
    goes_to = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(goes_to, {request.get_host()}):
        goes_to = "/"
    response = HttpResponseRedirect(goes_to)
    if request.POST.get("theme") in THEMES:
        remember(response, "theme", request.POST["theme"])
    language = request.POST.get("language")
    if language in set(Language):
        remember(response, "language", request.POST["language"])
        if isinstance(request.user, User):
            User.objects.filter(id=request.user.id).update(language=language)
    return response


def remember(response: HttpResponse, name: str, value: str) -> None:
    """Let this browser keep a choice for a year."""
    response.set_cookie(name, value, _COOKIE_AGE, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax")


def zone_of(name: str) -> zoneinfo.ZoneInfo:
    """The time zone of that name; UTC for what is none."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return zoneinfo.ZoneInfo("UTC")
