"""Who waits for an answer: hot, and nobody of the team has done anything since the last sign of interest."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Q, QuerySet
from django.db.models.lookups import Exact, IsNull
from django.utils import timezone

from reif.records.models import Contact, Event, User
from reif.records.plans import Unindexed
from reif.rules.gates import INTEREST_NAMES, REQUEST_NAMES
from reif.rules.stages import Stage, Status

SHOWN = 5
MOST_RANKED = 40
"""So many of the ripest are looked at; among them those who asked for something come first."""
MOST_EVENTS = 600
RECENT = timedelta(days=14)
_SALES_STAGES = (Stage.LEAD, Stage.PROSPECT, Stage.OPPORTUNITY)
_SIGNS = (*INTEREST_NAMES, "Page Viewed")


@dataclass(frozen=True, slots=True)
class Waiting:
    """`events`: recent signs, the newest first. `request`: what was asked for and not answered; None for nothing.

    `sign_at`: since when an answer is due, the request or else the newest sign; `colleagues`: others of the same
    company who showed interest that day.
    """

    contact: Contact
    events: Sequence[Event]
    request: Event | None
    sign_at: datetime
    colleagues: int

    def minutes(self, at: datetime) -> int:
        """Since the sign."""
        return max(int((at - self.sign_at) / timedelta(minutes=1)), 0)


def in_sight(user: User, at: datetime, *, is_team: bool) -> Q:
    """Active and not put off; unless the whole team's are asked for, the user's own and those of nobody."""
    seen = (Q(snoozed_until=None) | Q(snoozed_until__lte=at)) & Q(status=Status.ACTIVE)
    return seen if is_team else seen & own_or_nobodys(user)


def own_or_nobodys(user: User) -> Q:
    """That nobody has most contacts is no reason to look them all up."""
    owner = Unindexed("owner_id")
    return Q(Exact(owner, user.pk)) | Q(IsNull(owner, True))


def hot(user: User, at: datetime, *, is_team: bool) -> QuerySet[Contact]:
    """Who waits, the ripest first."""
    untouched = Q(touched_at=None) | Q(touched_at__lt=F("last_activity_at"))
    seen = in_sight(user, at, is_team=is_team)
    found = Contact.objects.filter(untouched, seen, temperature="hot", stage__in=_SALES_STAGES, may_be_profiled=True)
    return found.select_related("owner").order_by("-score", "id")


def again(user: User, at: datetime, *, is_team: bool) -> QuerySet[Contact]:
    """Put off until today or before, the ripest first."""
    found = Contact.objects.filter(status=Status.RECYCLED, look_again_on__lte=timezone.localdate(at))
    if not is_team:
        found = found.filter(own_or_nobodys(user))
    return found.order_by("-score", "id")


def requests(contacts: Sequence[Contact], since: datetime, at: datetime) -> Mapping[int, Event]:
    """What each of them asked for last within that time; one query."""
    rows = (
        Event.objects.by_people()
        .filter(
            contact__in=[each.pk for each in contacts],
            name__in=REQUEST_NAMES,
            occurred_at__gte=since,
            occurred_at__lte=at,
        )
        .only("contact_id", "name", "properties", "occurred_at")
    )
    return {event.contact_id or 0: event for event in rows.order_by("occurred_at", "id")}


def ranked(contacts: Sequence[Contact], at: datetime, goal: timedelta) -> list[Waiting]:
    """Those past the goal first, then other requests, then heat alone; the riper first among equals. Two queries."""
    signs = _signs(contacts, at)
    colleagues = _colleagues(contacts, at)
    found = [_waiting(contact, signs[contact.pk], colleagues) for contact in contacts]
    return sorted(found, key=lambda each: (_urgency(each, at, goal), -each.contact.score, each.contact.pk))


def _urgency(each: Waiting, at: datetime, goal: timedelta) -> int:
    if each.request is None:
        return 2
    return 0 if at - each.sign_at > goal else 1


def _waiting(contact: Contact, events: Sequence[Event], colleagues: Mapping[int | None, int]) -> Waiting:
    touched = contact.touched_at
    open_ones = [each for each in events if touched is None or each.occurred_at > touched]
    request = next((each for each in open_ones if each.name in REQUEST_NAMES), None)
    newest = request or next(iter(events), None)
    sign_at = newest.occurred_at if newest is not None else contact.last_activity_at or contact.created_at
    others = colleagues.get(contact.company_id, 0) - 1 if contact.company_id is not None else 0
    return Waiting(contact, events, request, sign_at, max(others, 0))


def _signs(contacts: Sequence[Contact], at: datetime) -> Mapping[int, list[Event]]:
    found: dict[int, list[Event]] = defaultdict(list)
    rows = Event.objects.by_people().filter(
        contact__in=[each.pk for each in contacts], name__in=_SIGNS, occurred_at__gt=at - RECENT, occurred_at__lte=at
    )
    for event in rows.only("contact_id", "name", "properties", "occurred_at").order_by("-occurred_at", "-id")[
        :MOST_EVENTS
    ]:
        found[event.contact_id or 0].append(event)
    return found


def _colleagues(contacts: Sequence[Contact], at: datetime) -> Mapping[int | None, int]:
    """For each company how many of its people were there within a day, those asked about among them."""
    companies = {each.company_id for each in contacts if each.company_id is not None}
    rows = Contact.objects.filter(company__in=companies, last_activity_at__gt=at - timedelta(days=1))
    return dict(rows.order_by().values_list("company").annotate(Count("id")))
