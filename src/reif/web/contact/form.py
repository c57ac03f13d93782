"""The form of what is known of a contact: attributes of the catalogue and a team's own, and what somebody changed."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from reif.records.models import Attribute
from reif.rules.catalogue import ATTRIBUTES, AttributeType, attribute_type
from reif.rules.values import is_missing
from reif.web.contact.known import value_word
from reif.web.templatetags.words import language
from reif.web.wording.field import attribute_word, channel_word, choice_word
from reif.web.wording.numbers import is_whole, number

FIRST = ("salutation", "first_name", "last_name", "email", "phone", "title", "company")
_NOT_TYPED = {"owner", "tags", "created_at", "source", "campaign", "company_domain"}
_LONGEST = 10_000
_LONGEST_OF = {"email": 254, "first_name": 140, "last_name": 140, "company": 300, "country": 100}


class ContactForm(forms.Form):
    """A field per attribute; empty fields are missing attributes."""

    def __init__(self, data: Mapping[str, Any] | None, known: Mapping[str, object]) -> None:
        super().__init__(data, initial={name: _written(value) for name, value in known.items()})
        for name, field in _fields(known):
            self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        """What nobody touched is left as it is, also what came by a file and could not be typed so."""
        cleaned = super().clean() or self.cleaned_data
        for name in [each for each in self.errors if each in self.fields and each not in self.changed_data]:
            del self.errors[name]
        return cleaned

    def changes(self) -> dict[str, object]:
        """What somebody changed: attribute and new value, None for one that was emptied."""
        return {name: self.cleaned_data[name] for name in self.changed_data}

    def has_a_name(self) -> bool:
        """Whether what was typed tells somebody apart."""
        return any(self.cleaned_data.get(name) for name in ("first_name", "last_name", "email", "phone"))


class NumberField(forms.CharField):
    """A number as people write it: 48.000, 48 000,50 or 48000."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=40, **options)
        self.widget.attrs["inputmode"] = "decimal"

    def clean(self, value: Any) -> Any:
        """The number; None for nothing. Raises ValidationError."""
        text = super().clean(value)
        if not text:
            return None
        found = read_number(text, language())
        if found is None:
            raise forms.ValidationError(_("This is no number."))
        return found


class TextField(forms.CharField):
    """A text; None for nothing."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether somebody changed it. Line breaks, which browsers take out of a field of one line, do not count."""
        return _in_a_line(initial) != _in_a_line(data)

    def clean(self, value: Any) -> Any:
        """The text, without blanks around it."""
        return super().clean(value) or None


def _in_a_line(value: Any) -> str:
    return re.sub(r"[\r\n]+", "", str(value if value is not None else "")).strip()


class DateField(forms.DateField):
    """A day as attributes hold it, 2026-11-12; None for nothing."""

    def clean(self, value: Any) -> Any:
        """The day. Raises ValidationError."""
        day = super().clean(value)
        return None if day is None else day.isoformat()


def read_number(text: str, spoken: str) -> float | int | None:
    """A number as it is written in the language; None for what is none."""
    plain = re.sub(r"[\s\u00a0\u202f€']", "", text).replace("\u2212", "-")
    group, point = (".", ",") if spoken == "de" else (",", ".")
    grouped = rf"-?\d{{1,3}}({re.escape(group)}\d{{3}})+({re.escape(point)}\d+)?"
    if re.fullmatch(grouped, plain):
        plain = plain.replace(group, "")
    plain = plain.replace(",", ".") if plain.count(",") + plain.count(".") == 1 else plain
    if not re.fullmatch(r"-?\d{1,15}(\.\d{1,6})?", plain):
        return None
    found = float(plain)
    return int(found) if found.is_integer() else found


def _fields(known: Mapping[str, object]) -> Iterator[tuple[str, forms.Field]]:
    order = [*FIRST, *(each.name for each in ATTRIBUTES if each.name not in FIRST)]
    for name in order:
        of = attribute_type(name)
        if of is not None and name not in _NOT_TYPED:
            yield name, _field(of, known.get(name))
    for own in Attribute.objects.order_by("name"):
        yield own.name, _own_field(own, known.get(own.name))


def _field(of: AttributeType, known: object) -> forms.Field:
    label = attribute_word(of.name, language())
    if of.type == "number":
        return NumberField(label=label, required=False)
    if of.values:
        words = [
            (value, channel_word(value) if of.name == "channel" else choice_word(of.name, value)) for value in of.values
        ]
        if isinstance(known, str) and known and known not in of.values:
            words.append((known, known))
        return forms.TypedChoiceField(label=label, required=False, choices=[("", "–"), *words], empty_value=None)
    field = TextField(label=label, required=False, max_length=_LONGEST_OF.get(of.name, _LONGEST))
    if of.name == "email":
        field.validators.append(forms.EmailField().default_validators[0])
        field.widget.input_type = "email"
    return field


def _own_field(own: Attribute, known: object) -> forms.Field:
    label = own.label_de if language() == "de" else own.label_en
    match own.kind:
        case "number":
            return NumberField(label=label, required=False)
        case "boolean":
            words = [("", "–"), ("true", _("yes")), ("false", _("no"))]
            return forms.TypedChoiceField(
                label=label, required=False, choices=words, coerce=lambda text: text == "true", empty_value=None
            )
        case "choice":
            options = [(str(each["value"]), str(each.get(language()) or each["value"])) for each in own.options]
            if isinstance(known, str) and known and known not in dict(options):
                options.append((known, known))
            return forms.TypedChoiceField(label=label, required=False, choices=[("", "–"), *options], empty_value=None)
        case "date":
            return DateField(
                label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            )
    return TextField(label=label, required=False, max_length=_LONGEST)


def _written(value: object) -> object:
    """A value as it stands in its field."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if is_missing(value):
        return None
    if isinstance(value, (int, float)):
        return number(value, language(), 0 if is_whole(value) else 2)
    return value


def stored_words(attributes: Mapping[str, object], name: str) -> str:
    """What is kept of an attribute now, in words; a dash for nothing."""
    value = attributes.get(name)
    return "–" if is_missing(value) and not isinstance(value, bool) else value_word(name, value)
