"""The form of an own attribute."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reif.records.models import Attribute
from reif.rules.catalogue import attribute_type

KINDS = (
    ("text", gettext_lazy("Text")),
    ("number", gettext_lazy("Number")),
    ("boolean", gettext_lazy("Yes or no")),
    ("date", gettext_lazy("Date")),
    ("choice", gettext_lazy("Choice")),
)
MOST_OPTIONS = 200
_KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
_RESERVED = {"lead_id", "user_id", "event", "occurred_at", "message_id", "properties", "name", "stage", "score"}


class AttributeForm(forms.Form):
    """Key, labels, kind, options. `whole`: the fields that take the width of the form."""

    whole = ("options",)
    name = forms.CharField(
        label=gettext_lazy("Key"),
        max_length=60,
        help_text=gettext_lazy("As it is called in files and scoring models: small letters, digits and _. It stays."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Type"),
        choices=KINDS,
        help_text=gettext_lazy("It can be changed until the first contact has a value."),
    )
    label_de = forms.CharField(label=gettext_lazy("Label in German"), max_length=200)
    label_en = forms.CharField(label=gettext_lazy("Label in English"), max_length=200)
    options = forms.CharField(
        label=gettext_lazy("Options"),
        required=False,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Of a choice, one per line: value | German | English. The value alone is enough."),
    )

    def __init__(self, data: Any = None, *, of: Attribute | None = None) -> None:
        super().__init__(data, initial=None if of is None else _written(of))
        if of is not None:
            del self.fields["name"]

    def clean_name(self) -> str:
        """The key. Raises ValidationError."""
        name = str(self.cleaned_data["name"])
        if not _KEY.fullmatch(name):
            raise forms.ValidationError(_("Small letters, digits and _ only, a letter first."))
        if attribute_type(name) is not None or name in _RESERVED:
            raise forms.ValidationError(_("reif knows this key already. Choose another."))
        return name

    def clean_options(self) -> list[dict[str, str]]:
        """The options, in order. Raises ValidationError."""
        found: dict[str, dict[str, str]] = {}
        for line in str(self.cleaned_data["options"]).splitlines():
            value, german, english = (*(part.strip() for part in line.split("|", 2)), "", "")[:3]
            if not value:
                continue
            if value in found:
                raise forms.ValidationError(_("“%(value)s” is there twice."), params={"value": value[:60]})
            found[value] = {"value": value, "de": german or value, "en": english or german or value}
        if len(found) > MOST_OPTIONS:
            raise forms.ValidationError(_("More than %(most)s options are too many."), params={"most": MOST_OPTIONS})
        return list(found.values())

    def clean(self) -> dict[str, Any]:
        """A choice has options, and nothing else has."""
        cleaned = super().clean() or {}
        if cleaned.get("kind") == "choice" and "options" in cleaned and not cleaned["options"]:
            self.add_error("options", _("A choice needs options."))
        if cleaned.get("kind") != "choice" and "options" in cleaned:
            cleaned["options"] = []
        return cleaned


def _written(of: Attribute) -> dict[str, object]:
    lines = [f"{each['value']} | {each.get('de', '')} | {each.get('en', '')}" for each in of.options]
    return {"kind": of.kind, "label_de": of.label_de, "label_en": of.label_en, "options": "\n".join(lines)}
