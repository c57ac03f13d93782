"""What is known of a contact, and what would change the score, as rows of words."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from babel import Locale
from django.utils import timezone
from django.utils.translation import gettext as _

from reif.records.models import Attribute
from reif.rules.catalogue import ATTRIBUTES, attribute_type
from reif.rules.phones import phone_number
from reif.rules.values import is_missing
from reif.score.queries import MissingFact, Outlook
from reif.web.templatetags.words import language
from reif.web.wording import times
from reif.web.wording.field import attribute_word, choice_word, temperature_word
from reif.web.wording.numbers import is_whole, money, number, signed

MOST_MISSING, LONGEST = 3, 300
_SAID_ABOVE = {"first_name", "last_name", "title", "company", "city", "language"}
_MONEY = {"revenue", "budget"}


@dataclass(frozen=True, slots=True)
class Change:
    """`change`: points more or less, empty if only the day counts; `then`: what it would be, or from when on."""

    what: str
    change: str
    then: str


def known(attributes: Mapping[str, object]) -> list[tuple[str, str]]:
    """What is known, in the order of the catalogue, then a team's own attributes; missing ones left out."""
    order = {each.name: place for place, each in enumerate(ATTRIBUTES)}
    names = sorted((name for name in attributes if name not in _SAID_ABOVE), key=lambda name: order.get(name, 999))
    own = own_attributes(names)
    return [
        own_words(own[name], attributes[name])
        if name in own
        else (attribute_word(name, language()), value_word(name, attributes[name]))
        for name in names
        if not is_missing(attributes[name]) or isinstance(attributes[name], (list, bool))
    ]


def own_words(of: Attribute, value: object) -> tuple[str, str]:
    """Label and value of a team's own attribute as people read them."""
    label = label_of(of.name, {of.name: of})
    options = {str(each["value"]): str(each.get(language()) or each["value"]) for each in of.options}
    if of.kind == "date" and isinstance(value, str):
        try:
            return label, times.long_day(date.fromisoformat(value), language())
        except ValueError:  # it came before the attribute was one
            return label, value
    return label, value_word(of.name, options.get(value, value) if isinstance(value, str) else value)


def own_attributes(names: Iterable[str]) -> dict[str, Attribute]:
    """Those of the names that a team has added, by name; one query, none where the catalogue knows all."""
    unknown = {name for name in names if attribute_type(name) is None}
    return {each.name: each for each in Attribute.objects.filter(name__in=unknown)} if unknown else {}


def label_of(name: str, own: Mapping[str, Attribute]) -> str:
    """What an attribute is called, be it one of the catalogue or of the team's own."""
    if name not in own:
        return attribute_word(name, language())
    return own[name].label_de if language() == "de" else own[name].label_en


def value_word(name: str, value: object) -> str:
    """A value as people read it; of a long text the begin, all of it stands in the form."""
    said = _value_word(name, value)
    return said if len(said) <= LONGEST else f"{said[:LONGEST]} …"


def _value_word(name: str, value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    if isinstance(value, (int, float)):
        return money(value, language()) if name in _MONEY else number(value, language(), 0 if is_whole(value) else 1)
    if name in ("country", "language"):
        return place_word(name, str(value))
    of = attribute_type(name)
    return choice_word(name, str(value)) if of is not None and of.values else str(value)


def place_word(name: str, code: str) -> str:
    """Deutschland for DE, Deutsch for de; what is no code as it is."""
    locale = Locale(language())
    words = locale.territories if name == "country" else locale.languages
    return str(words.get(code.upper() if name == "country" else code.lower(), code)) if len(code) == 2 else code


def dialled(attributes: Mapping[str, object]) -> str:
    """The contact's phone number as a telephone takes it; one that is of no country's plan as it was written."""
    phone, country = (str(attributes.get(name) or "") for name in ("phone", "country"))
    return phone_number(phone, country) or re.sub(r"[^+0-9]", "", phone)


def changes(outlook: Outlook, points: int) -> list[Change]:
    """Missing facts with the points that they would give, a quiet week, and the day of another temperature."""
    shown = outlook.missing[:MOST_MISSING]
    own = own_attributes(each.attribute for each in shown)
    found = [
        Change(
            _fact(missing, own),
            signed(missing.points, language(), 0),
            number(min(points + missing.points, 100), language()),
        )
        for missing in shown
    ]
    quiet = outlook.quiet_week.points
    if quiet != points:
        by = signed(quiet - points, language(), 0)
        found.append(Change(_("A week without a new sign"), by, number(quiet, language())))
    if outlook.turn is not None:
        word = temperature_word(outlook.turn.temperature)
        on = times.short_day(timezone.localtime(outlook.turn.at).date(), language())
        found.append(
            Change(_("Without a new sign only %(word)s") % {"word": word}, "", _("from %(day)s") % {"day": on})
        )
    return found


def _fact(missing: MissingFact, own: Mapping[str, Attribute]) -> str:
    value = missing.value
    shown = value_word(missing.attribute, value) if isinstance(value, (int, float, str)) else str(value)
    word = label_of(missing.attribute, own)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _("%(attribute)s of %(value)s or more") % {"attribute": word, "value": shown}
    return word if value == "?" else f"{word}: {shown}"
