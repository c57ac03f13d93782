"""Which lists were imported, what became of their rows, and the rejects as a file to mend."""

from django.db.models import Count, Min
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reif.capture import mending
from reif.import_undoing import why_not
from reif.jobs.queries import latest as latest_job
from reif.list_importing import IMPORT
from reif.records.models import Import, Upload
from reif.rules.permissions import Permission
from reif.web import spreadsheet
from reif.web.access import needs
from reif.web.imports.progress import under_way
from reif.web.templatetags.words import language
from reif.web.wording import reasons

_AT_ONCE, _MOST_REASONS, _SHOWN = 50, 20, 20


@needs(Permission.KEEP_CAPTURE)
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Every list, the newest first."""
    found = Import.objects.select_related("source", "started_by").order_by("-id")
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 19:
        found = found.filter(pk__lt=int(before))
    listed = list(found[: _AT_ONCE + 1])
    rows = [(each, _kind(each)) for each in listed[:_AT_ONCE]]
    older = listed[_AT_ONCE - 1].pk if len(listed) > _AT_ONCE else None
    uploads = Upload.objects.filter(of=None).exclude(whole_at=None).select_related("uploaded_by").order_by("-id")
    context = {"rows": rows, "older": older, "uploads": [] if before else uploads[:_AT_ONCE]}
    return render(request, "imports/page.html", context)


@needs(Permission.KEEP_CAPTURE)
@require_safe
def one(request: HttpRequest, number: int) -> HttpResponse:
    """A list: its counts, why rows could not be used, and the first of them; while it is imported, how far that is."""
    of = get_object_or_404(Import.objects.select_related("source", "started_by", "undone_by"), pk=number)
    upload = Upload.objects.filter(of=of).order_by("-id").first() if of.finished_at is None else None
    progress = under_way(IMPORT, upload) if upload is not None else {}
    if "HX-Request" in request.headers and not progress.get("is_under_way"):  # the part that waits asks, in vain now
        return HttpResponse(headers={"HX-Refresh": "true"})
    reasons = of.rejects.values("reason").annotate(count=Count("id"), first=Min("row")).order_by("-count", "reason")
    context = {
        "of": of,
        "kind": _kind(of),
        "why_not": why_not(of),
        "upload": upload,
        **progress,
        "undoing": latest_job("undo-import", str(of.pk)),
        "reasons": reasons[:_MOST_REASONS],
        "rejects": of.rejects.order_by("row")[:_SHOWN],
    }
    return render(request, "imports/one.html", context)


@needs(Permission.KEEP_CAPTURE)
@require_safe
def rejects(request: HttpRequest, number: int) -> StreamingHttpResponse:
    """The rows that could not be used, with the columns of the list and the reason, to be mended and imported again."""
    del request
    of = get_object_or_404(Import, pk=number)
    lines = spreadsheet.lines(mending.headers(of, language()), mending.rows(of, reasons.told))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="rejects-{of.pk}.csv"'
    return response


def _kind(of: Import) -> str:
    words = {"leads": _("contacts"), "events": _("events"), "changes": _("changes"), "objections": _("objections")}
    return words.get(of.kind, of.kind)
