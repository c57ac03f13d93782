"""Uploading a version, counting what it would change, and publishing it."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from reif import lifecycle
from reif.jobs.operations import enqueue
from reif.lifecycle import NotADraft
from reif.records.enums import ModelState
from reif.records.models import ScoringModel, User
from reif.rules.permissions import Permission
from reif.rules.problems import ModelFileError
from reif.score.queries import live_model
from reif.web.access import needs
from reif.web.scoring.views import version_page

LARGEST_BYTES = 256 * 1024
MOST_PROBLEMS = 100


class CannotRead(ValueError):
    """What was sent is no text of a model; the message says so to people."""


@needs(Permission.KEEP_SCORING)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write or upload a version. All that is wrong is told at once, and what was typed is kept."""
    if request.method != "POST":
        start = _begun_from(request)
        return _form(request, start.text if start is not None else "", {"start": start})
    try:
        text = _text(request)
    except CannotRead as problem:
        return _form(request, request.POST.get("text", ""), {"problem": str(problem)}, 422)
    known = ScoringModel.objects.filter(text=text).order_by("-number").first()
    if known is not None:
        lifecycle.take_back_draft(model=known, by=cast(User, request.user), at=timezone.now())
        return _to(known)
    try:
        model = lifecycle.draft(text=text, by=cast(User, request.user), at=timezone.now())
    except ModelFileError as error:
        more = len(error.problems) - MOST_PROBLEMS
        return _form(request, text, {"problems": error.problems[:MOST_PROBLEMS], "more": max(more, 0)}, 422)
    return _to(model)


@needs(Permission.KEEP_SCORING)
@require_POST
def effect(request: HttpRequest, number: int) -> HttpResponse:
    """Ask the worker to count."""
    model = get_object_or_404(ScoringModel, number=number)
    user, at = cast(User, request.user), timezone.now()
    enqueue(kind="effect", key=str(model.pk), arguments={"model": model.pk}, by=user, at=at)
    return _to(model)


@needs(Permission.KEEP_SCORING)
@require_POST
def publish(request: HttpRequest, number: int) -> HttpResponse:
    """Ask the worker to score everybody by the version and then to switch."""
    model = get_object_or_404(ScoringModel, number=number)
    if model.state == ModelState.LIVE:
        return version_page(request, number, problem=_("This version is live already."), status=409)
    if model.discarded_at is not None:
        return version_page(request, number, problem=_("This draft was discarded. Take it back first."), status=409)
    user, at = cast(User, request.user), timezone.now()
    enqueue(kind="publish", key=str(model.pk), arguments={"model": model.pk}, by=user, at=at)
    return _to(model)


@needs(Permission.KEEP_SCORING)
@require_POST
def discard(request: HttpRequest, number: int) -> HttpResponse:
    """Take a draft out of the list."""
    model = get_object_or_404(ScoringModel, number=number)
    try:
        lifecycle.discard(model=model, by=cast(User, request.user), at=timezone.now())
    except NotADraft:
        return version_page(request, number, problem=_("Only drafts can be discarded."), status=409)
    return _to(model)


@needs(Permission.KEEP_SCORING)
@require_POST
def take_back(request: HttpRequest, number: int) -> HttpResponse:
    """Put a discarded draft into the list again."""
    model = get_object_or_404(ScoringModel, number=number)
    lifecycle.take_back_draft(model=model, by=cast(User, request.user), at=timezone.now())
    return _to(model)


def _begun_from(request: HttpRequest) -> ScoringModel | None:
    """The version to change: the one of the address, else the live one."""
    written = request.GET.get("from", "")
    if written.isascii() and written.isdigit() and len(written) < 10:
        return ScoringModel.objects.filter(number=int(written)).first()
    return live_model()


def _text(request: HttpRequest) -> str:
    """The file that was sent, else what was typed. Raises CannotRead."""
    upload = request.FILES.get("file")
    content = upload.read(LARGEST_BYTES + 1) if upload is not None else request.POST.get("text", "").encode()
    if len(content) > LARGEST_BYTES:
        raise CannotRead(_("A model of more than 256 KB cannot be. Is it the right file?"))
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise CannotRead(_("The file is no text in UTF-8. Save it as UTF-8 and send it again.")) from None
    if "\x00" in text:
        raise CannotRead(_("The file is no text in UTF-8. Save it as UTF-8 and send it again."))
    if not text.strip():
        raise CannotRead(_("Choose a file, or write the model here."))
    return text


def _form(request: HttpRequest, text: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, "scoring/new.html", {"text": text, **context}, status=status)


def _to(model: ScoringModel) -> HttpResponseRedirect:
    response = HttpResponseRedirect(reverse("scoring:version", args=[model.number]))
    response.status_code = 303
    return response
