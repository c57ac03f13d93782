"""From a list that was sent to an import: what its columns hold, what it would do, and to do it."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from reif import list_importing
from reif.capture.list_detection import columns_of
from reif.jobs.queries import latest
from reif.records.models import Source, Upload
from reif.rules.headers import Kind
from reif.rules.permissions import Permission
from reif.web.access import needs
from reif.web.imports import choosing
from reif.web.imports.progress import UNDER_WAY, under_way
from reif.web.settings.answers import asking
from reif.web.wording import reasons

_MOST_REASONS = 20
_LONGEST_SOURCE = 100
_SOURCES = 200


@needs(Permission.KEEP_CAPTURE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, number: int) -> HttpResponse:
    """What the list is and what its columns hold; until it has been read, how far that is."""
    upload = _upload(number)
    if upload.of_id is not None:
        return redirect("imports:one", upload.of_id)
    if upload.found is None:
        context = {"upload": upload, **under_way(list_importing.READ, upload)}
        return _anew_once_done(request, context) or render(request, "imports/reading.html", context)
    if "HX-Request" in request.headers:
        return HttpResponse(headers={"HX-Refresh": "true"})
    problem = ""
    if request.method == "POST" and "kind" in request.POST:
        return _other_kind(upload, request.POST["kind"])
    if request.method == "POST":
        try:
            mapping = choosing.chosen(upload, request.POST)
            source = _source(request.POST.get("source", ""))
        except choosing.Unclear as error:
            problem = str(error)
        else:
            return _rehearse(request, upload, mapping, source)
    return render(request, "imports/columns.html", _shown(request, upload, problem), status=400 if problem else 200)


@needs(Permission.KEEP_CAPTURE)
@never_cache
@require_http_methods(["GET", "HEAD"])
def preview(request: HttpRequest, number: int) -> HttpResponse:
    """What the import would do; until that is known, or while it is imported, how far that is."""
    upload = _upload(number)
    if upload.of_id is not None:
        return _to(request, "imports:one", upload.of_id, known=_was_known(upload))
    if upload.found is None:
        return _to(request, "imports:columns", number)
    importing = latest(list_importing.IMPORT, str(number))
    is_importing = importing is not None and importing.state in UNDER_WAY
    kind = list_importing.IMPORT if is_importing else list_importing.REHEARSE
    found = upload.rehearsal
    context = {
        "upload": upload,
        "kind": dict(choosing.kind_words())[upload.kind],
        "is_importing": is_importing,
        "found": found,
        "updated": found["accepted"] - found["made"] if found else 0,
        "rejected": sum(count for _why, count, _first in found["reasons"]) if found else 0,
        "reasons": found["reasons"][:_MOST_REASONS] if found else [],
        **under_way(kind, upload),
    }
    return _anew_once_done(request, context) or render(request, "imports/preview.html", context)


@needs(Permission.KEEP_CAPTURE)
@require_POST
def start(request: HttpRequest, number: int) -> HttpResponse:
    """Import it, or go on where it was stopped."""
    upload = _upload(number)
    if upload.found is None:  # not read yet, or imported
        return redirect("imports:columns", number)
    list_importing.ask_to_import(upload=upload, by=asking(request), at=timezone.now())
    return redirect("imports:preview", number)


@needs(Permission.KEEP_CAPTURE)
@require_POST
def stop(request: HttpRequest, number: int) -> HttpResponse:
    """Stop the import that is under way."""
    del request
    upload = _upload(number)
    list_importing.stop(upload=upload, at=timezone.now())
    return redirect("imports:preview", number)


@needs(Permission.KEEP_CAPTURE)
@require_POST
def discard(request: HttpRequest, number: int) -> HttpResponse:
    """Forget the list."""
    del request
    list_importing.discard(upload=_upload(number))
    return redirect("imports:page")


def _upload(number: int) -> Upload:
    return get_object_or_404(Upload.objects.exclude(whole_at=None).select_related("uploaded_by", "of"), pk=number)


def _other_kind(upload: Upload, kind: str) -> HttpResponse:
    if kind not in dict(choosing.kind_words()):
        raise Http404
    list_importing.choose(upload=upload, kind=Kind(kind), mapping={}, source=upload.source)
    return redirect("imports:columns", upload.pk)


def _rehearse(request: HttpRequest, upload: Upload, mapping: dict[str, str | None], source: str) -> HttpResponse:
    with transaction.atomic():
        is_new = list_importing.choose(upload=upload, kind=Kind(upload.kind), mapping=mapping, source=source)
        if is_new or upload.rehearsal is None:
            list_importing.ask_to_rehearse(upload=upload, by=asking(request), at=timezone.now())
    return redirect("imports:preview", upload.pk)


def _source(said: str) -> str:
    name = " ".join(said.split())
    if not name:
        raise choosing.Unclear(_("Say where the list comes from."))
    if len(name) > _LONGEST_SOURCE:
        raise choosing.Unclear(_("The name of the source has over %(count)s characters.") % {"count": _LONGEST_SOURCE})
    return name


def _shown(request: HttpRequest, upload: Upload, problem: str) -> dict[str, Any]:
    kind = Kind(upload.kind)
    listed = choosing.choices(upload)
    if problem:
        listed = [choosing.as_typed(each, request.POST) for each in listed]
    return {
        "upload": upload,
        "problem": problem,
        "kinds": choosing.kind_words(),
        "origin": columns_of(choosing.headers(upload), kind, {}).origin,
        "detected": ", ".join(map(reasons.told, choosing.detected(upload).split(", "))),
        "fields": choosing.fields(kind),
        "columns": listed,
        "own": choosing.OWN,
        "is_of_contacts": kind is Kind.LEADS,
        "source": request.POST.get("source", upload.source),
        "sources": Source.objects.order_by("name").values_list("name", flat=True)[:_SOURCES],
    }


def _was_known(upload: Upload) -> bool:
    """Whether the same list had been imported before this one was sent."""
    return upload.of is not None and upload.of.started_at < upload.uploaded_at


def _to(request: HttpRequest, route: str, number: int, *, known: bool = False) -> HttpResponse:
    """Also where a part of the page asks for itself."""
    address = reverse(route, args=[number]) + ("?known=1" if known else "")
    if "HX-Request" in request.headers:
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


def _anew_once_done(request: HttpRequest, context: dict[str, Any]) -> HttpResponse | None:
    """Where the page asks how far the job is, and it is done: have it loaded anew."""
    if "HX-Request" in request.headers and not context["is_under_way"]:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return None
