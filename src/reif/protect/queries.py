"""Reads of privacy: who is barred, and what is known of a person."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, QuerySet

from reif.protect import _retention
from reif.protect._barring import among as barred_digests
from reif.protect._barring import digest, keep_apart, key
from reif.protect._erasing import TABLES, theirs
from reif.protect._mentions import Mentions, certain_calls, certain_mails, certain_rejects, mentions_of
from reif.protect._naming import Names, names_of
from reif.protect._retention import KINDS, periods_of
from reif.records.models import (
    AuditEntry,
    Barred,
    Contact,
    Double,
    ImportReject,
    InboundMail,
    Objection,
    Quarantined,
    StageChange,
)

__all__ = ["KINDS", "Mentions", "Names", "mentions_of", "names_of", "periods_of"]

_MOST_ALIKE = 10


@dataclass(frozen=True, slots=True)
class Preview:
    """What erasing a contact would do. `rows`: how many go, by table; `moves` stay as counts; `rejects` are emptied.

    `alike`: other contacts that may be the same person.
    """

    rows: dict[str, int]
    moves: int
    rejects: int
    alike: tuple[Contact, ...]


def preview(contact: Contact) -> Preview:
    """Look at what erasing would do, without doing it."""
    rows = {table.__name__: sum(part.count() for part in theirs(table, [contact.pk])) for table in TABLES}
    moves = StageChange.objects.filter(contact=contact).count()
    mentions = mentions_of(names_of([contact]))
    rejects = len(mentions.rejects) + len(mentions.calls) + len(mentions.mails)
    return Preview(rows, moves, rejects, tuple(alike(contact)[:_MOST_ALIKE]))


def alike(contact: Contact) -> QuerySet[Contact]:
    """Other contacts with the same e-mail or the same name."""
    same = Q(pk__in=[])
    if contact.email:
        same |= Q(email=contact.email)
    if contact.name:
        same |= Q(name=contact.name)
    return Contact.objects.filter(same).exclude(pk=contact.pk).order_by("id")


def doubles_of(contact: Contact) -> QuerySet[Double]:
    """Of whom it was held possible that they are the contact, also of those whom the contact has absorbed."""
    whoever = [contact.pk, *contact.merges.values_list("absorbed", flat=True)]
    return Double.objects.filter(Q(one_id__in=whoever) | Q(other_id__in=whoever)).order_by("id")


def rejects_of(contact: Contact) -> list[ImportReject]:
    """Rows of lists that could not be used and are the person's for certain, by e-mail or id."""
    return certain_rejects(names_of([contact]))


def calls_of(contact: Contact) -> list[Quarantined]:
    """Calls of clients that could not be used, as in `rejects_of`."""
    return certain_calls(names_of([contact]))


def mails_of(contact: Contact) -> list[InboundMail]:
    """Mails that came in and are nobody's story, as in `rejects_of`."""
    return certain_mails(names_of([contact]))


def audit_of(contact: Contact) -> QuerySet[AuditEntry]:
    """What was done with the contact, the first first."""
    entries: QuerySet[AuditEntry] = AuditEntry.objects.filter(subject="contact", subject_id=contact.pk)
    return entries.order_by("id")


def objection(contact: Contact) -> Objection | None:
    """The last one noted or lifted; None if there never was one."""
    last: Objection | None = Objection.objects.filter(contact=contact).order_by("-occurred_at", "-id").first()
    return last


@dataclass(frozen=True, slots=True)
class Bars:
    """How many identifiers are barred; `unreadable`: those of an earlier secret, which nobody recognises any more."""

    count: int
    unreadable: int


def bars() -> Bars:
    """Those there are."""
    return Bars(Barred.objects.count(), Barred.objects.exclude(key=key()).count())


@dataclass(frozen=True, slots=True)
class Over:
    """Rows of a kind whose time is over; of contacts also what names them, and where else they are named."""

    ids: tuple[int, ...]
    names: Names = field(default_factory=Names)
    mentions: Mentions = field(default_factory=Mentions)


def over(kind: str, days: int, at: datetime, *, after: int, most: int) -> Over:
    """The next ones by id after a number, at most so many."""
    rows = _retention.over(kind, days, at).filter(pk__gt=after)
    if kind != "contacts":
        return Over(tuple(rows.values_list("pk", flat=True)[:most]))
    contacts = list(rows[:most])
    names = names_of(contacts)
    return Over(tuple(contact.pk for contact in contacts), names, mentions_of(names))


def count_over(kind: str, days: int, at: datetime, *, most: int) -> int:
    """How many there are; beyond `most` nobody counts on, and it is one more."""
    return _retention.over(kind, days, at).order_by().values("pk")[: most + 1].count()


def is_barred(*, lead_id: str = "", email: str = "") -> bool:
    """Whether somebody of this id or e-mail was erased at their own wish."""
    return bool(barred([[("lead_id", lead_id), ("email", email)]]))


def barred(named: Iterable[Iterable[tuple[str, str]]]) -> set[int]:
    """The places of those who were, among many by what names each: (kind of identifier, value). Looks at none of them
    where nobody was.

    Within a transaction nobody is erased until it ends.
    """
    keep_apart(is_erasing=False)
    if not Barred.objects.exists():
        return set()
    digests = [[digest(kind, value) for kind, value in each if value] for each in named]
    found = barred_digests({each for own in digests for each in own})
    return {place for place, own in enumerate(digests) if not found.isdisjoint(own)}
