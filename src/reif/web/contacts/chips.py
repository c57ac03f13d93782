"""The filters that are set, in words, each with the address of the list without it."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reif.records.models import User
from reif.web.contacts.filters import ME, NOBODY, Filters
from reif.web.templatetags.words import language
from reif.web.wording import field
from reif.web.wording.names import person


@dataclass(frozen=True, slots=True)
class Chip:
    """`what`, `value`: as in Reife ab 35; `without`: the query of the address without it."""

    name: str
    what: str
    value: str
    without: str


def chips(filters: Filters, users: Sequence[User], order: str) -> list[Chip]:
    """One for each filter that is set."""
    return [Chip(name, *words(filters, name, users), query(filters.without(name), order)) for name in filters.names()]


def query(filters: Filters, order: str, cursor: str = "") -> str:
    """What stands behind the question mark; nothing for the plain list."""
    pairs = [
        *filters.pairs(),
        *([("sort", order)] if order != "score" else []),
        *([("page", cursor)] if cursor else []),
    ]
    return urlencode(pairs)


def within_quotes(said: str) -> str:
    """As it stands where it is quoted itself: with the inner quotation marks."""
    return said.translate(str.maketrans("„“”", "\u201a\u2018\u2019"))


def words(filters: Filters, name: str, users: Sequence[User]) -> tuple[str, str]:
    """What is filtered by, and for what."""
    spoken = language()
    values = filters.words.get(name, ())
    match name:
        case "q":
            return _("Search"), f"„{filters.text}“" if spoken == "de" else f"“{filters.text}”"
        case "stage":
            return _("Stage"), _or([field.stage_word(each, spoken) for each in values])
        case "temperature":
            return _("Temperature"), _or([field.temperature_word(each) for each in values])
        case "grade":
            return _("Fit"), _or(list(values))
        case "level":
            return _("Level"), _or(list(values))
        case "status":
            return _("Status"), _or([field.status_word(each) for each in values])
        case "channel":
            return _("Channel"), _or([field.channel_word(each) for each in values])
        case "profiling":
            return _("Profiling"), _("objected")
        case "country":
            return _("Country"), _or(list(filters.countries))
        case "owner":
            names = {str(user.pk): person(user) for user in users}
            special = {ME: _("me"), NOBODY: _("nobody")}
            return _("With"), _or([special.get(each) or names.get(each, f"#{each}") for each in filters.owners])
        case "low":
            return _("Score"), _("from %(points)s") % {"points": filters.low}
        case "high":
            return _("Score"), _("up to %(points)s") % {"points": filters.high}
        case "active":
            return _("Sign"), _last(filters.active_days or 0)
        case _:
            still = filters.still_days or 0
            return _("Silent"), ngettext("for %(days)s day", "for %(days)s days", still) % {"days": still}


def _last(days: int) -> str:
    return ngettext("in the last day", "in the last %(days)s days", days) % {"days": days}


def _or(values: Sequence[str]) -> str:
    *head, tail = values
    return _("%(head)s or %(tail)s") % {"head": ", ".join(head), "tail": tail} if head else tail
