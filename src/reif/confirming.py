"""What people say of themselves by a link in a mail to them: that it was they who sent a form, that they agree no more.

Sibling of `lifecycle`; each function is one transaction. Whoever follows the link has the address: that is proof. All
arguments are by keyword; times are aware and given by the caller.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from reif.capture import forms
from reif.capture import operations as capture
from reif.capture.new_event import NewEvent
from reif.following import follow, hold, take_up_due
from reif.identify import operations as identify
from reif.identify.submitted import sightings_of
from reif.protect import operations as protect
from reif.protect.consents import operations as consents
from reif.protect.consents.operations import By
from reif.protect.consents.queries import held_by
from reif.records.models import AuditEntry, Consent, Contact, Event, Message, Submission, User
from reif.records.turns import takes_turns
from reif.rules.consent import CONFIRM_WITHIN, Purpose, Reason
from reif.rules.form_answers import attributes_in

JOINED, WITHDRAWN, SUPPRESSED = "submission joined", "consent withdrawn", "advertising ended"


class TooLate(ValueError):
    """The link is older than it may be, or the form is not there any more."""


class NotOpen(ValueError):
    """The submission has its contact already, or was not taken."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Whose it was, what holds now, and whether it had been confirmed before."""

    submission: Submission
    consents: tuple[Consent, ...]
    is_again: bool


@takes_turns
def confirm(*, submission: Submission, by: By, at: datetime) -> Confirmed:
    """Whoever has the address stands by what was sent: the consents hold, what was claimed is known, who was seen is
    known, too. Said again, it changes nothing. Raises TooLate.
    """
    with transaction.atomic():
        held = _locked(submission)
        if held is None or held.state != "taken" or at - held.received_at > CONFIRM_WITHIN:
            raise TooLate("the link is not good any more")
        given = list(held.consents.order_by("id"))
        if held.confirmed_at is not None:
            return Confirmed(held, tuple(given), is_again=True)
        protect.let_in(written=held.address)
        held.confirmed_at = at
        contact = _prove(held, at)
        fresh = consents.confirm(consents=given, contact=contact, by=by, at=at)
        _subscribed(contact, held, fresh, at)
        _follow(contact, at)
        return Confirmed(held, tuple(fresh), is_again=False)


@takes_turns
def join(*, submission: Submission, by: User | None, at: datetime) -> Contact:
    """Somebody of the team knows that it was really the contact of that address: no consent follows from that.

    Raises NotOpen.
    """
    with transaction.atomic():
        held = _locked(submission)
        if held is None or held.state != "taken" or held.contact_id is not None or not held.address:
            raise NotOpen("the submission is not open")
        held.settled_at, held.settled_by = at, by
        contact = _prove(held, at)
        _follow(contact, at)
        _audit(JOINED, held.pk, by, at, subject="submission")
        return contact


@takes_turns
def withdraw(*, address: str, purposes: Sequence[str], by: By, at: datetime) -> list[Consent]:
    """The address agrees to these purposes no more. Those that it was news of."""
    with transaction.atomic():
        ended = consents.withdraw(address=address, purposes=purposes, by=by, at=at)
        _unsubscribed(ended, at)
        for number in sorted({each.contact_id for each in ended if each.contact_id is not None}):
            _audit(WITHDRAWN, number, by.user, at)
        return ended


@takes_turns
def end_advertising(*, address: str, by: By, at: datetime, reason: Reason = Reason.OBJECTION) -> None:
    """No advertising to the address any more, whatever for (GDPR, Art. 21(2))."""
    with transaction.atomic():
        held = held_by(address)
        ended = consents.withdraw(address=address, purposes=list(Purpose), by=by, at=at)
        consents.suppress(address=address, reason=reason, at=at)
        _unsubscribed(ended, at)
        for number in sorted({each.consent.contact_id for each in held if each.consent.contact_id is not None}):
            _audit(SUPPRESSED, number, by.user, at)


def _prove(submission: Submission, at: datetime) -> Contact:
    """The contact of the address, made if there is none, with what the submission and its browser's visitor bring."""
    since = min(submission.occurred_at or submission.received_at, at)
    recognition = identify.recognise(sightings=sightings_of(submission, at), is_proof=True, at=at)
    contact, origin = recognition.seen[0].contact, recognition.seen[0].origin
    assert contact is not None
    _, at = hold([contact.pk], at)
    facts = identify.Facts(contact, attributes_in(submission.answers), since, origin)
    identify.vouch(facts=facts, source=forms.believed(at), at=at)
    capture.remind(contact_ids=[contact.pk], at=at)
    submission.contact = contact
    submission.save(update_fields=["contact", "confirmed_at", "settled_at", "settled_by"])
    Message.objects.filter(submission=submission, contact=None).update(contact=contact)
    for each in submission.consents.all():
        Consent.objects.filter(pk=each.pk).move(contact_id=contact.pk, origin=origin)
    return contact


def _follow(contact: Contact, at: datetime) -> None:
    contacts, at = hold([contact.pk], at)
    take_up_due(contacts, at)
    follow([contact.pk], at, None)


def _subscribed(contact: Contact, submission: Submission, fresh: Sequence[Consent], at: datetime) -> None:
    """Ordering a newsletter is done once it is confirmed."""
    if not any(each.purpose == Purpose.NEWSLETTER for each in fresh):
        return
    around = submission.around
    event = NewEvent(
        contact.pk,
        "Newsletter Subscribed",
        at,
        {"form": submission.version.form.name},
        f"confirmed-{submission.key}",
        str(around.get("channel", "")),
        str(around.get("campaign", {}).get("name", "")),
    )
    capture.store(source=submission.version.form.source, events=[event], at=at)


def _unsubscribed(ended: Sequence[Consent], at: datetime) -> None:
    """It is told in the story of whoever had confirmed it."""
    stopped = [each for each in ended if each.contact_id is not None and each.purpose == Purpose.NEWSLETTER]
    contacts, at = hold([each.contact_id for each in stopped], at)
    take_up_due(contacts, at)
    news: dict[int, list[Event]] = {}
    for each in stopped:
        if each.contact_id is not None and each.contact_id not in news:
            name = "" if each.version is None else each.version.form.name
            event = NewEvent(each.contact_id, "Newsletter Unsubscribed", at, {"form": name} if name else {})
            news[each.contact_id] = list(capture.store(source=each.source, events=[event], at=at).events)
    follow(news, at, "event", {number: events[-1] for number, events in news.items()}, None)


def _locked(submission: Submission) -> Submission | None:
    rows = Submission.objects.select_for_update(of=("self",)).select_related("version__form__source")
    return rows.filter(pk=submission.pk).first()


def _audit(action: str, number: int, by: User | None, at: datetime, subject: str = "contact") -> None:
    AuditEntry.objects.create(by=by, action=action, subject=subject, subject_id=number, details={}, occurred_at=at)
