"""Who of a company did what, the newest first; what one person looked at in one go is one visit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.utils import timezone

from reif.records.models import Contact, Event
from reif.rules.gates import INTEREST_NAMES
from reif.web.contact.sentences import page_title, sentence, visit
from reif.web.templatetags.words import language
from reif.web.wording import times

MOST = 200
_ONE_VISIT = timedelta(hours=1)
_SHOWN = (*INTEREST_NAMES, "Page Viewed")


@dataclass(frozen=True, slots=True)
class Moment:
    """What somebody did, as it goes on after the name; `quote`: what was said."""

    at: datetime
    contact: Contact
    text: str
    quote: str = ""
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """What happened on a day."""

    heading: str
    moments: Sequence[Moment]


def story(people: Mapping[int, Contact], at: datetime) -> list[Day]:
    """The newest signs of these contacts up to `at`; one query."""
    events = Event.objects.by_people().filter(contact__in=list(people), name__in=_SHOWN, occurred_at__lte=at)
    newest = list(events.only("contact_id", "name", "properties", "occurred_at").order_by("-occurred_at", "-id")[:MOST])
    today = timezone.localdate(at)
    return [
        Day(times.heading_of(day, today, language()), list(moments))
        for day, moments in groupby(_moments(newest, people), key=lambda each: timezone.localtime(each.at).date())
    ]


def _moments(newest: Iterable[Event], people: Mapping[int, Contact]) -> list[Moment]:
    told: list[Moment] = []
    visits: dict[int, list[Event]] = {}
    places: dict[int, int] = {}
    for event in newest:
        number = event.contact_id or 0
        if event.name != "Page Viewed":
            said = sentence(event.name, event.properties)
            told.append(Moment(event.occurred_at, people[number], _after_name(said.text), said.quote, said.is_strong))
            continue
        begun = visits.get(number)
        if begun and begun[-1].occurred_at - event.occurred_at < _ONE_VISIT:
            begun.append(event)
        else:
            visits[number], places[number] = [event], len(told)
            told.append(Moment(event.occurred_at, people[number], ""))
        titles = [page_title(each.properties) for each in reversed(visits[number])]
        told[places[number]] = Moment(visits[number][0].occurred_at, people[number], _after_name(visit(titles)))
    return told


def _after_name(text: str) -> str:
    """Sentences begin with a verb, which is written small after a name. Only events of the catalogue are told here."""
    return text[:1].lower() + text[1:]
