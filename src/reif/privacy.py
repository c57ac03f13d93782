"""What persons may ask for, and what admins set about it; each is one transaction, and is written down.

Sibling of `lifecycle`, which notes objections, as scores and stages follow from them. All arguments are by keyword;
times are aware and given by the caller. `by`: the user who does it; None: a command.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from reif.identify.daily import destroy_salts
from reif.jobs import operations as jobs
from reif.jobs.running import Running
from reif.outbox import operations as outbox
from reif.protect import operations as protect
from reif.protect.dossier import dossier, written
from reif.protect.operations import Removed
from reif.protect.queries import count_over, over, periods_of
from reif.records import leftovers
from reif.records.models import AuditEntry, Contact, Installation, Score, User
from reif.records.turns import takes_turns
from reif.score import queries as score

FORMAT = 1
WIPE, RETENTION = "wipe", "retention"
_AT_ONCE = 200
_MOST_COUNTED = 100_000
GIVEN, ERASED, LET_IN = "person informed", "contact erased", "bar lifted"


@takes_turns
def tell(*, contact: Contact, form: str, by: User | None, at: datetime) -> dict[str, Any]:
    """Everything held about a person, as plain data (GDPR, Art. 15), with how their score comes about (Art. 22).

    That it was given out is written down, with the form (json or page).
    """
    with transaction.atomic():
        told = {"format": FORMAT, "made_at": written(at), **dossier(contact)}
        stored_scores = contact.scores.select_related("model").order_by("model__number")
        for given, stored in zip(told["scores"], stored_scores, strict=True):
            given["reasons"] = _reasons(stored)
        told["decision"] = _decision(contact)
        told["kept_days"] = _kept()
        _audit(GIVEN, contact.pk, by, at, form=form)
        return told


@takes_turns
def erase(*, contact: Contact, by: User | None, at: datetime) -> Removed:
    """Erase a person at their wish (GDPR, Art. 17): nothing of them is left, counts stay, no list brings them back.

    Raises Contact.DoesNotExist for one who is gone already.
    """
    number = contact.pk
    with transaction.atomic():
        removed = protect.erase(contact=contact, at=at)
        _audit(ERASED, number, by, at, moves_kept=removed.moves, rejects_emptied=removed.rejects)
        jobs.enqueue(kind=WIPE, key=WIPE, at=at)
        return removed


@takes_turns
def let_in(*, written: str, by: User | None, at: datetime) -> bool:
    """Bar the e-mail or id no longer: the person came back of their own accord. Whether it was barred."""
    with transaction.atomic():
        lifted = protect.let_in(written=written)
        if lifted:
            _audit(LET_IN, None, by, at)
        return lifted > 0


def retention_job(running: Running) -> dict[str, object]:
    """The job that erases what is over its period, kind by kind, in steps; each step is written down by its count."""
    at = running.now()
    periods = {kind: days for kind, days in periods_of(Installation.current()).items() if days is not None}
    whole = sum(count_over(kind, days, at, most=_MOST_COUNTED) for kind, days in periods.items())
    counts: dict[str, int] = {}
    for kind, days in periods.items():
        last = 0
        while (found := over(kind, days, at, after=last, most=_AT_ONCE)).ids:
            last = found.ids[-1]
            with transaction.atomic():
                erased = protect.expire(kind=kind, days=days, found=found, at=at)
                _audit(RETENTION, None, None, running.now(), kind=kind, count=erased, run=running.job.pk)
            counts[kind] = counts.get(kind, 0) + erased
            running.progress(min(sum(counts.values()) / max(whole, 1), 1.0))
    if counts:
        with transaction.atomic():
            jobs.enqueue(kind=WIPE, key=WIPE, at=running.now())
    return dict(counts)


def salts_job(running: Running) -> dict[str, object]:
    """The job that destroys salts whose day is over, so that nobody works out an id of that day again."""
    with transaction.atomic():
        destroyed = destroy_salts(before=running.now())
        if destroyed:
            jobs.enqueue(kind=WIPE, key=WIPE, at=running.now())
    return {"destroyed": destroyed}


def wipe_job(running: Running) -> dict[str, object]:
    """The job that overwrites what was deleted, so that not even the files of the database hold it."""
    del running
    leftovers.wipe()
    return {}


def forget_mail_job(running: Running) -> dict[str, object]:
    """The job that forgets mail: what was sent long ago and proves no consent tells nobody anything."""
    with transaction.atomic():
        return {"deleted": outbox.forget(ended_before=running.now() - outbox.KEPT)}


def _reasons(stored: Score) -> list[dict[str, Any]]:
    return [
        {
            "rule": each.rule,
            "label": dict(each.label.texts),
            "value": each.value,
            "events": each.events,
            "last_at": written(each.last_at),
        }
        for each in score.reasons_of(stored, score.rules_of(stored.model))
    ]


def _decision(contact: Contact) -> dict[str, Any]:
    """By which rules the live model gives points; who objected is not scored."""
    model = score.live_model()
    if model is None or not contact.may_be_profiled:
        return {"is_scored": False, "model": None}
    rules = score.rules_of(model)
    return {
        "is_scored": True,
        "model": {
            "name": model.name,
            "version": model.number,
            "base": rules.base,
            "fit": {"min": rules.fit.min, "max": rules.fit.max, "rules": _labelled(rules.fit.rules)},
            "engagement": {
                "min": rules.engagement.min,
                "max": rules.engagement.max,
                "rules": _labelled(rules.engagement.rules),
            },
            "never": _labelled(rules.exclude),
            "levels": list(rules.levels),
            "warm": rules.warm,
            "hot": rules.hot,
        },
    }


def _labelled(rules: Iterable[Any]) -> list[dict[str, Any]]:
    return [
        {"rule": rule.id, "label": dict(rule.label.texts), "points": getattr(rule, "points", None)} for rule in rules
    ]


def _kept() -> dict[str, int | None]:
    periods = periods_of(Installation.current())
    return {
        "contacts_without_activity": periods["contacts"],
        "visitors": periods["visitors"],
        "rejected_rows": periods["rejects"],
        "audit": periods["audit"],
    }


def _audit(action: str, number: int | None, by: User | None, at: datetime, **details: object) -> None:
    """Who did what with which contact, by its number alone."""
    subject = "" if number is None else "contact"
    AuditEntry.objects.create(by=by, action=action, subject=subject, subject_id=number, details=details, occurred_at=at)
