"""Sources are added, get other keys, are revoked, and try themselves out."""

import json
import secrets

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from reif import administration
from reif.administration import Taken
from reif.collecting import receive, replay
from reif.integrations.tracking.letter import Letter
from reif.jobs.operations import enqueue
from reif.rules.permissions import Permission
from reif.web.access import needs
from reif.web.settings.answers import asking
from reif.web.sources.views import found, source_page

_KINDS = [
    ("site", gettext_lazy("Website: the key stands in its pages, so all that comes with it is a claim")),
    ("server", gettext_lazy("Server: the key is secret, and what comes with it is taken as said by you")),
]


_LONGEST_NUMBER = 19


class SourceForm(forms.Form):
    """Name and kind of a source."""

    whole = ("kind",)
    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=200, help_text=gettext_lazy("For example: www.firma.de, shop, ERP")
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=_KINDS, widget=forms.RadioSelect, initial="site")


@needs(Permission.KEEP_CAPTURE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A source with a write key. A secret one is told on the page that answers, and never again."""
    form = SourceForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return render(request, "sources/new.html", {"form": form}, status=422 if form.is_bound else 200)
    try:
        source, key = administration.add_source(
            name=form.cleaned_data["name"],
            is_public=form.cleaned_data["kind"] == "site",
            by=asking(request),
            at=timezone.now(),
        )
    except Taken:
        form.add_error("name", _("There is a source of this name already."))
        return render(request, "sources/new.html", {"form": form}, status=409)
    return source_page(request, source, key=key)


@needs(Permission.KEEP_CAPTURE)
@never_cache
@require_POST
def renew(request: HttpRequest, number: int) -> HttpResponse:
    """Another key; the one before is worth nothing any more."""
    source = found(number)
    key = administration.renew_key(source=source, by=asking(request), at=timezone.now())
    return source_page(request, source, key=key)


@needs(Permission.KEEP_CAPTURE)
@require_POST
def revoke(request: HttpRequest, number: int) -> HttpResponse:
    """Take nothing more."""
    return _let_send(request, number, is_active=False)


@needs(Permission.KEEP_CAPTURE)
@require_POST
def allow(request: HttpRequest, number: int) -> HttpResponse:
    """Take again what it sends."""
    return _let_send(request, number, is_active=True)


@needs(Permission.KEEP_CAPTURE)
@require_POST
def test(request: HttpRequest, number: int) -> HttpResponse:
    """Let an event come as if the source had sent it: of a visitor nobody knows, so that it scores for nobody."""
    del request
    of = found(number)
    said = {
        "type": "track",
        "event": "Test Sent",
        "anonymousId": f"test-{secrets.token_hex(8)}",
        "messageId": secrets.token_hex(16),
    }
    batch = {"batch": [said]}
    receive(source=of, letter=Letter("segment", None, batch), body=json.dumps(batch).encode(), at=timezone.now())
    return back(number, "sent")


@needs(Permission.KEEP_CAPTURE)
@require_POST
def read_again(request: HttpRequest, number: int) -> HttpResponse:
    """Read again a call that is kept apart (`kept`: its number), at once; or, by a job, all of the source."""
    of, kept = found(number), request.POST.get("kept", "")
    if kept.isascii() and kept.isdigit() and len(kept) < _LONGEST_NUMBER:
        one = get_object_or_404(of.quarantined, pk=int(kept))
        done = replay(kept=[one.pk], at=timezone.now())
        return back(number, "still" if done.quarantined else "used", to="quarantined")
    with transaction.atomic():
        enqueue(kind="replay", arguments={"source": of.pk}, key=f"{of.pk}", by=asking(request), at=timezone.now())
    return back(number, "reading", to="quarantined")


def _let_send(request: HttpRequest, number: int, *, is_active: bool) -> HttpResponse:
    administration.let_send(source=found(number), is_active=is_active, by=asking(request), at=timezone.now())
    return back(number, "allowed" if is_active else "revoked")


def back(number: int, what: str, to: str = "source") -> HttpResponse:
    """On to a page of the source that says what was done."""
    answer = HttpResponseRedirect(f"{reverse(f'sources:{to}', args=[number])}?done={what}")
    answer.status_code = 303
    return answer
