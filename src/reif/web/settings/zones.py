"""Time zones to choose from, by continent."""

from functools import cache
from zoneinfo import available_timezones

from django.forms import ChoiceField, Field

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


def offer(field: Field, kept: str) -> None:
    """Let the choice field offer them; a zone that is kept already stays among them."""
    assert isinstance(field, ChoiceField)
    names = zones() if kept in zones() else (kept, *zones())
    field.choices = [(name, name.replace("_", " ")) for name in names]
