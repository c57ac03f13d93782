"""The story in a page: what happens to contacts, each in one transaction with everything that follows from it.

The single door for writes. All arguments are by keyword; times are aware and given by the caller. `by`: the user who
does it; None: a command or a rule.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Max

from reif.capture import operations as capture
from reif.capture.new_event import NewEvent
from reif.following import catch_up as catch_up  # of the story, too
from reif.following import follow, hold, no_earlier, take_up_due
from reif.following import revise as revise
from reif.identify import operations as identify
from reif.identify.named import identifiers_in
from reif.jobs.running import Running
from reif.protect import operations as protect
from reif.protect.queries import barred
from reif.qualify import operations as qualify
from reif.records.enums import ModelState
from reif.records.models import (
    AttributeChange,
    AuditEntry,
    Contact,
    Event,
    ScoringModel,
    Source,
    StageChange,
    User,
)
from reif.records.turns import takes_turns
from reif.rules.stages import Disqualification, Stage
from reif.score import publishing, rebuilding
from reif.score.rebuilding import Difference

PEOPLE = "people"
"""The source of what users type."""
_RESCORED_AT_ONCE = 200


class Stale(ValueError):
    """Somebody else changed the contact since the form was opened."""


class KnownAlready(ValueError):
    """There is a contact of that lead_id or e-mail: `contact`."""

    def __init__(self, contact: Contact) -> None:
        super().__init__("there is such a contact already")
        self.contact = contact


class WasErased(ValueError):
    """Somebody of that lead_id or e-mail was erased at their own wish, and is not brought back by mistake."""


class NotADraft(ValueError):
    """The version is live already."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """`events`: the new ones, in the order given; `known`: how many had been stored before."""

    events: tuple[Event, ...]
    known: int


@takes_turns
def record(*, source: Source, events: Sequence[NewEvent], at: datetime) -> Recorded:
    """Store events, each message id of a source once; bring scores, reasons, stages and proposals up to date.

    Of many contacts at once the scores follow by `catch_up`.
    """
    with transaction.atomic():
        contacts, at = hold({each.contact_id for each in events if each.contact_id is not None}, at)
        was_due = take_up_due(contacts, at)
        stored = capture.store(source=source, events=events, at=at)
        by_contact: dict[int, list[Event]] = {}
        for event in stored.events:
            if event.contact_id is not None:
                by_contact.setdefault(event.contact_id, []).append(event)
        if len(by_contact) <= _RESCORED_AT_ONCE:
            last = {key: max(own, key=lambda event: event.occurred_at) for key, own in by_contact.items()}
            follow(by_contact, at, "event", last, None if was_due else by_contact)
        return Recorded(stored.events, stored.known)


@takes_turns
def add_contact(*, attributes: Mapping[str, object], source: Source | None, by: User | None, at: datetime) -> Contact:
    """Add a contact that is known since `at`; `source`: None is people. Raises KnownAlready, WasErased."""
    lead_id, email = (str(attributes.get(name) or "").strip() for name in ("lead_id", "email"))
    with transaction.atomic():
        _expect_not_barred(attributes)
        contact = _new(lead_id, email, at)
        learned = {name: value for name, value in attributes.items() if name != "lead_id"}
        news = identify.learn(contact=contact, attributes=learned, source=source or _people(at), occurred_at=at, at=at)
        identify.ask_whom_it_resembles(contact=contact, news=news, at=at)
        follow([contact.pk], at, "attribute")
        _audit("contact added", contact, by, at)
        return _shown(contact)


@takes_turns
def edit(
    *, contact: Contact, attributes: Mapping[str, object], version: int, by: User | None, at: datetime
) -> frozenset[str]:
    """Keep what somebody learned of the contact (None: missing). Returns the attributes of which it was news.

    `version`: of the contact when the form was opened. Raises Stale, WasErased.
    """
    with transaction.atomic():
        _expect_not_barred({**contact.attributes, **attributes})
        stored = Contact.objects.select_for_update().get(pk=contact.pk)
        if stored.version != version:
            raise Stale("somebody else changed the contact meanwhile")
        at = no_earlier([stored], at)
        take_up_due([stored], at)
        news = identify.learn(contact=stored, attributes=attributes, source=_people(at), occurred_at=at, at=at)
        if news:
            _touch(stored, at)
            identify.ask_whom_it_resembles(contact=stored, news=news, at=at)
            follow([stored.pk], at, "attribute")
            _audit("contact edited", stored, by, at, attributes=sorted(news))
        _show(contact)
        return news


@takes_turns
def assign(*, contact: Contact, owner: User | None, by: User | None, at: datetime) -> None:
    """Let the contact be somebody's, or (None) nobody's."""
    with transaction.atomic():
        stored = Contact.objects.filter(pk=contact.pk)
        was = stored.select_for_update().values_list("owner_id", flat=True).first()
        stored.update(owner=owner, version=F("version") + 1)
        _audit("contact assigned", contact, by, at, owner=None if owner is None else owner.pk, was=was)
        _show(contact)


@takes_turns
def snooze(*, contact: Contact, until: datetime | None, by: User | None, at: datetime) -> None:
    """Put the contact off until an instant; None: no longer."""
    with transaction.atomic():
        Contact.objects.filter(pk=contact.pk).update(snoozed_until=until, version=F("version") + 1)
        _audit("contact put off", contact, by, at)
        _show(contact)


@takes_turns
def accept(*, contact: Contact, by: User | None, at: datetime, why: str = "") -> StageChange:
    """Move the contact to the proposed stage. Raises qualify.operations.NothingProposed."""
    with transaction.atomic():
        _, since = hold([contact.pk], at)
        change = qualify.accept(contact=contact, by=by, at=since, why=why)
        return _moved("proposal accepted", contact, change, by, at)


@takes_turns
def decline(*, contact: Contact, by: User | None, at: datetime, why: str = "") -> StageChange:
    """Say no to the proposal: it comes back after new interest. Raises qualify.operations.NothingProposed."""
    with transaction.atomic():
        _, since = hold([contact.pk], at)
        change = qualify.decline(contact=contact, by=by, at=since, why=why)
        return _moved("proposal declined", contact, change, by, at)


@takes_turns
def advance(*, contact: Contact, to: Stage, by: User | None, at: datetime, why: str) -> StageChange:
    """Move the contact to another stage, further or back. Raises qualify.operations.AlreadyThere."""
    with transaction.atomic():
        _, since = hold([contact.pk], at)
        change = qualify.advance(contact=contact, to=to, by=by, at=since, why=why)
        return _moved("contact moved", contact, change, by, at)


@takes_turns
def disqualify(
    *, contact: Contact, reason: Disqualification, by: User | None, at: datetime, why: str = ""
) -> StageChange:
    """Give the contact up. Raises qualify.operations.AlreadyThere."""
    with transaction.atomic():
        _, since = hold([contact.pk], at)
        change = qualify.disqualify(contact=contact, reason=reason, by=by, at=since, why=why)
        return _moved("contact given up", contact, change, by, at)


@takes_turns
def recycle(*, contact: Contact, look_again_on: date, by: User | None, at: datetime, why: str = "") -> StageChange:
    """Leave the contact to nurturing until a day. Raises qualify.operations.AlreadyThere, InThePast."""
    with transaction.atomic():
        _, since = hold([contact.pk], at)
        change = qualify.recycle(contact=contact, look_again_on=look_again_on, by=by, at=since, why=why)
        return _moved("contact recycled", contact, change, by, at)


@takes_turns
def reactivate(*, contact: Contact, by: User | None, at: datetime, why: str = "") -> StageChange:
    """Pursue the contact again. Raises qualify.operations.AlreadyThere."""
    with transaction.atomic():
        contacts, since = hold([contact.pk], at)
        take_up_due(contacts, since)
        change = qualify.reactivate(contact=contact, by=by, at=since, why=why)
        follow([contact.pk], since, "time")
        _show(contact)
        return _moved("contact pursued again", contact, change, by, at)


@takes_turns
def undo(*, change: StageChange, by: User | None, at: datetime, why: str = "") -> StageChange:
    """Take a move back. Raises qualify.operations.CannotMove: AlreadyUndone, NotTheLast."""
    with transaction.atomic():
        _, since = hold([change.contact_id], at)
        taken_back = qualify.undo(change=change, by=by, at=since, why=why)
        assert taken_back.contact is not None
        return _moved("move taken back", taken_back.contact, taken_back, by, at)


def note_objection(*, contact: Contact, by: User | None, at: datetime, how: str = "") -> None:
    """The person objects to profiling (GDPR, Art. 21): no score, no reasons, from now on. `how`: it reached us."""
    _profile(contact, False, "objection noted", by, at, how)


def lift_objection(*, contact: Contact, by: User | None, at: datetime, how: str = "") -> None:
    """The person no longer objects: the contact is scored again."""
    _profile(contact, True, "objection lifted", by, at, how)


@takes_turns
def draft(*, text: str, by: User | None, at: datetime) -> ScoringModel:
    """Keep a model as a new version that is not published yet. Raises ModelFileError with all that is wrong."""
    rules = publishing.checked(text)
    with transaction.atomic():
        number = (ScoringModel.objects.aggregate(last=Max("number"))["last"] or 0) + 1
        model = ScoringModel.objects.create(
            number=number, name=rules.name[:200], text=text, created_at=at, created_by=by
        )
        _audit("model uploaded", model, by, at, number=number)
        return model


def discard(*, model: ScoringModel, by: User | None, at: datetime) -> None:
    """Take a draft out of sight; it stays, and can be taken back. Raises NotADraft."""
    with transaction.atomic():
        drafts = ScoringModel.objects.filter(pk=model.pk, state=ModelState.DRAFT)
        if not drafts.update(discarded_at=at):
            raise NotADraft("only drafts can be discarded")
        _audit("model discarded", model, by, at, number=model.number)


def take_back_draft(*, model: ScoringModel, by: User | None, at: datetime) -> None:
    """Show a discarded draft again."""
    with transaction.atomic():
        if ScoringModel.objects.filter(pk=model.pk, discarded_at__isnull=False).update(discarded_at=None):
            _audit("model taken back", model, by, at, number=model.number)


def publish(
    *,
    model: ScoringModel,
    by: User | None,
    now: Callable[[], datetime],
    advance: publishing.Advance = lambda done, total: None,
) -> int:
    """Score everybody by the version, then let it be the live one, in one step. How many were scored.

    `now`: asked at the beginning and at the switch. `advance`: told (done, in all) between two transactions; what it
    raises ends the work, which may be begun again. Until the switch nobody sees anything of it. Raises NotADraft for
    the live version.
    """
    if ScoringModel.objects.filter(pk=model.pk, state=ModelState.LIVE).exists():
        raise NotADraft("the version is live already")
    at = now()
    with transaction.atomic():
        publishing.wait_for_writers()
        through = publishing.last_stored()
    done, total = 0, publishing.total()
    for contact_ids in publishing.parts():
        _score_ahead(model, contact_ids, at)
        done += len(contact_ids)
        advance(done, max(done, total))
    _switch(model, by, now, through)
    model.refresh_from_db()
    return done


@takes_turns
def _score_ahead(model: ScoringModel, contact_ids: Sequence[int], at: datetime) -> None:
    with transaction.atomic():
        publishing.score_ahead(model=model, contact_ids=contact_ids, at=at)


@takes_turns
def _switch(model: ScoringModel, by: User | None, now: Callable[[], datetime], through: publishing.Through) -> None:
    with transaction.atomic():
        publishing.wait_for_writers()
        if ScoringModel.objects.filter(pk=model.pk, state=ModelState.LIVE).exists():
            return  # another process has published the same version meanwhile
        at = now()
        missed = publishing.make_live(model=model, by=by, at=at, through=through)
        take_back_draft(model=model, by=by, at=at)
        contacts, since = hold(missed[:_RESCORED_AT_ONCE], at)
        take_up_due(contacts, since)
        follow([contact.pk for contact in contacts], since, "model")
        _audit("model published", model, by, at, number=model.number)


def publish_job(running: Running) -> dict[str, object]:
    """The job that publishes: `{"model": its number in the table}`."""
    model = ScoringModel.objects.get(pk=running.arguments["model"])
    if model.state == ModelState.LIVE:  # it was done, and the worker lost before it could say so
        return {}

    def advance(done: int, of: int) -> None:
        running.progress(done / of)

    return {"scored": publish(model=model, by=running.job.by, now=running.now, advance=advance)}


@takes_turns
def rebuild(*, contact_ids: Iterable[int], at: datetime) -> list[Difference]:
    """Work everything about these contacts out again from the log; mend what was stored otherwise, and say so.

    What is due anyway is caught up first and is no difference.
    """
    with transaction.atomic():
        contacts, at = hold(contact_ids, at)
        due = take_up_due(contacts, at)
        follow([contact.pk for contact in due], at, None)
        return rebuilding.rebuild(contact_ids=[contact.pk for contact in contacts], at=at)


def _new(lead_id: str, email: str, at: datetime) -> Contact:
    if not (lead_id or email):
        return Contact.objects.create(created_at=at)
    contact = identify.contact_for(lead_id=lead_id or None, email=email or None, at=at)
    if contact.created_at != at or AttributeChange.objects.filter(contact=contact).exists():
        raise KnownAlready(contact)
    return contact


def _expect_not_barred(attributes: Mapping[str, object]) -> None:
    if barred([identifiers_in(attributes)]):
        raise WasErased("somebody of this lead_id, e-mail, profile or telephone was erased at their own wish")


@takes_turns
def _profile(contact: Contact, is_lifted: bool, action: str, by: User | None, at: datetime, how: str) -> None:
    """Says nothing twice: who objects already, or does not, stays as they are."""
    with transaction.atomic():
        contacts, at = hold([contact.pk], at)
        if contacts and contacts[0].may_be_profiled != is_lifted:
            take_up_due(contacts, at)
            protect.object_to_profiling(contact=contact, is_lifted=is_lifted, how=how, by=by, at=at)
            follow([contact.pk], at, "objection")
            _audit(action, contact, by, at)
        _show(contact)


def _moved(action: str, contact: Contact, change: StageChange, by: User | None, at: datetime) -> StageChange:
    _audit(action, contact, by, at, change=change.pk)
    return change


def _people(at: datetime) -> Source:
    source, _ = Source.objects.get_or_create(name=PEOPLE, defaults={"created_at": at})
    return source


def _touch(contact: Contact, at: datetime) -> None:
    Contact.objects.filter(pk=contact.pk).update(touched_at=at, version=F("version") + 1)


def _shown(contact: Contact) -> Contact:
    _show(contact)
    return contact


def _show(contact: Contact) -> None:
    """Let the object that the caller has show what is stored."""
    contact.refresh_from_db()


def _audit(action: str, subject: Contact | ScoringModel, by: User | None, at: datetime, **details: object) -> None:
    """Who did what: numbers and words, nothing about the person."""
    AuditEntry.objects.create(
        by=by,
        action=action,
        subject=type(subject).__name__.lower(),
        subject_id=subject.pk,
        details=details,
        occurred_at=at,
    )
