"""Everything the system holds about one person, as plain data (GDPR, Art. 15)."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypeAlias

from django.db import models

from reif.protect.consents.queries import consents_of, messages_of, submissions_of, suppressions_of
from reif.protect.queries import audit_of, calls_of, doubles_of, mails_of, rejects_of
from reif.records.models import (
    AttributeChange,
    AuditEntry,
    Company,
    Consent,
    ConsentStep,
    Contact,
    Double,
    Event,
    FormVersion,
    Identifier,
    Import,
    ImportReject,
    InboundMail,
    Merge,
    Message,
    Objection,
    Quarantined,
    Score,
    ScoreChange,
    ScoringModel,
    Source,
    StageChange,
    Submission,
    Suppression,
    User,
    Verdict,
    Visitor,
)

Part: TypeAlias = list[dict[str, Any]]
GIVEN: Mapping[type[models.Model], str] = {
    Contact: "person",
    Company: "company",
    Identifier: "identifiers",
    Visitor: "visitors",
    AttributeChange: "attribute_changes",
    Event: "events",
    Verdict: "verdicts",
    Score: "scores",
    ScoreChange: "score_changes",
    StageChange: "stage_changes",
    Objection: "objections",
    Merge: "merges",
    Double: "doubles",
    Consent: "consents",
    ConsentStep: "consents",
    Submission: "submissions",
    Message: "messages",
    Suppression: "suppressions",
    ImportReject: "rejected_rows",
    Import: "rejected_rows",
    Quarantined: "quarantined_calls",
    InboundMail: "inbound_mails",
    AuditEntry: "audit",
}
"""By table the part that it becomes."""

LEFT_OUT: Mapping[type[models.Model], Mapping[str, str]] = {
    Contact: {
        "search": "repeats name, e-mail, company and title, for the search",
        "rescore_at": "when a computer looks at it next",
        "version": "how often a form was stored",
    },
    Company: {"id": "a number of the system"},
    Double: {
        "one_id": "may be somebody else",
        "other_id": "may be somebody else",
    },
    Score: {"standing": "repeats events as sums, for the next event"},
    StageChange: {"erased": "is empty of whoever is there"},
    Consent: {"submission": "is among the submissions"},
    ConsentStep: {"id": "a number of the system", "consent": "stands above it"},
    Submission: {
        "visitor": "is among the visitors",
        "key": "a word by which sending twice is noticed",
        "kiosk": "a number of the system",
    },
    Message: {
        "key": "a word by which writing twice is noticed",
        "submission": "is among the submissions",
        "run_at": "when a computer looks at it next",
        "leased_until": "when a computer looks at it next",
    },
    Suppression: {"id": "a number of the system", "digest": "is the address, unreadable", "key": "tells of a secret"},
    ImportReject: {"id": "a number of the system"},
    Quarantined: {"id": "a number of the system"},
    InboundMail: {"id": "a number of the system"},
    AuditEntry: {"subject": "is the person", "subject_id": "is the person's number"},
}
"""Columns that are not given, and why; whatever a table gets later is given."""


def dossier(contact: Contact) -> dict[str, Any]:
    """By part; times in UTC, values as they are kept. Whoever of the team did something is "user", a rule "system"."""
    parts: dict[str, Callable[[], Iterable[models.Model]]] = {
        "identifiers": lambda: contact.identifiers.order_by("id"),
        "visitors": lambda: contact.visitors.order_by("id"),
        "attribute_changes": lambda: contact.attribute_changes.select_related("source").order_by("occurred_at", "id"),
        "events": lambda: contact.events.select_related("source").order_by("occurred_at", "id"),
        "verdicts": lambda: Verdict.objects.filter(event__contact=contact).order_by("id"),
        "scores": lambda: contact.scores.select_related("model").order_by("model__number"),
        "score_changes": lambda: contact.score_changes.select_related("model").order_by("as_of", "id"),
        "stage_changes": lambda: contact.stage_changes.select_related("model").order_by("occurred_at", "id"),
        "objections": lambda: contact.objections.order_by("occurred_at", "id"),
        "merges": lambda: contact.merges.order_by("merged_at", "id"),
        "doubles": lambda: doubles_of(contact),
        "submissions": lambda: submissions_of(contact).select_related("version__form"),
        "messages": lambda: messages_of(contact),
        "suppressions": lambda: suppressions_of(contact),
        "audit": lambda: audit_of(contact),
    }
    whole: dict[str, Any] = {"person": _row(contact)}
    whole["company"] = None if contact.company is None else _row(contact.company)
    whole |= {name: [_row(each) for each in rows()] for name, rows in parts.items()}
    whole["consents"] = [_consent(each) for each in consents_of(contact)]
    whole["rejected_rows"] = [_reject(each) for each in rejects_of(contact)]
    whole["quarantined_calls"] = [_row(each) for each in calls_of(contact)]
    whole["inbound_mails"] = [_row(each) for each in mails_of(contact)]
    return whole


def _consent(consent: Consent) -> dict[str, Any]:
    return {**_row(consent), "steps": [_row(step) for step in consent.steps.all()]}


def _reject(reject: ImportReject) -> dict[str, Any]:
    imported = {"file_name": reject.of.file_name, "imported_at": written(reject.of.started_at)}
    return imported | {name: value for name, value in _row(reject).items() if name != "of"}


def _row(row: models.Model) -> dict[str, Any]:
    left_out = LEFT_OUT.get(type(row), {})
    return {
        field.name: _value(row, field)
        for field in row._meta.concrete_fields
        if field.name not in left_out and (field.related_model is not Contact)
    }


def _value(row: models.Model, field: Any) -> Any:
    if field.related_model is User:
        return _somebody(row, field)
    if field.related_model in (Source, ScoringModel, Company, FormVersion):
        other = getattr(row, field.name)
        return None if other is None else _named(other)
    return written(getattr(row, field.attname))


def _somebody(row: models.Model, field: Any) -> str:
    """Not who of the team: that is personal data of a user."""
    return "system" if getattr(row, field.attname) is None else "user"


def _named(other: Any) -> str | dict[str, Any]:
    if isinstance(other, ScoringModel):
        return {"name": other.name, "version": other.number}
    if isinstance(other, FormVersion):
        return {"form": other.form.name, "version": other.number}
    return str(other.name)


def written(value: Any) -> Any:
    """As JSON has it."""
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else value
