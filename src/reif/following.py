"""What follows: scores and stages of contacts brought up to now, after news or because time has passed.

Who changes contacts holds them first, at the time that holding them gives. The transactions are the caller's,
but for `revise` and `catch_up`, which have their own.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet

from reif.capture import operations as capture
from reif.identify import operations as identify
from reif.qualify import operations as qualify
from reif.records.models import AuditEntry, Contact, Event, Installation, Score, ScoreChange, StageChange, User
from reif.records.turns import takes_turns
from reif.rules.gates import gate_of
from reif.rules.stages import Stage, Status
from reif.score import operations as score
from reif.score.queries import result_as_of


def follow(
    contact_ids: Iterable[int],
    at: datetime,
    cause: str | None,
    last: Mapping[int, Event] | None = None,
    news: Mapping[int, Sequence[Event]] | None = None,
) -> None:
    """Scores and stages of these contacts as of now."""
    done = score.rescore_many(contact_ids=contact_ids, at=at, cause=cause, events=last or {})
    qualify.assess(contacts=[each.contact for each in done], at=at, news=news)


def hold(contact_ids: Iterable[int | None], at: datetime) -> tuple[list[Contact], datetime]:
    """Lock the contacts, in one order, so that nobody waits for somebody who waits for them. With it the time."""
    contacts = list(Contact.objects.select_for_update().filter(id__in=list(contact_ids)).order_by("id"))
    return contacts, no_earlier(contacts, at)


def no_earlier(contacts: Sequence[Contact], at: datetime) -> datetime:
    """`at`, or as late as it was when others wrote last, or published another model: they may have come between the
    look at the clock and the lock, and clocks differ. For a contact time never runs backwards.
    """
    scores, changes = (
        table.objects.filter(contact__in=contacts, as_of__gt=at).values_list("as_of", flat=True)
        for table in (Score, ScoreChange)
    )
    active = [contact.last_activity_at for contact in contacts if contact.last_activity_at is not None]
    latest: datetime = max([at, *active, *scores.union(changes)])
    return latest


def take_up_due(contacts: Sequence[Contact], at: datetime) -> list[Contact]:
    """Those of the locked contacts whose time has come, with what came in bulk, or was known ahead and holds now."""
    due = [contact for contact in contacts if contact.rescore_at is not None and contact.rescore_at <= at]
    if due:
        identify.take_up(contacts=due, at=at)
        capture.take_up(contacts=due, at=at)
    return due


def judge(
    event_ids: Collection[int], at: datetime, *, is_human: bool, rule: str = "", by: User | None = None
) -> frozenset[int]:
    """Hold that people, or machines, did these events; the contacts whose scores are to follow (they are held).

    What rules did with them because of what machines did is taken back.
    """
    contact_ids = capture.revise(event_ids=event_ids, is_human=is_human, rule=rule, by=by, at=at)
    score.forget(contact_ids=contact_ids)
    if not is_human:
        retract(contact_ids, at)
    return contact_ids


def retract(contact_ids: Collection[int], at: datetime) -> None:
    """Take back what rules did with the contacts because of what is held to be no sign of theirs any more."""
    qualify.retract(contact_ids=contact_ids, at=at, was_open=_was_open)


def _was_open(contact: Contact, change: StageChange) -> bool:
    """Whether the gate would have let the contact through then, by what is held now."""
    gate = gate_of(Stage(change.from_stage))
    result = result_as_of(contact, change.occurred_at)
    return gate is not None and not gate.missing(result.points, result.grade)


@takes_turns
def revise(*, events: Sequence[Event], is_human: bool, by: User | None, at: datetime) -> int:
    """Hold that people did these events after all, or that machines did; of how many that is news.

    Scores, proposals and what rules moved become what they would be had it been held from the beginning; a move of a
    person stays, and what came before it.
    """
    with transaction.atomic():
        contacts, at = hold({event.contact_id for event in events}, at)
        take_up_due(contacts, at)
        news = Event.objects.filter(id__in=[event.pk for event in events]).exclude(is_human=is_human)
        changed = list(news.values_list("id", "contact_id"))
        follow(judge([each for each, _ in changed], at, is_human=is_human, by=by), at, "revision")
        for number in sorted({contact_id for _, contact_id in changed if contact_id is not None}):
            details = {"is_human": is_human, "events": sum(contact_id == number for _, contact_id in changed)}
            AuditEntry.objects.create(
                by=by,
                action="events judged",
                subject="contact",
                subject_id=number,
                details=details,
                occurred_at=at,
            )
        for event in events:
            event.is_human = is_human
        return len(changed)


def _catch_up_due(at: datetime, limit: int) -> int:
    due = Contact.objects.filter(rescore_at__lte=at)
    return _catch_up(due, at, limit) if limit > 0 and due.exists() else 0


@takes_turns
def _catch_up(due: QuerySet[Contact], at: datetime, limit: int) -> int:
    """Those first that have waited longest. What others have locked they bring up to date themselves."""
    with transaction.atomic():
        waiting = due.select_for_update(skip_locked=True).order_by("rescore_at", "id")
        contacts = list(waiting[:limit])
        at = no_earlier(contacts, at)
        take_up_due(contacts, at)
        follow([contact.pk for contact in contacts], at, None)
        return len(contacts)


def _return_recycled(at: datetime, limit: int) -> int:
    today = at.astimezone(ZoneInfo(Installation.current().time_zone)).date()
    due = Contact.objects.filter(status=Status.RECYCLED, look_again_on__lte=today).order_by("id")
    contact_ids = list(due.values_list("id", flat=True)[: max(limit, 0)])
    return _look_again(contact_ids, today, at) if contact_ids else 0


@takes_turns
def _look_again(contact_ids: Sequence[int], today: date, at: datetime) -> int:
    with transaction.atomic():
        contacts, at = hold(contact_ids, at)
        take_up_due(contacts, at)
        returned = qualify.look_again(contact_ids=contact_ids, today=today, at=at)
        follow([contact.pk for contact in returned], at, None)
        return len(returned)


def catch_up(*, at: datetime, limit: int = 500) -> int:
    """Bring up to date those contacts whose time has come; how many there were, at most `limit`.

    Those are: whose score time alone changes now; about whom something was stored in bulk, or known ahead and now
    holds; and who were recycled until today.
    """
    done = _catch_up_due(at, limit)
    return done + _return_recycled(at, limit - done)
