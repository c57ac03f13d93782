"""Put a made-up world into the records, marked as simulated."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import TypeVar

from django.db import transaction

from reif import lifecycle
from reif.cli.demo_world.form import add_form
from reif.cli.demo_world.history import histories
from reif.cli.demo_world.listed import add_list
from reif.cli.demo_world.proposals import date_proposals
from reif.cli.demo_world.removal import remove
from reif.cli.demo_world.rows import contact_row, event_rows, fact_rows, identifier_rows
from reif.cli.demo_world.scores import add_scores
from reif.cli.demo_world.submissions import add_submissions
from reif.cli.demo_world.team import add_team
from reif.cli.demo_world.visitors import PREFIX, add_unknown, known_visitors
from reif.cli.demo_world.website import add_site, count_days, send
from reif.records.enums import ModelState
from reif.records.models import (
    AttributeChange,
    Company,
    Contact,
    Event,
    Identifier,
    ScoringModel,
    Source,
    User,
    Visitor,
)
from reif.rules import model_file
from reif.simulation import stream, stream_visitors, world
from reif.simulation.team import LOGIN, MARKETING

SOURCE = "Vorführwelt"
_AT_ONCE = 1000
_YEAR = timedelta(days=365)
_FORM_SINCE = timedelta(weeks=9)
_Told = TypeVar("_Told")


class LoadedAlready(ValueError):
    """There are simulated contacts; they must be removed before others come."""


class NoModel(ValueError):
    """No scoring model is live."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How much was put in."""

    contacts: int
    companies: int
    visitors: int
    events: int
    login: str = LOGIN


def load(
    *,
    seed: int,
    at: datetime,
    contacts: int,
    password: str,
    language: str,
    advance: Callable[[int, int], None] = lambda done, total: None,
    is_anew: bool = False,
) -> Loaded:
    """All of the world up to `at` (aware), or nothing; `is_anew`: after removing the one that is there.

    Raises LoadedAlready, NoModel.
    """
    with transaction.atomic():
        if is_anew:
            remove(SOURCE)
        if Contact.objects.filter(is_simulated=True).exists():
            raise LoadedAlready
        live = ScoringModel.objects.filter(state=ModelState.LIVE).first()
        if live is None:
            raise NoModel
        loading = _Loading(live, add_team(password, language), at)
        for part in _parts(stream(seed=seed, until=at, contacts=contacts)):
            loading.add(part)
            advance(loading.contacts, contacts)
        for unknown in _parts(stream_visitors(seed=seed, until=at, contacts=contacts)):
            loading.add_unknown(unknown)
        loading.capture()
        while lifecycle.catch_up(at=at):
            pass
        date_proposals()
        return Loaded(loading.contacts, len(loading.companies), loading.visitors, loading.events)


class _Loading:
    def __init__(self, live: ScoringModel, users: Mapping[str, User], at: datetime) -> None:
        self._live, self._users, self._at = live, users, at
        self._rules = model_file.parse(live.text.encode(), file=live.name)
        self._source, _ = Source.objects.get_or_create(name=SOURCE, defaults={"created_at": at})
        self._site = add_site(at - _YEAR)
        self.companies: dict[int, Company] = {}
        self.contacts = self.visitors = self.events = 0

    def add(self, part: Sequence[world.Contact]) -> None:
        """Some more contacts with all that belongs to them."""
        points = histories(self._rules, part, self._at)
        self._add_companies(part)
        rows = Contact.objects.bulk_create(
            contact_row(each, self.companies.get(_number(each)), self._users, listed[-1].result, self._at)
            for each, listed in zip(part, points, strict=True)
        )
        told = list(zip(part, rows, strict=True))
        Identifier.objects.bulk_create(row for each, of in told for row in identifier_rows(each, of))
        AttributeChange.objects.bulk_create(row for each, of in told for row in fact_rows(each, of, self._source))
        seen = known_visitors(told)
        events = Event.objects.bulk_create(
            row for each, of in told for row in event_rows(each, of, seen.get(each.lead_id), self._source, self._site)
        )
        add_scores(self._live, self._users, told, points, events)
        self.contacts += len(part)
        self.events += len(events)

    def add_unknown(self, part: Sequence[world.Visitor]) -> None:
        """Some who never said who they are."""
        self.events += add_unknown(part, self._site)
        self.visitors += len(part)

    def capture(self) -> None:
        """What brings contacts: a form with what was sent by it, the website, a list."""
        marketing, at = self._users[MARKETING], self._at
        add_submissions(add_form(marketing, at - _FORM_SINCE), at)
        count_days(self._site, at)
        self.events += send(self._site, at)
        self.visitors = Visitor.objects.filter(anonymous_id__startswith=PREFIX, contact=None).count()
        add_list(marketing, at)

    def _add_companies(self, part: Sequence[world.Contact]) -> None:
        fresh = {each.firm.number: each.firm for each in part if each.firm is not None}
        missing = [firm for number, firm in fresh.items() if number not in self.companies]
        known = {row.domain: row for row in Company.objects.filter(domain__in=[firm.domain for firm in missing])}
        made = Company.objects.bulk_create(
            Company(name=firm.name, domain=firm.domain) for firm in missing if firm.domain not in known
        )
        known |= {row.domain: row for row in made}
        self.companies |= {firm.number: known[firm.domain] for firm in missing}


def _number(contact: world.Contact) -> int:
    return 0 if contact.firm is None else contact.firm.number


def _parts(told: Iterator[_Told]) -> Iterator[list[_Told]]:
    while part := list(islice(told, _AT_ONCE)):
        yield part
