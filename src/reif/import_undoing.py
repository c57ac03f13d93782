"""Imports that are taken back whole: as if the list had never come.

Sibling of `lifecycle`. All arguments are by keyword; times are aware and given by the caller. `by`: the user who does
it; None: a command.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from reif.capture import operations as capture
from reif.following import follow, hold, retract, take_up_due
from reif.identify import operations as identify
from reif.identify.key import USER_ID
from reif.jobs.running import Running
from reif.protect import operations as protect
from reif.records.models import (
    AttributeChange,
    AuditEntry,
    Consent,
    Contact,
    Event,
    Identifier,
    Import,
    Merge,
    Message,
    Objection,
    Submission,
    User,
    Visitor,
)
from reif.records.models.append_only import AppendOnlyQuerySet
from reif.records.turns import takes_turns
from reif.rules.headers import Kind
from reif.score import operations as score

UNDONE = "import undone"
_AT_ONCE = 200
_COUNTED_AT_ONCE = 5_000
_BUILT_ON: tuple[type[Any], ...] = (Visitor, Submission, Consent, Message, Objection, Merge)
_UNTOUCHED = {
    "version": 1,
    "touched_at": None,
    "snoozed_until": None,
    "owner": None,
    "look_again_on": None,
    "may_be_profiled": True,
}


class CannotUndo(ValueError):
    """The import cannot be undone; the message says why."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What goes: `events`, `facts` and `contacts`. `staying`: contacts that lose some of it and stay, or were made by
    the import and stay because something else has come since.
    """

    events: int
    facts: int
    contacts: int
    staying: int


def why_not(of: Import) -> str:
    """Why the import cannot be undone (undone, objections, old); empty if it can."""
    if of.undone_at is not None:
        return "undone"
    if of.kind == Kind.OBJECTIONS.value:
        return "objections"
    return "" if of.is_undoable else "old"


def preview(of: Import) -> Effect:
    """What would go now."""
    numbers = _concerned(of)
    gone = 0
    for first in range(0, len(numbers), _COUNTED_AT_ONCE):
        gone += len(_unfounded(numbers[first : first + _COUNTED_AT_ONCE], of))
    return Effect(_events(of).count(), _facts(of).count(), gone, len(numbers) - gone)


@takes_turns
def begin(*, of: Import, by: User | None, at: datetime) -> Import:
    """Say that the import is taken back from now on; no row of it is read any more. Raises CannotUndo.

    One that was begun goes on. What goes is written down.
    """
    with transaction.atomic():
        held = Import.objects.select_for_update().get(pk=of.pk)
        if reason := why_not(held):
            raise CannotUndo(_WHY[reason])
        if held.undoing_since is None:
            effect = preview(held)
            held.undoing_since, held.undone_by = at, by
            held.save(update_fields=["undoing_since", "undone_by"])
            counts = {"events": effect.events, "facts": effect.facts, "contacts": effect.contacts}
            AuditEntry.objects.create(
                by=by, action=UNDONE, subject="import", subject_id=held.pk, details=counts, occurred_at=at
            )
        return held


def carry_on(
    *, of: Import, now: Callable[[], datetime], advance: Callable[[int, int], None] = lambda done, total: None
) -> Import:
    """Take back what is left of an import that was begun to be, 200 contacts in a transaction.

    Columns, last signs, scores and moves of rules become what they would be without it. Contacts that an undone import
    made go where nothing else is known of them. `advance`: told (done, in all) between two transactions; what it raises
    ends the work, which may be begun again.
    """
    numbers = _concerned(of)
    for first in range(0, len(numbers), _AT_ONCE):
        part = numbers[first : first + _AT_ONCE]
        _take_back(part, of, now())
        advance(first + len(part), len(numbers))
    Import.objects.filter(pk=of.pk, undone_at=None).update(undone_at=now())
    of.refresh_from_db()
    return of


def undo_job(running: Running) -> dict[str, object]:
    """The job that takes back: `{"import": its number}`; it was begun."""
    of = Import.objects.get(pk=running.arguments["import"])
    carry_on(of=of, now=running.now, advance=lambda done, total: running.progress(done / total))
    return {}


_WHY = {
    "undone": "the import was undone before",
    "objections": "objections are what persons wished; each is lifted with the person",
    "old": "the import is older than undoing: what it made cannot be told from what others made",
}


@takes_turns
def _take_back(numbers: Collection[int], of: Import, at: datetime) -> None:
    with transaction.atomic():
        contacts, at = hold(numbers, at)
        take_up_due(contacts, at)
        unfounded = _unfounded(numbers, of)
        of_companies = _facts(of).filter(contact__in=numbers, attribute__in=("company", "company_domain"))
        stated = list(of_companies.values_list("value", flat=True))
        protect.unmake(contacts=[each for each in contacts if each.pk in unfounded])
        staying = list(Contact.objects.filter(pk__in=numbers).order_by("pk"))
        ids = [each.pk for each in staying]
        _events(of).filter(contact__in=ids).erase()
        lost = identify.unlearn(contacts=staying, facts=_to_forget(of, ids), at=at)
        identify.withdraw_companies(stated=stated)
        capture.acquire_again(contact_ids=[number for number, names in lost.items() if "channel" in names])
        capture.take_up(contacts=staying, at=at)
        score.forget(contact_ids=ids)
        retract(ids, at)
        follow(ids, at, "revision")


def _events(of: Import) -> AppendOnlyQuerySet:
    return Event.objects.filter(source=of.source_id, received_at=of.started_at)


def _facts(of: Import) -> AppendOnlyQuerySet:
    """A list of changes says of each whose word it is."""
    facts = AttributeChange.objects.filter(received_at=of.started_at)
    return facts if of.kind == Kind.CHANGES.value else facts.filter(source=of.source_id)


def _to_forget(of: Import, ids: Collection[int]) -> AppendOnlyQuerySet:
    """All but the e-mail of whom the import made, and who stay: by it others have named them since."""
    facts: AppendOnlyQuerySet = _facts(of).filter(contact__in=ids).exclude(attribute="email", contact__made_by=of)
    return facts


def _concerned(of: Import) -> list[int]:
    """The contacts that have anything of the import, by number."""
    found = set(Contact.objects.filter(made_by=of).values_list("pk", flat=True))
    for rows in (_events(of), _facts(of)):
        found |= set(rows.exclude(contact=None).values_list("contact_id", flat=True).distinct())
    return sorted(found)


def _unfounded(numbers: Collection[int], of: Import) -> set[int]:
    """Those of the contacts that an undone import made, and of whom nothing is known from anywhere else.

    Lists name people by lead_id and e-mail; a user_id came from elsewhere.
    """
    by_undone = Q(made_by=of) | Q(made_by__undoing_since__isnull=False)
    made = Contact.objects.filter(by_undone, pk__in=list(numbers)).filter(**_null(_UNTOUCHED))
    found = set(made.values_list("pk", flat=True))
    if not found:
        return found
    others = [table.objects.filter(contact__in=found) for table in _BUILT_ON]
    others.append(Identifier.objects.filter(contact__in=found, kind=USER_ID))
    own = Q(source=of.source_id, received_at=of.started_at)
    others.append(Event.objects.filter(contact__in=found).exclude(own))
    left = Q(contact__made_by__undoing_since__isnull=False, received_at=F("contact__made_by__started_at"))
    facts = AttributeChange.objects.filter(contact__in=found).exclude(left)
    others.append(facts.exclude(pk__in=_facts(of).filter(contact__in=found).values("pk")))
    for rows in others:
        found = found - set(rows.values_list("contact_id", flat=True))
    return found - set(Visitor.objects.filter(claims__in=found).values_list("claims_id", flat=True))


def _null(columns: dict[str, Any]) -> dict[str, Any]:
    return {f"{name}__isnull" if value is None else name: value is None or value for name, value in columns.items()}
