"""What the team does with forms: add, draft, publish, close; each is one transaction, and is written down.

Sibling of `lifecycle`. All arguments are by keyword; times are aware and given by the caller. `by`: the user who does
it. `seen`: the `state_of` the draft when it was opened.
"""

import hashlib
import json
from datetime import datetime

from django.db import IntegrityError, transaction

from reif.capture import forms
from reif.capture.forms import Unfinished as Unfinished  # of publishing
from reif.outbox import operations as outbox
from reif.records.models import AuditEntry, Form, FormVersion, Message, User
from reif.rules.form import Specification


class Stale(ValueError):
    """Somebody else changed the draft since it was opened."""


class Taken(ValueError):
    """There is a form of that address already."""


def state_of(form: Form) -> str:
    """A short word that changes with whatever somebody may set of the form."""
    kept = json.dumps([form.name, form.draft], sort_keys=True)
    return hashlib.sha256(kept.encode()).hexdigest()[:16]


def add(*, slug: str, name: str, draft: Specification, by: User | None, at: datetime) -> Form:
    """A form that nobody can fill in yet. Raises Taken."""
    try:
        with transaction.atomic():
            form = forms.add(slug=slug, name=name, draft=draft, by=by, at=at)
            _audit("form added", form, by, at)
            return form
    except IntegrityError:
        raise Taken("there is a form of that address") from None


def change(*, form: Form, name: str, draft: Specification, seen: str, by: User | None, at: datetime) -> Form:
    """Keep the draft. People see it once it is published. Raises Stale."""
    with transaction.atomic():
        stored = _locked(form)
        if seen != state_of(stored):
            raise Stale("somebody else has changed the form meanwhile")
        before = state_of(stored)
        stored.name, stored.draft = name, draft.written()
        if state_of(stored) != before:
            stored.save(update_fields=["name", "draft"])
            _audit("form changed", stored, by, at)
        return stored


def publish(*, form: Form, seen: str, by: User | None, at: datetime) -> FormVersion:
    """Let people fill in the form as it is drafted. Raises Stale, Unfinished."""
    with transaction.atomic():
        stored = _locked(form)
        if seen != state_of(stored):
            raise Stale("somebody else has changed the form meanwhile")
        version = forms.publish(form=stored, by=by, at=at)
        _audit("form published", stored, by, at, number=version.number)
        return version


def close(*, form: Form, by: User | None, at: datetime) -> None:
    """Take nothing more by the form. Its address says so."""
    with transaction.atomic():
        if Form.objects.filter(pk=form.pk, closed_at=None).update(closed_at=at):
            _audit("form closed", form, by, at)


def reopen(*, form: Form, by: User | None, at: datetime) -> None:
    """Take what is sent by the form again."""
    with transaction.atomic():
        if Form.objects.filter(pk=form.pk).exclude(closed_at=None).update(closed_at=None):
            _audit("form opened again", form, by, at)


def send_again(*, message: Message, by: User | None, at: datetime) -> None:
    """Let a mail wait once more that was not sent, or of which nobody knows whether it arrived."""
    with transaction.atomic():
        if outbox.send_again(message=message, at=at):
            AuditEntry.objects.create(
                by=by, action="mail sent again", subject="message", subject_id=message.pk, details={}, occurred_at=at
            )


def _locked(form: Form) -> Form:
    return Form.objects.select_for_update().get(pk=form.pk)


def _audit(action: str, form: Form, by: User | None, at: datetime, **details: object) -> None:
    AuditEntry.objects.create(by=by, action=action, subject="form", subject_id=form.pk, details=details, occurred_at=at)
