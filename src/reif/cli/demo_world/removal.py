"""Take the made-up world out of the records: all that is simulated, and nothing else."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from reif.cli.demo_world.form import forget_form
from reif.cli.demo_world.listed import forget_list
from reif.cli.demo_world.submissions import forget_submissions
from reif.cli.demo_world.team import remove_team
from reif.cli.demo_world.visitors import PREFIX
from reif.cli.demo_world.website import forget_sent
from reif.records.models import (
    AttributeChange,
    Company,
    Consent,
    Contact,
    Erased,
    Event,
    Identifier,
    Message,
    Objection,
    Score,
    ScoreChange,
    Source,
    StageChange,
    Submission,
    Visitor,
)

_WRITTEN_ONCE = (ScoreChange, Event, AttributeChange, Objection, Consent)
_OTHERS = (Score, Identifier, Message, Submission, Visitor)


@dataclass(frozen=True, slots=True)
class Removed:
    """How much was taken out."""

    contacts: int
    companies: int
    users: int


def remove(source_name: str) -> Removed:
    """All simulated contacts with all that belongs to them, the firms nobody else works for, the team, the sources and
    the form.
    """
    with transaction.atomic():
        simulated = Contact.objects.filter(is_simulated=True)
        firms = set(simulated.exclude(company=None).values_list("company_id", flat=True))
        forget_submissions()
        _erase_moves()
        for table in _WRITTEN_ONCE:
            table.objects.filter(contact__is_simulated=True).erase()
        for other in _OTHERS:
            other.objects.filter(contact__is_simulated=True).delete()
        _erase_unknown()
        contacts, _ = simulated.delete()
        companies, _ = Company.objects.filter(id__in=firms, contacts=None).delete()
        forget_form()
        forget_list()
        forget_sent()
        Source.objects.filter(name=source_name, events=None, attribute_changes=None, imports=None).delete()
        return Removed(contacts, companies, remove_team())


def _erase_unknown() -> None:
    """Visitors of the made-up world who are not, by now, somebody real."""
    unknown = Visitor.objects.filter(anonymous_id__startswith=PREFIX, contact=None)
    Event.objects.filter(visitor__in=unknown, contact=None).erase()
    unknown.filter(events=None).delete()


def _erase_moves() -> None:
    """Those that take others back before those they take back."""
    moves = StageChange.objects.filter(Q(contact__is_simulated=True) | Q(erased__is_simulated=True))
    moves.exclude(undoes=None).erase()
    moves.erase()
    Erased.objects.filter(is_simulated=True).delete()
