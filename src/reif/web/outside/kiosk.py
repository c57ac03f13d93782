"""A form on a tablet: its page, what makes it an app that works without a network, and how the tablet is set up."""

import hashlib
import json
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from reif import kiosk_keeping
from reif.capture.forms import live
from reif.kiosk_keeping import NotInvited, digest
from reif.records.models import FormVersion, Kiosk
from reif.rules.form import read
from reif.web.access import for_everybody
from reif.web.outside.fields import filling
from reif.web.outside.kiosk_cookie import give, kiosk_of
from reif.web.outside.letters import sender
from reif.web.static_files import FOLDER, fingerprint
from reif.web.templatetags.words import layers

_SCRIPTS = ("kiosk", "store", "sending", "card", "checking", "staff")
_STYLES = ("pages/outside", "pages/kiosk")
_WORKER = FOLDER / "web" / "js" / "kiosk" / "worker.js"


@for_everybody
@csrf_exempt  # the word that is sent is good once; a session there is none
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, number: int) -> HttpResponse:
    """Where the link leads. Its word stands behind #, which no server sees; the page sends it, and gets the cookie."""
    if request.method != "POST":
        return _dressed(render(request, "outside/kiosk/start.html", _around(request)))
    try:
        secret = kiosk_keeping.set_up(number=number, word=request.POST.get("word", "")[:100], at=timezone.now())
    except NotInvited:
        return HttpResponse(status=403)
    response = HttpResponse(status=204)
    give(request, response, number, secret)
    return response


@for_everybody
@require_safe
def page(request: HttpRequest, number: int) -> HttpResponse:
    """The form, empty, for whoever stands before the tablet."""
    kiosk = kiosk_of(request, number)
    version = None if kiosk is None else live(kiosk.form)
    if kiosk is None or version is None:
        return _dressed(render(request, "outside/kiosk/unknown.html", _around(request), status=403))
    of = read(version.specification)
    with translation.override(of.language):
        shown = filling(of)
        fields = [replace(each, filled_by="off") for each in shown.fields]
        context = {
            "form": of,
            "form_language": of.language,
            "filling": replace(shown, fields=fields),
            "kiosk": kiosk,
            "version": version,
            "pin": digest(f"{kiosk.pk}:{kiosk.pin}"),
            **_around(request),
        }
        return _dressed(render(request, "outside/kiosk/page.html", context))


@for_everybody
@require_safe
def worker(request: HttpRequest, number: int) -> HttpResponse:
    """The script that keeps the page for when there is no network. It changes with the form and with the system."""
    kiosk, version = _known(request, number)
    here = reverse("outside:kiosk", args=[number])
    state = f"{version.pk} {fingerprint()} {sender('')} {kiosk.pin} {kiosk.name}"
    kept = {
        "number": number,
        "name": f"kiosk-{number}-{hashlib.sha256(state.encode()).hexdigest()[:12]}",
        "page": here,
        "files": [reverse("outside:kiosk_manifest", args=[number]), *_files()],
    }
    code = f"self.kept = {json.dumps(kept)};\n{_WORKER.read_text(encoding='utf-8')}"
    return _dressed(HttpResponse(code, content_type="text/javascript; charset=utf-8"))


@for_everybody
@require_safe
def manifest(request: HttpRequest, number: int) -> HttpResponse:
    """What the tablet installs it by."""
    kiosk, version = _known(request, number)
    here, of = reverse("outside:kiosk", args=[number]), read(version.specification)
    said = {
        "id": here,
        "name": of.title,
        "short_name": kiosk.name,
        "lang": of.language,
        "start_url": here,
        "scope": here,
        "display": "fullscreen",
        "background_color": "#ffffff",
        "theme_color": "#155f48",
        "icons": [{"src": static("web/mark.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return _dressed(JsonResponse(said, content_type="application/manifest+json"))


def _files() -> list[str]:
    styles = [*layers("reset tokens elements parts"), *(static(f"web/css/{name}.css") for name in _STYLES)]
    return [*styles, *(static(f"web/js/kiosk/{name}.js") for name in _SCRIPTS), static("web/mark.svg")]


def _known(request: HttpRequest, number: int) -> tuple[Kiosk, FormVersion]:
    """Raises Http404 for whoever is not the tablet."""
    kiosk = kiosk_of(request, number)
    version = None if kiosk is None else live(kiosk.form)
    if kiosk is None or version is None:
        raise Http404
    return kiosk, version


def _around(request: HttpRequest) -> dict[str, str]:
    return sender(f"{request.scheme}://{request.get_host()}")


def _dressed(response: HttpResponse) -> HttpResponse:
    response._csp_update = {"manifest-src": ["'self'"], "worker-src": ["'self'"]}  # type: ignore[attr-defined] # as the decorators of django-csp do
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-cache, private"
    return response
