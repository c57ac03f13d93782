"""How a form gets onto a site: its own address, plain HTML to copy, a frame."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from reif.capture.forms import live
from reif.records.models import Form
from reif.rules.form import read
from reif.rules.permissions import Permission
from reif.web.access import needs
from reif.web.capture.answers import shown
from reif.web.outside.fields import TRAP, filling
from reif.web.outside.letters import origin_of

_UTM = ("utm_source", "utm_medium", "utm_campaign")


@needs(Permission.LOOK)
@require_safe
def page(request: HttpRequest, number: int) -> HttpResponse:
    """What to copy, of the version that people see."""
    form = get_object_or_404(Form, pk=number)
    version = live(form)
    context: dict[str, Any] = {"form": form, "published": version}
    if version is not None:
        of = read(version.specification)
        address = origin_of(request) + reverse("outside:form", args=[form.slug])
        with translation.override(of.language):
            given = {"filling": filling(of), "form": of, "address": address, "trap": TRAP, "utm": _UTM}
            html = render_to_string("capture/snippet.html", given)
            frame = render_to_string("capture/snippet_frame.html", given)
        context |= {"address": address, "html": _tidy(html), "frame": _tidy(frame), "sites": of.sites}
    return shown(request, "embed", context)


def _tidy(html: str) -> str:
    """Without the empty lines that a template leaves."""
    return "\n".join(line.rstrip() for line in html.splitlines() if line.strip())
