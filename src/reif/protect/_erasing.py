"""Taking persons out of every table, in the order in which rows point at each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from reif.protect._mentions import Mentions, empty
from reif.protect._naming import Names
from reif.records.fates import OnErase
from reif.records.models import (
    AttributeChange,
    Company,
    Consent,
    Contact,
    Double,
    Erased,
    Event,
    Identifier,
    Merge,
    Message,
    Objection,
    Score,
    ScoreChange,
    StageChange,
    Submission,
    Visitor,
)
from reif.records.models.append_only import AppendOnlyQuerySet
from reif.records.models.submission import message_id_of
from reif.rules.catalogue import CHANNELS

TABLES: tuple[type[Any], ...] = (
    Merge,
    ScoreChange,
    Score,
    AttributeChange,
    Event,
    Consent,
    Message,
    Submission,
    Visitor,
    Identifier,
    Objection,
)
"""Those whose rows go, one that points at another before it."""

_BY_ADDRESS = (Consent, Message, Submission)
"""Those with rows that are an address's, of which nobody has proved yet whose it is."""


@dataclass(frozen=True, slots=True)
class Removed:
    """How many rows went, by table, and how many stay as counts (`moves`) or were emptied (`rejects`)."""

    contacts: int
    rows: dict[str, int]
    moves: int
    rejects: int
    companies: int


def erase(contacts: Sequence[Contact], names: Names, mentions: Mentions) -> Removed:
    """Delete the contacts (their rows are locked) and whatever is theirs; what they did in the funnel stays a count."""
    numbers = [contact.pk for contact in contacts]
    companies = {contact.company_id for contact in contacts if contact.company_id is not None}
    moves = sum(_unlinked(contact) for contact in contacts)
    _no_doubles(numbers)
    rows = {table.__name__: _deleted(table, numbers) for table in TABLES}
    Contact.objects.filter(pk__in=numbers).delete()
    empty(mentions, names)
    emptied = len(mentions.rejects) + len(mentions.calls) + len(mentions.mails)
    return Removed(len(numbers), rows, moves, emptied, _left(companies))


_OF_LISTS = (ScoreChange, Score, StageChange, AttributeChange, Event, Identifier)


def unmake(contacts: Sequence[Contact]) -> None:
    """What `operations.unmake` says."""
    numbers = [contact.pk for contact in contacts]
    companies = {contact.company_id for contact in contacts if contact.company_id is not None}
    _no_doubles(numbers)
    StageChange.objects.filter(contact__in=numbers).exclude(undoes=None).erase()  # before what they take back
    for table in _OF_LISTS:
        rows: Any = table.objects.filter(contact__in=numbers)
        _ = rows.erase() if isinstance(rows, AppendOnlyQuerySet) else rows.delete()
    Contact.objects.filter(pk__in=numbers).delete()
    _left(companies)


def _left(companies: Iterable[int]) -> int:
    """Delete those of the companies at which nobody works any more. How many."""
    held = Company.objects.select_for_update().filter(pk__in=list(companies)).order_by("pk")
    numbers = {company.pk for company in held}
    numbers -= set(Contact.objects.filter(company__in=numbers).values_list("company_id", flat=True).distinct())
    return Company.objects.filter(pk__in=numbers).delete()[0]


def theirs(table: type[Any], numbers: Sequence[int]) -> list[Any]:
    """The rows of a table that belong to contacts; also, apart, by way of a visitor who turned out to be one, and of
    an address.
    """
    mine = [table.objects.filter(contact__in=numbers)]
    if table in _BY_ADDRESS:
        mine.append(table.objects.filter(contact=None, address__in=_addresses(numbers)))
    if table is Submission:
        mine.append(table.objects.filter(contact=None, visitor__contact__in=numbers))
    if table is Event:
        visitors = list(Visitor.objects.filter(contact__in=numbers).values_list("pk", flat=True))
        mine.append(Event.objects.filter(visitor__in=visitors, contact=None))
        sent = Submission.objects.filter(contact=None, address__in=_addresses(numbers)).values_list("key", flat=True)
        mine.append(Event.objects.filter(contact=None, message_id__in=[message_id_of(key) for key in sent]))
    return mine


def _addresses(numbers: Sequence[int]) -> list[str]:
    """Those that name the contacts, or did."""
    named = Identifier.objects.filter(contact__in=numbers, kind="email").values_list("value", flat=True)
    shown = Contact.objects.filter(pk__in=numbers).exclude(email="").values_list("email", flat=True)
    return sorted({*named, *shown})


def _deleted(table: type[Any], numbers: Sequence[int]) -> int:
    assert table.on_erase is OnErase.DELETE
    return sum(
        int(rows.erase() if isinstance(rows, AppendOnlyQuerySet) else rows.delete()[0])
        for rows in theirs(table, numbers)
    )


def _no_doubles(numbers: Sequence[int]) -> None:
    """Whoever they are, and were before a merge, may be nobody else any more."""
    whoever = [*numbers, *Merge.objects.filter(contact__in=numbers).values_list("absorbed", flat=True)]
    Double.objects.filter(Q(one_id__in=whoever) | Q(other_id__in=whoever)).delete()


def _unlinked(contact: Contact) -> int:
    kept = Erased.objects.create(
        channel=_channel(contact), created_at=contact.created_at, is_simulated=contact.is_simulated
    )
    return StageChange.objects.filter(contact=contact).unlink(erased_id=kept.pk)


def _channel(contact: Contact) -> str:
    """Of a word of the team's own only what others came by, too: one alone might name the person."""
    channel = contact.channel
    if channel in CHANNELS or Contact.objects.filter(channel=channel).exclude(pk=contact.pk).exists():
        return channel
    return channel if Erased.objects.filter(channel=channel).exists() else ""
