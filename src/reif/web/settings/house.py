"""What holds for the whole installation."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from reif import administration
from reif.administration import Stale
from reif.records.models import Installation
from reif.rules.permissions import Permission
from reif.web.access import needs
from reif.web.settings import zones
from reif.web.settings.answers import asking, left, shown, with_both
from reif.web.settings.oneself import LANGUAGES

COLUMNS = (
    "name",
    "language",
    "time_zone",
    "respond_within_minutes",
    "may_accept_by_itself",
    "imprint",
    "privacy_url",
)


class HouseForm(forms.Form):
    """What admins set for everybody. `whole`: the fields that take the width of the form."""

    whole = ("may_accept_by_itself", "imprint", "privacy_url")
    name = forms.CharField(label=_("Your firm"), max_length=200, required=False)
    language = forms.ChoiceField(
        label=_("Language of the house"), choices=LANGUAGES, help_text=_("With it begin those who are invited.")
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone of the house"),
        help_text=_("In it days begin, so contacts left to nurturing come back by it. Who is invited begins with it."),
    )
    respond_within_minutes = forms.IntegerField(
        label=_("Goal: first answer within so many minutes"), min_value=1, max_value=7 * 24 * 60
    )
    may_accept_by_itself = forms.BooleanField(
        label=_("Leads become prospects by themselves once they are ripe"),
        required=False,
        help_text=_("Otherwise they are proposed, and somebody accepts."),
    )
    imprint = forms.CharField(
        label=_("Who answers for mails and forms"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Name, legal form, address, register, directors: it stands below every mail and every form."),
    )
    privacy_url = forms.URLField(
        label=_("Address of your privacy notice"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Every form and every mail links to it."),
    )

    def __init__(self, kept: Installation, data: Any = None) -> None:
        super().__init__(data, initial={name: getattr(kept, name) for name in COLUMNS})
        zones.offer(self.fields["time_zone"], kept.time_zone)


@needs(Permission.KEEP_SYSTEM)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The form. Who changes what another has changed meanwhile is told."""
    kept = Installation.current()
    form = HouseForm(kept, request.POST if request.method == "POST" else None)
    context = {"form": form, "seen": administration.state_of(kept)}
    if not form.is_bound:
        return shown(request, "system", context)
    seen = request.POST.get("seen", "")
    if not form.is_valid():
        return shown(request, "system", context | {"seen": seen}, 422)
    try:
        administration.change_installation(values=form.cleaned_data, seen=seen, by=asking(request), at=timezone.now())
    except Stale:
        with_both(form)
        return shown(request, "system", context | {"is_stale": True}, 409)
    return left(request, "system", "kept")
