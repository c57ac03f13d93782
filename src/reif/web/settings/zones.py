"""Time zones to choose from, by continent."""

from functools import cache
from zoneinfo import available_timezones

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


def choices(kept: str) -> list[tuple[str, str]]:
    """What a field offers; a zone that is kept already stays among it."""
    names = zones() if kept in zones() else (kept, *zones())
    return [(name, name.replace("_", " ")) for name in names]
