"""A new form."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from reif import form_keeping
from reif.form_keeping import Taken
from reif.records.models import Installation
from reif.rules.permissions import Permission
from reif.web.access import needs
from reif.web.capture.answers import asking, left, shown
from reif.web.capture.starts import STARTS, start
from reif.web.settings.oneself import LANGUAGES

LONGEST_SLUG = 60


class NewForm(forms.Form):
    """What it is called, and what it begins with."""

    whole = ("name", "start")
    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=200, help_text=gettext_lazy("For your team. It also names the event.")
    )
    start = forms.ChoiceField(label=gettext_lazy("Begin with"), choices=STARTS, widget=forms.RadioSelect)
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=LANGUAGES, help_text=gettext_lazy("Of those who fill it in.")
    )
    slug = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=LONGEST_SLUG,
        required=False,
        help_text=gettext_lazy("Its end: small letters, digits and hyphens. It stays. Empty: by the name."),
    )

    def clean_slug(self) -> str:
        """The address, by the name if none is given. Raises ValidationError."""
        written = str(self.cleaned_data["slug"]).strip().lower()
        slug = written or slugify(_plain(str(self.cleaned_data.get("name", ""))))[:LONGEST_SLUG].strip("-")
        if slug != slugify(slug) or (written and not slug):
            raise forms.ValidationError(_("Small letters, digits and hyphens only."))
        if not slug:
            raise forms.ValidationError(_("The name gives none. Type one."))
        return slug


@needs(Permission.KEEP_CAPTURE)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The form of a form."""
    house = Installation.current()
    given: dict[str, Any] = {"start": "contact", "language": house.language}
    form = NewForm(request.POST if request.method == "POST" else None, initial=given)
    if not form.is_bound or not form.is_valid():
        return shown(request, "new", {"form": form}, 422 if form.is_bound else 200)
    chosen = form.cleaned_data
    draft = start(chosen["start"], chosen["language"], house.name or request.get_host())
    try:
        made = form_keeping.add(
            slug=chosen["slug"], name=chosen["name"], draft=draft, by=asking(request), at=timezone.now()
        )
    except Taken:
        form.add_error("slug", _("There is a form of this address already."))
        return shown(request, "new", {"form": form}, 409)
    return left(request, "form", "added", made.pk)


def _plain(text: str) -> str:
    """ae for ä, as German addresses write it."""
    return text.lower().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")
