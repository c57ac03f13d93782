"""Taking an import back: a page of what goes, and the job that does it."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from reif.import_undoing import CannotUndo, begin, preview, why_not
from reif.jobs.operations import enqueue
from reif.records.models import Import
from reif.rules.permissions import Permission
from reif.web.access import needs
from reif.web.settings.answers import asking


@needs(Permission.KEEP_CAPTURE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """What goes and what stays; or, asked to, let it go by a job. Nothing for one that cannot be undone."""
    of = get_object_or_404(Import.objects.select_related("source"), pk=number)
    if request.method == "POST":
        at = timezone.now()
        try:
            with transaction.atomic():
                begin(of=of, by=asking(request), at=at)
                enqueue(kind="undo-import", arguments={"import": of.pk}, key=f"{of.pk}", by=asking(request), at=at)
        except CannotUndo:
            pass  # the page of the import says so
        return redirect("imports:one", of.pk)
    if why_not(of):
        return redirect("imports:one", of.pk)
    return render(request, "imports/undo.html", {"of": of, "effect": preview(of)})
