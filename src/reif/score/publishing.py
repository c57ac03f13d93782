"""Publish a version: score everybody ahead, out of sight, then switch. The transactions are the caller's."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import TypeAlias

from django.db import connection
from django.db.models import DateTimeField, Exists, Max, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Least

from reif.records.enums import ModelState
from reif.records.models import AttributeChange, Contact, Event, Score, ScoringModel, User, Verdict
from reif.rules.scoring_model import ScoringModel as Rules
from reif.score import _models
from reif.score._writing import LISTED, score_row
from reif.score.operations import store

Advance: TypeAlias = Callable[[int, int], None]
Through: TypeAlias = tuple[int, int, int]
"""The last event, attribute change and verdict that were stored when the work began."""

# What Django cannot say: rows out of rows, without any of them passing through this program.
_CHANGES = """
INSERT INTO records_scorechange (
    contact_id, model_id, as_of, score, points, level, temperature, grade, fit, engagement, probability, excluded,
    cause, event_id, points_before
)
SELECT
    fresh.contact_id, fresh.model_id, CASE WHEN last.as_of > %s THEN last.as_of ELSE %s END, fresh.score,
    fresh.points, fresh.level, fresh.temperature, fresh.grade, fresh.fit, fresh.engagement, fresh.probability,
    fresh.excluded, 'model', NULL, contact.points
FROM records_score AS fresh
JOIN records_contact AS contact ON contact.id = fresh.contact_id
LEFT JOIN records_score AS old ON old.contact_id = fresh.contact_id AND old.model_id = %s
LEFT JOIN records_scorechange AS last ON last.id = (
    SELECT id FROM records_scorechange WHERE contact_id = contact.id ORDER BY as_of DESC, id DESC LIMIT 1
)
WHERE fresh.model_id = %s AND contact.may_be_profiled AND (
    contact.points <> fresh.points OR contact.level <> fresh.level OR contact.temperature <> fresh.temperature
    OR contact.grade <> fresh.grade OR coalesce(old.excluded, '') <> fresh.excluded
)
"""


def checked(text: str) -> Rules:
    """What the text of a model file says. Raises ModelFileError with all that is wrong."""
    return _models.parsed(text)


def total() -> int:
    """How many contacts are to be scored."""
    return Contact.objects.filter(may_be_profiled=True).count()


def parts() -> Iterator[list[int]]:
    """All contacts that may be scored, some thousands at a time, by id."""
    from reif.score._batch import AT_ONCE  # loads the batch engine, which few processes need

    last = 0
    contacts = Contact.objects.filter(may_be_profiled=True).order_by("id")
    while part := list(contacts.filter(id__gt=last).values_list("id", flat=True)[:AT_ONCE]):
        yield part
        last = part[-1]


def wait_for_writers() -> None:
    """Go on when nobody is changing a contact, and let nobody do so until the transaction ends; all may read.

    In SQLite every transaction is alone. In PostgreSQL numbers are given before what has them can be seen: only now is
    the greatest one the last. And who changes all contacts would else meet those who change some in another order.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE records_contact IN EXCLUSIVE MODE")


def last_stored() -> Through:
    """Up to where the log has come."""
    event, fact, verdict = (
        table.objects.aggregate(last=Max("id"))["last"] or 0 for table in (Event, AttributeChange, Verdict)
    )
    return event, fact, verdict


def score_ahead(*, model: ScoringModel, contact_ids: Sequence[int], at: datetime) -> None:
    """Keep the results of a version that is not live yet, by the batch engine."""
    from reif.score._batch import Lead, results

    rules = _models.rules_of(model)
    contacts = list(Contact.objects.filter(id__in=contact_ids, may_be_profiled=True).order_by("id"))
    found = results(rules, [Lead(contact.pk, contact.attributes, at) for contact in contacts])
    store([score_row(contact, model, rules, found[contact.pk], {}, at) for contact in contacts])


def make_live(*, model: ScoringModel, by: User | None, at: datetime, through: Through) -> list[int]:
    """Let the version that was scored ahead be the one that scores, and every contact show its result, from `at` on.

    All are due for rescoring then: only that finds out when time alone changes their scores. Returns those who were not
    scored ahead or of whom more is stored since; they are to be rescored at once. The writers are waited for.
    """
    old = _models.live()
    if old is not None:
        ScoringModel.objects.filter(pk=old.pk).update(state=ModelState.RETIRED)
    ScoringModel.objects.filter(pk=model.pk).update(state=ModelState.LIVE, published_at=at, published_by=by)
    with connection.cursor() as cursor:
        instant = connection.ops.adapt_datetimefield_value(at)
        cursor.execute(_CHANGES, [instant, instant, None if old is None else old.pk, model.pk])
    Score.objects.filter(model=model, contact__may_be_profiled=False).delete()  # who objected meanwhile
    fresh = Score.objects.filter(contact=OuterRef("pk"), model=model)
    due = Least(Coalesce("rescore_at", at), Value(at, DateTimeField()))  # what was overdue stays so
    Contact.objects.filter(~Exists(fresh), may_be_profiled=True).update(rescore_at=due)
    scored = Contact.objects.filter(Exists(fresh), may_be_profiled=True)
    scored.update(rescore_at=due, **{column: Subquery(fresh.values(column)[:1]) for column in LISTED})
    return _missed(model, through)


def _missed(model: ScoringModel, through: Through) -> list[int]:
    event, fact, verdict = through
    more = Q(id__in=Event.objects.filter(id__gt=event, contact__isnull=False).values("contact"))
    more |= Q(id__in=AttributeChange.objects.filter(id__gt=fact).values("contact"))
    more |= Q(id__in=Event.objects.filter(verdicts__id__gt=verdict, contact__isnull=False).values("contact"))
    ahead = Score.objects.filter(contact=OuterRef("pk"), model=model)
    return list(Contact.objects.filter(more | ~Exists(ahead), may_be_profiled=True).values_list("id", flat=True))
