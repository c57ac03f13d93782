"""The tablets on which a form stands: invite one by a link or QR code, see which there are, revoke one."""

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from reif import kiosk_keeping
from reif.capture.forms import live
from reif.records.models import Form, Kiosk
from reif.rules.permissions import Permission
from reif.web.access import needs
from reif.web.capture.answers import asking, left, shown
from reif.web.outside.letters import origin_of

LONGEST_NAME = 100


@needs(Permission.KEEP_CAPTURE)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, number: int) -> HttpResponse:
    """Sent, it invites a tablet; the link is shown this once, as only its digest is kept."""
    form = get_object_or_404(Form, pk=number)
    published = live(form)
    context: dict[str, object] = {"form": form, "published": published}
    if request.method == "POST" and published is not None:
        name = " ".join(request.POST.get("name", "").split())[:LONGEST_NAME] or _("Tablet")
        kiosk, word = kiosk_keeping.invite(form=form, name=name, by=asking(request), at=timezone.now())
        link = f"{origin_of(request)}{reverse('outside:kiosk_start', args=[kiosk.pk])}#{word}"
        context |= {
            "invited": kiosk,
            "link": link,
            "code": segno.make(link, micro=False).svg_data_uri(scale=6, light="#fff"),
        }
    context["kiosks"] = Kiosk.objects.filter(form=form).order_by("revoked_at", "-pk")
    response = shown(request, "kiosks", context)
    response["Cache-Control"] = "no-store"
    return response


@needs(Permission.KEEP_CAPTURE)
@require_POST
def revoke(request: HttpRequest, number: int, kiosk: int) -> HttpResponse:
    """Take nothing more from it."""
    found = get_object_or_404(Kiosk, pk=kiosk, form_id=number)
    kiosk_keeping.revoke(kiosk=found, by=asking(request), at=timezone.now())
    return left(request, "kiosks", "revoked", number)
