"""What is kept about contacts, worked out again from the log: the proof that nothing drifted. Mends what did.

The transaction is the caller's.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, OuterRef, Subquery, When
from django.db.models.functions import Coalesce

from reif.engines.result import Result
from reif.records.models import AttributeChange, Contact, Event, Objection, Score, ScoringModel, StageChange, Verdict
from reif.rules.catalogue import NO_SIGNS
from reif.rules.scoring_model import ScoringModel as Rules
from reif.score import _models
from reif.score._reading import Fact, attributes_as_of
from reif.score._writing import LISTED, NOTHING, VISIBLE, reasons
from reif.score.operations import forget, rescore_many

_TOLERANCE = 1e-9
_THRESHOLDS = 0.5


@dataclass(frozen=True, slots=True)
class Difference:
    """Of a contact (by number) what was stored otherwise than the log says: `what` names it."""

    contact_id: int
    what: str


def rebuild(*, contact_ids: Iterable[int], at: datetime) -> list[Difference]:
    """Compare which events count, attributes, last activity, stage, objection, score, reasons and columns with the log.

    What differs is mended. A score is compared as of the instant it was worked out for, by the batch engine. The
    contacts are not due.
    """
    contacts = list(Contact.objects.filter(id__in=list(contact_ids)).order_by("id"))
    held = list(_verdicts(contacts))
    found = [*held, *_attributes(contacts, at), *_activity(contacts, at), *_stages(contacts), *_objections(contacts)]
    forget(contact_ids=[difference.contact_id for difference in held])
    model = _models.live()
    wrong = [] if model is None else list(_scores(model, contacts))
    if wrong:
        again = {difference.contact_id for difference in wrong}
        Score.objects.filter(contact_id__in=again, model=model).delete()
        rescore_many(contact_ids=again, at=at, cause="rebuild")
    return found + wrong


def _verdicts(contacts: Sequence[Contact]) -> Iterator[Difference]:
    """An event counts as its last verdict says, and without one as it was taken when it came."""
    said = Verdict.objects.filter(event=OuterRef("pk")).order_by("-id").values("is_human")[:1]
    expected = Coalesce(Subquery(said), Case(When(taken_for="", then=True), default=False))
    rows = Event.objects.filter(contact__in=contacts).exclude(is_human=expected)
    wrong = list(rows.order_by("contact_id", "id").values_list("id", "contact_id", "is_human"))
    for is_human in (True, False):
        Event.objects.filter(id__in=[each for each, _, held in wrong if held is not is_human]).judge(is_human=is_human)
    for contact_id in dict.fromkeys(contact_id for _, contact_id, _ in wrong):
        yield Difference(contact_id, "events that count")


def _attributes(contacts: Sequence[Contact], at: datetime) -> Iterator[Difference]:
    told = _facts(contacts)
    for contact in contacts:
        expected = attributes_as_of(contact, told.get(contact.pk, []), at)
        if expected != contact.attributes:
            contact.attributes = expected
            contact.save(update_fields=["attributes"])
            yield Difference(contact.pk, "attributes")


def _activity(contacts: Sequence[Contact], at: datetime) -> Iterator[Difference]:
    signs = Event.objects.by_people().filter(contact__in=contacts, occurred_at__lte=at).exclude(name__in=NO_SIGNS)
    rows = signs.order_by("occurred_at", "id")
    last = {key: (name, when) for key, name, when in rows.values_list("contact_id", "name", "occurred_at").iterator()}
    for contact in contacts:
        name, when = last.get(contact.pk, ("", None))
        if (contact.last_activity, contact.last_activity_at) != (name, when):
            contact.last_activity, contact.last_activity_at = name, when
            contact.save(update_fields=["last_activity", "last_activity_at"])
            yield Difference(contact.pk, "last activity")


def _stages(contacts: Sequence[Contact]) -> Iterator[Difference]:
    rows = StageChange.objects.filter(contact__in=contacts).order_by("occurred_at", "id")
    last = {key: (stage, status) for key, stage, status in rows.values_list("contact_id", "to_stage", "to_status")}
    for contact in contacts:
        stage, status = last.get(contact.pk, (contact.stage, contact.status))
        if (contact.stage, contact.status) != (stage, status):
            contact.stage, contact.status = stage, status
            contact.save(update_fields=["stage", "status"])
            yield Difference(contact.pk, "stage")


def _objections(contacts: Sequence[Contact]) -> Iterator[Difference]:
    """Whether somebody may be profiled is what was noted last."""
    rows = Objection.objects.filter(contact__in=contacts).order_by("occurred_at", "id")
    last = dict(rows.values_list("contact_id", "is_lifted"))
    for contact in contacts:
        may_be_profiled = last.get(contact.pk, contact.may_be_profiled)
        if contact.may_be_profiled != may_be_profiled:
            contact.may_be_profiled = may_be_profiled
            contact.save(update_fields=["may_be_profiled"])
            yield Difference(contact.pk, "objection")


def _scores(model: ScoringModel, contacts: Sequence[Contact]) -> Iterator[Difference]:
    from reif.score._batch import Lead, results  # loads the batch engine, which few processes need

    rules = _models.rules_of(model)
    scored = [contact for contact in contacts if contact.may_be_profiled]
    stored = {score.contact_id: score for score in Score.objects.filter(model=model, contact__in=contacts)}
    told = _facts(scored)
    leads = [
        Lead(
            contact.pk,
            attributes_as_of(contact, told.get(contact.pk, []), stored[contact.pk].as_of),
            stored[contact.pk].as_of,
        )
        for contact in scored
        if contact.pk in stored
    ]
    expected = results(rules, leads)
    for contact in contacts:
        what = _wrong(rules, contact, stored.get(contact.pk), expected.get(contact.pk))
        if what:
            yield Difference(contact.pk, what)


def _wrong(rules: Rules, contact: Contact, score: Score | None, result: Result | None) -> str:
    """What is wrong; empty if nothing is."""
    if not contact.may_be_profiled:
        shown = {name: getattr(contact, name) for name in LISTED}
        return "" if score is None and shown == NOTHING else "score"
    if score is None or result is None:
        return "score"
    if any(abs(getattr(score, name) - getattr(result, name)) > _TOLERANCE for name in ("score", "fit", "engagement")):
        return "score"
    is_near = _is_near_a_threshold(rules, result.score)
    if score.excluded != result.excluded or any(
        getattr(score, name) != getattr(result, name) for name in VISIBLE if not is_near
    ):
        return "score"
    if not _same_reasons(score.reasons, reasons(rules, result)):
        return "reasons"
    return "" if all(getattr(contact, name) == getattr(score, name) for name in LISTED) else "columns"


def _is_near_a_threshold(rules: Rules, score: float) -> bool:
    thresholds = (*rules.levels, rules.warm, rules.hot, int(score) + _THRESHOLDS)
    return any(abs(score - each) <= _TOLERANCE for each in thresholds)


def _same_reasons(stored: Sequence[Mapping[str, object]], expected: Sequence[Mapping[str, object]]) -> bool:
    one, other = ({each["rule"]: each for each in side} for side in (stored, expected))
    return all(_same_reason(one.get(rule), other.get(rule)) for rule in one | other)


def _same_reason(stored: Mapping[str, object] | None, expected: Mapping[str, object] | None) -> bool:
    values = [float(str(each["value"])) if each else 0.0 for each in (stored, expected)]
    if abs(values[0] - values[1]) > _TOLERANCE:
        return False
    if abs(values[1]) <= _TOLERANCE or stored is None or expected is None:
        return True
    return all(stored[name] == expected[name] for name in ("events", "last_at"))


def _facts(contacts: Sequence[Contact]) -> dict[int, list[Fact]]:
    rows = AttributeChange.objects.filter(contact__in=contacts).order_by("occurred_at", "id")
    told: dict[int, list[Fact]] = {}
    for contact_id, *fact in rows.values_list("contact_id", "occurred_at", "attribute", "value").iterator():
        told.setdefault(contact_id, []).append(Fact(*fact))
    return told
