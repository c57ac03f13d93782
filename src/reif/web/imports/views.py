"""Which lists were imported, what became of their rows, and the rejects as a file to mend."""

from django.db.models import Count, Min
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reif.capture import mending
from reif.import_undoing import why_not
from reif.jobs.queries import latest as latest_job
from reif.records.models import Import
from reif.rules.permissions import Permission
from reif.web import spreadsheet
from reif.web.access import needs
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
    return render(request, "imports/page.html", {"rows": rows, "older": older})


@needs(Permission.KEEP_CAPTURE)
@require_safe
def one(request: HttpRequest, number: int) -> HttpResponse:
    """A list: its counts, why rows could not be used, and the first of them."""
    of = get_object_or_404(Import.objects.select_related("source", "started_by", "undone_by"), pk=number)
    reasons = of.rejects.values("reason").annotate(count=Count("id"), first=Min("row")).order_by("-count", "reason")
    context = {
        "of": of,
        "kind": _kind(of),
        "why_not": why_not(of),
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
