"""Time zones to choose from, by continent."""

from functools import cache
from html import escape
from typing import Any
from zoneinfo import available_timezones

from django.forms import ChoiceField, Field, Select
from django.forms.utils import flatatt
from django.utils.safestring import SafeString

CONTINENTS = (
    "Europe",
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Indian",
    "Pacific",
)


@cache
def zones() -> tuple[str, ...]:
    """Their names, Europe's first, without old names that belong to no place."""
    found = [name for name in available_timezones() if name.partition("/")[0] in CONTINENTS]
    return ("UTC", *sorted(found, key=lambda name: (CONTINENTS.index(name.partition("/")[0]), name)))


class QuickSelect(Select):
    """A select of hundreds of plain choices, written without a template for each of them, which takes 50 ms."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The element."""
        del renderer
        options = "".join(
            f'<option value="{escape(str(each))}"{" selected" if each == value else ""}>{escape(str(word))}</option>'
            for each, word in self.choices
        )
        return SafeString(
            f"<select{flatatt(self.build_attrs(self.attrs, {**(attrs or {}), 'name': name}))}>{options}</select>"
        )


def offer(field: Field, kept: str) -> None:
    """Let the choice field offer them; a zone that is kept already stays among them."""
    assert isinstance(field, ChoiceField)
    names = zones() if kept in zones() else (kept, *zones())
    field.widget = QuickSelect(attrs=field.widget.attrs)
    field.choices = [(name, name.replace("_", " ")) for name in names]
