"""A form at its own address: shown, sent by people and by other sites' pages, thanked for. No session, no cookie."""

import hashlib
import logging
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from reif.capture.forms import open_version
from reif.records.models import Form, FormVersion
from reif.rules.channels import CLICK_IDS, campaign_in, channel_of
from reif.rules.form import Specification, host_of, read
from reif.rules.form_answers import checked
from reif.rules.texts import clean
from reif.submitting import Filled, TooMany, submit
from reif.web.access import for_everybody
from reif.web.outside.fields import TRAP, Filling, filling
from reif.web.outside.letters import letters, sender
from reif.web.outside.networks import LONGEST_AGENT, ip_of
from reif.web.outside.stamps import Stamp, stamp, stamped

logger = logging.getLogger(__name__)

LARGEST_BODY = 100_000
_LONGEST_ADDRESS, _LONGEST_HIDDEN = 2000, 200
_UTM = ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content")
HIDDEN = (*_UTM, *CLICK_IDS, "anonymous_id")
"""What comes along unseen: from the address of the page, or filled in by the page that the form stands in."""


@for_everybody
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, slug: str) -> HttpResponse:
    """The page, and what is sent from it or from a page of a site that may show the form."""
    version = _version(slug)
    if version is None:
        return _closed(request, slug)
    of = read(version.specification)
    with translation.override(of.language):
        if request.method != "POST":
            return _page(request, version, of, filling(of))
        if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BODY:
            return _told(request, of, "outside/too_large.html", 413)
        return _sent(request, version, of)


@for_everybody
@require_safe
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    """After it was sent. `mail` in the address: a mail asks to confirm."""
    version = _version(slug)
    if version is None:
        return _closed(request, slug)
    of = read(version.specification)
    with translation.override(of.language):
        return _told(request, of, "outside/thanks.html", 200, is_asked="mail" in request.GET)


def _sent(request: HttpRequest, version: FormVersion, of: Specification) -> HttpResponse:
    at = timezone.now()
    typed = {each.name: request.POST.get(each.name, "") for each in of.fields}
    ticked = request.POST.getlist("agree")
    answers = checked(of, typed, ticked)
    if answers.problems:
        return _page(request, version, of, filling(of, typed, ticked, answers.problems), 422)
    seen = stamped(request.POST.get("stamp", "")[:_LONGEST_ADDRESS], version.form.slug, at)
    around = _around(request)
    filled = Filled(
        version=version,
        key=seen.key or _key_without_page(request, version, typed, at),
        values=answers.values,
        agreed=answers.agreed,
        campaign=around.campaign,
        channel=channel_of(around.campaign),
        page=around.page,
        anonymous_id=_hidden(request, "anonymous_id"),
        ip=ip_of(request),
        user_agent=request.headers.get("User-Agent", "")[:LONGEST_AGENT],
        after=seen.after,
        is_forged=seen.is_forged,
        is_trapped=bool(request.POST.get(TRAP)),
        is_from_site=_is_from_site(request, of, seen),
    )
    try:
        submit(filled=filled, letters=letters(request), at=at)
    except TooMany:
        response = _told(request, of, "outside/too_many.html", 429)
        response["Retry-After"] = "600"
        return response
    is_asked = bool(answers.agreed) or (of.is_always_confirmed and "email" in answers.values)
    return _onwards(request, version.form.slug, of, is_asked=is_asked)


def _onwards(request: HttpRequest, slug: str, of: Specification, *, is_asked: bool) -> HttpResponse:
    """To the page that the form names, on one of its sites, or to the thanks."""
    if of.redirect and host_of(of.redirect) in of.sites:
        response = HttpResponseRedirect(of.redirect)
    else:
        said = {**({"mail": "1"} if is_asked else {}), **({"frame": "1"} if "frame" in request.GET else {})}
        address = reverse("outside:thanks", args=[slug])
        response = HttpResponseRedirect(f"{address}?{urlencode(said)}" if said else address)
    response.status_code = 303
    return _dressed(response, of)


@dataclass(frozen=True, slots=True)
class _Around:
    """The page that the form stood on, without what was asked of it, and the campaign by which somebody came there."""

    page: str
    campaign: Mapping[str, str]


def _around(request: HttpRequest) -> _Around:
    page = clean(request.POST.get("page", "") or request.headers.get("Referer", ""))[:_LONGEST_ADDRESS]
    said = {"name" if name == "utm_campaign" else name.removeprefix("utm_"): _hidden(request, name) for name in _UTM}
    said |= {name: _hidden(request, name) for name in CLICK_IDS}
    campaign = campaign_in({"campaign": {name: value for name, value in said.items() if value}}, page)
    return _Around(page.partition("?")[0].partition("#")[0] if host_of(page) else "", campaign)


def _hidden(request: HttpRequest, name: str) -> str:
    return clean(request.POST.get(name, "")).strip()[:_LONGEST_HIDDEN]


def _is_from_site(request: HttpRequest, of: Specification, seen: Stamp) -> bool:
    """Whether the browser says that it comes from a page of the form's sites. Pages of ours bear a stamp."""
    del seen
    named = request.headers.get("Origin", "") or request.headers.get("Referer", "")
    return host_of(named) in of.sites


def _key_without_page(request: HttpRequest, version: FormVersion, typed: Mapping[str, str], at: datetime) -> str:
    """Of a form that no page of ours showed: the same content from the same browser in the same hour is the same."""
    if not any(typed.values()):
        return uuid.uuid4().hex
    agent = request.headers.get("User-Agent", "")
    parts = [str(version.form_id), ip_of(request), agent, f"{at:%Y%m%d%H}", *(f"{k}={v}" for k, v in typed.items())]
    return hashlib.sha256("\0".join(parts).encode(errors="replace")).hexdigest()


def _page(
    request: HttpRequest, version: FormVersion, of: Specification, shown: Filling, status: int = 200
) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    hidden = [(name, clean(given.get(name, ""))[:_LONGEST_HIDDEN]) for name in HIDDEN]
    came_from = given.get("page", "") if request.method == "POST" else request.headers.get("Referer", "")
    context = {
        "filling": shown,
        "slug": version.form.slug,
        "hidden": [(name, value) for name, value in hidden if value],
        "page": (came_from or request.build_absolute_uri())[:_LONGEST_ADDRESS],
        "stamp": _kept_stamp(request, version.form.slug) or stamp(version.form.slug, timezone.now()),
        "trap": TRAP,
    }
    return _told(request, of, "outside/form.html", status, **context)


def _kept_stamp(request: HttpRequest, slug: str) -> str:
    """Who mends a mistake has read the page once already."""
    written = request.POST.get("stamp", "")[:_LONGEST_ADDRESS] if request.method == "POST" else ""
    return written if stamped(written, slug, timezone.now()).key else ""


def _told(request: HttpRequest, of: Specification, template: str, status: int, **context: object) -> HttpResponse:
    around = sender(f"{request.scheme}://{request.get_host()}")
    given = {"form": of, "form_language": of.language, "is_framed": "frame" in request.GET, **around, **context}
    response = _dressed(render(request, template, given, status=status), of)
    response["Content-Language"] = of.language
    return response


def _dressed(response: HttpResponse, of: Specification) -> HttpResponse:
    """Let pages of the form's sites frame it, and a browser follow it to where it leads after it was sent."""
    to = host_of(of.redirect)
    replaced = {"form-action": ["'self'", *([to] if to else [])]}
    if of.sites:
        replaced["frame-ancestors"] = ["'self'", *of.sites]
        response.xframe_options_exempt = True
    else:
        replaced["frame-ancestors"] = ["'self'"]
        response["X-Frame-Options"] = "SAMEORIGIN"  # our own pages show it as a preview
    response._csp_replace = replaced  # type: ignore[attr-defined] # as the decorators of django-csp do
    response["Referrer-Policy"] = "strict-origin-when-cross-origin"
    return response


def _version(slug: str) -> FormVersion | None:
    return open_version(slug)


def _closed(request: HttpRequest, slug: str) -> HttpResponse:
    """Gone, where there was a form that is closed. Raises Http404 where there never was one."""
    found = Form.objects.filter(slug=slug).exclude(closed_at=None).first()
    version = None if found is None else found.versions.order_by("-number").first()
    if version is None:
        raise Http404
    of = read(version.specification)
    with translation.override(of.language):
        return _told(request, of, "outside/closed.html", 410)
