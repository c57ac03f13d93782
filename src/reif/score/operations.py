"""Writes of scores. The transaction is the caller's."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min

from reif.engines import standing
from reif.engines.instants import instant_of
from reif.engines.next_change import next_change
from reif.engines.result import Result
from reif.records import bulk
from reif.records.enums import ModelState
from reif.records.models import AttributeChange, Contact, Event, Score, ScoreChange, ScoringModel
from reif.score import _kept, _models
from reif.score._writing import LISTED, NOTHING, RESULT, change_row, differs, list_columns, score_row

_COLUMNS = (*LISTED, "rescore_at")
_NO_EVENTS: Mapping[int, Event] = {}
_REVISED = {"revised": True}


@dataclass(frozen=True, slots=True)
class Rescored:
    """A contact with its columns up to date, and what people see differently now (None: nothing)."""

    contact: Contact
    change: ScoreChange | None


def rescore(*, contact: Contact, at: datetime, cause: str, event: Event | None = None) -> ScoreChange | None:
    """Bring score, reasons and columns up to `at`, and say what people see differently (None: nothing).

    `cause`: event, attribute, time, revision, model, merge …; `event`: the one that did it. The given object gets the
    columns.
    """
    events = _NO_EVENTS if event is None else {contact.pk: event}
    [done] = rescore_many(contact_ids=[contact.pk], at=at, cause=cause, events=events)
    for column in _COLUMNS:
        setattr(contact, column, getattr(done.contact, column))
    return done.change


def rescore_many(
    *, contact_ids: Iterable[int], at: datetime, cause: str | None, events: Mapping[int, Event] = _NO_EVENTS
) -> list[Rescored]:
    """Bring the contacts' scores up to `at`, in few queries; by id. See `rescore`. `cause`: None finds out.

    Their rows are locked until the transaction ends, so that of two who rescore one contact the second sees all that
    the first did. Without a live model nothing is scored. Who objected to profiling has no score and no reasons.
    """
    wanted = list(contact_ids)
    if not wanted:
        return []
    contacts = list(Contact.objects.select_for_update().filter(id__in=wanted).order_by("id"))
    model = _models.live()
    scored = [each for each in contacts if each.may_be_profiled] if model is not None else []
    _unscore(contacts if model is None else [each for each in contacts if not each.may_be_profiled], at)
    changes = _score(model, scored, at, cause, events) if model is not None and scored else {}
    _save(contacts)
    return [Rescored(contact, changes.get(contact.pk)) for contact in contacts]


def _unscore(contacts: Sequence[Contact], at: datetime) -> None:
    """They have no score, but show what is known of them, also what is known ahead when its time comes."""
    silenced = [contact for contact in contacts if not contact.may_be_profiled]
    for contact in silenced:
        for column, value in NOTHING.items():
            setattr(contact, column, value)
    if silenced:
        Score.objects.filter(contact__in=silenced).delete()
    coming = [each(contacts, at) for each in (_coming_facts, _coming_events)] if contacts else []
    for contact in contacts:
        contact.rescore_at = min((each[contact.pk] for each in coming if contact.pk in each), default=None)


def _score(
    model: ScoringModel, contacts: Sequence[Contact], at: datetime, cause: str | None, events: Mapping[int, Event]
) -> dict[int, ScoreChange]:
    rules = _models.rules_of(model)
    before = {score.contact_id: score for score in Score.objects.filter(model=model, contact__in=contacts)}
    known = _kept.known(rules, {contact.pk: before.get(contact.pk) for contact in contacts}, at)
    facts = _coming_facts(contacts, at)
    rows, changes = [], {}
    for contact in contacts:
        own = known[contact.pk]
        now = instant_of(own.standing.at)
        result = standing.result(rules, contact.attributes, own.standing, now)
        rows.append(score_row(contact, model, rules, result, own.to_json(), now))
        if _is_seen(contact, before.get(contact.pk), result):
            changes[contact.pk] = change_row(
                contact,
                model,
                result,
                now,
                cause=cause or _cause(before.get(contact.pk), result, own.events),
                event=events.get(contact.pk),
                is_first=contact.pk not in before and not contact.points,
            )
        list_columns(contact, result)
        due = next_change(rules, contact.attributes, own.standing, now), facts.get(contact.pk)
        contact.rescore_at = min((each for each in due if each is not None), default=None)
    store(rows)
    ScoreChange.objects.bulk_create(changes.values())
    return changes


def forget(*, contact_ids: Iterable[int]) -> None:
    """Let the contacts' scores be worked out from the whole log next time: some of it is held for another's now."""
    scores = Score.objects.filter(contact_id__in=list(contact_ids))
    scores.filter(model__state=ModelState.DRAFT).delete()  # one that is being published scores them again
    scores.update(standing=_REVISED)


def store(rows: Sequence[Score]) -> None:
    """Keep the rows instead of those that there are of the same contacts and versions."""
    Score.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["contact", "model"],
        update_fields=["as_of", *RESULT, "reasons", "standing"],
        batch_size=500,
    )


def _cause(before: Score | None, result: Result, events: int) -> str:
    """What must have happened: there are more events, or fit or exclusion differ, which hang on attributes; or time."""
    if before is not None and before.standing == _REVISED:
        return "revision"
    if before is None or before.standing.get("events", events) != events:
        return "event"
    return "attribute" if (before.fit, before.excluded) != (result.fit, result.excluded) else "time"


def _is_seen(contact: Contact, before: Score | None, result: Result) -> bool:
    """Whether the result differs in what people see from what they saw."""
    if differs(contact, result):
        return True
    if before is not None:
        return before.excluded != result.excluded
    if not result.excluded:
        return False
    last = ScoreChange.objects.filter(contact=contact).order_by("-as_of", "-id").first()
    return last is None or last.excluded != result.excluded


def _coming_facts(contacts: Sequence[Contact], at: datetime) -> dict[int, datetime]:
    """When the next attribute that is known ahead begins to hold."""
    coming = AttributeChange.objects.filter(contact__in=contacts, occurred_at__gt=at)
    return dict(coming.values_list("contact_id").annotate(first=Min("occurred_at")))


def _coming_events(contacts: Sequence[Contact], at: datetime) -> dict[int, datetime]:
    """When the next event happens that is known ahead."""
    coming = Event.objects.by_people().filter(contact__in=contacts, occurred_at__gt=at)
    return dict(coming.values_list("contact_id").annotate(first=Min("occurred_at")))


def _save(contacts: Sequence[Contact]) -> None:
    bulk.update(Contact, _COLUMNS, [(*(getattr(each, name) for name in _COLUMNS), each.pk) for each in contacts])
