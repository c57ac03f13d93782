"""A list is sent by the browser."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from reif.list_importing import MOST_BYTES, Refused, keep, too_large
from reif.rules.permissions import Permission
from reif.web.access import needs
from reif.web.settings.answers import asking
from reif.web.upload_limit import is_too_large
from reif.web.wording import reasons


@needs(Permission.KEEP_CAPTURE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Ask for a file, and take it."""
    problem = ""
    if request.method == "POST":
        sent = request.FILES.get("file")
        if is_too_large(request):
            problem = reasons.told(too_large())
        elif sent is None or not sent.name:
            problem = _("Choose a file first.")
        else:
            try:
                upload = keep(name=sent.name, parts=sent.chunks(), by=asking(request), at=timezone.now())
            except Refused as error:
                problem = f"{sent.name}: {reasons.told(str(error))}"
            else:
                return redirect("imports:columns", upload.pk)
    context = {"problem": problem, "most_mb": MOST_BYTES // 1_000_000}
    return render(request, "imports/new.html", context, status=400 if problem else 200)
