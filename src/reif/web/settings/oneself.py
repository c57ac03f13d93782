"""What everybody sets of their own: name, language, theme, time zone, and how they sign in."""

from typing import Any

from allauth.mfa.models import Authenticator
from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from reif import administration
from reif.web.access import for_everybody_signed_in
from reif.web.preferences import remember, theme
from reif.web.settings import zones
from reif.web.settings.answers import asking, left, shown

LANGUAGES = (("de", "Deutsch"), ("en", "English"))
_THEMES = (("system", _("like the system")), ("light", _("light")), ("dark", _("dark")))


class OneselfForm(forms.Form):
    """Name, language, theme of this browser, time zone."""

    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    theme = forms.ChoiceField(label=_("Theme of this browser"), choices=_THEMES)
    time_zone = forms.ChoiceField(
        label=_("Time zone"), help_text=_("In it the pages tell dates and times to you alone.")
    )

    def __init__(self, kept: dict[str, str], data: Any = None) -> None:
        super().__init__(data, initial=kept)
        zones.offer(self.fields["time_zone"], kept["time_zone"])
        self.fields["name"].widget.attrs["autocomplete"] = "name"


@for_everybody_signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The form, and the ways to password and second factor."""
    user = asking(request)
    kept = {"name": user.name, "language": user.language, "theme": theme(request), "time_zone": user.time_zone}
    form = OneselfForm(kept, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        given = dict(form.cleaned_data)
        browser_theme = given.pop("theme")
        administration.change_oneself(user=user, at=timezone.now(), **given)
        answer = left(request, "page", "kept")
        remember(answer, "theme", browser_theme)
        remember(answer, "language", given["language"])
        return answer
    has_factor = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
    return shown(request, "page", {"form": form, "has_factor": has_factor}, 422 if form.is_bound else 200)
