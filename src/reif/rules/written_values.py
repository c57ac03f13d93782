"""What a value means that people wrote into a list: words for choices, numbers with units, yes and no.

What is not clear stays as it was written.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from reif.rules.catalogue import EVENTS, attribute_type
from reif.rules.headers import folded
from reif.rules.values import number_of
from reif.rules.written_words import CHOICES, COUNTRIES, NO, YES

_UNITS = re.compile(
    r"€|\b(?:EUR|Euro)\b|\b(?:Mitarbeiter(?:innen)?|Mitarbeitende|MA|employees|Personen)\b", re.IGNORECASE
)
_FACTORS = {
    "tsd": 1_000,
    "k": 1_000,
    "mio": 1_000_000,
    "mrd": 1_000_000_000,
    "million": 1_000_000,
    "millionen": 1_000_000,
}
_FACTOR = re.compile(r"^(.*[0-9])\s*(tsd|k|mio|mrd|million|millionen)\.?$", re.IGNORECASE)
_BLANKS = re.compile(r"[\s\u00a0\u2009\u202f'\u2019]")
_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}([.,])[0-9]{3}(\1[0-9]{3})*")
_GERMAN = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{3})*,[0-9]+|[+-]?[0-9]+,[0-9]+")
_ENGLISH = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+\.[0-9]+")


def translator(field: str) -> Callable[[str], object] | None:
    """What turns a text of that attribute into what it means; None where every text is what it is."""
    if field == "country":
        return _words(COUNTRIES)
    if field in CHOICES:
        return _words(CHOICES[field])
    of_catalogue = attribute_type(field)
    if of_catalogue is None:
        return None
    if of_catalogue.type == "number":
        return quantity
    return tags if of_catalogue.type == "list" else None


def quantity(text: str) -> object:
    """The number of heads or euros that the text writes: `1.200` and `1,200` are 1200, `1,5 Mio. €` 1500000.

    Three digits behind a point are thousands, for nobody counts thousandths of heads or euros.
    """
    plain = _UNITS.sub("", text).strip()
    factor = 1
    if found := _FACTOR.match(plain):
        plain, factor = found.group(1), _FACTORS[found.group(2).lower()]
    plain = _BLANKS.sub("", plain.removesuffix(",-").removesuffix(".-").removesuffix(",–"))
    if factor == 1 and _THOUSANDS.fullmatch(plain):
        plain = plain.replace(".", "").replace(",", "")
    elif _GERMAN.fullmatch(plain):
        plain = plain.replace(".", "").replace(",", ".")
    elif _ENGLISH.fullmatch(plain):
        plain = plain.replace(",", "")
    number = number_of(plain)
    if number is None or not math.isfinite(number * factor):
        return text
    number *= factor
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def amount(text: str) -> object:
    """The number that the text writes, of a kind that is not known: `1,5` is 1.5, but `1.200` could be two things."""
    return text if _THOUSANDS.fullmatch(text.strip()) and len(re.findall("[.,]", text)) == 1 else quantity(text)


def yes_or_no(text: str) -> object:
    """True or False for a text that says yes or no."""
    plain = folded(text)
    return True if plain in YES else False if plain in NO else text


def tags(text: str) -> object:
    """The words between commas, semicolons or bars."""
    return [word for part in re.split(r"[,;|]", text) if (word := part.strip())]


def event_name(text: str) -> str:
    """The catalogue's name of an event that is named so in English or German, or by another system."""
    return _event_names().get(folded(text), text.strip())


def options(words: Mapping[str, Iterable[str]]) -> Callable[[str], object]:
    """What turns one of the words that mean a value into that value."""
    return _words({value: tuple(names) for value, names in words.items()})


def _words(words: Mapping[str, Iterable[str]]) -> Callable[[str], object]:
    meaning = {folded(name): value for value, names in words.items() for name in (value, *names)}
    return lambda text: meaning.get(folded(text), text)


@cache
def _event_names() -> dict[str, str]:
    return {folded(name): each.name for each in EVENTS for name in (each.german, *each.other_names, each.name)}
