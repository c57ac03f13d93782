"""What is over its period is erased by a job, and nothing else."""

import pytest

from reif import lifecycle, privacy
from reif.config.schedule import KINDS
from reif.jobs.operations import enqueue
from reif.jobs.running import run_one
from reif.measure.queries import cohort, funnel
from reif.protect.queries import count_over, is_barred
from reif.records.models import (
    AuditEntry,
    Contact,
    Event,
    Import,
    ImportReject,
    InboundMail,
    Installation,
    Job,
    Quarantined,
    StageChange,
    Visitor,
)
from tests.protect.cast import DAY, found_anywhere, whole
from tests.records.rows import AT, contact, scoring_model, source

OLD = AT - 800 * DAY
YEAR = 365


def run(**periods: int) -> Job:
    Installation.objects.update_or_create(id=1, defaults={f"keep_{kind}_days": days for kind, days in periods.items()})
    job = enqueue(kind="retention", at=AT)
    assert run_one(kinds={"retention": KINDS["retention"]}, now=lambda: AT)
    job.refresh_from_db()
    assert job.state == "done", job.failure
    return job


@pytest.mark.django_db(transaction=True)
def test_nothing_is_erased_unless_somebody_sets_a_period() -> None:
    contact(created_at=OLD)
    assert run().result == {}
    assert Contact.objects.count() == 1
    assert not AuditEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_contacts_without_a_sign_who_never_bought_are_erased() -> None:
    model = scoring_model(1, "live")
    gone = [contact(created_at=OLD), contact(created_at=OLD, last_activity_at=OLD, touched_at=OLD, stage="lead")]
    kept = [
        contact(created_at=AT),
        contact(created_at=OLD, last_activity_at=AT),
        contact(created_at=OLD, touched_at=AT),
        contact(created_at=OLD, stage="customer"),
        contact(created_at=OLD, status="recycled", look_again_on=(AT + DAY).date()),
        contact(created_at=OLD, stage="lead"),
    ]
    bought = {"from_stage": "lead", "to_stage": "customer", "score": 1.0, "occurred_at": OLD}
    StageChange.objects.create(contact=kept[-1], model=model, **bought)
    assert count_over("contacts", YEAR, AT, most=10) == len(gone)
    assert count_over("contacts", YEAR, AT, most=1) == 2
    assert run(contacts=YEAR).result == {"contacts": 2}
    assert set(Contact.objects.values_list("pk", flat=True)) == {each.pk for each in kept}
    [entry] = AuditEntry.objects.filter(action="retention")
    assert (entry.subject_id, entry.details["kind"], entry.details["count"]) == (None, "contacts", 2)


@pytest.mark.django_db(transaction=True)
def test_a_person_goes_whole_and_is_not_barred() -> None:
    who = whole()
    Contact.objects.filter(pk=who.pk).update(created_at=OLD, last_activity_at=OLD, touched_at=OLD)
    period = {"since": AT - 365 * DAY, "until": AT + DAY, "at": AT + DAY}
    before = funnel(cohort(**period))
    assert run(contacts=YEAR).result == {"contacts": 1}
    assert found_anywhere() == []
    assert funnel(cohort(**period)) == before
    assert not is_barred(lead_id="CRM-900817", email="qwendolin.z@xylomont.example")
    assert Job.objects.filter(kind="wipe", state="waiting").count() == 1


@pytest.mark.django_db(transaction=True)
def test_visitors_rejects_and_audit_by_their_own_periods() -> None:
    whole()
    known = contact()
    for name, seen, owner in (("old", OLD, None), ("new", AT, None), ("known", OLD, known)):
        visitor = Visitor.objects.create(anonymous_id=name, contact=owner, first_seen_at=seen, last_seen_at=seen)
        seen_at = {"name": "Page Viewed", "occurred_at": seen, "received_at": seen, "source": source()}
        Event.objects.create(contact=owner, visitor=visitor, **seen_at)
    AuditEntry.objects.create(action="contact added", occurred_at=OLD)
    result = run(visitors=30, rejects=30, audit=30).result
    assert result == {"visitors": 1, "audit": 1}
    assert not Visitor.objects.filter(anonymous_id="old").exists()
    assert Visitor.objects.count() == 3
    assert Event.objects.filter(contact=None).count() == 1
    assert ImportReject.objects.count() == 6
    assert not AuditEntry.objects.filter(occurred_at__lt=AT - 30 * DAY).exists()
    Import.objects.update(started_at=OLD)
    assert run(rejects=30).result == {"rejects": 6}
    Quarantined.objects.update(received_at=OLD)
    assert run(rejects=30).result == {"calls": 3}
    InboundMail.objects.update(received_at=OLD)
    assert run(rejects=30).result == {"mails": 4}


@pytest.mark.django_db(transaction=True)
def test_who_shows_up_between_the_look_and_the_deed_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    who = contact(created_at=OLD)
    look = privacy.over

    def looked(*given: object, **more: object) -> object:
        found = look(*given, **more)  # type: ignore[arg-type] # as it is called
        lifecycle.snooze(contact=who, until=None, by=None, at=AT)
        Contact.objects.filter(pk=who.pk).update(touched_at=AT)
        return found

    monkeypatch.setattr(privacy, "over", looked)
    assert run(contacts=YEAR).result == {"contacts": 0}
    assert Contact.objects.filter(pk=who.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_it_goes_in_steps_and_says_how_far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(privacy, "_AT_ONCE", 2)
    for _ in range(5):
        contact(created_at=OLD)
    assert run(contacts=YEAR).result == {"contacts": 5}
    counts = AuditEntry.objects.filter(action="retention").order_by("id").values_list("details__count", flat=True)
    assert list(counts) == [2, 2, 1]
